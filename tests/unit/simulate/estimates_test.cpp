// SPDX-License-Identifier: Apache-2.0
// Estimates and their intervals, from totals whose every number is known.
#include "engine/simulate/estimates.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/simulate/scenario_fixture.h"

namespace proviso::simulate {
namespace {

class Estimates : public testing::Test {
 protected:
  void SetUp() override {
    bound_ = bound_of(kQueueRules, R"(scenario: Any
rules: rules.proviso
from: 2001-01-01
until: 2001-12-31
precision: minutes
cases: [{rate: 10}]
events: [{event: asked, after: start}]
answers: [share of serve, number of cases]
)");
    ASSERT_TRUE(bound_->problems.empty()) << bound_->problems.front();
  }
  /// Runs in which so many of so many were in time.
  [[nodiscard]] Totals totals(const std::vector<std::pair<int, int>>& runs, const Totals* = nullptr) const {
    const Plan& plan = bound_->plan();
    Totals all(plan, nullptr);
    for (const auto& [kept, rated] : runs) all.add(tally(kept, rated), nullptr);
    return all;
  }
  [[nodiscard]] Tally tally(int kept, int rated) const {
    const Plan& plan = bound_->plan();
    Tally one;
    one.begin(plan);
    one.numbers[plan.ratios[0].numerator] = kept;
    one.numbers[plan.ratios[0].denominator] = rated;
    one.numbers[Layout::kBegun] = rated;
    return one;
  }
  std::unique_ptr<Bound> bound_;
};

TEST_F(Estimates, AMeanHasStudentsInterval) {
  // 8, 10 and 12: mean 10, variance 4, standard error 2 / √3; t with two degrees of freedom is 4.303.
  const Estimate mean = ratio_of(bound_->plan(), totals({{0, 8}, {0, 10}, {0, 12}}), 1);
  EXPECT_DOUBLE_EQ(mean.value, 10);
  EXPECT_NEAR(*mean.low, 10 - 4.303 * 2 / std::sqrt(3.0), 0.002);
  EXPECT_NEAR(*mean.high, 10 + 4.303 * 2 / std::sqrt(3.0), 0.002);
}

TEST_F(Estimates, ARatioIsThatOfTheSums) {
  // 4 of 8, 9 of 10 and 8 of 12: 21 of 30. Residuals 4 − 5.6, 9 − 7 and 8 − 8.4: −1.6, 2 and −0.4, squares 6.72 in all;
  // variance 3.36, standard error √(3.36 / 3) / 10.
  const Estimate share = ratio_of(bound_->plan(), totals({{4, 8}, {9, 10}, {8, 12}}), 0);
  EXPECT_DOUBLE_EQ(share.value, 0.7);
  EXPECT_NEAR(*share.low, 0.7 - 4.303 * std::sqrt(3.36 / 3) / 10, 0.0005);
  EXPECT_DOUBLE_EQ(*share.high, 1) << "a share ends there";
}

TEST_F(Estimates, WhereRunsDoNotDifferWilsonsIntervalCounts) {
  // 10 of 10: from 10 / (10 + z²) up, with z = 1.96.
  const Estimate all = ratio_of(bound_->plan(), totals({{10, 10}}), 0);
  EXPECT_DOUBLE_EQ(all.value, 1);
  EXPECT_NEAR(*all.low, 10 / (10 + 3.8415), 0.0005);
  EXPECT_DOUBLE_EQ(*all.high, 1);
  // In each of five runs all of ten: as 50 of 50.
  EXPECT_NEAR(*ratio_of(bound_->plan(), totals({{10, 10}, {10, 10}, {10, 10}, {10, 10}, {10, 10}}), 0).low,
              50 / (50 + 3.8415), 0.0005);
  // 8 of 10, by Wilson's paper: 0.490 to 0.943.
  const Estimate some = share_of(8, 10);
  EXPECT_NEAR(*some.low, 0.490, 0.0005);
  EXPECT_NEAR(*some.high, 0.943, 0.0005);
}

TEST_F(Estimates, NothingIsKnownOfWhatNeverArose) {
  EXPECT_FALSE(ratio_of(bound_->plan(), totals({{0, 0}, {0, 0}}), 0).known);
  EXPECT_FALSE(ratio_of(bound_->plan(), totals({}), 1).known);
  EXPECT_FALSE(ratio_of(bound_->plan(), totals({{0, 7}}), 1).low) << "one run gives a mean no interval";
}

TEST_F(Estimates, ADifferenceIsTakenRunByRun) {
  const Plan& plan = bound_->plan();
  Totals base(plan, nullptr);
  Totals with(plan, &plan);
  // The runs differ widely, and what is changed adds 2 to each.
  for (const int kept : {10, 50, 90, 30}) {
    const Tally before = tally(kept, 100);
    base.add(before, nullptr);
    with.add(tally(kept + 2, 100), &before);
  }
  const Estimate change = difference_of(plan, base, plan, with, 0);
  EXPECT_NEAR(change.value, 0.02, 1e-12);
  EXPECT_NEAR(*change.low, 0.02, 1e-9);
  EXPECT_NEAR(*change.high, 0.02, 1e-9);
  const Estimate apart = ratio_of(plan, with, 0);
  EXPECT_GT(*apart.high - *apart.low, 0.5) << "two clouds would not have shown it";
}

TEST(Histograms, AreExactForDaysAndThenByWidths) {
  for (const std::uint32_t days : {0U, 1U, 4095U}) EXPECT_EQ(DayHistogram::bin_of(days), days);
  EXPECT_EQ(DayHistogram::begin_of(4096), 4096);
  for (std::uint32_t days = 4096; days < 3'000'000; days += 777) {
    const std::size_t bin = DayHistogram::bin_of(days);
    ASSERT_LT(bin, DayHistogram::kBins);
    EXPECT_LE(DayHistogram::begin_of(bin), days);
    EXPECT_GT(DayHistogram::begin_of(bin + 1), days);
    EXPECT_LE(DayHistogram::begin_of(bin + 1) - DayHistogram::begin_of(bin), days / 64 + 1);
  }
}

}  // namespace
}  // namespace proviso::simulate
