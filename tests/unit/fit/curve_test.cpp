// SPDX-License-Identifier: Apache-2.0
// Curves against examples worked out by hand, published ones, and laws.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <vector>

#include "engine/fit/curve.h"

namespace proviso::fit {
namespace {

constexpr std::int32_t kOpen = Wait::kStillOpen;

// Weeks to relapse of 21 patients given 6-mercaptopurine; `kOpen` are those still in remission. Freireich and others,
// Blood 21 (1963): the example of Gehan (1965), Cox (1972) and most textbooks since.
const std::vector<Wait> kRemission = {{6, 0},      {6, 0},      {6, 0},      {6, kOpen}, {7, 0},      {9, kOpen},
                                      {10, 0},     {10, kOpen}, {11, kOpen}, {13, 0},    {16, 0},     {17, kOpen},
                                      {19, kOpen}, {20, kOpen}, {22, 0},     {23, 0},    {25, kOpen}, {32, kOpen},
                                      {32, kOpen}, {34, kOpen}, {35, kOpen}};

TEST(Curve, AgreesWithThePublishedKaplanMeierEstimate) {
  const Curve curve(kRemission, 1);
  EXPECT_EQ(curve.size(), 21U);
  EXPECT_EQ(curve.happened(0), 9U);
  EXPECT_EQ(curve.censored(), 12U);
  // By hand: 18/21, × 16/17, × 14/15, × 11/12, × 10/11, × 6/7, × 5/6; the textbooks print these three decimals.
  const std::map<int, double> published = {{5, 1.0},    {6, 0.857},  {7, 0.807},  {9, 0.807},  {10, 0.753},
                                           {13, 0.690}, {16, 0.627}, {22, 0.538}, {23, 0.448}, {35, 0.448}};
  for (const auto& [week, waiting] : published) EXPECT_NEAR(1 - curve.share_within(0, week), waiting, 0.0005) << week;
  EXPECT_DOUBLE_EQ(curve.share_within(0, 6), 1 - 18.0 / 21);
  EXPECT_NEAR(curve.share_within(0, 7), 1 - 18.0 / 21 * 16 / 17, 1e-12);
  EXPECT_EQ(curve.quantile(0, 0.5), 23);  // the published median
  EXPECT_EQ(curve.quantile(0, 0.9), std::nullopt);
}

TEST(Curve, HasGreenwoodsIntervalOnTheScaleOfLogMinusLog) {
  // The published standard error at 23 weeks is 0.1346, of 0.4482. 1.96 × 0.1346 / (0.4482 × |ln 0.4482|) = 0.7335, and
  // 0.4482^exp(±0.7335) is 0.188 and 0.680.
  const Share at_23 = Curve(kRemission, 1).interval_within(0, 23);
  EXPECT_NEAR(1 - at_23.value, 0.4482, 0.0001);
  EXPECT_NEAR(1 - at_23.high, 0.188, 0.0005);
  EXPECT_NEAR(1 - at_23.low, 0.680, 0.0005);
  // At 6 weeks: 0.0764 of 0.857. 1.96 × 0.0764 / (0.857 × 0.1542) = 1.1332; 0.857^3.106 is 0.619 and 0.857^0.322 0.951.
  const Share at_6 = Curve(kRemission, 1).interval_within(0, 6);
  EXPECT_NEAR(1 - at_6.high, 0.620, 0.001);
  EXPECT_NEAR(1 - at_6.low, 0.952, 0.001);
  // The chance that it comes at all is what the curve ends at.
  const Share chance = Curve(kRemission, 1).chance_alone(0);
  EXPECT_NEAR(chance.value, 1 - 0.4482, 0.0001);
  EXPECT_NEAR(chance.low, at_23.low, 1e-12);
  EXPECT_NEAR(chance.high, at_23.high, 1e-12);
}

// Six waits and two outcomes: 0 on days 1 and 4, 1 on days 2 and 5, two still open on days 3 and 6. By hand:
//   day 1: 6 at risk, S = 5/6, F0 = 1/6
//   day 2: 5 at risk, S = 4/6, F1 = 5/6 × 1/5 = 1/6
//   day 4: 3 at risk, S = 4/9, F0 = 1/6 + 4/6 × 1/3 = 7/18
//   day 5: 2 at risk, S = 2/9, F1 = 1/6 + 4/9 × 1/2 = 7/18
TEST(Curve, ComesToTheSharesOfAalenAndJohansen) {
  const std::vector<Wait> waits = {{1, 0}, {2, 1}, {3, kOpen}, {4, 0}, {5, 1}, {6, kOpen}};
  const Curve curve(waits, 2);
  EXPECT_NEAR(curve.share_within(0, 3), 1.0 / 6, 1e-12);
  EXPECT_NEAR(curve.share_within(1, 3), 1.0 / 6, 1e-12);
  EXPECT_NEAR(curve.share_within(0, 9), 7.0 / 18, 1e-12);
  EXPECT_NEAR(curve.share_within(1, 9), 7.0 / 18, 1e-12);
  EXPECT_NEAR(curve.steps().back().waiting, 2.0 / 9, 1e-12);
  EXPECT_EQ(curve.share_within(0, 0), 0);
  // Outcome 0 by itself, where 1 is the end of watching: 1/6, then 5/6 × 1/3 = 5/18; together 4/9.
  const auto weights = curve.weights_alone(0);
  ASSERT_EQ(weights.size(), 2U);
  EXPECT_EQ(weights[0].first, 1);
  EXPECT_NEAR(weights[0].second, 1.0 / 6, 1e-12);
  EXPECT_EQ(weights[1].first, 4);
  EXPECT_NEAR(weights[1].second, 5.0 / 18, 1e-12);
  EXPECT_NEAR(curve.chance_alone(0).value, 4.0 / 9, 1e-12);
  // Taking the complement of Kaplan and Meier with the other outcome censored would say 4/9 rather than 7/18.
}

TEST(Curve, TakesTheLowerOutcomeFirstWhereTwoComeOnOneDay) {
  // Four waits, both outcomes on day 1 and on day 2. Outcome 0: 1/4 on day 1. Outcome 1: of the 3 that are left, 1/3.
  const std::vector<Wait> waits = {{1, 0}, {1, 1}, {2, 0}, {2, 1}};
  const Curve curve(waits, 2);
  EXPECT_NEAR(curve.weights_alone(0)[0].second, 1.0 / 4, 1e-12);
  EXPECT_NEAR(curve.weights_alone(1)[0].second, 1.0 / 3, 1e-12);
  EXPECT_NEAR(curve.share_within(0, 1), 1.0 / 4, 1e-12);
  EXPECT_NEAR(curve.share_within(1, 1), 1.0 / 4, 1e-12);
  EXPECT_NEAR(curve.share_within(0, 2) + curve.share_within(1, 2), 1, 1e-12);
}

TEST(Curve, LetsWhatComesOnTheDayComeBeforeTheEndOfWatching) {
  // One of three comes on day 5, another is watched until day 5: all three were at risk on it.
  EXPECT_NEAR(Curve(std::vector<Wait>{{5, kOpen}, {5, 0}, {9, kOpen}}, 1).share_within(0, 5), 1.0 / 3, 1e-12);
}

TEST(Curve, SaysNothingOfWhatNobodyWaitedFor) {
  const Curve none(std::vector<Wait>{}, 1);
  EXPECT_EQ(none.size(), 0U);
  EXPECT_EQ(none.quantile(0, 0.5), std::nullopt);
  EXPECT_TRUE(none.weights_alone(0).empty());
  const Curve open(std::vector<Wait>{{3, kOpen}, {8, kOpen}}, 1);
  EXPECT_EQ(open.chance_alone(0).value, 0);
  EXPECT_GT(open.chance_alone(0).high, 0.5);  // two who waited in vain prove little
}

// Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
TEST(ShareOf, AgreesWithThePublishedWilsonIntervals) {
  struct Published {
    std::uint64_t part, whole;
    double low, high;
  };
  for (const Published& p : {Published{81, 263, 0.2553, 0.3662}, Published{15, 148, 0.0624, 0.1605},
                             Published{0, 20, 0.0, 0.1611}, Published{1, 29, 0.0061, 0.1718}}) {
    const Share share = share_of(p.part, p.whole);
    EXPECT_NEAR(share.low, p.low, 0.00006) << p.part << " of " << p.whole;
    EXPECT_NEAR(share.high, p.high, 0.00006) << p.part << " of " << p.whole;
  }
  EXPECT_EQ(share_of(20, 20).high, 1);
}

std::vector<Wait> any_waits(int outcomes, bool censored) {
  const int low = censored ? -1 : 0;
  return *rc::gen::nonEmpty(rc::gen::container<std::vector<Wait>>(
      rc::gen::build<Wait>(rc::gen::set(&Wait::days, rc::gen::inRange(0, 30)),
                           rc::gen::set(&Wait::outcome, rc::gen::inRange(low, outcomes)))));
}

RC_GTEST_PROP(CurveLaws, WithoutCensoringItIsTheEmpiricalDistribution, ()) {
  const std::vector<Wait> waits = any_waits(1, false);
  const Curve curve(waits, 1);
  std::vector<std::int32_t> days;
  for (const Wait& wait : waits) days.push_back(wait.days);
  std::ranges::sort(days);
  const double n = static_cast<double>(days.size());
  for (std::int32_t day = 0; day < 31; ++day) {
    const auto by_then = std::ranges::count_if(days, [day](std::int32_t d) { return d <= day; });
    RC_ASSERT(std::fabs(curve.share_within(0, day) - static_cast<double>(by_then) / n) < 1e-9);
  }
  for (const auto& [day, weight] : curve.weights_alone(0)) {
    RC_ASSERT(std::fabs(weight * n - static_cast<double>(std::ranges::count(days, day))) < 1e-9);
  }
  const double middle = (days[(days.size() - 1) / 2] + static_cast<double>(days[days.size() / 2])) / 2;
  RC_ASSERT(curve.quantile(0, 0.5) == middle);
}

RC_GTEST_PROP(CurveLaws, SharesAndWhatStillWaitsMakeOne, ()) {
  const Curve curve(any_waits(3, true), 3);
  double before = 1;
  for (const Step& step : curve.steps()) {
    double all = step.waiting;
    for (const double come : step.come) all += come;
    RC_ASSERT(std::fabs(all - 1) < 1e-9);
    RC_ASSERT(step.waiting <= before);
    before = step.waiting;
    for (std::size_t k = 0; k < 3; ++k) {
      const Share share = curve.interval_within(k, step.days);
      RC_ASSERT(share.low >= 0 && share.low <= share.value + 1e-12);
      RC_ASSERT(share.high <= 1 && share.high >= share.value - 1e-12);
    }
  }
}

// What a scenario does with the curves of single outcomes: it draws from each, and what is earliest happens; on one day
// the lower number. The shares must be those of Aalen and Johansen.
RC_GTEST_PROP(CurveLaws, DrawnEachByItselfTheEarliestHasTheSharesOfAalenAndJohansen, ()) {
  const Curve curve(any_waits(3, true), 3);
  std::vector<std::map<std::int32_t, double>> alone(3);
  for (std::size_t k = 0; k < 3; ++k) {
    for (const auto& [day, weight] : curve.weights_alone(k)) alone[k][day] = weight;
  }
  std::vector<double> not_yet(3, 1);
  std::vector<double> first(3, 0);
  for (const Step& step : curve.steps()) {
    double none = 1;
    for (const double share : not_yet) none *= share;
    double earlier =
        1;  // of the outcomes before: those it has not come to on this day either, given that it had not yet
    for (std::size_t k = 0; k < 3; ++k) {
      const double hazard = not_yet[k] > 0 ? alone[k][step.days] / not_yet[k] : 0;
      first[k] += none * earlier * hazard;
      earlier *= 1 - hazard;
      RC_ASSERT(std::fabs(first[k] - step.come[k]) < 1e-9);
    }
    for (std::size_t k = 0; k < 3; ++k) not_yet[k] = std::max(0.0, not_yet[k] - alone[k][step.days]);
  }
}

// With one outcome the variance of Aalen and Johansen is Greenwood's: S² Σ d / (n (n - d)).
RC_GTEST_PROP(CurveLaws, AnotherOutcomeThatNeverComesChangesNothing, ()) {
  const std::vector<Wait> waits = any_waits(1, true);
  const Curve one(waits, 1);
  const Curve two(waits, 2);
  for (const Step& step : one.steps()) {
    const Share a = one.interval_within(0, step.days);
    const Share b = two.interval_within(0, step.days);
    RC_ASSERT(std::fabs(a.low - b.low) < 1e-9 && std::fabs(a.high - b.high) < 1e-9);
    double greenwood = 0;
    for (const Step& s : one.steps()) {
      const double n = static_cast<double>(s.at_risk);
      const double d = static_cast<double>(s.happened[0]);
      if (s.days <= step.days && d < n) greenwood += d / (n * (n - d));
    }
    const double rest = 1 - a.value;
    if (rest < 1e-6 || rest > 1 - 1e-6) continue;
    const double spread = 1.959963984540054 * std::sqrt(greenwood) / std::fabs(std::log(rest));
    RC_ASSERT(std::fabs(a.high - (1 - std::pow(rest, std::exp(spread)))) < 1e-9);
  }
}

}  // namespace
}  // namespace proviso::fit
