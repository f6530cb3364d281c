// SPDX-License-Identifier: Apache-2.0
// Maps of spreadsheets in both forms, their mistakes, and the dates of cells.
#include "engine/documents/map_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/civil_date.h"
#include "tests/unit/documents/document.h"

namespace proviso {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(MapDocument, ReadsTheEventsForm) {
  const auto read = read_document(
      "form: events\n"
      "framework: send-inspection-2016\n"
      "dates: day/month/year\n"
      "columns: {case: Ref, event: What happened, on: When, recorded: Entered, id: Key, time: Clock, for: Whom}\n"
      "event-names: {\"Letter out\": letter-published, 'On site': onsite-start}\n"
      "facts:\n"
      "  progress: {column: Outcome, values: {Yes: sufficient, Some: insufficient}}\n"
      "  weaknesses: {column: Weaknesses, separator: \"; \", values: {none: []}}\n"
      "not-held: [letter-received]\n",
      read_map);
  ASSERT_TRUE(read.value.has_value()) << read.rendered;
  const MapDocument& map = *read.value;
  EXPECT_EQ(map.form, MapDocument::Form::kEvents);
  EXPECT_EQ(map.framework->text, "send-inspection-2016");
  EXPECT_EQ(map.dates, CellDates::kDayMonthYear);
  EXPECT_EQ(map.case_columns.front().text, "Ref");
  EXPECT_EQ(map.event_columns.front().text, "What happened");
  EXPECT_EQ(map.on_columns.front().text, "When");
  EXPECT_EQ(map.recorded_columns.front().text, "Entered");
  EXPECT_EQ(map.id_columns.front().text, "Key");
  EXPECT_EQ(map.time_columns.front().text, "Clock");
  EXPECT_EQ(map.for_columns.front().text, "Whom");
  ASSERT_EQ(map.event_names.size(), 2U);
  EXPECT_EQ(map.event_names[0].cell.text, "Letter out");
  EXPECT_EQ(map.event_names[0].event.text, "letter-published");
  ASSERT_EQ(map.facts.size(), 2U);
  ASSERT_EQ(map.facts[0].values.size(), 2U);
  EXPECT_EQ(map.facts[0].values[0].cell.text, "Yes");
  EXPECT_EQ(map.facts[0].values[0].value.text, "sufficient");
  EXPECT_EQ(map.facts[1].separator->text, "; ");
  EXPECT_EQ(map.facts[1].values[0].value.kind, YamlValue::Kind::kSequence);
  EXPECT_EQ(map.not_held.front().text, "letter-received");
}

TEST(MapDocument, NeedsOnlyItsForm) {
  const auto read = read_document("form: events\n", read_map);
  ASSERT_TRUE(read.value.has_value()) << read.rendered;
  EXPECT_EQ(read.value->case_columns.front().text, "case");
  EXPECT_EQ(read.value->event_columns.front().text, "event");
  EXPECT_EQ(read.value->on_columns.front().text, "on");
  EXPECT_TRUE(read.value->recorded_columns.empty() && read.value->id_columns.empty());
  EXPECT_TRUE(read.value->time_columns.empty() && read.value->for_columns.empty());
  EXPECT_FALSE(read.value->only_if.has_value());
  EXPECT_TRUE(read.value->events.empty());
  EXPECT_EQ(read.value->dates, CellDates::kIso);
}

TEST(MapDocument, TakesSeveralColumnsAndWhatStandsWithTheCase) {
  const auto read = read_document(
      "form: events\n"
      "columns: {case: [Ref, 'case:concept:name'], id: Key}\n"
      "only-if: {column: 'lifecycle:transition', is: complete}\n"
      "case-events:\n"
      "  - {event: received, on: 'case:start', with: {size: {column: 'case:size'}}}\n",
      read_map);
  ASSERT_TRUE(read.value.has_value()) << read.rendered;
  ASSERT_EQ(read.value->case_columns.size(), 2U);
  EXPECT_EQ(read.value->case_columns[1].text, "case:concept:name");
  EXPECT_EQ(read.value->id_columns.front().text, "Key");
  EXPECT_EQ(read.value->only_if->is.text, "complete");
  ASSERT_EQ(read.value->events.size(), 1U);
  EXPECT_EQ(read.value->events.front().with.front().column.text, "case:size");
}

TEST(MapDocument, RefusesEmptyLists) {
  const auto columns = read_document("form: events\ncolumns: {case: []}\n", read_map);
  EXPECT_FALSE(columns.value.has_value());
  EXPECT_NE(columns.rendered.find("`case` is an empty list"), std::string::npos) << columns.rendered;
  const auto events = read_document("form: events\ncase-events: []\n", read_map);
  EXPECT_FALSE(events.value.has_value());
  EXPECT_NE(events.rendered.find("`case-events` is an empty list"), std::string::npos) << events.rendered;
}

TEST(MapDocument, ReadsTheTableForm) {
  const auto read = read_document(
      "form: table\n"
      "case: LA code\n"
      "as-of: 2022-08-31\n"
      "events:\n"
      "  - {event: onsite-start, on: Inspection start}\n"
      "  - event: onsite-end\n"
      "    on: Inspection start\n"
      "    plus: 4 calendar days\n"
      "    assumed: \"inspections last a working week\"\n"
      "  - event: announcement-call\n"
      "    on: Inspection start\n"
      "    minus: 5 working days\n"
      "    assumed: \"the call comes five working days before\"\n"
      "  - event: revisit-letter-published\n"
      "    on: Revisit published\n"
      "    only-if: {column: WSOA, is: Yes}\n"
      "    with:\n"
      "      progress: {column: Revisit outcome, values: {All: sufficient, Some: insufficient}}\n",
      read_map);
  ASSERT_TRUE(read.value.has_value()) << read.rendered;
  const MapDocument& map = *read.value;
  EXPECT_EQ(map.form, MapDocument::Form::kTable);
  EXPECT_EQ(map.case_columns.front().text, "LA code");
  EXPECT_EQ(map.as_of, make_date(2022, 8, 31));
  ASSERT_EQ(map.events.size(), 4U);
  EXPECT_FALSE(map.events[0].shift.has_value());
  EXPECT_FALSE(map.events[0].assumed.has_value());
  EXPECT_EQ(map.events[1].shift->duration, (Duration{4, Unit::kCalendarDays}));
  EXPECT_FALSE(map.events[1].shift->before);
  EXPECT_EQ(map.events[1].assumed->text, "inspections last a working week");
  EXPECT_TRUE(map.events[2].shift->before);
  EXPECT_EQ(map.events[3].only_if->column.text, "WSOA");
  EXPECT_EQ(map.events[3].only_if->is.text, "Yes");
  ASSERT_EQ(map.events[3].with.size(), 1U);
  EXPECT_EQ(map.events[3].with.front().column.text, "Revisit outcome");
}

TEST(MapDocument, ADerivedDateMustSayWhy) {
  const auto read = read_document("form: table\ncase: c\nevents:\n  - {event: a, on: b, plus: 1 week}\n", read_map);
  EXPECT_FALSE(read.value.has_value());
  EXPECT_THAT(read.problems, ElementsAre("PV0506 4:29"));
  EXPECT_THAT(read.rendered, HasSubstr("say why the date may be taken so"));
}

TEST(MapDocument, ReportsEveryMistakeAtOnce) {
  const auto read = read_document(
      "form: table\n"
      "cases: c\n"
      "dates: dd/mm/yyyy\n"
      "events:\n"
      "  - {event: a, on: b, plus: 4 days, assumed: x}\n"
      "  - {event: a, on: b, plus: 1 week, minus: 1 week, assumed: x}\n"
      "  - {event: a, only-if: {column: c, was: d}}\n"
      "  - {event: a, on: b, with: {f: {values: {x: }}, g: h}}\n"
      "  - {event: a, on: b, with: [f]}\n",
      read_map);
  EXPECT_FALSE(read.value.has_value());
  EXPECT_THAT(read.problems,
              ElementsAre("PV0506 1:1", "PV0505 2:1", "PV0507 3:8", "PV0507 5:29", "PV0507 6:44", "PV0506 7:5",
                          "PV0506 7:25", "PV0505 7:37", "PV0506 8:33", "PV0507 8:43", "PV0507 8:53", "PV0507 9:29"))
      << read.rendered;
  EXPECT_THAT(read.rendered, HasSubstr("write `4 working days` or `4 calendar days`"));
  EXPECT_THAT(read.rendered, HasSubstr("`day/month/year`"));
}

TEST(MapDocument, ReportsWhatBelongsToTheOtherForm) {
  const auto read = read_document("form: events\nevents:\n  - {event: a, on: b}\n", read_map);
  EXPECT_THAT(read.problems, ElementsAre("PV0505 2:1"));
  EXPECT_THAT(read.rendered, HasSubstr("a map of form `events` has no key `events`"));
}

TEST(MapDocument, MustSayItsForm) {
  EXPECT_THAT(read_document("columns: {case: a}\n", read_map).problems, ElementsAre("PV0506 1:1"));
  const auto misspelt = read_document("form: tabel\n", read_map);
  EXPECT_THAT(misspelt.problems, ElementsAre("PV0507 1:7"));
  EXPECT_THAT(misspelt.rendered, HasSubstr("did you mean `table`?"));
  EXPECT_THAT(read_document("- a\n", read_map).problems, ElementsAre("PV0507 1:1"));
  EXPECT_THAT(read_document("form: table\ncase: a\nevents: []\n", read_map).problems, ElementsAre("PV0507 3:9"));
}

TEST(CellDate, IsReadInTheWayTheMapSays) {
  const auto sixth_of_may = make_date(2017, 5, 6);
  EXPECT_EQ(parse_cell_date("2017-05-06", CellDates::kIso)->day, sixth_of_may);
  EXPECT_EQ(parse_cell_date("06/05/2017", CellDates::kDayMonthYear)->day, sixth_of_may);
  EXPECT_EQ(parse_cell_date("6/5/2017", CellDates::kDayMonthYear)->day, sixth_of_may);
  EXPECT_EQ(parse_cell_date("5/6/2017", CellDates::kMonthDayYear)->day, sixth_of_may);
  EXPECT_EQ(parse_cell_date("2017-05-06T10:30", CellDates::kIso)->time, std::chrono::minutes{630});
  EXPECT_EQ(parse_cell_date("06/05/2017 10:30", CellDates::kDayMonthYear)->time, std::chrono::minutes{630});
  for (const char* cell : {"", "2017-05-06", "31/02/2017", "6/13/2017", "6/5/17", "006/5/2017", "6//2017", "6/5/2017x",
                           "6/5/2017 1030", "6/5/2017 24:00", "/5/2017", "6/5/", "a/b/cdef", "6/5/2017 "}) {
    EXPECT_FALSE(parse_cell_date(cell, CellDates::kDayMonthYear).has_value()) << cell;
  }
  EXPECT_THAT(parse_cell_date("06/05/2017", CellDates::kIso), testing::Eq(std::nullopt));
  EXPECT_FALSE(parse_cell_date("2017-05-06T10:30Z", CellDates::kTimestamp).has_value());
}

TEST(Timestamp, IsAMinuteOfUniversalTime) {
  const auto half_past_eight =
      std::chrono::sys_time<std::chrono::minutes>{*make_date(2017, 5, 6)} + std::chrono::minutes{510};
  for (const char* cell :
       {"2017-05-06T08:30Z", "2017-05-06T08:30:00Z", "2017-05-06T08:30:59.999999Z", "2017-05-06T08:30:00,5Z",
        "2017-05-06T10:30+02:00", "2017-05-06T10:30:00+0200", "2017-05-06T08:30:00-00:00", "2017-05-06T00:00-08:30",
        "2017-05-05T20:45:01.2-11:45", "2017-05-07T08:29+23:59"}) {
    EXPECT_EQ(parse_timestamp(cell), half_past_eight) << cell;
  }
  for (const char* cell : {"",
                           "2017-05-06",
                           "2017-05-06T08:30",
                           "2017-05-06T08:30:00",
                           "2017-05-06 08:30Z",
                           "2017-05-06T08:30z",
                           "2017-05-06T08:30:60Z",
                           "2017-05-06T08:30:0Z",
                           "2017-05-06T08:30:00.Z",
                           "2017-05-06T08:30.5Z",
                           "2017-05-06T24:00Z",
                           "2017-02-30T08:30Z",
                           "2017-05-06T08:30+2:00",
                           "2017-05-06T08:30+02",
                           "2017-05-06T08:30+24:00",
                           "2017-05-06T08:30+02:60",
                           "2017-05-06T08:30+02:00Z",
                           "2017-05-06T08:30+02:0",
                           "2017-05-06T08:30ZZ",
                           "2017-05-06T08:30+",
                           "2017-05-06T08:30:"}) {
    EXPECT_EQ(parse_timestamp(cell), std::nullopt) << cell;
  }
}

}  // namespace
}  // namespace proviso
