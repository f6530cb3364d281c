// SPDX-License-Identifier: Apache-2.0
// The instances of duties: how they arise, when they expire or lapse. What an act does to them is in advance_acts.cpp.
#include <algorithm>

#include "engine/run/advance.h"

namespace proviso::run {

using model::LimitKind;
using model::Scope;
using program::DutyRow;
using program::MomentRow;

void Advance::settle(std::uint32_t index, DutyStatus status, Date on) {
  Instance& instance = state_.instances[index];
  instance.status = status;
  instance.settled = on;
  if (!instance.hidden) note(Step::Kind::kSettled, index, status);
}

bool Advance::scope_possible(const DutyRow& duty) const {
  switch (duty.scope.kind) {
    case Scope::Kind::kCase:
      return true;
    case Scope::Kind::kTrack: {
      const auto& standings = state_.tracks[duty.scope.index].standings;
      return std::any_of(standings.begin(), standings.end(),
                         [&](const Standing& s) { return !program_.stages[s.stage].end; });
    }
    case Scope::Kind::kStage: {
      const auto& standings = state_.tracks[program_.stages[duty.scope.index].track].standings;
      return std::any_of(standings.begin(), standings.end(),
                         [&](const Standing& s) { return s.stage == duty.scope.index; });
    }
  }
  return false;
}

bool Advance::scope_certain(const DutyRow& duty) const {
  switch (duty.scope.kind) {
    case Scope::Kind::kCase:
      return true;
    case Scope::Kind::kTrack: {
      const TrackState& track = state_.tracks[duty.scope.index];
      return !track.may_not_have_begun && std::none_of(track.standings.begin(), track.standings.end(),
                                                       [&](const Standing& s) { return program_.stages[s.stage].end; });
    }
    case Scope::Kind::kStage: {
      const TrackState& track = state_.tracks[program_.stages[duty.scope.index].track];
      return !track.may_not_have_begun && track.standings.size() == 1;
    }
  }
  return true;
}

// The event not held that leaves it open whether the duty's scope is open; kNone where it is certain.
std::uint32_t Advance::scope_via(const DutyRow& duty) const {
  if (scope_certain(duty)) return kNone;
  const std::uint32_t track =
      duty.scope.kind == Scope::Kind::kTrack ? duty.scope.index : program_.stages[duty.scope.index].track;
  std::uint32_t via = kNone;
  for (const Standing& standing : state_.tracks[track].standings) {
    if (standing.via == kNone) continue;
    via = standing.via;
    if (duty.scope.kind == Scope::Kind::kStage && standing.stage == duty.scope.index) break;
  }
  return via;
}

// The first of these events that is not held; kNone where all are.
std::uint32_t Advance::not_held_in(program::Range events) const {
  if (!any_not_held_) return kNone;
  for (const std::uint32_t event : program_.list(program_.event_lists, events)) {
    if (history_.not_held[event] != 0) return event;
  }
  return kNone;
}

// ---- arising

Date Advance::base_date(const MomentRow& moment) const {
  switch (moment.base) {
    case MomentRow::Base::kDay:
      return moment.day;
    case MomentRow::Base::kFact:
      // A derived date fact is evaluated, so that it dates a limit like a stored one.
      if (!program_.fact_code[moment.index].empty()) {
        const Evaluation derived = evaluate(program_, history_, state_, program_.fact_code[moment.index]);
        return derived.value.known() ? derived.value.as_date() : kNoDate;
      }
      return state_.facts[moment.index].known() ? state_.facts[moment.index].as_date() : kNoDate;
    case MomentRow::Base::kEntering:
      return state_.entered[moment.index];
    case MomentRow::Base::kEvents:
    case MomentRow::Base::kFirst: {
      std::uint32_t chosen = kNone;
      for (const std::uint32_t event : program_.list(program_.event_lists, moment.events)) {
        const Tally& tally = state_.tallies[event];
        if (tally.count == 0) continue;
        if (moment.base == MomentRow::Base::kFirst) return history_.occurrences[tally.first].on;
        if (chosen == kNone || tally.last > chosen) chosen = tally.last;
      }
      return chosen == kNone ? kNoDate : history_.occurrences[chosen].on;
    }
  }
  return kNoDate;
}

// What `no later than` counts from: the anchor itself where it names the same events, else its own base.
Date Advance::second_date(const DutyRow& duty, Date anchor) const {
  if (duty.no_later == program::kNone) return kNoDate;
  const MomentRow& first = program_.moments[duty.moment];
  const MomentRow& second = program_.moments[duty.no_later];
  const auto a = program_.list(program_.event_lists, first.events);
  const auto b = program_.list(program_.event_lists, second.events);
  if (first.base == second.base && !a.empty() && std::equal(a.begin(), a.end(), b.begin(), b.end())) return anchor;
  const Date date = base_date(second);
  // An event of an earlier round says nothing about this one.
  const bool on_event = second.base == MomentRow::Base::kEvents || second.base == MomentRow::Base::kFirst;
  return on_event && date != kNoDate && date < anchor ? kNoDate : date;
}

void Advance::apply_window(Instance& instance, const DutyRow& duty) {
  if (instance.anchor == kNoDate) return;
  const Window window = window_of(program_, duty, instance.anchor, second_date(duty, instance.anchor));
  instance.opens = window.opens;
  instance.due = window.due;
  if (window.doubt) instance.doubt = window.doubt;
}

// A new instance, unless the duty does not apply; kNone then. `anchor` may be kNoDate: not known yet.
std::uint32_t Advance::arm(std::uint32_t duty, std::uint32_t occurrence, Date anchor) {
  const DutyRow& row = program_.duties[duty];
  Doubt doubt;
  const Truth applies = holds(program_, history_, state_, row.applies_if, doubt);
  if (applies == Truth::kNo) return kNone;
  const auto index = static_cast<std::uint32_t>(state_.instances.size());
  state_.instances.emplace_back();
  Instance& instance = state_.instances.back();
  instance.duty = duty;
  instance.anchor = anchor;
  instance.anchor_occurrence = occurrence;
  instance.doubt = doubt;
  instance.applies_unknown = applies == Truth::kUnknown;
  instance.via = scope_via(row);
  apply_window(instance, row);
  note(Step::Kind::kArose, index);
  std::uint32_t missing = not_held_in(row.acts);
  if (missing == kNone && row.no_later != program::kNone) missing = not_held_in(program_.moments[row.no_later].events);
  if (missing != kNone) {
    instance.doubt = {Doubt::Kind::kEvent, missing};
    settle(index, DutyStatus::kUndecided, state_.today);
  } else if (instance.doubt.kind == Doubt::Kind::kCalendar || instance.doubt.kind == Doubt::Kind::kParameter) {
    settle(index, DutyStatus::kUndecided, state_.today);
  }
  return index;
}

// An instance of a duty that is judged when its event occurs, while that has not come.
std::uint32_t Advance::await(std::uint32_t duty) {
  const DutyRow& row = program_.duties[duty];
  const auto index = static_cast<std::uint32_t>(state_.instances.size());
  state_.instances.emplace_back();
  Instance& instance = state_.instances.back();
  instance.duty = duty;
  instance.awaiting = true;
  instance.via = scope_via(row);
  Doubt doubt;
  // Whether it applies is judged when it arises, at its event; until then only what surely applies is shown. And
  // `no sooner than` alone obliges nobody to act, a prohibition to nothing.
  instance.hidden = holds(program_, history_, state_, row.applies_if, doubt) == Truth::kNo ||
                    (row.limit == LimitKind::kNoSooner && row.no_later == program::kNone);
  const std::uint32_t missing = not_held_in(program_.moments[row.moment].events);
  const std::uint32_t act_missing = not_held_in(row.acts);
  if (missing != kNone || act_missing != kNone) {
    instance.hidden = false;
    instance.doubt = {Doubt::Kind::kEvent, missing != kNone ? missing : act_missing};
    note(Step::Kind::kArose, index);
    settle(index, DutyStatus::kUndecided, state_.today);
    return index;
  }
  if (!instance.hidden) note(Step::Kind::kArose, index);
  return index;
}

// What a scope that opens brings with it: limits from dates, from stages, and from an event that came before.
void Advance::open_scope(program::Range duties, std::uint32_t occurrence) {
  for (const std::uint32_t duty : program_.list(program_.duty_lists, duties)) {
    const DutyRow& row = program_.duties[duty];
    if (!scope_possible(row)) continue;
    if (row.limit == LimitKind::kOnWeekday) {
      // Judged act by act; only where the acts are not held is there something to say.
      if (not_held_in(row.acts) != kNone) arm(duty, kNone, kNoDate);
      continue;
    }
    const MomentRow& moment = program_.moments[row.moment];
    const bool on_event = moment.base == MomentRow::Base::kEvents || moment.base == MomentRow::Base::kFirst;
    if (!on_event) {
      if (moment.base == MomentRow::Base::kEntering) {
        // Entered in this very step: arm_on_entering() does it.
        const bool now = std::find(change_.opened_stages.begin(), change_.opened_stages.end(), moment.index) !=
                         change_.opened_stages.end();
        const bool entering_scope = row.scope.kind == Scope::Kind::kStage && row.scope.index == moment.index;
        if (now || entering_scope || state_.entered[moment.index] == kNoDate) continue;
        arm(duty, kNone, state_.entered[moment.index]);
      } else {
        arm(duty, kNone, base_date(moment));
      }
      continue;
    }
    const std::uint32_t missing = not_held_in(moment.events);
    if (missing != kNone && !row.judged_on_event) {
      const std::uint32_t index = arm(duty, kNone, kNoDate);
      if (index == kNone) continue;
      state_.instances[index].doubt = {Doubt::Kind::kEvent, missing};
      if (state_.instances[index].status != DutyStatus::kUndecided) settle(index, DutyStatus::kUndecided, state_.today);
      continue;
    }
    // The latest occurrence from before serves, unless this very event brings the duty about or it settled one already.
    std::uint32_t from = kNone;
    for (const std::uint32_t event : program_.list(program_.event_lists, moment.events)) {
      const Tally& tally = state_.tallies[event];
      if (tally.count == 0) continue;
      if (moment.base == MomentRow::Base::kFirst) {
        from = from == kNone ? tally.first : std::min(from, tally.first);
      } else if (from == kNone || tally.last > from) {
        from = tally.last;
      }
    }
    if (row.judged_on_event) {
      const std::uint32_t index = await(duty);
      // A lower bound that has come already binds at once, and so does the day of the very event that opens the
      // scope; every other limit waits for its event to come while the scope is open.
      const bool this_day =
          from != kNone && from == occurrence && (row.limit == LimitKind::kOnTheDayOf || row.limit == LimitKind::kBy);
      if ((this_day || (row.limit == LimitKind::kNoSooner && from != kNone)) &&
          state_.instances[index].status == DutyStatus::kPending) {
        Instance& instance = state_.instances[index];
        instance.awaiting = false;
        instance.anchor = history_.occurrences[from].on;
        instance.anchor_occurrence = from;
        apply_window(instance, row);
        instance.on_anchor_day = instance.due == state_.today;
      }
      continue;
    }
    if (from == kNone || from == occurrence) continue;
    const bool settled = std::any_of(state_.instances.begin(), state_.instances.end(), [&](const Instance& other) {
      return other.duty == duty && other.anchor_occurrence == from && other.status != DutyStatus::kLapsed;
    });
    if (!settled) arm(duty, from, history_.occurrences[from].on);
  }
}

// One instance for each occurrence of the anchor while the scope is open.
void Advance::arm_on(std::uint32_t occurrence) {
  const std::uint32_t event = history_.occurrences[occurrence].event;
  for (const std::uint32_t duty : program_.list(program_.duty_lists, program_.events[event].anchors)) {
    const DutyRow& row = program_.duties[duty];
    if (row.judged_on_event || !scope_possible(row)) continue;
    const MomentRow& moment = program_.moments[row.moment];
    if (moment.base == MomentRow::Base::kFirst && state_.tallies[event].count > 1) continue;
    arm(duty, occurrence, history_.occurrences[occurrence].on);
  }
}

void Advance::arm_on_entering() {
  if (change_.opened_stages.empty()) return;
  for (const std::uint32_t duty : program_.entering_duties) {
    const DutyRow& row = program_.duties[duty];
    const MomentRow& moment = program_.moments[row.moment];
    if (moment.base != MomentRow::Base::kEntering) {  // only `no later than` counts from entering
      for (Instance& instance : state_.instances) {
        if (instance.duty == duty && instance.status == DutyStatus::kPending) apply_window(instance, row);
      }
      continue;
    }
    const std::uint32_t stage = moment.index;
    if (std::find(change_.opened_stages.begin(), change_.opened_stages.end(), stage) == change_.opened_stages.end() ||
        !scope_possible(row)) {
      continue;
    }
    const TrackState& track = state_.tracks[program_.stages[stage].track];
    const auto standing = std::find_if(track.standings.begin(), track.standings.end(),
                                       [&](const Standing& s) { return s.stage == stage; });
    if (standing == track.standings.end()) continue;
    if (standing->via == kNone) {
      arm(duty, kNone, standing->entered);
      continue;
    }
    const std::uint32_t index = arm(duty, kNone, kNoDate);
    if (index == kNone) continue;
    state_.instances[index].doubt = {Doubt::Kind::kEvent, standing->via};
    if (state_.instances[index].status != DutyStatus::kUndecided) settle(index, DutyStatus::kUndecided, state_.today);
  }
}

// Date facts that have become known, or changed, date the limits that hang on them.
void Advance::date_from_facts() {
  for (const std::uint32_t duty : program_.fact_duties) {
    const DutyRow& row = program_.duties[duty];
    const MomentRow& moment = program_.moments[row.moment];
    for (Instance& instance : state_.instances) {
      if (instance.duty != duty || instance.status != DutyStatus::kPending) continue;
      if (moment.base == MomentRow::Base::kFact) {
        instance.anchor = base_date(moment);
        instance.opens = kNoDate;
        instance.due = kNoDate;
      }
      if (instance.doubt.kind == Doubt::Kind::kCalendar) instance.doubt = {};
      apply_window(instance, row);
    }
  }
}

// ---- ends

void Advance::lapse() {
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    Instance& instance = state_.instances[i];
    if (!instance.scope_open) continue;
    const DutyRow& row = program_.duties[instance.duty];
    if (row.scope.kind == Scope::Kind::kCase) continue;
    const std::vector<std::uint32_t>& closed =
        row.scope.kind == Scope::Kind::kStage ? change_.closed_stages : change_.closed_tracks;
    if (std::find(closed.begin(), closed.end(), row.scope.index) == closed.end()) continue;
    instance.scope_open = false;
    if (instance.status != DutyStatus::kPending) continue;
    // Due on its anchor's own day, that day decides, whatever the anchor's event moves.
    if (instance.on_anchor_day && instance.anchor == state_.today) continue;
    settle(i, DutyStatus::kLapsed, state_.today);
  }
}

void Advance::expire(std::uint32_t index, Date day) {
  Instance& instance = state_.instances[index];
  const DutyRow& row = program_.duties[instance.duty];
  if (instance.via != kNone && scope_certain(row)) instance.via = kNone;
  const bool uncertain_act = instance.uncertain_count > 0 && instance.count + instance.uncertain_count >= row.times;
  const bool doubtful = instance.applies_unknown || uncertain_act || instance.via != kNone;
  if (row.negated) {
    settle(index, uncertain_act ? DutyStatus::kUndecided : DutyStatus::kKept, day);
    return;
  }
  if (row.modality == Modality::kMay) {
    settle(index, DutyStatus::kUnused, day);
    return;
  }
  if (doubtful) {
    if (!instance.doubt) instance.doubt = {Doubt::Kind::kEvent, instance.via};
    settle(index, DutyStatus::kUndecided, day);
    return;
  }
  settle(index, DutyStatus::kMissed, day);
}

}  // namespace proviso::run
