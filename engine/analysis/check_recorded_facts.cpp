// SPDX-License-Identifier: Apache-2.0
// PV0411: facts that something asks for and that nothing records, derives, decides or hands over: unknown for ever.
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/checks.h"
#include "engine/analysis/mentions.h"

namespace proviso::analysis {

void check_recorded_facts(const model::Framework& framework, const graph::ProcedureGraph& graph,
                          DiagnosticReport& report) {
  std::vector<bool> given(framework.facts.size());
  for (const model::Event& event : framework.events) {
    for (const model::FactId fact : event.records) given[fact.value] = true;
    for (const model::FactId fact : event.records_there) given[fact.value] = true;
  }
  const Mentions mentions(framework);
  for (std::uint32_t i = 0; i < framework.facts.size(); ++i) {
    const model::Fact& fact = framework.facts[i];
    // What only a person can settle may be left open on purpose.
    if (given[i] || fact.means || fact.decision || fact.judgement || graph.recorded_by_action({i})) continue;
    const Span* reading = mentions.first_reading({i});
    if (reading == nullptr) continue;
    report.add({.code = Code::kNeverRecorded,
                .severity = Severity::kWarning,
                .message = fmt::format("`{}` is asked for, and nothing ever records it", fact.name),
                .span = *reading,
                .labels = {{fact.span, "declared here"}},
                .help = "add it to what an event `records`, or derive it with `means` or a table"});
  }
}

}  // namespace proviso::analysis
