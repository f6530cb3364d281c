// SPDX-License-Identifier: Apache-2.0
// Names and types: each mistake is reported once, with its code, its line and what to do.
#include "engine/model/resolve.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/model/resolve_fixture.h"

namespace proviso {
namespace {

using testing_support::kHead;
using testing_support::kTail;
using testing_support::Mistake;
using testing_support::Outcome;
using testing_support::resolve_text;

class ResolveMistake : public testing::TestWithParam<Mistake> {};

TEST_P(ResolveMistake, IsReportedOnce) { expect_reported_once(GetParam()); }

const Mistake kMistakes[] = {
    {"UnknownEvent", "duty d \"D\" office must ensure askd within 5 weeks of answered", Code::kUnknownName,
     "did you mean `asked`?"},
    {"UnknownParty", "duty d \"D\" ofice must ensure asked within 5 weeks of answered", Code::kUnknownName,
     "did you mean `office`?"},
    {"UnknownAndFarOff", "event e by minister", Code::kUnknownName, "declare it with `party minister …`"},
    {"WrongKind", "duty d \"D\" asked must ensure answered within 5 weeks of given", Code::kWrongKind,
     "`asked` is an event, and a party is needed here"},
    {"DeclaredTwice", "party asked \"Asked\"", Code::kDuplicateName, "declared here as a"},
    {"UnknownValue", "fact x : yes/no means outcome is god", Code::kUnknownValue, "did you mean `good`?"},
    {"TypeMismatch", "fact x : yes/no means size is wanted", Code::kTypeMismatch, "cannot be compared"},
    {"DatesAreNotNumbers", "fact x : yes/no means day is more than 3", Code::kTypeMismatch,
     "use `before` or `after` for dates"},
    {"NumbersAreNotDates", "fact x : yes/no means size before 3", Code::kTypeMismatch, "use `is less than`"},
    {"ConditionIsANumber", "duty d \"D\" applies if size office must ensure asked within 5 weeks of answered",
     Code::kNotACondition, "needs a yes or no"},
    {"WrongType", "fact x : number means wanted", Code::kTypeMismatch, "change the type after"},
    {"Circular", "fact a : yes/no means not b\nfact b : yes/no means not a", Code::kCircularFact, "a → b → a"},
    {"DerivedJudgement", "fact a : yes/no judgement means wanted", Code::kWrongKind, "leave `judgement` out"},
    {"DecidedJudgement", "fact a : yes/no judgement\ndecide a from wanted hit first row - gives yes", Code::kWrongKind,
     "this table decides it"},
    {"OpensItself", "trigger g when asked then open f", Code::kMisplaced, "a framework cannot open itself"},
    {"AsksItselfAsAnother", "fact a : yes/no means in s of f", Code::kMisplaced, "leave `of …` out"},
    {"RecordsDerived", "fact a : yes/no means wanted\nevent e records a", Code::kWrongKind,
     "records `a`, which is derived"},
    {"ParameterOrder", "parameter p\n 1 week from 2 May 2017\n 2 weeks from 1 May 2017", Code::kParameterDates,
     "earliest first"},
    {"MustAllow", "duty d \"D\" office must allow asked within 5 weeks of answered", Code::kModalityVerb,
     "write `ensure`"},
    {"MustNotEnsure", "duty d \"D\" office must not ensure asked within 5 weeks of answered", Code::kModalityVerb,
     "write `not allow`"},
    {"MayEnsure", "duty d \"D\" office may ensure asked within 5 weeks of answered", Code::kModalityVerb,
     "write `may use`"},
    {"OtherwiseAlone", "track u\nstage v\n  when asked otherwise go to w\nstage w\n  end", Code::kOtherwiseAlone,
     "write that clause first"},
    {"OtherTracksStage", "track u\nstage v\n  when asked go to s\n  may end", Code::kMisplaced,
     "a stage of another track"},
    {"DutyAfterTrack",
     "track u\nstage v\n  may end\nparty q\nduty d \"D\" office must ensure asked within 5 weeks of answered",
     Code::kMisplaced, "before the first track"},
    {"NotRecorded", "example \"E\"\n on 1 May 2017 asked with outcome good", Code::kNotRecorded,
     "add `records outcome` to the event"},
    {"SeveralValues", "example \"E\"\n on 1 May 2017 asked with size 1, 2", Code::kTypeMismatch,
     "only a list takes several"},
    {"NoNumber", "example \"E\"\n on 1 May 2017 asked with no size", Code::kTypeMismatch, "records an empty list"},
    {"WarnWithoutDue", "duty d \"D\" office must ensure asked on a Monday warn 2 working days ahead", Code::kNoDuration,
     "no due date"},
    {"MomentIsNoDate", "duty d \"D\" office must ensure asked within 5 weeks of size", Code::kTypeMismatch,
     "a moment must be an event or a date"},
    {"CountOfNumber", "fact x : number means count of size", Code::kTypeMismatch, "needs a list"},
    {"IncludesWrongType", "fact x : yes/no means grounds includes 3", Code::kTypeMismatch, "the list holds text"},
    {"AddDateToNumber", "fact x : number means size plus day", Code::kTypeMismatch, "cannot join"},
    {"KnownOfEvent", "fact x : yes/no means (size plus 1) is known", Code::kWrongKind, "asks about a fact"},
    {"ValueTwice", "fact x : one of a, b, a", Code::kDuplicateName, "given twice"},
    {"UnknownSource", "duty d \"D\" office must ensure asked within 5 weeks of answered cite lew \"3\"",
     Code::kUnknownName, "did you mean `law`?"},
    {"UnknownParameter", "duty d \"D\" office must ensure asked within the grase of answered", Code::kUnknownName,
     "did you mean `grace`?"},
    {"WarnTwice",
     "duty d \"D\" office must ensure asked within 5 weeks of answered warn 1 week ahead warn 2 weeks ahead",
     Code::kDuplicateClause, "twice"},
};

INSTANTIATE_TEST_SUITE_P(Table, ResolveMistake, testing::ValuesIn(kMistakes), testing_support::mistake_name);

TEST(Resolve, WorkingDaysNeedACalendar) {
  const Outcome outcome = resolve_text(
      "framework f\nparty p\nevent a\nevent b\nduty d \"D\" p must ensure a within 5 working days of b\ntrack t\nstage "
      "s\n may end");
  ASSERT_EQ(outcome.diagnostics.size(), 1U) << outcome.text;
  EXPECT_EQ(outcome.diagnostics.front().code, Code::kNeedsCalendar);
}

TEST(Resolve, OrderInTheFileDoesNotMatter) {
  const Outcome outcome = resolve_text(
      "framework f\nduty d \"D\" p must ensure a within 5 weeks of b\nevent a by p\nevent b\nparty p\n"
      "track t\nstage s\n when a go to z\nstage z\n end");
  EXPECT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  ASSERT_EQ(outcome.framework.duties.size(), 1U);
  EXPECT_EQ(outcome.framework[outcome.framework.duties[0].party.party].name, "p");
  ASSERT_EQ(outcome.framework.moves.size(), 1U);
  EXPECT_EQ(outcome.framework[outcome.framework.moves[0].to].name, "z");
}

TEST(Resolve, TheVersionInForceIsTheLatestNotAfterTheDay) {
  const Outcome outcome = resolve_text(std::string(kHead) + kTail);
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  const model::Parameter& grace = outcome.framework.parameters.front();
  using namespace std::chrono;
  EXPECT_EQ(grace.in_force(sys_days{2016y / December / 31}), nullptr);
  EXPECT_EQ(grace.in_force(sys_days{2017y / January / 1})->value.amount, 5);
  EXPECT_EQ(grace.in_force(sys_days{2017y / April / 30})->value.amount, 5);
  EXPECT_EQ(grace.in_force(sys_days{2017y / May / 1})->value.amount, 10);
}

TEST(Resolve, AParameterThatStartsAfterTheFrameworkIsPointedAt) {
  const Outcome outcome = resolve_text(
      "framework f in force from 1 January 2016\nparameter p\n 1 week from 1 January 2017\ntrack t\nstage s\n may end");
  ASSERT_EQ(outcome.diagnostics.size(), 1U) << outcome.text;
  EXPECT_EQ(outcome.diagnostics.front().code, Code::kNoParameterVersion);
  EXPECT_EQ(outcome.diagnostics.front().severity, Severity::kWarning);
}

TEST(Resolve, AVeryLongChainOfFactsIsAMessageAndNoCrash) {
  for (const bool upwards : {true, false}) {
    std::string text = "framework f\nfact x0 : yes/no\nevent e records x0\n";
    for (int i = 1; i < 20'000; ++i) {
      const int at = upwards ? i : 20'000 - i;
      text += "fact x" + std::to_string(at) + " : yes/no means not x" + std::to_string(at - 1) + "\n";
    }
    const Outcome outcome = resolve_text(text + kTail);
    ASSERT_EQ(outcome.diagnostics.size(), 1U);
    EXPECT_EQ(outcome.diagnostics.front().code, Code::kTooDeep);
  }
}

TEST(Resolve, AChainOfTwoHundredFactsIsFine) {
  std::string text = "framework f\nfact x0 : yes/no\nevent e records x0\n";
  for (int i = 1; i <= 200; ++i) {
    text += "fact x" + std::to_string(i) + " : yes/no means not x" + std::to_string(i - 1) + "\n";
  }
  EXPECT_TRUE(resolve_text(text + kTail).diagnostics.empty());
}

}  // namespace
}  // namespace proviso
