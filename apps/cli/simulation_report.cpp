// SPDX-License-Identifier: Apache-2.0
// The report of a simulation, with what its charts show of the rules and the scenario.
#include "apps/cli/simulate_command.h"
#include "engine/simulate_report/context.h"
#include "engine/simulate_report/simulate_report.h"

namespace proviso::cli {

std::string simulation_report(const simulate::SimulationResults& results, const LoadedScenario& loaded,
                              const receipt::Receipt& receipt) {
  simulate_report::ReportInput input{&results, {}, receipt::receipt_line(receipt) + '\n'};
  for (std::size_t v = 0; v < loaded.variants; ++v) {
    const ScenarioDocument& document = v == 0 ? loaded.file.base : loaded.file.variants[v - 1].document;
    input.contexts.push_back(simulate_report::context_for(*loaded.plans[v]->program, document));
  }
  for (const receipt::Input& read : receipt.inputs) input.receipt += read.path + '\n';
  return simulate_report::simulate_report(input);
}

}  // namespace proviso::cli
