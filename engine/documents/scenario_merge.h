// SPDX-License-Identifier: Apache-2.0
// Documents laid over each other: assumptions, then the scenario, then what a variant puts right. Internal to the
// reading of scenarios.
#pragma once

#include "base/diagnostic.h"
#include "engine/documents/yaml.h"

namespace proviso {

/// Puts `over` on top of `base`, both groups of keys. `events` go entry by entry, by `name` or else `event`, and
/// `resources` by their names; within each, key by key, and the `facts` of an event fact by fact. Everything else is
/// replaced.
/// @param adds_events  whether an entry of `events` that `base` has not is added; else it is reported
void lay_over(YamlValue& base, const YamlValue& over, bool adds_events, DiagnosticReport& report);

}  // namespace proviso
