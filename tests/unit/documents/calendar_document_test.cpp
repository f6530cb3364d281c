// SPDX-License-Identifier: Apache-2.0
// Calendars from YAML, and the place of each contradiction in them.
#include "engine/documents/calendar_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/civil_date.h"
#include "engine/calendar/calendar.h"
#include "engine/documents/read_file.h"
#include "tests/unit/documents/document.h"

namespace proviso {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kHead =
    "calendar: court\n"
    "title: Court days\n"
    "years: {first: 2020, last: 2021}\n"
    "weekend: [Saturday, Sunday]\n";

TEST(CalendarDocument, ReadsACalendar) {
  const auto read = read_document(std::string(kHead) +
                                      "holidays:\n"
                                      "  - {date: 2020-01-01, name: \"New Year's Day\"}\n"
                                      "uncounted:\n"
                                      "  - {from: 2020-08-01, to: 2020-08-31, name: August}\n",
                                  read_calendar);
  ASSERT_TRUE(read.value.has_value()) << read.rendered;
  EXPECT_EQ(read.value->name, "court");
  EXPECT_EQ(read.value->title, "Court days");
  EXPECT_THAT(read.value->weekend, ElementsAre(std::chrono::Saturday, std::chrono::Sunday));
  ASSERT_EQ(read.value->holidays.size(), 1U);
  EXPECT_EQ(read.value->holidays.front().name, "New Year's Day");
  ASSERT_EQ(read.value->uncounted.size(), 1U);
  EXPECT_EQ(read.value->uncounted.front().last, make_date(2020, 8, 31));
  EXPECT_TRUE(Calendar::build(*read.value).has_value());
}

TEST(CalendarDocument, ReadsEngland) {
  const auto text = read_text_file(PROVISO_SOURCE_DIR "/rules/calendars/england.yaml", 1'000'000);
  ASSERT_TRUE(text.has_value());
  const auto read = read_document(*text, read_calendar);
  ASSERT_TRUE(read.value.has_value()) << read.rendered;
  EXPECT_EQ(read.value->holidays.size(), 139U);
  EXPECT_EQ(read.value->first_year, 2014);
  EXPECT_EQ(read.value->last_year, 2030);
}

TEST(CalendarDocument, ReportsEveryContradictionAtItsPlace) {
  const auto read = read_document(std::string(kHead) +
                                      "holidays:\n"
                                      "  - {date: 2020-01-01, name: A}\n"
                                      "  - {date: 2020-01-04, name: Saturday}\n"
                                      "  - {date: 2020-01-02, name: B}\n"
                                      "  - {date: 2020-01-01, name: A again}\n"
                                      "  - {date: 2022-01-03, name: Outside}\n"
                                      "uncounted:\n"
                                      "  - {from: 2020-08-01, to: 2020-08-31, name: August}\n"
                                      "  - {from: 2020-08-31, to: 2020-09-02, name: Overlap}\n"
                                      "  - {from: 2020-11-02, to: 2020-11-01, name: Backwards}\n",
                                  read_calendar);
  EXPECT_FALSE(read.value.has_value());
  EXPECT_THAT(read.problems, ElementsAre("PV0511 7:12", "PV0511 9:12", "PV0511 10:12", "PV0511 13:12", "PV0511 14:12"));
  EXPECT_THAT(read.rendered, HasSubstr("1 January 2020 is a holiday twice"));
  EXPECT_THAT(read.rendered, HasSubstr("periods `August` and `Overlap` overlap"));
}

TEST(CalendarDocument, ReportsWhatIsWrongWithItsHead) {
  const auto with = [](std::string name, std::string years, std::string weekend) {
    return read_document(
               fmt::format("calendar: {}\ntitle: T\nyears: {}\nweekend: {}\nholidays: []\n", name, years, weekend),
               read_calendar)
        .problems;
  };
  const std::string years = "{first: 2020, last: 2021}";
  EXPECT_THAT(with("a", years, "[]"), ElementsAre());
  EXPECT_THAT(with("A", years, "[]"), ElementsAre("PV0511 1:11"));
  EXPECT_THAT(with("a", "{first: 2021, last: 2020}", "[]"), ElementsAre("PV0511 3:8"));
  EXPECT_THAT(with("a", "{first: 1500, last: 2020}", "[]"), ElementsAre("PV0511 3:8"));
  EXPECT_THAT(with("a", "{first: 1600, last: 2100}", "[]"), ElementsAre("PV0511 3:8"));
  EXPECT_THAT(with("a", "{first: 99999999999999999999, last: 20170}", "[]"), ElementsAre("PV0507 3:16", "PV0507 3:44"));
  EXPECT_THAT(with("a", "{first: 02020, last: x}", "[]"), ElementsAre("PV0507 3:16", "PV0507 3:29"));
  EXPECT_THAT(with("a", years, "[Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]"),
              ElementsAre("PV0511 4:10"));
  EXPECT_THAT(with("a", years, "[Sunday, Sonday, Sunday]"), ElementsAre("PV0507 4:19", "PV0511 4:27"));
  EXPECT_THAT(with("a", years, "Sunday"), ElementsAre("PV0507 4:10"));
}

TEST(CalendarDocument, ReportsKeysAndDates) {
  const auto read = read_document(
      "calendar: a\n"
      "years: {first: 2020, end: 2021}\n"
      "weekends: []\n"
      "holidays:\n"
      "  - {date: 2020-02-30, name: A}\n"
      "  - {date: 2020-02-03}\n"
      "  - {dat: 2020-02-03, name: B}\n"
      "  - 2020-05-05\n"
      "uncounted:\n"
      "  - {from: 2020-08-01, until: 2020-08-02, name: P}\n",
      read_calendar);
  EXPECT_FALSE(read.value.has_value());
  EXPECT_THAT(read.problems,
              ElementsAre("PV0506 1:1", "PV0506 1:1", "PV0506 2:8", "PV0505 2:22", "PV0505 3:1", "PV0508 5:12",
                          "PV0506 6:5", "PV0506 7:5", "PV0505 7:6", "PV0507 8:5", "PV0506 10:5", "PV0505 10:24"))
      << read.rendered;
}

}  // namespace
}  // namespace proviso
