// SPDX-License-Identifier: Apache-2.0
// What `simulate` and the merging of its shards share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "apps/cli/options.h"
#include "apps/cli/receipts.h"
#include "apps/cli/scenario_loading.h"
#include "apps/cli/simulation_part.h"
#include "engine/simulate/results.h"

namespace proviso::cli {

struct SimulateCommandOptions {
  ScenarioOptions scenario;
  std::uint64_t runs = 0;  ///< 0: not given
  std::uint64_t seed = 1;
  std::uint32_t jobs = 1;
  std::uint32_t shard = 1;
  std::uint32_t of = 1;
  std::string part;
  std::string until;
  std::string report;  ///< a path; empty: none
  std::uint64_t most_events = 100'000'000;
  Format format = Format::kText;
  ReceiptOptions receipt;
};

/// The receipt of the whole simulation, before anything is read.
receipt::Receipt receipt_of(const SimulateCommandOptions& options);
Result<SimulateCommandOptions> simulate_options_of(const receipt::Receipt& receipt);

/// Puts results into an outcome, whose receipt is complete: the text, and the report where one is asked for.
void tell_results(simulate::SimulationResults results, const SimulateCommandOptions& options,
                  const LoadedScenario& loaded, Outcome& outcome);

/// Results as a page.
std::string simulation_report(const simulate::SimulationResults& results, const LoadedScenario& loaded,
                              const receipt::Receipt& receipt);

/// Results as JSON: `proviso/simulation/1`.
std::string simulation_json(const simulate::SimulationResults& results, const receipt::Receipt& receipt);

/// `proviso merge` where the parts are those of a simulation.
/// @param texts  with the name of each file
ExitCode merge_simulation(const std::vector<std::pair<std::string, std::string>>& texts, const std::string& receipt);

}  // namespace proviso::cli
