// SPDX-License-Identifier: Apache-2.0
// Estimates as a file of assumptions that a scenario can name (docs/fitting.md).
#pragma once

#include <string>

#include "engine/fit/estimates.h"
#include "engine/model/model.h"

namespace proviso::fit {

/// The file: every duration with its sample, how much of it is censored, its median and 90th percentile, and every
/// share with its sample and interval. The same estimates give the same bytes.
/// @param data  what the cases were read from, as readers know it: `inspections.csv`
std::string assumptions_text(const model::Framework& framework, const Estimates& estimates, const Options& options,
                             const std::string& data);

}  // namespace proviso::fit
