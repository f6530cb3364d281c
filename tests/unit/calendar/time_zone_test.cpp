// SPDX-License-Identifier: Apache-2.0
// What the clocks of a place show at a moment of universal time, by hand: Italy is an hour ahead, two in summer.
#include "engine/calendar/time_zone.h"

#include <gtest/gtest.h>

#include "base/civil_date.h"

namespace proviso {
namespace {

using std::chrono::minutes;

std::chrono::sys_time<minutes> universal(int year, unsigned month, unsigned day, int hour, int minute) {
  return std::chrono::sys_time<minutes>{*make_date(year, month, day)} + minutes{hour * 60 + minute};
}

DayTime shown(int year, unsigned month, unsigned day, int hour, int minute) {
  return {*make_date(year, month, day), minutes{hour * 60 + minute}};
}

TEST(TimeZone, ShowsTheDayAndTheTimeOfItsClocks) {
  const auto rome = TimeZone::find("Europe/Rome");
  ASSERT_TRUE(rome);
  EXPECT_EQ(rome->shown_at(universal(2007, 3, 19, 23, 0)), shown(2007, 3, 20, 0, 0));
  EXPECT_EQ(rome->shown_at(universal(2007, 7, 16, 22, 0)), shown(2007, 7, 17, 0, 0));
  EXPECT_EQ(rome->shown_at(universal(2007, 7, 16, 21, 59)), shown(2007, 7, 16, 23, 59));
  EXPECT_EQ(rome->shown_at(universal(1969, 12, 31, 12, 30)), shown(1969, 12, 31, 13, 30));
}

// In 2009 from 29 March to 25 October; the clocks change at 1:00 universal time.
TEST(TimeZone, GoesForwardAndBackOnTheLastSundays) {
  const auto rome = TimeZone::find("Europe/Rome");
  ASSERT_TRUE(rome);
  EXPECT_EQ(rome->shown_at(universal(2009, 3, 29, 0, 59)), shown(2009, 3, 29, 1, 59));
  EXPECT_EQ(rome->shown_at(universal(2009, 3, 29, 1, 0)), shown(2009, 3, 29, 3, 0));
  EXPECT_EQ(rome->shown_at(universal(2009, 10, 25, 0, 30)), shown(2009, 10, 25, 2, 30));
  EXPECT_EQ(rome->shown_at(universal(2009, 10, 25, 1, 30)), shown(2009, 10, 25, 2, 30));
  EXPECT_EQ(rome->shown_at(universal(2009, 10, 25, 2, 0)), shown(2009, 10, 25, 3, 0));
}

TEST(TimeZone, ShowsNothingOutsideItsYears) {
  const auto rome = TimeZone::find("Europe/Rome");
  ASSERT_TRUE(rome);
  EXPECT_EQ(rome->shown_at(universal(1, 1, 1, 0, 0)), std::nullopt);
  EXPECT_EQ(rome->shown_at(universal(9999, 12, 31, 23, 59)), std::nullopt);
  EXPECT_EQ(rome->shown_at(universal(9999, 12, 29, 12, 0)), shown(9999, 12, 29, 13, 0));
}

}  // namespace
}  // namespace proviso
