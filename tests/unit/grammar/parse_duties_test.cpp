// SPDX-License-Identifier: Apache-2.0
// Duties: their clauses, limits and moments in the tree, and which bytes their spans cover.
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "base/civil_date.h"
#include "grammar/parse.h"
#include "tests/unit/grammar/parsed.h"

namespace proviso {
namespace {

using testing_support::Parsed;
using testing_support::with_framework;

TEST(Parse, ReadsADutyWithEveryClause) {
  const Parsed p = with_framework(
      "duty d \"D\" applies if x is 3\n  someone # who\n  should not ensure e or g if (a or b)\n  within the p "
      "beginning "
      "with e or g or the next working day\n  warn 5 working days ahead cite h \"1\" cite h\n");
  const auto& d = p.at<syntax::Duty>(1);
  EXPECT_EQ(d.applies_if.size(), 1U);
  EXPECT_EQ(d.party.text, "someone");
  EXPECT_EQ(d.modality, Modality::kShould);
  EXPECT_TRUE(d.negated);
  EXPECT_EQ(d.verb, syntax::Verb::kEnsure);
  EXPECT_EQ(d.events.size(), 2U);
  EXPECT_TRUE(d.condition);
  EXPECT_EQ(d.limit.kind, syntax::Limit::Kind::kWithinBeginning);
  EXPECT_EQ(d.limit.amount.parameter->text, "p");
  EXPECT_EQ(d.limit.moment->names.size(), 2U);
  EXPECT_EQ(p.words(d.limit.span), "within the p beginning with e or g");
  ASSERT_EQ(d.rolls.size(), 1U);
  EXPECT_EQ(p.words(d.rolls[0].span), "or the next working day");
  ASSERT_EQ(d.warn.size(), 1U);
  EXPECT_EQ(p.words(d.warn[0].span), "5 working days");
  EXPECT_EQ(d.cites.size(), 2U);
  EXPECT_TRUE(p.words(d.clause).starts_with("someone # who") && p.words(d.clause).ends_with("e or g"));
  EXPECT_TRUE(p.words(d.span).ends_with("cite h"));
}

TEST(Parse, ReadsEveryModality) {
  const auto modality = [](const std::string& words) {
    const Parsed p = with_framework("duty d p " + words + " ensure e by g");
    return std::pair(p.at<syntax::Duty>(1).modality, p.at<syntax::Duty>(1).negated);
  };
  EXPECT_EQ(modality("must"), std::pair(Modality::kMust, false));
  EXPECT_EQ(modality("must not"), std::pair(Modality::kMust, true));
  EXPECT_EQ(modality("should"), std::pair(Modality::kShould, false));
  EXPECT_EQ(modality("will usually"), std::pair(Modality::kWillUsually, false));
  EXPECT_EQ(modality("will not usually"), std::pair(Modality::kWillUsually, true));
  EXPECT_EQ(modality("may"), std::pair(Modality::kMay, false));
}

TEST(Parse, ReadsEveryLimitAndMoment) {
  using Kind = syntax::Limit::Kind;
  using Point = syntax::Moment::Kind;
  const auto limit = [](const std::string& words) {
    const Parsed p = with_framework("duty d p must ensure e " + words + "\n");
    EXPECT_EQ(p.words(p.at<syntax::Duty>(1).limit.span), words);
    return p.at<syntax::Duty>(1).limit;
  };
  EXPECT_EQ(limit("within 1 week of first e").moment->kind, Point::kFirst);
  EXPECT_EQ(limit("by entering s").kind, Kind::kBy);
  EXPECT_EQ(limit("by entering s").moment->kind, Point::kEntering);
  EXPECT_EQ(limit("before 1 September 2014").moment->kind, Point::kDay);
  EXPECT_EQ(limit("before 1 September 2014").kind, Kind::kBefore);
  EXPECT_EQ(limit("on the day of e").kind, Kind::kOnTheDayOf);
  EXPECT_EQ(limit("on a Friday").weekday, std::chrono::Friday);
  const syntax::Limit window = limit("no sooner than 5 working days after 1 month before e and no later than g");
  EXPECT_EQ(window.kind, Kind::kNoSooner);
  EXPECT_FALSE(window.moment->before);
  EXPECT_TRUE(window.moment->of.at(0).before);
  EXPECT_EQ(window.moment->of.at(0).of.at(0).names.at(0).text, "e");
  EXPECT_EQ(window.no_later->kind, Point::kNamed);
  EXPECT_EQ(limit("at least 4 times within 18 months of e").times, 4);
}

TEST(Parse, TellsALimitWithBeforeFromAComparison) {
  const auto read = [](const std::string& words) {
    const Parsed p = with_framework("duty d p must ensure e if " + words);
    return std::pair(p.at<syntax::Duty>(1).condition->kind, p.at<syntax::Duty>(1).limit.kind);
  };
  using Kind = syntax::Expression::Kind;
  EXPECT_EQ(read("x before g"), std::pair(Kind::kName, syntax::Limit::Kind::kBefore));
  EXPECT_EQ(read("x before g or the next working day"), std::pair(Kind::kName, syntax::Limit::Kind::kBefore));
  EXPECT_EQ(read("x before y before g"), std::pair(Kind::kBefore, syntax::Limit::Kind::kBefore));
  EXPECT_EQ(read("x before y by g"), std::pair(Kind::kBefore, syntax::Limit::Kind::kBy));
  EXPECT_EQ(read("x before 5 weeks before g"), std::pair(Kind::kName, syntax::Limit::Kind::kBefore));
}

TEST(Parse, ReadsTheWholeOfADuty) {
  const Parsed p = with_framework(
      "duty d for each q in l applies if a q must ensure e only if b within the n of g\n or ensure h or i by k\n or "
      "the "
      "next school day when it falls in 25 December to 1 January or the next calendar day when it falls in 17 March "
      "2020 to "
      "31 March 2021 or the next working day\n clock stops while (a or b) clock stops while c or d\n extended by 5 "
      "school "
      "days when h or i at most 2 times extended by the n when h by at most 3 weeks in all extended to k when h due "
      "instead 1 "
      "week after k when h\n excused if x is kept\n once kept then close case once missed then close case then end "
      "t\n");
  const auto& d = p.at<syntax::Duty>(1);
  EXPECT_EQ(d.for_each.at(0).variable.text, "q");
  EXPECT_EQ(p.words(d.for_each[0].span), "for each q in l");
  EXPECT_TRUE(d.only_if && d.condition);
  EXPECT_EQ(d.alternatives.at(0).events.size(), 2U);
  EXPECT_EQ(d.alternatives[0].limit.kind, syntax::Limit::Kind::kBy);
  EXPECT_EQ(p.words(d.alternatives[0].span), "or ensure h or i by k");
  ASSERT_EQ(d.rolls.size(), 3U);
  EXPECT_EQ(d.rolls[0].named->text, "school");
  EXPECT_EQ(d.rolls[0].to_each_year->value, std::chrono::January / 1);
  EXPECT_EQ(iso_date(d.rolls[1].to->value), "2021-03-31");
  EXPECT_EQ(d.rolls[2].kind, syntax::Roll::Kind::kWorking);
  ASSERT_EQ(d.stops.size(), 2U);
  EXPECT_EQ(d.stops[1].operands.size(), 2U);
  ASSERT_EQ(d.adjustments.size(), 4U);
  EXPECT_EQ(d.adjustments[0].times, 2);
  EXPECT_EQ(d.adjustments[0].events.size(), 2U);
  EXPECT_EQ(d.adjustments[1].amount.parameter->text, "n");
  EXPECT_EQ(d.adjustments[1].in_all->value.amount, 3);
  EXPECT_EQ(d.adjustments[2].kind, syntax::Adjustment::Kind::kTo);
  EXPECT_EQ(d.adjustments[3].kind, syntax::Adjustment::Kind::kInstead);
  EXPECT_EQ(p.words(d.adjustments[3].span), "due instead 1 week after k when h");
  EXPECT_EQ(d.excuses.at(0).kind, syntax::Expression::Kind::kDutyIs);
  ASSERT_EQ(d.once.size(), 2U);
  EXPECT_EQ(d.once[1].status, DutyStatus::kMissed);
  EXPECT_EQ(d.once[1].actions.size(), 2U);
}

TEST(Parse, ReadsStandingAndRecurringDuties) {
  using Kind = syntax::Limit::Kind;
  const auto duty = [](const std::string& words) {
    return with_framework("duty d p must " + words).at<syntax::Duty>(1);
  };
  const syntax::Duty standing = duty("ensure that a before b from e until entering s");
  EXPECT_TRUE(standing.that && standing.events.empty());
  EXPECT_EQ(standing.that->kind, syntax::Expression::Kind::kBefore);
  EXPECT_EQ(standing.limit.kind, Kind::kThroughout);
  EXPECT_TRUE(standing.limit.until);
  const syntax::Limit every = duty("ensure e every the q from first e until 1 May 2020").limit;
  EXPECT_EQ(every.kind, Kind::kEvery);
  EXPECT_EQ(every.amount.parameter->text, "q");
  EXPECT_TRUE(every.until);
  EXPECT_EQ(duty("ensure e at any time").limit.kind, Kind::kAnyTime);
  const syntax::Limit soon =
      duty("ensure e if a and b as soon as practicable judged by c and within 5 weeks of e").limit;
  EXPECT_TRUE(soon.practicable);
  EXPECT_EQ(soon.judged_by->text, "c");
  EXPECT_EQ(soon.kind, Kind::kWithin);
  EXPECT_EQ(duty("ensure e as soon as practicable").limit.kind, Kind::kAnyTime);
}

TEST(Parse, ReadsTheNewMoments) {
  using Point = syntax::Moment::Kind;
  const auto moment = [](const std::string& words) {
    return *with_framework("duty d p must ensure e by " + words).at<syntax::Duty>(1).limit.moment;
  };
  const syntax::Moment later = moment("the later of e or g, 5 weeks after the earlier of h, 1 May 2020");
  EXPECT_EQ(later.kind, Point::kLaterOf);
  ASSERT_EQ(later.of.size(), 2U);
  EXPECT_EQ(later.of[0].names.size(), 2U);
  EXPECT_EQ(later.of[1].of.at(0).kind, Point::kEarlierOf);
  const syntax::Moment yearly = moment("29 February in the year of first e");
  EXPECT_EQ(yearly.kind, Point::kInYearOf);
  EXPECT_EQ(yearly.month_day.value, std::chrono::February / 29);
  EXPECT_EQ(moment("the q before e").offset.parameter->text, "q");
}

}  // namespace
}  // namespace proviso
