// SPDX-License-Identifier: Apache-2.0
// Why a date is what it is.
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

class Explain : public Cli {
 protected:
  void SetUp() override {
    folder_.write("visits.proviso", kRules);
    folder_.write("case.yaml", kLateCase);
  }
};

TEST_F(Explain, NamesDayOneTheHolidayTheDueDateTheLatenessAndTheClause) {
  const ProcessResult result = proviso({"explain", "visits.proviso", "case.yaml", "--duty", "send-plan"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("Monday 8 May 2017"), HasSubstr("Spring bank holiday"),
                                HasSubstr("Monday 29 May 2017"), HasSubstr("30 weekend days"),
                                HasSubstr("Monday 14 August 2017"), HasSubstr("4 working days late")));
  EXPECT_THAT(result.out, AllOf(HasSubstr("The handbook of visits"), HasSubstr("visits.proviso:34\n")));
}

TEST_F(Explain, UnknownDutyIsNamedWithTheNearest) {
  EXPECT_REFUSED(proviso({"explain", "visits.proviso", "case.yaml", "--duty", "send-pan"}),
                 HasSubstr("declares no duty `send-pan`; did you mean `send-plan`?"));
  EXPECT_REFUSED(proviso({"explain", "visits.proviso", "case.yaml", "--duty", "nothing-like-it"}),
                 HasSubstr("its duties are `send-letter` and `send-plan`"));
}

TEST_F(Explain, DutyThatHasNotArisenSaysWhatItWaitsFor) {
  const ProcessResult result =
      proviso({"explain", "visits.proviso", "case.yaml", "--duty", "send-plan", "--as-of", "2017-04-30"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, AllOf(HasSubstr("has not arisen in this case as of Sunday 30 April 2017"),
                                HasSubstr("`letter` happens and the case stands in stage `planning`")));
}

TEST_F(Explain, CanExplainByWhatWasKnownThen) {
  folder_.write("case.yaml", with(kLateCase, "event: plan}", "event: plan, recorded: 2017-08-25}"));
  const ProcessResult then =
      proviso({"explain", "visits.proviso", "case.yaml", "--duty", "send-plan", "--known-at", "2017-08-24T16:00"});
  EXPECT_EQ(then.exit_code, 0) << then.err;
  EXPECT_THAT(then.out, AllOf(HasSubstr("as known on Thursday 24 August 2017 at 16:00\n1 record came later and is left "
                                        "out\n"),
                              Not(HasSubstr("done: plan"))));
  const ProcessResult now = proviso({"explain", "visits.proviso", "case.yaml", "--duty", "send-plan"});
  EXPECT_THAT(now.out, AllOf(HasSubstr("done: plan"), Not(HasSubstr("as known on"))));
}

class ExplainClauses : public Cli {
 protected:
  /// The steps of a duty `it` under these clauses.
  std::string steps(std::string_view duty, std::string_view events) {
    folder_.write("rules.proviso", R"(framework permits "Permits"
  calendar england

party office "the office"

fact sound : yes/no
fact prompt : yes/no judgement

event asked "somebody asks"
event checked "it is looked at"
  records sound
event judged "somebody judges"
  records prompt
event given "it is given"

)" + std::string(duty));
    folder_.write("case.yaml", "case: one\nframework: permits\nas-of: 2024-06-10\nevents:\n" + std::string(events));
    const ProcessResult result = proviso({"explain", "rules.proviso", "case.yaml", "--duty", "it"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  }
};

constexpr std::string_view kJudged = R"(duty it "Do it"
  office must ensure given as soon as practicable judged by prompt and within 5 working days of asked
)";
constexpr std::string_view kJudgedEvents =
    "  - {on: 2024-05-07, event: asked}\n  - {on: 2024-05-08, event: given}\n"
    "  - {on: 2024-05-20, event: judged, with: {prompt: no}}\n";

TEST_F(ExplainClauses, WhatAPersonJudgedIsTheReason) {
  EXPECT_THAT(steps(kJudged, kJudgedEvents),
              HasSubstr("  Wednesday 8 May 2024        done: given\n"
                        "  Monday 20 May 2024          `prompt` is no: that was not as soon as practicable\n"
                        "                              breach: kept late\n"));
  EXPECT_THAT(steps(kJudged, with(kJudgedEvents, "prompt: no", "prompt: yes")),
              HasSubstr("`prompt` is yes: that was as soon as practicable\n                              kept\n"));
  EXPECT_THAT(steps(std::string(kJudged) + "  excused if sound\n", kJudgedEvents),
              HasSubstr("it is excused if sound, but not from what a person has judged\n"));
}

TEST_F(ExplainClauses, AnExcuseSaysWhetherItHeld) {
  const std::string_view duty =
      "duty it \"Do it\"\n  office must ensure given within 5 working days of asked\n"
      "  excused if sound\n";
  const std::string_view events =
      "  - {on: 2024-05-07, event: asked}\n  - {on: 2024-05-08, event: checked, with: {sound: no}}\n";
  EXPECT_THAT(steps(duty, events), HasSubstr("it is excused if sound, and that was not so\n"));
  EXPECT_THAT(steps(duty, with(events, "sound: no", "sound: yes")),
              AllOf(HasSubstr("it is excused if sound, and that was so\n"), HasSubstr(" excused\n")));
  EXPECT_THAT(steps(duty, "  - {on: 2024-05-07, event: asked}\n"),
              AllOf(HasSubstr(", unless sound"), Not(HasSubstr("it is excused if"))));
}

TEST_F(ExplainClauses, AStandingDutyHasTheDaysOnWhichItWasBrokenAndMadeGood) {
  const std::string text = steps("duty it \"Keep it\"\n  office must ensure that sound from asked\n",
                                 "  - {on: 2024-05-01, event: checked, with: {sound: yes}}\n"
                                 "  - {on: 2024-05-01, event: asked}\n"
                                 "  - {on: 2024-05-14, event: checked, with: {sound: no}}\n"
                                 "  - {on: 2024-05-16, event: checked, with: {sound: yes}}\n");
  EXPECT_THAT(text,
              HasSubstr("  Wednesday 1 May 2024        it runs from asked\n"
                        "  Tuesday 14 May 2024         at the end of this day it did not hold\n"
                        "  Thursday 16 May 2024        at the end of this day it held again\n"
                        "                              breach: kept late, for 2 working days (2 calendar days)\n"));
  EXPECT_THAT(text, HasSubstr("  Friday 17 May 2024          it runs from the day after it held again\n"
                              "                              pending\n"));
}

TEST_F(Explain, BadInputIsRefused) {
  EXPECT_REFUSED(proviso({"explain", "visits.proviso", "missing.yaml", "--duty", "send-plan"}),
                 HasSubstr("there is no file"));
  EXPECT_REFUSED(proviso({"explain", "missing.proviso", "case.yaml", "--duty", "send-plan"}),
                 HasSubstr("there is no file"));
}

}  // namespace
}  // namespace proviso
