// SPDX-License-Identifier: Apache-2.0
// One clause changed: the sentence that says so, the places of both clauses, and nothing else.
#include "tests/unit/change/versions.h"

namespace proviso {
namespace {

using namespace testing_support;
using change::ChangeKind;
using change::Subject;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Edited {
  const char* name;
  const char* piece;
  const char* in_place;
  const char* sentence;
};
void PrintTo(const Edited& edited, std::ostream* out) { *out << edited.name; }

class OneClause : public testing::TestWithParam<Edited> {};

TEST_P(OneClause, IsSaidInOneSentence) {
  const change::Changes changes = permits_with(GetParam().piece, GetParam().in_place);
  EXPECT_THAT(sentences(changes), ElementsAre(GetParam().sentence)) << change::changes_text(changes);
  EXPECT_THAT(changes.examples, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Clauses, OneClause,
    testing::Values(
        Edited{"Version", "version \"2024\"", "version \"2025\"",
               "the version of the framework is `2025` instead of `2024`"},
        Edited{"InForce", "in force from 1 January 2024", "in force from 1 January 2024 until 1 May 2030",
               "the framework now has a last day in force: `1 May 2030`"},
        Edited{
            "Amount", "70 working days from", "50 working days from",
            "parameter `decision-time` (\"Time to decide\") is 50 working days instead of 70 working days, for anchors "
            "from 1 January 2024"},
        Edited{
            "NewAmount", "  cite act \"4\"\n",
            "  cite act \"4\"\n  50 working days from 1 April 2026\n  cite act \"4\"\n",
            "parameter `decision-time` (\"Time to decide\") is 50 working days instead of 70 working days, for anchors "
            "from 1 April 2026"},
        Edited{"CitationOfAmount", "cite act \"4\"", "cite act \"4A\"",
               "parameter `decision-time` (\"Time to decide\") rests on act 4A instead of act 4, for anchors from 1 "
               "January "
               "2024"},
        Edited{"Type", "fact complete : yes/no", "fact complete : yes/no judgement",
               "fact `complete` is a judgement now: only a person settles it"},
        Edited{"Value", "building, stall", "building, stall, booth", "fact `kind` now has a value: `booth`"},
        Edited{"Derivation", "is more than 500", "is at least 500",
               "the derivation of fact `costly` is `fee is at least 500` instead of `fee is more than 500`"},
        Edited{"Records", "records kind, fee, urgent", "records kind, fee",
               "event `applied` no longer has a recorded fact: `urgent`"},
        Edited{"By", "\"the applicant is told\" by office", "\"the applicant is told\" by board",
               "event `told` is by `board` instead of `office`"},
        Edited{"Party", "office must ensure", "board must ensure",
               "duty `decide-it` is owed by `board` instead of `office`"},
        Edited{"Modality", "office must ensure", "office should ensure",
               "duty `decide-it` says `should` instead of `must`: a miss is a shortfall instead of a breach"},
        Edited{"Act", "ensure decided within", "ensure told within",
               "duty `decide-it` concerns `told` instead of `decided`"},
        Edited{"Condition", "ensure decided within", "ensure decided if complete within",
               "duty `decide-it` now has a condition: `if complete`"},
        Edited{"LimitAmount", "within 10 working days of applied", "within 8 working days of applied",
               "the time for duty `check-it` is 8 working days instead of 10 working days"},
        Edited{"LimitUnit", "within 10 working days of applied", "within 10 calendar days of applied",
               "the time for duty `check-it` is 10 calendar days instead of 10 working days"},
        Edited{"Anchor", "within 10 working days of applied", "within 10 working days of more-time",
               "the limit of duty `check-it` counts from `more-time` instead of `applied`: within 10 working days of "
               "more-time"},
        Edited{"Limit", "within 10 working days of applied", "by 1 May 2024",
               "the limit of duty `check-it` is `by 1 May 2024` instead of `within 10 working days of applied`"},
        Edited{"Warning", "warn 5 working days ahead", "",
               "duty `decide-it` no longer has a warning: `5 working days ahead`"},
        Edited{
            "Extension", "extended by 10 working", "extended by 12 working",
            "the extension of duty `decide-it` is `extended by 12 working days when more-time` instead of `extended by "
            "10 working days when more-time`"},
        Edited{"Excuse", "  excused if urgent\n", "  excused if urgent\n  excused if costly\n",
               "duty `decide-it` now has an excuse: `excused if costly`"},
        Edited{"Roll", "of applied\n  warn", "of applied or the next working day\n  warn",
               "duty `decide-it` now has a roll: `or the next working day`"},
        Edited{"Pause", "  excused if urgent\n", "  excused if urgent\n  clock stops while complete\n",
               "duty `decide-it` now has a pause: `clock stops while complete`"},
        Edited{"Once", "  excused if urgent\n", "  excused if urgent\n  once missed then notify board \"Late\"\n",
               "duty `decide-it` now has a consequence: `once missed then notify board \"Late\"`"},
        Edited{"Citation", "cite act \"5\"", "cite act \"6\"",
               "the citation of duty `decide-it` is `act \"6\"` instead of `act \"5\"`"},
        Edited{"Trigger", "when applied if costly then", "when applied if urgent then",
               "trigger `dear` fires `when applied if urgent` instead of `when applied if costly`"},
        Edited{
            "Action", "notify board \"A dear", "notify office \"A dear",
            "the action of trigger `dear` is `notify office \"A dear application\"` instead of `notify board \"A dear "
            "application\"`"},
        Edited{"Target", "when checked otherwise go to waiting", "when checked otherwise go to closed",
               "the move `when checked otherwise` of stage `checking` leads to `closed` instead of `waiting`"},
        Edited{"MoveCondition", "stage waiting \"Waiting\"\n  when checked if complete",
               "stage waiting \"Waiting\"\n  when checked if urgent",
               "cases leave stage `waiting` for `deciding` `when checked if urgent` instead of "
               "`when checked if complete`"},
        Edited{"Timeout", "after 4 weeks", "after 5 weeks",
               "cases leave stage `waiting` for `closed` `after 5 weeks in this stage` "
               "instead of `after 4 weeks in this stage`"},
        Edited{"MoveGone", "  after 4 weeks go to closed\n", "",
               "the move `after 4 weeks in this stage go to closed` of stage `waiting` is gone"},
        Edited{"MoveNew", "  when decided go to closed\n", "  when decided go to closed\n  when told go to waiting\n",
               "the move `when told go to waiting` of stage `deciding` is new"},
        Edited{"End", "stage waiting \"Waiting\"\n", "stage waiting \"Waiting\"\n  may end\n",
               "stage `waiting` now says `may end`"},
        Edited{"Source", "source guide \"The guide\"", "source guide \"The guide of 2024\"",
               "the title of source `guide` is \"The guide of 2024\" instead of \"The guide\""},
        Edited{"Begins", "track permit \"The permit\"", "track permit \"The permit\" begins when applied",
               "track `permit` begins `when applied` instead of at once"}),
    [](const testing::TestParamInfo<Edited>& at) { return std::string(at.param.name); });

TEST(Places, AreThoseOfBothClauses) {
  const change::Changes changes =
      permits_with("warn 5 working days ahead\n", "# how soon?\n  warn 5 working days ahead\n\n");
  EXPECT_THAT(sentences(changes), IsEmpty());
  const change::Changes limit = permits_with("10 working days of applied", "8\n   working # less\n days of applied");
  ASSERT_EQ(limit.meaning.size(), 1U);
  // Without the line ends and the remark inside it.
  EXPECT_EQ(limit.meaning[0].old_place->text, "office should ensure checked within 10 working days of applied");
  EXPECT_EQ(limit.meaning[0].new_place->text, "office should ensure checked within 8 working days of applied");
  EXPECT_EQ(limit.meaning[0].old_place->line, limit.meaning[0].new_place->line);
  EXPECT_EQ(limit.meaning[0].citation, "guide Checks");
}

TEST(Declarations, ThatAreNewOrGone) {
  const change::Changes changes = changes_of(
      kPermits, with(kPermits,
                     "duty check-it \"Check the papers\"\n    office should ensure checked within 10 working days of "
                     "applied\n    cite guide \"Checks\"\n",
                     "duty hear \"Hear the applicant\"\n    board must ensure told by 1 May 2024\n"));
  EXPECT_THAT(
      sentences(changes),
      ElementsAre("duty `hear` is new: `board must ensure told by 1 May 2024`",
                  "duty `check-it` is gone; it was `office should ensure checked within 10 working days of applied`"));
  EXPECT_FALSE(changes.meaning[0].old_place);
  EXPECT_FALSE(changes.meaning[1].new_place);
}

TEST(Parameters, AreComparedByDate) {
  const auto versions = [](std::string_view lines) {
    return with(kPermits, "  70 working days from 1 January 2024\n  cite act \"4\"\n", lines);
  };
  // The same amount from a day on, written twice.
  EXPECT_THAT(
      sentences(changes_of(versions("  70 working days from 1 January 2024\n"),
                           versions("  70 working days from 1 January 2024\n  70 working days from 1 May 2024\n"))),
      IsEmpty());
  // Another amount for one month only.
  EXPECT_THAT(
      sentences(changes_of(versions("  70 working days from 1 January 2024\n"),
                           versions("  70 working days from 1 January 2024\n  60 working days from 1 May 2024\n"
                                    "  70 working days from 1 June 2024\n"))),
      ElementsAre("parameter `decision-time` (\"Time to decide\") is 60 working days instead of 70 working days, "
                  "for anchors from 1 May 2024 to 31 May 2024"));
  // The change comes a month earlier: it counts in that month.
  EXPECT_THAT(
      sentences(changes_of(versions("  70 working days from 1 January 2024\n  60 working days from 1 June 2024\n"),
                           versions("  70 working days from 1 January 2024\n  60 working days from 1 May 2024\n"))),
      ElementsAre("parameter `decision-time` (\"Time to decide\") is 60 working days instead of 70 working days, "
                  "for anchors from 1 May 2024 to 31 May 2024"));
  // There was no amount before.
  EXPECT_THAT(
      sentences(changes_of(versions("  70 working days from 1 March 2024\n"),
                           versions("  70 working days from 1 February 2024\n"))),
      ElementsAre("parameter `decision-time` (\"Time to decide\") is 70 working days, where there was no amount, "
                  "for anchors from 1 February 2024 to 29 February 2024"));
}

TEST(Examples, AreNoPartOfTheMeaning) {
  EXPECT_THAT(permits_with("example \"A plain one\"", "example \"Another title\"").examples, IsEmpty());
  const change::Changes changes = permits_with("on 8 January 2024 applied", "on 9 January 2024 applied");
  EXPECT_THAT(changes.meaning, IsEmpty());
  ASSERT_EQ(changes.examples.size(), 1U);
  EXPECT_EQ(changes.examples[0].sentence, "the example \"A plain one\" tells something else");
  EXPECT_THAT(changes.examples[0].details, ElementsAre("gone: `on 8 January 2024 applied with kind stall`",
                                                       "new: `on 9 January 2024 applied with kind stall`"));
}

TEST(Page, StandsAloneAndEscapes) {
  const change::Changes changes = permits_with("\"The guide\"", "\"The <b>guide</b>\"");
  const std::string page = change::changes_page(changes);
  EXPECT_THAT(page, HasSubstr("<!DOCTYPE html>"));
  EXPECT_THAT(page, HasSubstr("<style>"));
  EXPECT_THAT(page, Not(HasSubstr("<link")));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<b>guide")));
  EXPECT_THAT(page, HasSubstr("1 change in meaning."));
}

}  // namespace
}  // namespace proviso
