// SPDX-License-Identifier: Apache-2.0
// How many days a limit spans, whatever the moment it counts from: the least and the most. And the exact date from one.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "engine/calendar/calendars.h"
#include "engine/calendar/deadline.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// What is counted when limits are compared: every day, or the days that one calendar counts. A sum of limits that
/// fails in one of them fails.
struct Measure {
  enum class Kind : std::uint8_t { kEveryDay, kWorkingDays, kNamedDays };
  Kind kind{};
  std::uint8_t calendar = 0;  ///< kNamedDays
  friend auto operator<=>(const Measure&, const Measure&) = default;
};

/// One step from a moment to a date.
struct Count {
  model::Amount amount;
  Counting counting{};
};

/// Nothing for `most`: without its calendar nobody can say.
struct DayRange {
  std::int64_t least = 0;
  std::optional<std::int64_t> most;
};

/// Counts limits. Not thread-safe: it remembers what it has worked out.
class DayCounts {
 public:
  /// @param calendars  null: none is at hand, and working days are told from calendar days by their number alone
  DayCounts(const model::Framework& framework, const Calendars* calendars)
      : framework_(framework), calendars_(calendars) {}

  /// How many days of the measure lie after the moment, up to the day the steps lead to and then `shift` days further
  /// (backwards where they count `before`, up to the moment). Of a parameter every version counts.
  DayRange range(const std::vector<Count>& counts, std::int32_t shift, Measure measure);

  /// The day that the steps lead to from a day; of a parameter the version in force on `from`. Hours are taken as whole
  /// days: as many as they can touch with `generous`, and else as few.
  std::optional<Date> date(Date from, const std::vector<Count>& counts, std::int32_t shift, bool generous) const;

  /// The measures in which any limit of the framework may be compared, every day first.
  [[nodiscard]] std::vector<Measure> measures() const;

  [[nodiscard]] const Calendars* calendars() const { return calendars_; }

 private:
  struct Key {
    std::int32_t amount = 0;
    Unit unit{};
    std::uint8_t calendar = 0;
    Counting counting{};
    Measure measure;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  DayRange range(Duration duration, Counting counting, Measure measure);
  [[nodiscard]] DayRange work_out(Duration duration, Counting counting, Measure measure) const;
  [[nodiscard]] DayRange calendar_span(Duration duration, Counting counting) const;

  const model::Framework& framework_;
  const Calendars* calendars_;
  std::map<Key, DayRange> known_;
};

/// `3 calendar days`, `1 working day`.
std::string measure_text(const model::Framework& framework, std::int64_t days, Measure measure);

}  // namespace proviso::analysis
