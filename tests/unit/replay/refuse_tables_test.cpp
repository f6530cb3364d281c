// SPDX-License-Identifier: Apache-2.0
// What a table or its map may not have: refused at which row and column, in which words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/unit/replay/read_cases_fixture.h"

namespace proviso::replay {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

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
              ElementsAre("cases.csv:1:1 PV0602 the cells of this table are divided by semicolons (save the table with "
                          "commas)"));
  EXPECT_THAT(
      problems("case\tevent\ton\n"),
      ElementsAre("cases.csv:1:1 PV0602 the cells of this table are divided by tabs (save the table with commas)"));
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
                  "after 31 December 2021 needs a day outside; add 2022 to `plain.yaml`"));
}

TEST_F(ReadCases, AddsTheTableToTheSourcesOnlyWhereSomethingIsWrong) {
  const std::size_t before = rules_->sources.size();
  cases("case,event,on\nA,applied,2020-01-06\n");
  EXPECT_EQ(rules_->sources.size(), before);
  problems("case,event,on\nA,applied,soon\n");
  EXPECT_EQ(rules_->sources.size(), before + 1);
}

}  // namespace
}  // namespace proviso::replay
