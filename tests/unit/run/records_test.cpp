// SPDX-License-Identifier: Apache-2.0
// Histories in two times: what counts of records in any order, and as known when.
#include "engine/run/records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/unit/run/records_fixture.h"

namespace proviso::run {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> known(const Told& told, std::optional<DayTime> known_at = std::nullopt) {
  const RecordOrder order(told.records());
  for (const RecordProblem& problem : order.problems()) ADD_FAILURE() << problem.record << ": " << problem.message;
  return texts(order.as_known(known_at));
}

/// `2 message (help) [1: what is beside it]`, by the numbers of the records.
std::vector<std::string> problems(const Told& told) {
  std::vector<std::string> texts;
  const RecordOrder order(told.records());
  for (const RecordProblem& problem : order.problems()) {
    std::string text = fmt::format("{} {} ({})", problem.record, problem.message, problem.help);
    if (problem.other != program::kNone) text += fmt::format(" [{}: {}]", problem.other, problem.other_text);
    texts.push_back(std::move(text));
  }
  if (!texts.empty()) {
    EXPECT_THAT(order.as_known().occurrences, IsEmpty());
    EXPECT_THAT(order.changes(), IsEmpty());
  }
  return texts;
}

// What is known when

TEST(Records, AnEventIsKnownFromTheMinuteItWasRecorded) {
  Told told;
  told.event("", 3, 0, at(5, 9, 30));
  EXPECT_THAT(known(told, at(5, 9, 29)), IsEmpty());
  EXPECT_THAT(known(told, at(5, 9, 30)), ElementsAre("3 asked"));
  EXPECT_THAT(known(told, on(4)), IsEmpty());
  EXPECT_THAT(known(told, on(5)), ElementsAre("3 asked"));
  EXPECT_THAT(known(told), ElementsAre("3 asked"));
}

TEST(Records, WhatIsAnnouncedIsRecordedAhead) {
  Told told;
  told.event("", 9, 0, at(5, 9, 30));
  EXPECT_THAT(known(told, at(5, 9, 29)), IsEmpty());
  EXPECT_THAT(known(told, on(5)), ElementsAre("9 asked"));
}

TEST(Records, WithoutARecordedTimeAnEventIsKnownWhenItsDayBegins) {
  Told told;
  told.event("", 3, 0).minute(600);
  EXPECT_THAT(known(told, at(2, 23, 59)), IsEmpty());
  EXPECT_THAT(known(told, at(3, 0)), ElementsAre("3 10:00 asked"));
}

TEST(Records, ADayAloneAsTheRecordedTimeStandsForItsBeginning) {
  Told told;
  told.event("", 3, 0, on(5));
  EXPECT_THAT(known(told, at(5, 0)), ElementsAre("3 asked"));
  EXPECT_THAT(known(told, on(4)), IsEmpty());
}

TEST(Records, ACorrectionTakesThePlaceOfWhatItCorrects) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).size(5).event("b", 4, 1, at(4, 9)).correct("a", 6, 0, at(7, 9)).size(7);
  EXPECT_THAT(known(told, on(6)), ElementsAre("3 asked size=5", "4 answered"));
  EXPECT_THAT(known(told, on(7)), ElementsAre("4 answered", "6 asked size=7"));
}

TEST(Records, ACorrectionMayMakeItAnotherEventForAnotherParty) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).for_party(0).correct("a", 3, 2, at(7, 9)).for_party(1);
  EXPECT_THAT(known(told, on(6)), ElementsAre("3 asked for office"));
  EXPECT_THAT(known(told), ElementsAre("3 closed for school"));
}

TEST(Records, AWithdrawalTakesTheEventOut) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).withdraw("a", at(7, 9));
  EXPECT_THAT(known(told, on(6)), ElementsAre("3 asked"));
  EXPECT_THAT(known(told, at(7, 9)), IsEmpty());
}

TEST(Records, CorrectionsOfCorrectionsGoByEitherId) {
  Told told;
  told.event("a", 3, 0, at(3, 9))
      .correct("a", 4, 0, at(4, 9), "a2")
      .correct("a", 5, 0, at(5, 9))
      .correct("a2", 6, 0, at(6, 9), "a3")
      .correct("a", 7, 0, at(7, 9), "a")  // the same record, told anew
      .withdraw("a3", at(9, 9));
  for (int day = 3; day < 8; ++day) EXPECT_THAT(known(told, on(day)), ElementsAre(fmt::format("{} asked", day)));
  EXPECT_THAT(known(told, on(8)), ElementsAre("7 asked"));
  EXPECT_THAT(known(told), IsEmpty());
}

