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
