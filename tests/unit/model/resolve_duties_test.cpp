// SPDX-License-Identifier: Apache-2.0
// Duties: which clauses go with which limit, who can owe them, and where hours and named days count.
#include "tests/unit/model/resolve_fixture.h"

namespace proviso {
namespace {

using model::LimitKind;
using testing_support::Mistake;
using testing_support::Outcome;
using testing_support::resolve_clauses;
using testing_support::Sound;

class DutyMistake : public testing::TestWithParam<Mistake> {};
TEST_P(DutyMistake, IsReportedOnce) { expect_reported_once(GetParam()); }

#define DUTY "duty d \"D\" office must ensure asked "
#define WITHIN DUTY "within 5 weeks of answered "

const Mistake kMistakes[] = {
    {"StopOnWeekday", DUTY "on a Monday clock stops while wanted", Code::kNoDueDate, "`clock stops` needs a due date"},
    {"ExtensionAtAnyTime", DUTY "at any time extended by 1 week when given", Code::kNoDueDate, "`extended by`"},
    {"InsteadOfNothing", DUTY "no sooner than answered due instead day when given", Code::kNoDueDate, "`due instead`"},
    {"RollOnWeekday", DUTY "on a Monday or the next working day", Code::kNoDueDate, "the limit"},
    {"ExcuseAtAnyTime", DUTY "at any time excused if wanted", Code::kNoDueDate, "`excused`"},
    {"ExtensionWhenPracticable", DUTY "as soon as practicable extended to day when given", Code::kNoDueDate,
     "`extended to`"},
    {"PracticableOnWeekday", DUTY "as soon as practicable and on a Monday", Code::kNoDueDate, "no last day"},
    {"PracticableNoSooner", DUTY "as soon as practicable and no sooner than answered", Code::kNoDueDate, "no last day"},
    {"StopOfStanding", "duty d office must ensure that wanted from asked clock stops while wanted", Code::kNoDueDate,
     "`clock stops`"},
    {"WarnOfStanding", "duty d office must ensure that wanted from asked warn 1 week ahead", Code::kNoDuration,
     "no due date to warn ahead of"},
    {"ThatWithin", "duty d office must ensure that wanted within 5 weeks of asked", Code::kStandingDuty,
     "from <moment>"},
    {"EventFrom", DUTY "from answered", Code::kStandingDuty, "`ensure that` only"},
    {"ProhibitedTurns", "duty d office must not allow asked every 5 weeks from answered", Code::kModalityVerb,
     "no turns"},
    {"OtherWayToRefrain", "duty d office must not allow asked within 5 weeks of given or ensure answered by given",
     Code::kModalityVerb, "after `ensure` only"},
    {"OtherWayOfARight", "duty d office may use asked within 5 weeks of given or ensure answered by given",
     Code::kModalityVerb, "after `ensure` only"},
    {"OtherWayWithoutDate", WITHIN "or ensure given at any time", Code::kNoDueDate, "needs one due date"},
    {"OtherWayOfManyTimes", DUTY "at least 2 times within 5 weeks of given or ensure answered by given",
     Code::kNoDueDate, "needs one due date"},
    {"HoursOfDay", DUTY "within 5 hours of day", Code::kHours, "hours cannot be counted here"},
    {"HoursOfGroup", DUTY "within 5 hours of the later of answered, given", Code::kHours, "count days here"},
    {"HoursBeginning", DUTY "within 5 hours beginning with answered", Code::kHours, "hours"},
    {"HoursAhead", WITHIN "warn 5 hours ahead", Code::kHours, "hours"},
    {"HoursAfter", DUTY "by 5 hours after answered", Code::kHours, "hours"},
    {"HoursByParameter", DUTY "by the night after answered", Code::kHours, "`night` is given in hours"},
    {"HoursEvery", DUTY "every 5 hours from answered", Code::kHours, "hours"},
    {"EveryNothing", DUTY "every 0 weeks from answered", Code::kNoDuration, "never ends"},
    {"UnknownDays", DUTY "within 5 scool days of answered", Code::kUnknownName, "did you mean `school`?"},
    {"UnknownDaysFarOff", DUTY "within 5 court days of answered", Code::kUnknownName, "calendar <name> for court days"},
    {"UnknownRollDays", WITHIN "or the next scool day", Code::kUnknownName, "did you mean `school`?"},
    {"RollOfEveryDay", WITHIN "or the next calendar day", Code::kNoDuration, "nothing would be rolled"},
    {"RollPeriodBackwards", WITHIN "or the next working day when it falls in 2 May 2017 to 1 May 2017",
     Code::kNoDuration, "ends before it begins"},
    {"NoTimes", WITHIN "extended by 1 week when given at most 0 times", Code::kNoDuration, "write 1 or more"},
    {"ExtensionByNothing", WITHIN "extended by 0 working days when given", Code::kNoDuration, "write 1 or more"},
    {"NothingInAll", WITHIN "extended by 1 week when given by at most 0 weeks in all", Code::kNoDuration,
     "allows no extension"},
    {"ExtensionByUnknown", WITHIN "extended by 1 week when givn", Code::kUnknownName, "did you mean `given`?"},
    {"JudgedByNumber", DUTY "as soon as practicable judged by size", Code::kNotACondition, "is a number"},
    {"ExcuseIsNumber", WITHIN "excused if size", Code::kNotACondition, "`excused if`"},
    {"OwedByNumber", "duty d size must ensure asked by given", Code::kTypeMismatch, "a party owes a duty"},
    {"OwedByList", "duty d schools must ensure asked by given", Code::kTypeMismatch, "for each <name> in schools"},
    {"EachOfTexts", "duty d for each one in grounds one must ensure asked by given", Code::kTypeMismatch,
     "a list of party"},
    {"EachClashes", "duty d for each office in schools office must ensure asked by given", Code::kDuplicateName,
     "declared here as a party"},
    {"EachForNobody", "duty d for each school in schools office must ensure asked by given", Code::kMisplaced,
     "stands for nobody"},
    {"EachOfNothing", "duty d for each one in skools one must ensure asked by given", Code::kUnknownName,
     "did you mean `schools`?"},
    {"EachTwice", "duty d for each one in schools for each two in schools one must ensure asked by given",
     Code::kDuplicateClause, "`for each` twice"},
    {"TwoOtherWays", WITHIN "or ensure given by answered or ensure given by answered", Code::kDuplicateClause, "twice"},
    {"MomentInGroup", DUTY "by the later of answered, size", Code::kTypeMismatch,
     "a moment must be an event or a date"},
    {"UnknownInGroup", DUTY "by the earlier of answered, givn", Code::kUnknownName, "did you mean `given`?"},
    {"UnknownInYear", DUTY "by 15 February in the year of givn", Code::kUnknownName, "did you mean `given`?"},
};
INSTANTIATE_TEST_SUITE_P(Table, DutyMistake, testing::ValuesIn(kMistakes), testing_support::mistake_name);

class SoundDuty : public testing::TestWithParam<Sound> {};
TEST_P(SoundDuty, ResolvesWithoutAWord) { expect_sound(GetParam()); }

const Sound kSound[] = {
    {"Everything", WITHIN "or the next working day when it falls in 25 December to 1 January or the next school day "
                          "warn 1 week ahead clock stops while wanted extended by the grace when given at most 2 times "
                          "extended by 1 week when asked by at most 3 weeks in all extended to day when given "
                          "due instead 15 February in the year of first asked when given excused if wanted"},
    {"ExcuseWhenPracticable", DUTY "as soon as practicable excused if wanted"},
    {"ExcuseOfStanding", "duty d office must ensure that wanted from asked until given excused if size is 3"},
    {"HoursOfEvent", DUTY "within 5 hours of answered extended by 2 hours when given"},
    {"HoursOfFirst", DUTY "within 5 hours of first answered"},
    {"HoursOfEvents", DUTY "within 5 hours of answered or given"},
    {"HoursOfParameter", DUTY "within the night of answered"},
    {"NamedDays", DUTY "within 15 school days of the later of answered, 2 weeks after the earlier of given, day"},
    {"Every", DUTY "every 6 months from first answered until given"},
    {"OtherWay", WITHIN "or ensure given or answered by day"},
    {"OwedByFact", "duty d owner must ensure asked by given"},
    {"OwedByEach", "duty d for each one in schools one must ensure asked by given"},
    {"ProhibitedAlways", "duty d office must not allow asked at any time"},
    {"LeapDay", DUTY "by 29 February in the year of answered"},
    {"Extending", "duty d office must ensure given within 5 weeks of answered extended by 1 week when given"},
    {"PracticableAndWithin", DUTY "as soon as practicable judged by wanted and within 5 weeks of answered"},
};
INSTANTIATE_TEST_SUITE_P(Table, SoundDuty, testing::ValuesIn(kSound), testing_support::sound_name);

TEST(ResolveDuty, TakesInEveryClause) {
  const Outcome outcome = resolve_clauses(
      WITHIN
      "or the next school day when it falls in 25 December to 1 January warn 3 school days ahead clock stops while "
      "wanted "
      "extended by 2 school days when given at most 2 times excused if wanted once missed then notify office \"late\"");
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  const model::Duty& duty = outcome.framework.duties.at(0);
  ASSERT_EQ(duty.rolls.size(), 1U);
  EXPECT_EQ(duty.rolls[0].kind, model::Roll::Kind::kNamed);
  ASSERT_TRUE(duty.warn);
  EXPECT_EQ(duty.warn->unit, Unit::kNamedDays);
  EXPECT_EQ(outcome.framework.named_calendars.at(duty.warn->calendar).calendar, "terms");
  EXPECT_EQ(duty.stops.size(), 1U);
  ASSERT_EQ(duty.adjustments.size(), 1U);
  EXPECT_EQ(duty.adjustments[0].times, 2);
  EXPECT_EQ(duty.excuses.size(), 1U);
  ASSERT_EQ(duty.once.size(), 1U);
  EXPECT_EQ(duty.once[0].status, DutyStatus::kMissed);
  EXPECT_EQ(duty.once[0].actions.at(0).text, "late");
}

TEST(ResolveDuty, AsSoonAsPracticableAloneHasNoTime) {
  const Outcome outcome = resolve_clauses(DUTY "as soon as practicable judged by wanted");
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  const model::Limit& limit = outcome.framework.duties.at(0).limit;
  EXPECT_EQ(limit.kind, LimitKind::kAnyTime);
  EXPECT_TRUE(limit.practicable);
  EXPECT_EQ(outcome.framework[limit.judged_by.value()].name, "wanted");
}

TEST(ResolveDuty, WhoOwesIsAPartyAFactOrEachOfAList) {
  const auto owing = [](const char* clauses) { return resolve_clauses(clauses).framework.duties.at(0).party; };
  EXPECT_EQ(owing("duty d office must ensure asked by given").kind, model::Owing::Kind::kParty);
  EXPECT_EQ(owing("duty d owner must ensure asked by given").kind, model::Owing::Kind::kFact);
  const model::Owing each = owing("duty d for each one in schools one must ensure asked by given");
  EXPECT_EQ(each.kind, model::Owing::Kind::kEach);
  EXPECT_EQ(each.variable, "one");
}

TEST(ResolveDuty, SeveralMistakesAreReportedInOneRun) {
  const Outcome outcome = resolve_clauses("duty d ofice must ensure askd within 5 hours of day excused if size");
  EXPECT_EQ(outcome.diagnostics.size(), 4U) << outcome.text;
}

}  // namespace
}  // namespace proviso
