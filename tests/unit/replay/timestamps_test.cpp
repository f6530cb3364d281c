// SPDX-License-Identifier: Apache-2.0
// Timestamps with an offset: turned into the days of the rules, or refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/unit/replay/read_cases_fixture.h"

namespace proviso::replay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::unique_ptr<Rules> rules_of_rome() {
  return compile("rules/fines.proviso", R"(framework fines "Fines"
  in force from 1 January 2000
  time zone "Europe/Rome"

party police "the police"

event created "a fine is created" by police
event posted  "the fine is sent" by police
)",
                 nullptr);
}

constexpr const char* kTimestampMap = "form: events\ndates: timestamp\ncolumns: {recorded: entered}\n";

TEST(ReadTimestamps, TurnsThemIntoTheTimeZoneOfTheRules) {
  const auto rules = rules_of_rome();
  ASSERT_TRUE(rules);
  // 2009-10-25T02:30 was shown twice; entered an hour of winter time later, it is 02:30 too.
  const Reading reading = read_table(*rules,
                                     "case,event,on,entered\n"
                                     "A,created,2007-03-20T00:00:00+01:00,\n"
                                     "A,posted,2007-07-17T00:00:00+02:00,2007-07-17T07:00Z\n"
                                     "B,created,2007-03-19T23:00:59.999Z,\n"
                                     "B,posted,2007-07-16T23:30:00+02:00,\n"
                                     "C,created,2009-10-25T02:30+02:00,\n"
                                     "C,posted,2009-10-25T02:30+01:00,\n"
                                     "D,created,2024-12-31T17:30:00-05:00,\n",
                                     kTimestampMap);
  EXPECT_THAT(reading.problems, IsEmpty());
  ASSERT_TRUE(reading.cases);
  EXPECT_THAT(case_texts(*rules, *reading.cases),
              ElementsAre("A: created 2007-03-20T00:00; posted 2007-07-17T00:00 recorded=19744380",
                          "B: created 2007-03-20T00:00; posted 2007-07-16T23:30",
                          "C: created 2009-10-25T02:30; posted 2009-10-25T02:30", "D: created 2024-12-31T23:30"));
}

TEST(ReadTimestamps, TurnsThoseOfATableOfCasesToo) {
  const auto rules = rules_of_rome();
  ASSERT_TRUE(rules);
  const Reading reading =
      read_table(*rules, "Ref,Made\n7,2007-03-19T23:00Z\n8,\n",
                 "form: table\ncase: Ref\ndates: timestamp\nevents:\n  - {event: created, on: Made}\n"
                 "  - {event: posted, on: Made, plus: 1 week, assumed: so}\n");
  EXPECT_THAT(reading.problems, IsEmpty());
  ASSERT_TRUE(reading.cases);
  EXPECT_THAT(case_texts(*rules, *reading.cases),
              ElementsAre("7: created 2007-03-20T00:00; posted 2007-03-27 (assumed: so)", "8:"));
}

TEST(ReadTimestamps, PointsAtEachThatIsNone) {
  const auto rules = rules_of_rome();
  ASSERT_TRUE(rules);
  const std::string help =
      " (expected a day, a time of day and its offset from universal time as 2017-05-06T10:30:00+02:00 or "
      "2017-05-06T08:30Z)";
  EXPECT_THAT(
      read_table(*rules,
                 "case,event,on,entered\n"
                 "A,created,2007-03-20,\n"
                 "A,created,2007-02-30T00:00:00+01:00,\n"
                 "A,created,2007-03-20T00:00Z,yesterday\n"
                 "A,created,,\n"
                 "A,created,9999-12-31T23:59Z,\n",
                 kTimestampMap)
          .problems,
      ElementsAre("cases.csv:2:11 PV0603 column `on`: `2007-03-20` is not a timestamp" + help,
                  "cases.csv:3:11 PV0603 column `on`: there is no day `2007-02-30` (check the month and the day)",
                  "cases.csv:4:29 PV0603 column `entered`: `yesterday` is not a timestamp" + help,
                  "cases.csv:5:11 PV0603 column `on` is empty: an event needs its date",
                  "cases.csv:6:11 PV0603 column `on`: `9999-12-31T23:59Z` is not a timestamp" + help));
}

TEST_F(ReadCases, RefusesTimestampsWhereTheRulesNameNoTimeZone) {
  EXPECT_THAT(
      problems("case,event,on\nA,applied,2020-01-06T00:00:00+01:00\n", "form: events\ndates: timestamp\n"),
      ElementsAre("map.yaml:2:8 PV0510 `permit` names no time zone, so a timestamp does not say which day it is "
                  "(say in the framework on whose clocks its days are meant, as in `time zone "
                  "\"Europe/London\"`)"));
}

TEST_F(ReadCases, SaysHowToReadAnOffset) {
  EXPECT_THAT(
      problems("case,event,on\nA,applied,2020-01-06T00:00:00+01:00\n"),
      ElementsAre("cases.csv:2:11 PV0603 column `on`: `2020-01-06T00:00:00+01:00` has an offset from universal "
                  "time (write `dates: timestamp` in a map: it is then turned into the time zone of the rules)"));
}

}  // namespace
}  // namespace proviso::replay
