// SPDX-License-Identifier: Apache-2.0
// The clock and the order of things: for each event the clock, the facts, discharge, moves, lapse, arming, then
// condition moves to a fixed point; at each day's end expiries, then timeouts.
#include "engine/run/advance.h"

#include <algorithm>

namespace proviso::run {
namespace {

constexpr std::uint32_t kMovesAtOnce = 1000;  // at one instant, over all tracks

}  // namespace

void Advance::note(Step::Kind kind, std::uint32_t index, DutyStatus status, bool at_day_end) {
  if (steps_ != nullptr) steps_->push_back({kind, state_.today, index, status, at_day_end || at_day_end_});
}

// False, and the case stops, where moves do not come to rest.
bool Advance::count_step(std::uint32_t move) {
  if (++moves_now_ <= kMovesAtOnce) return true;
  state_.error = {RunError::Kind::kStepLimit, move, move, state_.today};
  return false;
}

void Advance::open_case(Date day) {
  state_.started = day;
  state_.today = day;
  open_scope(program_.case_duties, kNone);
  for (std::uint32_t t = 0; t < program_.tracks.size(); ++t) {
    if (program_.tracks[t].at_once) begin(t, kNone);
  }
  settle_scopes(kNone);
}

void Advance::record_facts(const Occurrence& occurrence) {
  const program::EventRow& event = program_.events[occurrence.event];
  for (const std::uint32_t fact : program_.list(program_.fact_lists, event.records)) {
    Value value;
    for (std::uint32_t i = occurrence.facts_begin; i < occurrence.facts_end; ++i) {
      if (history_.facts[i].fact == fact) value = history_.facts[i].value;
    }
    state_.facts[fact] = value;
  }
}

void Advance::take(std::uint32_t index) {
  const Occurrence& occurrence = history_.occurrences[index];
  if (state_.started == kNoDate) open_case(occurrence.on);
  end_days_before(occurrence.on);
  if (state_.error.kind != RunError::Kind::kNothing) return;
  state_.today = occurrence.on;
  moves_now_ = 0;
  note(Step::Kind::kEvent, index);

  Tally& tally = state_.tallies[occurrence.event];
  if (tally.count++ == 0) tally.first = index;
  tally.last = index;
  record_facts(occurrence);
  date_from_facts();
  if (any_not_held_) withdraw_refuted_stages();

  const program::EventRow& event = program_.events[occurrence.event];
  bool taken = event.feeds_fact;
  for (const std::uint32_t duty : program_.list(program_.duty_lists, event.acts)) taken |= discharge(duty, index);
  for (const std::uint32_t duty : program_.list(program_.duty_lists, event.anchors)) {
    const program::DutyRow& row = program_.duties[duty];
    if (!scope_possible(row)) continue;
    taken = true;
    if (row.judged_on_event) judge_on_event(duty, index);
  }
  for (const std::uint32_t duty : program_.list(program_.duty_lists, event.second)) taken |= date_second(duty);

  for (std::uint32_t t = 0; t < program_.tracks.size(); ++t) {
    taken |= names_timeout_of(state_.tracks[t], occurrence.event);
    // A move that waited for a fact comes first; a track moves at most once an event.
    if (retry(t)) {
      taken = true;
      continue;
    }
    taken |= begin_on(t, occurrence.event) || move_on(t, index);
  }
  // Nothing has moved where nothing took the event up, so this is what was expected instead.
  const std::vector<std::uint32_t> expected = taken ? std::vector<std::uint32_t>{} : expected_events();
  settle_scopes(index);
  if (!taken) {
    // A duty that the move brought into force may be anchored in this very event.
    for (const std::uint32_t duty : program_.list(program_.duty_lists, event.anchors)) {
      taken |= scope_possible(program_.duties[duty]);
    }
  }
  if (!taken) report_unexpected(index, expected);
}

// Lapse, arm, then condition moves and silent moves until nothing changes.
void Advance::settle_scopes(std::uint32_t occurrence) {
  bool first = true;
  while (state_.error.kind == RunError::Kind::kNothing) {
    lapse();
    if (first && occurrence != kNone) arm_on(occurrence);
    for (const std::uint32_t track : change_.opened_tracks) {
      open_scope(program_.tracks[track].duties, first ? occurrence : kNone);
    }
    for (const std::uint32_t stage : change_.opened_stages) {
      open_scope(program_.stages[stage].duties, first ? occurrence : kNone);
    }
    arm_on_entering();
    change_.clear();  // arming moves nothing
    first = false;
    // A condition that is yes where the track surely stands comes before what may have happened unseen.
    if (make_condition_moves()) continue;
    if (!any_not_held_ || !follow_silent_moves()) break;
  }
}

void Advance::end_days_before(Date day) {
  while (state_.error.kind == RunError::Kind::kNothing) {
    // The earliest day end before `day` at which something expires or times out.
    Date next = day;
    for (const Instance& instance : state_.instances) {
      if (instance.status == DutyStatus::kPending && !instance.awaiting && instance.due != kNoDate) {
        next = std::min(next, std::max(instance.due, state_.today));
      }
    }
    // A due date in the past of today ends with the day before today: it is over already.
    bool overdue = false;
    for (const Instance& instance : state_.instances) {
      overdue = overdue || (instance.status == DutyStatus::kPending && !instance.awaiting && instance.due != kNoDate &&
                            instance.due < state_.today);
    }
    for (std::uint32_t t = 0; t < program_.tracks.size(); ++t) {
      if (const Date timeout = next_timeout(t); timeout != kNoDate) next = std::min(next, timeout);
    }
    if (next >= day && !overdue) break;
    at_day_end_ = true;
    if (overdue) {
      for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
        const Instance& instance = state_.instances[i];
        if (instance.status == DutyStatus::kPending && !instance.awaiting && instance.due != kNoDate &&
            instance.due < state_.today) {
          expire(i, state_.today);
        }
      }
      at_day_end_ = false;
      continue;
    }
    if (next > state_.today) moves_now_ = 0;
    state_.today = next;
    // Ties among expiries follow the file.
    std::vector<std::uint32_t> expiring;
    for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
      const Instance& instance = state_.instances[i];
      if (instance.status == DutyStatus::kPending && !instance.awaiting && instance.due != kNoDate &&
          instance.due <= next) {
        expiring.push_back(i);
      }
    }
    std::stable_sort(expiring.begin(), expiring.end(), [&](std::uint32_t a, std::uint32_t b) {
      return state_.instances[a].duty < state_.instances[b].duty;
    });
    for (const std::uint32_t i : expiring) expire(i, next);
    for (std::uint32_t t = 0; t < program_.tracks.size(); ++t) fire_timeouts(t, next);
    settle_scopes(kNone);
    at_day_end_ = false;
  }
  if (state_.error.kind == RunError::Kind::kNothing && day > state_.today) state_.today = day;
}

