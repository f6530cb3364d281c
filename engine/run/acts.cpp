// SPDX-License-Identifier: Apache-2.0
// What acts and adjustments do to the instances of duties, and their dates.
#include <algorithm>

#include "engine/run/advance.h"

namespace proviso::run {

using model::LimitKind;
using program::DutyRow;

namespace {

bool names(const program::Program& program, program::Range events, std::uint32_t event) {
  const auto list = program.list(program.event_lists, events);
  return std::find(list.begin(), list.end(), event) != list.end();
}

}  // namespace

// ---- acts

// For an instance of one party, only what is for that party or for nobody in particular.
bool Advance::is_for(std::uint32_t duty, std::uint32_t party, std::uint32_t occurrence) const {
  if (program_.duties[duty].owing != model::Owing::Kind::kEach || party == kNone) return true;
  const std::uint32_t for_party = history_.occurrences[occurrence].for_party;
  return for_party == kNone || for_party == party;
}

void Advance::give_act(std::uint32_t index, const Act& act) {
  Instance& instance = state_.instances[index];
  const auto place = static_cast<std::uint32_t>(state_.acts.size());
  state_.acts.push_back(act);
  state_.acts.back().next = kNone;
  (instance.first_act == kNone ? instance.first_act : state_.acts[instance.last_act].next) = place;
  instance.last_act = place;
}

void Advance::discharge(std::uint32_t duty, std::uint32_t occurrence) {
  const DutyRow& row = program_.duties[duty];
  if (!part_open(part_of(row.scope))) return;
  const bool possible = scope_possible(row.scope);
  const std::uint32_t event = history_.occurrences[occurrence].event;
  Act act;
  act.occurrence = occurrence;
  const Truth truth = holds(program_, history_, state_, row.condition, act.doubt);
  if (truth == Truth::kNo && !row.only_if) return;
  act.certain = truth != Truth::kUnknown;
  act.improper = truth == Truth::kNo;
  act.first = names(program_, row.acts, event);
  act.second = row.has_second && names(program_, row.second_acts, event);
  if (row.limit.kind == LimitKind::kOnWeekday) {
    if (possible) act_on_weekday(duty, act);
    return;
  }
  bool wanted = false;  // some instance is open, or owed, and not done
  const auto count = static_cast<std::uint32_t>(state_.instances.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const Instance& instance = state_.instances[i];
    if (instance.duty != duty || instance.dropped || instance.over) continue;
    const bool not_done = instance.done == kNoDate;
    const bool was_missed = instance.status == DutyStatus::kMissed && not_done && !row.negated;
    // Its own last day goes on when its scope has closed.
    const bool to_day_end = instance.closed == state_.today && instance.closed_minute == kNight;
    if (!instance.scope_open && !was_missed && !to_day_end) continue;
    wanted = wanted || was_missed || instance.status == DutyStatus::kPending ||
             (instance.status == DutyStatus::kUndecided && not_done);
    if (!is_for(duty, instance.party, occurrence)) continue;
    give_act(i, act);
    judge(i);
  }
  // Else it is the first towards the next event that the duty is judged on.
  if (row.judged_on_event && possible && !wanted) state_.kept_acts.push_back({duty, act});
}

// `on a Monday`: each act is judged by itself.
void Advance::act_on_weekday(std::uint32_t duty, const Act& act) {
  const DutyRow& row = program_.duties[duty];
  const std::size_t before = state_.instances.size();
  arm(duty, act.occurrence, state_.today, act.occurrence);
  const bool right_day = std::chrono::weekday{state_.today} == row.limit.weekday;
  for (std::size_t i = before; i < state_.instances.size(); ++i) {
    const auto index = static_cast<std::uint32_t>(i);
    if (!is_for(duty, state_.instances[i].party, act.occurrence)) {
      drop(index);
      continue;
    }
    Instance& instance = state_.instances[i];
    if (instance.status != DutyStatus::kPending) continue;
    instance.settled_for_good = true;
    const bool of_instance = instance.applies_unknown || instance.via != kNone;
    DutyStatus status = DutyStatus::kKept;
    bool by_act = true;
    if (row.negated) {
      const bool broken = right_day;
      by_act = broken;
      if (broken) status = of_instance || !act.certain ? DutyStatus::kUndecided : DutyStatus::kMissed;
    } else if (row.modality == Modality::kMay) {
      if (act.improper || !right_day) {
        status = DutyStatus::kUnused;
        by_act = false;
        if (act.certain || row.only_if) instance.out_of_time = act.occurrence;
      } else if (!act.certain) {
        status = DutyStatus::kUndecided;
      }
    } else if (!act.certain) {
      status = DutyStatus::kUndecided;
    } else if (act.improper || !right_day) {
      status = of_instance ? DutyStatus::kUndecided : DutyStatus::kMissed;
    }
    if (by_act) {
      instance.done = state_.today;
      instance.act_occurrence = act.occurrence;
    }
    if (!act.certain) instance.doubt = act.doubt;
    if (instance.via != kNone && !instance.doubt) instance.doubt = {Doubt::Kind::kEvent, instance.via};
    settle(index, status);
  }
}

// ---- dates

void Advance::adjust(std::uint32_t duty, std::uint32_t occurrence) {
  const DutyRow& row = program_.duties[duty];
  const std::uint32_t event = history_.occurrences[occurrence].event;
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    Instance& instance = state_.instances[i];
    const bool open = instance.status == DutyStatus::kPending || instance.status == DutyStatus::kUndecided;
    if (instance.duty != duty || !open || !instance.scope_open || instance.dropped || instance.limitless ||
        !is_for(duty, instance.party, occurrence) || (instance.due != kNoDate && instance.due < state_.today)) {
      continue;
    }
    for (std::uint32_t a = row.adjustments.begin; a < row.adjustments.end; ++a) {
      const program::AdjustmentRow& adjustment = program_.adjustments[a];
      if (!names(program_, adjustment.events, event)) continue;
      const auto times = std::count_if(state_.adjusted.begin(), state_.adjusted.end(), [&](const Adjusted& other) {
        return other.instance == i && other.adjustment == a;
      });
      if (adjustment.times >= 0 && times >= adjustment.times) continue;
      Date to = kNoDate;
      if (adjustment.kind != model::Adjustment::Kind::kBy) {
        const MomentDate moment = moment_now(program_, history_, state_, adjustment.moment);
        to = moment.date;
        if (to == kNoDate) {
          instance.applies_unknown = true;
          instance.doubt = moment.doubt ? moment.doubt : Doubt{Doubt::Kind::kMoment, duty};
          continue;
        }
      }
      state_.adjusted.push_back({i, a, occurrence, to});
    }
    touched_.push_back(i);
  }
}

