// SPDX-License-Identifier: Apache-2.0
// From a duration and a moment to a date: published examples, dates worked by hand, and the edges.
#include "engine/calendar/deadline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <ostream>

#include "tests/unit/calendar/england.h"

namespace proviso {
namespace {

using testing::HasSubstr;
using enum Unit;
using enum Counting;

struct Sum {
  const char* from;
  Duration duration;
  Counting counting;
  const char* to;  // empty: no date

  friend std::ostream& operator<<(std::ostream& out, const Sum& sum) {
    return out << duration_text(sum.duration) << " from " << sum.from << " (" << static_cast<int>(sum.counting) << ")";
  }
};

class DeadlineSum : public testing::TestWithParam<Sum> {};

TEST_P(DeadlineSum, LeadsToTheDate) {
  const Sum& sum = GetParam();
  const auto date = count_from(&england(), day(sum.from), sum.duration, sum.counting);
  EXPECT_EQ(date ? iso_date(*date) : "", sum.to) << sum;
  EXPECT_EQ(deadline(&england(), day(sum.from), sum.duration, sum.counting, false), date);
  EXPECT_EQ(explain_deadline(&england(), day(sum.from), sum.duration, sum.counting, false).has_value(),
            date.has_value());
}

// Dates that Ofsted, the Care Quality Commission or the local area published.
INSTANTIATE_TEST_SUITE_P(Published, DeadlineSum,
                         testing::Values(Sum{"2020-02-24", {5, kWorkingDays}, kAfter, "2020-03-02"},
                                         Sum{"2023-06-26", {10, kWorkingDays}, kAfter, "2023-07-10"},
                                         Sum{"2025-10-06", {10, kWorkingDays}, kAfter, "2025-10-20"},
                                         Sum{"2021-08-31", {70, kWorkingDays}, kAfter, "2021-12-07"},
                                         Sum{"2022-02-18", {70, kWorkingDays}, kBefore, "2021-11-09"},
                                         Sum{"2022-04-14", {70, kWorkingDays}, kBefore, "2022-01-06"},
                                         Sum{"2023-07-03", {8, kWorkingDays}, kAfter, "2023-07-13"},
                                         Sum{"2023-07-03", {10, kWorkingDays}, kAfter, "2023-07-17"}));

INSTANTIATE_TEST_SUITE_P(WorkedByHand, DeadlineSum,
                         testing::Values(Sum{"2017-05-05", {70, kWorkingDays}, kAfter, "2017-08-14"},
                                         Sum{"2017-03-17", {33, kWorkingDays}, kAfter, "2017-05-08"},
                                         Sum{"2017-03-06", {5, kWorkingDays}, kAfter, "2017-03-13"},
                                         // from a Saturday, and from a bank holiday: the next working day is day 1
                                         Sum{"2017-05-06", {1, kWorkingDays}, kAfter, "2017-05-08"},
                                         Sum{"2017-05-29", {1, kWorkingDays}, kAfter, "2017-05-30"},
                                         // the moment's own day is day 1 if it counts
                                         Sum{"2017-05-05", {1, kWorkingDays}, kBeginningWith, "2017-05-05"},
                                         Sum{"2017-05-05", {2, kWorkingDays}, kBeginningWith, "2017-05-08"},
                                         Sum{"2017-05-06", {1, kWorkingDays}, kBeginningWith, "2017-05-08"},
                                         Sum{"2017-05-05", {70, kWorkingDays}, kBeginningWith, "2017-08-11"},
                                         Sum{"2017-05-08", {1, kWorkingDays}, kBefore, "2017-05-05"},
                                         Sum{"2017-05-06", {1, kWorkingDays}, kBefore, "2017-05-05"},
                                         Sum{"2017-05-30", {1, kWorkingDays}, kBefore, "2017-05-26"}));

INSTANTIATE_TEST_SUITE_P(EveryDayCounts, DeadlineSum,
                         testing::Values(Sum{"2017-05-05", {28, kCalendarDays}, kAfter, "2017-06-02"},
                                         Sum{"2017-05-05", {28, kCalendarDays}, kBeginningWith, "2017-06-01"},
                                         Sum{"2017-05-05", {28, kCalendarDays}, kBefore, "2017-04-07"},
                                         Sum{"2017-05-05", {6, kWeeks}, kAfter, "2017-06-16"},
                                         Sum{"2017-05-05", {6, kWeeks}, kBeginningWith, "2017-06-15"},
                                         Sum{"2017-05-05", {6, kWeeks}, kBefore, "2017-03-24"}));

INSTANTIATE_TEST_SUITE_P(
    MonthsAreClamped, DeadlineSum,
    testing::Values(
        Sum{"2017-01-31", {1, kMonths}, kAfter, "2017-02-28"}, Sum{"2016-01-31", {1, kMonths}, kAfter, "2016-02-29"},
        Sum{"2017-01-29", {1, kMonths}, kAfter, "2017-02-28"}, Sum{"2017-01-28", {1, kMonths}, kAfter, "2017-02-28"},
        Sum{"2017-01-31", {2, kMonths}, kAfter, "2017-03-31"}, Sum{"2017-01-31", {3, kMonths}, kAfter, "2017-04-30"},
        Sum{"2017-08-31", {18, kMonths}, kAfter, "2019-02-28"}, Sum{"2017-12-15", {1, kMonths}, kAfter, "2018-01-15"},
        Sum{"2017-11-30", {13, kMonths}, kAfter, "2018-12-30"}, Sum{"2016-02-29", {1, kYears}, kAfter, "2017-02-28"},
        Sum{"2016-02-29", {4, kYears}, kAfter, "2020-02-29"}, Sum{"2000-02-29", {100, kYears}, kAfter, "2100-02-28"},
        // the eve of the corresponding day
        Sum{"2017-01-31", {1, kMonths}, kBeginningWith, "2017-02-27"},
        Sum{"2017-01-01", {1, kMonths}, kBeginningWith, "2017-01-31"},
        Sum{"2017-05-05", {1, kYears}, kBeginningWith, "2018-05-04"},
        Sum{"2016-02-29", {1, kYears}, kBeginningWith, "2017-02-27"},
        Sum{"2017-03-31", {1, kMonths}, kBefore, "2017-02-28"}, Sum{"2017-03-15", {3, kMonths}, kBefore, "2016-12-15"},
        Sum{"2017-05-31", {27, kMonths}, kBefore, "2015-02-28"},
        Sum{"2016-02-29", {1, kYears}, kBefore, "2015-02-28"}));

INSTANTIATE_TEST_SUITE_P(Zero, DeadlineSum,
                         testing::Values(Sum{"2017-05-06", {0, kWorkingDays}, kAfter, "2017-05-06"},
                                         Sum{"2017-05-06", {0, kWorkingDays}, kBefore, "2017-05-06"},
                                         Sum{"2017-05-06", {0, kWorkingDays}, kBeginningWith, "2017-05-05"},
                                         Sum{"2017-05-06", {0, kCalendarDays}, kAfter, "2017-05-06"},
                                         Sum{"2017-05-06", {0, kCalendarDays}, kBeginningWith, "2017-05-05"},
                                         Sum{"2017-05-06", {0, kWeeks}, kBeginningWith, "2017-05-05"},
                                         Sum{"2017-05-31", {0, kMonths}, kAfter, "2017-05-31"},
                                         Sum{"2017-05-31", {0, kMonths}, kBeginningWith, "2017-05-30"},
                                         Sum{"2017-05-31", {0, kYears}, kBefore, "2017-05-31"}));

constexpr std::int32_t kMost = std::numeric_limits<std::int32_t>::max();
INSTANTIATE_TEST_SUITE_P(
    Edges, DeadlineSum,
    testing::Values(
        Sum{"9999-12-31", {1, kCalendarDays}, kAfter, ""},
        Sum{"9999-12-31", {1, kCalendarDays}, kBeginningWith, "9999-12-31"},
        Sum{"0001-01-01", {1, kCalendarDays}, kBefore, ""}, Sum{"0001-01-01", {0, kCalendarDays}, kBeginningWith, ""},
        Sum{"9999-12-01", {1, kMonths}, kAfter, ""}, Sum{"9999-12-01", {1, kMonths}, kBeginningWith, "9999-12-31"},
        Sum{"9999-01-01", {1, kYears}, kBeginningWith, "9999-12-31"}, Sum{"0001-01-31", {1, kMonths}, kBefore, ""},
        Sum{"2017-05-05", {kMost, kCalendarDays}, kAfter, ""}, Sum{"2017-05-05", {kMost, kWeeks}, kAfter, ""},
        Sum{"2017-05-05", {kMost, kMonths}, kAfter, ""}, Sum{"2017-05-05", {kMost, kYears}, kAfter, ""},
        Sum{"2017-05-05", {kMost, kYears}, kBefore, ""}, Sum{"2017-05-05", {kMost, kWorkingDays}, kAfter, ""},
        Sum{"2017-05-05", {kMost, kWorkingDays}, kBefore, ""}, Sum{"2017-05-05", {-1, kCalendarDays}, kAfter, ""},
        Sum{"2013-12-31", {1, kWorkingDays}, kAfter, "2014-01-02"}, Sum{"2013-12-30", {1, kWorkingDays}, kAfter, ""},
        Sum{"2013-12-31", {1, kWorkingDays}, kBeginningWith, ""},
        Sum{"2014-01-01", {1, kWorkingDays}, kBeginningWith, "2014-01-02"},
        Sum{"2030-12-31", {1, kWorkingDays}, kAfter, ""},
        Sum{"2030-12-31", {1, kWorkingDays}, kBeginningWith, "2030-12-31"},
        Sum{"2040-01-01", {3, kMonths}, kAfter, "2040-04-01"}));

TEST(Deadline, RollsToTheNextWorkingDay) {
  // Saturday 6 May 2017, and Saturday 27 May before the Monday of the Spring bank holiday.
  EXPECT_EQ(deadline(&england(), day("2017-05-05"), {1, kCalendarDays}, kAfter, true), day("2017-05-08"));
  EXPECT_EQ(deadline(&england(), day("2017-05-26"), {1, kCalendarDays}, kAfter, true), day("2017-05-30"));
  EXPECT_EQ(deadline(&england(), day("2017-05-08"), {1, kCalendarDays}, kAfter, true), day("2017-05-09"));
  EXPECT_EQ(deadline(&england(), day("2031-05-08"), {1, kCalendarDays}, kAfter, true), std::nullopt);
  EXPECT_EQ(deadline(nullptr, day("2017-05-05"), {1, kCalendarDays}, kAfter, true), std::nullopt);
}

TEST(Deadline, NeedsACalendarForWorkingDaysOnly) {
  EXPECT_EQ(count_from(nullptr, day("2017-05-05"), {1, kWorkingDays}, kAfter), std::nullopt);
  EXPECT_EQ(count_from(nullptr, day("2017-05-05"), {1, kMonths}, kAfter), day("2017-06-05"));
}

TEST(Deadline, ExplainsTheSeventyDays) {
  const auto trace = explain_deadline(&england(), day("2017-05-05"), {70, kWorkingDays}, kAfter, false);
  ASSERT_TRUE(trace.has_value());
  EXPECT_EQ(trace->day_one, day("2017-05-08"));
  EXPECT_EQ(trace->due, day("2017-08-14"));
  EXPECT_EQ(trace->unrolled, trace->due);
  std::vector<LeftOutDay> named;
  for (const LeftOutDay& left_out : trace->left_out) {
    if (!left_out.weekend) named.push_back(left_out);
  }
  ASSERT_EQ(named.size(), 1U);
  EXPECT_EQ(named.front().date, day("2017-05-29"));
  EXPECT_EQ(named.front().reason, "Spring bank holiday");
  EXPECT_EQ(trace->left_out.size(), 31U) << "15 weekends and a bank holiday";
  EXPECT_EQ(trace->left_out.front().reason, "Saturday");
}

TEST(Deadline, ExplainsBackwardsInTheOrderOfCounting) {
  const auto trace = explain_deadline(&england(), day("2017-05-30"), {1, kWorkingDays}, kBefore, false);
  ASSERT_TRUE(trace.has_value());
  EXPECT_EQ(trace->day_one, day("2017-05-26"));
  ASSERT_EQ(trace->left_out.size(), 3U);
  EXPECT_EQ(trace->left_out[0].reason, "Spring bank holiday");
  EXPECT_EQ(trace->left_out[1].reason, "Sunday");
  EXPECT_EQ(trace->left_out[2].reason, "Saturday");
}

TEST(Deadline, ExplainsTheMomentItselfWhenTheCountBeginsWithIt) {
  const auto trace = explain_deadline(&england(), day("2017-05-06"), {1, kWorkingDays}, kBeginningWith, false);
  ASSERT_TRUE(trace.has_value());
  EXPECT_EQ(trace->day_one, day("2017-05-08"));
  ASSERT_EQ(trace->left_out.size(), 2U);
  EXPECT_EQ(trace->left_out[0].date, day("2017-05-06"));
}

TEST(Deadline, ExplainsARoll) {
  const auto trace = explain_deadline(&england(), day("2017-04-29"), {4, kWeeks}, kAfter, true);
  ASSERT_TRUE(trace.has_value());
  EXPECT_EQ(trace->day_one, day("2017-04-30"));
  EXPECT_EQ(trace->unrolled, day("2017-05-27"));
  EXPECT_EQ(trace->due, day("2017-05-30"));
  EXPECT_TRUE(trace->left_out.empty());
}

TEST(Deadline, SaysHowLateAnActWas) {
  const Lateness late = lateness(&england(), day("2017-08-14"), day("2017-08-18"));
  EXPECT_EQ(late.calendar_days, 4);
  EXPECT_EQ(late.working_days, 4);
  const Lateness over_a_weekend = lateness(&england(), day("2017-08-11"), day("2017-08-13"));
  EXPECT_EQ(over_a_weekend.calendar_days, 2);
  EXPECT_EQ(over_a_weekend.working_days, 0);
  const Lateness early = lateness(&england(), day("2017-08-14"), day("2017-08-10"));
  EXPECT_EQ(early.calendar_days, -4);
  EXPECT_EQ(early.working_days, -2);
  EXPECT_EQ(lateness(&england(), day("2013-12-31"), day("2014-01-05")).working_days, std::nullopt);
  EXPECT_EQ(lateness(nullptr, day("2017-08-14"), day("2017-08-18")).working_days, std::nullopt);
}

TEST(Deadline, SaysWhatItCouldNotCount) {
  const Error beyond = outside_calendar(&england(), day("2030-12-01"), {70, kWorkingDays}, kAfter);
  EXPECT_EQ(beyond.code, ErrorCode::kOutsideCalendar);
  EXPECT_EQ(
      beyond.message,
      "calendar `england` knows 2014 to 2030 only, and 70 working days after 1 December 2030 needs a day outside; "
      "add 2031 to `england.yaml`");
  EXPECT_THAT(outside_calendar(&england(), day("2040-12-01"), {70, kWorkingDays}, kAfter).message,
              HasSubstr("add 2031 to 2040 to `england.yaml`"));
  EXPECT_THAT(outside_calendar(&england(), day("2014-01-02"), {70, kWorkingDays}, kBefore).message,
              HasSubstr("add 2013 to `england.yaml`"));
  EXPECT_THAT(outside_calendar(&england(), day("2011-01-02"), {5, kWorkingDays}, kAfter).message,
              HasSubstr("add 2011 to 2013 to `england.yaml`"));
  EXPECT_THAT(outside_calendar(nullptr, day("2030-12-01"), {1, kWorkingDays}, kBefore).message,
              HasSubstr("without a calendar; name one for 1 working day before 1 December 2030"));
  EXPECT_EQ(outside_calendar(&england(), day("9999-12-01"), {1, kYears}, kBeginningWith).message,
            "1 year beginning with 1 December 9999 leaves the years 1 to 9999");
  EXPECT_THAT(
      outside_calendar(&england(), day("2031-05-08"), {1, kMonths}, kAfter).message,
      HasSubstr("with its roll to a working day from 8 June 2031 needs a day outside; add 2031 to `england.yaml`"));
}

TEST(Deadline, WritesDurations) {
  EXPECT_EQ(duration_text({1, kWorkingDays}), "1 working day");
  EXPECT_EQ(duration_text({70, kWorkingDays}), "70 working days");
  EXPECT_EQ(duration_text({0, kCalendarDays}), "0 calendar days");
  EXPECT_EQ(duration_text({1, kCalendarDays}), "1 calendar day");
  EXPECT_EQ(duration_text({6, kWeeks}), "6 weeks");
  EXPECT_EQ(duration_text({1, kMonths}), "1 month");
  EXPECT_EQ(duration_text({2, kYears}), "2 years");
}

}  // namespace
}  // namespace proviso
