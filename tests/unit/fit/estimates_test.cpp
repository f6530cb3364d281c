// SPDX-License-Identifier: Apache-2.0
// Durations and outcomes counted from histories, against counts made by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/fit/estimates.h"
#include "engine/fit/words.h"
#include "tests/unit/fit/grants.h"

namespace proviso::fit {
namespace {

using testing::HasSubstr;

class EstimatesOfGrants : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(rules_); }
  std::unique_ptr<replay::Rules> rules_ = grants();
};

constexpr std::string_view kTable =
    "case,event,on,complete,grade\n"
    "A,applied,2020-01-06,yes,\n"   // a Monday
    "A,decided,2020-01-16,,high\n"  // 10 days
    "A,paid,2020-01-20,,\n"         // Thursday to Monday: 2 working days
    "B,applied,2020-01-06,yes,\n"
    "B,refused,2020-01-11,,\n"  // 5 days, and not decided
    "C,applied,2020-01-06,no,\n"
    "C,completed,2020-01-20,,\n"   // 14 days
    "C,decided,2020-01-27,,low\n"  // 7 days after it was completed
    "D,applied,2020-01-27,yes,\n"  // open on 31 January: censored after 4 days
    "E,applied,2020-02-05,yes,\n"  // later than what is known
    "F,applied,2020-01-10,yes,\n"
    "F,decided,2020-01-30,,low\n"  // 20 days
    "F,paid,2020-02-03,,\n";       // later: Thursday to Friday the 31st is 1 working day, then censored

TEST_F(EstimatesOfGrants, CountWhatIsKnownByADay) {
  const Estimates estimates = estimates_of(*rules_, kTable, until(2020, 1, 31));
  EXPECT_EQ(estimates.cases, 5U);
  EXPECT_EQ(estimates.unseen, 1U);
  EXPECT_EQ(estimates.events, 11U);
  EXPECT_EQ(estimates.begun_by_year.at(2020), 5U);

  // After applied, where it was complete: A 10, B refused after 5, D open after 4, F 20. By hand:
  //   day 4: one censored of 4; day 5: refused, 1 of 3; day 10: decided, 1 of 2; day 20: 1 of 1.
  //   Aalen and Johansen: 2/3 × 1/2 = 1/3 on day 10 and 1/3 on day 20; refused 1/3.
  const PairEstimate* decided = pair_named(*rules_, estimates, "applied", "decided");
  ASSERT_NE(decided, nullptr);
  EXPECT_EQ(decided->curve.size(), 4U);
  EXPECT_EQ(decided->came(), 2U);
  EXPECT_EQ(decided->curve.censored(), 1U);
  EXPECT_EQ(decided->not_asked, 1U);  // C
  EXPECT_NEAR(decided->curve.share_within(decided->own, 10), 1.0 / 3, 1e-12);
  EXPECT_NEAR(decided->curve.share_within(decided->own, 99), 2.0 / 3, 1e-12);
  EXPECT_EQ(decided->curve.quantile(decided->own, 0.5), 20);
  EXPECT_TRUE(decided->has_rivals());
  const PairEstimate* refused = pair_named(*rules_, estimates, "applied", "refused");
  ASSERT_NE(refused, nullptr);
  EXPECT_NEAR(refused->curve.share_within(refused->own, 99), 1.0 / 3, 1e-12);

  const PairEstimate* completed = pair_named(*rules_, estimates, "completed", "decided");
  ASSERT_NE(completed, nullptr);
  EXPECT_EQ(completed->curve.quantile(completed->own, 0.5), 7);
  EXPECT_EQ(pair_named(*rules_, estimates, "applied", "completed")->curve.quantile(0, 0.5), 14);

  // Paid after decided, in working days: A 2, F open after 1, C open from Monday 27 to Friday 31 January: 4.
  const PairEstimate* paid = pair_named(*rules_, estimates, "decided", "paid");
  ASSERT_NE(paid, nullptr);
  ASSERT_EQ(paid->curve.steps().size(), 3U);
  EXPECT_EQ(paid->curve.steps()[0].days, 1);
  EXPECT_EQ(paid->curve.steps()[1].days, 2);
  EXPECT_EQ(paid->curve.steps()[1].happened[0], 1U);
  EXPECT_EQ(paid->curve.steps()[2].days, 4);
  EXPECT_NEAR(paid->curve.share_within(paid->own, 10), 1.0 / 2, 1e-12);
}

TEST_F(EstimatesOfGrants, SeeALaterDayOnceItIsThere) {
  const Estimates estimates = estimates_of(*rules_, kTable, until(2020, 12, 31));
  EXPECT_EQ(estimates.cases, 6U);
  EXPECT_EQ(pair_named(*rules_, estimates, "decided", "paid")->came(), 2U);
  // Only what began in the last days of January or later: F was decided on the 30th, D and E have applied.
  Options late = until(2020, 12, 31);
  late.from = *make_date(2020, 1, 27);
  const Estimates since = estimates_of(*rules_, kTable, late);
  EXPECT_EQ(pair_named(*rules_, since, "applied", "decided")->curve.size(), 2U);
  EXPECT_EQ(pair_named(*rules_, since, "decided", "paid")->curve.size(), 2U);  // C on the 27th, F
  EXPECT_EQ(since.begun_by_year.at(2020), 2U);
}

