// SPDX-License-Identifier: Apache-2.0
// What Proviso says, word for word: of the rule files in check/, and to the command lines in commands/.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/support/check_text.h"
#include "tests/support/command.h"
#include "tests/support/golden.h"

namespace proviso {
namespace {

using testing_support::case_name;
using testing_support::CommandOutcome;
using testing_support::expect_golden;
using testing_support::expect_whole_area;
using testing_support::file_text;
using testing_support::find_cases;
using testing_support::GoldenCase;
using testing_support::repository;

// Low enough that a case of a few lines reaches each limit.
constexpr grammar::ParseLimits kLimits{.bytes = 16 * 1024, .depth = 20, .mistakes = 40};

class CheckGolden : public testing::TestWithParam<GoldenCase> {};

TEST_P(CheckGolden, MatchesExpectation) {
  const GoldenCase& c = GetParam();
  const std::string got = testing_support::check_text(c.name + ".proviso", file_text(repository() / c.source), kLimits);
  expect_golden(c, got.empty() ? "no mistakes\n" : got);
}
INSTANTIATE_TEST_SUITE_P(Files, CheckGolden, testing::ValuesIn(find_cases("check")), case_name);

// A .command file holds one command line, run in tests/golden/commands beside the files it names.
class CommandGolden : public testing::TestWithParam<GoldenCase> {};

TEST_P(CommandGolden, MatchesExpectation) {
  const GoldenCase& c = GetParam();
  const CommandOutcome outcome = testing_support::run_command(file_text(repository() / c.source),
                                                              (repository() / "tests/golden/commands").string());
  expect_golden(c, fmt::format("{}exit code {}\n", outcome.output, outcome.exit_code));
}
INSTANTIATE_TEST_SUITE_P(Files, CommandGolden, testing::ValuesIn(find_cases("commands", ".command")), case_name);

TEST(GoldenAreas, AreWhole) {
  expect_whole_area("check");
  expect_whole_area("commands", ".command");
}

}  // namespace
}  // namespace proviso
