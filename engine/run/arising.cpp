// SPDX-License-Identifier: Apache-2.0
// How instances of duties arise.
#include <algorithm>

#include "engine/run/advance.h"

namespace proviso::run {

using model::LimitKind;
using model::Moment;
using model::Scope;
using program::DutyRow;
using program::MomentRow;

// ---- events that are not held

// The first of these events that is not held; kNone where all are.
std::uint32_t Advance::not_held_in(program::Range events) const {
  if (!any_not_held_) return kNone;
  for (const std::uint32_t event : program_.list(program_.event_lists, events)) {
    if (history_.not_held[event] != 0) return event;
  }
  return kNone;
}

// The same for every event that a moment names.
std::uint32_t Advance::not_held_below(std::uint32_t moment) const {
  if (!any_not_held_ || moment == program::kNone) return kNone;
  const MomentRow& row = program_.moments[moment];
  if (const std::uint32_t event = not_held_in(row.events); event != kNone) return event;
  for (const std::uint32_t of : program_.list(program_.moment_lists, row.of)) {
    if (const std::uint32_t event = not_held_below(of); event != kNone) return event;
  }
  return kNone;
}

// ---- one instance

std::uint32_t Advance::add_instance(std::uint32_t duty, std::uint32_t arose_by) {
  const auto index = static_cast<std::uint32_t>(state_.instances.size());
  Instance& instance = state_.instances.emplace_back();
  instance.duty = duty;
  instance.arose = state_.today;
  instance.arose_by = arose_by;
  instance.round = state_.rounds;
  instance.via = scope_via(program_.duties[duty].scope);
  status_changed_ = true;
  return index;
}

// Those who owe a duty `for each`, one entry each; one entry kNone for every other duty, and where the list is unknown.
std::vector<std::uint32_t> Advance::parties_of(const DutyRow& duty, bool& unknown, Doubt& doubt) const {
  if (duty.owing != model::Owing::Kind::kEach) return {kNone};
  const Evaluation list = fact_value(program_, history_, state_, duty.party);
  if (!list.value.known()) {
    unknown = true;
    if (!doubt) doubt = list.doubt;
    return {kNone};
  }
  std::vector<std::uint32_t> result;
  for (const Value& item : pool_of(history_, state_).items_of(list.value)) {
    const auto party = static_cast<std::uint32_t>(item.payload);
    if (std::find(result.begin(), result.end(), party) == result.end()) result.push_back(party);  // named twice: once
  }
  return result;
}

// Dates an instance that has just been added, and judges it. False where it does not arise after all.
bool Advance::arm_one(std::uint32_t index, Truth applies, Doubt doubt) {
  const DutyRow& row = program_.duties[state_.instances[index].duty];
  {
    Instance& instance = state_.instances[index];
    instance.applies_unknown = applies == Truth::kUnknown;
    instance.doubt = doubt;
  }
  state_.instances[index].on_anchor_day = row.judged_on_event;
  std::uint32_t missing = row.judged_on_event ? not_held_below(row.limit.moment) : kNone;
  if (missing == kNone) missing = not_held_in(row.acts);
  if (missing == kNone) missing = not_held_below(row.limit.no_later);
  if (missing != kNone) {
    state_.instances[index].unheld = true;
    state_.instances[index].doubt = {Doubt::Kind::kEvent, missing};
  }
  date(index);
  const Instance& instance = state_.instances[index];
  if (row.limit.kind == LimitKind::kEvery && row.limit.until != program::kNone && instance.due != kNoDate) {
    const MomentDate until = further_moment(program_, history_, state_, index, row.limit.until);
    if (until.date != kNoDate && instance.due > until.date) {
      std::erase_if(state_.joins, [&](const Join& join) { return join.instance == index; });
      state_.instances.pop_back();
      return false;
    }
  }
  note(Step::Kind::kArose, index);
  judge(index);
  return true;
}

// What an occurrence of its anchor, or its scope, brings about, unless the duty does not apply.
void Advance::arm(std::uint32_t duty, std::uint32_t occurrence, Date anchor, std::uint32_t arose_by,
                  const std::vector<Join>& joins, const std::vector<Act>& acts) {
  const DutyRow& row = program_.duties[duty];
  Doubt doubt;
  Truth applies = holds(program_, history_, state_, row.applies_if, doubt);
  if (applies == Truth::kNo) return;
  bool list_unknown = false;
  const std::vector<std::uint32_t> parties = parties_of(row, list_unknown, doubt);
  if (list_unknown) applies = Truth::kUnknown;
  ++state_.rounds;
  for (const std::uint32_t party : parties) {
    if (handing_on_ != kNone && !hands_on_to(duty, party)) continue;
    const std::uint32_t index = add_instance(duty, arose_by);
    Instance& instance = state_.instances[index];
    instance.party = party;
    instance.list_unknown = list_unknown;
    instance.anchor = anchor;
    instance.anchor_occurrence = occurrence;
    if (row.limit.moment != program::kNone && !program_.moments[row.limit.moment].group) {
      const MomentRow& base = program_.moments[program_.moments[row.limit.moment].base];
      if (base.kind == Moment::Kind::kEntering) instance.entered_by = state_.entered_by[base.index];
    }
    for (Join join : joins) {
      join.instance = index;
      state_.joins.push_back(join);
    }
    for (const Act& act : acts) {
      if (is_for(duty, party, act.occurrence)) give_act(index, act);
    }
    if (handing_on_ != kNone) hand_on_to(index);
    arm_one(index, applies, doubt);
  }
}

// The next of a series, from an act on, or for a standing duty from a day on.
void Advance::arm_next(std::uint32_t before, Date anchor) {
  const std::uint32_t duty = state_.instances[before].duty;
  const DutyRow& row = program_.duties[duty];
  state_.instances[before].followed = true;
  if (scope_possible(row.scope))
    arm_following(duty, before, anchor, row.standing ? kNone : state_.instances[before].act_occurrence);
}

// An instance that follows another in a series.
void Advance::arm_following(std::uint32_t duty, std::uint32_t before, Date anchor, std::uint32_t anchor_occurrence) {
  const DutyRow& row = program_.duties[duty];
  Doubt doubt;
  Truth applies = holds(program_, history_, state_, row.applies_if, doubt);
  if (applies == Truth::kNo) return;
  ++state_.rounds;
  const std::uint32_t index = add_instance(duty, current_);
  const Instance& last = state_.instances[before];
  if (last.list_unknown && applies == Truth::kYes) {
    applies = Truth::kUnknown;
    doubt = last.doubt;
  }
  Instance& instance = state_.instances[index];
  instance.party = row.owing == model::Owing::Kind::kEach ? last.party : kNone;
  instance.list_unknown = last.list_unknown;
  instance.renewed = true;
  instance.series = last.renewed ? last.series : last.anchor;
  instance.anchor = anchor;
  instance.anchor_occurrence = anchor_occurrence;
  if (handing_on_ != kNone) hand_on_to(index);
  arm_one(index, applies, doubt);
}

// Every instance that was kept, or kept late, since the series were last gone on with.
void Advance::continue_series() {
  for (const std::uint32_t duty : program_.recurring_duties) {
    for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
      const Instance& instance = state_.instances[i];
      const bool done = instance.status == DutyStatus::kKept || instance.status == DutyStatus::kKeptLate;
      if (instance.duty == duty && done && !instance.followed && instance.scope_open && !instance.dropped) {
        arm_next(i, instance.done);
      }
    }
  }
}

