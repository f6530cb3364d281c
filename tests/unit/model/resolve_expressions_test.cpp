// SPDX-License-Identifier: Apache-2.0
// Expressions: each new operand has its type, and no other is taken for it.
#include "tests/unit/model/resolve_fixture.h"

namespace proviso {
namespace {

using testing_support::Mistake;
using testing_support::Outcome;
using testing_support::resolve_clauses;
using testing_support::Sound;

class ExpressionMistake : public testing::TestWithParam<Mistake> {};
TEST_P(ExpressionMistake, IsReportedOnce) { expect_reported_once(GetParam()); }

#define D "duty d office must ensure asked by given\n"

const Mistake kMistakes[] = {
    {"WeekdayOfNumber", "fact x : yes/no means weekday of size is Monday", Code::kTypeMismatch,
     "`weekday of` needs a date"},
    {"WeekdayIsNumber", "fact x : yes/no means weekday of day is 1", Code::kTypeMismatch, "cannot be compared"},
    {"WeekdayOrdered", "fact x : yes/no means weekday of day is more than Monday", Code::kTypeMismatch,
     "compare numbers"},
    {"TotalOfText", "fact x : number means total of grounds over given", Code::kTypeMismatch, "adds up numbers"},
    {"TotalNotRecorded", "fact x : number means total of size over given", Code::kNotRecorded, "add `records size`"},
    {"TotalOfUnknown", "fact x : number means total of siz over asked", Code::kUnknownName, "did you mean `size`?"},
    {"NumberSinceNumber", "fact x : number means number of asked since size", Code::kTypeMismatch, "a moment must be"},
    {"RunOfNumber", "fact x : number means longest run of size from day to today", Code::kNotACondition,
     "`longest run of`"},
    {"RunToNumber", "fact x : number means longest run of wanted from day to size", Code::kTypeMismatch,
     "`to` needs a date"},
    {"RunInRun",
     "fact x : number means longest run of (longest run of wanted from day to today) is 3 from day to today",
     Code::kMisplaced, "within another one"},
    {"RunInRunThroughFact",
     "fact x : number means longest run of wanted from day to today\nfact y : yes/no means x is more than 3\n"
     "fact z : number means longest run of y from day to today",
     Code::kMisplaced, "through `y`"},
    {"CountedFromNumber", "fact x : number means weeks from size to day", Code::kTypeMismatch, "`from` needs a date"},
    {"CountedUnknownDays", "fact x : number means scool days from day to today", Code::kUnknownName,
     "did you mean `school`?"},
    {"AfterNumber", "fact x : date means 5 weeks after size", Code::kTypeMismatch, "`after` needs a date"},
    {"HoursAfterDate", "fact x : date means 5 hours after day", Code::kHours, "hours"},
    {"LaterOfNumbers", "fact x : date means the later of day, size", Code::kTypeMismatch,
     "`the later of` needs a date"},
    {"InUnknownStage", "fact x : yes/no means in s3", Code::kUnknownName, "unknown stage `s3`"},
    {"InUnknownFramework", "fact x : yes/no means in s of g", Code::kUnknownName, "use \"g.proviso\""},
    {"FactIsKept", "fact x : yes/no means wanted is kept", Code::kWrongKind, "a duty is needed here"},
    {"DutyUnknown", D "fact x : yes/no means dd is missed", Code::kUnknownName, "unknown duty `dd`"},
};
INSTANTIATE_TEST_SUITE_P(Table, ExpressionMistake, testing::ValuesIn(kMistakes), testing_support::mistake_name);

class SoundExpression : public testing::TestWithParam<Sound> {};
TEST_P(SoundExpression, ResolvesWithoutAWord) { expect_sound(GetParam()); }

const Sound kSound[] = {
    {"Weekday", "fact x : yes/no means weekday of day is Monday or weekday of today is not weekday of day"},
    {"Number", "fact x : number means number of asked since 2 weeks before the later of answered, given"},
    {"Total", "fact x : number means total of size over asked since first answered"},
    {"Run", "fact x : number means longest run of wanted and in s from date of asked to today"},
    {"Counted",
     "fact x : number means (working days from date of first asked to today) plus school days from day to day"},
    {"Offset", "fact x : date means 5 school days after 2 weeks before date of asked"},
    {"Group", "fact x : date means the later of day, today plus 1 week, date of asked"},
    {"Duty", D "fact x : yes/no means d is kept late or d is pending"},
    {"Judgement", "fact x : yes/no judgement \"only people can tell\""},
};
INSTANTIATE_TEST_SUITE_P(Table, SoundExpression, testing::ValuesIn(kSound), testing_support::sound_name);

TEST(ResolveExpression, ADateOffsetIsASum) {
  const Outcome outcome = resolve_clauses("fact x : date means 5 school days before day");
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  const model::Expression& means = outcome.framework.facts.back().means.value();
  EXPECT_EQ(means.operation, model::Expression::Operation::kDateMinus);
  const auto& duration = std::get<Duration>(means.operands.at(1).literal.value);
  EXPECT_EQ(duration.amount, 5);
  EXPECT_EQ(duration.unit, Unit::kNamedDays);
}

TEST(ResolveExpression, WeekdaysAreChoicesFromMonday) {
  const Outcome outcome = resolve_clauses("fact x : yes/no means weekday of day is Sunday");
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  const model::Expression& means = outcome.framework.facts.back().means.value();
  EXPECT_EQ(means.operands.at(1).type, model::weekday_type());
  EXPECT_EQ(std::get<model::Choice>(means.operands.at(1).literal.value).index, 6U);
}

}  // namespace
}  // namespace proviso
