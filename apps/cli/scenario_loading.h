// SPDX-License-Identifier: Apache-2.0
// From the path of a scenario to plans that can be run: its files, the rules of each variant, everything looked up.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "apps/cli/exit_code.h"
#include "engine/documents/scenario_document.h"
#include "engine/receipt/receipt.h"
#include "engine/simulate/make_results.h"

namespace proviso::cli {

/// What shapes the runs of a scenario, beside the scenario.
struct ScenarioOptions {
  std::string scenario;
  std::vector<std::string> calendars;
  bool sensitivity = false;
  double most_cases = 1'000'000;
  std::string answer;  ///< asked for beside those of the scenario; empty: none
};

struct LoadedScenario {
  SourceSet sources;
  ScenarioFile file;
  std::vector<std::shared_ptr<const program::Program>> programs;  ///< kept for the plans
  simulate::Plans plans;     ///< the scenario, its variants, then the ends of ranges
  std::size_t variants = 1;  ///< with the scenario itself
  std::vector<simulate::RangeEnd> ends;
};

/// What is wrong is said on standard error, and nothing is returned.
/// @param receipt  every text that was read is added
/// @param code     how to end where nothing is returned
std::unique_ptr<LoadedScenario> load_scenario(const ScenarioOptions& options, receipt::Receipt& receipt,
                                              ExitCode& code);

}  // namespace proviso::cli
