// SPDX-License-Identifier: Apache-2.0
// Expressions: what is in the tree, and how tightly its parts bind.
#include <gtest/gtest.h>

#include <string>

#include "grammar/parse.h"
#include "tests/unit/grammar/parsed.h"

namespace proviso {
namespace {

using testing_support::expression;
using testing_support::Parsed;
using testing_support::with_framework;

TEST(Parse, BindsOperatorsFromOrToTimes) {
  EXPECT_EQ(expression("a or not b and c is 1 plus 2 times 3"),
            expression("a or ((not b) and (c is (1 plus (2 times 3))))"));
  EXPECT_EQ(expression("1 minus 2 minus 3 is 4"), expression("((1 minus 2) minus 3) is 4"));
  EXPECT_EQ(expression("(a or b) or c"), expression("a or b or c"));
  EXPECT_NE(expression("(a or b) and c"), expression("a or b and c"));
  EXPECT_EQ(expression("not not a is known"), expression("not (not (a is known))"));
}

TEST(Parse, ReadsEveryComparisonAndValue) {
  using Kind = syntax::Expression::Kind;
  const auto kind = [](const std::string& text) {
    const Parsed p = with_framework("fact q : yes/no means " + text);
    const syntax::Expression& means = *p.at<syntax::Fact>(1).means;
    EXPECT_EQ(p.words(means.span), text);
    return means.kind;
  };
  EXPECT_EQ(kind("a is b"), Kind::kIs);
  EXPECT_EQ(kind("a is not b"), Kind::kIsNot);
  EXPECT_EQ(kind("a is more than b"), Kind::kIsMoreThan);
  EXPECT_EQ(kind("a is less than b"), Kind::kIsLessThan);
  EXPECT_EQ(kind("a is at least b"), Kind::kIsAtLeast);
  EXPECT_EQ(kind("a is at most b"), Kind::kIsAtMost);
  EXPECT_EQ(kind("a before b"), Kind::kBefore);
  EXPECT_EQ(kind("a after b"), Kind::kAfter);
  EXPECT_EQ(kind("a on or before b"), Kind::kOnOrBefore);
  EXPECT_EQ(kind("a on or after b"), Kind::kOnOrAfter);
  EXPECT_EQ(kind("a includes b"), Kind::kIncludes);
  EXPECT_EQ(kind("a is known"), Kind::kIsKnown);
  EXPECT_EQ(kind("yes"), Kind::kYes);
  EXPECT_EQ(kind("no"), Kind::kNo);
  EXPECT_EQ(kind("0.25"), Kind::kNumber);
  EXPECT_EQ(kind("\"t # t\""), Kind::kText);
  EXPECT_EQ(kind("9 November 2015"), Kind::kDay);
  EXPECT_EQ(kind("5 working days"), Kind::kDuration);
  EXPECT_EQ(kind("count of a"), Kind::kCountOf);
  EXPECT_EQ(kind("number of e"), Kind::kNumberOf);
  EXPECT_EQ(kind("date of e"), Kind::kDateOfLast);
  EXPECT_EQ(kind("date of last e"), Kind::kDateOfLast);
  EXPECT_EQ(kind("date of first e"), Kind::kDateOfFirst);
  EXPECT_EQ(kind("in reporting"), Kind::kInStage);
}

TEST(Parse, ReadsTheNewOperands) {
  using Kind = syntax::Expression::Kind;
  const auto read = [](const std::string& text) {
    const Parsed p = with_framework("fact q : yes/no means " + text);
    const syntax::Expression means = *p.at<syntax::Fact>(1).means;
    EXPECT_EQ(p.words(means.span), text);
    return means;
  };
  EXPECT_EQ(read("today").kind, Kind::kToday);
  EXPECT_EQ(read("Sunday").weekday, std::chrono::Sunday);
  EXPECT_EQ(read("weekday of a").operands.size(), 1U);
  EXPECT_EQ(read("number of e since first g").since.size(), 1U);
  const syntax::Expression total = read("total of a over e");
  EXPECT_EQ(total.name.text + total.event.text, "ae");
  const syntax::Expression run = read("longest run of a or b from c to d plus 5 weeks");
  ASSERT_EQ(run.operands.size(), 3U);
  EXPECT_EQ(run.operands[0].kind, Kind::kOr);
  EXPECT_EQ(run.operands[2].kind, Kind::kPlus);
  const syntax::Expression counted = read("school days from a to b");
  EXPECT_EQ(counted.kind, Kind::kCounted);
  EXPECT_EQ(counted.duration.named->text, "school");
  EXPECT_EQ(read("working days from a to b").duration.value.unit, Unit::kWorkingDays);
  const syntax::Expression offset = read("5 working days before 1 week after a");
  EXPECT_EQ(offset.kind, Kind::kDateOffset);
  EXPECT_TRUE(offset.before && !offset.operands.at(0).before);
  EXPECT_EQ(read("the later of a, b plus 1, c").operands.size(), 3U);
  EXPECT_EQ(read("the earlier of a, b before c").kind, Kind::kBefore);
  EXPECT_EQ(read("in s of f").framework->text, "f");
  const syntax::Expression elsewhere = read("d of f is kept late");
  EXPECT_EQ(elsewhere.kind, Kind::kDutyIs);
  EXPECT_EQ(elsewhere.name.text + elsewhere.framework->text, "df");
  EXPECT_EQ(elsewhere.status, DutyStatus::kKeptLate);
  EXPECT_EQ(read("d is undecided").status, DutyStatus::kUndecided);
}

TEST(Parse, TellsAmountsFromOffsetsAndEventsFromConditions) {
  // Behind `plus` a duration is an amount: the `before` compares.
  EXPECT_EQ(expression("a plus 5 weeks before b"), expression("(a plus 5 weeks) before b"));
  EXPECT_EQ(expression("5 weeks before b plus 1"), expression("(5 weeks before b) plus 1"));
  // The `or` behind a moment in an expression joins conditions.
  EXPECT_EQ(expression("number of e since g or h"), expression("(number of e since g) or h"));
  // `after` with an amount alone begins a move, also behind the last clause of a duty.
  const Parsed p = with_framework(
      "track t stage s duty d p must ensure e by g excused if a after 5 weeks go to s duty d2 p must ensure e by g "
      "once "
      "missed then record x as y after the q go to s");
  EXPECT_EQ(p.at<syntax::Track>(1).stages[0].items.size(), 4U);
  // The limit of a duty is not taken for a part of its condition.
  const syntax::Duty d =
      with_framework("duty d p must ensure e if a before the later of e, entering s").at<syntax::Duty>(1);
  EXPECT_EQ(d.condition->kind, syntax::Expression::Kind::kName);
  EXPECT_EQ(d.limit.moment->kind, syntax::Moment::Kind::kLaterOf);
}

}  // namespace
}  // namespace proviso
