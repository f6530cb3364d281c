// SPDX-License-Identifier: Apache-2.0
// Counting on with a clock that can stop, and rolling a date: what the executor adds to a plain count of days.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/calendar/calendars.h"
#include "engine/calendar/deadline.h"
#include "proviso/date.h"

namespace proviso {

/// The end of a day, in minutes from its beginning.
constexpr std::int32_t kDayEnd = 24 * 60;

/// A day and a minute of it, from 1; kDayEnd is the end of the day.
struct Instant {
  Date day{};
  std::int32_t minute = kDayEnd;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

/// Stopped days, both ends included; in order, apart from one another.
struct StoppedDays {
  Date first;
  Date last;
};
using Stops = std::span<const StoppedDays>;

/// Where a duration leads from an instant while some days are stopped: days that are counted one by one leave stopped
/// ones out; months, years and hours go on by a calendar day for each stopped day from the start (not included) to the
/// day reached (included). The minute is kept, but by hours.
/// @return nothing where the count needs a day the calendar does not know, or leaves years 1 to 9999
std::optional<Instant> count_on(const Calendars& calendars, Instant from, Duration duration, Counting counting,
                                Stops stops);

/// A date that is not counted, moved on by a calendar day for each stopped day after `start` up to the day reached.
std::optional<Date> pushed_on(Date start, Date date, Stops stops);

}  // namespace proviso
