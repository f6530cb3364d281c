// SPDX-License-Identifier: Apache-2.0
// What was written comes back in the same words.
#include "engine/model/wording.h"
#include "tests/unit/model/resolve_fixture.h"

namespace proviso {
namespace {

using testing_support::Outcome;
using testing_support::resolve_clauses;

class SameWords : public testing::TestWithParam<const char*> {};
TEST_P(SameWords, InAnExpression) {
  const Outcome outcome =
      resolve_clauses("duty d office must ensure asked by given\nfact x : yes/no means " + std::string(GetParam()));
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  EXPECT_EQ(model::expression_text(outcome.framework, outcome.framework.facts.back().means.value()), GetParam());
}
INSTANTIATE_TEST_SUITE_P(Table, SameWords,
                         testing::Values("weekday of day is Monday",
                                         "weekday of date of last asked is not weekday of today",
                                         "number of asked since first given is more than 3",
                                         "total of size over asked since 5 school days before given is 3",
                                         "longest run of wanted and in s from day to today is more than 3",
                                         "working days from day to today is at least 5",
                                         "school days from day to (the later of day, today) is 1",
                                         "the later of day, day plus 1 week, today before 1 May 2017",
                                         "the earlier of (the later of day, today), 1 May 2017 before day",
                                         "(weeks from day to today) plus 1 is 3",
                                         "d is kept late and not d is missed"));

std::string duty_words(const std::string& clauses) {
  const Outcome outcome = resolve_clauses("duty d " + clauses);
  EXPECT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  return model::duty_text(outcome.framework, outcome.framework.duties.at(0));
}

class SameDuty : public testing::TestWithParam<const char*> {};
TEST_P(SameDuty, InItsClause) { EXPECT_EQ(duty_words(GetParam()), GetParam()); }
INSTANTIATE_TEST_SUITE_P(
    Table, SameDuty,
    testing::Values(
        "owner must ensure asked only if wanted within 48 hours of answered",
        "office must ensure that size is more than 3 from asked until entering s2",
        "office should ensure asked every 6 months from first answered until given",
        "office must ensure asked as soon as practicable judged by wanted and within 5 weeks of given",
        "office must ensure asked as soon as practicable", "office may use asked at any time",
        "office must ensure asked by the later of given, 15 February in the year of answered",
        "office must ensure asked by the grace after given",
        "office must ensure asked within 5 school days of given or ensure answered by day or the next school day "
        "when it falls in 25 December to 1 January or the next working day"));

TEST(Wording, NamesTheListOfADutyForEach) {
  EXPECT_EQ(duty_words("for each one in schools one must ensure asked by given"),
            "each of schools must ensure asked by given");
}

TEST(Wording, SaysWhatChangesALimit) {
  const Outcome outcome = resolve_clauses(
      "duty d office must ensure asked by given clock stops while wanted extended by the grace when given or answered "
      "at most "
      "2 times extended by 1 week when given by at most 3 weeks in all extended to day when given due instead 29 "
      "February in the year of given when asked excused if size is 3");
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  EXPECT_EQ(
      model::clock_text(outcome.framework, outcome.framework.duties.at(0)),
      "clock stops while wanted, extended by the grace when given or answered at most 2 times, extended by 1 week "
      "when given by at most 3 weeks in all, extended to day when given, due instead 29 February in the year of "
      "given when asked, excused if size is 3");
}

TEST(Wording, SaysWhatATriggerDoes) {
  const char* const words =
      "when asked if wanted then record size as size plus 1 then add \"x\" to grounds then go to s2 then begin t then "
      "end t "
      "then notify office \"x\" then close case";
  const Outcome outcome = resolve_clauses(std::string("trigger g ") + words);
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  EXPECT_EQ(model::trigger_text(outcome.framework, outcome.framework.triggers.at(0)), words);
}

TEST(Wording, SaysWhatAMoveDoes) {
  const Outcome outcome =
      resolve_clauses("track u\nstage v\n  after the grace of asked then end t go to w\nstage w\n  end");
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  EXPECT_EQ(model::move_text(outcome.framework, outcome.framework.moves.at(0)),
            "after the grace of asked then end t go to w");
}

}  // namespace
}  // namespace proviso
