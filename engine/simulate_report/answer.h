// SPDX-License-Identifier: Apache-2.0
// The answer in sentences, made from the results by these rules:
//
//  1. What the scenario asks for by name is said first, each with its value and interval. Where it asks for nothing,
//     the duty that is kept least often stands for it.
//  2. Each variant is compared by the same, run against run: that it falls or rises is said only where the interval of
//     the change leaves 0 out; else that no clear change is seen. Without an interval nothing is claimed.
//  3. What holds the throughput back, in the words of the results: for the scenario as it is, and for a variant where
//     that is otherwise.
//  4. Last, what the intervals are about, how many numbers rest on no source, and whether runs are missing.
#pragma once

#include <string>
#include <vector>

#include "engine/simulate/results.h"

namespace proviso::simulate_report {

struct SaidAnswer {
  std::vector<std::string> answers;  ///< rules 1 to 3; words between backticks are names
  std::vector<std::string> caveats;  ///< rule 4
};

SaidAnswer answer(const simulate::SimulationResults& results);

}  // namespace proviso::simulate_report
