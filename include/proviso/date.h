// SPDX-License-Identifier: Apache-2.0
// The one type for a civil date, used in every public signature, and a date with a time of day.
#pragma once

#include <chrono>
#include <optional>

namespace proviso {

/// A civil date in the framework's time zone. Days, no time of day. Years 1 to 9999.
using Date = std::chrono::sys_days;

/// A day, with a time of day where one is given.
struct DayTime {
  Date day{};
  std::optional<std::chrono::minutes> time{};  ///< since midnight, less than 24 hours

  friend bool operator==(const DayTime&, const DayTime&) = default;
};

}  // namespace proviso
