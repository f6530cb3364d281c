// SPDX-License-Identifier: Apache-2.0
// From a table to cases: what is bound to what.
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
#include "tests/unit/replay/read_cases_fixture.h"

namespace proviso::replay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

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

// However the rows are mixed, each case has its own, in their order.
TEST_F(ReadCases, GroupsRowsAsASlowReaderWould) {
  EXPECT_TRUE(rc::check([&] {
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
  }));
}

}  // namespace
}  // namespace proviso::replay
