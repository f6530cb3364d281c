// SPDX-License-Identifier: Apache-2.0
// The clock and the order of things: a day begins, its events are taken, it ends.
#include "engine/run/advance.h"

#include <algorithm>

namespace proviso::run {
namespace {

constexpr std::uint32_t kStepsAtOnce = 1000;  // moves and actions at one instant
constexpr std::chrono::days kDay{1};

// What was opened more than once is open since the last time.
void keep_last(std::vector<std::uint32_t>& opened) {
  std::vector<std::uint32_t> kept;
  for (auto i = opened.begin(); i != opened.end(); ++i) {
    if (std::find(i + 1, opened.end(), *i) == opened.end()) kept.push_back(*i);
  }
  opened = std::move(kept);
}

}  // namespace

void Advance::note(Step::Kind kind, std::uint32_t index, DutyStatus status) {
  if (steps_ == nullptr) return;
  Step step{.kind = kind, .on = state_.today, .index = index, .status = status, .at_day_end = at_day_end_};
  if (kind == Step::Kind::kArose || kind == Step::Kind::kDated) {
    const Instance& instance = state_.instances[index];
    step.by_clock = by_clock_;
    step.anchor = instance.anchor;
    step.due = {instance.due, instance.due_minute};
  }
  steps_->push_back(step);
}

void Advance::fail(RunError::Kind kind, Span clause, Span other) {
  if (!stopped()) state_.error = {kind, clause, other, state_.today};
}

// False, and the case stops, where moves and actions do not come to rest.
bool Advance::count_step(Span clause) {
  if (++steps_now_ <= kStepsAtOnce) return true;
  fail(RunError::Kind::kStepLimit, clause);
  return false;
}

void Advance::open_case(Date day) {
  state_.started = day;
  state_.today = day;
  state_.minute = 0;
  // Before the day of the transition it begins under the rules that are continued.
  state_.to_carry = program_.followed != program::kNone && history_.transition != kNoDate && day < history_.transition;
  const std::uint32_t part = state_.to_carry ? program_.followed : 0;
  state_.main_part = part;
  state_.parts[part] = {true, day, kNoDate};
  opened({model::Scope::Kind::kCase, part});
  for (std::uint32_t t = 0; t < program_.tracks.size(); ++t) {
    if (program_.tracks[t].at_once && program_.tracks[t].part == part) begin(t, kNone);
  }
  refresh_scopes(kNone);
  make_rounds(kNone, {});
  look(day, true);
}

void Advance::record_facts(const Occurrence& occurrence) {
  const program::EventRow& event = program_.events[occurrence.event];
  const program::Range records = event.followed && !part_open(event.part) ? event.records_there : event.records;
  for (const std::uint32_t fact : program_.list(program_.fact_lists, records)) {
    Value value;
    for (std::uint32_t i = occurrence.facts_begin; i < occurrence.facts_end; ++i) {
      if (history_.facts[i].fact == fact) value = history_.facts[i].value;
    }
    state_.facts[fact] = value;
  }
}

// Whether the event adjusts a duty that is running. One that arises only through the event was not adjusted by it.
bool Advance::adjusts(std::uint32_t index) const {
  const program::EventRow& event = program_.events[history_.occurrences[index].event];
  for (const std::uint32_t duty : program_.list(program_.duty_lists, event.adjusts)) {
    for (const Instance& instance : state_.instances) {
      if (instance.duty == duty && instance.scope_open && !instance.dropped &&
          (instance.status == DutyStatus::kPending || instance.status == DutyStatus::kUndecided)) {
        return true;
      }
    }
  }
  return false;
}

// Whether a duty, a trigger or a timeout takes the event up as things stand.
bool Advance::takes_up(std::uint32_t index) const {
  const program::EventRow& event = program_.events[history_.occurrences[index].event];
  for (const std::uint32_t duty : program_.list(program_.duty_lists, event.acts)) {
    const program::DutyRow& row = program_.duties[duty];
    const bool open = scope_possible(row.scope) || runs_on(duty);
    const bool owed = std::any_of(state_.instances.begin(), state_.instances.end(), [&](const Instance& instance) {
      return instance.duty == duty && instance.status == DutyStatus::kMissed && instance.done == kNoDate &&
             !instance.over && is_for(duty, instance.party, index);
    });
    Doubt doubt;
    if ((open || owed) && part_open(part_of(row.scope)) &&
        (row.only_if || holds(program_, history_, state_, row.condition, doubt) != Truth::kNo)) {
      return true;
    }
  }
  for (const program::Range duties : {event.anchors, event.second}) {
    for (const std::uint32_t duty : program_.list(program_.duty_lists, duties)) {
      if (scope_possible(program_.duties[duty].scope) || runs_on(duty)) return true;
    }
  }
  for (const std::uint32_t trigger : program_.list(program_.trigger_lists, event.triggers)) {
    if (scope_possible(program_.triggers[trigger].scope)) return true;
  }
  return std::any_of(state_.tracks.begin(), state_.tracks.end(), [&](const TrackState& track) {
    return names_timeout_of(track, history_.occurrences[index].event);
  });
}

// Whether an instance of the old rules that runs on under these is pending or undecided.
bool Advance::runs_on(std::uint32_t duty) const {
  return state_.carried != kNoDate && !scope_possible(program_.duties[duty].scope) &&
         std::any_of(state_.instances.begin(), state_.instances.end(), [&](const Instance& instance) {
           const bool open = instance.status == DutyStatus::kPending || instance.status == DutyStatus::kUndecided;
           return instance.duty == duty && open && instance.scope_open && !instance.dropped;
         });
}

void Advance::take(std::uint32_t index) {
  const Occurrence& occurrence = history_.occurrences[index];
  if (state_.started == kNoDate) open_case(occurrence.on);
  end_days_before(occurrence.on);
  if (stopped()) return;
  steps_now_ = 0;
  current_ = opener_ = index;
  // An event without a time of day finds no hour of its day over.
  state_.minute = occurrence.minute == kNoTime ? 0 : occurrence.minute;
  note(Step::Kind::kEvent, index);
  const program::EventRow& event = program_.events[occurrence.event];
  if (!part_open(event.part) && !(event.followed && part_open(program_.followed))) {
    report_unexpected(index, {});
    return;
  }

  std::vector<std::uint8_t> open_before;
  for (const program::TriggerRow& trigger : program_.triggers) open_before.push_back(scope_possible(trigger.scope));
  Tally& tally = state_.tallies[occurrence.event];
  state_.taken = index + 1;
  if (tally.count++ == 0) tally.first = index;
  tally.last = index;
  record_facts(occurrence);
  bool taken = event.feeds_fact || adjusts(index) || takes_up(index);
  if (any_not_held_) withdraw_refuted_stages();

  take_in_dates(index);
  for (const std::uint32_t duty : program_.list(program_.duty_lists, event.acts)) discharge(duty, index);
  for (const std::uint32_t duty : program_.list(program_.duty_lists, event.anchors)) {
    const program::DutyRow& row = program_.duties[duty];
    if (row.judged_on_event && (scope_possible(row.scope) || runs_on(duty))) judge_on_event(duty, index);
  }

  moved_.assign(program_.tracks.size(), kNone);
  moved_by_.assign(program_.tracks.size(), Span{});
  closing_ = false;
  for (std::uint32_t t = 0; t < program_.tracks.size() && !stopped() && !closing_; ++t) {
    if (moved_[t] != kNone || !part_open(program_.tracks[t].part)) continue;
    // A move that waited for a fact comes first; a track moves at most once an event.
    if (retry(t)) continue;
    if (stopped() || closing_) break;
    taken |= begin_on(t, occurrence.event) || move_on(t, index);
  }
  if (stopped()) return;
  // Nothing has moved where nothing took the event up, so this is what was expected instead.
  const std::vector<std::uint32_t> expected = taken ? std::vector<std::uint32_t>{} : expected_events();
  refresh_scopes(index);
  make_rounds(index, open_before);
  taken = taken || takes_up(index);
  if (!taken && !stopped()) report_unexpected(index, expected);
  opener_ = kNone;
  look(state_.today, false);
  current_ = kNone;
}

// Lapsing, then arming: for the occurrence, if there is one, and for what has opened.
void Advance::refresh_scopes(std::uint32_t occurrence) {
  if (!change_.empty()) lapse();
  continue_series();
  if (occurrence != kNone) arm_on(occurrence);
  if (change_.empty()) return;
  ScopeChange change = change_;
  for (const auto kind : {model::Scope::Kind::kCase, model::Scope::Kind::kTrack, model::Scope::Kind::kStage}) {
    keep_last(change.opened(kind));
  }
  for (const std::uint32_t part : change.opened_parts) open_scope(program_.case_duties[part], occurrence);
  for (const std::uint32_t track : change.opened_tracks) open_scope(program_.tracks[track].duties, occurrence);
  for (const std::uint32_t stage : change.opened_stages) open_scope(program_.stages[stage].duties, occurrence);
  arm_on_entering();
  change_.clear();  // arming moves nothing
}

// The earliest day at whose end something expires, times out or comes to a change; kNoDate: none.
Date Advance::next_end() const {
  Date next = kNoDate;
  const auto consider = [&](Date day) {
    if (day == kNoDate) return;
    day = std::max(day, state_.today);
    if (next == kNoDate || day < next) next = day;
  };
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    const Instance& instance = state_.instances[i];
    consider(program_.duties[instance.duty].standing ? next_standing(i) : next_judging(instance));
  }
  for (std::uint32_t t = 0; t < program_.tracks.size(); ++t) consider(next_timeout(t));
  // While a clock stands still its dates move on day by day.
  for (const std::uint32_t duty : program_.stopped_duties) {
    const program::DutyRow& row = program_.duties[duty];
    const program::Range stops = row.stops;
    bool stands = false;
    for (std::uint32_t w = stops.begin; w < stops.end; ++w) {
      stands = stands || (!state_.watches[w].empty() && state_.watches[w].back().truth != Truth::kNo);
    }
    const bool open = stands && std::any_of(state_.instances.begin(), state_.instances.end(), [&](const Instance& i) {
                        return i.duty == duty && i.scope_open && !i.dropped &&
                               (row.moves_late || i.undatable || (i.due != kNoDate && i.due >= state_.today));
                      });
    if (open) consider(state_.today);
  }
  return next;
}

