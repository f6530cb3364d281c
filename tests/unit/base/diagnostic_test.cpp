// SPDX-License-Identifier: Apache-2.0
#include "base/diagnostic.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace proviso {
namespace {

TEST(Diagnostic, ShowsThePlaceTheLineTheCaretAndWhatToDo) {
  SourceSet sources;
  const SourceFile& file = sources.add("leave.proviso", "party staff\nduty apply\n  aprover must\n");
  DiagnosticReport report;
  report.add({.code = Code::kUnknownName,
              .severity = Severity::kError,
              .message = "unknown party `aprover`",
              .span = file.span(25, 32),
              .labels = {{file.span(6, 11), "a party"}},
              .help = "did you mean `approver`?"});
  EXPECT_EQ(render_text(report, sources),
            "error[PV0201]: unknown party `aprover`\n"
            " --> leave.proviso:3:3\n"
            "  |\n"
            "3 |   aprover must\n"
            "  |   ^^^^^^^ did you mean `approver`?\n"
            " ::: leave.proviso:1:7\n"
            "  |\n"
            "1 | party staff\n"
            "  |       ^^^^^ a party\n");
}

TEST(Diagnostic, ShowsAnExcerptOfAVeryLongLine) {
  SourceSet sources;
  const SourceFile& file = sources.add("long", std::string(5'000'000, 'x') + "HERE" + std::string(5'000'000, 'y'));
  DiagnosticReport report;
  report.error(Code::kSyntax, file.span(5'000'000, 5'000'004), "wrong");
  const std::string text = render_text(report, sources);
  EXPECT_LT(text.size(), 600U);
  EXPECT_NE(text.find("HERE"), std::string::npos);
}

TEST(Diagnostic, ShowsNoControlCharactersAndNoBrokenText) {
  SourceSet sources;
  const SourceFile& file = sources.add("odd", std::string("a\x1b[31m\xff b\x01 ü", 13));
  DiagnosticReport report;
  report.error(Code::kInvalidCharacter, file.span(6, 7), "wrong");
  const std::string text = render_text(report, sources);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x01'), std::string::npos);
  EXPECT_EQ(text.find('\xff'), std::string::npos);
}

TEST(Diagnostic, SortsByPlaceAndSaysTheSameOnce) {
  SourceSet sources;
  const SourceFile& file = sources.add("f", "abcdef");
  DiagnosticReport report;
  report.error(Code::kSyntax, file.span(4, 5), "later");
  report.error(Code::kSyntax, file.span(1, 2), "earlier");
  report.error(Code::kSyntax, file.span(4, 5), "later");
  const auto sorted = report.sorted();
  ASSERT_EQ(sorted.size(), 2U);
  EXPECT_EQ(sorted[0].message, "earlier");
  EXPECT_TRUE(report.has_errors());
}

TEST(Diagnostic, EveryCodeHasItsOwnNumberAndWords) {
  std::set<std::string> names;
  for (const Code code : all_codes()) {
    EXPECT_TRUE(names.insert(code_name(code)).second) << code_name(code);
    EXPECT_FALSE(code_about(code).empty());
  }
}

}  // namespace
}  // namespace proviso
