// SPDX-License-Identifier: Apache-2.0
// Examples: expected against got.
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using Examples = Cli;

TEST_F(Examples, EachIsALineWithItsResult) {
  folder_.write("visits.proviso", kRules);
  const ProcessResult result = proviso({"test", "visits.proviso"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, StartsWith("visits.proviso\n  ok      A plan four working days late (4 expectations)\n"
                                     "1 example: 1 ok, 0 failed\n\nReceipt "));
}

TEST_F(Examples, FailureShowsPlaceExpectedAndGot) {
  folder_.write("visits.proviso", with(kRules, "due 14 August 2017", "due 15 August 2017"));
  const ProcessResult result = proviso({"test", "visits.proviso"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("  FAILED  A plan four working days late\n"),
                                HasSubstr("visits.proviso:46\n"), HasSubstr("15 August 2017"),
                                HasSubstr("got       due 14 August 2017"), HasSubstr("1 example: 0 ok, 1 failed")));
}

TEST_F(Examples, AConditionThatIsNoShowsWhatItsPartsAre) {
  folder_.write("n.proviso",
                "framework f \"F\"\nfact n : number\nfact few : yes/no means n is less than 2\nfact sure : yes/no\n"
                "event e records n, sure\n"
                "example \"E\"\n  on 1 May 2024 e with n 0 and sure no\n  expect n is 3\n  expect not few\n"
                "  expect number of e is 2 and n is 0\n  expect sure\n");
  const ProcessResult result = proviso({"test", "n.proviso"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("got       no: `n` is 0\n"), HasSubstr("got       no: `number of e` is 1\n"),
                                HasSubstr("expected  sure\n      got       no\n")));
}

TEST_F(Examples, FileWithoutExamplesSaysSo) {
  folder_.write("visits.proviso", kRules.substr(0, kRules.find("example")));
  const ProcessResult result = proviso({"test", "visits.proviso"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("no examples\n"));
  EXPECT_THAT(result.err, HasSubstr("visits.proviso has no examples"));
}

TEST_F(Examples, FileWithMistakesIsNotRun) {
  folder_.write("visits.proviso", with(kRules, "calendar england", "calendar engalnd"));
  EXPECT_REFUSED(proviso({"test", "visits.proviso"}), HasSubstr("error[PV0205]"));
}

}  // namespace
}  // namespace proviso
