// SPDX-License-Identifier: Apache-2.0
// Case files: what is read, and what is reported of a bad one, all at once.
#include "engine/documents/case_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/civil_date.h"
#include "tests/unit/documents/document.h"

namespace proviso {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(CaseDocument, ReadsACase) {
  const auto read = read_document(
      "case: area-17\n"
      "framework: send-inspection-2016\n"
      "as-of: 2017-09-01\n"
      "not-held: [letter-received, wsoa-fit]\n"
      "events:\n"
      "  - on: 2017-03-06\n"
      "    event: announcement-call\n"
      "  - on: 2017-05-05T10:30\n"
      "    event: letter-received\n"
      "    with:\n"
      "      weaknesses: [joint commissioning, \"the local offer\"]\n"
      "      count: 2\n"
      "      none: []\n"
      "    recorded: 2017-05-09T09:00\n",
      read_case);
  ASSERT_TRUE(read.value.has_value()) << read.rendered;
  const CaseDocument& document = *read.value;
  EXPECT_EQ(document.id.text, "area-17");
  EXPECT_EQ(document.framework.text, "send-inspection-2016");
  EXPECT_EQ(document.as_of, make_date(2017, 9, 1));
  ASSERT_EQ(document.not_held.size(), 2U);
  EXPECT_EQ(document.not_held[1].text, "wsoa-fit");
  ASSERT_EQ(document.events.size(), 2U);
  EXPECT_EQ(document.events[0].on.time, std::nullopt);
  const CaseEvent& event = document.events[1];
  EXPECT_EQ(event.on, (DayTime{*make_date(2017, 5, 5), std::chrono::minutes{630}}));
  EXPECT_EQ(event.event.text, "letter-received");
  ASSERT_EQ(event.with.size(), 3U);
  EXPECT_EQ(event.with[0].fact.text, "weaknesses");
  EXPECT_EQ(event.with[0].value.items[1].text, "the local offer");
  EXPECT_EQ(event.with[1].value.text, "2");
  EXPECT_TRUE(event.with[2].value.items.empty());
  EXPECT_EQ(event.recorded, (DayTime{*make_date(2017, 5, 9), std::chrono::minutes{540}}));
}

TEST(CaseDocument, ReadsRecordsInTwoTimes) {
  const auto read = read_document(
      "case: 1\n"
      "framework: f\n"
      "events:\n"
      "  - {id: 17, on: 2017-05-05, time: 09:30, event: a, for: school, recorded: 2017-05-08}\n"
      "  - corrects: 17\n"
      "    id: c1\n"
      "    on: 2017-05-04T10:00\n"
      "    event: b\n"
      "    with: {n: 2}\n"
      "    recorded: 2017-05-09T08:00\n"
      "    because: the stamp says so\n"
      "  - {withdraws: c1, id: w1, recorded: 2017-05-10, because: of another case}\n"
      "  - withdraws: x\n",
      read_case);
  ASSERT_TRUE(read.value.has_value()) << read.rendered;
  const std::vector<CaseEvent>& events = read.value->events;
  ASSERT_EQ(events.size(), 4U);
  EXPECT_EQ(events[0].id->text, "17");
  EXPECT_EQ(events[0].on, (DayTime{*make_date(2017, 5, 5), std::chrono::minutes{570}}));
  EXPECT_EQ(events[0].for_party->text, "school");
  EXPECT_FALSE(events[0].corrects || events[0].withdraws || events[0].because);
  EXPECT_EQ(events[1].corrects->text, "17");
  EXPECT_EQ(events[1].id->text, "c1");
  EXPECT_EQ(events[1].event.text, "b");
  EXPECT_EQ(events[1].on.time, std::chrono::minutes{600});
  EXPECT_EQ(events[1].because->text, "the stamp says so");
  EXPECT_EQ(events[2].withdraws->text, "c1");
  EXPECT_EQ(events[2].id->text, "w1");
  EXPECT_EQ(events[2].recorded, (DayTime{*make_date(2017, 5, 10), std::nullopt}));
  EXPECT_EQ(events[3].withdraws->text, "x");
}

TEST(CaseDocument, ReportsWhatARecordCannotHave) {
  const auto read = read_document(
      "case: 1\n"
      "framework: f\n"
      "events:\n"
      "  - {on: 2017-05-05T10:00, time: 10:00, event: a}\n"
      "  - {on: 2017-05-05, time: 24:00, event: a}\n"
      "  - {on: 2017-05-05, time: 9.30, event: a}\n"
      "  - {on: 2017-05-05, event: a, because: x}\n"
      "  - {withdraws: a, on: 2017-05-05}\n"
      "  - {withdraws: a, corrects: b, on: 2017-05-05, event: a}\n"
      "  - {corrects: a, event: a}\n"
      "  - {withdraws: , because: []}\n"
      "  - {on: 2017-05-05, event: a, id: \"\", for: [x]}\n",
      read_case);
  EXPECT_FALSE(read.value.has_value());
  EXPECT_THAT(read.problems,
              ElementsAre("PV0507 4:34", "PV0508 5:28", "PV0508 6:28", "PV0505 7:32", "PV0505 8:20", "PV0507 9:30",
                          "PV0506 10:5", "PV0507 11:6", "PV0507 11:28", "PV0507 12:36", "PV0507 12:45"))
      << read.rendered;
  EXPECT_THAT(read.rendered, HasSubstr("the time of day is given twice, in `on` and in `time`"));
  EXPECT_THAT(read.rendered, HasSubstr("`24:00` is not a time of day that `time` can have"));
  EXPECT_THAT(read.rendered, HasSubstr("a withdrawal has no key `on`"));
  EXPECT_THAT(read.rendered, HasSubstr("keep `withdraws` where the event did not happen"));
}

TEST(CaseDocument, MayHaveNoEvents) {
  const auto read = read_document("case: 1\nframework: f\nevents: []\n", read_case);
  ASSERT_TRUE(read.value.has_value()) << read.rendered;
  EXPECT_TRUE(read.value->events.empty());
}

TEST(CaseDocument, ReportsEveryMistakeAtOnce) {
  const auto read = read_document(
      "case: [a]\n"
      "frame: f\n"
      "as-of: 1 May 2017\n"
      "not-held: letter\n"
      "events:\n"
      "  - {on: 2017-02-30, event: a}\n"
      "  - {on: 2017-05-05, evnt: a}\n"
      "  - on: 2017-05-05T25:00\n"
      "    event:\n"
      "    with: {x: , y: {z: 1}, v: [[1]], w: ~}\n"
      "    recorded: today\n"
      "  - a\n"
      "  -\n"
      "  - {on: 2017-05-05, event: a, with: [b]}\n",
      read_case);
  EXPECT_FALSE(read.value.has_value());
  EXPECT_THAT(read.problems,
              ElementsAre("PV0506 1:1", "PV0507 1:7", "PV0505 2:1", "PV0508 3:8", "PV0507 4:11", "PV0508 6:10",
                          "PV0506 7:5", "PV0505 7:22", "PV0508 8:9", "PV0507 9:5", "PV0507 10:12", "PV0507 10:20",
                          "PV0507 10:32", "PV0507 10:41", "PV0508 11:15", "PV0507 12:5", "PV0507 13:3", "PV0507 14:38"))
      << read.rendered;
  EXPECT_THAT(read.rendered, HasSubstr("write 2017-05-01"));
  EXPECT_THAT(read.rendered, HasSubstr("did you mean `event`?"));
  EXPECT_THAT(read.rendered, HasSubstr("leave out a fact that is not known"));
}

TEST(CaseDocument, ReportsThirtyDigitsAsText) {
  // A fact's value is text until its type is known.
  const auto read = read_document(
      "case: 1\nframework: f\nevents:\n  - {on: 2017-05-05, event: a, with: {n: 123456789012345678901234567890}}\n",
      read_case);
  ASSERT_TRUE(read.value.has_value());
  DiagnosticReport report;
  EXPECT_FALSE(as_whole_number(read.value->events.front().with.front().value, "n", report).has_value());
  EXPECT_EQ(report.size(), 1U);
}

TEST(CaseDocument, AListIsNoCase) {
  EXPECT_THAT(read_document("- a\n", read_case).problems, ElementsAre("PV0507 1:1"));
  EXPECT_THAT(read_document("case\n", read_case).problems, ElementsAre("PV0507 1:1"));
}

TEST(CaseDocument, StopsAfterTwoHundredProblems) {
  const auto read =
      read_document("case: 1\nframework: f\nevents:\n" + repeated("  - {on: x, event: y}\n", 5000), read_case);
  EXPECT_EQ(read.problems.size(), kMostDocumentProblems);
}

}  // namespace
}  // namespace proviso
