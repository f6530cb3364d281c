// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/state.h"

namespace proviso::reference {

using model::Scope;

Case::Case(const Given& given)
    : framework(*given.framework),
      shape(*given.framework),
      calendars(given),
      facts(framework.facts.size()),
      of_event(framework.events.size()),
      tracks(framework.tracks.size()),
      last_entered(framework.stages.size()),
      stage_openings(framework.stages.size()),
      parts(framework.parts.empty() ? 1 : framework.parts.size()),
      duties(framework.duties.size()),
      triggers(framework.triggers.size()) {
  for (const auto* condition : shape.runs) logs.try_emplace(condition);
  for (std::size_t i = 0; i < framework.duties.size(); ++i) {
    for (const auto& stop : framework.duties[i].stops) {
      duties[i].stops.push_back(&logs.try_emplace(&stop).first->second);
    }
    if (framework.duties[i].that.has_value()) logs.try_emplace(&*framework.duties[i].that);
  }
}

bool Case::runs(model::TrackId track) const {
  const TrackState& state = tracks[track.value];
  return part_open(framework[track].part) && state.stage.has_value() && !framework[*state.stage].end;
}

std::uint64_t Case::opening_of(const Scope& scope) const {
  switch (scope.kind) {
    case Scope::Kind::kCase:
      return parts[scope.index].open && !is_left({scope.index}) ? parts[scope.index].opening : 0;
    case Scope::Kind::kTrack: {
      const model::TrackId track{scope.index};
      return runs(track) ? tracks[scope.index].opening : 0;
    }
    case Scope::Kind::kStage: {
      const model::TrackId track = framework.stages[scope.index].track;
      const TrackState& state = tracks[track.value];
      const bool stands = state.stage == model::StageId{scope.index} && part_open(framework[track].part);
      return stands ? state.stage_opening : 0;
    }
  }
  return 0;
}

std::uint64_t Case::last_opening_of(const Scope& scope) const {
  switch (scope.kind) {
    case Scope::Kind::kCase:
      return parts[scope.index].opening;
    case Scope::Kind::kTrack:
      return tracks[scope.index].opening;
    case Scope::Kind::kStage:
      return stage_openings[scope.index];
  }
  return 0;
}

std::vector<DutyStatus> statuses(const Case& c) {
  std::vector<DutyStatus> all;
  for (const auto& duty : c.duties) {
    for (const Instance& instance : duty.instances) all.push_back(instance.status);
  }
  return all;
}

}  // namespace proviso::reference
