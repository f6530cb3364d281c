// SPDX-License-Identifier: Apache-2.0
// What the parts of a scenario do, in cases that chance has no part in and that are worked out by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "tests/unit/simulate/scenario_fixture.h"

namespace proviso::simulate {
namespace {

constexpr const char* kHead = R"(scenario: By hand
rules: rules.proviso
from: 2001-01-01
until: 2001-12-31
precision: minutes
)";
constexpr const char* kOutcome = "    facts: {outcome: {good: 1}}\n";

class Behaviour : public testing::Test {
 protected:
  void go(const std::string& rest, const std::string& rules = kQueueRules,
          const std::map<std::string, std::string>& files = {}) {
    bound_ = bound_of(rules, kHead + rest, files);
    ASSERT_TRUE(bound_->problems.empty()) << bound_->problems.front();
    simulated_ = run(bound_->plans, 1);
  }
  [[nodiscard]] const Totals& totals() const { return simulated_->totals.front(); }
  [[nodiscard]] std::int64_t number(const std::string& event) const {
    const Plan& plan = bound_->plan();
    return totals().sum(plan.layout.events +
                        plan.event_place[*plan.program->framework->find(model::SymbolKind::kEvent, event)]);
  }
  [[nodiscard]] double answer(const std::string& words) const { return estimate(*bound_, *simulated_, words).value; }
  [[nodiscard]] double wait() const { return answer("wait for server"); }
  [[nodiscard]] double taken() const { return answer("time from asked to served"); }

