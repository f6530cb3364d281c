// SPDX-License-Identifier: Apache-2.0
// Why a condition is never yes: as few of its parts as exclude each other, and nothing where it cannot be told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "engine/analysis/never_yes.h"
#include "engine/model/resolve.h"
#include "grammar/parse.h"

namespace proviso::analysis {
namespace {

/// The reason for the condition of the only trigger.
std::optional<std::string> reason(const std::string& condition) {
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add(
      "rules.proviso",
      "framework f \"F\"\nparty p\nparty q\nfact a : yes/no\nfact b : yes/no\nfact n : number\nfact m : number\n"
      "fact kind : one of x, y, z\nfact other : one of x, y, z\nfact when-due : date\nfact words : list of text\n"
      "fact kinds : list of one of x, y\nfact twice : number means n times 2\nfact large : yes/no means n is more than "
      "5\n"
      "event e\n  records a, b, n, m, kind, other, when-due, words, kinds\n"
      "trigger t\n  when " +
          condition + " then notify p \"x\"\n");
  const model::Framework framework = model::resolve(grammar::parse(file, report), report);
  EXPECT_FALSE(report.has_errors()) << render_text(report, sources);
  if (report.has_errors()) return std::nullopt;
  const graph::ProcedureGraph graph(framework);
  return NeverYes(framework, graph).because({}, *framework.triggers.front().when);
}

TEST(NeverYes, NamesThePartsThatExcludeEachOther) {
  EXPECT_EQ(reason("a and not a"), "`a` and `not a` are never both yes");
  EXPECT_EQ(reason("kind is x and b and kind is y"), "`kind is x` and `kind is y` are never both yes");
  EXPECT_EQ(reason("n is more than 5 and b and n is at most 5"),
            "`n is more than 5` and `n is at most 5` are never both yes");
  EXPECT_EQ(reason("large and n is less than 3"), "`large` and `n is less than 3` are never both yes");
  EXPECT_EQ(reason("count of words is less than 0"), "`count of words is less than 0` is never yes");
  EXPECT_EQ(reason("when-due before 1 May 2024 and when-due after 3 May 2024"),
            "`when-due before 1 May 2024` and `when-due after 3 May 2024` are never both yes");
  // Each two of the three go together.
  EXPECT_EQ(reason("kind is not x and kind is not y and kind is not z"),
            "`kind is not x`, `kind is not y` and `kind is not z` are never all yes");
}

TEST(NeverYes, SaysNothingOfWhatCanBe) {
  EXPECT_EQ(reason("a and not b"), std::nullopt);
  EXPECT_EQ(reason("n is more than 5 and n is less than 6"), std::nullopt);  // 5.5
  EXPECT_EQ(reason("kind is not x and kind is not y"), std::nullopt);
  EXPECT_EQ(reason("kind is other and kind is x"), std::nullopt);
  EXPECT_EQ(reason("a is known and not b"), std::nullopt);
}

TEST(NeverYes, GoesThroughFactsWithFewValues) {
  EXPECT_EQ(reason("kind is other and kind is x and other is y"),
            "`kind is other`, `kind is x` and `other is y` are never all yes");
}

TEST(NeverYes, SaysNothingOfWhatIsNotGoneThrough) {
  EXPECT_EQ(reason("n is more than m and m is more than n"), std::nullopt);               // facts compared
  EXPECT_EQ(reason("twice is more than 4 and n is less than 1"), std::nullopt);           // arithmetic
  EXPECT_EQ(reason("count of kinds is more than 5 and kinds includes x"), std::nullopt);  // a list may repeat a value
  EXPECT_EQ(reason("today before 1 May 2024 and today after 1 May 2024"), std::nullopt);
}

}  // namespace
}  // namespace proviso::analysis
