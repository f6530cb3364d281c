// SPDX-License-Identifier: Apache-2.0
// Silent moves: the stages a track may have reached by events that the source does not hold, and those that turn out
// not to have been reached.
#include <algorithm>

#include "engine/run/advance.h"

namespace proviso::run {

// Whether a stage's moves on an event may lead to a stage, on what is known now: yes where they surely do.
Truth Advance::may_lead(std::uint32_t stage, std::uint32_t event, std::uint32_t to) const {
  Truth certainty = Truth::kYes;
  for (const std::uint32_t move : program_.list(program_.move_lists, program_.moves_on(stage, event))) {
    Doubt doubt;
    const Truth truth = holds(program_, history_, state_, program_.moves[move].condition, doubt);
    if (truth == Truth::kNo) continue;
    if (truth == Truth::kUnknown) certainty = Truth::kUnknown;
    if (program_.moves[move].to == to) return certainty;
    if (truth == Truth::kYes) return Truth::kNo;
  }
  return Truth::kNo;
}

// A silent move that hung on an unknown fact is withdrawn when the fact comes out otherwise, and with it what it led
// to: the case was never there, so what arose there did not arise.
void Advance::withdraw_refuted_stages() {
  std::vector<std::uint32_t> withdrawn;
  const auto refuted = [&](Standing& standing) {
    if (standing.via == kNone || standing.parent == kNone) return false;
    if (std::find(withdrawn.begin(), withdrawn.end(), standing.parent) != withdrawn.end()) return true;
    if (!standing.doubtful) return false;
    const Truth truth = may_lead(standing.parent, standing.via, standing.stage);
    standing.doubtful = truth == Truth::kUnknown;
    return truth == Truth::kNo;
  };
  for (bool again = true; again;) {
    again = false;
    for (TrackState& track : state_.tracks) {
      for (Standing& standing : track.standings) {
        if (std::find(withdrawn.begin(), withdrawn.end(), standing.stage) != withdrawn.end() || !refuted(standing))
          continue;
        withdrawn.push_back(standing.stage);
        again = true;
      }
    }
  }
  if (withdrawn.empty()) return;
  const auto is_withdrawn = [&](std::uint32_t stage) {
    return std::find(withdrawn.begin(), withdrawn.end(), stage) != withdrawn.end();
  };
  for (std::uint32_t t = 0; t < program_.tracks.size(); ++t) {
    std::vector<Standing> kept = state_.tracks[t].standings;
    if (std::erase_if(kept, [&](const Standing& s) { return is_withdrawn(s.stage); }) == 0) continue;
    const bool gone = kept.empty();
    replace_standings(t, std::move(kept), state_.tracks[t].may_not_have_begun);
    for (Instance& instance : state_.instances) {
      const program::DutyRow& duty = program_.duties[instance.duty];
      const bool within = duty.scope.kind == model::Scope::Kind::kStage
                              ? is_withdrawn(duty.scope.index)
                              : duty.scope.kind == model::Scope::Kind::kTrack && gone && duty.scope.index == t;
      if (!within || !instance.scope_open) continue;
      instance.hidden = true;
      instance.awaiting = false;
      instance.dropped = true;
      instance.status = DutyStatus::kLapsed;
    }
  }
}

// A track may have begun unseen where its event is not held and could have come: some stage a track may stand in
// moves on it, or no stage anywhere does.
bool Advance::may_begin_silently(std::uint32_t track, std::uint32_t& via, std::uint32_t& parent) const {
  for (const std::uint32_t event : program_.list(program_.event_lists, program_.tracks[track].begins_when)) {
    if (history_.not_held[event] == 0) continue;
    via = event;
    bool named = false;
    for (std::uint32_t stage = 0; stage < program_.stages.size(); ++stage) {
      const auto moves = program_.list(program_.move_lists, program_.moves_on(stage, event));
      if (moves.empty()) continue;
      named = true;
      if (!stands_in(state_.tracks[program_.stages[stage].track].standings, stage)) continue;
      for (const std::uint32_t move : moves) {
        Doubt doubt;
        if (holds(program_, history_, state_, program_.moves[move].condition, doubt) != Truth::kNo) {
          parent = stage;
          return true;
        }
      }
    }
    parent = kNone;
    if (!named) return true;
  }
  return false;
}

// True where a set of stages grew.
bool Advance::follow_silent_moves() {
  bool grown = false;
  for (bool again = true; again;) {
    again = false;
    for (std::uint32_t t = 0; t < program_.tracks.size(); ++t) {
      std::uint32_t via = kNone;
      std::uint32_t parent = kNone;
      if (state_.tracks[t].standings.empty() && state_.tracks[t].may_not_have_begun &&
          may_begin_silently(t, via, parent)) {
        begin(t, via, parent);
        again = true;
      }
      again |= follow_silent_moves(t);
    }
    grown |= again;
  }
  return grown;
}

// Adds every stage that moves on events which are not held lead to. True where the set grew.
bool Advance::follow_silent_moves(std::uint32_t track) {
  std::vector<Standing> all = state_.tracks[track].standings;
  const std::size_t before = all.size();
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::uint32_t event = 0; event < program_.events.size(); ++event) {
      if (history_.not_held[event] == 0) continue;
      const std::uint32_t from = all[i].stage;
      bool doubtful = false;
      for (const std::uint32_t move : program_.list(program_.move_lists, program_.moves_on(from, event))) {
        Doubt doubt;
        const Truth truth = holds(program_, history_, state_, program_.moves[move].condition, doubt);
        if (truth == Truth::kNo) continue;
        doubtful = doubtful || truth == Truth::kUnknown;
        const std::uint32_t to = program_.moves[move].to;
        if (!stands_in(all, to)) all.push_back({to, state_.today, event, from, doubtful});
        if (truth == Truth::kYes) break;
      }
    }
  }
  if (all.size() == before) return false;
  replace_standings(track, std::move(all), state_.tracks[track].may_not_have_begun);
  return true;
}

}  // namespace proviso::run
