// SPDX-License-Identifier: Apache-2.0
// Building a calendar's tables, and every question that is answered by looking into them.
#include "engine/calendar/calendar.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"

namespace proviso {
namespace {

constexpr int kEarliestYear = 1583;  // the first whole year of the Gregorian calendar
constexpr int kLatestYear = 9998;
constexpr int kMostYears = 500;

constexpr std::int32_t kCounted = -1;
constexpr std::int32_t kWeekend = -2;

bool is_calendar_name(std::string_view name) {
  if (name.empty() || name.front() < 'a' || name.front() > 'z' || name.back() == '-') return false;
  char before = 'a';
  for (const char c : name) {
    const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    if (!allowed || (c == '-' && before == '-')) return false;
    before = c;
  }
  return true;
}

/// The first contradiction in the data; empty where there is none.
std::string contradiction(const CalendarData& data) {
  if (!is_calendar_name(data.name)) {
    return fmt::format("`{}` is not a calendar name; write small letters, digits and single hyphens, a letter first",
                       data.name);
  }
  if (data.first_year > data.last_year) {
    return fmt::format("the last year {} lies before the first year {}", data.last_year, data.first_year);
  }
  if (data.first_year < kEarliestYear || data.last_year > kLatestYear) {
    return fmt::format("the years {} to {} leave what a calendar can know; keep them within {} to {}", data.first_year,
                       data.last_year, kEarliestYear, kLatestYear);
  }
  if (data.last_year - data.first_year + 1 > kMostYears) {
    return fmt::format("{} years are too many for one calendar; the most is {}", data.last_year - data.first_year + 1,
                       kMostYears);
  }
  std::array<bool, 7> weekend{};
  for (const std::chrono::weekday day : data.weekend) {
    if (!day.ok()) return "a weekend day is not a day of the week";
    weekend[day.c_encoding()] = true;
  }
  if (std::all_of(weekend.begin(), weekend.end(), [](bool free) { return free; })) {
    return "every day of the week is a weekend day, so that no day would count";
  }

  std::vector<const Holiday*> holidays;
  holidays.reserve(data.holidays.size());
  for (const Holiday& holiday : data.holidays) {
    const std::chrono::year_month_day ymd{holiday.date};
    const int year = static_cast<int>(ymd.year());
    if (year < data.first_year || year > data.last_year) {
      return fmt::format("holiday `{}` is outside the years {} to {}", holiday.name, data.first_year, data.last_year);
    }
    if (holiday.name.empty()) return fmt::format("the holiday on {} has no name", long_date(holiday.date));
    const std::chrono::weekday weekday{holiday.date};
    if (weekend[weekday.c_encoding()]) {
      return fmt::format("holiday `{}` falls on {}, a weekend day; give the day on which it is observed", holiday.name,
                         weekday_date(holiday.date));
    }
    holidays.push_back(&holiday);
  }
  std::sort(holidays.begin(), holidays.end(), [](const Holiday* a, const Holiday* b) { return a->date < b->date; });
  for (std::size_t i = 1; i < holidays.size(); ++i) {
    if (holidays[i - 1]->date == holidays[i]->date) {
      return fmt::format("{} is a holiday twice; leave one out", long_date(holidays[i]->date));
    }
  }

  std::vector<const UncountedPeriod*> periods;
  periods.reserve(data.uncounted.size());
  for (const UncountedPeriod& period : data.uncounted) {
    if (period.last < period.first) {
      return fmt::format("period `{}` ends before it begins", period.name);
    }
    const int first = static_cast<int>(std::chrono::year_month_day{period.first}.year());
    const int last = static_cast<int>(std::chrono::year_month_day{period.last}.year());
    if (first < data.first_year || last > data.last_year) {
      return fmt::format("period `{}` leaves the years {} to {}", period.name, data.first_year, data.last_year);
    }
    if (period.name.empty()) {
      return fmt::format("the uncounted period from {} has no name", long_date(period.first));
    }
    periods.push_back(&period);
  }
  std::sort(periods.begin(), periods.end(),
            [](const UncountedPeriod* a, const UncountedPeriod* b) { return a->first < b->first; });
  for (std::size_t i = 1; i < periods.size(); ++i) {
    if (periods[i]->first <= periods[i - 1]->last) {
      return fmt::format("periods `{}` and `{}` overlap on {}", periods[i - 1]->name, periods[i]->name,
                         long_date(periods[i]->first));
    }
  }
  return {};
}

}  // namespace

Result<Calendar> Calendar::build(CalendarData data) {
  if (std::string problem = contradiction(data); !problem.empty()) {
    return Error{ErrorCode::kInvalidArgument, std::move(problem), fmt::format("build calendar `{}`", data.name)};
  }

  Calendar calendar;
  calendar.data_ = std::move(data);
  const CalendarData& content = calendar.data_;
  calendar.first_ = Date{std::chrono::year{content.first_year} / std::chrono::January / 1};
  calendar.last_ = Date{std::chrono::year{content.last_year} / std::chrono::December / 31};
  const auto offset = [&](Date day) { return static_cast<std::size_t>((day - calendar.first_).count()); };
  const std::size_t days = offset(calendar.last_) + 1;

  calendar.cause_.assign(days, kCounted);
  for (const std::chrono::weekday free : content.weekend) {
    const auto ahead = (free - std::chrono::weekday{calendar.first_}).count();  // 0 to 6
    for (std::size_t i = static_cast<std::size_t>(ahead); i < days; i += 7) calendar.cause_[i] = kWeekend;
  }
  // A period is named also for the weekends in it; a holiday is named also within a period.
  for (std::size_t k = 0; k < content.uncounted.size(); ++k) {
    const auto cause = static_cast<std::int32_t>(content.holidays.size() + k);
    for (std::size_t i = offset(content.uncounted[k].first); i <= offset(content.uncounted[k].last); ++i) {
      calendar.cause_[i] = cause;
    }
  }
  for (std::size_t k = 0; k < content.holidays.size(); ++k) {
    calendar.cause_[offset(content.holidays[k].date)] = static_cast<std::int32_t>(k);
  }

  calendar.rank_.reserve(days);
  std::int32_t rank = 0;
  for (std::size_t i = 0; i < days; ++i) {
    if (calendar.cause_[i] == kCounted) {
      ++rank;
      calendar.nth_.push_back(static_cast<std::int32_t>(i));
    }
    calendar.rank_.push_back(rank);
  }
  return calendar;
}

std::optional<bool> Calendar::counts(Date day) const {
  if (!knows(day)) return std::nullopt;
  return cause_[static_cast<std::size_t>((day - first_).count())] == kCounted;
}

std::optional<Date> Calendar::nth_before(Date from, std::int32_t n) const {
  if (n < 0) return std::nullopt;
  if (n == 0) return from;
  if (from <= first_ || from > last_ + std::chrono::days{1}) return std::nullopt;
  const std::int64_t before = rank_[static_cast<std::size_t>((from - first_).count() - 1)];
  const std::int64_t rank = before - n + 1;
  if (rank < 1) return std::nullopt;
  return first_ + std::chrono::days{nth_[static_cast<std::size_t>(rank - 1)]};
}

std::optional<std::int32_t> Calendar::counted_between(Date after, Date until) const {
  if (after == until) return 0;
  const Date low = std::min(after, until);
  const Date high = std::max(after, until);
  if (low < first_ - std::chrono::days{1} || high > last_ || high < first_) return std::nullopt;
  const std::int32_t before = low < first_ ? 0 : rank_[static_cast<std::size_t>((low - first_).count())];
  const std::int32_t counted = rank_[static_cast<std::size_t>((high - first_).count())] - before;
  return after < until ? counted : -counted;
}

std::optional<Date> Calendar::on_or_after(Date day) const {
  const std::optional<bool> counted = counts(day);
  if (!counted) return std::nullopt;
  return *counted ? day : nth_after(day, 1);
}

std::string_view Calendar::reason_left_out(Date day) const {
  if (!knows(day)) return {};
  const std::int32_t cause = cause_[static_cast<std::size_t>((day - first_).count())];
  if (cause == kCounted) return {};
  if (cause == kWeekend) return weekday_name(std::chrono::weekday{day});
  const auto index = static_cast<std::size_t>(cause);
  return index < data_.holidays.size() ? std::string_view(data_.holidays[index].name)
                                       : std::string_view(data_.uncounted[index - data_.holidays.size()].name);
}

bool Calendar::is_plain_weekend(Date day) const {
  return knows(day) && cause_[static_cast<std::size_t>((day - first_).count())] == kWeekend;
}

}  // namespace proviso
