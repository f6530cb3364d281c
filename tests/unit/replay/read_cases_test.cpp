// SPDX-License-Identifier: Apache-2.0
// From a table to cases: what is bound to what, and what is refused at which row and column.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/replay/case_source.h"
#include "tests/unit/replay/rules_fixture.h"

namespace proviso::replay {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class ReadCases : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(rules_); }

  std::vector<std::string> cases(std::string_view table, std::optional<std::string> map = std::nullopt) {
    const Reading reading = read_table(*rules_, table, std::move(map));
    EXPECT_THAT(reading.problems, IsEmpty());
    return reading.cases ? case_texts(*rules_, *reading.cases) : std::vector<std::string>{};
  }
  std::vector<std::string> problems(std::string_view table, std::optional<std::string> map = std::nullopt) {
    return read_table(*rules_, table, std::move(map)).problems;
  }

  std::unique_ptr<Rules> rules_ = permit_rules();
};

TEST_F(ReadCases, TakesATableWithoutAMap) {
  EXPECT_THAT(cases("case,event,on,fee,granted,grade,grounds,judge\n"
                    "A,applied,2020-01-06,12.5,,,,\n"
                    "A,decided,2020-01-10,,yes,high,,Mr. Kay\n"
                    "B,applied,2020-01-07,,,,,\n"
                    "B,decided,2020-01-10,,no,low,late,\n"),
              ElementsAre("A: applied 2020-01-06 fee=12.5; decided 2020-01-10 granted=yes grade=high judge=\"Mr. Kay\"",
                          "B: applied 2020-01-07; decided 2020-01-10 granted=no grade=low grounds=\"late\""));
}

TEST_F(ReadCases, PutsListsTogetherFromTheirItems) {
  EXPECT_THAT(
      cases("case,event,on,grounds\n"
            "A,decided,2020-01-10,late\n"
            "B,decided,2020-01-10,late; incomplete\n"
            "C,decided,2020-01-10,none\n"
            "D,decided,2020-01-10,\n"),
      ElementsAre("A: decided 2020-01-10 grounds=\"late\"", "B: decided 2020-01-10 grounds=\"late\", \"incomplete\"",
                  "C: decided 2020-01-10 grounds=none", "D: decided 2020-01-10"));
}

TEST_F(ReadCases, ReadsColumnsInAnyOrderAndRowsOfACaseWhereverTheyStand) {
  EXPECT_THAT(cases("on,granted,case,event\n"
                    "2020-01-06,,B,applied\n"
                    "2020-01-06,,A,applied\n"
                    "2020-01-08,yes,A,decided\n"
                    "2020-01-07,no,B,decided\n"
                    "2020-01-02,,C,applied\n"
                    "2020-01-09,,B,appealed\n"),
              ElementsAre("B: applied 2020-01-06; decided 2020-01-07 granted=no; appealed 2020-01-09",
                          "A: applied 2020-01-06; decided 2020-01-08 granted=yes", "C: applied 2020-01-02"));
}

TEST_F(ReadCases, OrdersEventsByDayThenTimeThenRow) {
  EXPECT_THAT(cases("case,event,on\n"
                    "A,heard,2020-01-08\n"
                    "A,decided,2020-01-07T10:30\n"
                    "A,applied,2020-01-07T09:00\n"
                    "A,appealed,2020-01-07\n"
                    "A,applied,2020-01-07\n"),
              ElementsAre("A: appealed 2020-01-07; applied 2020-01-07; applied 2020-01-07T09:00; "
                          "decided 2020-01-07T10:30; heard 2020-01-08"));
}

TEST_F(ReadCases, KnowsItsNumbersAndItsLastDay) {
  const Reading reading =
      read_table(*rules_, "case,event,on\nA,applied,2020-01-06\nB,applied,2020-03-01\nA,decided,2020-02-01\n");
  ASSERT_TRUE(reading.cases);
  EXPECT_EQ(reading.cases->size(), 2U);
  EXPECT_EQ(reading.cases->events(), 3U);
  EXPECT_EQ(reading.cases->last_day(), make_date(2020, 3, 1));
}

TEST_F(ReadCases, TakesATableWithoutRows) {
  const Reading reading = read_table(*rules_, "case,event,on\n");
  ASSERT_TRUE(reading.cases);
  EXPECT_EQ(reading.cases->size(), 0U);
  EXPECT_EQ(reading.cases->last_day(), std::nullopt);
}

