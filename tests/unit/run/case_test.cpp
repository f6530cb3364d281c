// SPDX-License-Identifier: Apache-2.0
// A case through the embedding API. Dates are worked out by hand: 5 May 2017 is a Friday, 29 May a holiday.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "tests/unit/run/small_rules.h"

namespace proviso {
namespace {

using testing_support::day;
using testing_support::small_rules;

const DutyReport& the(const CaseReport& report, std::string_view duty) {
  const auto it =
      std::find_if(report.duties.begin(), report.duties.end(), [&](const DutyReport& d) { return d.duty == duty; });
  EXPECT_NE(it, report.duties.end()) << duty;
  return *it;
}

TEST(Case, ABreachIsFlaggedWithItsCountItsCitationAndItsPlace) {
  Case one(small_rules());
  ASSERT_TRUE(one.record({day(2017, 5, 24), "asked", {}}).has_value());
  // 25, 26, 30, 31 May and 1 June; the 29th is a holiday.
  EXPECT_EQ(the(one.report(day(2017, 6, 1)), "answer").status, DutyStatus::kPending);
  ASSERT_TRUE(one.record({day(2017, 6, 5), "answered", {{"outcome", std::string("good")}}}).has_value());
  const CaseReport report = one.report(day(2017, 6, 5));
  const DutyReport& answer = the(report, "answer");
  EXPECT_EQ(answer.status, DutyStatus::kKeptLate);
  EXPECT_EQ(answer.due, day(2017, 6, 1));
  EXPECT_EQ(answer.late_working_days, 2);
  EXPECT_EQ(answer.late_calendar_days, 4);
  EXPECT_EQ(answer.citation, "The Act, \"3\" (unconfirmed)");
  EXPECT_TRUE(answer.unconfirmed);
  EXPECT_EQ(answer.place.file, "small.proviso");
  EXPECT_EQ(answer.place.line, 22U);
  ASSERT_EQ(report.findings.size(), 2U);
  EXPECT_EQ(report.findings[0].kind, FindingKind::kBreach);
  EXPECT_EQ(report.findings[0].on, day(2017, 6, 1));
  EXPECT_EQ(report.findings[1].kind, FindingKind::kShortfall);
  EXPECT_EQ(report.tracks.at(0).stages, std::vector<std::string>{"done"});
}

TEST(Case, TheExplanationNamesTheDaysLeftOut) {
  Case one(small_rules());
  ASSERT_TRUE(one.record({day(2017, 5, 24), "asked", {}}).has_value());
  const auto explanations = one.explain("answer", day(2017, 5, 25));
  ASSERT_TRUE(explanations.has_value());
  ASSERT_EQ(explanations->size(), 1U);
  const Explanation& why = explanations->front();
  EXPECT_EQ(why.weekend_days, 2);
  ASSERT_EQ(why.named_days.size(), 1U);
  EXPECT_EQ(why.named_days.front().first, day(2017, 5, 29));
  EXPECT_EQ(why.named_days.front().second, "Spring bank holiday");
  ASSERT_EQ(why.left_out.size(), 3U);
  EXPECT_EQ(why.left_out.front().date, day(2017, 5, 27));
  EXPECT_FALSE(one.explain("anser", day(2017, 5, 25)).has_value());
}

TEST(Case, AWarningStandsOnlyWhileItIsPending) {
  Case one(small_rules());
  ASSERT_TRUE(one.record({day(2017, 5, 2), "asked", {}}).has_value());  // due 9 May, a warning from the 5th on
  EXPECT_TRUE(one.report(day(2017, 5, 4)).findings.empty());
  const CaseReport warned = one.report(day(2017, 5, 5));
  ASSERT_EQ(warned.findings.size(), 1U);
  EXPECT_EQ(warned.findings.front().kind, FindingKind::kWarning);
  ASSERT_TRUE(one.record({day(2017, 5, 8), "answered", {{"outcome", std::string("good")}}}).has_value());
  EXPECT_TRUE(one.report(day(2017, 5, 9)).findings.empty());
}

TEST(Case, EventsMayBeRecordedInAnyOrder) {
  Case forwards(small_rules());
  Case backwards(small_rules());
  const EventRecord asked{day(2017, 5, 2), "asked", {{"size", std::int64_t{3}}}};
  const EventRecord answered{day(2017, 5, 4), "answered", {{"outcome", std::string("poor")}}};
  ASSERT_TRUE(forwards.record(asked).has_value());
  ASSERT_TRUE(forwards.record(answered).has_value());
  ASSERT_TRUE(backwards.record(answered).has_value());
  ASSERT_TRUE(backwards.record(asked).has_value());
  const CaseReport a = forwards.report(day(2017, 5, 30));
  const CaseReport b = backwards.report(day(2017, 5, 30));
  EXPECT_EQ(a.findings.size(), b.findings.size());
  ASSERT_EQ(a.duties.size(), b.duties.size());
  for (std::size_t i = 0; i < a.duties.size(); ++i) EXPECT_EQ(a.duties[i].status, b.duties[i].status);
  ASSERT_EQ(a.timeline.size(), b.timeline.size());
  for (std::size_t i = 0; i < a.timeline.size(); ++i) EXPECT_EQ(a.timeline[i].text, b.timeline[i].text);
}

TEST(Case, ItCanBeSeenAsItWas) {
  Case one(small_rules());
  ASSERT_TRUE(one.record({day(2017, 5, 2), "asked", {}}).has_value());
  ASSERT_TRUE(one.record({day(2017, 5, 20), "answered", {{"outcome", std::string("good")}}}).has_value());
  const CaseReport before = one.report(day(2017, 5, 4));
  EXPECT_EQ(before.left_out, 1U);
  EXPECT_EQ(the(before, "answer").status, DutyStatus::kPending);
  EXPECT_TRUE(before.findings.empty());
}

TEST(Case, WhatDoesNotFitIsRefusedAndChangesNothing) {
  Case one(small_rules());
  ASSERT_TRUE(one.record({day(2017, 5, 2), "asked", {}}).has_value());
  const EventRecord bad[] = {
      {day(2017, 5, 3), "answerd", {}},
      {day(2017, 5, 3), "answered", {{"outcom", std::string("good")}}},
      {day(2017, 5, 3), "answered", {{"size", std::int64_t{1}}}},
      {day(2017, 5, 3), "answered", {{"outcome", std::string("god")}}},
      {day(2017, 5, 3), "answered", {{"outcome", true}}},
      {day(2017, 5, 3), "asked", {{"wanted", std::string("maybe")}}},
      {day(2017, 5, 3), "asked", {{"size", std::string("1e9")}}},
      {day(2017, 5, 3), "asked", {{"hearing", std::string("5 May")}}},
      {day(2017, 5, 3), "asked", {{"wanted", day(2017, 5, 3)}}},
      {day(2017, 5, 3), "asked", {{"size", std::vector<std::string>{"1"}}}},
  };
  for (const EventRecord& event : bad) {
    const auto refused = one.record(event);
    ASSERT_FALSE(refused.has_value()) << event.event;
    EXPECT_EQ(refused.error().code, ErrorCode::kInvalidArgument);
    EXPECT_FALSE(refused.error().message.empty());
  }
  EXPECT_NE(one.record(bad[0]).error().message.find("did you mean `answered`?"), std::string::npos);
  const auto next =
      one.record({day(2017, 5, 3), "asked", {{"grounds", std::vector<std::string>{}}, {"hearing", day(2017, 6, 1)}}});
  ASSERT_TRUE(next.has_value());
  EXPECT_EQ(*next, 2U);
}

TEST(Case, AnEventNotHeldCannotHaveHappened) {
  Case one(small_rules());
  ASSERT_TRUE(one.not_held("answered").has_value());
  EXPECT_FALSE(one.record({day(2017, 5, 3), "answered", {}}).has_value());
  ASSERT_TRUE(one.record({day(2017, 5, 2), "asked", {}}).has_value());
  EXPECT_FALSE(one.not_held("asked").has_value());
  EXPECT_FALSE(one.not_held("askd").has_value());
  const CaseReport report = one.report(day(2017, 7, 1));
  EXPECT_EQ(the(report, "answer").status, DutyStatus::kUndecided);
  EXPECT_NE(the(report, "answer").undecided.find("`answered`"), std::string::npos);
}

TEST(Case, OnlyACountOutsideTheCalendarFails) {
  Case one(small_rules());
  ASSERT_TRUE(one.record({day(2018, 12, 28), "asked", {}}).has_value());
  const CaseReport report = one.report(day(2019, 2, 1));
  EXPECT_EQ(the(report, "answer").status, DutyStatus::kUndecided);
  EXPECT_EQ(the(report, "in-time").status, DutyStatus::kMissed);
  EXPECT_EQ(the(report, "in-time").due, day(2019, 1, 7));
  EXPECT_EQ(the(report, "in-time").late_calendar_days, 25);
  EXPECT_FALSE(the(report, "in-time").late_working_days.has_value());
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_NE(report.errors.front().find("2016 to 2018"), std::string::npos) << report.errors.front();
}

TEST(Case, MovesThatDoNotComeToRestStopWithTheClause) {
  Case one(small_rules());
  ASSERT_TRUE(one.record({day(2017, 5, 2), "loop-begins", {}}).has_value());
  const CaseReport report = one.report(day(2017, 5, 4));
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_NE(report.errors.front().find("small.proviso:"), std::string::npos) << report.errors.front();
}

TEST(Case, CopiesAreIndependent) {
  Case one(small_rules());
  ASSERT_TRUE(one.record({day(2017, 5, 2), "asked", {{"grounds", std::vector<std::string>{"cost"}}}}).has_value());
  Case two = one;
  ASSERT_TRUE(two.record({day(2017, 5, 3), "answered", {{"outcome", std::string("good")}}}).has_value());
  EXPECT_EQ(the(one.report(day(2017, 5, 30)), "answer").status, DutyStatus::kMissed);
  EXPECT_EQ(the(two.report(day(2017, 5, 30)), "answer").status, DutyStatus::kKept);
  one = two;
  EXPECT_EQ(the(one.report(day(2017, 5, 30)), "answer").status, DutyStatus::kKept);
}

// What was known when: the answer of 8 May is in time, and nobody hears of it before the 15th.

EventRecord answered_in_time() {
  return {.on = day(2017, 5, 8),
          .event = "answered",
          .facts = {{"outcome", std::string("good")}},
          .id = "e2",
          .recorded = DayTime{day(2017, 5, 15), std::chrono::minutes{570}}};
}

TEST(Case, ATimelyActRecordedLateWithdrawsTheBreachAndBothViewsStay) {
  Case one(small_rules());
  ASSERT_TRUE(one.record({.on = day(2017, 5, 2), .event = "asked", .facts = {}, .id = "e1"}).has_value());
  ASSERT_TRUE(one.record(answered_in_time()).has_value());
  const Date later = day(2017, 5, 20);
  EXPECT_EQ(the(one.report(later), "answer").status, DutyStatus::kKept);
  EXPECT_TRUE(one.report(later).findings.empty());
  EXPECT_EQ(one.report(later).not_yet_known, 0U);
  const CaseReport before = one.report(later, DayTime{day(2017, 5, 15), std::chrono::minutes{569}});
  EXPECT_EQ(the(before, "answer").status, DutyStatus::kMissed);
  ASSERT_EQ(before.findings.size(), 2U);
  EXPECT_EQ(before.findings.front().kind, FindingKind::kBreach);
  EXPECT_EQ(before.not_yet_known, 1U);
  EXPECT_EQ(before.known_at, (DayTime{day(2017, 5, 15), std::chrono::minutes{569}}));
  EXPECT_EQ(before.timeline.size(), one.report(later, DayTime{day(2017, 5, 14), {}}).timeline.size());
  EXPECT_EQ(the(one.report(later, DayTime{day(2017, 5, 15), {}}), "answer").status, DutyStatus::kKept);
  const auto then = one.explain("answer", later, DayTime{day(2017, 5, 14), {}});
  ASSERT_TRUE(then.has_value());
  EXPECT_EQ(then->front().duty.status, DutyStatus::kMissed);
  EXPECT_EQ(one.explain("answer", later)->front().duty.status, DutyStatus::kKept);
}

TEST(Case, ACorrectionTakesThePlaceOfTheEventAndIsListed) {
  Case one(small_rules());
  ASSERT_TRUE(one.record({.on = day(2017, 5, 2), .event = "asked", .facts = {}, .id = "e1"}).has_value());
  ASSERT_TRUE(one.record(answered_in_time()).has_value());
  EventRecord late = answered_in_time();
  late.on = day(2017, 5, 12);
  late.id = std::nullopt;
  late.recorded = DayTime{day(2017, 5, 18), {}};
  const auto corrected = one.correct("e2", late, "the stamp says the 12th");
  ASSERT_TRUE(corrected.has_value()) << corrected.error().message;
  EXPECT_EQ(*corrected, 2U);
  const CaseReport report = one.report(day(2017, 5, 20));
  EXPECT_EQ(the(report, "answer").status, DutyStatus::kKeptLate);
  ASSERT_EQ(report.changes.size(), 1U);
  EXPECT_EQ(report.changes[0].id, "e2");
  EXPECT_EQ(report.changes[0].because, "the stamp says the 12th");
  EXPECT_EQ(report.changes[0].before, "Monday 8 May 2017: the office answers (answered); outcome: good");
  EXPECT_EQ(report.changes[0].after, "Friday 12 May 2017: the office answers (answered); outcome: good");
  for (const TimelineEntry& entry : report.timeline) EXPECT_FALSE(entry.event && entry.on == day(2017, 5, 8));
  const CaseReport before = one.report(day(2017, 5, 20), DayTime{day(2017, 5, 17), {}});
  EXPECT_EQ(the(before, "answer").status, DutyStatus::kKept);
  EXPECT_TRUE(before.changes.empty());
  EXPECT_EQ(before.not_yet_known, 1U);
}

TEST(Case, AWithdrawalTakesTheEventBack) {
  Case one(small_rules());
  ASSERT_TRUE(one.record({.on = day(2017, 5, 2), .event = "asked", .facts = {}, .id = "e1"}).has_value());
  ASSERT_TRUE(one.record(answered_in_time()).has_value());
  EXPECT_FALSE(one.not_held("answered").has_value());
  const auto withdrawn = one.withdraw("e2", DayTime{day(2017, 5, 18), {}}, "of another case");
  ASSERT_TRUE(withdrawn.has_value()) << withdrawn.error().message;
  EXPECT_EQ(*withdrawn, 1U);
  EXPECT_EQ(the(one.report(day(2017, 5, 20)), "answer").status, DutyStatus::kMissed);
  EXPECT_TRUE(one.report(day(2017, 5, 20)).changes.at(0).withdrawn);
  EXPECT_EQ(the(one.report(day(2017, 5, 20), DayTime{day(2017, 5, 17), {}}), "answer").status, DutyStatus::kKept);
  EXPECT_EQ(one.withdraw("e2", DayTime{day(2017, 5, 18), {}}, "of another case").value(), 1U);
  EXPECT_FALSE(one.withdraw("e2", DayTime{day(2017, 5, 19), {}}).has_value());
  EventRecord again = answered_in_time();
  again.recorded = DayTime{day(2017, 5, 19), {}};
  EXPECT_FALSE(one.correct("e2", again).has_value());
  again.recorded = std::nullopt;
  EXPECT_FALSE(one.correct("e2", again).has_value());
  EXPECT_TRUE(one.not_held("answered").has_value());
}

TEST(Case, WhatIsRecordedTwiceCountsOnce) {
  Case one(small_rules());
  ASSERT_TRUE(one.record({.on = day(2017, 5, 2), .event = "asked", .facts = {}, .id = "e1"}).has_value());
  EXPECT_EQ(one.record({.on = day(2017, 5, 2), .event = "asked", .facts = {}, .id = "e1"}).value(), 1U);
  const auto other = one.record({.on = day(2017, 5, 3), .event = "asked", .facts = {}, .id = "e1"});
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(other.error().message,
            "the id `e1` is that of `asked` on 2 May 2017 already, and `asked` on 3 May 2017 says something else; give "
            "it an id of its own, or say that it corrects `e1`");
  EXPECT_EQ(one.record({day(2017, 5, 2), "asked", {}}).value(), 2U);
  EXPECT_EQ(one.report(day(2017, 5, 3)).duties.size(), 4U);
}

TEST(Case, RecordsThatDoNotFitAreRefusedAndChangeNothing) {
  Case one(small_rules());
  ASSERT_TRUE(one.record({.on = day(2017, 5, 2), .event = "asked", .facts = {}, .id = "e1"}).has_value());
  EXPECT_FALSE(one.correct("e9", {day(2017, 5, 3), "asked", {}}).has_value());
  EXPECT_FALSE(one.correct("e1", {day(2017, 5, 3), "askd", {}}).has_value());
  EXPECT_FALSE(one.withdraw("e9").has_value());
  EXPECT_FALSE(one.withdraw("e1", DayTime{day(2017, 5, 2), std::chrono::hours{24}}).has_value());
  const EventRecord asked{.on = day(2017, 5, 3), .event = "asked", .facts = {}};
  for (int wrong = 0; wrong < 4; ++wrong) {
    EventRecord bad = asked;
    if (wrong == 0) bad.time = std::chrono::hours{24};
    if (wrong == 1) bad.recorded = DayTime{day(2017, 5, 3), std::chrono::minutes{-1}};
    if (wrong == 2) bad.for_party = "ofice";
    if (wrong == 3) bad.id = "";
    const auto refused = one.record(bad);
    ASSERT_FALSE(refused.has_value()) << wrong;
    EXPECT_EQ(refused.error().code, ErrorCode::kInvalidArgument) << wrong;
    if (wrong != 2) continue;
    EXPECT_NE(refused.error().message.find("did you mean `office`?"), std::string::npos);
  }
  const CaseReport report = one.report(day(2017, 5, 3));
  EXPECT_TRUE(report.changes.empty());
  EXPECT_EQ(report.duties.size(), 2U);
}

TEST(Case, AnEventHasATimeOfDayAndAPartyItIsFor) {
  Case one(small_rules());
  ASSERT_TRUE(one.record({.on = day(2017, 5, 2),
                          .event = "answered",
                          .facts = {{"outcome", std::string("poor")}},
                          .time = std::chrono::minutes{600}})
                  .has_value());
  ASSERT_TRUE(one.record({.on = day(2017, 5, 2),
                          .event = "asked",
                          .facts = {},
                          .time = std::chrono::minutes{540},
                          .for_party = "office"})
                  .has_value());
  const CaseReport report = one.report(day(2017, 5, 3));
  EXPECT_EQ(the(report, "answer").status, DutyStatus::kKept);
  std::vector<std::string> events;
  for (const TimelineEntry& entry : report.timeline) {
    if (entry.event) events.push_back(entry.text);
  }
  EXPECT_EQ(events, (std::vector<std::string>{"somebody asks (asked) for the office (office)",
                                              "the office answers (answered); outcome: poor"}));
}

TEST(Case, WithoutEventsItStandsAtItsBeginning) {
  const Case one(small_rules());
  const CaseReport report = one.report(day(2017, 5, 2));
  EXPECT_EQ(report.tracks.at(0).stages, std::vector<std::string>{"begun"});
  EXPECT_TRUE(report.findings.empty());
  EXPECT_TRUE(report.duties.empty());
}

}  // namespace
}  // namespace proviso
