// SPDX-License-Identifier: Apache-2.0
// Tracks and stages: moves on events, timeouts and conditions.
#include <algorithm>

#include "engine/run/advance.h"

namespace proviso::run {

// The one place where a track's stages change; what opened and closed is kept for lapse() and arming.
void Advance::replace_standings(std::uint32_t track, std::vector<Standing> standings, bool may_not_have_begun) {
  TrackState& state = state_.tracks[track];
  std::sort(standings.begin(), standings.end(), [](const Standing& a, const Standing& b) { return a.stage < b.stage; });
  const auto runs = [&](const std::vector<Standing>& all) {
    return std::any_of(all.begin(), all.end(), [&](const Standing& s) { return !program_.stages[s.stage].end; });
  };
  const bool ran = runs(state.standings);
  const bool running = runs(standings);
  for (const Standing& old : state.standings) {
    const auto kept = std::find_if(standings.begin(), standings.end(), [&](const Standing& s) {
      return s.stage == old.stage && s.entered == old.entered && s.via == old.via;
    });
    if (kept != standings.end()) continue;
    // A move back into the same stage leaves it and enters it anew.
    change_.closed_stages.push_back(old.stage);
    std::erase_if(state.spent, [&](const SpentTimeout& spent) { return program_.moves[spent.move].from == old.stage; });
  }
  for (const Standing& now : standings) {
    const auto kept = std::find_if(state.standings.begin(), state.standings.end(), [&](const Standing& s) {
      return s.stage == now.stage && s.entered == now.entered && s.via == now.via;
    });
    if (kept != state.standings.end()) continue;
    opened({model::Scope::Kind::kStage, now.stage});
    state_.entered[now.stage] = now.entered;
    state_.entered_by[now.stage] = current_;
  }
  if (!ran && running) opened({model::Scope::Kind::kTrack, track});
  if (ran && !running) change_.closed_tracks.push_back(track);
  state.standings = std::move(standings);
  state.may_not_have_begun = may_not_have_begun;
  std::erase_if(state.waits, [&](const Wait& wait) {
    return state.standings.size() != 1 || state.standings.front().stage != wait.stage;
  });
}

void Advance::stop_waiting(std::uint32_t track) {
  state_.tracks[track].waits.clear();
  state_.tracks[track].uncounted = {};
}

// A move that hangs on something unknown. An event that comes again goes on with the search that waits already.
void Advance::wait(std::uint32_t track, Wait wait) {
  std::vector<Wait>& waits = state_.tracks[track].waits;
  const auto same = std::find_if(waits.begin(), waits.end(),
                                 [&](const Wait& other) { return other.event == wait.event && wait.event != kNone; });
  if (same != waits.end()) {
    same->doubt = wait.doubt;
    return;
  }
  wait.since = state_.today;
  waits.push_back(std::move(wait));
  note(Step::Kind::kUndecided, track);
}

bool Advance::runs(std::uint32_t track) const {
  const TrackState& state = state_.tracks[track];
  return part_open(program_.tracks[track].part) &&
         std::any_of(state.standings.begin(), state.standings.end(),
                     [&](const Standing& s) { return !program_.stages[s.stage].end; });
}

// Out of every stage.
void Advance::leave(std::uint32_t track) {
  TrackState& state = state_.tracks[track];
  if (runs(track)) change_.closed_tracks.push_back(track);
  for (const Standing& old : state.standings) change_.closed_stages.push_back(old.stage);
  state.standings.clear();
  state.spent.clear();
  state.may_not_have_begun = false;
  stop_waiting(track);
}

// A clause moves its track: its actions are done, then the stage changes.
void Advance::make(std::uint32_t track, std::uint32_t move) {
  const program::MoveRow& row = program_.moves[move];
  const Span clause = program_.framework->moves[move].span;
  if (!count_step(clause)) return;
  if (!row.actions.empty()) {
    act_on(row.actions);
    if (stopped()) return;
    // Where they closed the case, the move is made still, but for a track that they moved too.
    if (closing_ && moved_[track] != kNone && moved_[track] != kBegun) return;
    // An action may have moved the track, or ended it.
    if (moved_[track] != kNone && moved_[track] != kBegun && moved_[track] != row.to) {
      return fail(RunError::Kind::kContradiction, moved_by_[track], clause);
    }
    if (moved_[track] == row.to) return;
  }
  moved_[track] = row.to;
  moved_by_[track] = clause;
  enter(track, row.to);
}

// Into a stage, today, and surely. What waited is over with it.
void Advance::enter(std::uint32_t track, std::uint32_t stage) {
  TrackState& state = state_.tracks[track];
  stop_waiting(track);
  // The stage that is left closes even when the move leads back into it.
  for (const Standing& old : state.standings) {
    change_.closed_stages.push_back(old.stage);
    std::erase_if(state.spent, [&](const SpentTimeout& spent) { return program_.moves[spent.move].from == old.stage; });
  }
  const bool ran = std::any_of(state.standings.begin(), state.standings.end(),
                               [&](const Standing& s) { return !program_.stages[s.stage].end; });
  const bool running = !program_.stages[stage].end;
  if (!ran && running) opened({model::Scope::Kind::kTrack, track});
  if (ran && !running) change_.closed_tracks.push_back(track);
  opened({model::Scope::Kind::kStage, stage});
  state_.entered[stage] = state_.today;
  // A timeout counts from what led into the stage that it leaves.
  const bool by_time = at_day_end_ && state.standings.size() == 1;
  state_.entered_by[stage] = by_time ? state_.entered_by[state.standings.front().stage] : current_;
  state.standings.assign(1, Standing{stage, state_.today, kNone, kNone, false, at_day_end_});
  state.may_not_have_begun = false;
  state.ended = false;
  note(Step::Kind::kMoved, stage);
}

void Advance::begin(std::uint32_t track, std::uint32_t via, std::uint32_t parent) {
  const std::uint32_t stage = program_.tracks[track].first_stage;
  if (stage == program::kNone) return;
  std::vector<Standing> standings = state_.tracks[track].standings;
  if (!stands_in(standings, stage)) standings.push_back({stage, state_.today, via, parent, false, at_day_end_});
  state_.tracks[track].ended = false;
  replace_standings(track, std::move(standings), via != kNone);
  if (via == kNone) note(Step::Kind::kBegan, track);
}

bool Advance::begin_on(std::uint32_t track, std::uint32_t event) {
  if (!state_.tracks[track].may_not_have_begun || state_.tracks[track].ended) return false;
  const auto events = program_.list(program_.event_lists, program_.tracks[track].begins_when);
  if (std::find(events.begin(), events.end(), event) == events.end()) return false;
  begin(track, kNone);
  return true;
}

bool Advance::move_on(std::uint32_t track, std::uint32_t occurrence) {
  const TrackState& state = state_.tracks[track];
  if (state.standings.empty()) return false;
  return state.standings.size() == 1 && !state.may_not_have_begun ? move_certain(track, occurrence)
                                                                  : move_possible(track, occurrence);
}

// First clause in file order whose condition is yes; an unknown one stops the search.
bool Advance::move_certain(std::uint32_t track, std::uint32_t occurrence) {
  const std::uint32_t event = history_.occurrences[occurrence].event;
  const std::uint32_t stage = state_.tracks[track].standings.front().stage;
  for (const std::uint32_t move : program_.list(program_.move_lists, program_.moves_on(stage, event))) {
    Doubt doubt;
    const Truth truth = holds(program_, history_, state_, program_.moves[move].condition, doubt);
    if (truth == Truth::kNo) continue;
    if (truth == Truth::kYes) {
      make(track, move);
    } else {
      wait(track, {doubt, event, {}, occurrence, stage, kNoDate});
    }
    return true;
  }
  return false;
}

// A held event narrows the set to the stages that take it up, where there are any.
bool Advance::move_possible(std::uint32_t track, std::uint32_t occurrence) {
  const TrackState& state = state_.tracks[track];
  const std::uint32_t event = history_.occurrences[occurrence].event;
  std::vector<Standing> next;
  std::uint32_t by = kNone;
  for (const Standing& standing : state.standings) {
    for (const std::uint32_t move : program_.list(program_.move_lists, program_.moves_on(standing.stage, event))) {
      Doubt doubt;
      const Truth truth = holds(program_, history_, state_, program_.moves[move].condition, doubt);
      if (truth == Truth::kNo) continue;
      by = move;
      const std::uint32_t to = program_.moves[move].to;
      if (!stands_in(next, to)) next.push_back({to, state_.today, kNone, kNone, false});
      if (truth == Truth::kYes) break;
      if (!stands_in(next, standing.stage))
        next.push_back({standing.stage, standing.entered, standing.via, kNone, false});
    }
  }
  if (next.empty()) return false;
  const bool certain = next.size() == 1;
  if (certain && next.front().entered == state_.today && next.front().via == kNone) {
    make(track, by);
  } else {
    replace_standings(track, std::move(next), false);
  }
  return true;
}

// A move that was undecided is tried again when facts have become known. True where the track moved.
bool Advance::retry(std::uint32_t track) {
  std::vector<Wait>& waits = state_.tracks[track].waits;
  for (std::size_t i = 0; i < waits.size();) {
    const Wait& wait = waits[i];
    const auto clauses = wait.event == kNone
                             ? std::span<const std::uint32_t>(wait.timeouts)
                             : program_.list(program_.move_lists, program_.moves_on(wait.stage, wait.event));
    Truth truth = Truth::kNo;
    std::uint32_t found = kNone;
    Doubt doubt;
    for (const std::uint32_t move : clauses) {
      truth = holds(program_, history_, state_, program_.moves[move].condition, doubt);
      found = move;
      if (truth != Truth::kNo) break;
    }
    if (truth == Truth::kYes) {
      make(track, found);
      return true;
    }
    if (truth == Truth::kUnknown) {
      waits[i++].doubt = doubt;
    } else {
      waits.erase(waits.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
  return false;
}

bool Advance::names_timeout_of(const TrackState& track, std::uint32_t event) const {
  for (const Standing& standing : track.standings) {
    for (const std::uint32_t move : program_.list(program_.move_lists, program_.stages[standing.stage].timeouts)) {
      const auto of = program_.list(program_.event_lists, program_.moves[move].of);
      if (std::find(of.begin(), of.end(), event) != of.end()) return true;
    }
  }
  return false;
}

bool Advance::spent(const TrackState& track, std::uint32_t move, Date due) const {
  return std::any_of(track.spent.begin(), track.spent.end(),
                     [&](const SpentTimeout& s) { return s.move == move && s.due == due; });
}

// The day at whose end a timeout takes effect; kNoDate: it does not run, or cannot be counted (`doubt`).
Date Advance::timeout_day(const Standing& standing, std::uint32_t move, Date& due, Doubt& doubt) const {
  const program::MoveRow& row = program_.moves[move];
  Date base = standing.entered;
  if (!row.of.empty()) {
    std::uint32_t latest = kNone;
    for (const std::uint32_t event : program_.list(program_.event_lists, row.of)) {
      const Tally& tally = state_.tallies[event];
      if (tally.count > 0 && (latest == kNone || tally.last > latest)) latest = tally.last;
    }
    if (latest == kNone) return kNoDate;
    base = history_.occurrences[latest].on;
  }
  const Duration* amount = amount_on(program_, row.after, base);
  if (amount == nullptr) {
    doubt = {Doubt::Kind::kParameter, row.after.parameter};
    return kNoDate;
  }
  const auto counted = count_from(program_.calendars.of(*amount), base, *amount, Counting::kAfter);
  if (!counted) {
    doubt = {Doubt::Kind::kCalendar, 0};
    return kNoDate;
  }
  due = *counted;
  return std::max(*counted, standing.entered + std::chrono::days{standing.at_end ? 1 : 0});
}

Date Advance::next_timeout(std::uint32_t track) const {
  const TrackState& state = state_.tracks[track];
  Date next = kNoDate;
  if (!part_open(program_.tracks[track].part)) return next;
  for (const Standing& standing : state.standings) {
    for (const std::uint32_t move : program_.list(program_.move_lists, program_.stages[standing.stage].timeouts)) {
      Date due;
      Doubt doubt;
      const Date day = timeout_day(standing, move, due, doubt);
      if (day == kNoDate || spent(state, move, due)) continue;
      const Date effective = std::max(day, state_.today);
      if (next == kNoDate || effective < next) next = effective;
    }
  }
  return next;
}

void Advance::fire_timeouts(std::uint32_t track, Date day) {
  TrackState& state = state_.tracks[track];
  const std::vector<Standing> standings = state.standings;
  const bool certain = standings.size() == 1 && !state.may_not_have_begun && standings.front().via == kNone;
  std::vector<Standing> added;
  std::vector<std::uint32_t> due_now;
  for (const Standing& standing : standings) {
    for (const std::uint32_t move : program_.list(program_.move_lists, program_.stages[standing.stage].timeouts)) {
      Date due;
      Doubt doubt;
      const Date at = timeout_day(standing, move, due, doubt);
      if (doubt && !state.uncounted) state.uncounted = doubt;
      if (at == kNoDate || at > day || spent(state, move, due)) continue;
      const Truth truth = holds(program_, history_, state_, program_.moves[move].condition, doubt);
      state.spent.push_back({move, due});
      due_now.push_back(move);
      if (truth == Truth::kNo) continue;
      if (!certain) {
        // Whether the stage was entered, or when, is not known: the move may have been made.
        const std::uint32_t to = program_.moves[move].to;
        const std::uint32_t via = standing.via != kNone ? standing.via : standings.back().via;
        if (!stands_in(standings, to) && !stands_in(added, to))
          added.push_back({to, state_.today, via, kNone, false, at_day_end_});
        continue;
      }
      if (truth == Truth::kUnknown) {
        // It stops the search: all that are due with it wait.
        Wait waiting{doubt, kNone, due_now, kNone, standing.stage, kNoDate};
        for (const std::uint32_t later : program_.list(program_.move_lists, program_.stages[standing.stage].timeouts)) {
          Doubt ignored;
          const Date other = timeout_day(standing, later, due, ignored);
          if (other == kNoDate || other > day || spent(state, later, due)) continue;
          state.spent.push_back({later, due});
          waiting.timeouts.push_back(later);
        }
        wait(track, std::move(waiting));
        return;
      }
      make(track, move);
      return;
    }
  }
  if (added.empty()) return;
  added.insert(added.end(), standings.begin(), standings.end());
  replace_standings(track, std::move(added), state.may_not_have_begun);
}

// One round over all tracks. True where something moved.
bool Advance::make_condition_moves() {
  bool moved = false;
  for (std::uint32_t t = 0; t < program_.tracks.size() && !stopped() && !closing_; ++t) {
    const TrackState& state = state_.tracks[t];
    if (moved_[t] != kNone || !part_open(program_.tracks[t].part)) continue;
    // A track without stages has nowhere to begin.
    const bool can_begin = program_.tracks[t].first_stage != program::kNone;
    if (can_begin && state.may_not_have_begun && state.standings.empty() &&
        !program_.tracks[t].begins_condition.empty()) {
      Doubt doubt;
      if (holds(program_, history_, state_, program_.tracks[t].begins_condition, doubt) == Truth::kYes) {
        begin(t, kNone);
        moved = true;
        continue;
      }
    }
    if (state.standings.size() != 1 || state.may_not_have_begun || !runs(t)) continue;
    std::uint32_t first = kNone;
    const std::uint32_t stage = state.standings.front().stage;
    for (const std::uint32_t move : program_.list(program_.move_lists, program_.stages[stage].condition_moves)) {
      Doubt doubt;
      if (holds(program_, history_, state_, program_.moves[move].condition, doubt) != Truth::kYes) continue;
      if (first == kNone) {
        first = move;
      } else if (program_.moves[move].to != program_.moves[first].to) {
        fail(RunError::Kind::kContradiction, program_.framework->moves[first].span,
             program_.framework->moves[move].span);
        return false;
      }
    }
    if (first == kNone) continue;
    make(t, first);
    moved = true;
  }
  return moved;
}

}  // namespace proviso::run
