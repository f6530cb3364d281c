// SPDX-License-Identifier: Apache-2.0
// PV0405: `end` closes the track, so nothing can move it on.
#include <fmt/format.h>

#include "engine/analysis/checks.h"

namespace proviso::analysis {

void check_moves_after_end(const model::Framework& framework, const graph::ProcedureGraph& /*graph*/,
                           DiagnosticReport& report) {
  for (const model::Stage& stage : framework.stages) {
    if (!stage.end) continue;
    for (const model::MoveId id : stage.moves) {
      const model::Move& move = framework[id];
      report.add({.code = Code::kMoveAfterEnd,
                  .severity = Severity::kError,
                  .message = fmt::format("stage `{}` says `end`, so its move to `{}` is never taken", stage.name,
                                         framework[move.to].name),
                  .span = move.span,
                  .labels = {{stage.name_span, "the track ends in this stage"}},
                  .help = "write `may end` if the track can go on from here, or take the move out"});
    }
  }
}

}  // namespace proviso::analysis
