// SPDX-License-Identifier: Apache-2.0
// PV0423 and PV0424, as notes: facts that are recorded and that nothing asks for, events that nothing takes up. Either
// may stand for the record; or a clause was left out.
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/checks.h"
#include "engine/analysis/mentions.h"

namespace proviso::analysis {

void check_left_over(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report) {
  const Mentions mentions(framework);
  const auto note = [&](Code code, std::string message, Span span, std::vector<Label> labels, std::string help) {
    report.add({.code = code,
                .severity = Severity::kNote,
                .message = std::move(message),
                .span = span,
                .labels = std::move(labels),
                .help = std::move(help)});
  };
  std::vector<const model::Event*> recorder(framework.facts.size());
  for (const model::Event& event : framework.events) {
    for (const model::FactId fact : event.records) {
      if (recorder[fact.value] == nullptr) recorder[fact.value] = &event;
    }
  }
  for (std::uint32_t i = 0; i < framework.facts.size(); ++i) {
    const model::Fact& fact = framework.facts[i];
    if (mentions.first_reading({i}) != nullptr || mentions.expected({i})) continue;
    if (recorder[i] != nullptr) {
      note(Code::kNeverRead, fmt::format("`{}` is recorded, and no clause asks for it", fact.name), fact.span,
           {{recorder[i]->span, "recorded with this event"}},
           "if it stands for the record alone, that is all right; else a clause is missing");
    } else if (fact.means || fact.decision) {
      note(Code::kNeverRead, fmt::format("`{}` is derived, and no clause asks for it", fact.name), fact.span, {},
           "take it out, or write the clause that was to ask for it");
    } else if (graph.recorded_by_action({i})) {
      note(Code::kNeverRead, fmt::format("`{}` is recorded by an action, and no clause asks for it", fact.name),
           fact.span, {}, "take it out, or write the clause that was to ask for it");
    }
  }
  for (std::uint32_t i = 0; i < framework.events.size(); ++i) {
    const model::Event& event = framework.events[i];
    if (!event.records.empty() || mentions.taken_up({i})) continue;
    note(Code::kEventNotTakenUp, fmt::format("no clause takes `{}` up: where it happens it is unexpected", event.name),
         event.span, {}, "write the move, duty or trigger that it belongs to, or take it out");
  }
}

}  // namespace proviso::analysis
