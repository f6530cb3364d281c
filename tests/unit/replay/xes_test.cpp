// SPDX-License-Identifier: Apache-2.0
// Event logs in XES: what becomes a row, what is passed over, and what is refused at which place.
#include "engine/replay/xes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/unit/replay/rules_fixture.h"

namespace proviso::replay {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string log_of(std::string_view inside) {
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log xes.version=\"1.0\">\n{}</log>\n", inside);
}

/// The rows, each with its cells that are not empty as `column=cell`.
std::vector<std::string> rows_of(XesReader& log) {
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  while (log.next()) {
    if (columns.empty()) {
      columns.assign(log.cells().begin(), log.cells().end());
      continue;
    }
    std::string row = fmt::format("{}{}:", log.line(), log.is_case_only() ? " case" : "");
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!log[i].empty()) row += fmt::format(" {}={}", columns[i], log[i]);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::string> problems_of(std::string_view text) {
  const XesReader log(text);
  std::vector<std::string> problems;
  for (const XesProblem& problem : log.problems()) {
    problems.push_back(fmt::format("{}: {} ({})",
                                   text.substr(problem.bytes.first, problem.bytes.second - problem.bytes.first),
                                   problem.message, problem.help));
  }
  return problems;
}

TEST(Xes, KnowsALogByItsNameOrItsBeginning) {
  EXPECT_TRUE(is_xes("a/log.xes", ""));
  EXPECT_TRUE(is_xes("log.xes.gz", ""));
  EXPECT_TRUE(is_xes("-", "<?xml version=\"1.0\"?><log/>"));
  EXPECT_TRUE(is_xes("-", "\xEF\xBB\xBF \n<log>"));
  EXPECT_FALSE(is_xes("log.csv", "case,event,on\n"));
  EXPECT_FALSE(is_xes("xes", "<5 days,event"));
  EXPECT_FALSE(is_xes("-", ""));
}

TEST(Xes, MakesARowOfEachEventWithTheAttributesOfItsTrace) {
  XesReader log(
      log_of("  <extension name=\"Time\" prefix=\"time\" uri=\"x\"/>\n"
             "  <global scope=\"event\"><string key=\"concept:name\" value=\"never\"/></global>\n"
             "  <string key=\"concept:name\" value=\"the log's own name\"/>\n"
             "  <trace>\n"
             "    <string key=\"concept:name\" value=\"A &amp; B\"/>\n"
             "    <event>\n"
             "      <string key=\"concept:name\" value=\"asked\"/>\n"
             "      <date key=\"time:timestamp\" value=\"2020-01-06T10:00:00+01:00\"/>\n"
             "      <int key=\"fee\" value=\"12\"><string key=\"nested\" value=\"passed over\"/></int>\n"
             "      <list key=\"things\"><values><string key=\"thing\" value=\"passed over\"/></values></list>\n"
             "    </event>\n"
             "    <event>\n"
             "      <boolean key=\"granted\" value=\"true\"/>\n"
             "    </event>\n"
             "    <date key=\"deadline\" value=\"2020-02-01\"/>\n"
             "  </trace>\n"
             "  <trace><id key=\"concept:name\" value=\"C\"/></trace>\n"));
  EXPECT_THAT(log.problems(), IsEmpty());
  EXPECT_THAT(
      rows_of(log),
      ElementsAre("8: case:concept:name=A & B concept:name=asked time:timestamp=2020-01-06T10:00:00+01:00 "
                  "fee=12 case:deadline=2020-02-01",
                  "14: case:concept:name=A & B granted=true case:deadline=2020-02-01", "19 case: case:concept:name=C"));
  EXPECT_FALSE(log.next());
}

TEST(Xes, ReadsALogWithoutTraces) {
  XesReader log("<log/>");
  EXPECT_THAT(log.problems(), IsEmpty());
  EXPECT_THAT(rows_of(log), IsEmpty());
}

TEST(Xes, ReadsPrefixedTagsAndOtherEncodings) {
  XesReader prefixed(
      "<xes:log xmlns:xes=\"x\"><xes:trace><xes:string key=\"concept:name\" value=\"A\"/></xes:trace></xes:log>");
  EXPECT_THAT(rows_of(prefixed), ElementsAre("1 case: case:concept:name=A"));
  XesReader latin(
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><log><trace><string key=\"concept:name\" value=\"caf\xE9\"/>"
      "</trace></log>");
  EXPECT_THAT(rows_of(latin), ElementsAre("1 case: case:concept:name=café"));
}

TEST(Xes, SaysWhatIsNotInOrder) {
  EXPECT_THAT(
      problems_of("<html><body/></html>"),
      ElementsAre("<html>: the file is XML, but no event log: it begins with `<html>` (an event log begins with "
                  "`<log>`; export it as XES)"));
  EXPECT_THAT(problems_of(log_of("<event/>")),
              ElementsAre("<event/>: an event outside any trace belongs to no case (put it into a `<trace>`)"));
  EXPECT_THAT(
      problems_of(log_of("<trace><string value=\"A\"/><event><int key=\"fee\"/></event></trace>")),
      ElementsAre("<string value=\"A\"/>: `<string>` has no `key` (every attribute of a log has a key and a value)",
                  "<int key=\"fee\"/>: `<int>` has no `value` (every attribute of a log has a key and a value)"));
  EXPECT_THAT(
      problems_of(log_of("<trace><event><int key=\"fee\" value=\"1\"/><int key=\"fee\" value=\"2\"/></event>"
                         "<event><int key=\"fee\" value=\"3\"/></event></trace>")),
      ElementsAre("<int key=\"fee\" value=\"2\"/>: the attribute `fee` is given twice (take one of the two out)"));
}

TEST(Xes, SaysWhereXmlBreaks) {
  EXPECT_THAT(problems_of("<log><trace></log>"),
              ElementsAre(HasSubstr("the log is not well-formed XML: mismatched tag")));
  EXPECT_THAT(problems_of("<log><trace>"), ElementsAre(HasSubstr("the log is not well-formed XML")));
  EXPECT_THAT(problems_of(""), ElementsAre(HasSubstr("the log is not well-formed XML: no element found")));
  EXPECT_THAT(problems_of(std::string_view("<log>\0</log>", 12)), SizeIs(1));
}

TEST(Xes, ReadsNoEntities) {
  const std::string bomb =
      "<!DOCTYPE log [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
      "<log><trace><string key=\"concept:name\" value=\"&b;\"/></trace></log>";
  EXPECT_THAT(problems_of(bomb), ElementsAre(HasSubstr("the log declares the entity `a`")));
}

TEST(Xes, GivesMostOfItsManyProblems) {
  std::string events;
  for (int i = 0; i < 1000; ++i) events += "<event/>";
  EXPECT_THAT(problems_of(log_of(events)), SizeIs(100));
}

std::unique_ptr<Rules> permit_rules_in_rome() {
  return compile("rules/permits.proviso", R"(framework permits "Permits"
  in force from 1 January 2000
  time zone "Europe/Rome"

party office "the office"

fact fee      : number
fact granted  : yes/no
fact deadline : date

event received "comes in" by office
  records fee, deadline
event decided "is decided" by office
  records granted
event closed "is closed" by office
)",
                 nullptr);
}

