// SPDX-License-Identifier: Apache-2.0
// From a duration and a moment to a date, and how that date came about.
#include "engine/calendar/deadline.h"

#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"

namespace proviso {
namespace {

constexpr Date kEarliest{std::chrono::year{1} / std::chrono::January / 1};
constexpr Date kLatest{std::chrono::year{9999} / std::chrono::December / 31};

/// The day so many days on; nothing outside years 1 to 9999.
std::optional<Date> plus_days(Date day, std::int64_t days) {
  const std::int64_t number = std::int64_t{day.time_since_epoch().count()} + days;
  if (number < kEarliest.time_since_epoch().count() || number > kLatest.time_since_epoch().count()) return std::nullopt;
  return Date{std::chrono::days{static_cast<std::chrono::days::rep>(number)}};
}

/// The corresponding day so many months on, clamped to the month's end, then moved by some days.
std::optional<Date> plus_months(Date day, std::int64_t months, std::int64_t then_days) {
  const std::chrono::year_month_day from{day};
  const std::int64_t total =
      std::int64_t{static_cast<int>(from.year())} * 12 + static_cast<unsigned>(from.month()) - 1 + months;
  // One year to spare on either side: the eve of a day just outside lies inside.
  if (total < 0 || total >= std::int64_t{10'001} * 12) return std::nullopt;
  const std::chrono::year year{static_cast<int>(total / 12)};
  const std::chrono::month month{static_cast<unsigned>(total % 12) + 1};
  const std::chrono::day last = std::chrono::year_month_day_last{year, std::chrono::month_day_last{month}}.day();
  const Date corresponding{std::chrono::year_month_day{year, month, from.day() < last ? from.day() : last}};
  return plus_days(corresponding, then_days);
}

std::optional<Date> count_working_days(const Calendar* calendar, Date moment, std::int32_t amount, Counting counting) {
  if (calendar == nullptr) return std::nullopt;
  switch (counting) {
    case Counting::kAfter:
      return calendar->nth_after(moment, amount);
    case Counting::kBeginningWith: {
      const std::optional<Date> eve = plus_days(moment, -1);
      return eve ? calendar->nth_after(*eve, amount) : std::nullopt;
    }
    case Counting::kBefore:
      return calendar->nth_before(moment, amount);
  }
  return std::nullopt;
}

}  // namespace

std::string_view counting_words(Counting counting) {
  switch (counting) {
    case Counting::kAfter:
      return "after";
    case Counting::kBeginningWith:
      return "beginning with";
    case Counting::kBefore:
      return "before";
  }
  return {};
}

std::optional<Date> count_from(const Calendar* calendar, Date moment, Duration duration, Counting counting) {
  if (duration.amount < 0) return std::nullopt;
  const std::int64_t amount = counting == Counting::kBefore ? -std::int64_t{duration.amount} : duration.amount;
  const std::int64_t eve = counting == Counting::kBeginningWith ? -1 : 0;
  switch (duration.unit) {
    case Unit::kWorkingDays:
    case Unit::kNamedDays:
      return count_working_days(calendar, moment, duration.amount, counting);
    case Unit::kHours:
      return std::nullopt;  // no count of days: count_on() in clock.h
    case Unit::kCalendarDays:
      return plus_days(moment, amount + eve);
    case Unit::kWeeks:
      return plus_days(moment, amount * 7 + eve);
    case Unit::kMonths:
      return plus_months(moment, amount, eve);
    case Unit::kYears:
      return plus_months(moment, amount * 12, eve);
  }
  return std::nullopt;
}

std::optional<Date> deadline(const Calendar* calendar, Date moment, Duration duration, Counting counting,
                             bool or_next_working_day) {
  const std::optional<Date> counted = count_from(calendar, moment, duration, counting);
  if (!counted || !or_next_working_day) return counted;
  return calendar == nullptr ? std::nullopt : calendar->on_or_after(*counted);
}

namespace {

/// The years that a count from a moment needs at the least: `2031`, or `2031 to 2040` where the moment lies far
/// outside.
std::string missing_years(const CalendarData& calendar, Date moment, Counting counting) {
  const int year = static_cast<int>(std::chrono::year_month_day{moment}.year());
  const bool earlier = year < calendar.first_year || (year <= calendar.last_year && counting == Counting::kBefore);
  const int next = earlier ? calendar.first_year - 1 : calendar.last_year + 1;
  if (earlier) return year < next ? fmt::format("{} to {}", year, next) : fmt::format("{}", next);
  return year > next ? fmt::format("{} to {}", next, year) : fmt::format("{}", next);
}

}  // namespace

Error outside_calendar(const Calendar* calendar, Date moment, Duration duration, Counting counting) {
  const std::string count =
      fmt::format("{} {} {}", duration_text(duration), counting_words(counting), long_date(moment));
  const std::optional<Date> counted = count_from(calendar, moment, duration, counting);
  std::string message;
  if (!counted && duration.unit != Unit::kWorkingDays && duration.unit != Unit::kNamedDays) {
    message = fmt::format("{} leaves the years 1 to 9999", count);
  } else if (calendar == nullptr) {
    message = fmt::format("working days cannot be counted without a calendar; name one for {}", count);
  } else {
    const std::string years = calendar->data().first_year == calendar->data().last_year
                                  ? fmt::format("{}", calendar->data().first_year)
                                  : fmt::format("{} to {}", calendar->data().first_year, calendar->data().last_year);
    message = counted ? fmt::format(
                            "calendar `{0}` knows {1} only, and {2} with its roll to a working day from {3} needs a "
                            "day outside; add {4} to `{0}.yaml`",
                            calendar->name(), years, count, long_date(*counted),
                            missing_years(calendar->data(), *counted, Counting::kAfter))
                      : fmt::format("calendar `{0}` knows {1} only, and {2} needs a day outside; add {3} to `{0}.yaml`",
                                    calendar->name(), years, count, missing_years(calendar->data(), moment, counting));
  }
  return {ErrorCode::kOutsideCalendar, std::move(message), fmt::format("count {}", count)};
}

std::optional<CountTrace> explain_deadline(const Calendar* calendar, Date moment, Duration duration, Counting counting,
                                           bool or_next_working_day) {
  const std::optional<Date> unrolled = count_from(calendar, moment, duration, counting);
  const std::optional<Date> due = deadline(calendar, moment, duration, counting, or_next_working_day);
  if (!unrolled || !due) return std::nullopt;

  CountTrace trace{.moment = moment,
                   .duration = duration,
                   .counting = counting,
                   .day_one = moment,
                   .left_out = {},
                   .unrolled = *unrolled,
                   .due = *due};
  if (duration.amount == 0) return trace;  // nothing was counted

  const std::chrono::days step{counting == Counting::kBefore ? -1 : 1};
  Date day = counting == Counting::kBeginningWith ? moment : moment + step;
  if (duration.unit != Unit::kWorkingDays && duration.unit != Unit::kNamedDays) {
    trace.day_one = day;
    return trace;
  }
  // INVARIANT: the count gave a date, so the calendar is there and knows every day passed on the way to it.
  trace.day_one =
      *count_from(calendar, moment, {.amount = 1, .unit = duration.unit, .calendar = duration.calendar}, counting);
  for (; day != *unrolled; day += step) {
    if (calendar->counts(day).value_or(true)) continue;
    trace.left_out.push_back({.date = day,
                              .reason = std::string(calendar->reason_left_out(day)),
                              .weekend = calendar->is_plain_weekend(day)});
  }
  return trace;
}

Lateness lateness(const Calendar* calendar, Date due, Date done) {
  Lateness result{.calendar_days = static_cast<std::int32_t>((done - due).count()), .working_days = std::nullopt};
  if (calendar != nullptr && calendar->knows(due) && calendar->knows(done)) {
    result.working_days = calendar->counted_between(due, done);
  }
  return result;
}

std::string duration_text(Duration duration) {
  std::string_view unit;
  switch (duration.unit) {
    case Unit::kWorkingDays:
      unit = "working day";
      break;
    case Unit::kNamedDays:
      unit = "counted day";  // where no framework is at hand to name them; see model::duration_text()
      break;
    case Unit::kHours:
      unit = "hour";
      break;
    case Unit::kCalendarDays:
      unit = "calendar day";
      break;
    case Unit::kWeeks:
      unit = "week";
      break;
    case Unit::kMonths:
      unit = "month";
      break;
    case Unit::kYears:
      unit = "year";
      break;
  }
  return fmt::format("{} {}{}", duration.amount, unit, duration.amount == 1 ? "" : "s");
}

}  // namespace proviso
