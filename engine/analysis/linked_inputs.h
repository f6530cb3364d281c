// SPDX-License-Identifier: Apache-2.0
// Which inputs of a decision table are not free of one another. Internal to engine/analysis.
#pragma once

#include <vector>

#include "engine/model/model.h"

namespace proviso::analysis {

/// By input of the table: whether it hangs on a recorded fact, an event, a track, a duty or the day that another input
/// hangs on too. Empty where no input is derived: recorded facts are free of one another.
std::vector<bool> linked_inputs(const model::Framework& framework, const model::Decision& table);

}  // namespace proviso::analysis
