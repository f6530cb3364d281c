// SPDX-License-Identifier: Apache-2.0
// Reading and writing civil dates. Arithmetic with durations lives in engine/calendar alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "proviso/date.h"

namespace proviso {

/// Reads `2017-05-05` exactly (four, two and two digits); nothing for a day that does not exist.
std::optional<Date> parse_iso_date(std::string_view text);

/// A date from its parts; nothing for a day that does not exist or a year outside 1 to 9999.
std::optional<Date> make_date(int year, unsigned month, unsigned day);

/// `2017-05-05`.
std::string iso_date(Date date);

/// `5 May 2017`.
std::string long_date(Date date);

/// `Friday 5 May 2017`.
std::string weekday_date(Date date);

/// `09:30`: a time of day, in minutes from its beginning.
std::string clock_time(int minute);

/// `Monday` … `Sunday`.
std::string_view weekday_name(std::chrono::weekday day);

/// The weekday of an English name written with a capital; nothing otherwise.
std::optional<std::chrono::weekday> parse_weekday(std::string_view name);

/// 1 to 12 for an English month name written in full with a capital; nothing otherwise.
std::optional<unsigned> parse_month(std::string_view name);

}  // namespace proviso
