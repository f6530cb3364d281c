// SPDX-License-Identifier: Apache-2.0
#include "engine/replay/day_counts.h"

#include <algorithm>
#include <utility>

namespace proviso::replay {

void DayCounts::add_far(std::int32_t days, std::uint64_t times) {
  const std::int64_t at = static_cast<std::int64_t>(days) + kBelow;
  if (at < 0 || at >= static_cast<std::int64_t>(kNear)) {
    far_[days] += times;
    return;
  }
  near_.resize(std::min(kNear, std::max<std::size_t>(static_cast<std::size_t>(at) + 1, near_.size() * 2)));
  near_[static_cast<std::size_t>(at)] += times;
}

void DayCounts::add(const DayCounts& other) {
  for (const auto& [days, times] : other.listed()) add(days, times);
}

std::vector<std::pair<std::int32_t, std::uint64_t>> DayCounts::listed() const {
  std::vector<std::pair<std::int32_t, std::uint64_t>> all;
  const auto positive = far_.lower_bound(0);
  all.insert(all.end(), far_.begin(), positive);
  for (std::size_t at = 0; at < near_.size(); ++at) {
    if (near_[at] > 0) {
      all.emplace_back(static_cast<std::int32_t>(static_cast<std::int64_t>(at) - kBelow), near_[at]);
    }
  }
  all.insert(all.end(), positive, far_.end());
  return all;
}

Spread DayCounts::spread() const {
  Spread spread;
  const auto all = listed();
  for (const auto& [days, times] : all) spread.count += times;
  if (spread.count == 0) return spread;
  spread.least = all.front().first;
  spread.greatest = all.back().first;
  // Of an even number the two in the middle, of an odd one the one in the middle twice.
  const auto at_place = [&](std::uint64_t place) {
    for (const auto& [days, times] : all) {
      if (place < times) return days;
      place -= times;
    }
    return all.back().first;
  };
  spread.twice_median = std::int64_t{at_place((spread.count - 1) / 2)} + at_place(spread.count / 2);
  return spread;
}

}  // namespace proviso::replay
