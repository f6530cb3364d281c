// SPDX-License-Identifier: Apache-2.0
// When two duties are in force at once, and when one forbids what the other asks for on every day in time.
#pragma once

#include <optional>
#include <string>

#include "engine/model/model.h"

namespace proviso::analysis {

/// Whether the outer scope lasts whenever the inner one does.
bool encloses(const model::Framework& framework, const model::Scope& outer, const model::Scope& inner);

/// Where every day on which an act that is owed would be in time is one on which it is forbidden: why, in a sentence.
/// What PV0422 tells, by the limits alone.
std::optional<std::string> all_its_days_forbidden(const model::Framework& framework, const model::Limit& owed,
                                                  const model::Limit& forbidden);

}  // namespace proviso::analysis