// ---- when a scope opens

void Advance::open_scope(program::Range duties, std::uint32_t occurrence) {
  for (const std::uint32_t duty : program_.list(program_.duty_lists, duties)) {
    if (scope_possible(program_.duties[duty].scope)) open_duty(duty, occurrence);
  }
}

// What a scope that opens brings with it: limits from dates, from stages, and from an event that came before.
void Advance::open_duty(std::uint32_t duty, std::uint32_t occurrence) {
  const DutyRow& row = program_.duties[duty];
  if (row.limit.kind == LimitKind::kOnWeekday) {
    // Judged act by act; only where the acts are not held is there something to say.
    if (not_held_in(row.acts) != kNone) arm(duty, kNone, kNoDate, occurrence);
    return;
  }
  if (row.limit.kind == LimitKind::kAnyTime) return arm(duty, kNone, kNoDate, occurrence);
  const MomentRow& moment = program_.moments[row.limit.moment];
  const MomentRow& base = program_.moments[moment.base];
  if (moment.group) {
    if (row.in_rounds) return open_round(duty, opener_);
    return arm(duty, kNone, kNoDate, occurrence);
  }
  switch (base.kind) {
    case Moment::Kind::kEvents:
    case Moment::Kind::kFirst:
      return open_on_event(duty, occurrence);
    case Moment::Kind::kEntering: {
      // Entered in this very step: arm_on_entering() does it.
      const bool now = std::find(change_.opened_stages.begin(), change_.opened_stages.end(), base.index) !=
                       change_.opened_stages.end();
      const bool entering_scope = row.scope.kind == Scope::Kind::kStage && row.scope.index == base.index;
      if (now || entering_scope || state_.entered[base.index] == kNoDate) return;
      return arm(duty, kNone, state_.entered[base.index], occurrence);
    }
    default:
      return arm(duty, kNone, moment_now(program_, history_, state_, moment.base).date, occurrence);
  }
}

