// SPDX-License-Identifier: Apache-2.0
// The status of instances: what a verdict, an excuse and the passing of time make of it.
#include <algorithm>

#include "engine/run/advance.h"

namespace proviso::run {

using model::LimitKind;
using program::DutyRow;

// What an excuse makes of a miss; with `as soon as practicable` it only takes the limit away.
void Advance::give_excuse(std::uint32_t index, Verdict& found) {
  Instance& instance = state_.instances[index];
  const DutyRow& row = program_.duties[instance.duty];
  const bool missed = found.status == DutyStatus::kMissed || found.status == DutyStatus::kKeptLate;
  if (!missed || found.judged || row.excuse.empty() || row.modality == Modality::kMay) return;
  const bool was_missed = instance.status == DutyStatus::kMissed || instance.status == DutyStatus::kKeptLate;
  Doubt doubt;
  if (!instance.excused && !was_missed) {
    instance.excused = holds(program_, history_, state_, row.excuse, doubt) == Truth::kYes;
  }
  if (!instance.excused) return;
  if (row.limit.practicable && !found.at_once && !found.for_good && !instance.limitless) {
    instance.limitless = true;
    instance.excused = false;
    date(index);
    found = verdict(index);
    return;
  }
  found.status = DutyStatus::kExcused;
}

void Advance::judge(std::uint32_t index) {
  Instance& instance = state_.instances[index];
  const DutyRow& row = program_.duties[instance.duty];
  if (instance.dropped || row.standing || row.limit.kind == LimitKind::kOnWeekday) return;
  if (instance.status == DutyStatus::kExcused) return;
  if (instance.unapplied) {
    if (!instance.scope_open && instance.status == DutyStatus::kPending) settle(index, DutyStatus::kLapsed);
    return;
  }
  if (instance.settled_for_good) {
    if (instance.excused && instance.status == DutyStatus::kMissed) settle(index, DutyStatus::kExcused);
    return;
  }
  if (instance.via != kNone && scope_certain(row.scope) && instance.scope_open) instance.via = kNone;
  Verdict found = verdict(index);
  give_excuse(index, found);
  instance.settled_for_good = found.for_good;
  instance.count = found.count;
  instance.out_of_time = found.out_of_time;
  instance.judge_by = found.judge_by;
  instance.act_occurrence = found.act;
  instance.done = found.act == kNone ? kNoDate : history_.occurrences[found.act].on;
  if (found.doubt) instance.doubt = found.doubt;
  // `every … until`: what is due after the end lapses as soon as the end is known.
  if (row.limit.kind == LimitKind::kEvery && row.limit.until != program::kNone && instance.due != kNoDate &&
      instance.scope_open && found.status == DutyStatus::kPending) {
    const MomentDate until = further_moment(program_, history_, state_, index, row.limit.until);
    if (until.date != kNoDate && instance.due > until.date) {
      instance.scope_open = false;
      instance.closed = state_.today;
      instance.closed_minute = state_.minute;
      settle(index, DutyStatus::kLapsed);
      return;
    }
  }
  if (found.status != instance.status) settle(index, found.status);
}

std::uint32_t Advance::owed_by(const Instance& instance) const {
  const DutyRow& row = program_.duties[instance.duty];
  if (row.owing == model::Owing::Kind::kParty) return row.party;
  if (row.owing == model::Owing::Kind::kEach) return instance.party;
  const Value party = fact_value(program_, history_, state_, row.party).value;
  return party.known() ? static_cast<std::uint32_t>(party.payload) : kNone;
}

void Advance::settle(std::uint32_t index, DutyStatus status) {
  Instance& instance = state_.instances[index];
  instance.status = status;
  status_changed_ = true;
  // What is not shown while it waits is shown once something has come of it.
  if (instance.hidden && !instance.dropped && status != DutyStatus::kPending && status != DutyStatus::kLapsed) {
    instance.hidden = false;
    note(Step::Kind::kArose, index);
  }
  instance.settled = status == DutyStatus::kPending ? kNoDate : state_.today;
  // A duty can change hands; who owed it when it was settled stays on record.
  if (program_.duties[instance.duty].owing == model::Owing::Kind::kFact) {
    instance.party = status == DutyStatus::kPending ? kNone : owed_by(instance);
  }
  if (!instance.hidden) note(Step::Kind::kSettled, index, status);
}

// ---- time

// The day at whose end the passing of time may change the instance's status; kNoDate: none.
Date Advance::next_judging(const Instance& instance) const {
  const DutyRow& row = program_.duties[instance.duty];
  if (instance.dropped || instance.due == kNoDate) return kNoDate;
  if (instance.status == DutyStatus::kPending) return row.negated ? instance.due : instance.due_early;
  const bool between =
      instance.status == DutyStatus::kUndecided && instance.due >= state_.today && instance.due != instance.due_early;
  return between ? instance.due : kNoDate;
}

// Everything that is over with this day, in the order of the duties, then as it arose. What standing duties ask for is
// as it was before anything was over.
void Advance::expire(Date day) {
  struct Expiring {
    std::uint32_t instance;
    Truth that;
    Doubt doubt;
  };
  std::vector<Expiring> expiring;
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    const DutyRow& row = program_.duties[state_.instances[i].duty];
    const Date next = row.standing ? next_standing(i) : next_judging(state_.instances[i]);
    if (next == kNoDate || next > day) continue;
    Expiring one{i, Truth::kYes, {}};
    if (row.standing) one.that = holds(program_, history_, state_, row.that, one.doubt);
    expiring.push_back(one);
  }
  std::stable_sort(expiring.begin(), expiring.end(), [&](const Expiring& a, const Expiring& b) {
    return state_.instances[a.instance].duty < state_.instances[b.instance].duty;
  });
  for (const Expiring& one : expiring) {
    const DutyRow& row = program_.duties[state_.instances[one.instance].duty];
    if (row.standing) {
      end_standing(one.instance, day, one.that, one.doubt);
      continue;
    }
    by_clock_ = true;
    if (!row.stops.empty() && state_.instances[one.instance].scope_open) date(one.instance);
    by_clock_ = false;
    judge(one.instance);
  }
}

}  // namespace proviso::run
