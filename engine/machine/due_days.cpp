// SPDX-License-Identifier: Apache-2.0
// By the date function that every deadline is set by.
#include <algorithm>

#include "engine/machine/machine.h"
#include "engine/run/dates.h"

namespace proviso::machine {

Day DueDays::find(Day anchor) {
  run::History history(*program_);
  const program::DutyRow& row = program_->duties[duty_];
  history.add(program_->event_lists[program_->moments[row.limit.moment].events.begin], date_of(anchor));
  run::CaseState state;
  state.today = date_of(anchor);
  state.tallies.assign(program_->events.size(), {});
  run::Instance& instance = state.instances.emplace_back();
  instance.duty = duty_;
  instance.arose = instance.anchor = date_of(anchor);
  instance.arose_by = instance.anchor_occurrence = 0;
  const run::Dates dates = run::dates_of(*program_, history, state, 0);
  Day due = kUndatable;
  // A day before the anchor comes of a roll or an amount of nothing: the executor sees to that.
  if (!dates.doubt && dates.first.late && dates.first.late->minute == kDayEnd) {
    const Day found = day_of(dates.first.late->day);
    if (found >= anchor) due = found;
  }
  // Room for some years around the first day that is asked for, so that little memory is touched.
  constexpr std::size_t kRoom = 1024;
  if (due_.empty()) first_ = anchor;
  if (anchor < first_) {
    const std::size_t more = std::min<std::size_t>(first_, first_ - anchor + kRoom);
    due_.insert(due_.begin(), more, Day{0});
    first_ -= more;
  }
  const std::size_t at = anchor - first_;
  if (at >= due_.size()) due_.resize(at + kRoom);
  return due_[at] = due;
}

}  // namespace proviso::machine
