// SPDX-License-Identifier: Apache-2.0
// By the date function that every deadline is set by.
#include <algorithm>
#include <optional>

#include "engine/machine/machine.h"
#include "engine/run/dates.h"

namespace proviso::machine {
namespace {

/// The last instant in time of an instance that an event of that day brings about.
/// @param minute  of the event; run::kNoTime: it has no time of day
std::optional<Instant> due_of(const program::Program& program, std::uint32_t duty, Day anchor, std::int32_t minute) {
  run::History history(program);
  const program::DutyRow& row = program.duties[duty];
  history.add(program.event_lists[program.moments[row.limit.moment].events.begin], date_of(anchor));
  history.occurrences.back().minute = minute;
  run::CaseState state;
  state.today = date_of(anchor);
  state.tallies.assign(program.events.size(), {});
  run::Instance& instance = state.instances.emplace_back();
  instance.duty = duty;
  instance.arose = instance.anchor = date_of(anchor);
  instance.arose_by = instance.anchor_occurrence = 0;
  const run::Dates dates = run::dates_of(program, history, state, 0);
  return dates.doubt ? std::nullopt : dates.first.late;
}

}  // namespace

void DueMinutes::find(Day day) {
  if (day >= due_.size()) due_.resize(day + 1024U);
  due_[day] = kUndatableAt<Minute>;
  // No number of hours leads from this minute to the end of a day, where limits in days end.
  constexpr std::int32_t kMinute = kDayEnd - 1;
  const std::optional<Instant> late = due_of(*program_, duty_, day, kMinute);
  const Day last = late ? day_of(late->day) : Day{0};
  if (last == 0 || last < day) return;
  const Minute due = minute_at(last, late->minute);
  due_[day] = late->minute == kDayEnd ? due : kFromAnchor | (due - minute_at(day, kMinute));
}

Day DueDays::find(Day anchor) {
  const std::optional<Instant> late = due_of(*program_, duty_, anchor, run::kNoTime);
  Day due = kUndatable;
  // A day before the anchor comes of a roll or an amount of nothing: the executor sees to that.
  if (late && late->minute == kDayEnd) {
    const Day found = day_of(late->day);
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
