// SPDX-License-Identifier: Apache-2.0
// What an act does to the instances of a duty, and how limits are judged that an event decides.
#include <algorithm>

#include "engine/run/advance.h"

namespace proviso::run {

using model::LimitKind;
using program::DutyRow;
using program::MomentRow;

// ---- acts

bool Advance::discharge(std::uint32_t duty, std::uint32_t occurrence) {
  const DutyRow& row = program_.duties[duty];
  const bool possible = scope_possible(row);
  Doubt doubt;
  const Truth counts = holds(program_, history_, state_, row.condition, doubt);
  if (counts == Truth::kNo) return false;
  if (row.limit == LimitKind::kOnWeekday) {
    return possible && act_on_weekday(duty, occurrence);
  }
  bool taken = possible;
  bool awaited = false;
  bool owed = false;
  const auto count = static_cast<std::uint32_t>(state_.instances.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    Instance& instance = state_.instances[i];
    if (instance.duty != duty) continue;
    const bool was_missed = instance.status == DutyStatus::kMissed && instance.done == kNoDate;
    awaited = awaited || instance.awaiting;
    owed = owed || was_missed;
    taken = taken || was_missed;
    act(i, occurrence, counts == Truth::kYes, doubt);
  }
  // The first act towards the next occurrence of the event that a duty is judged on.
  if (row.judged_on_event && possible && !awaited && !owed &&
      program_.moments[row.moment].base == MomentRow::Base::kEvents) {
    const bool open = std::any_of(state_.instances.begin(), state_.instances.end(), [&](const Instance& instance) {
      return instance.duty == duty && instance.status == DutyStatus::kPending;
    });
    const bool settled_now = std::any_of(
        state_.instances.begin(), state_.instances.end(),
        [&](const Instance& instance) { return instance.duty == duty && instance.act_occurrence == occurrence; });
    if (!open && !settled_now) {
      const std::uint32_t index = await(duty);
      state_.instances[index].hidden = true;  // shown only once its event comes
      act(index, occurrence, counts == Truth::kYes, doubt);
    }
  }
  return taken;
}

void Advance::act_on_awaiting(Instance& instance, std::uint32_t occurrence) {
  const DutyRow& row = program_.duties[instance.duty];
  const bool latest = row.limit == LimitKind::kOnTheDayOf;
  if (instance.done != kNoDate && !latest) return;
  instance.done = state_.today;
  instance.act_occurrence = occurrence;
}

void Advance::act(std::uint32_t index, std::uint32_t occurrence, bool certain, Doubt doubt) {
  Instance& instance = state_.instances[index];
  const DutyRow& row = program_.duties[instance.duty];
  const Date today = state_.today;
  const auto doubtful = [&] {
    instance.doubt = doubt;
    ++instance.uncertain_count;
  };
  // Whether a miss would hang on something not known: the applicability, or the stage the duty stands in.
  const auto doubtful_miss = [&] {
    if (!instance.doubt && instance.via != kNone) instance.doubt = {Doubt::Kind::kEvent, instance.via};
    return instance.applies_unknown || instance.via != kNone;
  };
  const auto done = [&](DutyStatus status) {
    instance.done = today;
    instance.act_occurrence = occurrence;
    settle(index, status, today);
  };
  if (instance.awaiting && instance.status == DutyStatus::kPending) {
    if (!certain) {
      doubtful();
      return;
    }
    act_on_awaiting(instance, occurrence);
    const bool forbidden_now = row.negated && program_.moments[row.moment].offsets.empty() &&
                               (row.limit == LimitKind::kBy || row.limit == LimitKind::kBefore);
    if (forbidden_now) settle(index, DutyStatus::kMissed, today);
    return;
  }
  const bool early = instance.opens != kNoDate && today < instance.opens;
  const bool in_time = !early && (instance.due == kNoDate || today <= instance.due);
  const bool counted = row.limit == LimitKind::kAtLeast;
  switch (instance.status) {
    case DutyStatus::kPending:
      if (!instance.scope_open && !instance.on_anchor_day) return;
      if (counted) {
        if (today <= instance.anchor) return;  // occurrences on the moment's own day do not count
        if (!certain) {
          doubtful();
          return;
        }
        if (++instance.count < row.times) return;
      } else if (!certain) {
        doubtful();
        return;
      }
      if (row.negated) {
        if (in_time) done(doubtful_miss() ? DutyStatus::kUndecided : DutyStatus::kMissed);
      } else if (in_time) {
        done(DutyStatus::kKept);
      } else if (row.modality == Modality::kMay) {
        instance.out_of_time = occurrence;
      } else if (early && row.limit == LimitKind::kNoSooner) {
        done(doubtful_miss() ? DutyStatus::kUndecided : DutyStatus::kMissed);
      }
      return;
    case DutyStatus::kMissed:
      if (row.negated || instance.done != kNoDate || !certain) return;
      if (counted && (today <= instance.anchor || ++instance.count < row.times)) return;
      done(DutyStatus::kKeptLate);
      return;
    case DutyStatus::kUnused:
      if (certain) instance.out_of_time = occurrence;
      return;
    case DutyStatus::kUndecided:
      if (!certain || instance.done != kNoDate || row.negated || !instance.scope_open) return;
      if (counted && (instance.anchor == kNoDate || today <= instance.anchor || ++instance.count < row.times)) return;
      instance.done = today;
      instance.act_occurrence = occurrence;
      // A held act in time keeps the duty whatever else is not held.
      if (instance.anchor != kNoDate && !instance.awaiting && in_time && instance.due != kNoDate) {
        settle(index, DutyStatus::kKept, today);
      }
      return;
    case DutyStatus::kKept:
    case DutyStatus::kKeptLate:
    case DutyStatus::kExcused:
    case DutyStatus::kLapsed:
      return;
  }
}

// `on a Monday`: each act is judged by itself.
bool Advance::act_on_weekday(std::uint32_t duty, std::uint32_t occurrence) {
  const DutyRow& row = program_.duties[duty];
  const std::uint32_t index = arm(duty, occurrence, state_.today);
  if (index == kNone) return true;
  Instance& instance = state_.instances[index];
  if (instance.status != DutyStatus::kPending) return true;
  const bool right_day = std::chrono::weekday{state_.today} == row.weekday;
  const bool kept = right_day != row.negated;
  if (row.modality == Modality::kMay && !kept) {
    instance.out_of_time = occurrence;
    settle(index, DutyStatus::kUnused, state_.today);
    return true;
  }
  instance.done = state_.today;
  instance.act_occurrence = occurrence;
  Doubt doubt;
  const bool counts = holds(program_, history_, state_, row.condition, doubt) == Truth::kYes;
  if (!counts) instance.doubt = doubt;
  if (instance.via != kNone && !instance.doubt) instance.doubt = {Doubt::Kind::kEvent, instance.via};
  settle(index, kept ? DutyStatus::kKept : instance.doubt ? DutyStatus::kUndecided : DutyStatus::kMissed, state_.today);
  return true;
}

// ---- limits that an event decides

// The event of `before E`, `by E`, `on the day of E`, `no sooner than E` has come: the instance gets its dates.
bool Advance::judge_on_event(std::uint32_t duty, std::uint32_t occurrence) {
  const DutyRow& row = program_.duties[duty];
  std::uint32_t index = kNone;
  bool judged = false;
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    const Instance& instance = state_.instances[i];
    if (instance.duty != duty) continue;
    if (instance.awaiting && instance.status != DutyStatus::kLapsed) index = i;
    judged = judged || !instance.awaiting;
  }
  if (program_.moments[row.moment].base == MomentRow::Base::kFirst && judged) return true;
  Doubt doubt;
  const Truth applies = holds(program_, history_, state_, row.applies_if, doubt);
  if (applies == Truth::kNo) {
    if (index != kNone) {
      state_.instances[index].awaiting = false;
      state_.instances[index].hidden = true;
      state_.instances[index].status = DutyStatus::kLapsed;
    }
    return true;
  }
  if (index == kNone) index = await(duty);
  Instance& instance = state_.instances[index];
  const bool was_hidden = instance.hidden;
  instance.awaiting = false;
  instance.hidden = false;
  instance.anchor = state_.today;
  instance.anchor_occurrence = occurrence;
  if (applies == Truth::kUnknown) {
    instance.applies_unknown = true;
    if (!instance.doubt) instance.doubt = doubt;
  }
  apply_window(instance, row);
  if (was_hidden) note(Step::Kind::kArose, index);
  instance.on_anchor_day = instance.due == state_.today;
  if (instance.doubt.kind == Doubt::Kind::kCalendar && instance.status == DutyStatus::kPending) {
    settle(index, DutyStatus::kUndecided, state_.today);
    return true;
  }
  judge(index);
  return true;
}

