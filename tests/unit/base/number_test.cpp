// SPDX-License-Identifier: Apache-2.0
#include "base/number.h"

#include <gtest/gtest.h>
// gtest comes first
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <limits>

namespace proviso {
namespace {

Number n(const char* text) { return parse_number(text).value(); }

TEST(Number, ReadsExactDecimals) {
  EXPECT_EQ(n("12").millionths, 12'000'000);
  EXPECT_EQ(n("-0.25").millionths, -250'000);
  EXPECT_EQ(n("0.000001").millionths, 1);
  for (const char* bad : {"", "-", ".5", "5.", "1e3", "1,000", "0.0000001", "99999999999999999999", "1.2.3", " 1"}) {
    EXPECT_FALSE(parse_number(bad).has_value()) << bad;
  }
}

TEST(Number, SaysWhichBoundATextPasses) {
  for (const char* places : {"0.0000001", "-3.1234567", "99999999999999999999.1234567"}) {
    EXPECT_EQ(number_out_of_bounds(places), "a number has at most six decimal places") << places;
  }
  for (const char* large : {"9223372036855", "-99999999999999999999"}) {
    EXPECT_EQ(number_out_of_bounds(large), "the largest number is 9223372036854") << large;
  }
  EXPECT_TRUE(parse_number("9223372036854").has_value());
  for (const char* fine : {"9223372036854", "0.000001", "", "-", ".5", "5.", "1e3", "1,000", "1.2.3"}) {
    EXPECT_EQ(number_out_of_bounds(fine), "") << fine;
  }
}

TEST(Number, TenthsAddUpExactly) {
  Number sum;
  for (int i = 0; i < 10; ++i) sum = *add(sum, n("0.1"));
  EXPECT_EQ(sum, n("1"));
}

TEST(Number, MultipliesAndRoundsAtTheSixthPlace) {
  EXPECT_EQ(*multiply(n("0.5"), n("0.5")), n("0.25"));
  EXPECT_EQ(*multiply(n("-3"), n("0.000001")), n("-0.000003"));
  EXPECT_EQ(*multiply(n("0.000001"), n("0.5")), n("0.000001"));
  EXPECT_EQ(*multiply(n("-0.000001"), n("0.5")), n("-0.000001"));
}

TEST(Number, SaysNothingBeyondItsRange) {
  const Number most{std::numeric_limits<std::int64_t>::max()};
  EXPECT_FALSE(add(most, Number{1}).has_value());
  EXPECT_FALSE(subtract(Number{std::numeric_limits<std::int64_t>::min()}, Number{1}).has_value());
  EXPECT_FALSE(multiply(most, n("2")).has_value());
  EXPECT_FALSE(whole_number(std::numeric_limits<std::int64_t>::max()).has_value());
}

TEST(Number, WritesTheSmallestValue) {
  EXPECT_EQ(number_text({std::numeric_limits<std::int64_t>::min()}), "-9223372036854.775808");
}

RC_GTEST_PROP(Number, ComesBackFromItsText, (std::int64_t millionths)) {
  RC_PRE(millionths > std::numeric_limits<std::int64_t>::min() / 2 &&
         millionths < std::numeric_limits<std::int64_t>::max() / 2);
  RC_ASSERT(parse_number(number_text({millionths})) == Number{millionths});
}

}  // namespace
}  // namespace proviso