TEST_F(ReadCases, TakesEventsByTheNamesOfTheirMap) {
  EXPECT_THAT(
      cases("Ref,What,When,Entered,Result,Remark\n"
            "7,In,06/01/2020,06/01/2020 17:00,,first\n"
            "7,Out,10/01/2020,,OK,\n"
            "8,applied,7/1/2020,,,\n",
            R"(form: events
dates: day/month/year
columns: {case: Ref, event: What, on: When, recorded: Entered}
event-names: {In: applied, Out: decided}
facts:
  granted: {column: Result, values: {OK: true, Not OK: false}}
not-held: [appealed]
)"),
      ElementsAre("7: applied 2020-01-06 recorded=26305500; decided 2020-01-10 granted=yes", "8: applied 2020-01-07"));
}

constexpr const char* kRecordsMap = "form: events\ncolumns: {id: id, recorded: recorded, time: time, for: for}\n";

TEST_F(ReadCases, TakesTimesAndPartiesFromColumnsOfTheirOwn) {
  EXPECT_THAT(cases("case,event,on,time,for,id,recorded\n"
                    "A,decided,2020-01-07,10:30,applicant,1,\n"
                    "A,applied,2020-01-07,09:00,,2,\n"
                    "A,appealed,2020-01-07,,office,,\n"
                    "A,heard,2020-01-07T09:30,,,,\n",
                    kRecordsMap),
              ElementsAre("A: appealed 2020-01-07 for office; applied 2020-01-07T09:00; heard 2020-01-07T09:30; "
                          "decided 2020-01-07T10:30 for applicant"));
}

TEST_F(ReadCases, OrdersEventsOfOneDayByWhenTheyWereRecorded) {
  EXPECT_THAT(cases("case,event,on,time,for,id,recorded\n"
                    "A,decided,2020-01-07,,,,2020-01-09T10:00\n"
                    "A,applied,2020-01-07,,,,2020-01-09T09:59\n"
                    "A,appealed,2020-01-07,,,,\n",
                    kRecordsMap),
              ElementsAre("A: appealed 2020-01-07; applied 2020-01-07 recorded=26309399; decided 2020-01-07 "
                          "recorded=26309400"));
}

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

TEST_F(ReadCases, CountsARowThatIsGivenTwiceOnce) {
  const Reading reading = read_table(*rules_,
                                     "case,event,on,time,for,id,recorded,fee\n"
                                     "A,applied,2020-01-06,,,1,2020-01-06,5\n"
                                     "B,applied,2020-01-07,,,1,,6\n"
                                     "A,applied,2020-01-06,,,1,2020-01-06,5\n"
                                     "A,decided,2020-01-08,10:00,office,2,,\n"
                                     "B,applied,2020-01-07,,,1,,6\n"
                                     "A,decided,2020-01-08T10:00,,office,2,,\n"
                                     "A,applied,2020-01-06,,,,2020-01-06,5\n",
                                     kRecordsMap);
  EXPECT_THAT(reading.problems, IsEmpty());
  ASSERT_TRUE(reading.cases);
  EXPECT_EQ(reading.cases->events(), 4U);
  EXPECT_THAT(case_texts(*rules_, *reading.cases),
              ElementsAre("A: applied 2020-01-06 fee=5 recorded=26304480; applied 2020-01-06 fee=5 recorded=26304480; "
                          "decided 2020-01-08T10:00 for office",
                          "B: applied 2020-01-07 fee=6"));
}

TEST_F(ReadCases, RefusesOneIdForTwoRows) {
  EXPECT_THAT(
      problems("case,event,on,time,for,id,recorded,fee\n"
               "A,applied,2020-01-06,,,1,,5\n"
               "A,applied,2020-01-06,,,1,,6\n"
               "A,applied,2020-01-06,,,1,2020-01-06,5\n"
               "A,applied,2020-01-06,,office,1,,5\n"
               "A,applied,2020-01-06,10:00,,1,,5\n",
               kRecordsMap),
      ElementsAre("cases.csv:3:24 PV0603 column `id`: the id `1` is in row 2 already, and row 3 says something else "
                  "(give each record of a case an id of its own; one that is given twice must be the same in every "
                  "cell)",
                  HasSubstr("cases.csv:4:24 PV0603 column `id`: the id `1` is in row 2 already"),
                  HasSubstr("cases.csv:5:30 "), HasSubstr("cases.csv:6:29 ")));
}

