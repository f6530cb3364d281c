// SPDX-License-Identifier: Apache-2.0
// PV0402: stages that hold a case for ever without saying so.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include <boost/range/iterator_range.hpp>

#include "engine/analysis/checks.h"

namespace proviso::analysis {
namespace {

/// So many stages of a round are named; a longer one is cut in the middle.
constexpr std::size_t kNamedStages = 8;

/// `a → b → a`, each in backticks.
std::string round_text(const model::Framework& framework, const std::vector<model::StageId>& round) {
  std::string text;
  for (std::size_t i = 0; i < round.size(); ++i) {
    if (i + 1 >= kNamedStages && i + 1 < round.size()) {
      if (i + 1 == kNamedStages) text += "… → ";
      continue;
    }
    text += fmt::format("`{}` → ", framework[round[i]].name);
  }
  return text + fmt::format("`{}`", framework[round.front()].name);
}

}  // namespace

void check_ways_out(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report) {
  std::vector<bool> reported(graph.component_count());
  for (std::uint32_t i = 0; i < framework.stages.size(); ++i) {
    const model::StageId id{i};
    const std::uint32_t component = graph.component(id);
    // What holds a case in a component that something leaves is found further on.
    if (graph.can_finish(id) || graph.left(component) || reported[component]) continue;
    reported[component] = true;
    const model::Stage& stage = framework[id];
    const std::vector<model::StageId> round = graph.round_trip(id);
    if (round.empty()) {
      report.error(Code::kNoWayOut, stage.name_span,
                   fmt::format("stage `{}` has no way out and does not say `end`", stage.name),
                   "write `end` if the track is over here, `may end` if it may rest here, or a move `when … go to …`");
      continue;
    }
    Diagnostic diagnostic{
        .code = Code::kNoWayOut,
        .severity = Severity::kError,
        .message = fmt::format("nothing leads out of the round {}, and no stage in it says `end`",
                               round_text(framework, round)),
        .span = stage.name_span,
        .labels = {},
        .help = "add a move to a stage outside the round, or write `may end` where the track may rest"};
    for (std::size_t k = 1; k < std::min(round.size(), kNamedStages); ++k) {
      diagnostic.labels.push_back({framework[round[k]].name_span, "part of the round"});
    }
    report.add(std::move(diagnostic));
  }
}

}  // namespace proviso::analysis
