// SPDX-License-Identifier: Apache-2.0
// What a calendar accepts, counts and says of a day.
#include "engine/calendar/calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <map>
#include <ostream>
#include <string>

#include "tests/unit/calendar/england.h"

namespace proviso {
namespace {

using testing::HasSubstr;

CalendarData court() {
  return {.name = "court",
          .title = "Court days",
          .weekend = {std::chrono::Saturday, std::chrono::Sunday},
          .holidays = {{day("2020-01-01"), "New Year's Day"}, {day("2020-08-31"), "Summer bank holiday"}},
          .uncounted = {{day("2020-08-01"), day("2020-08-31"), "August"}},
          .first_year = 2020,
          .last_year = 2021};
}

Calendar built(CalendarData data) {
  auto calendar = Calendar::build(std::move(data));
  EXPECT_TRUE(calendar.has_value()) << calendar.error().message;
  return std::move(calendar).value();
}

TEST(Calendar, KnowsWholeYears) {
  const Calendar calendar = built(court());
  EXPECT_EQ(calendar.name(), "court");
  EXPECT_EQ(calendar.first_day(), day("2020-01-01"));
  EXPECT_EQ(calendar.last_day(), day("2021-12-31"));
  EXPECT_FALSE(calendar.knows(day("2019-12-31")));
  EXPECT_TRUE(calendar.knows(day("2021-12-31")));
  EXPECT_FALSE(calendar.counts(day("2022-01-01")).has_value());
}

TEST(Calendar, SaysWhyADayIsLeftOut) {
  const Calendar calendar = built(court());
  EXPECT_EQ(calendar.reason_left_out(day("2020-01-01")), "New Year's Day");
  EXPECT_EQ(calendar.reason_left_out(day("2020-01-04")), "Saturday");
  EXPECT_EQ(calendar.reason_left_out(day("2020-08-03")), "August");
  EXPECT_EQ(calendar.reason_left_out(day("2020-08-01")), "August") << "a weekend day within a period";
  EXPECT_EQ(calendar.reason_left_out(day("2020-08-31")), "Summer bank holiday") << "a holiday within a period";
  EXPECT_EQ(calendar.reason_left_out(day("2020-01-02")), "");
  EXPECT_EQ(calendar.reason_left_out(day("2030-01-05")), "") << "a day not known";
  EXPECT_TRUE(calendar.is_plain_weekend(day("2020-01-04")));
  EXPECT_FALSE(calendar.is_plain_weekend(day("2020-08-01")));
  EXPECT_FALSE(calendar.is_plain_weekend(day("2020-01-01")));
}

TEST(Calendar, CountsAcrossAPeriodThatDoesNotCount) {
  const Calendar calendar = built(court());
  EXPECT_EQ(calendar.nth_after(day("2020-07-31"), 1), day("2020-09-01"));
  EXPECT_EQ(calendar.nth_before(day("2020-09-01"), 1), day("2020-07-31"));
  EXPECT_EQ(calendar.counted_between(day("2020-07-31"), day("2020-09-01")), 1);
  EXPECT_EQ(calendar.on_or_after(day("2020-08-15")), day("2020-09-01"));
}

TEST(Calendar, ZeroIsTheDayItselfWhateverTheYears) {
  const Calendar calendar = built(court());
  EXPECT_EQ(calendar.nth_after(day("1999-05-05"), 0), day("1999-05-05"));
  EXPECT_EQ(calendar.nth_before(day("2999-05-05"), 0), day("2999-05-05"));
  EXPECT_EQ(calendar.counted_between(day("2999-05-05"), day("2999-05-05")), 0);
}

TEST(Calendar, StopsAtTheEdgesOfItsYears) {
  const Calendar calendar = built(court());
  // Only the days after the eve are needed.
  EXPECT_EQ(calendar.nth_after(day("2019-12-31"), 1), day("2020-01-02"));
  EXPECT_EQ(calendar.nth_after(day("2019-12-30"), 1), std::nullopt);
  EXPECT_EQ(calendar.nth_after(day("2021-12-30"), 1), day("2021-12-31"));
  EXPECT_EQ(calendar.nth_after(day("2021-12-30"), 2), std::nullopt);
  EXPECT_EQ(calendar.nth_after(day("2021-12-31"), 1), std::nullopt);
  EXPECT_EQ(calendar.nth_before(day("2022-01-01"), 1), day("2021-12-31"));
  EXPECT_EQ(calendar.nth_before(day("2022-01-02"), 1), std::nullopt);
  EXPECT_EQ(calendar.nth_before(day("2020-01-03"), 1), day("2020-01-02"));
  EXPECT_EQ(calendar.nth_before(day("2020-01-02"), 1), std::nullopt);
  EXPECT_EQ(calendar.nth_before(day("2020-01-01"), 1), std::nullopt);
  EXPECT_EQ(calendar.nth_after(day("2020-01-01"), std::numeric_limits<std::int32_t>::max()), std::nullopt);
  EXPECT_EQ(calendar.nth_before(day("2020-01-01"), std::numeric_limits<std::int32_t>::max()), std::nullopt);
  EXPECT_EQ(calendar.nth_after(day("2020-06-01"), -1), std::nullopt);
  EXPECT_EQ(calendar.counted_between(day("2019-12-31"), day("2020-01-03")), 2);
  EXPECT_EQ(calendar.counted_between(day("2020-01-03"), day("2019-12-31")), -2);
  EXPECT_EQ(calendar.counted_between(day("2019-12-30"), day("2020-01-03")), std::nullopt);
  EXPECT_EQ(calendar.counted_between(day("2021-12-30"), day("2022-01-01")), std::nullopt);
  EXPECT_EQ(calendar.on_or_after(day("2022-01-01")), std::nullopt);
  EXPECT_EQ(calendar.on_or_after(day("2019-12-31")), std::nullopt);
}

TEST(Calendar, ADayWithoutACountedOneAfterItLeavesTheYears) {
  CalendarData data = court();
  data.uncounted.push_back({day("2021-12-01"), day("2021-12-31"), "December"});
  const Calendar calendar = built(data);
  EXPECT_EQ(calendar.on_or_after(day("2021-12-05")), std::nullopt);
  EXPECT_EQ(calendar.nth_after(day("2021-11-30"), 1), std::nullopt);
}

struct Contradiction {
  const char* name;
  std::function<void(CalendarData&)> change;
  const char* message;

