// SPDX-License-Identifier: Apache-2.0
// The summary as a policy officer reads it.
#include "engine/replay/summary_text.h"

#include <gtest/gtest.h>

#include <string>

#include "base/civil_date.h"

namespace proviso::replay {
namespace {

Spread spread(std::int32_t least, std::int32_t greatest, std::int64_t twice_median) {
  return {.count = 9, .least = least, .greatest = greatest, .twice_median = twice_median};
}

TEST(SpreadText, SaysHowLongItTook) {
  EXPECT_EQ(spread_text(spread(28, 102, 84), true), "28 to 102 working days, median 42");
  EXPECT_EQ(spread_text(spread(0, 1, 1), false), "0 to 1 calendar day, median 0.5");
  EXPECT_EQ(spread_text(spread(4, 4, 8), true), "4 working days");
  EXPECT_EQ(spread_text(spread(1, 1, 2), true), "1 working day");
}

TEST(SpreadText, SaysWhatCameBefore) {
  EXPECT_EQ(spread_text(spread(-4, -1, -5), false), "4 to 1 calendar days before, median 2.5");
  EXPECT_EQ(spread_text(spread(-4, 0, -4), false), "4 to 0 calendar days before, median 2");
  EXPECT_EQ(spread_text(spread(-2, -2, -4), false), "2 calendar days before");
  EXPECT_EQ(spread_text(spread(-3, 4, -1), true), "from 3 working days before to 4 after, median 0.5 before");
  EXPECT_EQ(spread_text(spread(-3, 4, 3), true), "from 3 working days before to 4 after, median 1.5 after");
  EXPECT_EQ(spread_text(spread(-3, 4, 0), true), "from 3 working days before to 4 after, median 0");
}

ReplaySummary some_summary() {
  ReplaySummary summary;
  summary.framework = "permit";
  summary.framework_title = "Permits";
  summary.as_of = *make_date(2020, 1, 20);
  summary.cases = 1234;
  summary.events = 12345;
  summary.left_out = 1;
  for (std::size_t kind = 0; kind < kFindingKinds; ++kind) summary.findings[kind].kind = static_cast<FindingKind>(kind);
  return summary;
}

TEST(SummaryText, SaysEverythingThereIs) {
  ReplaySummary summary = some_summary();
  summary.tracks = {{.track = "permit-track",
                     .title = "The permit",
                     .stages = {{.label = "not begun", .stages = {}, .may_not_have_begun = true, .cases = 4},
                                {.label = "open or given", .stages = {"open", "given"}, .cases = 1230}}}};
  summary.facts = {
      {.fact = "granted", .title = {}, .values = {{"yes", 1000}, {"no", 34}}, .known = 1034, .unknown = 200},
      {.fact = "fee", .title = {}, .values = {}, .known = 1, .unknown = 1233},
      {.fact = "grade", .title = {}, .values = {{"high", 1234}, {"low", 0}}, .known = 1234, .unknown = 0}};
  DutySummary decide;
  decide.duty = "decide";
  decide.title = "Decide on the application";
  decide.instances = 1234;
  decide.by_status[static_cast<std::size_t>(DutyStatus::kKept)] = 1000;
  decide.by_status[static_cast<std::size_t>(DutyStatus::kKeptLate)] = 200;
  decide.by_status[static_cast<std::size_t>(DutyStatus::kMissed)] = 30;
  decide.by_status[static_cast<std::size_t>(DutyStatus::kUndecided)] = 4;
  decide.rated = 1230;
  decide.in_time = 1000;
  decide.taken = spread(0, 7, 9);
  decide.taken_in_working_days = true;
  decide.late_working_days = spread(1, 3, 4);
  decide.late_calendar_days = spread(1, 5, 4);
  decide.overdue_calendar_days = spread(7, 7, 14);
  decide.overdue_working_days = {};
  decide.assumed = 1;
  decide.undecided = {{"the event `applied` is not held by this source", 4, "A7"}};
  DutySummary hear;
  hear.duty = "hear";
  hear.instances = 2;
  hear.by_status[static_cast<std::size_t>(DutyStatus::kUndecided)] = 2;
  hear.undecided = {{"the event `appealed` is not held by this source", 2, "A8"}};
  DutySummary idle;
  idle.duty = "idle";
  summary.duties = {decide, hear, idle};
  summary.findings[0].count = 230;
  summary.findings[0].cases = 230;
  summary.findings[5].count = 1;
  summary.findings[5].cases = 1;
  summary.unexpected = {{"appealed", "the applicant appeals", 1, "F"}};
  summary.undecided_moves = {{"permit-track", "the fact `granted` is not known", 3, "E"}};
  summary.errors = {{"the duty `decide` cannot be counted: no calendar", 2, "B"}};
  EXPECT_EQ(summary_text(summary), R"(Permits (permit)
1,234 cases with 12,345 events, as of 20 January 2020
1 event after that day is left out

Where the cases stand

  The permit (permit-track)
        4   0.3 %  not begun
    1,230  99.7 %  open or given

Facts

  granted  yes 1,000, no 34, unknown 200
  fee      known in 1 case
  grade    high 1,234, low 0

Duties

  decide: Decide on the application
    outcome     1,000 kept, 200 kept late, 30 missed, 4 undecided
    in time     1,000 of 1,230 (81.3 %)
    took        0 to 7 working days, median 4.5
    late by     1 to 3 working days, median 2
    overdue by  7 calendar days, not done yet
    undecided   4 because the event `applied` is not held by this source, first in case A7
    assumed     1 rests on an assumed date

  Undecided wherever they are owed:
    2  hear  because the event `appealed` is not held by this source

  Owed in no case: idle

Findings

  230  breach      in 230 cases
    1  unexpected  in 1 case

Unexpected events

  1  appealed  in case F

Moves that wait

  3  permit-track  because the fact `granted` is not known, first in case E

Errors: what rests on them is not settled

  the duty `decide` cannot be counted: no calendar: 2 times, first in case B
)");
}

TEST(SummaryText, IsShortWhereThereIsNothingToSay) {
  ReplaySummary summary = some_summary();
  summary.cases = 0;
  summary.events = 0;
  summary.left_out = 0;
  EXPECT_EQ(summary_text(summary), "Permits (permit)\n0 cases with 0 events, as of 20 January 2020\n");
}

}  // namespace
}  // namespace proviso::replay
