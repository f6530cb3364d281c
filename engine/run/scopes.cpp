// SPDX-License-Identifier: Apache-2.0
// Whether the scope of a duty is open, and what becomes of its instances when it closes.
#include <algorithm>

#include "engine/run/advance.h"

namespace proviso::run {

using model::Scope;

bool Advance::scope_possible(const Scope& scope) const {
  if (!part_open(part_of(scope))) return false;
  switch (scope.kind) {
    case Scope::Kind::kCase:
      // What was carried over is no longer a case of the old rules; what runs on of them does so by itself.
      return scope.index != program_.followed || state_.carried == kNoDate;
    case Scope::Kind::kTrack: {
      const auto& standings = state_.tracks[scope.index].standings;
      return std::any_of(standings.begin(), standings.end(),
                         [&](const Standing& s) { return !program_.stages[s.stage].end; });
    }
    case Scope::Kind::kStage:
      return stands_in(state_.tracks[program_.stages[scope.index].track].standings, scope.index);
  }
  return false;
}

bool Advance::scope_certain(const Scope& scope) const {
  switch (scope.kind) {
    case Scope::Kind::kCase:
      return true;
    case Scope::Kind::kTrack: {
      const TrackState& track = state_.tracks[scope.index];
      return !track.may_not_have_begun && std::none_of(track.standings.begin(), track.standings.end(),
                                                       [&](const Standing& s) { return program_.stages[s.stage].end; });
    }
    case Scope::Kind::kStage: {
      const TrackState& track = state_.tracks[program_.stages[scope.index].track];
      return !track.may_not_have_begun && track.standings.size() == 1;
    }
  }
  return true;
}

// The event not held that leaves it open whether the scope is open; kNone where it is certain.
std::uint32_t Advance::scope_via(const Scope& scope) const {
  if (scope_certain(scope)) return kNone;
  const std::uint32_t track = scope.kind == Scope::Kind::kTrack ? scope.index : program_.stages[scope.index].track;
  std::uint32_t via = kNone;
  for (const Standing& standing : state_.tracks[track].standings) {
    if (standing.via == kNone) continue;
    via = standing.via;
    if (scope.kind == Scope::Kind::kStage && standing.stage == scope.index) break;
  }
  return via;
}

bool Advance::opened_now(const Scope& scope) const {
  const std::vector<std::uint32_t>& opened = scope.kind == Scope::Kind::kCase    ? change_.opened_parts
                                             : scope.kind == Scope::Kind::kTrack ? change_.opened_tracks
                                                                                 : change_.opened_stages;
  return std::find(opened.begin(), opened.end(), scope.index) != opened.end();
}

void Advance::lapse() {
  const auto holds_index = [](const std::vector<std::uint32_t>& list, std::uint32_t index) {
    return std::find(list.begin(), list.end(), index) != list.end();
  };
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    const Instance& instance = state_.instances[i];
    if (!instance.scope_open) continue;
    const Scope& scope = program_.duties[instance.duty].scope;
    const bool closed = holds_index(change_.closed_parts, part_of(scope)) ||
                        (scope.kind == Scope::Kind::kStage && holds_index(change_.closed_stages, scope.index)) ||
                        (scope.kind == Scope::Kind::kTrack && holds_index(change_.closed_tracks, scope.index));
    if (closed) close_instance(i);
  }
  for (Instance& instance : state_.instances) {
    if (!holds_index(change_.closed_parts, part_of(program_.duties[instance.duty].scope)) || instance.over) continue;
    instance.over = true;
    // Its last day is over too.
    if (instance.status != DutyStatus::kPending) continue;
    instance.closed_minute = state_.minute;
    judge(static_cast<std::uint32_t>(&instance - state_.instances.data()));
  }
}

void Advance::close_instance(std::uint32_t index) {
  Instance& instance = state_.instances[index];
  instance.scope_open = false;
  instance.closed = state_.today;
  instance.closed_minute = state_.minute;
  // Due on its anchor's own day, that day decides, whatever the anchor's event moves.
  const bool case_goes_on = part_open(part_of(program_.duties[instance.duty].scope));
  if (instance.on_anchor_day && instance.anchor == state_.today && instance.due == state_.today && case_goes_on) {
    instance.closed_minute = kNight;
  }
  if (program_.duties[instance.duty].standing) {
    if (instance.status == DutyStatus::kPending) settle(index, DutyStatus::kLapsed);
    return;
  }
  judge(index);
}

}  // namespace proviso::run
