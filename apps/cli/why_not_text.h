// SPDX-License-Identifier: Apache-2.0
// What something waits for, in sentences.
#pragma once

#include <string>

#include "engine/run/why_not.h"

namespace proviso::cli {

/// The answer, then what would have to happen: the steps in order, the conditions with their parts, the rows of a
/// table.
std::string why_not_text(const run::WhyNot& why);

}  // namespace proviso::cli
