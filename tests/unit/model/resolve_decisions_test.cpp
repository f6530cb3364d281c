// SPDX-License-Identifier: Apache-2.0
// Decision tables: the result's type and the hit rule go together, every row is whole, every cell fits its fact.
#include "tests/unit/model/resolve_fixture.h"

namespace proviso {
namespace {

using testing_support::Mistake;
using testing_support::Outcome;
using testing_support::resolve_clauses;
using testing_support::Sound;

class DecisionMistake : public testing::TestWithParam<Mistake> {};
TEST_P(DecisionMistake, IsReportedOnce) { expect_reported_once(GetParam()); }

#define TABLE "decide risk from size, wanted hit first "

const Mistake kMistakes[] = {
    {"UnknownResult", "decide rsk from size hit first row - gives high", Code::kUnknownName, "did you mean `risk`?"},
    {"UnknownInput", "decide risk from siz hit first row - gives high", Code::kUnknownName, "did you mean `size`?"},
    {"TooFewCells", TABLE "row - gives high", Code::kDecisionTable, "1 cell, and the table asks for 2 facts"},
    {"TooManyCells", "decide risk from size hit first row -, - gives high", Code::kDecisionTable,
     "2 cells, and the table asks for 1 fact"},
    {"UnknownValueGiven", TABLE "row -, - gives hihg", Code::kUnknownValue, "did you mean `high`?"},
    {"WrongTypeGiven", TABLE "row -, - gives 3", Code::kTypeMismatch, "one of high, low is needed here"},
    {"WrongCell", TABLE "row -, 3 gives high", Code::kTypeMismatch, "yes or no is needed here"},
    {"RangeOfYesNo", TABLE "row -, more than yes gives high", Code::kTypeMismatch, "has no ranges"},
    {"RangeOfChoices", "decide risk from outcome hit first row good to poor gives high", Code::kTypeMismatch,
     "has no ranges"},
    {"RangeBackwards", TABLE "row 5 to 3, - gives high", Code::kDecisionTable, "ends before it begins"},
    {"Weekday", TABLE "row Monday, - gives high", Code::kTypeMismatch, "derive a yes/no fact"},
    {"ListInput", "decide risk from grounds hit first row - gives high", Code::kTypeMismatch, "cannot ask for"},
    {"InputTwice", "decide risk from size, size hit first row -, - gives high", Code::kDuplicateName, "given twice"},
    {"DecidedTwice",
     "decide risk from size hit first row - gives high\ndecide risk from size hit first row - gives high",
     Code::kDuplicateClause, "decided twice"},
    {"Derived", "fact x : yes/no means wanted\ndecide x from size hit first row - gives yes", Code::kWrongKind,
     "no table can decide it"},
    {"Recorded", "event e records risk\ndecide risk from size hit first row - gives high", Code::kWrongKind,
     "records `risk`, which is decided by a table"},
    {"CollectIntoOne", "decide risk from size hit collect row - gives high", Code::kTypeMismatch, "gives a list"},
    {"OneIntoList", "decide notes from size hit first row - gives \"x\"", Code::kTypeMismatch, "gives one value"},
    {"SumOfDates", "decide latest from size hit collect sum row - gives 1 May 2017", Code::kTypeMismatch,
     "`hit collect sum` gives a number"},
    {"CountIntoText", "fact x : text\ndecide x from size hit collect count row -", Code::kTypeMismatch,
     "gives a number"},
    {"Circular",
     "decide risk from score hit first row - gives high\nfact x : number means count of notes\n"
     "decide score from risk hit first row high gives 1",
     Code::kCircularFact, "risk → score → risk"},
    {"CircularThroughFact", "fact x : yes/no means risk is high\ndecide risk from x hit first row - gives high",
     Code::kCircularFact, "risk → x → risk"},
};
INSTANTIATE_TEST_SUITE_P(Table, DecisionMistake, testing::ValuesIn(kMistakes), testing_support::mistake_name);

class SoundDecision : public testing::TestWithParam<Sound> {};
TEST_P(SoundDecision, ResolvesWithoutAWord) { expect_sound(GetParam()); }

const Sound kSound[] = {
    {"First", TABLE "row 0 to 10 or 20, yes gives high row more than 3 or unknown, not no gives low"},
    {"Any", "decide risk from day hit any row before 1 May 2017 or on or after 1 June 2017 gives high"},
    {"Unique", "decide risk from outcome, owner hit unique row good, office gives low row poor, not office gives high"},
    {"Collect", "decide notes from size hit collect row 3 gives \"three\" row - gives \"any\""},
    {"Sum", "decide score from wanted hit collect sum row yes gives 3 row - gives 0.5"},
    {"Count", "decide score from wanted hit collect count row yes row -"},
    {"LatestDate", "decide latest from wanted hit collect max row yes gives 1 May 2017 row - gives 1 April 2017"},
    {"ReadElsewhere", TABLE "row -, - gives high\nfact x : yes/no means risk is known and risk is high"},
};
INSTANTIATE_TEST_SUITE_P(Table, SoundDecision, testing::ValuesIn(kSound), testing_support::sound_name);

TEST(ResolveDecision, TheFactKnowsItsTable) {
  const Outcome outcome =
      resolve_clauses(TABLE "row 1 to 3, - gives low row -, yes or unknown gives high cite law \"4\"");
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  ASSERT_EQ(outcome.framework.decisions.size(), 1U);
  const model::Decision& table = outcome.framework.decisions.front();
  EXPECT_EQ(outcome.framework[table.fact].decision, model::DecisionId{0});
  EXPECT_EQ(table.hit, model::HitRule::kFirst);
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(std::get<model::Choice>(table.rows[0].value.value).index, 1U);
  EXPECT_EQ(table.rows[0].cells[0].parts.at(0).kind, model::Cell::Part::Kind::kRange);
  EXPECT_TRUE(table.rows[1].cells[0].any);
  EXPECT_EQ(table.citations.size(), 1U);
}

}  // namespace
}  // namespace proviso