// Settles an instance whose dates have just become known against what was done before.
void Advance::judge(std::uint32_t index) {
  Instance& instance = state_.instances[index];
  const DutyRow& row = program_.duties[instance.duty];
  if (instance.status == DutyStatus::kMissed) return;  // a prohibition broken before its event came
  const bool was_done = instance.done != kNoDate;
  const bool early = was_done && instance.opens != kNoDate && instance.done < instance.opens;
  const bool late = was_done && instance.due != kNoDate && instance.done > instance.due;
  const bool over = instance.due != kNoDate && instance.due < state_.today;
  const bool doubtful = instance.applies_unknown || instance.via != kNone;
  if (instance.status == DutyStatus::kUndecided) {
    // Undecided for want of a held act or anchor; a held act in time decides it all the same.
    if (was_done && !early && !late && !row.negated && not_held_in(program_.moments[row.moment].events) == kNone) {
      settle(index, DutyStatus::kKept, state_.today);
    }
    return;
  }
  if (row.negated) {
    if (was_done && !early && !late) {
      settle(index, doubtful ? DutyStatus::kUndecided : DutyStatus::kMissed, state_.today);
    } else {
      instance.done = kNoDate;
      instance.act_occurrence = kNone;
      if (over) expire(index, state_.today);
    }
    return;
  }
  if (!was_done) {
    if (over) expire(index, state_.today);
    return;
  }
  if (!early && !late) {
    settle(index, DutyStatus::kKept, state_.today);
    return;
  }
  if (row.modality == Modality::kMay) {
    instance.out_of_time = instance.act_occurrence;
    instance.done = kNoDate;
    instance.act_occurrence = kNone;
    if (over) expire(index, state_.today);
    return;
  }
  if (early && row.limit == LimitKind::kOnTheDayOf) {  // an act on another day says nothing about this one
    instance.done = kNoDate;
    instance.act_occurrence = kNone;
    if (over) expire(index, state_.today);
    return;
  }
  if (doubtful) {
    if (!instance.doubt) instance.doubt = {Doubt::Kind::kEvent, instance.via};
    settle(index, DutyStatus::kUndecided, state_.today);
  } else {
    settle(index, late ? DutyStatus::kKeptLate : DutyStatus::kMissed, state_.today);
  }
}

// The event that only `no later than` names has come: pending instances get their last day.
bool Advance::date_second(std::uint32_t duty) {
  const DutyRow& row = program_.duties[duty];
  bool taken = scope_possible(row);
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    Instance& instance = state_.instances[i];
    if (instance.duty != duty || instance.awaiting || instance.status != DutyStatus::kPending) continue;
    const Date before = instance.due;
    apply_window(instance, row);
    taken = true;
    if (instance.due != before && instance.due < state_.today) judge(i);
  }
  return taken;
}

}  // namespace proviso::run
