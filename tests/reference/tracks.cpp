// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/tracks.h"

#include <algorithm>
#include <chrono>

#include "tests/reference/duties.h"
#include "tests/reference/expressions.h"
#include "tests/reference/moments.h"

namespace proviso::reference {

using model::EventId;
using model::Move;
using model::MoveId;
using model::PartId;
using model::Scope;
using model::StageId;
using model::TrackId;

void count_step(Case& c) {
  if (++c.made > 1000) throw CaseStopped{"step-limit"};
}

void new_round(Case& c) {
  c.moved.clear();
  c.begun.clear();
}

void enter(Case& c, TrackId track, StageId stage) {
  TrackState& state = c.tracks[track.value];
  const bool ran = c.runs(track);
  state.begun = true;
  state.stage = stage;
  state.entered = Point{c.today(), c.now.ended ? std::nullopt : c.now.minute, false};
  state.entered_at_end = c.now.ended;
  state.waiting.clear();
  if (!ran && c.runs(track)) {
    state.opening = ++c.next_opening;
    c.openings.push_back({Scope{Scope::Kind::kTrack, track.value}, state.opening});
  }
  state.stage_opening = ++c.next_opening;
  c.stage_openings[stage.value] = state.stage_opening;
  c.openings.push_back({Scope{Scope::Kind::kStage, stage.value}, state.stage_opening});
  c.last_entered[stage.value] = state.entered;
  c.enterings.push_back({stage, state.entered});
  ++c.version;
}

void begin(Case& c, TrackId track) {
  const model::Track& declared = c.framework[track];
  if (!c.part_open(declared.part) || c.is_left(declared.part) || c.runs(track) || declared.stages.empty()) return;
  enter(c, track, declared.stages.front());
  c.begun.insert(track.value);
}

void open_part(Case& c, PartId part) {
  PartState& state = c.parts[part.value];
  state.open = true;
  state.closed.reset();
  state.opening = ++c.next_opening;
  c.openings.push_back({Scope{Scope::Kind::kCase, part.value}, state.opening});
  for (std::uint32_t t = 0; t < c.tracks.size(); ++t) {
    const model::Track& track = c.framework.tracks[t];
    if (track.part != part) continue;
    c.tracks[t] = TrackState{};
    if (track.begins_when.empty() && !track.begins_condition.has_value()) begin(c, TrackId{t});
  }
  ++c.version;
}

void close_part(Case& c, PartId part) {
  PartState& state = c.parts[part.value];
  if (!state.open) return;
  state.open = false;
  state.closed = c.today();
  if (part == PartId{0} && c.carried.has_value()) {
    for (std::uint32_t p = 1; p < c.parts.size(); ++p) {
      if (c.framework.parts[p].kind != model::Part::Kind::kLinked) close_part(c, PartId{p});
    }
  }
  for (std::uint32_t t = 0; t < c.tracks.size(); ++t) {
    if (c.framework.tracks[t].part == part) c.tracks[t].waiting.clear();
  }
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    if (part_of(c.framework, c.framework.duties[d].scope) != part) continue;
    for (Instance& instance : c.duties[d].instances) {
      if (!instance.closed.has_value()) {
        instance.closed = c.now;
        if (instance.status == DutyStatus::kPending) judge(c, model::DutyId{d}, instance);
      }
      instance.frozen = true;
    }
  }
}

bool make(Case& c, const Move& move) {
  count_step(c);
  const bool goes_on = act_out(c, move.actions);  // where they closed the case, the move is made still
  const TrackId track = c.framework[move.from].track;
  const auto moved = c.moved.find(track.value);
  if (moved != c.moved.end()) {
    if (goes_on && moved->second != move.to) throw CaseStopped{"contradiction"};
    return goes_on;
  }
  enter(c, track, move.to);
  c.moved[track.value] = move.to;
  return goes_on;
}