void Advance::end_day(Date day) {
  state_.today = day;
  steps_now_ = 0;
  at_day_end_ = true;
  state_.minute = kNight;
  expire(day);
  refresh_scopes(kNone);
  make_rounds(kNone, {});
  moved_.assign(program_.tracks.size(), kNone);
  moved_by_.assign(program_.tracks.size(), Span{});
  closing_ = false;
  for (std::uint32_t t = 0; t < program_.tracks.size() && !stopped(); ++t) {
    closing_ = false;  // another case goes on
    if (moved_[t] == kNone && part_open(program_.tracks[t].part)) fire_timeouts(t, day);
  }
  if (!stopped()) {
    refresh_scopes(kNone);
    make_rounds(kNone, {});
  }
  at_day_end_ = false;
}

void Advance::begin_day(Date day) {
  state_.today = day;
  state_.minute = 0;
  steps_now_ = 0;
  state_.day_begins = true;
  if (program_.restless) {
    for (const std::uint32_t duty : program_.fact_duties) date_anew(duty);
    make_rounds(kNone, {});
  }
  look(day, true);
}

void Advance::end_days_before(Date day) {
  if (state_.to_carry && history_.transition <= day) {
    end_days(history_.transition);
    if (!stopped()) carry_over();
  }
  end_days(day);
}

