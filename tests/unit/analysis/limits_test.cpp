// SPDX-License-Identifier: Apache-2.0
// Lengths of limits, networks of them, and the time between two events. Numbers are worked out by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "engine/analysis/time_bounds.h"
#include "engine/analysis/time_network.h"
#include "engine/model/resolve.h"
#include "engine/model/rule_files.h"
#include "tests/support/check_text.h"

namespace proviso::analysis {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::check_text;

model::Framework framework_of(const std::string& text) {
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add("rules.proviso", text);
  const auto none = [](const std::string&) -> Result<std::string> {
    return Error{ErrorCode::kNotFound, "there is no such file", {}};
  };
  model::Framework framework = model::resolve(model::read_rule_files(file, sources, none, report), report);
  EXPECT_FALSE(report.has_errors()) << render_text(report, sources);
  return framework;
}

/// Monday to Friday count, in 2024 and 2025, and nothing else is left out.
Calendars weekdays() {
  CalendarData data;
  data.name = "weekdays";
  data.weekend = {std::chrono::Saturday, std::chrono::Sunday};
  data.first_year = 2024;
  data.last_year = 2025;
  return {std::make_shared<const Calendar>(*Calendar::build(std::move(data))), {}, nullptr};
}

std::pair<std::int64_t, std::optional<std::int64_t>> range(const Calendars* calendars, Duration duration,
                                                           Counting counting, Measure measure = {}) {
  const model::Framework framework;
  const DayRange found = DayCounts(framework, calendars).range({{duration, counting}}, 0, measure);
  return {found.least, found.most};
}

using Range = std::pair<std::int64_t, std::optional<std::int64_t>>;

TEST(DayCounts, OfMonthsAndYearsAreTheShortestAndTheLongest) {
  // February, and July with August.
  EXPECT_EQ(range(nullptr, {1, Unit::kMonths}, Counting::kAfter), Range(28, 31));
  EXPECT_EQ(range(nullptr, {2, Unit::kMonths}, Counting::kAfter), Range(59, 62));
  EXPECT_EQ(range(nullptr, {1, Unit::kYears}, Counting::kAfter), Range(365, 366));
  // Four years without a leap day lie around 1900.
  EXPECT_EQ(range(nullptr, {4, Unit::kYears}, Counting::kAfter), Range(1460, 1461));
  EXPECT_EQ(range(nullptr, {1, Unit::kMonths}, Counting::kBeginningWith), Range(27, 30));
}

TEST(DayCounts, OfWorkingDaysNeedTheirCalendar) {
  EXPECT_EQ(range(nullptr, {5, Unit::kWorkingDays}, Counting::kAfter), Range(5, std::nullopt));
  const Calendars calendars = weekdays();
  // From Sunday to Friday there are five days, from any weekday seven.
  EXPECT_EQ(range(&calendars, {5, Unit::kWorkingDays}, Counting::kAfter), Range(5, 7));
  // From Sunday one, from Friday three.
  EXPECT_EQ(range(&calendars, {1, Unit::kWorkingDays}, Counting::kAfter), Range(1, 3));
  const Measure working{Measure::Kind::kWorkingDays};
  EXPECT_EQ(range(nullptr, {5, Unit::kWorkingDays}, Counting::kAfter, working), Range(5, 5));
  EXPECT_EQ(range(nullptr, {5, Unit::kWorkingDays}, Counting::kBeginningWith, working), Range(4, 5));
  // Of seven calendar days any number may count, or none.
  EXPECT_EQ(range(nullptr, {1, Unit::kWeeks}, Counting::kAfter, working), Range(0, 7));
}

Tie tie(Tie::Kind kind, std::size_t from, std::size_t to, int days) {
  return {kind, from, to, {{Duration{days, Unit::kCalendarDays}, Counting::kAfter}}, 0, Tie::Source::kLimit, 0};
}

TEST(TimeNetwork, AddsUpAroundACircle) {
  const model::Framework framework;
  DayCounts days(framework, nullptr);
  TimeNetwork network{.points = 3, .ties = {}};
  network.ties.push_back(tie(Tie::Kind::kAtLeast, 0, 1, 6));
  network.ties.push_back(tie(Tie::Kind::kAtLeast, 1, 2, 5));
  network.ties.push_back(tie(Tie::Kind::kAtMost, 0, 2, 11));
  EXPECT_FALSE(network.contradiction(days, {}));
  EXPECT_EQ(network.longest(days, 0, 1)->days, 6);
  EXPECT_EQ(network.shortest(days, 0, 2).days, 11);
  EXPECT_EQ(network.dates_from(days, Date{}, 0).earliest.back(), Date{} + std::chrono::days{11});
  EXPECT_EQ(network.latest_from(days, Date{}, 0, 1), Date{} + std::chrono::days{6});
  network.ties.back() = tie(Tie::Kind::kAtMost, 0, 2, 9);
  const auto why = network.contradiction(days, {});
  ASSERT_TRUE(why);
  EXPECT_EQ(why->missing, 2);
  EXPECT_EQ(why->ties.size(), 3U);
  EXPECT_EQ(network.dates_from(days, Date{}, 0).outcome, TimeNetwork::Outcome::kCannot);
}

const char* const kVisits =
    "framework f \"F\"\n  calendar weekdays\nparty office \"the office\"\n"
    "event applied \"a\" event visited \"v\" event decided \"d\" event told \"t\"\n"
    "duty tell office should ensure told within 2 weeks of decided\n"
    "track t \"T\"\n"
    "stage waiting when applied go to preparing\n"
    "stage preparing\n"
    "  duty notice office must ensure visited no sooner than 5 working days after applied\n"
    "  duty visit office must ensure visited within 10 working days of applied\n"
    "  when visited go to deciding\n"
    "stage deciding\n"
    "  duty decide-it office should ensure decided within 5 calendar days of visited\n"
    "  when decided go to closed\n"
    "stage closed end\n";

TEST(TimeBounds, SumUpTheLimitsAlongTheWay) {
  const model::Framework framework = framework_of(kVisits);
  const Calendars calendars = weekdays();
  const model::EventId applied{0};
  const model::EventId decided{2};
  const Date wednesday{std::chrono::year{2024} / 5 / 1};
  const TimeBounds bounds = time_bounds(framework, &calendars, applied, decided, Bindingness::kEvery, wednesday);
  ASSERT_EQ(bounds.outcome, TimeBounds::Outcome::kFound);
  // Five working days are five days at least; ten are fourteen at most, and five more.
  EXPECT_EQ(bounds.earliest.days, 5);
  EXPECT_EQ(bounds.earliest.date, Date{std::chrono::year{2024} / 5 / 8});
  ASSERT_TRUE(bounds.latest);
  EXPECT_EQ(bounds.latest->days, 19);
  EXPECT_EQ(bounds.latest->date, Date{std::chrono::year{2024} / 5 / 20});
  EXPECT_EQ(bounds.latest->clauses.size(), 2U);
}

TEST(TimeBounds, OfMustAloneMayHaveNoEnd) {
  const model::Framework framework = framework_of(kVisits);
  const Calendars calendars = weekdays();
  const TimeBounds bounds = time_bounds(framework, &calendars, {0}, {2}, Bindingness::kMust, std::nullopt);
  ASSERT_TRUE(bounds.unlimited);
  EXPECT_EQ(bounds.unlimited->from, "visited");
  EXPECT_EQ(bounds.unlimited->to, "decided");
}

TEST(TimeBounds, ReachAnActThatMovesNothing) {
  const model::Framework framework = framework_of(kVisits);
  const Calendars calendars = weekdays();
  const TimeBounds bounds = time_bounds(framework, &calendars, {1}, {3}, Bindingness::kEvery, std::nullopt);
  ASSERT_TRUE(bounds.latest);
  EXPECT_EQ(bounds.latest->days, 19);
  EXPECT_EQ(time_bounds(framework, &calendars, {3}, {0}, Bindingness::kEvery, std::nullopt).outcome,
            TimeBounds::Outcome::kNoWay);
}

TEST(TimeBounds, ReachAnActInTheStageThatAsksForIt) {
  const model::Framework framework = framework_of(
      "framework f \"F\"\nparty office \"the office\"\n"
      "event applied \"a\" event called \"c\" event decided \"d\" event odd \"o\"\n"
      "track t \"T\"\n"
      "stage waiting when applied go to deciding\n"
      "stage deciding\n"
      "  duty call-twice office must ensure called at least 2 times within 3 weeks of applied\n"
      "  duty call-early office must ensure called no sooner than 2 calendar days after entering deciding\n"
      "  when decided go to closed\n"
      "stage closed end\n");
  const TimeBounds bounds = time_bounds(framework, nullptr, {0}, {1}, Bindingness::kEvery, std::nullopt);
  ASSERT_EQ(bounds.outcome, TimeBounds::Outcome::kFound);
  EXPECT_EQ(bounds.earliest.days, 2);
  EXPECT_EQ(bounds.earliest.way, std::vector<std::string>{"deciding"});
  // The last day is for both calls together.
  ASSERT_TRUE(bounds.unlimited);
  ASSERT_EQ(bounds.unlimited->reasons.size(), 1U);
  EXPECT_THAT(bounds.unlimited->reasons.front(), HasSubstr("`call-twice` says when, but it asks for the act several"));
  // Of `odd` nothing is said.
  const TimeBounds none = time_bounds(framework, nullptr, {0}, {3}, Bindingness::kEvery, std::nullopt);
  EXPECT_EQ(none.outcome, TimeBounds::Outcome::kNoWay);
  EXPECT_EQ(none.nowhere, model::EventId{3});
}

TEST(Limits, ShowFromTheBeginningOnWhereTheAnchorComesLater) {
  // From asking to answering there are ten days at least; to being heard at most one, and from there three to
  // answering.
  const std::string head =
      "framework f \"F\"\nparty office \"o\"\nevent asked \"a\" event heard \"h\" event seen \"s\" event answered "
      "\"b\"\n"
      "track t \"T\"\nstage waiting when asked go to hearing\n"
      "stage hearing\n  duty hear office must ensure heard within 1 calendar day of asked\n  when heard go to seeing\n"
      "stage seeing\n  duty see-late office must ensure seen no sooner than 10 calendar days after asked\n"
      "  when seen go to answering\n"
      "stage answering\n  duty answer office must ensure answered within ";
  const std::string tail = " of heard\n  when answered go to closed\nstage closed end\n";
  EXPECT_THAT(check_text("rules.proviso", head + "8 calendar days" + tail),
              HasSubstr("of the time that they leave, 1 calendar day is missing"));
  EXPECT_EQ(check_text("rules.proviso", head + "9 calendar days" + tail), "");
}

TEST(Limits, OfWhichOneForbidsTheOtherAreToldOnce) {
  const std::string head =
      "framework f \"F\"\n  calendar weekdays\nparty office \"o\"\nevent asked \"a\" event answered \"b\"\n"
      "duty answer office must ensure answered within 5 calendar days of asked\n"
      "duty wait office must not allow answered within ";
  const std::string days = check_text("rules.proviso", head + "1 week of asked\n");
  EXPECT_THAT(days, HasSubstr("PV0422"));
  EXPECT_THAT(days, Not(HasSubstr("PV0430")));
  // Days of two kinds are left to the sums.
  const std::string working_days = check_text("rules.proviso", head + "7 working days of asked\n");
  EXPECT_THAT(working_days, Not(HasSubstr("PV0422")));
  EXPECT_THAT(working_days, HasSubstr("takes 3 calendar days more"));
}

TEST(Limits, WhatSomethingMayLiftIsLeftAlone) {
  const std::string head =
      "framework f \"F\"\nparty office \"o\"\nfact was-late : yes/no \"l\"\n"
      "event asked \"a\" records was-late event answered \"b\" event more-time \"m\"\n"
      "duty wait office must ensure answered no sooner than 9 calendar days after asked\n"
      "duty answer office must ensure answered within 5 calendar days of asked\n";
  EXPECT_THAT(check_text("rules.proviso", head), HasSubstr("takes 4 calendar days more"));
  for (const char* const clause :
       {"excused if was-late", "extended by 1 week when more-time", "clock stops while was-late",
        "or the next calendar day when it falls in 24 December to 1 January",
        "due instead 3 weeks after more-time when more-time", "or ensure more-time within 9 calendar days of asked"}) {
    EXPECT_EQ(check_text("rules.proviso", head + clause + "\n"), "") << clause;
  }
}

}  // namespace
}  // namespace proviso::analysis
