// SPDX-License-Identifier: Apache-2.0
// Counts brought together in round ranges, and what is left after each, worked out by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/charts/histogram.h"
#include "engine/charts/steps.h"

namespace proviso::charts {
namespace {

using testing::ElementsAre;
using testing::Pair;

std::vector<CountedRange> days_from(std::int64_t first, const std::vector<std::uint64_t>& counts) {
  std::vector<CountedRange> ranges;
  for (const std::uint64_t count : counts) {
    ranges.push_back({first, first + 1, count});
    ++first;
  }
  return ranges;
}

MATCHER_P3(IsRange, from, to, count, "") {
  return arg.from == from && arg.to == to && arg.count == static_cast<std::uint64_t>(count);
}

// 17 to 23 in three ranges at most: fives.
TEST(RoundRanges, BeginAtRoundNumbers) {
  bool more = true;
  const auto ranges = in_round_ranges(days_from(17, {1, 2, 3, 4, 5, 6, 7}), 1000, more, 3);
  EXPECT_THAT(ranges, ElementsAre(IsRange(15, 20, 6), IsRange(20, 25, 22)));
  EXPECT_FALSE(more);
}

// Up to 20 in twos from 16; what took 22 and 23 days is beyond.
TEST(RoundRanges, BringWhatIsFarOutTogether) {
  bool more = false;
  const auto ranges = in_round_ranges(days_from(17, {1, 2, 3, 4, 5, 6, 7}), 20, more, 3);
  EXPECT_THAT(ranges, ElementsAre(IsRange(16, 18, 1), IsRange(18, 20, 5), IsRange(20, 22, 9), IsRange(22, 24, 13)));
  EXPECT_TRUE(more);
}

TEST(RoundRanges, StayAsTheyAreWhereTheyAreFew) {
  bool more = false;
  EXPECT_THAT(in_round_ranges(days_from(2, {1, 4, 3, 2}), 5, more),
              ElementsAre(IsRange(2, 3, 1), IsRange(3, 4, 4), IsRange(4, 5, 3), IsRange(5, 6, 2)));
}

// Ranges that are wider already are joined whole.
TEST(RoundRanges, NeverTearARange) {
  bool more = false;
  const std::vector<CountedRange> wide{{0, 4, 1}, {4, 8, 2}, {8, 12, 3}, {12, 16, 4}};
  EXPECT_THAT(in_round_ranges(wide, 16, more, 3), ElementsAre(IsRange(0, 12, 6), IsRange(12, 24, 4)));
}

TEST(RoundRanges, AreNoneOfNone) {
  bool more = false;
  EXPECT_TRUE(in_round_ranges({}, 5, more).empty());
}

// Of ten: one took 2 days, four took 3, three took 4, two took 5.
TEST(Survival, IsWhatIsLeft) {
  EXPECT_THAT(survival(days_from(2, {1, 4, 3, 2})),
              ElementsAre(Pair(2, 1.0), Pair(3, 0.9), Pair(4, 0.5), Pair(5, 0.2), Pair(6, 0.0)));
}

TEST(Survival, IsNothingOfNothing) { EXPECT_TRUE(survival(days_from(2, {0, 0})).empty()); }

}  // namespace
}  // namespace proviso::charts
