// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/draws.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <vector>

namespace proviso::simulate {
namespace {

// The known answers that come with the authors' library (Random123, kat_vectors).
TEST(Philox, GivesThePublishedAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t kOnes = 0xffffffff;
  EXPECT_EQ(philox({kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

// The first numbers of SplitMix64 from seed 1234567, as its author's program prints them.
TEST(Philox, KeysAreTheSequenceOfTheSeed) {
  const Key first = key_of(1234567, 0);
  EXPECT_EQ(both(first[0], first[1]), 6457827717110365317U);
  const Key second = key_of(1234567, 1);
  EXPECT_EQ(both(second[0], second[1]), 3203168211198807973U);
}

std::vector<double> sample(const ScenarioTime& time, double steps, std::size_t count) {
  const DurationPlan plan = plan_duration(time, steps);
  std::vector<double> all;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Stream stream{key_of(7, 3), i, 0, 99, 1};
    all.push_back(draw(plan, stream, 1, stream.block(1)) / steps);
  }
  return all;
}

ScenarioTime time_of(ScenarioTime::Kind kind, const std::vector<double>& numbers) {
  ScenarioTime time;
  time.kind = kind;
  for (const double value : numbers) {
    ScenarioNumber number;
    number.value = value;
    time.numbers.push_back(number);
  }
  return time;
}

double mean(const std::vector<double>& all) {
  double sum = 0;
  for (const double one : all) sum += one;
  return sum / static_cast<double>(all.size());
}
double variance(const std::vector<double>& all) {
  const double middle = mean(all);
  double sum = 0;
  for (const double one : all) sum += (one - middle) * (one - middle);
  return sum / static_cast<double>(all.size() - 1);
}

// Mean and variance against those of the textbook, within four standard errors of the mean.
TEST(Draws, HaveTheMomentsOfTheirDistribution) {
  using Kind = ScenarioTime::Kind;
  struct Case {
    Kind kind;
    std::vector<double> numbers;
    double mean;
    double variance;
  };
  constexpr std::size_t kCount = 100'000;
  const Case cases[] = {
      {Kind::kFixed, {30}, 30, 0},
      {Kind::kUniform, {20, 55}, 37.5, 35.0 * 35 / 12},
      {Kind::kTriangular, {20, 33, 90}, 143.0 / 3, (400.0 + 1089 + 8100 - 660 - 1800 - 2970) / 18},
      {Kind::kLogNormal, {40, 0.3}, 40 * std::exp(0.045), 1600 * std::exp(0.09) * (std::exp(0.09) - 1)},
      {Kind::kGamma, {40, 2.5}, 40, 40.0 * 40 / 2.5},
      {Kind::kGamma, {40, 0.7}, 40, 40.0 * 40 / 0.7},
      {Kind::kExponential, {40}, 40, 1600},
  };
  for (const Case& c : cases) {
    const std::vector<double> all = sample(time_of(c.kind, c.numbers), 1440, kCount);
    EXPECT_NEAR(mean(all), c.mean, 4 * std::sqrt(c.variance / kCount) + 1e-3) << static_cast<int>(c.kind);
    EXPECT_NEAR(variance(all), c.variance, c.variance * 0.06 + 1e-6) << static_cast<int>(c.kind);
  }
}

TEST(Draws, OfWholeDaysIncludeBothEndsAlike) {
  const std::vector<double> all = sample(time_of(ScenarioTime::Kind::kUniform, {3, 7}), 1, 50'000);
  std::map<double, int> counts;
  for (const double one : all) ++counts[one];
  ASSERT_EQ(counts.size(), 5U);
  for (const auto& [days, count] : counts) EXPECT_NEAR(count, 10'000, 400) << days;
}

TEST(Draws, OfATableComeByTheirWeights) {
  ScenarioTime time;
  time.kind = ScenarioTime::Kind::kEmpirical;
  time.table = {{3, 1}, {9, 2}, {11, 5}};
  const std::vector<double> all = sample(time, 1, 80'000);
  std::map<double, int> counts;
  for (const double one : all) ++counts[one];
  ASSERT_EQ(counts.size(), 3U);
  EXPECT_NEAR(counts[3], 10'000, 400);
  EXPECT_NEAR(counts[9], 20'000, 550);
  EXPECT_NEAR(counts[11], 50'000, 650);
}

TEST(Draws, AreAFunctionOfTheirNamesAlone) {
  const DurationPlan plan = plan_duration(time_of(ScenarioTime::Kind::kGamma, {40, 2.5}), 1440);
  std::set<std::uint32_t> seen;
  for (std::uint32_t unit = 0; unit < 10; ++unit) {
    for (std::uint32_t occurrence = 1; occurrence < 10; ++occurrence) {
      const Stream stream{key_of(1, 0), unit, 0, stream_of("visit", 5), occurrence};
      const std::uint32_t drawn = draw(plan, stream, 1, stream.block(1));
      EXPECT_EQ(draw(plan, stream, 1, stream.block(1)), drawn);
      seen.insert(drawn);
    }
  }
  EXPECT_GT(seen.size(), 85U);
}

}  // namespace
}  // namespace proviso::simulate
