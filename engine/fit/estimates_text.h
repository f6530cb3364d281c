// SPDX-License-Identifier: Apache-2.0
// Estimates for people, on a terminal.
#pragma once

#include <string>

#include "engine/fit/estimates.h"
#include "engine/model/model.h"

namespace proviso::fit {

/// Plain text with aligned columns, no colours; ends with a line end. Parts that say nothing are left out.
/// @param data  what the cases were read from, as readers know it
std::string estimates_text(const model::Framework& framework, const Estimates& estimates, const Options& options,
                           const std::string& data);

}  // namespace proviso::fit
