// SPDX-License-Identifier: Apache-2.0
// From plans and totals to what a reader wants to know.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/source_file.h"
#include "engine/documents/scenario_document.h"
#include "engine/simulate/results.h"
#include "engine/simulate/simulate.h"

namespace proviso::simulate {

/// One end of the range of one number, as a plan of its own.
struct RangeEnd {
  std::size_t number = 0;  ///< into the numbers of the scenario that have a range, in order
  bool high = false;
  std::size_t plan = 0;  ///< into the plans
};

/// What was simulated: the plans that are variants come first, then the ends of ranges.
struct SimulatedScenario {
  const ScenarioFile* file = nullptr;
  const SourceSet* sources = nullptr;
  const Plans* plans = nullptr;
  std::size_t variants = 1;  ///< with the scenario itself
  const std::vector<RangeEnd>* ends = nullptr;
  std::uint64_t runs_asked = 0;
  std::uint64_t seed = 0;
};

SimulationResults results_of(const SimulatedScenario& scenario, const Simulated& simulated);

/// Calls for every number of a scenario, in the order of the document.
void each_number(ScenarioDocument& document, const std::function<void(ScenarioNumber&)>& call);
/// The scenario with the number at that place put right; the other shares of a fact make room for one that changes.
/// @param index  counting the numbers that have a range
ScenarioDocument with_number(const ScenarioDocument& document, std::size_t index, double value);
/// The numbers that have a range.
std::vector<ScenarioNumber> ranged_numbers(const ScenarioDocument& document);

}  // namespace proviso::simulate
