// SPDX-License-Identifier: Apache-2.0
// How often each number of days came up: what a spread is made of, and what two halves of the cases add up to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "engine/replay/summary.h"

namespace proviso::replay {

/// Numbers of days with how often each came up. Its size depends on how many different ones there are.
class DayCounts {
 public:
  void add(std::int32_t days, std::uint64_t times = 1) {
    const auto at = static_cast<std::size_t>(static_cast<std::int64_t>(days) + kBelow);
    if (at < near_.size()) {
      near_[at] += times;
    } else {
      add_far(days, times);
    }
  }
  void add(const DayCounts& other);

  /// What the numbers come to together; the same whatever order they were added in.
  [[nodiscard]] Spread spread() const;
  /// Every number that came up, ascending, with how often.
  [[nodiscard]] std::vector<std::pair<std::int32_t, std::uint64_t>> listed() const;

 private:
  static constexpr std::int64_t kBelow = 64;  // numbers from -64 on are near; the others are few
  static constexpr std::size_t kNear = 8192;

  void add_far(std::int32_t days, std::uint64_t times);

  std::vector<std::uint64_t> near_;  // by days + kBelow; grows as it must
  std::map<std::int32_t, std::uint64_t> far_;
};

}  // namespace proviso::replay