  std::unique_ptr<Bound> bound_;
  std::optional<Simulated> simulated_;
};

std::string service(const std::string& more, const std::string& cases = "[{on: 2001-01-01, cases: 1}]") {
  return fmt::format(
      "cases: [{{schedule: {}}}]\nevents:\n  - {{event: asked, after: start}}\n  - event: served\n"
      "    after: asked\n{}{}",
      cases, kOutcome, more);
}

TEST_F(Behaviour, DurationsCountInTheirUnits) {
  go(service("    takes: {fixed: 36, in: hours}\n"));
  EXPECT_DOUBLE_EQ(taken(), 1.5);
  go(service("    takes: {fixed: 1.25}\n"));
  EXPECT_DOUBLE_EQ(taken(), 1.25);
  // The unit of the event is that of its durations, but where one has its own.
  go(service("    takes: {fixed: 36}\n    wait: {fixed: 2, in: days}\n    in: hours\n"));
  EXPECT_DOUBLE_EQ(taken(), 3.5);
  // From Monday 1 January: five working days lead to Monday 8 January.
  go(service("    takes: {fixed: 5, in: working days}\n"));
  EXPECT_DOUBLE_EQ(taken(), 7);
}

TEST_F(Behaviour, WaitsComeBeforeWork) {
  go(service("    wait: {fixed: 3}\n    takes: {fixed: 2}\n    needs: {server: 1}\nresources: {server: {count: 1}}\n"));
  EXPECT_DOUBLE_EQ(taken(), 5);
  EXPECT_DOUBLE_EQ(wait(), 0) << "nobody else asked";
}

TEST_F(Behaviour, AHurryMakesTheRestFaster) {
  // Due ten days after asking; six days before that, on day 4, the other eight of twelve days become four.
  go(service("    takes: {fixed: 12}\n    hurry: {duty: serve, from: 6, factor: 0.5}\n"));
  EXPECT_DOUBLE_EQ(taken(), 8);
  go(service("    takes: {fixed: 3}\n    hurry: {duty: serve, from: 6, factor: 0.5}\n"));
  EXPECT_DOUBLE_EQ(taken(), 3) << "it is done before anybody hurries";
}

TEST_F(Behaviour, AQueueSlowsTheWorkDown) {
  // The first begins while nobody waits; the second while two do, as the first ends: 2 × (1 + 0.5 × 2) days.
  go(
      service("    takes: {fixed: 2}\n    needs: {server: 1}\n    queue: {resource: server, factor: 0.5}\n"
              "resources: {server: {count: 1}}\n",
              "[{on: 2001-01-01, cases: 4}]"));
  // Served on days 2, 6 (two behind it), 9 (one) and 11.
  EXPECT_DOUBLE_EQ(taken(), (2 + 6 + 9 + 11) / 4.0);
}

TEST_F(Behaviour, DurationsAndOutcomesFollowFacts) {
  go(R"(cases: [{schedule: [{on: 2001-01-01, cases: 1}]}]
events:
  - {event: asked, after: start}
  - event: served
    after: asked
    takes:
      - {if: {stage: glad}, fixed: 50}
      - {if: {stage: [waiting, sorry]}, fixed: 4}
      - {fixed: 60}
    facts:
      outcome:
        - {if: {stage: new}, shares: {good: 1}}
        - shares: {bad: 1}
)");
  EXPECT_DOUBLE_EQ(taken(), 4);
  const Plan& plan = bound_->plan();
  const std::size_t last = plan.days.size() - 1;
  const auto stage = *plan.program->framework->find(model::SymbolKind::kStage, "sorry");
  EXPECT_EQ(totals().sum(static_cast<std::uint32_t>(plan.layout.stages + last * plan.program->stages.size() + stage)),
            1);
}

TEST_F(Behaviour, AnEventCanComeSeveralTimes) {
  go(service("    takes: {fixed: 10}\n    times: 3\n"));
  EXPECT_EQ(number("served"), 3);
  EXPECT_DOUBLE_EQ(taken(), 10) << "from asking to the first";
}

TEST_F(Behaviour, AnEventWhoseTimeHasGoneDoesNotCome) {
  go(service("    takes: {fixed: 10}\n    times: 3\n    while: {stage: waiting}\n"));
  EXPECT_EQ(number("served"), 1);
  EXPECT_EQ(totals().sum(Layout::kUnexpected), 0);
  EXPECT_EQ(totals().sum(Layout::kOver), 1);
}

TEST_F(Behaviour, WhatIsHeldUpToALaterEventIsGivenBackThere) {
  const std::string rules = kQueueRules;
  go(R"(cases: [{schedule: [{on: 2001-01-01, cases: 2}]}]
events:
  - {event: asked, after: start, needs: {server: 1}, until: served}
  - event: served
    after: asked
    takes: {fixed: 7}
    facts: {outcome: {good: 1}}
resources: {server: {count: 1}}
)",
     rules);
  EXPECT_DOUBLE_EQ(wait(), 3.5) << "the second waits seven days";
  EXPECT_EQ(number("served"), 2);
  EXPECT_DOUBLE_EQ(answer("use of server"), 14 / 365.0);
}

TEST_F(Behaviour, DisciplinesDecideWhoIsServedNext) {
  // Asked on days 0, 1 and 2; each takes five days. Due on days 10, 11 and 12.
  const std::string three = "[{on: 2001-01-01, cases: 1}, {on: 2001-01-02, cases: 1}, {on: 2001-01-03, cases: 1}]";
  const auto with = [&](const char* discipline) {
    return service(fmt::format("    takes: {{fixed: 5}}\n    needs: {{server: 1}}\n"
                               "resources: {{server: {{count: 1, discipline: {}}}}}\n",
                               discipline),
                   three);
  };
  const auto kept = [&] { return totals().sum(bound_->plan().layout.status(0, DutyStatus::kKept)); };
  go(with("first come"));  // served on days 5, 10 and 15
  EXPECT_EQ(kept(), 2);
  EXPECT_DOUBLE_EQ(wait(), (0 + 4 + 8) / 3.0);
  go(with("last come"));  // the third on day 10, the second on day 15
  EXPECT_EQ(kept(), 2);
  EXPECT_DOUBLE_EQ(wait(), (0 + 3 + 9) / 3.0);
  const DayHistogram& waits = totals().waits(0);
  EXPECT_EQ(waits.counts()[9], 1U);
  EXPECT_EQ(waits.counts()[3], 1U);
  go(with("earliest due date"));
  EXPECT_EQ(totals().waits(0).counts()[4], 1U);
  EXPECT_EQ(totals().waits(0).counts()[8], 1U);
}

