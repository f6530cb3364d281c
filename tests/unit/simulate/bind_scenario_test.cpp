// SPDX-License-Identifier: Apache-2.0
// Mistakes in scenarios: each is found, and said where it is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/simulate/scenario_fixture.h"

namespace proviso::simulate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kSound = R"(scenario: Sound
rules: rules.proviso
from: 2001-01-01
until: 2001-12-31
precision: minutes
cases: [{rate: 10}]
events:
  - {event: asked, after: start}
  - event: served
    after: asked
    needs: {server: 1}
    takes: {uniform: [2, 5]}
    facts: {outcome: {good: 0.3, bad: 0.7}}
resources: {server: {count: 4}}
answers: [share of serve]
)";

std::string with(const std::string& what, const std::string& instead) {
  std::string text = kSound;
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), instead);
}

std::vector<std::string> problems(const std::string& scenario) { return bound_of(kQueueRules, scenario)->problems; }

TEST(BindScenario, ASoundOneHasNoProblems) {
  EXPECT_THAT(problems(kSound), IsEmpty());
  EXPECT_TRUE(bound_of(kQueueRules, kSound)->plan().machine);
}

TEST(BindScenario, SharesAddUpToOne) {
  EXPECT_THAT(problems(with("bad: 0.7", "bad: 1.0")),
              ElementsAre(HasSubstr("PV0703 the shares of `outcome` add up to 1.3, not 1")));
  EXPECT_THAT(problems(with("bad: 0.7", "bad: 0.6")), ElementsAre(HasSubstr("PV0703")));
  EXPECT_THAT(problems(with("bad: 0.7", "bad: 0.700001")), IsEmpty()) << "what rounding leaves";
  EXPECT_THAT(problems(with("good: 0.3", "good: -0.3")), ElementsAre(HasSubstr("PV0702")));
}

TEST(BindScenario, DurationsAreNotNegativeAndGoUp) {
  EXPECT_THAT(problems(with("[2, 5]", "[-2, 5]")),
              ElementsAre(HasSubstr("PV0702 `events.served.takes.uniform.1` cannot be -2")));
  EXPECT_THAT(problems(with("[2, 5]", "[5, 2]")), ElementsAre(HasSubstr("PV0702 `uniform` goes down")));
  EXPECT_THAT(problems(with("uniform: [2, 5]", "gamma: {mean: 0, shape: 2}")), ElementsAre(HasSubstr("PV0702")));
  EXPECT_THAT(problems(with("uniform: [2, 5]", "uniform: [2, 5], fixed: 3")), ElementsAre(HasSubstr("PV0702")));
  EXPECT_THAT(problems(with("uniform: [2, 5]", "unifrom: [2, 5]")),
              ElementsAre(HasSubstr("PV0505 a duration has no key `unifrom` (did you mean `uniform`?)")));
}

TEST(BindScenario, NamesAreLookedUp) {
  EXPECT_THAT(problems(with("event: served", "event: srved")),
              ElementsAre("PV0701 the rules declare no event `srved` (did you mean `served`?)"));
  EXPECT_THAT(problems(with("after: asked", "after: askd")),
              testing::Contains(HasSubstr("PV0701 the rules declare no event `askd` (did you mean `asked`?)")));
  EXPECT_THAT(problems(with("needs: {server", "needs: {serer")),
              ElementsAre(HasSubstr("PV0701 the scenario has no resource `serer` (did you mean `server`?)")));
  EXPECT_THAT(problems(with("{outcome:", "{outcom:")),
              ElementsAre(HasSubstr("PV0701 the rules declare no fact `outcom`")));
  EXPECT_THAT(problems(with("good: 0.3", "god: 0.3")), ElementsAre(HasSubstr("PV0708")));
  EXPECT_THAT(problems(with("share of serve", "share of server")), ElementsAre(HasSubstr("did you mean `serve`?")));
  EXPECT_THAT(problems(with("share of serve", "how many")), ElementsAre(HasSubstr("PV0701")));
  EXPECT_THAT(problems(with("takes:", "hurry: {duty: srve, from: 2, factor: 1}\n    takes:")),
              ElementsAre(HasSubstr("did you mean `serve`?")));
  EXPECT_THAT(problems(with("takes:", "if: {stage: waitin}\n    takes:")),
              ElementsAre(HasSubstr("did you mean `waiting`?")));
  EXPECT_THAT(problems(with("{count: 4}", "{count: 4, calendar: wekdays}")),
              ElementsAre(HasSubstr("PV0701 there is no calendar `wekdays`")));
}

