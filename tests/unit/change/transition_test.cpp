// SPDX-License-Identifier: Apache-2.0
// How running cases go on, in two versions of tests/semantics/continues.proviso.
#include "tests/unit/change/versions.h"

namespace proviso {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kPath = "tests/semantics/x.proviso";

std::string text_of(const std::string& file) { return file_text(repository() / "tests" / "semantics" / file); }

change::Changes continued_with(std::string_view piece, std::string_view in_place) {
  const std::string text = text_of("continues.proviso");
  return changes_of(text, with(text, piece, in_place), kPath);
}

TEST(Transition, SaidInOtherPlacesIsNoChange) {
  const std::string text = text_of("continues.proviso");
  // The word above the first place goes below each from which cases go on or end; the places in another order.
  std::string now = with(text, "  duty acknowledge runs on\n", "");
  now = with(now, "    duty check-papers runs on\n", "    duty acknowledge runs on\n    duty check-papers runs on\n");
  now = with(now, "    duty publish-plan lapses\n", "    other duties lapse\n    duty acknowledge runs on\n");
  now = with(now, "  cases in appealing stay\n  cases in notified end\n",
             "  cases in notified end\n    duty acknowledge runs on\n  cases in appealing stay\n");
  EXPECT_THAT(sentences(changes_of(text, now, kPath)), IsEmpty());
}

TEST(Transition, Commencement) {
  const change::Changes changes =
      continued_with("continues continued-2019 from 2 March 2020", "continues continued-2019 from 9 March 2020");
  EXPECT_THAT(sentences(changes), ElementsAre("cases are carried over from 9 March 2020 instead of 2 March 2020"));
  ASSERT_EQ(changes.meaning.size(), 1U);
  EXPECT_EQ(changes.meaning.front().subject, change::Subject::kTransition);
  EXPECT_EQ(changes.meaning.front().aspect, "commencement");
  ASSERT_TRUE(changes.meaning.front().old_place && changes.meaning.front().new_place);
  EXPECT_EQ(changes.meaning.front().old_place->text, "continues continued-2019 from 2 March 2020");
  EXPECT_EQ(changes.meaning.front().new_place->text, "continues continued-2019 from 9 March 2020");
}

TEST(Transition, Places) {
  const change::Changes changes =
      continued_with("  cases in appealing stay\n", "  cases in appealing go on in papers\n");
  EXPECT_THAT(sentences(changes),
              ElementsAre("cases in `appealing` go on in `papers` instead of staying under the old rules"));
  // The word on it stands above the first place.
  EXPECT_THAT(changes.meaning.front().details,
              ElementsAre("what is pending of `acknowledge` runs on under its old limit"));
  EXPECT_EQ(changes.meaning.front().new_place->text, "cases in appealing go on in papers");
  EXPECT_THAT(sentences(continued_with("  cases in notified end\n", "  cases in notified stay\n")),
              ElementsAre("cases in `notified` stay under the old rules instead of ending"));
  EXPECT_THAT(sentences(continued_with("  cases in notified end\n", "")),
              ElementsAre("cases in `notified` have no place instead of ending"));
}

TEST(Transition, WhatIsPending) {
  EXPECT_THAT(sentences(continued_with("duty publish-plan lapses", "duty publish-plan runs on")),
              ElementsAre("in cases that stand in `deciding`, what is pending of `publish-plan` runs on under its old "
                          "limit instead of lapsing"));
  EXPECT_THAT(sentences(continued_with("takes the limit of see-the-site", "takes the limit of plan-early")),
              ElementsAre("in cases that stand in `deciding`, what is pending of `visit` takes the limit of "
                          "`plan-early` instead of taking the limit of `see-the-site`"));
  // Of the case as a whole it is pending wherever cases go on or end.
  EXPECT_THAT(sentences(continued_with("  duty acknowledge runs on\n", "")),
              ElementsAre("in cases that stand in `checking`, `deciding` or `notified`, what is pending of "
                          "`acknowledge` lapses instead of running on under its old limit"));
}

TEST(Transition, NamesAndWhatDecides) {
  EXPECT_THAT(sentences(continued_with("  event site-seen is inspected\n", "")),
              Contains("event `site-seen` is no longer the same as `inspected` of `continued-2019`"));
  const std::string decided = text_of("continues-decided.proviso");
  EXPECT_THAT(sentences(changes_of(decided, with(decided, "  decided by complete\n", ""), kPath)),
              ElementsAre("cases in which `complete` came before the day no longer stay under the old rules"));
  EXPECT_THAT(sentences(changes_of(decided, with(decided, "decided by complete", "decided by acknowledged"), kPath)),
              ElementsAre("cases stay under the old rules in which `acknowledged` came before the day, instead of "
                          "`complete`"));
}

TEST(Transition, InOneVersionOnly) {
  const std::string now = text_of("continues.proviso");
  std::string before = with(now, "use \"continued-2019.proviso\"\n", "");
  before.resize(before.find("continues continued-2019"));
  const change::Changes changes = changes_of(before, now, kPath);
  EXPECT_THAT(sentences(changes),
              ElementsAre("duty `tell-applicant` is new: `office must ensure told within 10 working days of entering "
                          "weighing`",
                          "the framework now continues `continued-2019` from 2 March 2020"));
  EXPECT_THAT(changes.meaning.back().details,
              ElementsAre("cases in `checking` go on in `papers`",
                          "what is pending of `acknowledge` runs on under its old limit",
                          "what is pending of `check-papers` runs on under its old limit",
                          "cases in `deciding` go on in `weighing`",
                          "what is pending of `acknowledge` runs on under its old limit",
                          "what is pending of `determine` takes the limit of `determine`",
                          "what is pending of `visit` takes the limit of `see-the-site`",
                          "cases in `appealing` stay under the old rules", "cases in `notified` end",
                          "what is pending of `acknowledge` runs on under its old limit"));
  EXPECT_THAT(sentences(changes_of(now, before, kPath)),
              ElementsAre("duty `tell-applicant` is gone; it was `office must ensure told within 10 working days of "
                          "entering weighing`",
                          "the framework no longer continues `continued-2019` from 2 March 2020"));
}

TEST(Transition, ADutyOfThoseCarriedOverBecomesOneOfAll) {
  const std::string now = text_of("continues.proviso");
  const std::string duty =
      "    duty tell-applicant \"Tell the citizen which rules apply\"\n"
      "      office must ensure told within 10 working days of entering weighing\n";
  std::string moved = with(now, duty, "");
  moved = with(moved, "stage weighing \"Weighing up\"\n", "stage weighing \"Weighing up\"\n" + duty);
  EXPECT_THAT(sentences(changes_of(now, moved, kPath)),
              ElementsAre("duty `tell-applicant` belongs to stage weighing instead of cases carried over from "
                          "continued-2019 in deciding"));
}

}  // namespace
}  // namespace proviso
