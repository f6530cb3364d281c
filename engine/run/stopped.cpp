// SPDX-License-Identifier: Apache-2.0
#include "engine/run/stopped.h"

#include <fmt/format.h>

#include "base/civil_date.h"

namespace proviso::run {

std::string error_text(const RunError& error, const SourceSet& sources) {
  const auto place = [&](Span span) {
    const SourceFile& file = sources[span.file];
    return fmt::format("`{}` ({}:{})", file.text().substr(span.begin, span.end - span.begin), file.path(),
                       file.position(span.begin).line);
  };
  const std::string on = long_date(error.on);
  switch (error.kind) {
    case RunError::Kind::kStepLimit:
      return fmt::format("the case does not come to rest on {}: {}", on, place(error.clause));
    case RunError::Kind::kContradiction:
      return fmt::format("two moves go to different stages at once on {}: {} and {}", on, place(error.clause),
                         place(error.other_clause));
    case RunError::Kind::kNotRunning:
      return fmt::format("on {} the track does not run: {}", on, place(error.clause));
    case RunError::Kind::kUnknownList:
      return fmt::format("on {} nothing can be added to a list that is not known: {}", on, place(error.clause));
    case RunError::Kind::kNoPlace:
      return fmt::format("on {} nobody can tell where the case goes on by {}: it may stand in {}", on,
                         place(error.clause), place(error.other_clause));
    case RunError::Kind::kNothing:
      break;
  }
  return {};
}

std::optional<Stopped> stopped(const RunError& error, const SourceSet& sources) {
  if (error.kind == RunError::Kind::kNothing) return std::nullopt;
  return Stopped{error.on, error_text(error, sources)};
}

}  // namespace proviso::run