namespace {

enum class Found : std::uint8_t { kMoved, kWaits, kNothing, kClosed };

/// The first clause whose condition is yes moves; an unknown one stops the search.
Found search(Case& c, const std::vector<MoveId>& clauses) {
  for (const MoveId id : clauses) {
    const Move& move = c.framework[id];
    const Truth condition = truth(c, move.condition);
    if (!condition.has_value()) return Found::kWaits;
    if (*condition) return make(c, move) ? Found::kMoved : Found::kClosed;
  }
  return Found::kNothing;
}

std::vector<MoveId> clauses_for(const Case& c, StageId stage, EventId event) {
  std::vector<MoveId> clauses;
  for (const MoveId id : c.framework[stage].moves) {
    const Move& move = c.framework[id];
    if (move.kind == Move::Kind::kOnEvents && names(move.events, event)) clauses.push_back(id);
  }
  return clauses;
}

/// Tries again what waits for a fact.
Found retry(Case& c, TrackState& state) {
  for (std::size_t i = 0; i < state.waiting.size();) {
    const Waiting waiting = state.waiting[i];
    const Found found =
        search(c, waiting.event.has_value() ? clauses_for(c, *state.stage, *waiting.event) : waiting.timeouts);
    if (found == Found::kMoved || found == Found::kClosed) return found;
    if (found == Found::kNothing) {
      state.waiting.erase(state.waiting.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  return Found::kNothing;
}

/// Whether the track began, moved or waits because of the event; `closed` where a case was closed.
bool move_for_event(Case& c, TrackId track, std::size_t occurrence, bool& closed) {
  TrackState& state = c.tracks[track.value];
  const model::Track& declared = c.framework[track];
  const EventId event = c.event_of(occurrence);
  if (!c.part_open(declared.part) || c.moved.count(track.value) != 0 || c.begun.count(track.value) != 0) return false;
  if (!state.begun) {
    if (c.is_left(declared.part) || !names(declared.begins_when, event)) return false;
    begin(c, track);
    return true;
  }
  if (!state.stage.has_value()) return false;
  const Found waited = retry(c, state);
  closed = waited == Found::kClosed;
  if (waited != Found::kNothing) return false;
  const Found found = search(c, clauses_for(c, *state.stage, event));
  closed = found == Found::kClosed;
  if (found == Found::kWaits) {
    const bool known = std::any_of(state.waiting.begin(), state.waiting.end(),
                                   [&](const Waiting& waiting) { return waiting.event == event; });
    if (!known) state.waiting.push_back({event, {}, c.today()});
  }
  return found != Found::kNothing;
}

/// The day at whose end a timeout takes effect.
std::optional<Date> effect(const Case& c, const TrackState& state, const Move& move) {
  Point from = state.entered;
  if (!move.of.empty()) {
    std::optional<std::size_t> latest;
    for (const EventId event : move.of) {
      const auto& all = c.of_event[event.value];
      if (!all.empty() && (!latest.has_value() || all.back() > *latest)) latest = all.back();
    }
    if (!latest.has_value()) return std::nullopt;
    from = c.point_of(*latest);
  }
  const auto length = length_of(c, move.after, from.day);
  if (!length.has_value()) return std::nullopt;
  const auto reached = count(c.calendars, from, *length, Counting::kAfter, StoppedDays{});
  if (!reached.has_value()) return std::nullopt;
  // What is entered at the end of a day has its first end of a day with the next.
  const Date entered = state.entered.day + std::chrono::days(state.entered_at_end ? 1 : 0);
  return std::max(reached->day, entered);
}

}  // namespace

bool moves_for_event(Case& c, std::size_t occurrence, bool& because_of_it) {
  for (std::uint32_t t = 0; t < c.tracks.size(); ++t) {
    bool closed = false;
    if (move_for_event(c, TrackId{t}, occurrence, closed)) because_of_it = true;
    if (closed) return false;
  }
  return true;
}

void timeouts(Case& c) {
  for (std::uint32_t t = 0; t < c.tracks.size(); ++t) {
    if (!c.runs(TrackId{t}) || c.moved.count(t) != 0) continue;
    TrackState& state = c.tracks[t];
    std::vector<MoveId> due;
    for (const MoveId id : c.framework[*state.stage].moves) {
      const Move& move = c.framework[id];
      if (move.kind == Move::Kind::kAfter && effect(c, state, move) == c.today()) due.push_back(id);
    }
    const Found found = search(c, due);
    if (found == Found::kWaits) state.waiting.push_back({std::nullopt, due, c.today()});
    // Where a case was closed, another goes on.
  }
}

}  // namespace proviso::reference
