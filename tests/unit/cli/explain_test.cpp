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

TEST_F(Explain, BadInputIsRefused) {
  EXPECT_REFUSED(proviso({"explain", "visits.proviso", "missing.yaml", "--duty", "send-plan"}),
                 HasSubstr("there is no file"));
  EXPECT_REFUSED(proviso({"explain", "missing.proviso", "case.yaml", "--duty", "send-plan"}),
                 HasSubstr("there is no file"));
}

}  // namespace
}  // namespace proviso
