// SPDX-License-Identifier: Apache-2.0
// Decision tables as an author meets them: which gaps and rows are reported, with which example, and which are not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/analysis/check_decision_tables.h"
#include "engine/graph/procedure_graph.h"
#include "engine/model/resolve.h"
#include "grammar/parse.h"

namespace proviso::analysis {
namespace {

using ::testing::HasSubstr;

/// What the check says of clauses behind some facts, one message a line.
std::string check(const std::string& clauses, const TableLimits& limits = {}) {
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add("rules.proviso",
                                       "framework f \"F\"\n"
                                       "party a\nparty b\n"
                                       "fact n : number\nfact m : number\nfact p : yes/no\nfact q : yes/no\n"
                                       "fact grade : one of good, fair, bad\nfact topic : text\nfact day : date\n"
                                       "fact who : party\nfact list : list of text\n"
                                       "fact size : number means count of list\n"
                                       "fact long : yes/no means count of list is more than 2\n"
                                       "fact r : number\nfact s : number\nfact all : list of number\n" +
                                           clauses);
  const syntax::File tree = grammar::parse(file, report);
  const model::Framework framework = model::resolve(tree, report);
  EXPECT_FALSE(report.has_errors()) << render_text(report, sources);
  if (report.has_errors()) return "the rules are wrong";
  check_decision_tables(framework, graph::ProcedureGraph(framework), limits, report);
  std::string said;
  for (const Diagnostic& one : report.sorted()) said += code_name(one.code) + " " + one.message + "\n";
  return said;
}

TEST(DecisionTables, ThatAreWholeAreLeftAlone) {
  EXPECT_EQ(check("decide r from n, p\n  hit unique\n"
                  "  row less than 3, - gives 1\n  row 3 to 5, yes gives 2\n  row 3 to 5, no gives 3\n"
                  "  row more than 5, - gives 4\n"),
            "");
  EXPECT_EQ(check("decide r from grade\n  hit unique\n  row good or fair gives 1\n  row bad gives 2\n"), "");
  EXPECT_EQ(check("decide r from topic\n  hit unique\n  row \"x\" gives 1\n  row not \"x\" gives 2\n"), "");
  EXPECT_EQ(check("decide r from day\n  hit unique\n  row before 1 May 2017 gives 1\n"
                  "  row on or after 1 May 2017 gives 2\n"),
            "");
  EXPECT_EQ(check("decide r from who\n  hit unique\n  row a gives 1\n  row b gives 2\n"), "");
}

TEST(DecisionTables, WithAGapGiveACaseInIt) {
  EXPECT_EQ(check("decide r from grade, n\n  hit unique\n  row good or fair, - gives 1\n"
                  "  row bad, less than 3 gives 2\n  row bad, more than 3 gives 3\n"),
            "PV0406 no row of `r` matches when `grade is bad` and `n is 3`\n");
  EXPECT_EQ(check("decide r from topic\n  hit first\n  row \"x\" gives 1\n"),
            "PV0406 no row of `r` matches when `topic` is a text that no row names\n");
  EXPECT_EQ(check("decide r from day\n  hit any\n  row before 1 May 2017 gives 1\n  row after 1 May 2017 gives 1\n"),
            "PV0406 no row of `r` matches when `day is 1 May 2017`\n");
  EXPECT_EQ(check("decide r from who\n  hit unique\n  row a gives 1\n"),
            "PV0406 no row of `r` matches when `who is b`\n");
}

TEST(DecisionTables, AreExactToSixPlaces) {
  EXPECT_EQ(check("decide r from n\n  hit unique\n  row at most 3 gives 1\n  row at least 3.000001 gives 2\n"), "");
  EXPECT_EQ(check("decide r from n\n  hit unique\n  row at most 3 gives 1\n  row at least 3.000002 gives 2\n"),
            "PV0406 no row of `r` matches when `n is 3.000001`\n");
  EXPECT_EQ(check("decide r from n\n  hit unique\n  row at most 0 gives 1\n  row at least 1 gives 2\n"),
            "PV0406 no row of `r` matches when `n is 0.5`\n");
}

TEST(DecisionTables, TakeCountsToBeWholeAndNotNegative) {
  EXPECT_EQ(check("decide r from size\n  hit unique\n  row 0 gives 1\n  row 1 gives 2\n  row at least 2 gives 3\n"),
            "");
  EXPECT_EQ(check("decide r from size\n  hit unique\n  row 0 gives 1\n  row at least 2 gives 3\n"),
            "PV0406 no row of `r` matches when `size is 1`\n");
}

TEST(DecisionTables, TakeWhatAnotherTableGives) {
  const std::string first = "decide r from p\n  hit unique\n  row yes gives 1\n  row no gives 2\n";
  EXPECT_EQ(check(first + "decide s from r\n  hit unique\n  row 1 gives 5\n  row 2 gives 6\n"), "");
  EXPECT_EQ(check(first + "decide s from r\n  hit unique\n  row 1 gives 5\n"),
            "PV0406 no row of `s` matches when `r is 2`\n");
}

TEST(DecisionTables, ReportOnlyCasesThatLinkedInputsAllow) {
  EXPECT_EQ(
      check("decide r from size, long\n  hit unique\n  row at most 2, - gives 1\n  row more than 2, yes gives 2\n"),
      "");
  EXPECT_EQ(check("decide r from size, long\n  hit unique\n  row at most 3, no gives 1\n  row -, yes gives 2\n"), "");
  EXPECT_EQ(
      check("decide r from size, long\n  hit unique\n  row at most 3, - gives 1\n  row more than 2, yes gives 2\n"),
      "PV0407 rows 1 and 2 of `r` both match when `size is 3` and `long is yes`\n");
}

TEST(DecisionTables, AskForAnUnknownInputOnlyWhereTheyNameOne) {
  EXPECT_EQ(check("decide r from p\n  hit unique\n  row yes gives 1\n  row no gives 2\n"), "");
  EXPECT_EQ(check("decide r from p, q\n  hit unique\n  row yes, - gives 1\n  row no, - gives 2\n"
                  "  row unknown, yes gives 3\n"),
            "PV0406 no row of `r` matches when `p` is not known and `q is no`\n");
  EXPECT_EQ(check("decide r from p\n  hit unique\n  row not unknown gives 1\n  row unknown gives 2\n"), "");
  EXPECT_EQ(check("decide r from p\n  hit unique\n  row - gives 1\n  row unknown gives 2\n"),
            "PV0407 rows 1 and 2 of `r` both match when `p` is not known\n");
}

TEST(DecisionTables, OfWhichTheFirstRowCountsNameRowsThatAreNeverReached) {
  EXPECT_EQ(
      check("decide r from n, p\n  hit first\n  row at most 5, - gives 1\n  row 3, yes gives 2\n  row -, - gives 3\n"),
      "PV0408 row 2 of `r` is never reached: row 1 takes all its cases\n");
  EXPECT_EQ(check("decide r from n, p\n  hit first\n  row at most 5, - gives 1\n  row at least 5, yes gives 2\n"
                  "  row -, no gives 3\n  row -, - gives 4\n"),
            "PV0408 row 4 of `r` is never reached: rows 1, 2 and 3 take all its cases\n");
  // An unknown input leaves the first row open, and with it the table: what comes behind cannot count any more.
  EXPECT_EQ(check("decide r from p\n  hit first\n  row yes gives 1\n  row unknown gives 2\n  row no gives 3\n"),
            "PV0408 row 2 of `r` is never reached: row 1 takes all its cases\n");
  EXPECT_EQ(check("decide r from p\n  hit first\n  row unknown gives 2\n  row yes gives 1\n  row no gives 3\n"), "");
}

TEST(DecisionTables, OfWhichAnyRowCountsMayOverlapWithOneValue) {
  EXPECT_EQ(check("decide r from p, q\n  hit any\n  row yes, - gives 1\n  row -, yes gives 1\n  row no, no gives 2\n"),
            "");
  EXPECT_EQ(check("decide r from p, q\n  hit any\n  row yes, - gives 1\n  row -, yes gives 2\n  row no, no gives 2\n"),
            "PV0407 rows 1 and 2 of `r` both match when `p is yes` and `q is yes`, and give `1` and `2`\n");
}

TEST(DecisionTables, ThatCollectNeedNotBeWholeButRepeatNothing) {
  EXPECT_EQ(check("decide all from n\n  hit collect\n  row more than 1 gives 1\n  row more than 1 gives 2\n"), "");
  EXPECT_EQ(check("decide all from grade\n  hit collect\n  row good or bad gives 1\n  row not fair gives 1\n"),
            "PV0409 rows 1 and 2 of `all` ask for the same and give the same\n");
}

TEST(DecisionTables, WithARowThatMatchesNothingSaySo) {
  EXPECT_THAT(check("decide r from p\n  hit first\n  row not yes or no gives 1\n  row - gives 2\n"),
              HasSubstr("PV0408 row 1 of `r` matches nothing: no value of `p` is so\n"));
}

TEST(DecisionTables, ShowSomeFindingsAndCountTheOthers) {
  std::string apart = "  row not 0 to 19, - gives 1\n";
  std::string single;
  for (int i = 0; i < 20; ++i) {
    apart += fmt::format("  row {}, not {} gives 1\n", i, i);
    single += fmt::format("  row {} gives 1\n", i);
  }
  const std::string said = check("decide r from n, m\n  hit any\n" + apart);
  EXPECT_THAT(said, HasSubstr("PV0406 no row of `r` matches when `n is "));
  EXPECT_THAT(said, HasSubstr("more kinds of case that no row of `r` matches\n"));
  EXPECT_THAT(check("decide r from n\n  hit unique\n  row - gives 1\n" + single),
              HasSubstr("PV0407 10 more rows of `r` match together with an earlier one\n"));
  EXPECT_EQ(check("decide r from n\n  hit unique\n" + single), "PV0406 no row of `r` matches when `n is 20`\n");
}

TEST(DecisionTables, ThatTakeTooLongAreSaidToBeCheckedInPart) {
  TableLimits limits;
  limits.steps = 10;
  EXPECT_EQ(
      check("decide r from p, q\n  hit unique\n  row yes, - gives 1\n  row no, yes gives 2\n", limits),
      "PV0410 the table for `r` is too large to check completely: what is reported is so, but there may be more\n");
  limits.words = 1;
  EXPECT_THAT(check("decide r from p, q\n  hit unique\n  row yes, - gives 1\n  row no, yes gives 2\n", limits),
              HasSubstr("PV0410"));
}

/// A table of so many rows over eight numbers that split each other's halves in turn: no gap, no overlap.
std::string divided(int rows, bool leave_one_out) {
  struct Range {
    int low[8];
    int high[8];
  };
  std::vector<Range> all{{{0, 0, 0, 0, 0, 0, 0, 0}, {4096, 4096, 4096, 4096, 4096, 4096, 4096, 4096}}};
  std::uint64_t dice = 12345;
  while (all.size() < static_cast<std::size_t>(rows)) {
    dice = dice * 6364136223846793005U + 1442695040888963407U;
    Range& range = all[(dice >> 20U) % all.size()];
    const std::size_t c = (dice >> 40U) % 8;
    if (range.high[c] - range.low[c] < 2) continue;
    const int middle = range.low[c] + 1 +
                       static_cast<int>((dice >> 45U) % static_cast<std::uint64_t>(range.high[c] - range.low[c] - 1));
    Range upper = range;
    range.high[c] = middle;
    upper.low[c] = middle;
    all.push_back(upper);
  }
  std::string text = "decide r from c0, c1, c2, c3, c4, c5, c6, c7\n  hit unique\n";
  for (std::size_t i = leave_one_out ? 1 : 0; i < all.size(); ++i) {
    text += "  row ";
    for (int c = 0; c < 8; ++c) {
      const Range& range = all[i];
      const bool last = range.high[c] == 4096;
      std::string cell = "-";
      if (range.low[c] > 0 && last) cell = fmt::format("at least {}", range.low[c]);
      if (range.low[c] == 0 && !last) cell = fmt::format("less than {}", range.high[c]);
      if (range.low[c] > 0 && !last) cell = fmt::format("{} to {}.999999", range.low[c], range.high[c] - 1);
      text += (c > 0 ? ", " : "") + cell;
    }
    text += " gives 1\n";
  }
  return text;
}

TEST(DecisionTables, OfAThousandRowsAreChecked) {
  std::string facts;
  for (int c = 0; c < 8; ++c) facts += fmt::format("fact c{} : number\n", c);
  EXPECT_EQ(check(facts + divided(1000, false)), "");
  const std::string said = check(facts + divided(1000, true));
  EXPECT_THAT(said, HasSubstr("PV0406 no row of `r` matches when"));
  EXPECT_THAT(said, ::testing::Not(HasSubstr("PV0410")));
}

}  // namespace
}  // namespace proviso::analysis
