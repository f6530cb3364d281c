// SPDX-License-Identifier: Apache-2.0
// The same numbers, bit for bit, whoever does which runs.
#include <gtest/gtest.h>

#include "tests/unit/simulate/scenario_fixture.h"

namespace proviso::simulate {
namespace {

const std::string kScenario = R"(scenario: A queue with a variant
rules: rules.proviso
from: 2001-01-01
until: 2004-12-31
precision: minutes
cases: [{rate: 120}, {population: 5, first: {uniform: [0, 90]}, again: {gamma: {mean: 60, shape: 2}}}]
events:
  - {event: asked, after: start, takes: {log-normal: {median: 3, sigma: 0.4}}}
  - event: served
    after: asked
    needs: {server: 1}
    takes: {triangular: [2, 5, 20]}
    facts: {outcome: {good: 0.3, bad: 0.7}}
resources: {server: {count: 4}}
variants:
  - name: five
    set: {resources: {server: {count: 5}}}
)";

std::vector<std::vector<std::uint64_t>> packed(const Simulated& simulated) {
  std::vector<std::vector<std::uint64_t>> all;
  for (const Totals& totals : simulated.totals) all.push_back(totals.packed());
  return all;
}

class Shards : public testing::Test {
 protected:
  void SetUp() override {
    bound_ = bound_of(kQueueRules, kScenario);
    ASSERT_TRUE(bound_->problems.empty()) << bound_->problems.front();
    whole_ = packed(run(bound_->plans, kRuns));
  }
  static constexpr std::uint64_t kRuns = 100;
  std::unique_ptr<Bound> bound_;
  std::vector<std::vector<std::uint64_t>> whole_;
};

TEST_F(Shards, ThreadsChangeNothing) {
  for (const std::uint32_t jobs : {2U, 3U, 16U}) EXPECT_EQ(packed(run(bound_->plans, kRuns, 1, {}, jobs)), whole_);
}

TEST_F(Shards, ShardsAddUpToTheWhole) {
  for (const std::uint32_t of : {1U, 7U, 64U, 200U}) {
    Simulated all = no_runs(bound_->plans);
    for (std::uint32_t number = of; number >= 1; --number) {
      const Result<Simulated> part = simulate(bound_->plans, {0, kRuns, number, of}, {});
      ASSERT_TRUE(part);
      // Through a file and back.
      Simulated read = no_runs(bound_->plans);
      for (std::size_t i = 0; i < read.totals.size(); ++i) {
        ASSERT_TRUE(read.totals[i].unpack(part->totals[i].packed()));
      }
      all.add(read);
    }
    EXPECT_EQ(all.runs(), kRuns);
    EXPECT_EQ(packed(all), whole_) << of;
  }
}

TEST_F(Shards, BatchesAddUpToTheWhole) {
  Simulated all = no_runs(bound_->plans);
  for (std::uint64_t begin = 0; begin < kRuns; begin += 30) {
    const Result<Simulated> some = simulate(bound_->plans, {begin, std::min(begin + 30, kRuns)}, {});
    ASSERT_TRUE(some);
    all.add(*some);
  }
  EXPECT_EQ(packed(all), whole_);
}

TEST_F(Shards, OneRunCanBeDoneAlone) {
  const Result<Simulated> before = simulate(bound_->plans, {0, 41}, {});
  const Result<Simulated> alone = simulate(bound_->plans, {41, 42}, {});
  const Result<Simulated> with = simulate(bound_->plans, {0, 42}, {});
  ASSERT_TRUE(before && alone && with);
  EXPECT_EQ(alone->runs(), 1U);
  Simulated all = *before;
  all.add(*alone);
  EXPECT_EQ(packed(all), packed(*with));
}

TEST_F(Shards, AnotherSeedGivesOthers) { EXPECT_NE(packed(run(bound_->plans, kRuns, 2)), whole_); }

TEST_F(Shards, NumbersThatDoNotFitAreRefused) {
  Totals totals(bound_->plan(), nullptr);
  std::vector<std::uint64_t> numbers = totals.packed();
  EXPECT_TRUE(totals.unpack(numbers));
  numbers.push_back(0);
  EXPECT_FALSE(totals.unpack(numbers));
  numbers.resize(numbers.size() - 2);
  EXPECT_FALSE(totals.unpack(numbers));
  EXPECT_FALSE(totals.unpack({}));
}

// A scenario that is stopped in the middle of a run: what was done before counts, the run does not.
TEST_F(Shards, AStoppedSimulationKeepsWholeRuns) {
  SimulateOptions options;
  int asked = 0;
  options.run.stop = [&asked] { return ++asked > 10; };
  const Result<Simulated> some = simulate(bound_->plans, {0, kRuns}, options);
  ASSERT_TRUE(some);
  EXPECT_TRUE(some->stopped);
  EXPECT_GT(some->runs(), 0U);
  EXPECT_LT(some->runs(), kRuns);
  EXPECT_EQ(packed(*some), packed(run(bound_->plans, some->runs())));
}

}  // namespace
}  // namespace proviso::simulate