std::vector<std::uint32_t> Advance::expected_events() const {
  std::vector<std::uint32_t> result;
  for (const TrackState& track : state_.tracks) {
    for (const Standing& standing : track.standings) {
      for (std::uint32_t e = 0; e < program_.events.size(); ++e) {
        if (!program_.moves_on(standing.stage, e).empty()) result.push_back(e);
      }
    }
  }
  for (const Instance& instance : state_.instances) {
    if (instance.status != DutyStatus::kPending || instance.hidden || program_.duties[instance.duty].negated) continue;
    const auto acts = program_.list(program_.event_lists, program_.duties[instance.duty].acts);
    result.insert(result.end(), acts.begin(), acts.end());
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

void Advance::report_unexpected(std::uint32_t occurrence, const std::vector<std::uint32_t>& expected) {
  state_.unexpected.push_back({occurrence, expected});
  note(Step::Kind::kUnexpected, occurrence);
}

void Executor::start(CaseState& state, const History& history) {
  (void)history;
  state.today = kNoDate;
  state.started = kNoDate;
  state.tracks.resize(program_.tracks.size());
  for (TrackState& track : state.tracks) {
    track.may_not_have_begun = true;
    track.standings.clear();
    track.doubt = {};
    track.retry_event = kNone;
    track.retry_occurrence = kNone;
    track.retry_stage = kNone;
    track.spent.clear();
  }
  state.facts.assign(program_.fact_code.size(), Value{});
  state.tallies.assign(program_.events.size(), Tally{});
  state.entered.assign(program_.stages.size(), kNoDate);
  state.instances.clear();
  state.unexpected.clear();
  state.error = {};
}

void Executor::advance_to(CaseState& state, const History& history, Date day) {
  Advance advance(*this, state, history);
  if (state.started == kNoDate) advance.open_case(day);
  advance.end_days_before(day);
}

void Executor::take(CaseState& state, const History& history, std::uint32_t occurrence) {
  Advance(*this, state, history).take(occurrence);
}

void Executor::run(CaseState& state, const History& history, Date as_of) {
  start(state, history);
  Advance advance(*this, state, history);
  for (std::uint32_t i = 0; i < history.occurrences.size(); ++i) {
    if (history.occurrences[i].on > as_of) break;
    advance.take(i);
  }
  if (state.started == kNoDate) advance.open_case(as_of);
  advance.end_days_before(as_of);
}

}  // namespace proviso::run
