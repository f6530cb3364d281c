// SPDX-License-Identifier: Apache-2.0
// The model that speed is measured on, beside the simulation of it that was written by hand: other random numbers and
// other code, and the same counts within what chance allows.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <queue>
#include <vector>

#include <sys/resource.h>

#include "tests/support/tree.h"
#include "tests/unit/simulate/scenario_fixture.h"

namespace by_hand {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wreturn-type"
#define main print_all
#include "tests/bench/yardstick/sim_hand.cpp"
#undef main
#pragma GCC diagnostic pop
}  // namespace by_hand

namespace proviso::simulate {
namespace {

constexpr std::uint64_t kRuns = 400;

/// Mean and variance over runs.
struct Sample {
  double sum = 0;
  double squares = 0;
  void add(double value) {
    sum += value;
    squares += value * value;
  }
  [[nodiscard]] double mean() const { return sum / kRuns; }
  [[nodiscard]] double variance() const { return (squares - sum * sum / kRuns) / (kRuns - 1); }
};

TEST(Areas, AgreeWithTheSimulationWrittenByHand) {
  const std::unique_ptr<Bound> bound =
      bound_of(testing_support::file_text(testing_support::repository() / "samples/bench/areas.proviso"),
               testing_support::file_text(testing_support::repository() / "samples/bench/areas.yaml"));
  ASSERT_TRUE(bound->problems.empty()) << bound->problems.front();
  const Plan& plan = bound->plan();
  ASSERT_TRUE(plan.machine) << plan.why_not;

  constexpr const char* kNames[] = {"inspections",     "visits",        "revisits",       "late letters",
                                    "late statements", "late revisits", "days of waiting"};
  Sample ours[7];
  Sample theirs[7];
  const auto event = [&](const Tally& tally, const char* name) {
    const auto number = *plan.program->framework->find(model::SymbolKind::kEvent, name);
    return static_cast<double>(tally.numbers[plan.layout.events + plan.event_place[number]]);
  };
  // Of those of which one can say by the end whether they were in time: the program written by hand knows it as soon
  // as the time is drawn.
  const auto late = [&](const Tally& tally, std::size_t duty) {
    return static_cast<double>(tally.numbers[plan.layout.duty(duty) + 2]) /
           static_cast<double>(tally.numbers[plan.layout.duty(duty) + 1]);
  };
  Runner runner(plan, {});
  Tally tally;
  by_hand::Stats stats;
  by_hand::Sim sim(stats);
  for (std::uint64_t i = 0; i < kRuns; ++i) {
    ASSERT_TRUE(runner.run(key_of(1, i), tally));
    const double of_ours[] = {event(tally, "inspected"),
                              event(tally, "visit"),
                              event(tally, "revisited"),
                              late(tally, 0),
                              late(tally, 1),
                              static_cast<double>(tally.numbers[plan.layout.status(3, DutyStatus::kKeptLate)]),
                              static_cast<double>(tally.numbers[plan.layout.resource(0) + 6]) / 1440};
    stats = {};
    sim.run(1, i, 8);
    const auto inspections = static_cast<double>(stats.inspections);
    const double of_theirs[] = {inspections,
                                static_cast<double>(stats.visits),
                                static_cast<double>(stats.revisits),
                                static_cast<double>(stats.late_letter) / inspections,
                                static_cast<double>(stats.late_wsoa) / (inspections * 0.55),
                                static_cast<double>(stats.late_revisit),
                                stats.wait};
    for (int k = 0; k < 7; ++k) {
      ours[k].add(of_ours[k]);
      theirs[k].add(of_theirs[k]);
    }
  }
  EXPECT_EQ(runner.left(), 0U);
  for (int k = 0; k < 7; ++k) {
    const double error = std::sqrt((ours[k].variance() + theirs[k].variance()) / kRuns);
    const double z = (ours[k].mean() - theirs[k].mean()) / error;
    EXPECT_LT(std::fabs(z), 4) << kNames[k] << ": " << ours[k].mean() << " and " << theirs[k].mean();
    EXPECT_GT(ours[k].mean(), 0) << kNames[k];
  }
}

}  // namespace
}  // namespace proviso::simulate
