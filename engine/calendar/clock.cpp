// SPDX-License-Identifier: Apache-2.0
#include "engine/calendar/clock.h"

#include <algorithm>

namespace proviso {
namespace {

constexpr Date kLatest{std::chrono::year{9999} / std::chrono::December / 31};

std::optional<Date> plus_days(Date day, std::int64_t days) {
  const std::int64_t number = std::int64_t{day.time_since_epoch().count()} + days;
  if (number > kLatest.time_since_epoch().count()) return std::nullopt;
  return Date{std::chrono::days{static_cast<std::chrono::days::rep>(number)}};
}

// Calls with each part of the stopped days in (after, until].
template <typename Call>
void each_part(Stops stops, Date after, Date until, Call call) {
  const Date from = after + std::chrono::days{1};
  for (const StoppedDays& days : stops) {
    if (days.first > until) break;
    const Date first = std::max(days.first, from);
    const Date last = std::min(days.last, until);
    if (first <= last) call(first, last);
  }
}

std::int64_t stopped_days(Stops stops, Date after, Date until) {
  std::int64_t sum = 0;
  each_part(stops, after, until, [&](Date first, Date last) { sum += (last - first).count() + 1; });
  return sum;
}

// The n-th day after `from` that counts and is not stopped.
std::optional<Date> nth_running(const Calendar* calendar, Date from, std::int32_t n, Stops stops) {
  if (calendar == nullptr) return std::nullopt;
  std::optional<Date> at = calendar->nth_after(from, n);
  while (at) {
    std::int64_t left_out = 0;
    each_part(stops, from, *at, [&](Date first, Date last) {
      left_out += calendar->counted_between(first - std::chrono::days{1}, last).value_or(0);
    });
    const std::int64_t wanted = n + left_out;
    if (wanted > INT32_MAX) return std::nullopt;
    const std::optional<Date> next = calendar->nth_after(from, static_cast<std::int32_t>(wanted));
    if (next == at) break;
    at = next;
  }
  return at;
}

std::optional<Instant> plus_hours(const TimeZone* zone, Instant from, std::int64_t hours) {
  if (zone != nullptr) return zone->plus_hours(from, hours);
  const std::int64_t minutes = from.minute + hours * 60;
  const std::int64_t days = minutes > 0 ? (minutes - 1) / kDayEnd : 0;
  const std::optional<Date> day = plus_days(from.day, days);
  return day ? std::optional<Instant>({*day, static_cast<std::int32_t>(minutes - days * kDayEnd)}) : std::nullopt;
}

}  // namespace

std::optional<Date> pushed_on(Date start, Date date, Stops stops) {
  std::optional<Date> at = date;
  while (at && !stops.empty()) {
    const std::optional<Date> next = plus_days(date, *at > start ? stopped_days(stops, start, *at) : 0);
    if (next == at) break;
    at = next;
  }
  return at;
}

std::optional<Instant> count_on(const Calendars& calendars, Instant from, Duration duration, Counting counting,
                                Stops stops) {
  if (duration.unit == Unit::kHours) {
    const std::optional<Instant> plain = plus_hours(calendars.zone.get(), from, duration.amount);
    const std::optional<Date> day = plain ? pushed_on(from.day, plain->day, stops) : std::nullopt;
    return day ? std::optional<Instant>({*day, plain->minute}) : std::nullopt;
  }
  const Calendar* calendar = calendars.of(duration);
  if (stops.empty() || counting == Counting::kBefore) {
    const auto day = count_from(calendar, from.day, duration, counting);
    return day ? std::optional<Instant>({*day, from.minute}) : std::nullopt;
  }
  const Date eve = from.day - std::chrono::days{1};
  const bool with_own_day = counting == Counting::kBeginningWith;
  std::optional<Date> day;
  switch (duration.unit) {
    case Unit::kWorkingDays:
    case Unit::kNamedDays:
      day = nth_running(calendar, with_own_day ? eve : from.day, duration.amount, stops);
      break;
    case Unit::kCalendarDays:
    case Unit::kWeeks: {
      const Date start = with_own_day ? eve : from.day;
      const auto plain = plus_days(start, std::int64_t{duration.amount} * (duration.unit == Unit::kWeeks ? 7 : 1));
      day = plain ? pushed_on(start, *plain, stops) : std::nullopt;
      break;
    }
    case Unit::kMonths:
    case Unit::kYears:
    case Unit::kHours: {
      const auto plain = count_from(calendar, from.day, duration, counting);
      day = plain ? pushed_on(from.day, *plain, stops) : std::nullopt;
      break;
    }
  }
  return day ? std::optional<Instant>({*day, from.minute}) : std::nullopt;
}

}  // namespace proviso
