// SPDX-License-Identifier: Apache-2.0
#include "base/civil_date.h"

#include <gtest/gtest.h>

namespace proviso {
namespace {

TEST(CivilDate, ReadsIsoDatesAndNothingElse) {
  EXPECT_EQ(parse_iso_date("2017-05-05"), make_date(2017, 5, 5));
  EXPECT_EQ(parse_iso_date("2016-02-29"), make_date(2016, 2, 29));
  for (const char* bad : {"", "2017-5-5", "2017-02-29", "2017-13-01", "2017-00-10", "0000-01-01", "05/05/2017",
                          "2017-05-05 ", "2017-05-0x", "+017-05-05"}) {
    EXPECT_FALSE(parse_iso_date(bad).has_value()) << bad;
  }
}

TEST(CivilDate, EveryDayOfFourCenturiesComesBackFromItsText) {
  for (Date day = *make_date(1900, 1, 1); day <= *make_date(2300, 12, 31); day += std::chrono::days{1}) {
    ASSERT_EQ(parse_iso_date(iso_date(day)), day);
  }
}

TEST(CivilDate, WritesDatesForPeople) {
  const Date day = *make_date(2017, 8, 14);
  EXPECT_EQ(long_date(day), "14 August 2017");
  EXPECT_EQ(weekday_date(day), "Monday 14 August 2017");
  EXPECT_EQ(iso_date(*make_date(9, 1, 2)), "0009-01-02");
}

TEST(CivilDate, KnowsMonthsAndWeekdaysByTheirCapitals) {
  EXPECT_EQ(parse_month("May"), 5U);
  EXPECT_FALSE(parse_month("may").has_value());
  EXPECT_EQ(parse_weekday("Monday"), std::chrono::Monday);
  EXPECT_FALSE(parse_weekday("Mon").has_value());
}

TEST(CivilDate, RefusesYearsOutOfRange) {
  EXPECT_FALSE(make_date(0, 1, 1).has_value());
  EXPECT_FALSE(make_date(10000, 1, 1).has_value());
  EXPECT_TRUE(make_date(9999, 12, 31).has_value());
}

}  // namespace
}  // namespace proviso
