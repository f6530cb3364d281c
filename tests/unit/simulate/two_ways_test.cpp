// SPDX-License-Identifier: Apache-2.0
// A plain procedure runs as a machine or by the executor; every number that comes of it is the same.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "engine/simulate/philox.h"
#include "tests/support/tree.h"
#include "tests/unit/simulate/scenario_fixture.h"

namespace proviso::simulate {
namespace {

/// Numbers that a seed decides.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : key_(key_of(seed, 0)) {}
  int from(int least, int most) {
    const Words words = philox({count_++, 0, 0, 0}, key_);
    return least + static_cast<int>(words[0] % static_cast<std::uint32_t>(most - least + 1));
  }
  bool maybe(int percent) { return from(1, 100) <= percent; }
  std::string time(const char* unit) {
    const int a = from(0, 30);
    const int b = a + from(1, 40);
    switch (from(0, 4)) {
      case 0:
        return fmt::format("{{fixed: {}, in: {}}}", a, unit);
      case 1:
        return fmt::format("{{uniform: [{}, {}], in: {}}}", a, b, unit);
      case 2:
        return fmt::format("{{triangular: [{}, {}, {}], in: {}}}", a, a + 1, b + 1, unit);
      case 3:
        return fmt::format("{{gamma: {{mean: {}, shape: 1.5}}, in: {}}}", b, unit);
      default:
        return fmt::format("{{exponential: {}, in: {}}}", b, unit);
    }
  }

 private:
  Key key_;
  std::uint32_t count_ = 0;
};

std::string first(Dice& dice, std::initializer_list<const char*> words) {
  return *(words.begin() + dice.from(0, static_cast<int>(words.size()) - 1));
}

/// A scenario for the procedure of samples/bench/areas.proviso, with everything that may stand in one.
std::string areas_scenario(Dice& dice) {
  const bool maybe_hurry = dice.maybe(50);
  std::string text = fmt::format(R"(scenario: By chance
rules: areas.proviso
from: 2016-05-01
until: 2019-04-30
precision: minutes
cases:
  - population: {}
    first: {}
    again: {}
  - rate: {}
events:
  - event: inspected
    after: start
    needs: {{team: 1}}
    takes: {}
  - event: letter-published
    after: inspected
    takes: {}
    facts: {{wsoa: {{yes: 0.6, no: 0.4}}}}
)",
                                 dice.from(1, 30), dice.time("days"), dice.time("days"), dice.from(1, 40),
                                 dice.time("days"), dice.time("days"));
  if (maybe_hurry) text += fmt::format("    hurry: {{duty: letter, from: {}, factor: 0.5}}\n", dice.from(1, 30));
  text += fmt::format(R"(  - event: wsoa-submitted
    after: {}
    if: {{wsoa: yes}}
    chance: 0.{}
    takes:
      - {{if: {{stage: wsoa-due}}, fixed: {}}}
      - {}
  - event: improvement-begun
    after: wsoa-submitted
    takes: {}
  - {{event: improvement-begun, name: again, after: revisited, if: {{sufficient: no}}}}
  - event: visit
    after: improvement-begun
    times: {}
    wait: {}
    needs: {{team: {}}}
    takes: {}
    while: {{stage: improving}}
  - event: revisit-started
    after: {}
    needs: {{team: 1}}
    until: revisited
  - event: revisited
    after: revisit-started
    takes: {}
    queue: {{resource: team, factor: 0.1}}
    facts:
      sufficient:
        - {{if: {{wsoa: yes}}, shares: {{yes: 0.5, no: 0.5}}}}
        - shares: {{yes: 1}}
resources:
  team: {{count: {}, discipline: {}}}
changes:
  - {{on: 2017-03-01, resources: {{team: {}}}}}
  - {{on: 2017-09-01, pause-until: 2017-11-01{}}}
measure:
  - {{from: letter-published, to: revisited}}
)",
                      first(dice, {"letter-published", "{stage: wsoa-due}"}), dice.from(10, 99), dice.from(0, 120),
                      dice.time("days"), dice.time("hours"), dice.from(1, 5), dice.time("days"), dice.from(1, 2),
                      dice.time("days"), first(dice, {"visit", "improvement-begun"}), dice.time("days"),
                      dice.from(2, 5), first(dice, {"first come", "last come", "earliest due date", "random"}),
                      dice.from(2, 9), first(dice, {"", ", paused: [visit]", ", paused: [cases]"}));
  return text;
}

