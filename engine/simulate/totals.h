// SPDX-License-Identifier: Apache-2.0
// What many runs came to: sums and sums of squares of whole numbers, exact, so that they add up to the same in any
// order and over any threads and shards. Their size does not depend on the number of runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/simulate/plan.h"
#include "engine/simulate/tally.h"

namespace proviso::simulate {

__extension__ using Wide = __int128;

/// Two ratios of the same words, of a plan and of the one it is compared with, by their place in Plan::ratios.
struct RatioPair {
  std::uint32_t base = 0;
  std::uint32_t with = 0;
};
/// The ratios of the two that have the same words.
std::vector<RatioPair> pairs_of(const Plan& base, const Plan& with);

class Totals {
 public:
  /// @param base  what it is compared with, run by run; null: nothing
  Totals(const Plan& plan, const Plan* base);

  /// @param base  the tally of the same run of the plan it is compared with
  void add(const Tally& tally, const Tally* base);
  void add(const Totals& other);

  [[nodiscard]] std::uint64_t runs() const { return runs_; }
  [[nodiscard]] std::int64_t sum(std::uint32_t number) const { return sums_[number]; }
  [[nodiscard]] Wide square(std::uint32_t number) const { return squares_[number]; }
  /// The sum of the products of a ratio's two numbers. Precondition: it has a denominator.
  [[nodiscard]] Wide product(std::uint32_t ratio) const { return products_[ratio]; }
  /// Of a pair, with the numbers of the base first: of the numerators, base's numerator and the other's denominator,
  /// base's denominator and the other's numerator, the denominators.
  struct Cross {
    Wide nn = 0;
    Wide nd = 0;
    Wide dn = 0;
    Wide dd = 0;
  };
  [[nodiscard]] const std::vector<RatioPair>& pairs() const { return pairs_; }
  [[nodiscard]] const Cross& cross(std::size_t pair) const { return crosses_[pair]; }
  [[nodiscard]] std::int64_t longest(std::size_t resource) const { return longest_[resource]; }
  [[nodiscard]] const DayHistogram& times(std::size_t measure) const { return times_[measure]; }
  [[nodiscard]] const DayHistogram& waits(std::size_t resource) const { return waits_[resource]; }

  /// All of it as numbers, for a file.
  [[nodiscard]] std::vector<std::uint64_t> packed() const;
  /// @return false where they are not those of totals of this plan
  bool unpack(std::span<const std::uint64_t> numbers);

 private:
  template <typename Self, typename Visit>
  static void visit(Self& self, Visit& visit);

  const Plan* plan_;
  const Plan* base_;
  std::uint64_t runs_ = 0;
  std::vector<std::int64_t> sums_;
  std::vector<Wide> squares_;
  std::vector<Wide> products_;  // by ratio
  std::vector<RatioPair> pairs_;
  std::vector<Cross> crosses_;  // by pair
  std::vector<std::int64_t> longest_;
  std::vector<DayHistogram> times_;
  std::vector<DayHistogram> waits_;
};

}  // namespace proviso::simulate
