// SPDX-License-Identifier: Apache-2.0
// Which events follow which by the rules.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/fit/pairs.h"
#include "engine/fit/words.h"
#include "tests/unit/fit/grants.h"

namespace proviso::fit {
namespace {

using testing::ElementsAre;

class Pairs : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(rules_); }

  // `paid after decided, working days, limit 10 (pay) [others]`, for a source without some events.
  std::vector<std::string> pairs(const std::set<std::string>& missing = {}) {
    const model::Framework& framework = *rules_->program->framework;
    std::vector<bool> in_source;
    for (const model::Event& event : framework.events) in_source.push_back(!missing.contains(event.name));
    std::vector<std::string> texts;
    for (const Pair& pair : pairs_by_rules(framework, in_source, *make_date(2020, 1, 1))) {
      std::string text =
          fmt::format("{} after {}", framework.events[pair.event].name, framework.events[pair.after].name);
      if (pair.working_days) text += ", working days";
      if (pair.limit) text += fmt::format(", limit {}", *pair.limit);
      if (pair.duty) text += fmt::format(", duty {}", framework.duties[*pair.duty].name);
      if (pair.stage) text += fmt::format(", stage {}", framework.stages[*pair.stage].name);
      for (const FactTest& test : pair.only_if) text += fmt::format(", if {}", test_words(framework, test));
      for (const std::uint32_t other : pair.others) text += fmt::format(", or {}", framework.events[other].name);
      for (const std::uint32_t event : pair.passed) text += fmt::format(", past {}", framework.events[event].name);
      if (pair.condition_left_out) text += ", condition left out";
      texts.push_back(text);
    }
    return texts;
  }

  std::unique_ptr<replay::Rules> rules_ = grants();
};

TEST_F(Pairs, AreWhatDutiesCountFromAndWhatEntersAStage) {
  EXPECT_THAT(pairs(),
              ElementsAre("completed after applied, stage incomplete, if complete: no",
                          "decided after applied, stage considering, if complete: yes, or refused, or withdrawn",
                          "decided after completed, stage considering, or refused, or withdrawn",
                          "refused after applied, stage considering, if complete: yes, or decided, or withdrawn",
                          "refused after completed, stage considering, or decided, or withdrawn",
                          "withdrawn after applied, stage considering, if complete: yes, or decided, or refused",
                          "withdrawn after completed, stage considering, or decided, or refused",
                          "paid after decided, working days, limit 10, duty pay, stage paying",
                          "report after paid, duty reports", "report after report, duty reports"));
}

TEST_F(Pairs, LeadPastEventsThatTheSourceDoesNotHave) {
  // Where nobody records decisions, money follows what a decision follows.
  EXPECT_THAT(pairs({"decided", "refused", "withdrawn", "completed"}),
              ElementsAre("paid after applied, if complete: yes, past decided", "report after paid, duty reports",
                          "report after report, duty reports"));
  // Where completions are not recorded, but applications are, nothing leads past them.
  EXPECT_THAT(pairs({"completed", "refused", "withdrawn", "report"}),
              ElementsAre("decided after applied, stage considering, if complete: yes, or refused, or withdrawn",
                          "paid after decided, working days, limit 10, duty pay, stage paying"));
}

TEST_F(Pairs, OfASourceWithOneEventThereAreNone) {
  EXPECT_THAT(pairs({"completed", "decided", "refused", "withdrawn", "paid", "report"}), testing::IsEmpty());
}

TEST_F(Pairs, MayBeAskedFor) {
  const model::Framework& framework = *rules_->program->framework;
  const Pair known = pair_asked_for(framework, event_named(*rules_, "decided"), event_named(*rules_, "paid"), {});
  EXPECT_TRUE(known.working_days);
  EXPECT_EQ(known.limit, 10);
  const Pair unknown = pair_asked_for(framework, event_named(*rules_, "applied"), event_named(*rules_, "paid"), {});
  EXPECT_FALSE(unknown.working_days);
  EXPECT_EQ(unknown.limit, std::nullopt);
}

// An event of the source stands in for one that is not there, where both say what the way depends on. And a duty that
// only says `no sooner than` counts for less than one that says until when.
TEST(PairsOfOtherRules, TakeAStandInAndTheStrongerDuty) {
  const auto rules = replay::compile("stand-in.proviso", R"(framework visits "Visits"
  calendar plain

party inspectors "the inspectors"

fact weak : yes/no "whether the nursery is weak"

event visit     "they visit"              by inspectors
event received  "the letter is received"  by inspectors
  records weak
event published "the letter is published" by inspectors
  records weak
event call      "they call again"         by inspectors
event revisit   "they visit again"        by inspectors

duty publish "Publish the letter"
  inspectors must ensure published within 4 weeks of visit

track main "Main"

stage notice "Notice"
  when visit go to writing

stage writing "Writing"
  when received if weak go to waiting
  when received otherwise go to closed

stage waiting "Waiting"
  duty again "Visit again"
    inspectors must ensure revisit within 6 months of received
  duty warned "Notice"
    inspectors must ensure revisit no sooner than 2 working days after call
  when revisit go to closed

stage closed "Closed"
  end
)",
                                     replay::small_calendar());
  ASSERT_TRUE(rules);
  const model::Framework& framework = *rules->program->framework;
  const auto text = [&](const std::vector<bool>& in_source) {
    std::vector<std::string> texts;
    for (const Pair& pair : pairs_by_rules(framework, in_source, *make_date(2020, 1, 1))) {
      texts.push_back(fmt::format("{} after {}{}{}", framework.events[pair.event].name,
                                  framework.events[pair.after].name,
                                  pair.only_if.empty() ? "" : " if " + test_words(framework, pair.only_if.front()),
                                  pair.limit ? fmt::format(" within {}", *pair.limit) : ""));
    }
    return texts;
  };
  // visit, received, published, call, revisit
  EXPECT_THAT(
      text({true, true, true, true, true}),
      ElementsAre("received after visit", "published after visit within 28", "revisit after received if weak: yes"));
  EXPECT_THAT(text({true, false, true, false, true}),
              ElementsAre("published after visit within 28", "revisit after published if weak: yes"));
  // The call alone: better than going further back.
  EXPECT_THAT(text({true, false, true, true, true}),
              ElementsAre("published after visit within 28", "revisit after call"));
}

}  // namespace
}  // namespace proviso::fit
