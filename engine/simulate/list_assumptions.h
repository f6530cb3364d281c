// SPDX-License-Identifier: Apache-2.0
// The numbers that a simulation rests on, as a list for people. Internal to engine/simulate.
#pragma once

#include "engine/simulate/make_results.h"

namespace proviso::simulate {

/// Every number of the scenario with its unit, its source and where it stands; variants are not listed.
void add_assumptions(const SimulatedScenario& scenario, SimulationResults& results);

}  // namespace proviso::simulate
