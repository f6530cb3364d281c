// SPDX-License-Identifier: Apache-2.0
// Round values and places, worked out by hand.
#include "engine/charts/scale.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "base/civil_date.h"

namespace proviso::charts {
namespace {

using testing::ElementsAre;

Date day(std::string_view iso) { return *parse_iso_date(iso); }

std::vector<std::string> words(const std::vector<DateTick>& ticks) {
  std::vector<std::string> all;
  for (const DateTick& tick : ticks) all.push_back(tick.words);
  return all;
}

std::vector<Date> every_day(std::string_view first, std::string_view last, int step = 1) {
  std::vector<Date> days;
  for (Date at = day(first); at <= day(last); at += std::chrono::days{step}) days.push_back(at);
  return days;
}

TEST(Scale, GoesStraightFromOneEndToTheOther) {
  const Scale scale{10, 30, 100, 0};
  EXPECT_EQ(scale.at(10), 100);
  EXPECT_EQ(scale.at(15), 75);
  EXPECT_EQ(scale.at(30), 0);
  EXPECT_EQ(scale.at(35), -25);
}

// 0 to 0.846 in five steps: 0.1 takes nine, 0.2 takes five.
TEST(RoundTicks, AreTheFinestThatFit) {
  const Ticks ticks = round_ticks(0, 0.846, 5);
  EXPECT_THAT(ticks.values, ElementsAre(0, 0.2, 0.4, 0.6, 0.8, 1.0));
  EXPECT_EQ(ticks.decimals, 1);
}

// 13 to 87: by tens from 10 to 90 there are eight steps; by twenties from 0 to 100 five.
TEST(RoundTicks, TakeInBothEnds) {
  const Ticks ticks = round_ticks(13, 87, 5);
  EXPECT_THAT(ticks.values, ElementsAre(0, 20, 40, 60, 80, 100));
  EXPECT_EQ(ticks.decimals, 0);
}

TEST(RoundTicks, GoThroughNought) { EXPECT_THAT(round_ticks(-3.2, 4.1, 5).values, ElementsAre(-4, -2, 0, 2, 4, 6)); }

TEST(RoundTicks, AreTheNumbersNearestToTheirDecimals) { EXPECT_EQ(round_ticks(0, 0.5, 5).values.at(3), 0.3); }

// 0.7 + 0.1 is a little less than 0.8, and 0.1 * 3 a little more than 0.3: neither is worth a step more.
TEST(RoundTicks, AreNotMovedByTheLastBit) { EXPECT_EQ(round_ticks(0, 0.1 * 3, 3).values.back(), 0.3); }

TEST(RoundTicks, WidenWhatHasNoWidth) {
  EXPECT_THAT(round_ticks(5, 5, 5).values, ElementsAre(0, 1, 2, 3, 4, 5));
  EXPECT_THAT(round_ticks(-5, -5, 1).values, ElementsAre(-5, 0));
  EXPECT_EQ(round_ticks(0, 0, 5).high(), 1);
}

TEST(RoundTicks, TakeWhatIsNoNumberForNought) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(round_ticks(none, std::numeric_limits<double>::infinity(), 5).high(), 1);
}

TEST(RoundTicks, EndForAnySize) {
  for (const double size : {1e-300, 1e-12, 1e-3, 1e3, 1e12, 1e300}) {
    const Ticks ticks = round_ticks(size, size * 1.5, 5);
    EXPECT_GE(ticks.values.size(), 2U) << size;
    EXPECT_LE(ticks.values.size(), 6U) << size;
  }
}

TEST(WholeTicks, HaveNoDecimals) { EXPECT_THAT(whole_ticks(0, 2, 5).values, ElementsAre(0, 1, 2)); }

// Ten Januaries; every second is five.
TEST(DateTicks, AreYearsWhereThereAreMany) {
  EXPECT_THAT(words(date_ticks(day("2016-05-01"), day("2026-04-30"), 5)),
              ElementsAre("2018", "2020", "2022", "2024", "2026"));
}

// Eighteen months, six quarters, three halves.
TEST(DateTicks, AreMonthsWhereThereAreFew) {
  EXPECT_THAT(words(date_ticks(day("2016-01-01"), day("2017-06-30"), 5)),
              ElementsAre("Jan 2016", "Jul 2016", "Jan 2017"));
}

// 11, 18 and 25 January 2016 were Mondays.
TEST(DateTicks, AreMondaysWithinAMonth) {
  EXPECT_THAT(words(date_ticks(day("2016-01-05"), day("2016-01-26"), 5)),
              ElementsAre("11 Jan 2016", "18 Jan 2016", "25 Jan 2016"));
}

TEST(DateTicks, AreDaysWithinAWeek) {
  EXPECT_THAT(words(date_ticks(day("2016-01-04"), day("2016-01-06"), 5)),
              ElementsAre("4 Jan 2016", "5 Jan 2016", "6 Jan 2016"));
}

TEST(Sampled, TakesEveryDayOfAFew) { EXPECT_EQ(sampled(every_day("2016-05-01", "2016-05-10")).size(), 10U); }

// 2016 has 52 Mondays, the first on 4 January; with the first and the last day there are 54.
TEST(Sampled, TakesWeeksOfAYear) {
  const std::vector<Date> days = every_day("2016-01-01", "2016-12-31");
  const std::vector<std::size_t> taken = sampled(days, 60);
  ASSERT_EQ(taken.size(), 54U);
  EXPECT_EQ(days[taken[1]], day("2016-01-04"));
  EXPECT_EQ(taken.back(), 365U);
}

// Where days are a week apart, a month is begun by the first that lies in it. Of the first Sundays of months from June
// 2016 on, that of June is the 5th.
TEST(Sampled, TakesTheFirstDayThereIsOfAMonth) {
  const std::vector<Date> days = every_day("2016-05-01", "2026-04-26", 7);
  const std::vector<std::size_t> taken = sampled(days, 130);
  EXPECT_EQ(taken.size(), 121U);  // the first, June 2016 to April 2026, the last
  EXPECT_EQ(days[taken[1]], day("2016-06-05"));
}

TEST(Sampled, TakesNothingOfNothing) { EXPECT_TRUE(sampled({}).empty()); }

}  // namespace
}  // namespace proviso::charts