constexpr std::string_view kTrace =
    "<trace>\n"
    "<string key=\"concept:name\" value=\"A\"/>\n"
    "<date key=\"deadline\" value=\"2020-07-31T23:30:00Z\"/>\n"
    "<date key=\"end\" value=\"2020-03-02T12:00:00.250+01:00\"/>\n"
    "<event><string key=\"concept:name\" value=\"received\"/>"
    "<date key=\"time:timestamp\" value=\"2020-01-06T23:30:00Z\"/><float key=\"fee\" value=\"12.0\"/>"
    "<string key=\"lifecycle:transition\" value=\"complete\"/></event>\n"
    "<event><string key=\"concept:name\" value=\"decided\"/>"
    "<date key=\"time:timestamp\" value=\"2020-01-07T23:30:00Z\"/><boolean key=\"granted\" value=\"false\"/>"
    "<string key=\"lifecycle:transition\" value=\"start\"/></event>\n"
    "</trace>\n";

TEST(ReadLogs, TakesALogWithoutAMap) {
  const auto rules = permit_rules_in_rome();
  ASSERT_TRUE(rules);
  const Reading reading = read_table(*rules, log_of(kTrace));
  EXPECT_THAT(reading.problems, IsEmpty());
  ASSERT_TRUE(reading.cases);
  EXPECT_THAT(case_texts(*rules, *reading.cases),
              ElementsAre("A: received 2020-01-07T00:30 fee=12; decided 2020-01-08T00:30 granted=no"));
}

