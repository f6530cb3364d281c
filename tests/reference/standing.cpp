// SPDX-License-Identifier: Apache-2.0
// Section 7.8: `ensure that C from M until U`, looked at at the end of each day.
#include <algorithm>

#include "tests/reference/duties.h"
#include "tests/reference/expressions.h"

namespace proviso::reference {

using model::DutyId;

namespace {

/// What the condition was when it was last looked at today.
Truth at_the_end(const Case& c, DutyId id) {
  const auto& that = *c.framework[id].that;
  const TruthLog::Day* today = c.logs.at(&that).on(c.today());
  return today != nullptr ? today->last : truth(c, that);
}

void fail(Case& c, DutyId id, Instance& instance, Date day) {
  if (is_excused(c, id)) {
    settle(instance, DutyStatus::kPending, std::nullopt);
    instance.open_day.reset();
    return;
  }
  if (instance.doubtful) {
    if (instance.status != DutyStatus::kUndecided) settle(instance, DutyStatus::kUndecided, c.today());
    instance.open_day = day;
    return;
  }
  instance.failed_on = day;
  instance.open_day.reset();
  settle(instance, DutyStatus::kMissed, c.today());
  instance.stale = true;
  refresh(c, id, instance);
}

}  // namespace

void end_of_day(Case& c, DutyId id, Instance& instance) {
  if (instance.status == DutyStatus::kMissed) {
    if (instance.failed_on == c.today() || at_the_end(c, id) != Truth(true)) return;
    instance.done = c.today();
    settle(instance, DutyStatus::kKeptLate, c.today());
    if (!instance.closed.has_value() && !instance.runs_on) stand_again(c, id, instance);
    return;
  }
  const bool open = instance.status == DutyStatus::kPending || instance.status == DutyStatus::kUndecided;
  const auto& from = instance.dates.anchor;
  if (!open || instance.closed.has_value() || !from.has_value() || c.today() < *from) return;
  const auto until = instance.dates.until;
  const bool after_until = until.has_value() && c.today() > *until;
  if (instance.status == DutyStatus::kUndecided || !after_until) {
    const Truth held = at_the_end(c, id);
    const Date first_open = instance.open_day.value_or(c.today());
    if (held == Truth(true) && instance.status == DutyStatus::kUndecided) {
      settle(instance, DutyStatus::kPending, std::nullopt);
      instance.open_day.reset();
    } else if (held == Truth(false)) {
      fail(c, id, instance, first_open);
    } else if (!held.has_value() && instance.status == DutyStatus::kPending) {
      instance.open_day = c.today();
      settle(instance, DutyStatus::kUndecided, c.today());
    }
  }
  if (instance.status == DutyStatus::kPending && until.has_value() && c.today() >= *until) {
    settle(instance, DutyStatus::kKept, c.today());
  }
}

}  // namespace proviso::reference
