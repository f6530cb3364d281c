// SPDX-License-Identifier: Apache-2.0
// What a message means.
#include <nlohmann/json.hpp>

#include "tests/support/tree.h"
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using ExplainCode = Cli;

TEST_F(ExplainCode, PrintsItsPageAsPlainText) {
  const ProcessResult result = proviso({"explain", "PV0203"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(result.out, AllOf(StartsWith("PV0203: a name declared twice\n\nA name stands for one thing. "),
                                HasSubstr("\n    error[PV0203]: `asked` is declared twice\n"),
                                HasSubstr("\nWhat to do. Remove one of the two")));
  EXPECT_THAT(result.out, AllOf(Not(HasSubstr("```")), Not(HasSubstr("**")), Not(HasSubstr("\x1b"))));
}

TEST_F(ExplainCode, TakesSmallLetters) {
  EXPECT_EQ(proviso({"explain", "pv0203"}).out, proviso({"explain", "PV0203"}).out);
}

TEST_F(ExplainCode, HasAPageForEveryMessageWithNoLineOfProseTooLong) {
  std::size_t seen = 0;
  for (const std::string& page : testing_support::files_below("docs/diagnostics", {".md"})) {
    const std::string code = page.substr(page.rfind('/') + 1, 6);
    if (!code.starts_with("PV")) continue;
    const ProcessResult result = proviso({"explain", code});
    EXPECT_EQ(result.exit_code, 0) << code << result.err;
    EXPECT_THAT(result.out, StartsWith(code + ": ")) << code;
    for (const std::string& line : testing_support::lines_of(result.out)) {
      if (line.starts_with("    ")) continue;
      EXPECT_LE(line.size(), 90U) << code << ": " << line;
    }
    ++seen;
  }
  EXPECT_GT(seen, 40U);
}

TEST_F(ExplainCode, NamesTheNearestOfOneThatDoesNotExist) {
  EXPECT_REFUSED(proviso({"explain", "PV9999"}), HasSubstr("there is no message `PV9999`; the nearest is `PV0708`"));
  EXPECT_REFUSED(proviso({"explain", "pv0230"}), HasSubstr("there is no message `PV0230`; the nearest is `PV0203`"));
  EXPECT_REFUSED(proviso({"explain", "PV0"}), HasSubstr("the nearest is `PV0101`"));
  EXPECT_REFUSED(proviso({"explain", "PV" + std::string(100, '9')}), HasSubstr("the nearest is `PV0708`"));
}

TEST_F(ExplainCode, AWordThatIsNoCodeIsARuleFileAsEver) {
  EXPECT_REFUSED(proviso({"explain", "visits.proviso"}), HasSubstr("CASE.yaml is required"));
  EXPECT_REFUSED(proviso({"explain", "PV02x3"}), HasSubstr("CASE.yaml is required"));
  EXPECT_REFUSED(proviso({"explain", "PV"}), HasSubstr("CASE.yaml is required"));
  EXPECT_REFUSED(proviso({"explain", "PV0203", "--duty", "x"}), HasSubstr("CASE.yaml is required"));
  EXPECT_REFUSED(proviso({"explain", "PV0203", "case.yaml"}), HasSubstr("--duty is required"));
  EXPECT_REFUSED(proviso({"explain", "PV0203", "case.yaml", "--duty", "x"}), HasSubstr("there is no file `PV0203`"));
}

TEST_F(ExplainCode, AsJsonItIsThePageItself) {
  const nlohmann::json page = nlohmann::json::parse(proviso({"explain", "PV0203", "--format", "json"}).out);
  EXPECT_EQ(page.at("about"), "a name declared twice");
  EXPECT_EQ(page.at("markdown"), content_of(PROVISO_SOURCE_DIR "/docs/diagnostics/PV0203.md"));
}

TEST_F(ExplainCode, FullDiskIsAnEnvironmentFailure) {
  EXPECT_EQ(proviso({"explain", "PV0203"}, {.output_path = "/dev/full"}).exit_code, 3);
}

}  // namespace
}  // namespace proviso
