// SPDX-License-Identifier: Apache-2.0
// The calculator.
#include "tests/unit/cli/cli_test.h"

#include <filesystem>

namespace proviso {
namespace {

using Deadline = Cli;

TEST_F(Deadline, SeventyWorkingDaysFromTheFifthOfMay2017) {
  const ProcessResult result = proviso({"deadline", "2017-05-05", "70 working days"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.out, "Monday 14 August 2017\n");
  EXPECT_EQ(result.err, "");
}

TEST_F(Deadline, DatesAndDurationsMayBeWrittenAsPeopleWriteThem) {
  EXPECT_EQ(proviso({"deadline", "5 May 2017", "70", "working", "days"}).out, "Monday 14 August 2017\n");
  EXPECT_EQ(proviso({"deadline", "Friday 5 May 2017", "1 working day"}).out, "Monday 8 May 2017\n");
  EXPECT_EQ(proviso({"deadline", "2017-01-31", "1 month"}).out, "Tuesday 28 February 2017\n");
}

TEST_F(Deadline, ExplainNamesEachHolidayAndCountsTheWeekends) {
  const ProcessResult result = proviso({"deadline", "2017-05-05", "70 working days", "--explain"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(
      result.out,
      AllOf(StartsWith("Monday 14 August 2017\n"), HasSubstr("day 1 is Monday 8 May 2017"),
            HasSubstr("1 holiday left out: Spring bank holiday, Monday 29 May 2017; 30 weekend days left out")));
}

TEST_F(Deadline, CountsFromEitherSide) {
  EXPECT_EQ(proviso({"deadline", "2017-05-05", "1 working day", "--beginning-with"}).out, "Friday 5 May 2017\n");
  EXPECT_EQ(proviso({"deadline", "2017-05-08", "1 working day", "--before"}).out, "Friday 5 May 2017\n");
  EXPECT_REFUSED(proviso({"deadline", "2017-05-08", "1 working day", "--before", "--beginning-with"}),
                 HasSubstr("cannot both be given"));
}

TEST_F(Deadline, RollsToTheNextWorkingDayAndSaysSo) {
  const ProcessResult result =
      proviso({"deadline", "2017-12-20", "3 calendar days", "--or-next-working-day", "--explain"});
  EXPECT_THAT(result.out, AllOf(StartsWith("Wednesday 27 December 2017\n"), HasSubstr("Saturday 23 December 2017")));
}

TEST_F(Deadline, BareDaysAreRefusedWithBothReadings) {
  EXPECT_REFUSED(proviso({"deadline", "2017-05-05", "5 days"}),
                 HasSubstr("write `5 working days` or `5 calendar days`"));
}

TEST_F(Deadline, MistakesInTheDurationAreExplained) {
  EXPECT_REFUSED(proviso({"deadline", "2017-05-05", "5 workign days"}), HasSubstr("did you mean `working days`?"));
  EXPECT_REFUSED(proviso({"deadline", "2017-05-05", "70"}), HasSubstr("has no unit"));
  EXPECT_REFUSED(proviso({"deadline", "2017-05-05", "seventy working days"}), HasSubstr("write a whole number"));
  EXPECT_REFUSED(proviso({"deadline", "2017-05-05", "-5 working days"}), HasSubstr("write a whole number"));
  EXPECT_REFUSED(proviso({"deadline", "2017-05-05", "99999999999 weeks"}), HasSubstr("too large"));
}

TEST_F(Deadline, DaysThatDoNotExistAreRefused) {
  EXPECT_REFUSED(proviso({"deadline", "2017-02-29", "1 week"}), HasSubstr("`2017-02-29` is not a day"));
  EXPECT_REFUSED(proviso({"deadline", "05/06/2017", "1 week"}), HasSubstr("write it like 2017-05-05"));
  EXPECT_REFUSED(proviso({"deadline", "Monday 5 May 2017", "1 week"}), HasSubstr("is not a day"));
}

TEST_F(Deadline, OnlyACountThatNeedsTheCalendarFailsOutsideIt) {
  EXPECT_REFUSED(proviso({"deadline", "2131-05-05", "5 working days"}), HasSubstr("calendar `england` knows"));
  EXPECT_EQ(proviso({"deadline", "2131-05-05", "5 calendar days"}).exit_code, 0);
}

TEST_F(Deadline, CalendarsAreFoundByNameAndByFile) {
  EXPECT_REFUSED(proviso({"deadline", "2017-05-05", "1 working day", "--calendar", "engalnd"}),
                 HasSubstr("did you mean `england`?"));
  EXPECT_REFUSED(proviso({"deadline", "2017-05-05", "1 working day", "--calendar", "none.yaml"}),
                 HasSubstr("there is no file `none.yaml`"));
  const std::string file = folder_.write("cal/daily.yaml",
                                         "calendar: daily\ntitle: Fridays off\nyears: {first: 2017, last: 2017}\n"
                                         "weekend: [Friday]\nholidays: []\n");
  EXPECT_EQ(proviso({"deadline", "2017-05-04", "1 working day", "--calendar", file}).out, "Saturday 6 May 2017\n");
  EXPECT_EQ(proviso({"deadline", "2017-05-04", "1 working day", "--calendar", "daily", "--calendars", "cal"}).out,
            "Saturday 6 May 2017\n");
  const ProcessResult found = proviso({"deadline", "2017-05-04", "1 working day", "--calendar", "daily"},
                                      {.environment = {{"PROVISO_CALENDARS", "x:cal"}}});
  EXPECT_EQ(found.out, "Saturday 6 May 2017\n") << found.err;
}

TEST_F(Deadline, CalendarsWithMistakesAreRefused) {
  const std::string file = folder_.write("bad.yaml", "calendar: bad\ncalendar: worse\n");
  EXPECT_REFUSED(proviso({"deadline", "2017-05-04", "1 working day", "--calendar", file}), HasSubstr("PV0503"));
  const std::string renamed = folder_.write("other.yaml",
                                            "calendar: daily\ntitle: t\nyears: {first: 2017, last: 2017}\n"
                                            "weekend: [Friday]\nholidays: []\n");
  EXPECT_REFUSED(proviso({"deadline", "2017-05-04", "1 working day", "--calendar", "other", "--calendars",
                          std::filesystem::path(renamed).parent_path().string()}),
                 HasSubstr("the calendar in it is `daily`"));
}

TEST_F(Deadline, FullDiskIsAnEnvironmentFailure) {
  EXPECT_EQ(proviso({"deadline", "2017-05-05", "1 week"}, {.output_path = "/dev/full"}).exit_code, 3);
}

}  // namespace
}  // namespace proviso