/// The same for samples/bench/wsoa.proviso, which counts working days, in whole days.
std::string wsoa_scenario(Dice& dice) {
  return fmt::format(R"(scenario: By chance
rules: wsoa.proviso
from: 2016-05-01
until: 2019-04-30
cases:
  - population: {}
    first: {}
    again: {}
  - schedule: [{{on: 2017-01-09, cases: {}}}]
events:
  - {{event: announced, after: start}}
  - {{event: fieldwork-started, after: announced, needs: {{team: 1}}, until: fieldwork-ended, takes: {}}}
  - {{event: fieldwork-ended, after: fieldwork-started, takes: {}}}
  - event: letter-published
    after: fieldwork-ended
    takes: {}
    facts: {{wsoa: {{yes: 0.6, no: 0.4}}}}
  - {{event: wsoa-submitted, after: {{stage: wsoa-due}}, takes: {}}}
  - {{event: wsoa-approved, after: wsoa-submitted, takes: {}}}
  - {{event: visit, after: wsoa-approved, times: {}, wait: {}, chance: 0.8}}
  - {{event: revisit-started, after: wsoa-approved, takes: {}, season: working days}}
  - event: revisit-outcome
    after: revisit-started
    takes: {}
    facts: {{sufficient: {{yes: 0.6, no: 0.4}}}}
resources:
  team: {{count: {}, calendar: working days}}
)",
                     dice.from(1, 40), dice.time("days"), dice.time("days"), dice.from(0, 9), dice.time("working days"),
                     dice.time("days"), dice.time("working days"), dice.time("working days"), dice.time("days"),
                     dice.from(1, 6), dice.time("days"), dice.time("days"), dice.time("days"), dice.from(1, 4));
}

std::string text_of(const char* path) {
  return testing_support::file_text(testing_support::repository() / "samples/bench" / path);
}

/// What was compared, so that the tests say nothing by comparing nothing.
struct Compared {
  std::uint64_t begun = 0;
  std::uint64_t late = 0;
  std::uint64_t left = 0;  ///< runs in which a case left the machine, so that both were done by the executor
};

void expect_same(const std::string& rules, const std::string& scenario, Compared& compared) {
  const std::unique_ptr<Bound> bound = bound_of(rules, scenario);
  ASSERT_TRUE(bound->problems.empty()) << bound->problems.front() << "\n" << scenario;
  const Plan& plan = bound->plan();
  ASSERT_TRUE(plan.machine) << plan.why_not;
  RunOptions executor;
  executor.by_executor = true;
  const Simulated machine = run(bound->plans, 2);
  const Simulated executed = run(bound->plans, 2, 1, executor);
  EXPECT_EQ(machine.totals.front().packed(), executed.totals.front().packed()) << scenario;
  compared.left += machine.left;
  compared.begun += static_cast<std::uint64_t>(machine.totals.front().sum(Layout::kBegun));
  for (std::size_t duty = 0; duty < plan.program->duties.size(); ++duty) {
    compared.late += static_cast<std::uint64_t>(machine.totals.front().sum(plan.layout.duty(duty) + 2));
  }
}

TEST(TwoWays, GiveTheSameToTheMinute) {
  Compared compared;
  for (std::uint64_t seed = 1; seed <= 120 && !HasFailure(); ++seed) {
    Dice dice(seed);
    expect_same(text_of("areas.proviso"), areas_scenario(dice), compared);
  }
  EXPECT_GT(compared.begun, 10'000U);
  EXPECT_GT(compared.late, 1000U);
  EXPECT_LT(compared.left, 120U) << "of 240 runs";
}

TEST(TwoWays, GiveTheSameByWorkingDays) {
  std::string rules = text_of("wsoa.proviso");
  rules.replace(rules.find("calendar england"), 16, "calendar weekdays");
  Compared compared;
  for (std::uint64_t seed = 1; seed <= 60 && !HasFailure(); ++seed) {
    Dice dice(seed);
    expect_same(rules, wsoa_scenario(dice), compared);
  }
  EXPECT_GT(compared.begun, 5000U);
  EXPECT_GT(compared.late, 1000U);
  EXPECT_LT(compared.left, 60U) << "of 120 runs";
}

}  // namespace
}  // namespace proviso::simulate