// Whether an instance that did not lapse has the occurrence as an anchor: of the duty, or of one of the rules that are
// continued in whose place it stands.
bool Advance::served(std::uint32_t duty, std::uint32_t occurrence) const {
  const auto before = program_.list(program_.duty_lists, program_.duties[duty].before);
  const auto serves = [&](const Instance& one) {
    return (one.duty == duty || std::find(before.begin(), before.end(), one.duty) != before.end()) &&
           one.status != DutyStatus::kLapsed && !one.dropped;
  };
  const auto anchored = [&](const Instance& one) {
    return one.anchor_occurrence == occurrence && !one.renewed &&
           program_.duties[one.duty].limit.kind != LimitKind::kOnWeekday && serves(one);
  };
  return std::any_of(state_.instances.begin(), state_.instances.end(), anchored) ||
         std::any_of(state_.joins.begin(), state_.joins.end(), [&](const Join& join) {
           return join.occurrence == occurrence && serves(state_.instances[join.instance]);
         });
}

void Advance::open_on_event(std::uint32_t duty, std::uint32_t occurrence) {
  const DutyRow& row = program_.duties[duty];
  const MomentRow& base = program_.moments[program_.moments[row.limit.moment].base];
  const std::uint32_t missing = not_held_in(base.events);
  if (missing != kNone && !row.judged_on_event) {
    const std::size_t before = state_.instances.size();
    arm(duty, kNone, kNoDate, occurrence);
    for (std::size_t i = before; i < state_.instances.size(); ++i) {
      state_.instances[i].unheld = true;
      state_.instances[i].doubt = {Doubt::Kind::kEvent, missing};
      judge(static_cast<std::uint32_t>(i));
    }
    return;
  }
  // What came before a case was carried over brings nothing about under the new rules, unless the transition says so.
  const std::uint32_t from = carrying_ ? kNone : latest_of(base);
  if (row.judged_on_event) return open_awaiting(duty, from, occurrence);
  // The latest occurrence from before serves, unless this very event brings the duty about or it settled one already.
  if (from == kNone || from == occurrence) return;
  if (!served(duty, from)) arm(duty, from, history_.occurrences[from].on, occurrence);
}

// ---- several moments

// What a new instance, or one that has none of it yet, takes in of an occurrence.
std::vector<Join> Advance::joins_of(std::uint32_t duty, std::uint32_t occurrence) const {
  std::vector<Join> result;
  const std::uint32_t event = history_.occurrences[occurrence].event;
  std::vector<std::uint32_t> waiting{program_.duties[duty].limit.moment};
  while (!waiting.empty()) {
    const std::uint32_t at = waiting.back();
    waiting.pop_back();
    const MomentRow& row = program_.moments[at];
    const auto events = program_.list(program_.event_lists, row.events);
    const bool named = std::find(events.begin(), events.end(), event) != events.end();
    if (named && (row.kind != Moment::Kind::kFirst || state_.tallies[event].first == occurrence)) {
      result.push_back({0, at, occurrence});
    }
    for (const std::uint32_t of : program_.list(program_.moment_lists, row.of)) waiting.push_back(of);
  }
  return result;
}

void Advance::join(std::uint32_t duty, std::uint32_t occurrence) {
  const std::vector<Join> joins = joins_of(duty, occurrence);
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    const Instance& instance = state_.instances[i];
    if (instance.duty != duty || !instance.scope_open || instance.dropped || instance.renewed) continue;
    bool taken = false;
    for (Join join : joins) {
      const bool has = std::any_of(state_.joins.begin(), state_.joins.end(), [&](const Join& other) {
        return other.instance == i && other.moment == join.moment;
      });
      if (has) continue;
      join.instance = i;
      state_.joins.push_back(join);
      taken = true;
    }
    if (!taken) continue;
    joined_.push_back(duty);
    touched_.push_back(i);
  }
}

