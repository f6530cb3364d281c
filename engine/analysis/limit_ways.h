// SPDX-License-Identifier: Apache-2.0
// The ways from what a limit counts from to its act: what the checks of limits go through.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/way_search.h"

namespace proviso::analysis {

/// One way from the anchor of a limit to its act.
struct LimitWay {
  StageWay way;
  WayNetwork tied;
  std::size_t anchor = 0;  ///< the point at which it begins
  bool bound = false;      ///< the limit certainly binds the act on this way
};

/// Steps and ways in one run of a check over a framework, besides WayLimits; what is not reached is not reported.
struct WayBudget {
  std::size_t ways = 6'000;
};

class LimitWays {
 public:
  LimitWays(const model::Framework& framework, const CertainLimits& limits);

  /// Where the ways of a limit kNotAfter begin: first where its own anchor happens; then, one after the other, where a
  /// limit kNotBefore on the same act counts from.
  [[nodiscard]] std::vector<std::vector<WayStart>> sources(std::size_t limit) const;

  /// Where the tracks of its acts begin.
  [[nodiscard]] std::vector<WayStart> beginnings(std::size_t limit) const;

  /// Every way of a limit kNotAfter from these starts.
  /// @return false where a bound was passed
  bool each(std::size_t limit, const std::vector<WayStart>& starts, const std::function<void(const LimitWay&)>& take);

 private:
  [[nodiscard]] std::vector<model::StageId> ends_of(const CertainLimit& limit) const;

  const model::Framework& framework_;
  const CertainLimits& limits_;
  StageEvents stage_events_;
  WaySearch search_;
  WayBudget budget_;
};

/// Two limits on one act from one anchor: no stage needs to be asked.
struct LimitPair {
  std::size_t not_after = 0;  ///< into CertainLimits::all
  std::size_t not_before = 0;
  TimeNetwork network;  ///< two points: anchor and act
};
/// Every such pair of which the second duty is in force whenever the first is, up to a bound.
std::vector<LimitPair> limit_pairs(const model::Framework& framework, const CertainLimits& limits);

/// Why a way cannot be gone: the measure in which most is missing. Nothing where dates may meet every tie, or where no
/// duty is part of it.
std::optional<Contradiction> contradiction(const TimeNetwork& network, DayCounts& days);

/// `waiting` → `deciding` → `closed`, with backticks; the middle of a long way is left out.
std::string way_text(const model::Framework& framework, const StageWay& way);

/// What happens at a point, in words: an event in backticks, or "entering `waiting`".
std::string point_text(const model::Framework& framework, const StageWay& way, const WayNetwork& tied,
                       std::size_t point);

}  // namespace proviso::analysis
