// SPDX-License-Identifier: Apache-2.0
// What one run came to: whole numbers alone, so that sums over runs are exact in any order.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/simulate/plan.h"

namespace proviso::simulate {

/// How often each number of days came up: up to 4,095 each by itself, then 64 widths to each doubling.
class DayHistogram {
 public:
  static constexpr std::uint32_t kExact = 4096;
  static constexpr std::size_t kBins = kExact + std::size_t{64} * 20;

  static std::size_t bin_of(std::uint32_t days) {
    if (days < kExact) return days;
    const auto above = static_cast<unsigned>(std::bit_width(days)) - 13U;
    return kExact + std::size_t{64} * above + (days >> (6U + above)) - 64U;
  }
  /// The least number of days of a bin.
  static std::int64_t begin_of(std::size_t bin) {
    if (bin < kExact) return static_cast<std::int64_t>(bin);
    const std::size_t above = (bin - kExact) / 64;
    return static_cast<std::int64_t>(((bin - kExact) % 64 + 64) << (6 + above));
  }

  void add(std::uint32_t days, std::uint64_t times = 1) {
    const std::size_t bin = bin_of(days);
    if (bin >= counts_.size()) counts_.resize(std::max(bin + 1, std::min(kBins, counts_.size() * 2)));
    counts_[bin] += times;
  }
  void add(const DayHistogram& other) {
    if (counts_.size() < other.counts_.size()) counts_.resize(other.counts_.size());
    for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[i] += other.counts_[i];
  }
  void clear() { std::ranges::fill(counts_, 0); }
  /// By bin; there may be empty ones at the end.
  [[nodiscard]] const std::vector<std::uint64_t>& counts() const { return counts_; }

 private:
  std::vector<std::uint64_t> counts_;
};

struct Tally {
  std::vector<std::int64_t> numbers;  ///< as Layout has them
  std::vector<std::int64_t> longest;  ///< queue, by resource
  std::vector<DayHistogram> times;    ///< by measure
  std::vector<DayHistogram> waits;    ///< by resource

  void begin(const Plan& plan) {
    numbers.assign(plan.layout.size, 0);
    longest.assign(plan.resources.size(), 0);
    times.resize(plan.measures.size());
    waits.resize(plan.resources.size());
    for (DayHistogram& histogram : times) histogram.clear();
    for (DayHistogram& histogram : waits) histogram.clear();
  }
};

}  // namespace proviso::simulate
