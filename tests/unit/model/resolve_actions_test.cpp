// SPDX-License-Identifier: Apache-2.0
// Triggers, moves with actions, and what an action may do.
#include "tests/unit/model/resolve_fixture.h"

namespace proviso {
namespace {

using model::Action;
using testing_support::Mistake;
using testing_support::Outcome;
using testing_support::resolve_clauses;
using testing_support::Sound;

class ActionMistake : public testing::TestWithParam<Mistake> {};
TEST_P(ActionMistake, IsReportedOnce) { expect_reported_once(GetParam()); }

#define WHEN "trigger g when asked then "

const Mistake kMistakes[] = {
    {"TriggerTwice", "trigger asked when answered then close case", Code::kDuplicateName, "declared here as an event"},
    {"TriggerAfterTrack", "track u\nstage v\n  end\nparty q\ntrigger g when asked then close case", Code::kMisplaced,
     "the trigger `g` stands outside every track"},
    {"UnknownEvent", "trigger g when askd then close case", Code::kUnknownName, "did you mean `asked`?"},
    {"WhenNumber", "trigger g when size plus 1 then close case", Code::kNotACondition, "`when` needs a yes or no"},
    {"RecordWrongType", WHEN "record size as wanted", Code::kTypeMismatch, "`size` is a number, and this is yes or no"},
    {"RecordUnknown", WHEN "record siz as 3", Code::kUnknownName, "did you mean `size`?"},
    {"RecordDerived", "fact x : yes/no means wanted\n" WHEN "record x as yes", Code::kWrongKind, "is derived"},
    {"RecordDecided", "decide risk from size hit first row - gives high\n" WHEN "record risk as low", Code::kWrongKind,
     "is decided by a table"},
    {"AddToNumber", WHEN "add 3 to size", Code::kTypeMismatch, "write `record size as …`"},
    {"AddWrongType", WHEN "add 3 to grounds", Code::kTypeMismatch, "the list `grounds` holds a text"},
    {"GoNowhere", WHEN "go to s3", Code::kUnknownName, "unknown stage `s3`"},
    {"BeginStage", WHEN "begin s", Code::kWrongKind, "a track is needed here"},
    {"NotifyFact", WHEN "notify owner \"x\"", Code::kWrongKind, "a party is needed here"},
    {"OpenUnknown", WHEN "open review", Code::kUnknownName, "use \"review.proviso\""},
    {"AfterClose", WHEN "close case then begin t", Code::kAfterClose, "write `close case` last"},
    {"OnceUnknown", "duty d office must ensure asked by given once missed then notify ofice \"x\"", Code::kUnknownName,
     "did you mean `office`?"},
    {"MoveAction", "track u\nstage v\n  when asked then record size as yes go to w\nstage w\n  end",
     Code::kTypeMismatch, "`size` is a number"},
    {"MoveHours", "track u\nstage v\n  after 5 hours go to w\nstage w\n  end", Code::kHours, "hours"},
};
INSTANTIATE_TEST_SUITE_P(Table, ActionMistake, testing::ValuesIn(kMistakes), testing_support::mistake_name);

class SoundAction : public testing::TestWithParam<Sound> {};
TEST_P(SoundAction, ResolvesWithoutAWord) { expect_sound(GetParam()); }

const Sound kSound[] = {
    {"AllKinds", WHEN "record size as size plus 1 then add \"x\" to grounds then record outcome as good "
                      "then record owner as office then go to s2 then begin t then end t then notify office \"x\" "
                      "then close case cite law \"3\""},
    {"OnFacts", "fact x : yes/no\nevent e records x\ntrigger g when wanted or x if size is 3 then end t"},
    {"OnCondition", "trigger g when size is more than 3 then end t"},
    {"InTrackAndStage",
     "track u\n  trigger g when asked then end t\nstage v\n  trigger h when asked then go to v\n  end"},
    {"Move",
     "track u\nstage v\n  when asked if wanted then begin t then notify office \"x\" go to w\n"
     "  when asked otherwise then end t go to w\n  after the grace of asked then close case go to w\nstage w\n  end"},
};
INSTANTIATE_TEST_SUITE_P(Table, SoundAction, testing::ValuesIn(kSound), testing_support::sound_name);

TEST(ResolveTrigger, KnowsWhereItIsWritten) {
  const Outcome outcome = resolve_clauses(
      "trigger a when asked then close case\ntrack u\n  trigger b when wanted then close case\nstage v\n"
      "  trigger c when asked if wanted then close case\n  end");
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  const auto& triggers = outcome.framework.triggers;
  ASSERT_EQ(triggers.size(), 3U);
  EXPECT_EQ(triggers[0].scope.kind, model::Scope::Kind::kCase);
  EXPECT_EQ(triggers[1].scope.kind, model::Scope::Kind::kTrack);
  EXPECT_EQ(triggers[2].scope.kind, model::Scope::Kind::kStage);
  EXPECT_EQ(triggers[0].events.size(), 1U);
  EXPECT_TRUE(triggers[1].when);
  EXPECT_TRUE(triggers[2].condition);
}

TEST(ResolveAction, KeepsTheirOrder) {
  const Outcome outcome = resolve_clauses(WHEN "record size as 3 then go to s2 then close case");
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  const auto& actions = outcome.framework.triggers.at(0).actions;
  ASSERT_EQ(actions.size(), 3U);
  EXPECT_EQ(actions[0].kind, Action::Kind::kRecord);
  EXPECT_EQ(outcome.framework[actions[1].stage].name, "s2");
  EXPECT_EQ(actions[2].kind, Action::Kind::kCloseCase);
}

TEST(ResolveExample, TakesInTimesPartiesAndRanges) {
  const Outcome outcome = resolve_clauses(
      "duty d office must ensure asked by given\nexample \"E\"\n  on 1 May 2017 at 09:30 asked for office\n"
      "  expect d for office due 3 May 2017 to 5 May 2017\n  expect d due 3 May 2017 at 10:00\n"
      "  expect notified office\n  expect case closed");
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  const model::Example& example = outcome.framework.examples.at(0);
  EXPECT_EQ(example.events.at(0).minute, 570);
  EXPECT_TRUE(example.events.at(0).for_party);
  ASSERT_EQ(example.expectations.size(), 4U);
  EXPECT_TRUE(example.expectations[0].for_party && example.expectations[0].due_until);
  EXPECT_EQ(example.expectations[1].due_minute, 600);
  EXPECT_EQ(example.expectations[2].kind, model::Expectation::Kind::kNotified);
  EXPECT_EQ(example.expectations[3].kind, model::Expectation::Kind::kClosed);
}

}  // namespace
}  // namespace proviso
