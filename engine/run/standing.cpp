// SPDX-License-Identifier: Apache-2.0
// Standing duties: a condition that must be yes at the end of every day.
#include <algorithm>

#include "engine/run/advance.h"

namespace proviso::run {

// The day at whose end the instance comes to a change as things stand; kNoDate: none.
Date Advance::next_standing(std::uint32_t index) const {
  const Instance& instance = state_.instances[index];
  const program::DutyRow& row = program_.duties[instance.duty];
  if (!instance.scope_open || instance.dropped || instance.anchor == kNoDate) return kNoDate;
  Doubt doubt;
  const Truth truth = holds(program_, history_, state_, row.that, doubt);
  const Date next = std::max(instance.anchor, state_.today);
  switch (instance.status) {
    case DutyStatus::kPending:
      if (truth != Truth::kYes) return next;
      return instance.due == kNoDate ? kNoDate : std::max(instance.due, next);
    case DutyStatus::kUndecided:
      return truth == Truth::kUnknown ? kNoDate : next;
    case DutyStatus::kMissed:
      return truth == Truth::kYes ? next : kNoDate;
    default:
      return kNoDate;
  }
}

void Advance::end_standing(std::uint32_t index, Date day) {
  const std::uint32_t duty = state_.instances[index].duty;
  const program::DutyRow& row = program_.duties[duty];
  if (state_.instances[index].anchor > day) return;
  Doubt doubt;
  const Truth truth = holds(program_, history_, state_, row.that, doubt);
  Doubt excuse_doubt;
  const auto excused = [&] {
    return !row.excuse.empty() && holds(program_, history_, state_, row.excuse, excuse_doubt) == Truth::kYes;
  };
  const auto miss = [&](Date since) {
    Instance& instance = state_.instances[index];
    instance.due = instance.due_early = since;
    const bool doubtful = instance.applies_unknown || instance.via != kNone || instance.unheld;
    if (doubtful && !instance.doubt) instance.doubt = {Doubt::Kind::kEvent, instance.via};
    settle(index, doubtful ? DutyStatus::kUndecided : DutyStatus::kMissed);
    instance.settled_for_good = doubtful;
  };
  Instance& instance = state_.instances[index];
  if (instance.settled_for_good) return;
  if (instance.status == DutyStatus::kUndecided) {
    if (truth == Truth::kUnknown) return;
    if (truth == Truth::kNo && !excused()) return miss(instance.open_since);
    instance.open_since = kNoDate;
    instance.doubt = {};
    settle(index, DutyStatus::kPending);
    date(index);
  }
  if (instance.status == DutyStatus::kPending) {
    if (truth == Truth::kUnknown && !excused()) {
      instance.open_since = day;
      instance.doubt = doubt;
      settle(index, DutyStatus::kUndecided);
      return;
    }
    if (truth == Truth::kNo && !excused()) return miss(day);
    if (instance.due != kNoDate && instance.due <= day) settle(index, DutyStatus::kKept);
    return;
  }
  if (instance.status != DutyStatus::kMissed || truth != Truth::kYes) return;
  instance.done = day;
  settle(index, DutyStatus::kKeptLate);
  const Date next_day = day + std::chrono::days{1};
  Date until = kNoDate;
  if (row.limit.until != program::kNone) {
    until = further_moment(program_, history_, state_, index, row.limit.until).date;
  }
  if (until != kNoDate && next_day > until) return;
  // What held again is owed on from the next day.
  const std::uint32_t party = row.owing == model::Owing::Kind::kEach ? state_.instances[index].party : kNone;
  const std::uint32_t round = state_.instances[index].round;
  const std::uint32_t next = add_instance(duty, kNone);
  Instance& follower = state_.instances[next];
  follower.party = party;
  follower.round = round;
  follower.renewed = true;
  follower.anchor = next_day;
  date(next);
  note(Step::Kind::kArose, next);
}

}  // namespace proviso::run