TEST_F(ReadCases, RefusesTimesAndPartiesThatAreNone) {
  EXPECT_THAT(
      problems("case,event,on,time,for,id,recorded\n"
               "A,applied,2020-01-06,9:30,,,\n"
               "A,applied,2020-01-06T10:00,10:00,,,\n"
               "A,applied,2020-01-06,,ofice,,\n"
               "A,applied,2020-01-06,,,,9:30\n",
               kRecordsMap),
      ElementsAre("cases.csv:2:22 PV0603 column `time`: `9:30` is not a time of day (write hours and minutes, two "
                  "digits each, from 00:00 to 23:59, as in 09:30)",
                  "cases.csv:3:28 PV0603 column `time`: column `on` gives a time of day already (leave one of the two "
                  "out)",
                  "cases.csv:4:23 PV0603 column `for`: the rules declare no party `ofice` (did you mean `office`?)",
                  HasSubstr("cases.csv:5:25 PV0603 column `recorded`: `9:30` is not a date")));
  EXPECT_THAT(problems("case,event,on\n", kRecordsMap), SizeIs(4));
}

TEST_F(ReadCases, HandsOnWhichEventsAreNotHeld) {
  const Reading reading =
      read_table(*rules_, "case,event,on\nA,applied,2020-01-06\n", "form: events\nnot-held: [appealed]\n");
  ASSERT_TRUE(reading.cases);
  EXPECT_THAT(reading.cases->history().not_held, ElementsAre(0, 0, 1, 0));
}

TEST_F(ReadCases, ReadsFactsThatTheMapDoesNotListFromTheColumnsOfTheirNames) {
  EXPECT_THAT(cases("case,event,on,grade,Result\nA,decided,2020-01-10,high,yes\n",
                    "form: events\nfacts:\n  granted: {column: Result}\n"),
              ElementsAre("A: decided 2020-01-10 granted=yes grade=high"));
}

TEST_F(ReadCases, DividesListsAsTheMapSays) {
  EXPECT_THAT(cases("case,event,on,Why\n"
                    "A,decided,2020-01-10,L|I\n"
                    "B,decided,2020-01-10,all\n"
                    "C,decided,2020-01-10,-\n"
                    "D,decided,2020-01-10,L|other\n",
                    R"(form: events
facts:
  grounds: {column: Why, separator: "|", values: {L: late, I: incomplete, all: [late, incomplete], "-": []}}
)"),
              ElementsAre("A: decided 2020-01-10 grounds=\"late\", \"incomplete\"",
                          "B: decided 2020-01-10 grounds=\"late\", \"incomplete\"",
                          "C: decided 2020-01-10 grounds=none", "D: decided 2020-01-10 grounds=\"late\", \"other\""));
}

constexpr std::string_view kTableMap = R"(form: table
case: Area
events:
  - {event: applied, on: In, with: {fee: {column: Fee}}}
  - {event: decided, on: In, plus: 2 working days, assumed: "two days is the rule", only-if: {column: Short, is: y}}
  - {event: decided, on: Out, only-if: {column: Short, is: n}, with: {granted: {column: OK, values: {Yes: yes, No: no}}}}
  - {event: appealed, on: In, minus: 1 month, assumed: "made for the test"}
)";

TEST_F(ReadCases, TakesATableOfCases) {
  EXPECT_THAT(cases("Area,In,Out,Short,OK,Fee,More\n"
                    "A,2020-01-06,2020-01-10,n,Yes,5,x\n"
                    "B,2020-03-31,,y,No,,\n"
                    "C,,2020-01-10,n,No,9,\n"
                    "D,,,,,,\n",
                    std::string(kTableMap)),
              ElementsAre("A: appealed 2019-12-06 (assumed: made for the test); applied 2020-01-06 fee=5; "
                          "decided 2020-01-10 granted=yes",
                          "B: appealed 2020-02-29 (assumed: made for the test); applied 2020-03-31; "
                          "decided 2020-04-02 (assumed: two days is the rule)",
                          "C: decided 2020-01-10 granted=no", "D:"));
}

TEST_F(ReadCases, LeavesOutHolidaysInDerivedDates) {
  EXPECT_THAT(cases("Area,In,Out,Short,OK,Fee\nA,2019-12-31,,y,,\n", std::string(kTableMap)),
              ElementsAre("A: appealed 2019-11-30 (assumed: made for the test); applied 2019-12-31; "
                          "decided 2020-01-03 (assumed: two days is the rule)"));
}

