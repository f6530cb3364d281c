// SPDX-License-Identifier: Apache-2.0
// PV0404: a track without stages has nowhere to start.
#include <fmt/format.h>

#include "engine/analysis/checks.h"

namespace proviso::analysis {

void check_empty_tracks(const model::Framework& framework, const graph::ProcedureGraph& graph,
                        DiagnosticReport& report) {
  for (std::uint32_t i = 0; i < framework.tracks.size(); ++i) {
    if (graph.start({i})) continue;
    const model::Track& track = framework.tracks[i];
    report.error(Code::kEmptyTrack, track.name_span, fmt::format("track `{}` has no stages", track.name),
                 "add the `stage` it starts in below it, or take the track out");
  }
}

}  // namespace proviso::analysis
