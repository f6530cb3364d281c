// SPDX-License-Identifier: Apache-2.0
// Counting days by walking them one after the other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "proviso/calendar_data.h"
#include "proviso/date.h"
#include "proviso/vocabulary.h"
#include "tests/reference/outcome.h"
#include "tests/reference/truth_log.h"

namespace proviso::reference {

/// A day, and what is known of the time of day.
struct Point {
  Date day{};
  std::optional<std::int32_t> minute;  ///< of the event that the day comes from
  bool precise = false;                ///< ends at `minute`; otherwise with the end of the day

  friend bool operator==(const Point&, const Point&) = default;
};

/// Whether one ends before the other: a day without an hour ends after every hour of it.
bool earlier(const Point& a, const Point& b);

/// Which days a calendar counts, looked up day by day.
class DayTable {
 public:
  explicit DayTable(const CalendarData& calendar);
  /// Nothing for a day outside the years that the calendar knows.
  [[nodiscard]] std::optional<bool> counts(Date day) const;

 private:
  Date first_{};
  std::vector<char> counted_;
};

/// The calendars of a framework.
class Calendars {
 public:
  explicit Calendars(const Given& given);
  [[nodiscard]] std::optional<bool> working(Date day) const;
  [[nodiscard]] std::optional<bool> named(std::uint8_t calendar, Date day) const;
  /// Whether a unit that goes day by day counts the day.
  [[nodiscard]] std::optional<bool> counts(const Duration& unit, Date day) const;
  /// The minute (since 1970, on the clocks of the framework's time zone) that lies so many real minutes after another.
  [[nodiscard]] std::int64_t later_on_the_clock(std::int64_t minute, std::int64_t minutes) const;

 private:
  std::string zone_;
  std::optional<DayTable> own_;
  std::vector<DayTable> named_;
};

/// `months` after (or, negative, before) a day; clamped to the end of a shorter month.
Date plus_months(Date day, std::int64_t months);

/// For each stopped day after `start` up to `reached`, one day further, the days so added included.
Date moved_on(Date start, Date reached, const StoppedDays& stopped);

enum class Counting : std::uint8_t { kAfter, kBeginningWith, kBefore };

/// The point that a duration leads to; nothing where the count needs a day that no calendar knows.
std::optional<Point> count(const Calendars& calendars, const Point& from, const Duration& duration, Counting how,
                           const StoppedDays& stopped);

/// How many of a unit lie after one day up to another; negative where the second comes first.
std::optional<std::int64_t> days_between(const Calendars& calendars, const Duration& unit, Date from, Date to);

}  // namespace proviso::reference