TEST(Records, TheOrderOfRecordingCountsNotThatOfTheFile) {
  Told told;
  told.withdraw("b", at(9, 9))
      .correct("a2", 6, 0, at(6, 9))
      .correct("a", 4, 0, at(4, 9), "a2")
      .event("b", 5, 1, at(5, 9))
      .event("a", 3, 0, at(3, 9));
  EXPECT_THAT(known(told, on(5)), ElementsAre("4 asked", "5 answered"));
  EXPECT_THAT(known(told), ElementsAre("6 asked"));
}

TEST(Records, WithoutATimeACorrectionComesRightAfterTheLatestOfItsRecord) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).correct("a", 4, 0, at(5, 9)).correct("a", 6, 0).withdraw("a");
  EXPECT_THAT(known(told, at(5, 8, 59)), ElementsAre("3 asked"));
  EXPECT_THAT(known(told, at(5, 9)), IsEmpty());
  // So it comes after a withdrawal with a time, unless it is written before it.
  Told withdrawn;
  withdrawn.event("a", 3, 0, at(3, 9)).withdraw("a", at(5, 9)).correct("a", 4, 0);
  EXPECT_THAT(problems(withdrawn), ElementsAre(HasSubstr("2 this corrects `a`, which is withdrawn already")));
  // Of an event without a time: when its day begins.
  Told other;
  other.event("a", 3, 0).correct("a", 4, 0);
  EXPECT_THAT(known(other, on(2)), IsEmpty());
  EXPECT_THAT(known(other, on(3)), ElementsAre("4 asked"));
  // Never after what corrects it in turn.
  Told third;
  third.event("a", 3, 0, at(3, 9))
      .correct("a", 5, 0, at(20, 9))
      .correct("a", 6, 0, std::nullopt, "c")
      .correct("c", 7, 0, at(10, 9));
  EXPECT_THAT(known(third, at(10, 9)), ElementsAre("7 asked"));
  EXPECT_THAT(known(third), ElementsAre("5 asked"));
}

TEST(Records, AnEventWithoutATimeWasKnownWhenItWasCorrected) {
  // Its date was wrong, and far ahead.
  Told told;
  told.event("a", 400, 0).correct("a", 4, 0, at(5, 9));
  EXPECT_THAT(known(told, at(5, 8)), IsEmpty());
  EXPECT_THAT(known(told, at(5, 9)), ElementsAre("4 asked"));
  EXPECT_THAT(known(told), ElementsAre("4 asked"));
}

TEST(Records, ACorrectionOfTheSameDayNeedsNoTimeOfDay) {
  Told told;
  told.event("a", 3, 0, at(5, 14)).correct("a", 4, 0, on(5));
  EXPECT_THAT(known(told, at(5, 13)), IsEmpty());
  EXPECT_THAT(known(told, at(5, 14)), ElementsAre("4 asked"));
}

// Order

TEST(Records, EventsOfADayStandByTimeThenByWhenTheyWereRecordedThenAsWritten) {
  Told told;
  told.event("", 3, 0, at(9, 9))
      .event("", 3, 1, at(8, 9))
      .event("", 3, 2)
      .event("", 3, 2, at(4, 0))
      .minute(600)
      .event("", 3, 1)
      .event("", 3, 0, at(9, 10))
      .minute(540);
  EXPECT_THAT(known(told),
              ElementsAre("3 closed", "3 answered", "3 answered", "3 asked", "3 09:00 asked", "3 10:00 closed"));
}

TEST(Records, ACorrectedEventKeepsItsTurn) {
  Told told;
  told.event("a", 3, 0, at(4, 9)).event("b", 3, 1, at(4, 10)).correct("a", 3, 2, at(9, 9));
  EXPECT_THAT(known(told), ElementsAre("3 closed", "3 answered"));
  Told unknown_times;
  unknown_times.event("a", 3, 0).event("b", 3, 1).correct("a", 3, 2, at(9, 9));
  EXPECT_THAT(known(unknown_times), ElementsAre("3 closed", "3 answered"));
}

// Repetitions

