// SPDX-License-Identifier: Apache-2.0
// What some boxes leave uncovered of another: the gaps of a decision table, and whether a row of it is ever reached.
// Internal to engine/analysis.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace proviso::analysis {

/// Which values of every column: one bit each, column after column, each column in words of its own.
using Box = std::vector<std::uint64_t>;

/// How many values each column has, and where its bits stand in a box.
class BoxShape {
 public:
  explicit BoxShape(const std::vector<std::size_t>& values_by_column) {
    for (const std::size_t values : values_by_column) {
      begins_.push_back(words_);
      words_ += (values + 63) / 64;
    }
    begins_.push_back(words_);
  }
  [[nodiscard]] std::size_t columns() const { return begins_.size() - 1; }
  [[nodiscard]] std::size_t words() const { return words_; }
  [[nodiscard]] std::size_t begin(std::size_t column) const { return begins_[column]; }
  [[nodiscard]] std::size_t end(std::size_t column) const { return begins_[column + 1]; }

  [[nodiscard]] bool has(const Box& box, std::size_t column, std::size_t value) const {
    return (box[begins_[column] + value / 64] >> (value % 64) & 1U) != 0;
  }
  void set(Box& box, std::size_t column, std::size_t value) const {
    box[begins_[column] + value / 64] |= std::uint64_t{1} << (value % 64);
  }

 private:
  std::vector<std::size_t> begins_;
  std::size_t words_ = 0;
};

/// Steps that a check may still take; about a nanosecond each.
class WorkBudget {
 public:
  explicit WorkBudget(std::size_t steps) : left_(steps) {}
  /// Takes so many steps; no once they are used up.
  bool take(std::size_t steps) {
    left_ = steps < left_ ? left_ - steps : 0;
    return left_ > 0;
  }
  [[nodiscard]] bool spent() const { return left_ == 0; }

 private:
  std::size_t left_;
};

/// Looks for what is left of a region once boxes are taken out of it. The region is halved along a side of a box until
/// nothing or a whole box fills it. Of boxes that do not overlap, counting what they hold tells at once whether a part
/// is full; of others that is hard in principle, which is why there is a budget.
class UncoveredSearch {
 public:
  /// @param region    no column of it empty
  /// @param boxes     what covers; must outlive the search
  /// @param disjoint  whether no two of the boxes overlap within the region
  UncoveredSearch(const BoxShape& shape, Box region, std::vector<const Box*> boxes, bool disjoint, WorkBudget& budget);

  /// A box of the region that meets none of the boxes, nor any that was found before, and that would meet one if it
  /// were larger in any column; empty where there is none or the budget is spent. What was found counts as covered from
  /// then on.
  Box next();

 private:
  struct Part {
    Box box;
    std::vector<std::uint32_t> by;  // what may cover some of it
    std::size_t found = 0;          // so many of found_ were there to be seen
  };

  [[nodiscard]] const Box& covering(std::uint32_t index) const {
    return index < boxes_.size() ? *boxes_[index] : found_[index - boxes_.size()];
  }
  bool full(const Part& part);
  void halve(Part part);
  Box widened(Box box);

  const BoxShape& shape_;
  const Box region_;
  const std::vector<const Box*> boxes_;
  const bool disjoint_;
  WorkBudget& budget_;
  std::vector<Box> found_;
  std::vector<Part> open_;
};

/// Whether two boxes have something in common; takes its work from the budget.
bool meet(const BoxShape& shape, const Box& a, const Box& b, WorkBudget& budget);

/// Whether all of b lies in a.
bool holds(const Box& a, const Box& b);

}  // namespace proviso::analysis