// What is refused

TEST_F(ReadCases, PointsAtEachBadCell) {
  EXPECT_THAT(
      problems("case,event,on,fee,granted,grade\n"
               "A,aplied,2020-01-06,,,\n"
               "A,applied,2020-02-30,,,\n"
               "A,applied,6/1/2020,,,\n"
               "A,applied,2020-01-06 10:00,,,\n"
               "A,applied,,,,\n"
               ",applied,2020-01-06,,,\n"
               "A,,2020-01-06,,,\n"
               "A,applied,2020-01-06,dear,,\n"
               "A,decided,2020-01-06,,Yes,\n"
               "A,decided,2020-01-06,,,hihg\n"
               "A,applied,2020-01-06,,yes,\n"),
      ElementsAre("cases.csv:2:3 PV0603 column `event`: the rules declare no event `aplied` (did you mean `applied`?)",
                  "cases.csv:3:11 PV0603 column `on`: there is no day `2020-02-30` (check the month and the day)",
                  "cases.csv:4:11 PV0603 column `on`: `6/1/2020` is not a date (expected a date as 2017-05-06; a "
                  "map can say with `dates` that they are written otherwise)",
                  "cases.csv:5:11 PV0603 column `on`: `2020-01-06 10:00` is not a date (expected a date as "
                  "2017-05-06, or with a time of day as 2017-05-06T10:30)",
                  "cases.csv:6:11 PV0603 column `on` is empty: an event needs its date",
                  "cases.csv:7:1 PV0603 column `case` is empty: every row belongs to a case",
                  "cases.csv:8:3 PV0603 column `event` is empty: every row is an event",
                  "cases.csv:9:22 PV0603 column `fee`: `fee` takes a number such as 12 or 0.5, not `dear`",
                  "cases.csv:10:23 PV0603 column `granted`: `granted` takes yes or no, not `Yes`",
                  "cases.csv:11:24 PV0603 column `grade`: `grade` takes one of high, low, not `hihg`; did you mean "
                  "`high`?",
                  "cases.csv:12:23 PV0603 column `granted`: `applied` does not record `granted` (it records `fee`; "
                  "leave the cell empty)"));
}

TEST_F(ReadCases, ShowsTwentyMistakesAndCountsTheRest) {
  std::string table = "case,event,on\n";
  for (int i = 0; i < 33; ++i) table += "A,applied,soon\n";
  const std::vector<std::string> found = problems(table);
  ASSERT_THAT(found, SizeIs(21));
  EXPECT_THAT(found[19], HasSubstr("cases.csv:21:11 PV0603"));
  EXPECT_EQ(found[20],
            "cases.csv:22:11 PV0603 13 more mistakes from here on are not shown (mend those above first: they "
            "often have one cause)");
}