TEST_F(Behaviour, APauseHoldsWorkBackAndNotWhatHasBegun) {
  // The first begins on 1 January and goes on; the second would begin on 6 January and does so on 1 February.
  go(
      service("    takes: {fixed: 5}\n    needs: {server: 1}\n"
              "resources: {server: {count: 1}}\nchanges: [{on: 2001-01-03, pause-until: 2001-02-01}]\n",
              "[{on: 2001-01-01, cases: 2}]"));
  EXPECT_DOUBLE_EQ(wait(), (0 + 31) / 2.0);
  EXPECT_DOUBLE_EQ(taken(), (5 + 36) / 2.0);
  // Cases that would begin in the pause begin after it.
  go(service("    takes: {fixed: 5}\nchanges: [{on: 2001-01-03, pause-until: 2001-02-01, paused: [cases]}]\n",
             "[{on: 2001-01-05, cases: 1}]"));
  const Plan& plan = bound_->plan();
  const auto waiting = [&](std::size_t day, const char* name) {
    const auto stage = *plan.program->framework->find(model::SymbolKind::kStage, name);
    return totals().sum(static_cast<std::uint32_t>(plan.layout.stages + day * plan.program->stages.size() + stage));
  };
  EXPECT_EQ(waiting(1, "waiting"), 0) << "1 February: it begins";
  EXPECT_EQ(waiting(2, "glad"), 1) << "1 March";
}

TEST_F(Behaviour, ANewNumberOfAResourceCountsFromItsDayOn) {
  go(
      service("    takes: {fixed: 10}\n    needs: {server: 1}\n"
              "resources: {server: {count: 1}}\nchanges: [{on: 2001-01-04, resources: {server: 3}}]\n",
              "[{on: 2001-01-01, cases: 3}]"));
  EXPECT_DOUBLE_EQ(wait(), (0 + 3 + 3) / 3.0);
  EXPECT_DOUBLE_EQ(answer("use of server"), 30.0 / (3 + 3 * 362));
}

TEST_F(Behaviour, AResourceWorksOnItsDays) {
  // Asked on Saturday 6 January: the work begins on Monday, and goes on over the next weekend.
  go(
      service("    takes: {fixed: 10}\n    needs: {server: 1}\n"
              "resources: {server: {count: 1, calendar: working days}}\n",
              "[{on: 2001-01-06, cases: 1}]"));
  EXPECT_DOUBLE_EQ(wait(), 2);
  EXPECT_DOUBLE_EQ(taken(), 12);
  // Of 261 working days of 2001 it is held on eight: 8 to 12 and 15 to 17 January.
  EXPECT_DOUBLE_EQ(answer("use of server"), 8.0 / 261);
}

TEST_F(Behaviour, ASeasonPutsOffTheBeginning) {
  go(service("    takes: {fixed: 1}\n    season: working days\n", "[{on: 2001-01-06, cases: 1}]"));
  EXPECT_DOUBLE_EQ(taken(), 3);
}

TEST_F(Behaviour, SeveralNeedsAreMetTogether) {
  go(
      service("    takes: {fixed: 5}\n    needs: {server: 2, room: 1}\n"
              "resources: {server: {count: 3}, room: {count: 5}}\n",
              "[{on: 2001-01-01, cases: 3}]"));
  // One after the other: three servers do for one of them only.
  EXPECT_DOUBLE_EQ(wait(), (0 + 5 + 10) / 3.0);
  EXPECT_DOUBLE_EQ(answer("use of room"), 15.0 / (365 * 5));
}

TEST_F(Behaviour, APlaceHasOneCaseAfterTheOther) {
  go(R"(cases: [{population: 2, first: {fixed: 10}, again: {fixed: 90}}]
events:
  - {event: asked, after: start}
  - event: served
    after: asked
    takes: {fixed: 10}
    facts: {outcome: {good: 1}}
)");
  // On days 10, 110, 210 and 310.
  EXPECT_EQ(number("asked"), 8);
  EXPECT_EQ(totals().sum(Layout::kOver), 8);
}