  friend std::ostream& operator<<(std::ostream& out, const Contradiction& c) { return out << c.name; }
};

class CalendarContradiction : public testing::TestWithParam<Contradiction> {};

TEST_P(CalendarContradiction, IsRefusedInWords) {
  CalendarData data = court();
  GetParam().change(data);
  const auto calendar = Calendar::build(std::move(data));
  ASSERT_FALSE(calendar.has_value());
  EXPECT_EQ(calendar.error().code, ErrorCode::kInvalidArgument);
  EXPECT_THAT(calendar.error().message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    All, CalendarContradiction,
    testing::Values(
        Contradiction{"NoName", [](CalendarData& d) { d.name = ""; }, "`` is not a calendar name"},
        Contradiction{"CapitalName", [](CalendarData& d) { d.name = "Court"; }, "`Court` is not a calendar name"},
        Contradiction{"DoubledHyphen", [](CalendarData& d) { d.name = "a--b"; }, "not a calendar name"},
        Contradiction{"TrailingHyphen", [](CalendarData& d) { d.name = "a-"; }, "not a calendar name"},
        Contradiction{"YearsOutOfOrder", [](CalendarData& d) { d.last_year = 2019; }, "before the first year 2020"},
        Contradiction{"TooEarly", [](CalendarData& d) { d.first_year = 1582; }, "keep them within 1583 to 9998"},
        Contradiction{"TooLate", [](CalendarData& d) { d.last_year = 9999; }, "keep them within 1583 to 9998"},
        Contradiction{"TooMany", [](CalendarData& d) { d.last_year = 2520; }, "501 years are too many"},
        Contradiction{"NoDayLeft",
                      [](CalendarData& d) {
                        for (unsigned i = 0; i < 7; ++i) d.weekend.emplace_back(i);
                      },
                      "no day would count"},
        Contradiction{"NoSuchWeekday", [](CalendarData& d) { d.weekend.emplace_back(9U); }, "not a day of the week"},
        Contradiction{"HolidayOutside",
                      [](CalendarData& d) {
                        d.holidays.push_back({day("2022-01-03"), "Late"});
                      },
                      "holiday `Late` is outside the years 2020 to 2021"},
        Contradiction{"HolidayOnWeekend",
                      [](CalendarData& d) {
                        d.holidays.push_back({day("2020-01-04"), "Free"});
                      },
                      "falls on Saturday 4 January 2020, a weekend day"},
        Contradiction{"HolidayTwice",
                      [](CalendarData& d) {
                        d.holidays.push_back({day("2020-01-01"), "Again"});
                      },
                      "1 January 2020 is a holiday twice"},
        Contradiction{"HolidayWithoutName",
                      [](CalendarData& d) {
                        d.holidays.push_back({day("2020-01-02"), ""});
                      },
                      "the holiday on 2 January 2020 has no name"},
        Contradiction{"PeriodBackwards",
                      [](CalendarData& d) {
                        d.uncounted.push_back({day("2020-03-02"), day("2020-03-01"), "P"});
                      },
                      "period `P` ends before it begins"},
        Contradiction{"PeriodOutside",
                      [](CalendarData& d) {
                        d.uncounted.push_back({day("2021-12-01"), day("2022-01-01"), "P"});
                      },
                      "period `P` leaves the years 2020 to 2021"},
        Contradiction{"PeriodsOverlap",
                      [](CalendarData& d) {
                        d.uncounted.push_back({day("2020-08-31"), day("2020-09-02"), "P"});
                      },
                      "periods `August` and `P` overlap on 31 August 2020"},
        Contradiction{"PeriodWithoutName",
                      [](CalendarData& d) {
                        d.uncounted.push_back({day("2020-09-01"), day("2020-09-02"), ""});
                      },
                      "has no name"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Calendar, MayKnowFiveHundredYears) {
  CalendarData data = court();
  data.last_year = 2519;
  const Calendar calendar = built(std::move(data));
  EXPECT_EQ(calendar.last_day(), day("2519-12-31"));
}

TEST(England, HasEveryBankHoliday) {
  std::map<int, int> by_year;
  for (const Holiday& holiday : england().data().holidays) {
    ++by_year[static_cast<int>(std::chrono::year_month_day{holiday.date}.year())];
  }
  ASSERT_EQ(by_year.size(), 17U);
  for (const auto& [year, count] : by_year) EXPECT_EQ(count, year == 2022 ? 10 : year == 2023 ? 9 : 8) << year;
  EXPECT_EQ(england().reason_left_out(day("2017-05-29")), "Spring bank holiday");
  EXPECT_EQ(england().reason_left_out(day("2022-09-19")), "State Funeral of Queen Elizabeth II");
}

}  // namespace
}  // namespace proviso