TEST(Records, ARecordGivenTwiceIsOneRecord) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).size(5).event("a", 3, 0, at(3, 9)).size(5);
  told.correct("a", 4, 0, at(5, 9), "c").correct("a", 4, 0, at(5, 9), "c");
  told.correct("a", 5, 0, at(6, 9)).correct("a", 5, 0, at(6, 9));
  told.event("b", 9, 1, at(3, 9)).withdraw("b", at(7, 9)).withdraw("b", at(7, 9)).event("b", 9, 1, at(3, 9));
  EXPECT_THAT(known(told), ElementsAre("5 asked"));
  const RecordOrder order(told.records());
  EXPECT_THAT(order.changes(), SizeIs(3));
  EXPECT_EQ(order.not_yet_known(at(1, 0)), 5U);
  EXPECT_TRUE(order.is_repeated(1));
  EXPECT_FALSE(order.is_repeated(0));
}

TEST(Records, WithoutIdsTwoLikeEventsAreTwo) {
  Told told;
  told.event("", 3, 0, at(3, 9)).event("", 3, 0, at(3, 9));
  EXPECT_THAT(known(told), ElementsAre("3 asked", "3 asked"));
}

TEST(Records, TheOrderOfFactsIsNoDifference) {
  Records records(*plain_program());
  const RecordedFact size{0, Value::number(*whole_number(5))};
  const RecordedFact grounds{1, records.pool.list({records.pool.text("cost")})};
  Record record;
  record.id = "a";
  record.happened.on = may(3);
  const RecordedFact one[] = {size, grounds};
  const RecordedFact two[] = {grounds, size};
  records.add(record, one);
  records.add(record, two);
  EXPECT_THAT(RecordOrder(records).problems(), IsEmpty());
  EXPECT_THAT(texts(RecordOrder(records).as_known()), ElementsAre("3 asked size=5 grounds=\"cost\""));
}

// What does not fit together

TEST(Records, OneIdForTwoThingsIsRefusedWithBoth) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).event("a", 4, 0, at(3, 9)).event("a", 3, 0, at(3, 10));
  EXPECT_THAT(problems(told),
              ElementsAre("1 the id `a` is that of `asked` on 3 May 2017 already, and `asked` on 4 May 2017 says "
                          "something else (give it an id of its own, or say that it corrects `a`) [0: the id is given "
                          "here first]",
                          "2 the id `a` is that of `asked` on 3 May 2017 already, recorded at another time (give it "
                          "an id of its own, or the same recorded time if it is the same record) [0: the id is given "
                          "here first]"));
  for (int difference = 0; difference < 3; ++difference) {
    Told other;
    other.event("a", 3, 0).event("a", 3, 0);
    if (difference == 0) other.size(5);
    if (difference == 1) other.minute(5);
    if (difference == 2) other.for_party(0);
    EXPECT_THAT(problems(other), ElementsAre(HasSubstr("already, with other facts, another time or another party")))
        << difference;
  }
}

TEST(Records, ACorrectionsOwnIdIsNobodyElses) {
  Told told;
  told.event("a", 3, 0).event("b", 4, 0).correct("a", 5, 0, at(9, 9), "b").correct("a", 5, 0, at(9, 9), "c");
  told.correct("a", 6, 0, at(9, 9), "c").withdraw("x", at(9, 9));
  EXPECT_THAT(problems(told), ElementsAre(HasSubstr("2 the id `b` is that of `asked` on 4 May 2017 already, and the "
                                                    "correction of `a` to `asked` on 5 May 2017 says something else"),
                                          HasSubstr("4 the id `c` is that of the correction of `a` to "),
                                          HasSubstr("5 this withdraws `x`, but no record has that id")));
}

TEST(Records, WhatIsNotThereCannotBeCorrectedOrWithdrawn) {
  Told told;
  told.event("letter", 3, 0).correct("leter", 4, 0).withdraw("x").correct("c", 4, 0, std::nullopt, "c");
  EXPECT_THAT(problems(told),
              ElementsAre("1 this corrects `leter`, but no record has that id (did you mean `letter`?)",
                          "2 this withdraws `x`, but no record has that id (give the id of the record that was wrong)",
                          "3 a record cannot correct itself (give the id of the record that was wrong)"));
}

