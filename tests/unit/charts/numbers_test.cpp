// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/numbers.h"

#include <gtest/gtest.h>

#include <locale>

#include "engine/charts/chart.h"
#include "engine/charts/dots.h"

namespace proviso::charts {
namespace {

TEST(Numbers, SetThousandsApart) {
  EXPECT_EQ(number_words(1234567.891, 0), "1,234,568");
  EXPECT_EQ(number_words(999, 0), "999");
  EXPECT_EQ(number_words(-1234.55, 2), "−1,234.55");
}

TEST(Numbers, HaveAsManyDecimalsAsTheirSizeAsks) {
  EXPECT_EQ(number_words(1234.5), "1,234");  // half to even, as the bits are
  EXPECT_EQ(number_words(12.345), "12.3");
  EXPECT_EQ(number_words(1.234), "1.23");
}

TEST(Numbers, NeverShowANoughtBelowNought) { EXPECT_EQ(number_words(-0.04, 1), "0.0"); }

TEST(Numbers, AreADashWhereThereIsNone) { EXPECT_EQ(number_words(0.0 / 0.0, 1), "–"); }

TEST(Shares, AreInPerCent) { EXPECT_EQ(share_words(0.8461), "84.6\u00A0%"); }

TEST(Shares, NeverCallAlmostAllAllNorAlmostNothingNothing) {
  EXPECT_EQ(share_words(1), "100.0\u00A0%");
  EXPECT_EQ(share_words(0.99999), "over 99.9\u00A0%");
  EXPECT_EQ(share_words(0), "0.0\u00A0%");
  EXPECT_EQ(share_words(0.00001), "under 0.1\u00A0%");
}

TEST(Changes, HaveASign) {
  EXPECT_EQ(change_words(Quantity::kShare, 0.0321), "+3.2");
  EXPECT_EQ(change_words(Quantity::kShare, -0.0321), "−3.2");
  EXPECT_EQ(change_words(Quantity::kShare, 0.0001), "0.0");
  EXPECT_EQ(change_words(Quantity::kNumber, 14), "+14.0");
}

TEST(Intervals, SayTheirUnitOnce) {
  EXPECT_EQ(interval_words(Quantity::kShare, {0.5, true, 0.45, 0.55}), "45.0\u00A0to\u00A055.0\u00A0%");
  EXPECT_EQ(interval_words(Quantity::kNumber, {5, true, 4.5, 5.5}), "4.50\u00A0to\u00A05.50");
  EXPECT_EQ(interval_words(Quantity::kNumber, {5, true, {}, {}}), "–");
}

struct Comma : std::numpunct<char> {
  [[nodiscard]] char do_decimal_point() const override { return ','; }
  [[nodiscard]] char do_thousands_sep() const override { return '.'; }
  [[nodiscard]] std::string do_grouping() const override { return "\3"; }
};

TEST(Numbers, AreTheSameInEveryLocale) {
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new Comma));
  const std::string words = number_words(1234.5, 1) + place(12.34);
  std::locale::global(before);
  EXPECT_EQ(words, "1,234.512.3");
}

}  // namespace
}  // namespace proviso::charts
