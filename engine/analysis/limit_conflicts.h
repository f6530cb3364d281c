// SPDX-License-Identifier: Apache-2.0
// Limits that cannot all be kept, on any day and by any calendar: what PV0430 and PV0432 tell in words.
#pragma once

#include <variant>
#include <vector>

#include "engine/analysis/limit_ways.h"

namespace proviso::analysis {

/// Acts that each have to come before another: none of them can be the first.
struct LimitCircle {
  TimeNetwork network;  ///< the points are events, by their number
};

struct LimitConflict {
  std::variant<LimitPair, LimitWay, LimitCircle> of;
  Contradiction why;
  [[nodiscard]] const TimeNetwork& network() const;
};

/// Every pair, circle and way that the limits do not let pass; none whose clauses are more than those of an earlier
/// one. Of a limit one way is told, the shortest of those through a move by which no way can be gone.
std::vector<LimitConflict> limit_conflicts(const model::Framework& framework, const CertainLimits& limits);

}  // namespace proviso::analysis