TEST(Records, WhatIsWithdrawnStaysSo) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).withdraw("a", at(5, 9)).correct("a", 4, 0, at(6, 9)).withdraw("a", at(7, 9));
  EXPECT_THAT(problems(told), ElementsAre("2 this corrects `a`, which is withdrawn already (record the event again, "
                                          "with an id of its own) [1: it is withdrawn here]",
                                          "3 this withdraws `a`, which is withdrawn already (take one of the two "
                                          "withdrawals out) [1: it is withdrawn here]"));
  Told corrected_first;
  corrected_first.event("a", 3, 0, at(3, 9)).withdraw("a", at(6, 9)).correct("a", 4, 0, at(5, 9));
  EXPECT_THAT(known(corrected_first, on(5)), ElementsAre("4 asked"));
  EXPECT_THAT(known(corrected_first), IsEmpty());
}

TEST(Records, AWithdrawalIsNotWithdrawn) {
  Told told;
  told.event("a", 3, 0).withdraw("a", at(5, 9), "w").withdraw("w", at(6, 9)).correct("w", 4, 0, at(6, 9));
  EXPECT_THAT(problems(told), ElementsAre("2 this withdraws `w`, which is itself a withdrawal (record the event again, "
                                          "with an id of its own) [1: the withdrawal is here]",
                                          HasSubstr("3 this corrects `w`, which is itself a withdrawal")));
}

TEST(Records, NothingIsCorrectedBeforeItIsRecorded) {
  Told told;
  told.event("a", 3, 0, at(8, 14)).correct("a", 4, 0, at(8, 13, 59)).withdraw("a", on(7));
  EXPECT_THAT(problems(told),
              ElementsAre("1 this corrects `a`, but was recorded before it, on 8 May 2017 at 13:59 (check the two "
                          "recorded times) [0: recorded on 8 May 2017 at 14:00]",
                          HasSubstr("2 this withdraws `a`, but was recorded before it, on 7 May 2017")));
}

TEST(Records, CorrectionsInACircleTellOfNothing) {
  Told told;
  told.correct("d", 4, 0, at(5, 9), "c").correct("c", 4, 0, at(5, 9), "d").correct("d", 4, 0, at(6, 9), "e");
  EXPECT_THAT(problems(told), ElementsAre(HasSubstr("0 this corrects `d`, which in the end corrects this")));
}

TEST(Records, LongChainsAreFollowed) {
  constexpr int kLinks = 50'000;
  Told told;
  for (int i = kLinks; i > 0; --i) {
    told.correct(fmt::format("c{}", i - 1), i % 300, 0, std::nullopt, fmt::format("c{}", i));
  }
  told.event("c0", 3, 0, at(3, 9));
  EXPECT_THAT(known(told), ElementsAre(fmt::format("{} asked", kLinks % 300)));
  Told flat;
  flat.event("a", 3, 0, at(3, 9));
  for (int i = 1; i <= kLinks; ++i) flat.correct("a", i % 300, 0);
  EXPECT_THAT(known(flat), ElementsAre(fmt::format("{} asked", kLinks % 300)));
}

TEST(Records, AtMostTwoHundredProblemsAreTold) {
  Told told;
  for (int i = 0; i < 1000; ++i) told.withdraw(fmt::format("x{}", i));
  EXPECT_THAT(problems(told), SizeIs(200));
}

// What changed

TEST(Records, ChangesSayWhatWasSaidBefore) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).size(5).correct("a", 4, 0, at(5, 9)).minute(570).withdraw("a", on(9));
  const RecordOrder order(told.records());
  const std::vector<RecordChange> changes = order.changes();
  ASSERT_THAT(changes, SizeIs(2));
  EXPECT_EQ(changes[0].id, "a");
  EXPECT_FALSE(changes[0].withdrawn);
  EXPECT_EQ(changes[0].before, "Wednesday 3 May 2017: somebody asks (asked); size: 5");
  EXPECT_EQ(changes[0].after, "Thursday 4 May 2017 at 09:30: somebody asks (asked)");
  EXPECT_EQ(changes[0].recorded, at(5, 9));
  EXPECT_TRUE(changes[1].withdrawn);
  EXPECT_EQ(changes[1].before, changes[0].after);
  EXPECT_EQ(changes[1].after, "");
  EXPECT_EQ(changes[1].recorded, on(9));
  EXPECT_THAT(order.changes(on(8)), SizeIs(1));
  EXPECT_THAT(order.changes(on(4)), IsEmpty());
  EXPECT_EQ(order.not_yet_known(on(4)), 2U);
  EXPECT_EQ(order.not_yet_known(on(8)), 1U);
  EXPECT_EQ(order.not_yet_known(on(9)), 0U);
  EXPECT_EQ(order.not_yet_known(std::nullopt), 0U);
}

}  // namespace
}  // namespace proviso::run
