// SPDX-License-Identifier: Apache-2.0
// Calendars, used files, and other ways to write the same.
#include "engine/calendar/calendar.h"
#include "tests/unit/change/versions.h"

namespace proviso {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

CalendarData plain() {
  CalendarData data;
  data.name = "england";
  data.title = "England";
  data.weekend = {std::chrono::Saturday, std::chrono::Sunday};
  data.holidays = {{Date{2024y / 5 / 6}, "Early May bank holiday"}, {Date{2024y / 12 / 25}, "Christmas Day"}};
  data.uncounted = {{Date{2024y / 8 / 1}, Date{2024y / 8 / 31}, "August"}};
  data.first_year = 2024;
  data.last_year = 2025;
  return data;
}

std::vector<std::string> with_calendars(CalendarData before, CalendarData now) {
  const auto old_version = read_version(kPermits, "x.proviso");
  const auto new_version = read_version(kPermits, "x.proviso");
  const auto built = [](CalendarData data) {
    return std::make_shared<const Calendar>(Calendar::build(std::move(data)).value());
  };
  old_version->calendars.working = built(std::move(before));
  new_version->calendars.working = built(std::move(now));
  return sentences(change::diff(old_version->version(), new_version->version()));
}

TEST(Calendars, AlikeAreNoChange) {
  CalendarData other = plain();
  other.title = "Another title";
  std::reverse(other.holidays.begin(), other.holidays.end());
  EXPECT_THAT(with_calendars(plain(), other), IsEmpty());
}

TEST(Calendars, HolidaysAreSaidByNameAndDate) {
  CalendarData now = plain();
  now.holidays = {{Date{2024y / 5 / 6}, "May Day"}, {Date{2024y / 6 / 7}, "A new holiday"}};
  // 6 May 2024 is a Monday, 7 June a Friday, 25 December a Wednesday.
  EXPECT_THAT(
      with_calendars(plain(), now),
      ElementsAre("calendar `england`: the holiday on Monday 6 May 2024 is called \"May Day\" instead of \"Early May "
                  "bank holiday\"",
                  "calendar `england`: Friday 7 June 2024 is a holiday now, \"A new holiday\"",
                  "calendar `england`: Wednesday 25 December 2024 is no holiday any more; it was \"Christmas Day\""));
}

TEST(Calendars, PeriodsWeekendAndYears) {
  CalendarData now = plain();
  now.uncounted = {{Date{2024y / 8 / 1}, Date{2024y / 8 / 15}, "August"}};
  now.weekend = {std::chrono::Sunday};
  now.last_year = 2026;
  now.holidays.push_back({Date{2026y / 12 / 25}, "Christmas Day"});  // of a year that only one of them knows
  EXPECT_THAT(
      with_calendars(plain(), now),
      ElementsAre("calendar `england`: it knows the years 2024 to 2026 instead of 2024 to 2025",
                  "calendar `england`: the days of the week that are no working days are Sunday instead of "
                  "Saturday and Sunday",
                  "calendar `england`: the days from 1 August 2024 to 31 August 2024, \"August\" count again",
                  "calendar `england`: the days from 1 August 2024 to 15 August 2024, \"August\" do not count now"));
}

TEST(Calendars, AnotherOneIsSaidInTheHeader) {
  CalendarData now = plain();
  now.name = "scotland";
  now.holidays.clear();
  const auto before = read_version(kPermits, "x.proviso");
  const auto after = read_version(with(kPermits, "calendar england", "calendar scotland"), "x.proviso");
  before->calendars.working = std::make_shared<const Calendar>(Calendar::build(plain()).value());
  after->calendars.working = std::make_shared<const Calendar>(Calendar::build(now).value());
  EXPECT_THAT(sentences(change::diff(before->version(), after->version())),
              ElementsAre("the calendar of the framework is `scotland` instead of `england`"));
}

TEST(UsedFiles, OrWrittenOutAreTheSame) {
  const std::string rules = file_text(repository() / "rules/council-complaint.proviso");
  const std::string shared = file_text(repository() / "rules/shared/send-law.proviso");
  const change::Changes changes =
      changes_of(rules, with(rules, "use \"shared/send-law.proviso\"", shared), "rules/council-complaint.proviso");
  EXPECT_THAT(sentences(changes), IsEmpty());
}

TEST(UsedFiles, ThatSaySomethingElseAreAChange) {
  const std::string rules = file_text(repository() / "rules/council-complaint.proviso");
  const std::string shared = file_text(repository() / "rules/shared/send-law.proviso");
  const change::Changes changes = changes_of(
      rules, with(rules, "use \"shared/send-law.proviso\"", with(shared, "\"the local authority\"", "\"the council\"")),
      "rules/council-complaint.proviso");
  EXPECT_THAT(
      sentences(changes),
      ElementsAre("the title of party `local-authority` is \"the council\" instead of \"the local authority\""));
}

TEST(Writing, BracketsLayoutAndDefaultTitlesMeanNothing) {
  EXPECT_THAT(sentences(permits_with("if complete go to deciding", "if (complete) go to deciding")), IsEmpty());
  EXPECT_THAT(sentences(permits_with("stage closed \"Closed\"", "stage closed\n\n\n   \"Closed\" # the end")),
              IsEmpty());
  EXPECT_THAT(sentences(changes_of(with(kPermits, "source act \"The Permits Act\"", "source act"),
                                   with(kPermits, "source act \"The Permits Act\"", "source act \"act\""))),
              IsEmpty());
}

}  // namespace
}  // namespace proviso
