// SPDX-License-Identifier: Apache-2.0
// Every tests/golden/format/*.proviso comes out as the *.expect beside it, and stays so.
#include <gtest/gtest.h>

#include <string>

#include "grammar/format.h"
#include "grammar/parse.h"
#include "tests/support/golden.h"
#include "tests/support/tree_dump.h"

namespace proviso {
namespace {

using testing_support::case_name;
using testing_support::expect_golden;
using testing_support::expect_whole_area;
using testing_support::file_text;
using testing_support::find_cases;
using testing_support::GoldenCase;
using testing_support::repository;

struct Formatted {
  std::string text;
  std::string meaning;
};

Formatted formatted(const std::string& text) {
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add("case.proviso", text);
  const syntax::File tree = grammar::parse(file, report);
  EXPECT_EQ(render_text(report, sources), "");
  return {.text = grammar::format(tree, file), .meaning = testing_support::dump(tree)};
}

class FormatGolden : public testing::TestWithParam<GoldenCase> {};

TEST_P(FormatGolden, MatchesExpectation) {
  const GoldenCase& c = GetParam();
  const Formatted once = formatted(file_text(repository() / c.source));
  expect_golden(c, once.text);
  const Formatted twice = formatted(once.text);
  EXPECT_EQ(twice.text, once.text) << "formatting twice changes the file";
  EXPECT_EQ(twice.meaning, once.meaning);
}
INSTANTIATE_TEST_SUITE_P(Files, FormatGolden, testing::ValuesIn(find_cases("format")), case_name);

TEST(FormatGoldenArea, IsWhole) { expect_whole_area("format"); }

}  // namespace
}  // namespace proviso
