// SPDX-License-Identifier: Apache-2.0
// Real hours: where a number of them leads on the clocks of a place, summer time and all; and what these show at a
// moment of universal time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/instant.h"

namespace proviso {

/// A zone of the machine's time zone database. Cannot change; may be read by several threads.
class TimeZone {
 public:
  virtual ~TimeZone() = default;

  /// @return null where the database has no zone of this name, or the machine has no database
  static std::shared_ptr<const TimeZone> find(const std::string& name);
  /// The zones there are, in order of name; none where the machine has no database.
  static std::vector<std::string> names();

  /// What the clocks show so many hours later. An hour that the clocks show twice is the first of the two; one that
  /// they leave out is the moment at which they do.
  /// @return nothing outside the years 1 to 9999
  [[nodiscard]] virtual std::optional<Instant> plus_hours(Instant from, std::int64_t hours) const = 0;

  /// The day and the time of day that the clocks show at a moment of universal time. Midnight is 0:00 of the day that
  /// begins. The two hours that the clocks show twice cannot be told apart afterwards.
  /// @return nothing outside the years 1 to 9999
  [[nodiscard]] virtual std::optional<DayTime> shown_at(
      std::chrono::sys_time<std::chrono::minutes> universal) const = 0;
};

}  // namespace proviso