// The latest occurrences from before together bring one instance; the event that opened the scope joins it, or brings
// one of its own.
void Advance::open_round(std::uint32_t duty, std::uint32_t occurrence) {
  std::vector<Join> joins;
  bool settled = false;
  const std::uint32_t end = carrying_ ? 0 : occurrence != kNone ? occurrence : state_.taken;
  for (std::uint32_t i = 0; i < end; ++i) {
    for (const Join& join : joins_of(duty, i)) {
      const auto same =
          std::find_if(joins.begin(), joins.end(), [&](const Join& other) { return other.moment == join.moment; });
      if (same == joins.end()) {
        joins.push_back(join);
      } else {
        same->occurrence = i;
      }
    }
  }
  for (const Join& join : joins) {
    settled = settled || served(duty, join.occurrence);
  }
  if (!joins.empty() && !settled) arm(duty, kNone, kNoDate, occurrence, joins);
  if (occurrence == kNone) return;
  const std::vector<Join> own = joins_of(duty, occurrence);
  if (own.empty()) return;
  const std::size_t joined = joined_.size();
  touched_.clear();
  join(duty, occurrence);
  for (const std::uint32_t i : touched_) {
    date(i);
    judge(i);
  }
  if (joined_.size() == joined) arm(duty, kNone, kNoDate, occurrence, own);
}

// ---- on an event, on entering

// One instance for each occurrence of the anchor while the scope is open.
void Advance::arm_on(std::uint32_t occurrence) {
  const std::uint32_t event = history_.occurrences[occurrence].event;
  for (const std::uint32_t duty : program_.list(program_.duty_lists, program_.events[event].anchors)) {
    const DutyRow& row = program_.duties[duty];
    if (row.judged_on_event || !scope_possible(row.scope)) continue;
    if (row.in_rounds) {
      // Where the scope opens now, open_round() does it.
      if (opened_now(row.scope) || std::find(joined_.begin(), joined_.end(), duty) != joined_.end()) continue;
      const std::vector<Join> joins = joins_of(duty, occurrence);
      if (!joins.empty()) arm(duty, kNone, kNoDate, occurrence, joins);
      continue;
    }
    const MomentRow& moment = program_.moments[row.limit.moment];
    if (moment.group) continue;
    if (program_.moments[moment.base].kind == Moment::Kind::kFirst && state_.tallies[event].count > 1) continue;
    arm(duty, occurrence, history_.occurrences[occurrence].on, occurrence);
  }
}

// Whether a moment of the duty is entering a stage that has been entered now.
bool Advance::names_opened_stage(const DutyRow& row) const {
  std::vector<std::uint32_t> waiting;
  for (const program::LimitRow* limit : {&row.limit, &row.second}) {
    for (const std::uint32_t at : {limit->moment, limit->no_later, limit->until}) {
      if (at != program::kNone) waiting.push_back(at);
    }
  }
  while (!waiting.empty()) {
    const MomentRow& at = program_.moments[waiting.back()];
    waiting.pop_back();
    if (at.kind == Moment::Kind::kEntering && std::find(change_.opened_stages.begin(), change_.opened_stages.end(),
                                                        at.index) != change_.opened_stages.end()) {
      return true;
    }
    for (const std::uint32_t of : program_.list(program_.moment_lists, at.of)) waiting.push_back(of);
  }
  return false;
}

// Stages in the order they were entered, for each the duties in the order of the file.
void Advance::arm_on_entering() {
  if (change_.opened_stages.empty()) return;
  for (const std::uint32_t stage : change_.opened_stages) {
    for (const std::uint32_t duty : program_.entering_duties) {
      const DutyRow& row = program_.duties[duty];
      if (row.limit.moment == program::kNone || !scope_possible(row.scope)) continue;
      const MomentRow& moment = program_.moments[row.limit.moment];
      const MomentRow& base = program_.moments[moment.base];
      // Else it is a further moment, or one of several.
      const bool anchors = !moment.group && base.kind == Moment::Kind::kEntering && base.index == stage;
      if (anchors) arm_on_entering(duty, stage);
    }
  }
  for (const std::uint32_t duty : program_.entering_duties) {
    if (names_opened_stage(program_.duties[duty])) date_anew(duty);
  }
}

void Advance::arm_on_entering(std::uint32_t duty, std::uint32_t stage) {
  const TrackState& track = state_.tracks[program_.stages[stage].track];
  const auto standing =
      std::find_if(track.standings.begin(), track.standings.end(), [&](const Standing& s) { return s.stage == stage; });
  // It may have been left again already.
  const std::uint32_t via = standing == track.standings.end() ? kNone : standing->via;
  const std::size_t before = state_.instances.size();
  arm(duty, kNone, via == kNone ? state_.entered[stage] : kNoDate, kNone);
  for (std::size_t i = before; via != kNone && i < state_.instances.size(); ++i) {
    state_.instances[i].unheld = true;
    state_.instances[i].doubt = {Doubt::Kind::kEvent, via};
    judge(static_cast<std::uint32_t>(i));
  }
}

}  // namespace proviso::run
