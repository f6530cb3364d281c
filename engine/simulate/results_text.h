// SPDX-License-Identifier: Apache-2.0
// Results for a terminal, in sentences and tables.
#pragma once

#include <string>

#include "engine/simulate/results.h"

namespace proviso::simulate {

std::string results_text(const SimulationResults& results);

}  // namespace proviso::simulate
