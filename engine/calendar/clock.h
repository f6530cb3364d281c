// SPDX-License-Identifier: Apache-2.0
// Counting on with a clock that can stop, and rolling a date: what the executor adds to a plain count of days.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/calendar/calendars.h"
#include "engine/calendar/deadline.h"
#include "engine/calendar/instant.h"
#include "proviso/date.h"

namespace proviso {

/// Stopped days, both ends included; in order, apart from one another.
struct StoppedDays {
  Date first;
  Date last;
};
using Stops = std::span<const StoppedDays>;

/// Where a duration leads from an instant while some days are stopped: days that are counted one by one leave stopped
/// ones out; months, years and hours go on by a calendar day for each stopped day from the start (not included) to the
/// day reached (included). The minute is kept, but by hours, which are those of the calendars' time zone; without one,
/// 24 to each day.
/// @return nothing where the count needs a day the calendar does not know, or leaves years 1 to 9999
std::optional<Instant> count_on(const Calendars& calendars, Instant from, Duration duration, Counting counting,
                                Stops stops);

/// A date that is not counted, moved on by a calendar day for each stopped day after `start` up to the day reached.
std::optional<Date> pushed_on(Date start, Date date, Stops stops);

}  // namespace proviso