TEST(BindScenario, WhatIsTakenIsGivenBack) {
  EXPECT_THAT(problems(with("takes:", "until: asked\n    takes:")),
              ElementsAre(HasSubstr("PV0704 nobody gives `server` back: `asked` does not follow `served`")));
  EXPECT_THAT(problems(with("{server: 1}", "{server: 5}")),
              ElementsAre(HasSubstr("PV0704 5 of `server` are needed at once, and there are never more than 4")));
  EXPECT_THAT(problems(with("count: 4", "count: 0")), ElementsAre(HasSubstr("PV0704")));
}

TEST(BindScenario, ARunComesToAnEnd) {
  EXPECT_THAT(problems(with("rate: 10", "rate: 10000000000")),
              ElementsAre(HasSubstr("PV0705 about 9993155373 cases would come in one run")));
  std::string growing = with("rate: 10", "rate: 1000, growth: 100");
  growing.replace(growing.find("2001-12-31"), 10, "2003-12-31");
  EXPECT_THAT(problems(growing), ElementsAre(HasSubstr("PV0705")));
  EXPECT_THAT(problems(with("takes: {uniform: [2, 5]}", "takes: {fixed: 0}") + "measure: []\n"), IsEmpty());
  EXPECT_THAT(problems(with("  - {event: asked, after: start}", "  - {event: asked, after: [start, served]}")),
              IsEmpty())
      << "the service takes time";
  std::string endless = with("  - {event: asked, after: start}", "  - {event: asked, after: [start, served]}");
  endless.replace(endless.find("{uniform: [2, 5]}"), 17, "{fixed: 0}");
  EXPECT_THAT(problems(endless), ElementsAre(HasSubstr("PV0705 `asked` leads to itself, and no time passes")));
  EXPECT_THAT(problems(with("2001-12-31", "2190-12-31")), ElementsAre(HasSubstr("PV0705")));
}

TEST(BindScenario, EveryEventIsReached) {
  EXPECT_THAT(problems(with("after: start", "after: served")),
              testing::Contains(HasSubstr("PV0707 nothing leads to `asked`")));
  EXPECT_THAT(problems(with("  - {event: asked, after: start}\n", "")),
              testing::Contains(HasSubstr("PV0707 `asked` never happens in this scenario")));
}

TEST(BindScenario, FactsTurnOutSomehow) {
  const auto silent = bound_of(kQueueRules, with("    facts: {outcome: {good: 0.3, bad: 0.7}}\n", ""));
  ASSERT_THAT(silent->problems, IsEmpty());
  EXPECT_THAT(silent->plan().notes, ElementsAre(HasSubstr("Nothing says how `outcome` turns out")));
  EXPECT_THAT(bound_of(kQueueRules, kSound)->plan().notes, IsEmpty());
  EXPECT_THAT(problems(with("{outcome: {good: 0.3, bad: 0.7}}",
                            "{outcome: [{if: {stage: new}, shares: {good: 1}}, "
                            "{if: {stage: glad}, shares: {bad: 1}}]}")),
              ElementsAre(HasSubstr("PV0708 the last of the outcomes has a condition")));
}

TEST(BindScenario, TheCalendarCoversTheScenario) {
  EXPECT_THAT(problems(with("2001-12-31", "2061-01-31")), IsEmpty()) << "nothing counts working days";
  std::string text = with("2001-12-31", "2061-01-31");
  text.replace(text.find("{uniform: [2, 5]}"), 17, "{fixed: 2, in: working days}");
  EXPECT_THAT(problems(text), ElementsAre(HasSubstr("PV0702 the calendar `weekdays` does not know all days")));
}

