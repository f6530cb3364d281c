// SPDX-License-Identifier: Apache-2.0
// PV0401: a stage that no moves lead to.
#include <fmt/format.h>

#include <boost/range/iterator_range.hpp>

#include "engine/analysis/checks.h"

namespace proviso::analysis {

void check_reachable_stages(const model::Framework& framework, const graph::ProcedureGraph& graph,
                            DiagnosticReport& report) {
  for (std::uint32_t i = 0; i < framework.stages.size(); ++i) {
    if (graph.reachable({i})) continue;
    const model::Stage& stage = framework.stages[i];
    const model::Track& track = framework[stage.track];
    Diagnostic diagnostic{.code = Code::kUnreachableStage,
                          .severity = Severity::kError,
                          .message = fmt::format("no case can reach stage `{}`: no move leads to it", stage.name),
                          .span = stage.name_span,
                          .labels = {},
                          .help = fmt::format("add a move that goes to `{}`, or take the stage out", stage.name)};
    // A stage may be named from stages that are themselves never reached: then those are what to mend.
    const graph::MoveGraph::vertex_descriptor vertex = i;
    for (const auto& edge : boost::make_iterator_range(boost::in_edges(vertex, graph.moves()))) {
      const model::Move& move = framework[graph.moves()[edge]];
      if (move.from == model::StageId{i}) continue;
      const model::Stage& from = framework[move.from];
      diagnostic.message = fmt::format(
          "no case can reach stage `{}`: the move to it comes from `{}`, which is never "
          "reached either",
          stage.name, from.name);
      diagnostic.help =
          fmt::format("add a move from a stage that is reached to `{}` or to `{}`", from.name, stage.name);
      diagnostic.labels.push_back({move.span, fmt::format("this move goes to `{}`", stage.name)});
      break;
    }
    if (const auto start = graph.start(stage.track)) {
      diagnostic.labels.push_back({framework[*start].name_span, fmt::format("track `{}` starts here", track.name)});
    }
    report.add(std::move(diagnostic));
  }
}

}  // namespace proviso::analysis
