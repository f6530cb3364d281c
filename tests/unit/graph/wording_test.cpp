// SPDX-License-Identifier: Apache-2.0
// Clauses written out again read as they were written.
#include "engine/model/wording.h"

#include <gtest/gtest.h>

#include <string>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/model/resolve.h"
#include "grammar/parse.h"

namespace proviso::model {
namespace {

/// A framework around some clauses; fails the test on a mistake in them.
Framework framework_of(const std::string& clauses) {
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add("wording.proviso",
                                       "framework f \"F\"\n  calendar england\n"
                                       "party area \"the area\"\nparty inspectors \"the inspectors\"\n"
                                       "parameter time \"The time\"\n  70 working days from 1 May 2016\n"
                                       "fact a : yes/no\nfact b : yes/no\nfact c : yes/no\n"
                                       "fact n : number\nfact m : number\nfact d : date\nfact t : text\n"
                                       "fact p : one of good, bad\nfact l : list of text\nfact who : party\n"
                                       "event e\nevent g\nevent h\n" +
                                           clauses);
  Framework framework = resolve(grammar::parse(file, report), report);
  EXPECT_EQ(render_text(report, sources), "");
  return framework;
}

class ConditionWording : public testing::TestWithParam<std::string> {};

TEST_P(ConditionWording, IsAsWritten) {
  const Framework framework =
      framework_of("track x \"X\"\nstage s \"S\"\n  when e if " + GetParam() + " go to z\nstage z \"Z\"\n  end\n");
  ASSERT_EQ(framework.moves.size(), 1U);
  EXPECT_EQ(expression_text(framework, *framework.moves.front().condition), GetParam());
  EXPECT_EQ(move_text(framework, framework.moves.front()), "when e if " + GetParam() + " go to z");
}

INSTANTIATE_TEST_SUITE_P(
    Language, ConditionWording,
    testing::Values("a", "not a", "not not a", "a and b and c", "a or b and c", "(a or b) and c", "not (a and b)",
                    "not a and b", "a is yes", "a is no", "(a or b) is c", "p is good", "p is not bad",
                    "n is more than 3", "n is less than 0.5", "n is at least m", "n is at most n plus 1",
                    "n minus m minus 1 is 0", "n minus (m minus 1) is 0", "(n plus m) times 2 is 4",
                    "n plus m times 2 is 4", "n times m times 2 is 4", "d before 9 November 2015", "d after 1 May 2016",
                    "d on or before d", "d on or after d", "d plus 5 working days before 1 May 2016",
                    "d minus 1 month is d", "l includes \"x\"", "t is \"say \\\"so\\\" \\\\ now\"",
                    "count of l is more than 0", "number of e is 2", "date of first e before date of last g", "in z",
                    "a is known", "not n is known", "who is area"));

TEST(Wording, OfDuties) {
  const Framework framework = framework_of(
      "duty one \"One\"\n  area must ensure e within the time of g\n"
      "duty two \"Two\"\n  inspectors will usually ensure e or g if a within 33 working days of h or the next working "
      "day\n"
      "duty three \"Three\"\n  area must not allow e before 5 calendar days after g\n"
      "duty four \"Four\"\n  area may use e within 1 month beginning with first g\n"
      "duty five \"Five\"\n  area should ensure e no sooner than 5 working days after g and no later than d\n"
      "duty six \"Six\"\n  area must ensure e at least 4 times within 18 months of g\n"
      "duty seven \"Seven\"\n  area must ensure e on a Monday\n"
      "duty eight \"Eight\"\n  area must ensure e on the day of entering s\n"
      "duty nine \"Nine\"\n  area will not usually allow e by 1 May 2017\n"
      "track x \"X\"\nstage s \"S\"\n  end\n");
  ASSERT_EQ(framework.duties.size(), 9U);
  const char* expected[] = {
      "area must ensure e within the time of g",
      "inspectors will usually ensure e or g if a within 33 working days of h or the next working day",
      "area must not allow e before 5 calendar days after g",
      "area may use e within 1 month beginning with first g",
      "area should ensure e no sooner than 5 working days after g and no later than d",
      "area must ensure e at least 4 times within 18 months of g",
      "area must ensure e on a Monday",
      "area must ensure e on the day of entering s",
      "area will not usually allow e by 1 May 2017",
  };
  for (std::size_t i = 0; i < 9; ++i) EXPECT_EQ(duty_text(framework, framework.duties[i]), expected[i]);
}

TEST(Wording, OfMoves) {
  const Framework framework = framework_of(
      "track x \"X\"\nstage s \"S\"\n  when e or g if a go to z\n  when e otherwise go to z\n"
      "  when n is more than 3 go to z\n  after 5 working days go to z\n  after 1 week of g or h if a go to z\n"
      "stage z \"Z\"\n  end\n");
  ASSERT_EQ(framework.moves.size(), 5U);
  EXPECT_EQ(move_text(framework, framework.moves[0]), "when e or g if a go to z");
  EXPECT_EQ(move_text(framework, framework.moves[1]), "when e otherwise go to z");
  EXPECT_EQ(move_text(framework, framework.moves[2]), "when n is more than 3 go to z");
  EXPECT_EQ(move_text(framework, framework.moves[3]), "after 5 working days in this stage go to z");
  EXPECT_EQ(occasion_text(framework, framework.moves[4]), "after 1 week of g or h if a");
}

}  // namespace
}  // namespace proviso::model