TEST(BindScenario, FilesAreRead) {
  const std::string text = with("uniform: [2, 5]", "empirical: days.csv");
  EXPECT_THAT(problems(text), ElementsAre(HasSubstr("PV0706 `days.csv` cannot be read")));
  const auto of = [&](const std::string& table) {
    return bound_of(kQueueRules, text, {{"days.csv", table}})->problems;
  };
  EXPECT_THAT(of("days,weight\n3,1\n4,2\n"), IsEmpty());
  EXPECT_THAT(of("days\n3\n4\n"), IsEmpty());
  EXPECT_THAT(of("Tage\n3\n"), ElementsAre(HasSubstr("PV0706")));
  EXPECT_THAT(of("days\n-3\n"), ElementsAre(HasSubstr("PV0702")));
  EXPECT_THAT(of("days\n"), ElementsAre(HasSubstr("PV0702 an empirical duration has no values")));
}

TEST(BindScenario, AssumptionsAreLaidBelowTheScenario) {
  const std::string text = with("rules:", "assumptions: [fitted.yaml]\nrules:");
  const auto fitted = [&](const std::string& yaml) { return bound_of(kQueueRules, text, {{"fitted.yaml", yaml}}); };
  EXPECT_THAT(fitted("resources: {server: {count: 9, discipline: random}}\n")->plan().resources.front().count, 4);
  EXPECT_EQ(fitted("resources: {server: {discipline: random}}\n")->plan().resources.front().discipline,
            ScenarioDiscipline::kRandom);
  // An event of the assumptions is completed by the scenario, key by key.
  const auto bound = fitted("events: [{event: served, after: asked, wait: {fixed: 3}, takes: {fixed: 99}}]\n");
  ASSERT_THAT(bound->problems, IsEmpty());
  ASSERT_EQ(bound->plan().activities.size(), 2U);
  const Activity& served = bound->plan().activities.front();
  EXPECT_EQ(served.wait.front().time.least, 3U * 1440);
  EXPECT_EQ(served.takes.front().time.least, 2U * 1440);
  EXPECT_THAT(fitted("rules: other.proviso\n")->problems, ElementsAre(HasSubstr("PV0505")));
}

TEST(BindScenario, VariantsPutRightWhatTheyName) {
  const auto bound = bound_of(kQueueRules, kSound + R"(variants:
  - name: more
    set: {resources: {server: {count: 6}}}
  - name: faster
    set: {events: [{event: served, takes: {fixed: 1}}]}
)");
  ASSERT_THAT(bound->problems, IsEmpty());
  ASSERT_EQ(bound->plans.size(), 3U);
  EXPECT_EQ(bound->plans[1]->resources.front().count, 6);
  EXPECT_EQ(bound->plans[2]->activities[1].takes.front().time.least, 1440U);
  EXPECT_THAT(problems(kSound + "variants: [{name: a, set: {events: [{event: srved, takes: {fixed: 1}}]}}]\n"),
              ElementsAre(HasSubstr("PV0701 the scenario has no event `srved` to put right (did you mean `served`?)")));
}

TEST(BindScenario, RangesHoldTheirValue) {
  EXPECT_THAT(problems(with("[2, 5]", "[{value: 2, range: [3, 4]}, 5]")),
              ElementsAre(HasSubstr("PV0702 the range of `events.served.takes.uniform.1` leaves out its value 2")));
  const auto bound =
      bound_of(kQueueRules, with("good: 0.3, bad: 0.7", "good: {value: 0.3, range: [0.1, 0.5]}, bad: 0.7"));
  ASSERT_THAT(bound->problems, IsEmpty());
  ASSERT_EQ(ranged_numbers(bound->file.base).size(), 1U);
  const ScenarioDocument low = with_number(bound->file.base, 0, 0.1);
  EXPECT_DOUBLE_EQ(low.events[1].facts[0].outcomes[0].shares[0].share.value, 0.1);
  EXPECT_DOUBLE_EQ(low.events[1].facts[0].outcomes[0].shares[1].share.value, 0.9) << "the other makes room";
}

}  // namespace
}  // namespace proviso::simulate
