// SPDX-License-Identifier: Apache-2.0
// The tables against a walk from day to day that knows nothing of them, for every start and distance there is.
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/calendar/england.h"

namespace proviso {
namespace {

constexpr int kFarthest = 400;  // working days

/// A plain reading of what a working day in England is.
class Walk {
 public:
  Walk() {
    for (const Holiday& holiday : england().data().holidays) holidays_.insert(holiday.date.time_since_epoch().count());
  }
  [[nodiscard]] bool works(Date date) const {
    const std::int64_t number = date.time_since_epoch().count();
    const std::int64_t weekday = (number % 7 + 7) % 7;  // 1 January 1970 was a Thursday: 0
    return weekday != 2 && weekday != 3 && !holidays_.contains(number);
  }

 private:
  std::set<std::int64_t> holidays_;
};

const Date kFirst = day("2014-01-01");
const Date kLast = day("2028-12-31");
const Date kFirstKnown = day("2014-01-01");
const Date kLastKnown = day("2030-12-31");

TEST(CalendarWalk, ForwardsFromEveryDayAndEveryDistance) {
  const Walk walk;
  const Calendar& calendar = england();
  for (Date start = kFirst; start <= kLast; start += std::chrono::days{1}) {
    ASSERT_EQ(calendar.nth_after(start, 0), start);
    Date at = start;
    for (int distance = 0; distance < kFarthest;) {
      at += std::chrono::days{1};
      ASSERT_LE(at, kLastKnown);
      if (walk.works(at)) {
        ++distance;
        if (calendar.nth_after(start, distance) != at) FAIL() << iso_date(start) << " plus " << distance;
      }
      if (calendar.counted_between(start, at) != distance) FAIL() << iso_date(start) << " to " << iso_date(at);
    }
  }
}

TEST(CalendarWalk, BackwardsFromEveryDayAsFarAsTheCalendarGoes) {
  const Walk walk;
  const Calendar& calendar = england();
  for (Date start = kFirst; start <= kLast; start += std::chrono::days{1}) {
    ASSERT_EQ(calendar.nth_before(start, 0), start);
    Date at = start;
    int distance = 0;
    int counted = 0;  // in (at, start]
    while (distance < kFarthest && at > kFirstKnown) {
      if (walk.works(at)) ++counted;
      at -= std::chrono::days{1};
      if (walk.works(at)) {
        ++distance;
        if (calendar.nth_before(start, distance) != at) FAIL() << iso_date(start) << " minus " << distance;
      }
      if (calendar.counted_between(start, at) != -counted) FAIL() << iso_date(start) << " back to " << iso_date(at);
    }
    if (distance < kFarthest) {
      ASSERT_EQ(calendar.nth_before(start, distance + 1), std::nullopt) << iso_date(start);
      ASSERT_EQ(calendar.nth_before(start, kFarthest), std::nullopt) << iso_date(start);
    }
  }
}

TEST(CalendarWalk, TheEndOfTheYearsIsWhereTheWalkWouldLeaveThem) {
  const Walk walk;
  const Calendar& calendar = england();
  for (Date start = day("2029-01-01"); start <= kLastKnown; start += std::chrono::days{1}) {
    Date at = start;
    int distance = 0;
    while (at < kLastKnown) {
      at += std::chrono::days{1};
      if (!walk.works(at)) continue;
      ++distance;
      ASSERT_EQ(calendar.nth_after(start, distance), at);
    }
    ASSERT_EQ(calendar.nth_after(start, distance + 1), std::nullopt) << iso_date(start);
  }
}

}  // namespace
}  // namespace proviso
