// SPDX-License-Identifier: Apache-2.0
#include "engine/run/lateness.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/civil_date.h"

namespace proviso::run {
namespace {

constexpr std::int32_t kHour = 60;
constexpr std::int32_t kToldInHours = 2 * kDayEnd;

std::string counted(std::int32_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::int32_t shown_minutes(Instant from, Instant to) {
  return static_cast<std::int32_t>((to.day - from.day).count()) * kDayEnd + to.minute - from.minute;
}

// By real hours: between the two the clocks may have been put forward or back.
std::int32_t minutes_between(const Calendars& calendars, Instant from, Instant to) {
  const std::int32_t shown = shown_minutes(from, to);
  if (!calendars.zone) return shown;
  const std::int32_t hours = shown / kHour;
  const auto reached = calendars.zone->plus_hours(from, hours);
  return reached ? shown - (shown_minutes(from, *reached) - hours * kHour) : shown;
}

}  // namespace

std::optional<Lateness> lateness_of(const program::Program& program, const History& history, const CaseState& state,
                                    const Instance& instance, std::uint32_t act) {
  if (act == kNone) act = instance.act_occurrence;
  const Date done = act == kNone ? instance.done : history.occurrences[act].on;
  // When the case is closed nothing is owed any more.
  const Date closed = state.parts[program.part_of(program.duties[instance.duty].scope)].closed;
  const Date now = closed == kNoDate ? state.today : std::min(state.today, closed);
  const Date day = done == kNoDate ? now : done;
  const Calendar* calendar = program.calendars.working.get();
  if (instance.opens != kNoDate && done != kNoDate && done < instance.opens) {
    return lateness(calendar, instance.opens, done);
  }
  if (instance.due == kNoDate || day < instance.due) return std::nullopt;
  Lateness late = lateness(calendar, instance.due, day);
  const std::int32_t minute = act == kNone ? kNoTime : history.occurrences[act].minute;
  if (instance.due_minute != kDayEnd && minute != kNoTime) {
    late.minutes = minutes_between(program.calendars, {instance.due, instance.due_minute}, {day, minute});
    if (*late.minutes < 0) late.minutes.reset();
  }
  return late;
}

std::string lateness_words(const Lateness& late) {
  if (late.minutes && *late.minutes < kToldInHours) {
    const std::int32_t hours = *late.minutes / kHour;
    const std::int32_t minutes = *late.minutes % kHour;
    std::string text = hours == 0 ? std::string() : counted(hours, "hour");
    if (hours > 0 && minutes > 0) text += " and ";
    if (minutes > 0 || hours == 0) text += counted(minutes, "minute");
    return text + " late";
  }
  // On days that do not count there is no working day to speak of.
  const bool working = late.working_days && *late.working_days != 0;
  const std::int32_t amount = working ? *late.working_days : late.calendar_days;
  if (amount == 0) return "less than a day late";
  return fmt::format("{} {}", counted(amount < 0 ? -amount : amount, working ? "working day" : "calendar day"),
                     amount < 0 ? "too early" : "late");
}

std::string long_instant(Date day, std::int32_t minute) {
  return minute == kDayEnd ? long_date(day) : fmt::format("{} at {}", long_date(day), clock_time(minute));
}

std::string weekday_instant(Date day, std::int32_t minute) {
  return minute == kDayEnd ? weekday_date(day) : fmt::format("{} at {}", weekday_date(day), clock_time(minute));
}

}  // namespace proviso::run
