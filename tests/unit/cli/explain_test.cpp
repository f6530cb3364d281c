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

TEST_F(Explain, BadInputIsRefused) {
  EXPECT_REFUSED(proviso({"explain", "visits.proviso", "missing.yaml", "--duty", "send-plan"}),
                 HasSubstr("there is no file"));
  EXPECT_REFUSED(proviso({"explain", "missing.proviso", "case.yaml", "--duty", "send-plan"}),
                 HasSubstr("there is no file"));
}

}  // namespace
}  // namespace proviso
