// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/calendar_walk.h"

#include <algorithm>
#include <cstddef>

namespace proviso::reference {

using std::chrono::days;
using std::chrono::year_month_day;

bool earlier(const Point& a, const Point& b) {
  if (a.day != b.day) return a.day < b.day;
  const std::int32_t end_of_day = 24 * 60;
  const auto minute = [&](const Point& point) {
    return point.precise ? point.minute.value_or(end_of_day) : end_of_day;
  };
  return minute(a) < minute(b);
}

DayTable::DayTable(const CalendarData& calendar) {
  using namespace std::chrono;
  first_ = sys_days(year(calendar.first_year) / January / 1);
  const sys_days end = sys_days(year(calendar.last_year + 1) / January / 1);
  if (end <= first_) return;
  counted_.assign(static_cast<std::size_t>((end - first_).count()), 1);
  const auto strike = [&](sys_days day) {
    if (day >= first_ && day < end) counted_[static_cast<std::size_t>((day - first_).count())] = 0;
  };
  for (const weekday day : calendar.weekend) {
    for (sys_days d = first_ + (day - weekday(first_)); d < end; d += days(7)) strike(d);
  }
  for (const Holiday& holiday : calendar.holidays) strike(holiday.date);
  for (const UncountedPeriod& period : calendar.uncounted) {
    for (sys_days d = std::max(period.first, first_); d <= period.last && d < end; d += days(1)) strike(d);
  }
}

std::optional<bool> DayTable::counts(Date day) const {
  const auto index = (day - first_).count();
  if (index < 0 || static_cast<std::size_t>(index) >= counted_.size()) return std::nullopt;
  return counted_[static_cast<std::size_t>(index)] != 0;
}

Calendars::Calendars(const Given& given) : zone_(given.framework->time_zone) {
  if (given.calendar.has_value()) own_.emplace(*given.calendar);
  named_.reserve(given.named_calendars.size());
  for (const CalendarData& calendar : given.named_calendars) named_.emplace_back(calendar);
}

std::optional<bool> Calendars::working(Date day) const { return own_.has_value() ? own_->counts(day) : std::nullopt; }

std::optional<bool> Calendars::named(std::uint8_t calendar, Date day) const {
  return calendar < named_.size() ? named_[calendar].counts(day) : std::nullopt;
}

std::optional<bool> Calendars::counts(const Duration& unit, Date day) const {
  if (unit.unit == Unit::kWorkingDays) return working(day);
  if (unit.unit == Unit::kNamedDays) return named(unit.calendar, day);
  return true;
}

namespace {

/// What the clocks show at a minute of universal time. The C library asks its environment which clocks are meant.
std::int64_t on_the_clock(std::int64_t universal) {
  const std::time_t seconds = static_cast<std::time_t>(universal) * 60;
  std::tm local{};
  localtime_r(&seconds, &local);
  return universal + local.tm_gmtoff / 60;
}

}  // namespace

std::int64_t Calendars::later_on_the_clock(std::int64_t minute, std::int64_t minutes) const {
  if (zone_.empty()) return minute + minutes;
  static std::string set;
  if (set != zone_) {
    setenv("TZ", (":" + zone_).c_str(), 1);
    tzset();
    set = zone_;
  }
  // The first minute at which the clocks show it, or have passed it.
  constexpr std::int64_t kDay = 24 * 60;
  const auto offset = [](std::int64_t universal) { return on_the_clock(universal) - universal; };
  std::int64_t universal = minute - std::max(offset(minute - kDay), offset(minute + kDay));
  while (on_the_clock(universal) < minute) ++universal;
  return on_the_clock(universal + minutes);
}

Date plus_months(Date day, std::int64_t months) {
  using namespace std::chrono;
  const year_month_day date(day);
  const std::int64_t index = static_cast<std::int64_t>(static_cast<int>(date.year())) * 12 +
                             static_cast<std::int64_t>(static_cast<unsigned>(date.month())) - 1 + months;
  const std::int64_t whole_year = index >= 0 ? index / 12 : -((-index + 11) / 12);
  const auto month_number = static_cast<unsigned>(index - whole_year * 12 + 1);
  const year_month target = year(static_cast<int>(whole_year)) / month(month_number);
  const year_month_day_last last = target / std::chrono::last;
  return sys_days(target / std::min(date.day(), last.day()));
}

Date moved_on(Date start, Date reached, const StoppedDays& stopped) {
  for (Date day = start + days(1); day <= reached; day += days(1)) {
    if (stopped(day)) reached += days(1);
  }
  return reached;
}

namespace {

std::optional<Point> count_days(const Calendars& calendars, const Point& from, const Duration& duration, Counting how,
                                const StoppedDays& stopped) {
  const days step(how == Counting::kBefore ? -1 : 1);
  std::int64_t left = static_cast<std::int64_t>(duration.amount) * (duration.unit == Unit::kWeeks ? 7 : 1);
  Point point = from;
  if (how == Counting::kBeginningWith) point.day -= days(1);
  while (left > 0) {
    point.day += step;
    const std::optional<bool> counted = calendars.counts(duration, point.day);
    if (!counted.has_value()) return std::nullopt;
    // Backwards a clock does not stand still.
    if (*counted && (how == Counting::kBefore || !stopped(point.day))) --left;
  }
  return point;
}

Point count_months(const Point& from, const Duration& duration, Counting how, const StoppedDays& stopped) {
  const std::int64_t months = static_cast<std::int64_t>(duration.amount) * (duration.unit == Unit::kYears ? 12 : 1);
  Point point = from;
  if (how == Counting::kBefore) {
    point.day = plus_months(from.day, -months);
    return point;
  }
  point.day = plus_months(from.day, months) - days(how == Counting::kBeginningWith ? 1 : 0);
  point.day = moved_on(from.day, point.day, stopped);
  return point;
}

Point count_hours(const Calendars& calendars, const Point& from, const Duration& duration, Counting how,
                  const StoppedDays& stopped) {
  constexpr std::int64_t kDay = 24 * 60;
  const std::int64_t minutes = static_cast<std::int64_t>(duration.amount) * 60;
  const std::int64_t midnight = std::int64_t{from.day.time_since_epoch().count()} * kDay;
  const std::int64_t total = calendars.later_on_the_clock(midnight + from.minute.value_or(kDay),
                                                          how == Counting::kBefore ? -minutes : minutes) -
                             midnight;
  const std::int64_t whole = total >= 0 ? total / kDay : -((-total + kDay - 1) / kDay);
  Point point;
  point.day = from.day + days(whole);
  point.minute = static_cast<std::int32_t>(total - whole * kDay);
  point.precise = true;
  if (point.minute == 0) {  // the end of the day before
    point.day -= days(1);
    point.minute.reset();
    point.precise = false;
  }
  if (how != Counting::kBefore) point.day = moved_on(from.day, point.day, stopped);
  return point;
}

}  // namespace

std::optional<Point> count(const Calendars& calendars, const Point& from, const Duration& duration, Counting how,
                           const StoppedDays& stopped) {
  switch (duration.unit) {
    case Unit::kWorkingDays:
    case Unit::kCalendarDays:
    case Unit::kWeeks:
    case Unit::kNamedDays:
      return count_days(calendars, from, duration, how, stopped);
    case Unit::kMonths:
    case Unit::kYears:
      return count_months(from, duration, how, stopped);
    case Unit::kHours:
      return count_hours(calendars, from, duration, how, stopped);
  }
  return std::nullopt;
}

std::optional<std::int64_t> days_between(const Calendars& calendars, const Duration& unit, Date from, Date to) {
  if (to < from) {
    const auto reversed = days_between(calendars, unit, to, from);
    if (!reversed.has_value()) return std::nullopt;
    return -*reversed;
  }
  std::int64_t number = 0;
  switch (unit.unit) {
    case Unit::kWorkingDays:
    case Unit::kCalendarDays:
    case Unit::kNamedDays:
      for (Date day = from + days(1); day <= to; day += days(1)) {
        const std::optional<bool> counted = calendars.counts(unit, day);
        if (!counted.has_value()) return std::nullopt;
        if (*counted) ++number;
      }
      return number;
    case Unit::kWeeks:
      return (to - from).count() / 7;
    case Unit::kMonths:
    case Unit::kYears: {
      const std::int64_t months = unit.unit == Unit::kYears ? 12 : 1;
      while (plus_months(from, (number + 1) * months) <= to) ++number;
      return number;
    }
    case Unit::kHours:
      return (to - from).count() * 24;
  }
  return std::nullopt;
}

}  // namespace proviso::reference