TEST_F(EstimatesOfGrants, CountHowFactsTurnOut) {
  const Estimates estimates = estimates_of(*rules_, kTable, until(2020, 12, 31));
  ASSERT_EQ(estimates.facts.size(), 2U);
  const FactEstimate& complete = estimates.facts[0];
  EXPECT_EQ(complete.known, 6U);
  EXPECT_EQ(complete.counts[0].second, 5U);  // yes
  EXPECT_EQ(complete.counts[1].second, 1U);
  const FactEstimate& grade = estimates.facts[1];
  EXPECT_EQ(grade.known, 3U);
  EXPECT_EQ(grade.counts[0].second, 1U);  // high, middle, low
  EXPECT_EQ(grade.counts[1].second, 0U);
  EXPECT_EQ(grade.counts[2].second, 2U);
}

TEST_F(EstimatesOfGrants, LeaveOutWhatCannotBeCounted) {
  const Estimates estimates = estimates_of(*rules_,
                                           "case,event,on,complete\n"
                                           "A,applied,2020-01-06,\n"  // whether it was complete, nobody says
                                           "A,decided,2020-01-16,\n"
                                           "B,paid,2020-01-10,\n"  // before it was decided
                                           "B,decided,2020-01-14,\n"
                                           "C,decided,2019-12-30,\n"
                                           "C,paid,2022-01-04,\n"  // the calendar ends with 2021
                                           "D,decided,2020-01-06,\n"
                                           "D,decided,2020-01-08,\n"  // again: the count begins anew
                                           "D,paid,2020-01-09,\n",
                                           until(2022, 12, 31));
  const PairEstimate* decided = pair_named(*rules_, estimates, "applied", "decided");
  ASSERT_NE(decided, nullptr);
  EXPECT_EQ(decided->condition_unknown, 1U);
  EXPECT_EQ(decided->curve.size(), 0U);
  const PairEstimate* paid = pair_named(*rules_, estimates, "decided", "paid");
  ASSERT_NE(paid, nullptr);
  EXPECT_EQ(paid->came_before, 1U);
  EXPECT_EQ(paid->outside_calendar, 2U);  // C, and A, which is open until 2022
  EXPECT_EQ(paid->begun_again, 1U);
  EXPECT_EQ(paid->curve.size(), 2U);  // D twice: 2 working days censored, then 1 working day
  EXPECT_EQ(paid->curve.quantile(paid->own, 0.5), 1);
  const std::vector<std::string> said = remarks(*rules_->program->framework, *paid, until(2022, 12, 31));
  EXPECT_THAT(said, testing::Contains(HasSubstr("1 left out: the event had come before")));
  EXPECT_THAT(said, testing::Contains(HasSubstr("2 left out: the calendar does not know the days")));
  EXPECT_THAT(said, testing::Contains(HasSubstr("a small sample: it came in 1 of 2 waits, fewer than 20")));
}

TEST_F(EstimatesOfGrants, KnowWhatWasRecordedLaterOnlyLater) {
  const std::string map = "form: events\ncolumns: {recorded: recorded}\n";
  const std::string table =
      "case,event,on,recorded\n"
      "A,decided,2020-01-06,2020-01-06\n"
      "A,paid,2020-01-08,2020-03-01\n";
  const Estimates then = estimates_of(*rules_, table, until(2020, 2, 1), map);
  EXPECT_TRUE(then.pairs.empty() || then.pairs[0].came() == 0);
  const Estimates now = estimates_of(*rules_, table, until(2020, 3, 1), map);
  EXPECT_EQ(pair_named(*rules_, now, "decided", "paid")->came(), 1U);
}

TEST_F(EstimatesOfGrants, FollowWhatHappensAgainAndAgain) {
  // Reports 30 days after the money, then 20 and 25 days after one another; open from the last on.
  const Estimates estimates = estimates_of(*rules_,
                                           "case,event,on\nA,paid,2020-01-01\nA,report,2020-01-31\n"
                                           "A,report,2020-02-20\nA,report,2020-03-16\n",
                                           until(2020, 4, 1));
  EXPECT_EQ(pair_named(*rules_, estimates, "paid", "report")->curve.quantile(0, 0.5), 30);
  const PairEstimate* again = pair_named(*rules_, estimates, "report", "report");
  ASSERT_NE(again, nullptr);
  EXPECT_EQ(again->came(), 2U);
  EXPECT_EQ(again->curve.censored(), 1U);
}

TEST_F(EstimatesOfGrants, OfAPairThatIsAskedForTakeThePlaceOfThoseOfTheRules) {
  Options options = until(2020, 12, 31);
  options.asked_for = {{event_named(*rules_, "applied"), event_named(*rules_, "paid")}};
  const Estimates estimates = estimates_of(*rules_, kTable, options);
  EXPECT_EQ(pair_named(*rules_, estimates, "applied", "paid")->curve.quantile(0, 0.5).has_value(), false);
  for (const PairEstimate& estimate : estimates.pairs) {
    if (estimate.pair.event == event_named(*rules_, "paid")) {
      EXPECT_EQ(estimate.pair.after, event_named(*rules_, "applied"));
      EXPECT_EQ(estimate.curve.size(), 6U);
      EXPECT_EQ(estimate.came(), 2U);
    }
  }
}

TEST_F(EstimatesOfGrants, OfNothingAreEmpty) {
  EXPECT_TRUE(estimates_of(*rules_, "case,event,on\n", until(2020, 1, 1)).empty());
  const Estimates early = estimates_of(*rules_, kTable, until(2019, 1, 1));
  EXPECT_TRUE(early.empty());
  EXPECT_EQ(early.unseen, 6U);
}

}  // namespace
}  // namespace proviso::fit