void Advance::end_days(Date day) {
  while (!stopped()) {
    const Date next = program_.restless ? state_.today : next_end();
    if (next == kNoDate || next >= day) break;
    end_day(next);
    if (!stopped()) begin_day(next + kDay);
  }
  if (!stopped() && day > state_.today) begin_day(day);
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
  state.today = kNoDate;
  state.started = kNoDate;
  state.day_begins = false;
  state.tracks.resize(program_.tracks.size());
  for (TrackState& track : state.tracks) {
    track.may_not_have_begun = true;
    track.standings.clear();
    track.waits.clear();
    track.uncounted = {};
    track.ended = false;
    track.spent.clear();
  }
  state.facts.assign(program_.fact_code.size(), Value{});
  state.tallies.assign(program_.events.size(), Tally{});
  state.taken = 0;
  state.to_carry = false;
  state.carried = kNoDate;
  state.main_part = 0;
  state.entered.assign(program_.stages.size(), kNoDate);
  state.entered_by.assign(program_.stages.size(), kNone);
  state.instances.clear();
  state.acts.clear();
  state.kept_acts.clear();
  state.windows.clear();
  state.joins.clear();
  state.adjusted.clear();
  state.watches.resize(program_.watches.size());
  for (auto& log : state.watches) log.clear();
  state.triggers.assign(program_.triggers.size(), {});
  state.undecided_triggers.clear();
  state.notices.clear();
  state.parts.assign(program_.case_duties.size(), {});
  state.unexpected.clear();
  state.pool.reset();
  if (program_.makes_values) state.pool.emplace(&history.pool);
  state.rounds = 0;
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
