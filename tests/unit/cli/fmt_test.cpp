// SPDX-License-Identifier: Apache-2.0
// The canonical layout, in place.
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using Fmt = Cli;

std::string untidy() {
  return with(kRules, "stage closed \"Closed\"\n  end", "stage   closed   \"Closed\" # the last one\n       end");
}

TEST_F(Fmt, RewritesInPlaceOnceAndKeepsComments) {
  const std::string file = folder_.write("visits.proviso", untidy());
  const ProcessResult first = proviso({"fmt", file});
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(first.out, "");
  const std::string once = content_of(file);
  EXPECT_THAT(once, AllOf(HasSubstr("stage closed \"Closed\""), HasSubstr("# the last one")));
  const ProcessResult second = proviso({"fmt", file});
  EXPECT_EQ(second.err, "");
  EXPECT_EQ(content_of(file), once);
  EXPECT_EQ(folder_.names(), std::vector<std::string>{"visits.proviso"});
}

TEST_F(Fmt, CheckNamesWhatWouldChangeAndChangesNothing) {
  folder_.write("untidy.proviso", untidy());
  folder_.write("tidy.proviso", untidy());
  ASSERT_EQ(proviso({"fmt", "tidy.proviso"}).exit_code, 0);
  const ProcessResult result = proviso({"fmt", "--check", "tidy.proviso", "untidy.proviso"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.out, "untidy.proviso\n");
  EXPECT_EQ(content_of(folder_.path("untidy.proviso")), untidy());
  EXPECT_EQ(proviso({"fmt", "--check", "tidy.proviso"}).exit_code, 0);
}

TEST_F(Fmt, StandardInputGoesToStandardOutput) {
  const ProcessResult result = proviso({"fmt", "-"}, {.input = untidy()});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(StartsWith("framework visits"), HasSubstr("stage closed \"Closed\"")));
}

TEST_F(Fmt, FileWithMistakesIsLeftAlone) {
  const std::string bad = with(untidy(), "go to closed", "closed");
  const std::string file = folder_.write("bad.proviso", bad);
  EXPECT_REFUSED(proviso({"fmt", file}), HasSubstr("error[PV01"));
  EXPECT_EQ(content_of(file), bad);
  EXPECT_REFUSED(proviso({"fmt", "missing.proviso"}), HasSubstr("there is no file"));
}

TEST_F(Fmt, FullDiskIsAnEnvironmentFailure) {
  EXPECT_EQ(proviso({"fmt", "-"}, {.input = untidy(), .output_path = "/dev/full"}).exit_code, 3);
}

}  // namespace
}  // namespace proviso