TEST_F(ReadCases, FindsAMistakeInTheSeventyThousandthRow) {
  std::string table = "case,event,on\n";
  for (int row = 2; row < 80'000; ++row) {
    table += fmt::format("{},applied,{}\n", row, row == 70'000 ? "2020-13-01" : "2020-01-06");
  }
  EXPECT_THAT(problems(table),
              ElementsAre("cases.csv:70000:15 PV0603 column `on`: there is no day `2020-13-01` (check the "
                          "month and the day)"));
}

TEST_F(ReadCases, CountsLinesThroughQuotedLineEnds) {
  EXPECT_THAT(problems("case,event,on,judge\n\"A\n1\",decided,2020-01-06,\"Mr.\r\nKay\"\n\"B\",applied,soon,\n"),
              ElementsAre(HasSubstr("cases.csv:5:13 PV0603 column `on`")));
}

TEST_F(ReadCases, RefusesRowsThatAreNotWellFormed) {
  EXPECT_THAT(
      problems("case,event,on\n"
               "A,applied\n"
               "A,applied,2020-01-06,x\n"
               "A,app\"lied,2020-01-06\n"
               "A,\"applied\" ,2020-01-06\n"
               "\n"
               "A,appli\xE9,2020-01-06\n"
               "A,\"applied,2020-01-06\n"),
      ElementsAre("cases.csv:2:10 PV0601 the row has 2 cells, but there are 3 columns: column `on` is missing (give "
                  "every row a cell for each column; a cell with a comma in it is put in quotes)",
                  "cases.csv:3:22 PV0601 the row has 4 cells, but there are only 3 columns (put a cell with a comma "
                  "in it in quotes)",
                  "cases.csv:4:3 PV0601 a quote in the middle of column `event` (put the whole cell in quotes, and "
                  "write this one twice)",
                  "cases.csv:5:3 PV0601 text follows the closing quote in column `event` (end the cell with the "
                  "quote; a quote within it is written twice)",
                  "cases.csv:6:1 PV0601 an empty line between rows (take it out)",
                  "cases.csv:7:3 PV0601 bytes in column `event` that are not UTF-8 text (save the table as `CSV "
                  "UTF-8`)",
                  "cases.csv:8:3 PV0601 the quoted text in column `event` does not end (end it with a quote; a "
                  "quote within it is written twice)"));
}

TEST_F(ReadCases, RefusesColumnsItDoesNotKnow) {
  EXPECT_THAT(
      problems("case,event,on,grnated,refused-once,,colour\n"),
      ElementsAre("cases.csv:1:15 PV0602 column `grnated` is no fact of `permit` (did you mean `granted`?)",
                  "cases.csv:1:23 PV0602 column `refused-once`: no event records this fact (it is worked out from "
                  "other facts; remove the column)",
                  "cases.csv:1:36 PV0602 column 6 has no name (remove the column, or say with a map what the "
                  "columns mean)",
                  "cases.csv:1:37 PV0602 column `colour` is no fact of `permit` (remove the column, or say with a "
                  "map what the columns mean)"));
}

TEST_F(ReadCases, RefusesATableWithoutTheColumnsItNeeds) {
  EXPECT_THAT(problems("case,evnt,on\n"),
              ElementsAre("cases.csv:1:1 PV0602 the table has no column `event` (did you mean `evnt`?)",
                          "cases.csv:1:6 PV0602 column `evnt` is no fact of `permit` (did you mean `event`?)"));
  EXPECT_THAT(problems("case;event;on\n"),
              testing::Contains("cases.csv:1:1 PV0602 the table has no column `case` (cells are divided by commas, not "
                                "semicolons; save the table with commas)"));
  EXPECT_THAT(
      problems("case,event,on,case\n"),
      testing::Contains("cases.csv:1:15 PV0602 the table has two columns `case` (rename or remove one of them)"));
  EXPECT_THAT(
      problems("case,event,on,fee,fee\n"),
      testing::Contains("cases.csv:1:19 PV0602 the table has two columns `fee` (rename or remove one of them)"));
  EXPECT_THAT(problems(""), ElementsAre("cases.csv:1:1 PV0602 the table is empty (its first row names the columns)"));
  EXPECT_THAT(problems("case,\"event,on\n"), ElementsAre(HasSubstr("cases.csv:1:6 PV0601")));
}

TEST_F(ReadCases, PointsAtTheMapForWhatIsWrongInIt) {
  EXPECT_THAT(
      problems("Ref,What,On\nA,applied,2020-01-06\n", R"(form: events
framework: permitt
columns: {case: Ref, event: Wat, on: On, recorded: Then}
event-names: {In: aplied}
facts:
  fees: {column: What}
  refused-once: {column: What}
  granted: {column: What, values: {OK: maybe}}
  fee: {column: Paid, separator: ";", values: {some: [1, 2]}}
not-held: [heart]
)"),
      ElementsAre("map.yaml:2:12 PV0509 this map is for `permitt`, but the rules are `permit` (did you mean `permit`?)",
                  "map.yaml:3:29 PV0602 cases.csv has no column `Wat` (did you mean `What`?)",
                  "map.yaml:3:52 PV0602 cases.csv has no column `Then` (its columns are `Ref`, `What`, `On`)",
                  "map.yaml:4:19 PV0509 the rules declare no event `aplied` (did you mean `applied`?)",
                  "map.yaml:6:3 PV0509 the rules declare no fact `fees` (did you mean `fee`?)",
                  "map.yaml:7:3 PV0207 `refused-once` is worked out from other facts, so a table cannot hold it "
                  "(take it out, or map the facts that it is worked out from)",
                  "map.yaml:8:40 PV0510 `granted` takes yes or no, not `maybe`",
                  "map.yaml:9:17 PV0602 cases.csv has no column `Paid` (its columns are `Ref`, `What`, `On`)",
                  "map.yaml:9:34 PV0510 `fee` takes one value (number), so its cells are not divided (take "
                  "`separator` out)",
                  "map.yaml:9:54 PV0510 `fee` takes one value (number), not a list (write the value without brackets)",
                  "map.yaml:10:12 PV0509 the rules declare no event `heart` (did you mean `heard`?)"));
}

TEST_F(ReadCases, PointsAtTheMapOfATableOfCases) {
  EXPECT_THAT(
      problems("Area,In\nA,2020-01-06\n", R"(form: table
case: Area
events:
  - {event: applied, on: Inn, with: {granted: {column: In}}}
  - {event: decided, on: In, only-if: {column: Short, is: y}}
not-held: [decided]
)"),
      ElementsAre("map.yaml:4:26 PV0602 cases.csv has no column `Inn` (did you mean `In`?)",
                  "map.yaml:4:38 PV0207 `applied` does not record `granted` (it records `fee`)",
                  "map.yaml:5:13 PV0509 `decided` is mapped, and is among those not held (take it out of `not-held`)",
                  "map.yaml:5:48 PV0602 cases.csv has no column `Short` (its columns are `Area`, `In`)"));
}

TEST_F(ReadCases, RefusesAnEventThatTheMapSaysIsNotHeld) {
  EXPECT_THAT(
      problems("case,event,on\nA,appealed,2020-01-06\n", "form: events\nnot-held: [appealed]\n"),
      ElementsAre("cases.csv:2:3 PV0603 column `event`: the map says that `appealed` is not held, but here it is "
                  "(take it out of `not-held`, or the row out of the table)"));
}

TEST_F(ReadCases, RefusesACaseThatComesTwice) {
  EXPECT_THAT(
      problems("Area,In,Out,Short,OK,Fee\n"
               "A,2020-01-06,,,,\n"
               "B,2020-01-06,,,,\n"
               "A,2020-01-07,,,,\n",
               std::string(kTableMap)),
      ElementsAre("cases.csv:4:1 PV0603 column `Area`: the case `A` is in row 2 already, and again in row 4 (a table "
                  "of cases has one row for each; give each case an id of its own)"));
}

TEST_F(ReadCases, RefusesADerivedDateOutsideTheCalendar) {
  EXPECT_THAT(
      problems("Area,In,Out,Short,OK,Fee\nA,2021-12-31,,y,,\n", std::string(kTableMap)),
      ElementsAre("cases.csv:2:3 PV0603 column `In`: calendar `plain` knows 2019 to 2021 only, and 2 working days "
                  "after 31 December 2021 needs a day outside; add the missing year to the calendar"));
}

TEST_F(ReadCases, AddsTheTableToTheSourcesOnlyWhereSomethingIsWrong) {
  const std::size_t before = rules_->sources.size();
  cases("case,event,on\nA,applied,2020-01-06\n");
  EXPECT_EQ(rules_->sources.size(), before);
  problems("case,event,on\nA,applied,soon\n");
  EXPECT_EQ(rules_->sources.size(), before + 1);
}

// However the rows are mixed, each case has its own, in their order.
TEST_F(ReadCases, GroupsRowsAsASlowReaderWould) {
  rc::check([&] {
    const auto rows = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(0, 8), rc::gen::inRange(0, 20)));
    std::string table = "case,event,on,fee\n";
    std::vector<int> order;
    std::map<int, std::vector<std::pair<int, int>>> expected;  // by case: day and number of the row
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto [number, day] = rows[i];
      table += fmt::format("c{},applied,2020-01-{:02},{}\n", number, day + 1, i);
      if (expected[number].empty()) order.push_back(number);
      expected[number].emplace_back(day, static_cast<int>(i));
    }
    std::vector<std::string> texts;
    for (const int number : order) {
      auto& own = expected[number];
      std::sort(own.begin(), own.end());
      std::string text = fmt::format("c{}:", number);
      for (const auto& [day, row] : own) {
        text += fmt::format("{} applied 2020-01-{:02} fee={}", text.back() == ':' ? "" : ";", day + 1, row);
      }
      texts.push_back(text);
    }
    const Reading reading = read_table(*rules_, table);
    RC_ASSERT(reading.cases.has_value());
    RC_ASSERT(case_texts(*rules_, *reading.cases) == texts);
  });
}

}  // namespace
}  // namespace proviso::replay
