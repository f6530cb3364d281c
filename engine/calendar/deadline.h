// SPDX-License-Identifier: Apache-2.0
// The one place that turns a duration and a moment into a date. Arming, rolling, simulating and explaining all use it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar/calendar.h"
#include "proviso/date.h"
#include "proviso/result.h"
#include "proviso/vocabulary.h"

namespace proviso {

/// From which side of the moment a duration is counted.
enum class Counting : std::uint8_t {
  kAfter,          ///< the moment's day is day 0
  kBeginningWith,  ///< the moment's day is day 1 if it counts
  kBefore,         ///< backwards; the moment's day is day 0
};
/// `after`, `beginning with`, `before`.
std::string_view counting_words(Counting counting);

/// The day a duration leads to.
///  - working days: the n-th counted day after (before) the moment; beginning with: the n-th counted day from it on.
///  - calendar days and weeks: every day counts.
///  - months and years: the corresponding day, clamped to the month's end; beginning with: the eve of that.
/// An amount of 0 gives the moment itself (beginning with: the eve, for months and years and days alike the day
/// before).
/// @param calendar  needed for working days only; may be null otherwise.
/// @return nothing where the count needs a day the calendar does not know (or it is null), or leaves years 1 to 9999.
std::optional<Date> count_from(const Calendar* calendar, Date moment, Duration duration, Counting counting);

/// A due date with its roll: `or the next working day` moves an uncounted due day to the next counted one.
std::optional<Date> deadline(const Calendar* calendar, Date moment, Duration duration, Counting counting,
                             bool or_next_working_day);

/// The message for a count that gave nothing: names the calendar, its years, and what was counted from where.
Error outside_calendar(const Calendar* calendar, Date moment, Duration duration, Counting counting);

/// A day that was passed over in a count.
struct LeftOutDay {
  Date date;
  std::string reason;    ///< "Saturday", "Spring bank holiday", a period's name
  bool weekend = false;  ///< left out only as a weekend day
};

/// How a date came about, day by day. `left_out` lies strictly between the moment and the due date (for
/// kBeginningWith the moment included), in order of counting; empty for units that count every day.
struct CountTrace {
  Date moment;
  Duration duration;
  Counting counting{};
  Date day_one;  ///< the first day counted
  std::vector<LeftOutDay> left_out;
  Date unrolled;  ///< the date before rolling
  Date due;       ///< equal to deadline()
};

/// @return nothing exactly where deadline() gives nothing.
std::optional<CountTrace> explain_deadline(const Calendar* calendar, Date moment, Duration duration, Counting counting,
                                           bool or_next_working_day);

/// How late an act was. Working days are those strictly after the due date up to the day done; nothing without a
/// calendar that knows both. Negative: too early by so many. Minutes are known where the due date ends within its day
/// and the act has a time of day.
struct Lateness {
  std::int32_t calendar_days = 0;
  std::optional<std::int32_t> working_days{};
  std::optional<std::int32_t> minutes{};
};
Lateness lateness(const Calendar* calendar, Date due, Date done);

/// `70 working days`, `1 month`.
std::string duration_text(Duration duration);

}  // namespace proviso
