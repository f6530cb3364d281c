// SPDX-License-Identifier: Apache-2.0
// A case through the embedding API. Dates are worked out by hand: 5 May 2017 is a Friday, 29 May a holiday.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

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

TEST(Case, WithoutEventsItStandsAtItsBeginning) {
  const Case one(small_rules());
  const CaseReport report = one.report(day(2017, 5, 2));
  EXPECT_EQ(report.tracks.at(0).stages, std::vector<std::string>{"begun"});
  EXPECT_TRUE(report.findings.empty());
  EXPECT_TRUE(report.duties.empty());
}

}  // namespace
}  // namespace proviso
