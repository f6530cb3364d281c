// SPDX-License-Identifier: Apache-2.0
// Laws that counting obeys on any calendar: random weekends, holidays and periods.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

#include "base/civil_date.h"
#include "engine/calendar/calendar.h"
#include "engine/calendar/deadline.h"

namespace proviso {
namespace {

/// Runs a property; a counterexample is printed by RapidCheck and fails the test.
template <typename Property>
void holds(const char* law, Property property) {
  EXPECT_TRUE(rc::check(law, property)) << law;
}

Calendar any_calendar() {
  CalendarData data;
  data.name = "any";
  data.title = "Any";
  data.first_year = *rc::gen::inRange(1999, 2030);
  data.last_year = data.first_year + *rc::gen::inRange(0, 3);
  const Date first{std::chrono::year{data.first_year} / std::chrono::January / 1};
  const Date last{std::chrono::year{data.last_year} / std::chrono::December / 31};
  const auto span = static_cast<int>((last - first).count());

  const auto free = *rc::gen::inRange(0, 127);  // a set of weekdays, never all seven
  std::set<unsigned> weekend;
  for (unsigned i = 0; i < 7; ++i) {
    if ((static_cast<unsigned>(free) >> i & 1U) == 0) continue;
    weekend.insert(i);
    data.weekend.emplace_back(i);
  }
  int from = *rc::gen::inRange(0, 200);
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    const int to = from + *rc::gen::inRange(0, 60);
    if (to > span) break;
    data.uncounted.push_back({first + std::chrono::days{from}, first + std::chrono::days{to}, "period"});
    from = to + *rc::gen::inRange(1, 200);
  }
  for (const int offset : *rc::gen::container<std::set<int>>(rc::gen::inRange(0, span + 1))) {
    const Date date = first + std::chrono::days{offset};
    if (!weekend.contains(std::chrono::weekday{date}.c_encoding())) data.holidays.push_back({date, "holiday"});
  }
  auto calendar = Calendar::build(std::move(data));
  RC_ASSERT(calendar.has_value());
  return std::move(calendar).value();
}

Date any_day(const Calendar& calendar) {
  const auto span = static_cast<int>((calendar.last_day() - calendar.first_day()).count());
  return calendar.first_day() + std::chrono::days{*rc::gen::inRange(0, span + 1)};
}

TEST(CalendarLaws, AddingThenCountingGivesTheNumberBack) {
  holds("counted_between(d, nth_after(d, n)) is n", [] {
    const Calendar calendar = any_calendar();
    const Date from = any_day(calendar);
    const int n = *rc::gen::inRange(1, 300);
    if (const auto to = calendar.nth_after(from, n)) {
      RC_ASSERT(calendar.counts(*to) == true);
      RC_ASSERT(calendar.counted_between(from, *to) == n);
      RC_ASSERT(calendar.counted_between(*to, from) == -n);
    }
    if (const auto to = calendar.nth_before(from, n)) {
      RC_ASSERT(calendar.counts(*to) == true);
      const auto eve = from - std::chrono::days{1};
      RC_ASSERT(calendar.counted_between(*to - std::chrono::days{1}, eve) == n);
    }
  });
}

TEST(CalendarLaws, ForwardsAndBackwardsUndoEachOtherOnCountedDays) {
  holds("nth_before(nth_after(d, n), n) is d for a counted day d", [] {
    const Calendar calendar = any_calendar();
    const Date from = any_day(calendar);
    RC_PRE(calendar.counts(from) == true);
    const int n = *rc::gen::inRange(0, 300);
    if (const auto to = calendar.nth_after(from, n)) RC_ASSERT(calendar.nth_before(*to, n) == from);
  });
}

TEST(CalendarLaws, CountingIsMonotone) {
  holds("a later start or a larger amount never leads to an earlier day", [] {
    const Calendar calendar = any_calendar();
    const Date a = any_day(calendar);
    const Date b = any_day(calendar);
    const int n = *rc::gen::inRange(0, 300);
    const auto from_earlier = calendar.nth_after(std::min(a, b), n);
    const auto from_later = calendar.nth_after(std::max(a, b), n);
    if (from_later) {
      RC_ASSERT(from_earlier.has_value());
      RC_ASSERT(*from_earlier <= *from_later);
    }
    if (const auto more = calendar.nth_after(a, n + 1)) {
      RC_ASSERT(*calendar.nth_after(a, n) < *more);
    }
  });
}

TEST(CalendarLaws, CountsAddUp) {
  holds("counted_between(a, b) + counted_between(b, c) is counted_between(a, c)", [] {
    const Calendar calendar = any_calendar();
    const Date a = any_day(calendar);
    const Date b = any_day(calendar);
    const Date c = any_day(calendar);
    RC_ASSERT(*calendar.counted_between(a, b) + *calendar.counted_between(b, c) == *calendar.counted_between(a, c));
  });
}

TEST(CalendarLaws, ADayIsLeftOutExactlyWhereItHasAReason) {
  holds("counts(d) is that reason_left_out(d) is empty, and on_or_after(d) is the first that counts", [] {
    const Calendar calendar = any_calendar();
    const Date day = any_day(calendar);
    RC_ASSERT(*calendar.counts(day) == calendar.reason_left_out(day).empty());
    if (const auto next = calendar.on_or_after(day)) {
      RC_ASSERT(*next >= day);
      RC_ASSERT(calendar.counts(*next) == true);
      RC_ASSERT(*calendar.counted_between(day - std::chrono::days{1}, *next) == 1);
    }
  });
}

TEST(CalendarLaws, AnExplanationAgreesWithTheDateAndListsEveryDayLeftOut) {
  holds("explain_deadline is deadline, day by day", [] {
    const Calendar calendar = any_calendar();
    const Date moment = any_day(calendar) + std::chrono::days{*rc::gen::inRange(-3, 4)};
    const auto counting = *rc::gen::element(Counting::kAfter, Counting::kBeginningWith, Counting::kBefore);
    const auto unit = *rc::gen::element(Unit::kWorkingDays, Unit::kWorkingDays, Unit::kWorkingDays, Unit::kCalendarDays,
                                        Unit::kWeeks, Unit::kMonths, Unit::kYears);
    const Duration duration{*rc::gen::inRange(0, unit == Unit::kWorkingDays ? 200 : 20), unit};
    const bool roll = *rc::gen::arbitrary<bool>();

    const auto due = deadline(&calendar, moment, duration, counting, roll);
    const auto trace = explain_deadline(&calendar, moment, duration, counting, roll);
    RC_ASSERT(trace.has_value() == due.has_value());
    if (!trace) return;
    RC_ASSERT(trace->due == *due);
    RC_ASSERT(trace->unrolled == *count_from(&calendar, moment, duration, counting));
    RC_ASSERT(roll || trace->unrolled == trace->due);

    std::vector<Date> expected;
    if (unit == Unit::kWorkingDays && duration.amount > 0) {
      RC_ASSERT(calendar.counts(trace->day_one) == true);
      const std::chrono::days step{counting == Counting::kBefore ? -1 : 1};
      Date at = counting == Counting::kBeginningWith ? moment : moment + step;
      int counted = 0;
      for (;; at += step) {
        if (*calendar.counts(at)) {
          if (++counted == 1) RC_ASSERT(at == trace->day_one);
          if (counted == duration.amount) break;
        } else {
          expected.push_back(at);
        }
      }
      RC_ASSERT(at == trace->unrolled);
    }
    RC_ASSERT(trace->left_out.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      RC_ASSERT(trace->left_out[i].date == expected[i]);
      RC_ASSERT(trace->left_out[i].reason == calendar.reason_left_out(expected[i]));
      RC_ASSERT(trace->left_out[i].weekend == calendar.is_plain_weekend(expected[i]));
    }
  });
}

TEST(CalendarLaws, BeginningWithIsOneDayLessInEveryUnit) {
  holds("beginning with a day is after its eve for days, and the eve of after for months", [] {
    const Calendar calendar = any_calendar();
    const Date moment = any_day(calendar);
    const int n = *rc::gen::inRange(1, 40);
    for (const Unit unit : {Unit::kCalendarDays, Unit::kWeeks, Unit::kMonths, Unit::kYears}) {
      const auto with = count_from(&calendar, moment, {n, unit}, Counting::kBeginningWith);
      const auto after = count_from(&calendar, moment, {n, unit}, Counting::kAfter);
      RC_ASSERT(with.has_value() && after.has_value());
      RC_ASSERT(*with + std::chrono::days{1} == *after);
    }
    const auto with = count_from(&calendar, moment, {n, Unit::kWorkingDays}, Counting::kBeginningWith);
    const auto after = count_from(&calendar, moment - std::chrono::days{1}, {n, Unit::kWorkingDays}, Counting::kAfter);
    RC_ASSERT(with == after);
  });
}

TEST(CalendarLaws, LatenessAgreesWithTheDeadline) {
  holds("an act n working days after the due date is n working days late", [] {
    const Calendar calendar = any_calendar();
    const Date due = any_day(calendar);
    const int n = *rc::gen::inRange(1, 100);
    const auto done = calendar.nth_after(due, n);
    RC_PRE(done.has_value());
    const Lateness late = lateness(&calendar, due, *done);
    RC_ASSERT(late.working_days == n);
    RC_ASSERT(late.calendar_days == (*done - due).count());
  });
}

}  // namespace
}  // namespace proviso