// What an event changes in the dates of instances, before anything is judged by it: adjustments, and the moments it is.
void Advance::take_in_dates(std::uint32_t occurrence) {
  const program::EventRow& event = program_.events[history_.occurrences[occurrence].event];
  joined_.clear();
  touched_.clear();
  for (const std::uint32_t duty : program_.list(program_.duty_lists, event.adjusts)) adjust(duty, occurrence);
  std::vector<std::uint32_t> hanging = program_.fact_duties;
  for (const std::uint32_t duty : program_.list(program_.duty_lists, event.anchors)) {
    const DutyRow& row = program_.duties[duty];
    if (row.in_rounds) {
      join(duty, occurrence);
    } else if (program_.moments[row.limit.moment].group) {
      hanging.push_back(duty);
    }
  }
  const auto further = program_.list(program_.duty_lists, event.second);
  hanging.insert(hanging.end(), further.begin(), further.end());
  for (std::uint32_t i = 0; i < state_.instances.size() && !hanging.empty(); ++i) {
    const Instance& instance = state_.instances[i];
    if (!instance.scope_open || instance.dropped) continue;
    if (std::find(hanging.begin(), hanging.end(), instance.duty) != hanging.end()) touched_.push_back(i);
  }
  std::sort(touched_.begin(), touched_.end());
  touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
  for (const std::uint32_t i : touched_) date(i);
  for (const std::uint32_t i : touched_) judge(i);
}

void Advance::date(std::uint32_t index) {
  const Instant before{state_.instances[index].due, state_.instances[index].due_minute};
  const DutyRow& row = program_.duties[state_.instances[index].duty];
  if (row.limit.moment != program::kNone && !state_.instances[index].renewed && !state_.instances[index].awaiting) {
    const program::MomentRow& moment = program_.moments[row.limit.moment];
    const model::Moment::Kind base = program_.moments[moment.base].kind;
    if (moment.group || base == model::Moment::Kind::kFact) {
      const std::vector<StoppedDays> stops = stopped_days(program_, state_, state_.instances[index], false);
      state_.instances[index].anchor = moment_of(program_, history_, state_, index, stops).base;
    }
  }
  const Dates dates = dates_of(program_, history_, state_, index);
  Instance& instance = state_.instances[index];
  if (row.has_second) {
    if (instance.windows == kNone) {
      instance.windows = static_cast<std::uint32_t>(state_.windows.size());
      state_.windows.emplace_back();
    }
    state_.windows[instance.windows] = {dates.first, dates.second};
  }
  if (row.standing) return;
  if (instance.undatable) {
    instance.undatable = false;
    instance.doubt = {};
  }
  if (dates.doubt) {
    instance.undatable = true;
    instance.doubt = dates.doubt;
  }
  instance.opens = dates.first.opens;
  std::optional<Instant> late = dates.first.late;
  std::optional<Instant> early = dates.first.early;
  if (late && dates.second.late) late = std::max(*late, *dates.second.late);
  if (early && dates.second.early) early = std::max(*early, *dates.second.early);
  if (!late || !early) late = early = std::nullopt;
  instance.due = late ? late->day : kNoDate;
  instance.due_minute = late ? late->minute : kDayEnd;
  instance.due_early = early ? early->day : kNoDate;
  instance.due_early_minute = early ? early->minute : kDayEnd;
  if (before != Instant{instance.due, instance.due_minute}) note(Step::Kind::kDated, index);
}

// Dates that hang on what has just changed, for every instance whose scope has not closed.
void Advance::date_anew(std::uint32_t duty, bool by_clock) {
  by_clock_ = by_clock;
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    const Instance& instance = state_.instances[i];
    if (instance.duty != duty || !instance.scope_open || instance.dropped) continue;
    // A count forwards has reached the due day: what stops later does not move it.
    const bool over = instance.due != kNoDate && instance.due < state_.today;
    if (by_clock && over && !program_.duties[duty].moves_late) continue;
    date(i);
    judge(i);
  }
  by_clock_ = false;
}

}  // namespace proviso::run
