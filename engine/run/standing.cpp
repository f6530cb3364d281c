// SPDX-License-Identifier: Apache-2.0
// Standing duties: a condition that must be yes at the end of every day.
#include <algorithm>

#include "engine/run/advance.h"

namespace proviso::run {

// The last day on which it is owed; kNoDate: none, or not known yet.
Date Advance::end_of_standing(std::uint32_t index) const {
  const std::uint32_t until = program_.duties[state_.instances[index].duty].limit.until;
  return until == program::kNone ? kNoDate : further_moment(program_, history_, state_, index, until).date;
}

// The day at whose end the instance comes to a change as things stand; kNoDate: none.
Date Advance::next_standing(std::uint32_t index) const {
  const Instance& instance = state_.instances[index];
  const program::DutyRow& row = program_.duties[instance.duty];
  const bool owed = instance.status == DutyStatus::kMissed && !instance.over;
  // What was missed ends by the condition alone.
  if ((!instance.scope_open && !owed) || instance.dropped || (instance.anchor == kNoDate && !owed)) return kNoDate;
  Doubt doubt;
  const Truth truth = holds(program_, history_, state_, row.that, doubt);
  const Date next = std::max(instance.anchor, state_.today);
  const Date until = end_of_standing(index);
  switch (instance.status) {
    case DutyStatus::kPending:
      if (truth != Truth::kYes) return next;
      return until == kNoDate ? kNoDate : std::max(until, next);
    case DutyStatus::kUndecided:
      return truth == Truth::kUnknown ? kNoDate : next;
    case DutyStatus::kMissed:
      return truth == Truth::kYes ? state_.today : kNoDate;
    default:
      return kNoDate;
  }
}

void Advance::end_standing(std::uint32_t index, Date day, Truth truth, Doubt doubt) {
  const std::uint32_t duty = state_.instances[index].duty;
  const program::DutyRow& row = program_.duties[duty];
  if (state_.instances[index].status != DutyStatus::kMissed && state_.instances[index].anchor > day) return;
  Doubt excuse_doubt;
  const bool excused =
      !row.excuse.empty() && holds(program_, history_, state_, row.excuse, excuse_doubt) == Truth::kYes;
  const auto miss = [&](Date since) {
    Instance& instance = state_.instances[index];
    const bool doubtful = instance.applies_unknown || instance.via != kNone || instance.unheld;
    if (!doubtful) {
      instance.due = instance.due_early = since;
      return settle(index, DutyStatus::kMissed);
    }
    instance.open_since = since;
    if (!instance.doubt) instance.doubt = {Doubt::Kind::kEvent, instance.via};
    if (instance.status != DutyStatus::kUndecided) settle(index, DutyStatus::kUndecided);
  };
  Instance& instance = state_.instances[index];
  const Date until = end_of_standing(index);
  const bool ended = until != kNoDate && until < day;
  if (instance.status == DutyStatus::kUndecided) {
    if (truth == Truth::kUnknown) return;
    if (truth == Truth::kNo && !excused) return miss(instance.open_since);
    instance.open_since = kNoDate;
    settle(index, DutyStatus::kPending);
  }
  if (instance.status == DutyStatus::kPending) {
    if (truth == Truth::kUnknown && !ended) {
      instance.open_since = day;
      instance.doubt = doubt;
      settle(index, DutyStatus::kUndecided);
      return;
    }
    if (truth == Truth::kNo && !ended && !excused) return miss(day);
    if (until != kNoDate && until <= day) settle(index, DutyStatus::kKept);
    return;
  }
  if (instance.status != DutyStatus::kMissed || truth != Truth::kYes) return;
  instance.done = day;
  settle(index, DutyStatus::kKeptLate);
  if (!instance.scope_open) return;
  const Date next_day = day + std::chrono::days{1};
  if (until != kNoDate && next_day > until) return;
  // What holds again is owed on from the next day.
  arm_next(index, next_day);
}

}  // namespace proviso::run