TEST_F(Behaviour, AListSaysHowFactsOfItsCasesTurnOut) {
  go(R"(cases: [{list: cases.csv}]
events:
  - {event: asked, after: start}
  - event: served
    after: asked
    takes: {fixed: 1}
    facts: {outcome: {good: 0.5, bad: 0.5}}
)",
     kQueueRules, {{"cases.csv", "on,outcome\n2001-02-01,bad\n2001-02-02,bad\n2001-02-03,good\n2002-02-03,good\n"}});
  const Plan& plan = bound_->plan();
  const auto stage = [&](const char* name) {
    const auto number = *plan.program->framework->find(model::SymbolKind::kStage, name);
    return totals().sum(
        static_cast<std::uint32_t>(plan.layout.stages + (plan.days.size() - 1) * plan.program->stages.size() + number));
  };
  EXPECT_EQ(stage("sorry"), 2);
  EXPECT_EQ(stage("glad"), 1) << "and the one after the end is left out";
}

TEST_F(Behaviour, ARateGrows) {
  bound_ = bound_of(kQueueRules, std::string(kHead) + R"(cases: [{rate: 1000, growth: 1}]
events: [{event: asked, after: start}]
answers: [number of cases]
)");
  ASSERT_TRUE(bound_->problems.empty()) << bound_->problems.front();
  simulated_ = run(bound_->plans, 200);
  // Twice the rate after 365.25 days; up to then 1000 / ln 2, less what falls into the last quarter of a day.
  const Estimate cases = estimate(*bound_, *simulated_, "number of cases", 0.999);
  const double years = 365 / 365.25;
  const double theory = 1000 / std::log(2) * (std::pow(2, years) - 1);
  EXPECT_GT(theory, *cases.low);
  EXPECT_LT(theory, *cases.high);
}

TEST_F(Behaviour, VariantsShareTheirChance) {
  bound_ = bound_of(kQueueRules, std::string(kHead) + R"(cases: [{rate: 300}]
events:
  - {event: asked, after: start}
  - event: served
    after: asked
    takes: {log-normal: {median: 9, sigma: 0.4}}
    facts: {outcome: {good: 0.4, bad: 0.6}}
variants:
  - name: with servers enough
    set:
      resources: {server: {count: 1000}}
      events: [{event: served, needs: {server: 1}}]
)");
  ASSERT_TRUE(bound_->problems.empty()) << bound_->problems.front();
  simulated_ = run(bound_->plans, 20);
  const Totals& with = simulated_->totals.back();
  for (std::size_t i = 0; i < with.pairs().size(); ++i) {
    const Estimate change = difference_of(*bound_->plans.front(), totals(), *bound_->plans.back(), with, i);
    if (!change.known) continue;
    EXPECT_DOUBLE_EQ(change.value, 0) << "who waits for nobody waits not at all";
    EXPECT_NEAR(*change.high - *change.low, 0, 1e-9);
  }
}

TEST_F(Behaviour, MoreThanTheLimitsEndsARun) {
  bound_ = bound_of(kQueueRules, std::string(kHead) + service("    takes: {fixed: 1}\n    times: 300\n"));
  ASSERT_TRUE(bound_->problems.empty()) << bound_->problems.front();
  SimulateOptions options;
  options.run.limits.cases = 5;
  EXPECT_TRUE(simulate(bound_->plans, {0, 1}, options));
  bound_ = bound_of(kQueueRules, std::string(kHead) + R"(cases: [{population: 1, again: {fixed: 0}}]
events: [{event: asked, after: start, chance: 0.5}]
)");
  ASSERT_TRUE(bound_->problems.empty()) << bound_->problems.front();
  const Result<Simulated> endless = simulate(bound_->plans, {0, 1}, options);
  ASSERT_FALSE(endless);
  EXPECT_EQ(endless.error().code, ErrorCode::kLimitReached);
}

}  // namespace
}  // namespace proviso::simulate
