// SPDX-License-Identifier: Apache-2.0
// What a change does to cases, for other programs.
#pragma once

#include <string>

#include "engine/change/impact.h"

namespace proviso::cli {

/// Described in docs/schema/output/impact-1.schema.json.
std::string impact_json(const change::Impact& impact);

/// A row for each effect, with the columns effect, case, duty, party, anchor, old_due, new_due, moved_days, old, new.
/// In `old` and `new` stand the status of a deadline, the kind of a finding, the stages of a track, whose name is in
/// `duty`; likewise the name of what a finding without a duty is about.
std::string impact_csv(const change::Impact& impact);

}  // namespace proviso::cli
