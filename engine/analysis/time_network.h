// SPDX-License-Identifier: Apache-2.0
// Points in time and what limits say of the time between two of them, as a graph of difference constraints.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/analysis/day_counts.h"

namespace proviso::analysis {

/// What is known of two points in time.
struct Tie {
  enum class Kind : std::uint8_t {
    kAtLeast,  ///< `to` comes no sooner than that long after `from`
    kAtMost,   ///< and no later
    kAhead,    ///< `from` comes no later than that long before `to`
  };
  /// Where it is from.
  enum class Source : std::uint8_t { kOrder, kTimeout, kLimit };
  Kind kind{};
  std::size_t from = 0;
  std::size_t to = 0;
  std::vector<Count> counts;
  std::int32_t shift = 0;
  Source source{};
  std::uint32_t index = 0;  ///< of the move, or into CertainLimits::all
};

/// Ties that contradict one another, in their order around the circle.
struct Contradiction {
  std::vector<std::size_t> ties;  ///< into TimeNetwork::ties
  std::int64_t missing = 0;       ///< days
  Measure measure;
};

/// How far apart two points can be, and the ties that say so.
struct Distance {
  std::int64_t days = 0;
  std::vector<std::size_t> ties;  ///< in order from one to the other
};

struct TimeNetwork {
  std::size_t points = 0;
  std::vector<Tie> ties;

  /// Ties that no dates can meet, whatever day it begins on.
  [[nodiscard]] std::optional<Contradiction> contradiction(DayCounts& days, Measure measure) const;
  /// The same where every limit is as short and every shortest time as long as they ever are: with none, no day is such
  /// that dates from it cannot meet all ties.
  [[nodiscard]] bool ever_tight(DayCounts& days) const;

  /// The most days from one point to a later one; nothing where no tie says. Precondition: no contradiction.
  [[nodiscard]] std::optional<Distance> longest(DayCounts& days, std::size_t from, std::size_t to) const;
  /// The fewest.
  [[nodiscard]] Distance shortest(DayCounts& days, std::size_t from, std::size_t to) const;

  enum class Outcome : std::uint8_t {
    kMet,
    kCannot,
    kUnknown,  ///< a day outside the calendar is needed
    kTooFar,   ///< there is no end to it within the steps that are gone
  };
  struct Dates {
    Outcome outcome{};
    std::vector<Date> earliest;  ///< kMet: by point
  };
  /// The earliest dates that meet every tie, where one point, and the first, are on that day and none is before it.
  /// @param heed  false: the ties kAtMost are passed over
  [[nodiscard]] Dates dates_from(const DayCounts& days, Date start, std::size_t fixed, bool heed = true) const;
  /// The latest date of a point where another is on that day; nothing where no tie says, or it cannot be worked out.
  /// Precondition: dates_from() has found dates.
  [[nodiscard]] std::optional<Date> latest_from(const DayCounts& days, Date start, std::size_t fixed,
                                                std::size_t point) const;
};

}  // namespace proviso::analysis