TEST(ReadLogs, TakesTheAttributesOfTracesWithAMap) {
  const auto rules = permit_rules_in_rome();
  ASSERT_TRUE(rules);
  const Reading reading = read_table(*rules, log_of(kTrace),
                                     "form: events\n"
                                     "columns: {case: [case, 'case:concept:name']}\n"
                                     "facts: {deadline: {column: 'case:deadline'}}\n"
                                     "case-events:\n"
                                     "  - {event: closed, on: 'case:end'}\n");
  EXPECT_THAT(reading.problems, IsEmpty());
  ASSERT_TRUE(reading.cases);
  // The deadline belongs to the case and stands on each of its rows: the event that records it takes it.
  EXPECT_THAT(
      case_texts(*rules, *reading.cases),
      ElementsAre("A: received 2020-01-07T00:30 deadline=1 August 2020 fee=12; decided 2020-01-08T00:30 granted=no; "
                  "closed 2020-03-02T12:00"));
}

TEST(ReadLogs, PassesOverRowsThatTheMapDoesNotWant) {
  const auto rules = permit_rules_in_rome();
  ASSERT_TRUE(rules);
  const Reading reading =
      read_table(*rules, log_of(kTrace), "form: events\nonly-if: {column: 'lifecycle:transition', is: complete}\n");
  EXPECT_THAT(reading.problems, IsEmpty());
  ASSERT_TRUE(reading.cases);
  EXPECT_THAT(case_texts(*rules, *reading.cases), ElementsAre("A: received 2020-01-07T00:30 fee=12"));
}

TEST(ReadLogs, KeepsCasesWithoutEvents) {
  const auto rules = permit_rules_in_rome();
  ASSERT_TRUE(rules);
  const std::string log = log_of(
      "<trace><string key=\"concept:name\" value=\"A\"/><date key=\"end\" value=\"2020-03-02T12:00:00Z\"/></trace>"
      "<trace><string key=\"concept:name\" value=\"B\"/></trace>");
  const Reading without = read_table(*rules, log);
  EXPECT_THAT(without.problems, IsEmpty());
  ASSERT_TRUE(without.cases);
  EXPECT_THAT(case_texts(*rules, *without.cases), ElementsAre("A:", "B:"));
  const Reading with = read_table(*rules, log, "form: events\ncase-events:\n  - {event: closed, on: 'case:end'}\n");
  ASSERT_TRUE(with.cases);
  EXPECT_THAT(case_texts(*rules, *with.cases), ElementsAre("A: closed 2020-03-02T13:00", "B:"));
}

TEST(ReadLogs, RefusesWhatItCannotRead) {
  const auto rules = permit_rules_in_rome();
  ASSERT_TRUE(rules);
  EXPECT_THAT(read_table(*rules, "<log><trace></log>").problems,
              ElementsAre(AllOf(HasSubstr("PV0604"), HasSubstr("mismatched tag"))));
  EXPECT_THAT(
      read_table(*rules, log_of("<trace><event>\n<string key=\"concept:name\" value=\"recieved\"/></event></trace>"))
          .problems,
      ElementsAre(HasSubstr("every row belongs to a case"), HasSubstr("an event needs its date"),
                  HasSubstr("did you mean `received`")));
  EXPECT_THAT(read_table(*rules, log_of(kTrace), "form: events\ncolumns: {event: activity}\n").problems,
              ElementsAre(HasSubstr("has no column `activity`")));
  EXPECT_THAT(
      read_table(*rules, log_of(kTrace), "form: table\ncase: id\nevents:\n  - {event: closed, on: end}\n").problems,
      ElementsAre(AllOf(HasSubstr("PV0604"), HasSubstr("with --events"))));
}

TEST(ReadLogs, NeedsTheTimeZoneOfTheRules) {
  const auto rules = permit_rules();
  ASSERT_TRUE(rules);
  EXPECT_THAT(read_table(*rules, log_of(kTrace)).problems,
              testing::Contains(HasSubstr("names no time zone, so a timestamp does not say which day it is")));
}

}  // namespace
}  // namespace proviso::replay
