// SPDX-License-Identifier: Apache-2.0
// Results of simulations made by hand, for tests of what is told of them. Nothing was simulated.
#pragma once

#include "engine/simulate/results.h"
#include "engine/simulate_report/simulate_report.h"

namespace proviso::testing_support {

/// Few enough numbers to be read: two duties, one time, two stages, one resource, two years; one variant beside it.
simulate::SimulationResults small_results();
std::vector<simulate_report::VariantContext> small_contexts();

/// As much as a scenario of ten years gives: many duties, long titles, three variants, tails, pauses, a sensitivity.
simulate::SimulationResults large_results();
std::vector<simulate_report::VariantContext> large_contexts();

/// One run, stopped early, in which hardly anything happened.
simulate::SimulationResults bare_results();

}  // namespace proviso::testing_support
