// SPDX-License-Identifier: Apache-2.0
// Limits in calendar days, counted by hand.
#include "engine/simulate_report/context.h"

#include <gtest/gtest.h>

#include <memory>

#include "engine/model/resolve.h"
#include "grammar/parse.h"
#include "tests/unit/calendar/england.h"

namespace proviso::simulate_report {
namespace {

std::shared_ptr<const program::Program> compile_text(const std::string& duties) {
  const std::string text =
      "framework f\n  calendar england\nparty p\nevent asked\nevent done\nevent other\nfact flood : yes/no\n"
      "event rain records flood\n"
      "parameter period\n  3 calendar days from 1 January 2016\n  5 calendar days from 4 August 2016\n" +
      duties + "\ntrack t\nstage s\n  when other go to z\nstage z\n  end\n";
  SourceSet sources;
  DiagnosticReport report;
  const syntax::File tree = grammar::parse(sources.add("x.proviso", text), report);
  auto framework = std::make_shared<model::Framework>(model::resolve(tree, report));
  EXPECT_FALSE(report.has_errors()) << render_text(report, sources);
  Calendars calendars;
  calendars.working = std::make_shared<const Calendar>(england());
  auto program = program::compile(framework, std::move(calendars));
  EXPECT_TRUE(program.has_value());
  return *program;
}

// 1 to 7 August 2016, Monday to Sunday, no holiday near.
std::vector<TimeLimit> limits(const std::string& duties) {
  return limits_of(*compile_text(duties), day("2016-08-01"), day("2016-08-07"));
}

// Five working days after Monday are the next Monday, 7 days later, and so to Friday; after Saturday the Friday 6 days
// later, after Sunday the Friday 5 days later. The mark stands at the end of that day.
TEST(Limits, AreTheLeastAndGreatestNumberOfDays) {
  const auto all = limits("duty d \"Do it\" p must ensure done within 5 working days of asked");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].from, "asked");
  EXPECT_EQ(all[0].to, "done");
  EXPECT_EQ(all[0].least, 6);
  EXPECT_EQ(all[0].greatest, 8);
  EXPECT_EQ(all[0].words, "limit of “Do it”: 5 working days, 5 to 7 days");
}

TEST(Limits, AreOneNumberOfCalendarDays) {
  const auto all = limits("duty d p must ensure done within 2 weeks of asked");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].least, 15);
  EXPECT_EQ(all[0].greatest, 15);
  EXPECT_EQ(all[0].words, "limit of “d”: 2 weeks, 14 days");
}

TEST(Limits, BeginningWithADayAreOneShorter) {
  const auto all = limits("duty d p must ensure done within 2 weeks beginning with asked");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].least, 14);
}

TEST(Limits, InHoursEndWithinADay) {
  const auto all = limits("duty d p must ensure done within 36 hours of asked");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].least, 1.5);
  EXPECT_EQ(all[0].words, "limit of “d”: 36 hours, 1.5 days");
}

// From 00:00 on a day the whole of the fourteenth day after it is in time, nearly 15 days; from 24:00 just 14.
TEST(Limits, HangOnTheHourWhereTimeIsToldInMinutes) {
  const auto all = limits_of(*compile_text("duty d p must ensure done within 2 weeks of asked"), day("2016-08-01"),
                             day("2016-08-07"), true);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].least, 14);
  EXPECT_EQ(all[0].greatest, 15);
  EXPECT_EQ(all[0].words, "limit of “d”: 2 weeks, 14 days");
}

// The parameter says 3 days up to 3 August and 5 from the 4th.
TEST(Limits, FollowAParameterOverItsVersions) {
  const auto all = limits("duty d p must ensure done within the period of asked");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].least, 4);
  EXPECT_EQ(all[0].greatest, 6);
}

TEST(Limits, SayThatTheyCanMove) {
  const auto all = limits("duty d p must ensure done within 2 weeks of asked\n  excused if flood");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].words, "limit of “d”: 2 weeks, 14 days, where nothing moves it");
}

TEST(Limits, OfOtherFormsAreLeftOut) {
  EXPECT_TRUE(limits("duty d p must ensure done by 1 September 2016").empty());
  EXPECT_TRUE(limits("duty d p must not allow done within 2 weeks of asked").empty());
}

TEST(Ends, AreTheStagesInWhichATrackEnds) {
  EXPECT_EQ(context_for(*compile_text(""), ScenarioDocument()).ends, std::vector<std::string>{"z"});
}

TEST(Changes, AreSaidByTheirDays) {
  ScenarioDocument scenario;
  ScenarioChange teams;
  teams.on = day("2021-01-01");
  teams.counts.push_back({{"team", {}}, {}});
  teams.counts[0].second.value = 10;
  ScenarioChange pause;
  pause.on = day("2020-03-17");
  pause.pause_until = day("2020-09-01");
  pause.paused = {{"visit", {}}, {"cases", {}}};
  scenario.changes = {teams, pause};
  const auto marks = changes_of(scenario);
  ASSERT_EQ(marks.size(), 2U);
  EXPECT_EQ(marks[0].words, "17 March 2020: pause of visit and cases until 31 August 2020");
  EXPECT_EQ(marks[1].words, "1 January 2021: team: 10");
}

}  // namespace
}  // namespace proviso::simulate_report
