// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/uncovered.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace proviso::analysis {
namespace {

__extension__ using Wide = unsigned __int128;

std::size_t count_common(const Box& a, const Box& b, std::size_t begin, std::size_t end) {
  std::size_t count = 0;
  for (std::size_t w = begin; w < end; ++w) count += static_cast<std::size_t>(std::popcount(a[w] & b[w]));
  return count;
}

bool any_common(const Box& a, const Box& b, std::size_t begin, std::size_t end) {
  for (std::size_t w = begin; w < end; ++w) {
    if ((a[w] & b[w]) != 0) return true;
  }
  return false;
}

/// How many points two boxes have in common; nothing where that is too many to count.
std::optional<Wide> points(const BoxShape& shape, const Box& a, const Box& b) {
  Wide product = 1;
  for (std::size_t c = 0; c < shape.columns(); ++c) {
    const Wide count = count_common(a, b, shape.begin(c), shape.end(c));
    if (count != 0 && product > std::numeric_limits<Wide>::max() / count) return std::nullopt;
    product *= count;
  }
  return product;
}

}  // namespace

bool meet(const BoxShape& shape, const Box& a, const Box& b, WorkBudget& budget) {
  std::size_t touched = 0;
  bool all = true;
  for (std::size_t c = 0; c < shape.columns() && all; ++c) {
    touched += shape.end(c) - shape.begin(c);
    all = any_common(a, b, shape.begin(c), shape.end(c));
  }
  budget.take(touched);
  return all;
}

bool holds(const Box& a, const Box& b) {
  for (std::size_t w = 0; w < a.size(); ++w) {
    if ((b[w] & ~a[w]) != 0) return false;
  }
  return true;
}

UncoveredSearch::UncoveredSearch(const BoxShape& shape, Box region, std::vector<const Box*> boxes, bool disjoint,
                                 WorkBudget& budget)
    : shape_(shape), region_(std::move(region)), boxes_(std::move(boxes)), disjoint_(disjoint), budget_(budget) {
  Part whole{.box = region_, .by = {}, .found = 0};
  for (std::uint32_t i = 0; i < boxes_.size(); ++i) whole.by.push_back(i);
  open_.push_back(std::move(whole));
}

Box UncoveredSearch::next() {
  while (!open_.empty()) {
    if (budget_.spent()) return {};
    Part part = std::move(open_.back());
    open_.pop_back();
    for (; part.found < found_.size(); ++part.found) {
      part.by.push_back(static_cast<std::uint32_t>(boxes_.size() + part.found));
    }
    std::erase_if(part.by, [&](std::uint32_t i) { return !meet(shape_, covering(i), part.box, budget_); });
    if (part.by.empty()) {
      found_.push_back(widened(std::move(part.box)));
      return found_.back();
    }
    budget_.take(part.by.size());
    const bool in_one =
        std::any_of(part.by.begin(), part.by.end(), [&](std::uint32_t i) { return holds(covering(i), part.box); });
    if (!in_one && !full(part)) halve(std::move(part));
  }
  return {};
}

/// Whether boxes that do not overlap fill the part, by what they hold. No where that cannot be told so.
bool UncoveredSearch::full(const Part& part) {
  if (!disjoint_) return false;
  const auto own =
      std::partition_point(part.by.begin(), part.by.end(), [&](std::uint32_t i) { return i < boxes_.size(); });
  for (auto a = own; a != part.by.end(); ++a) {
    for (auto b = a + 1; b != part.by.end(); ++b) {
      if (meet(shape_, covering(*a), covering(*b), budget_)) return false;  // found boxes may overlap
    }
  }
  budget_.take(4 * shape_.words() * part.by.size());
  std::optional<Wide> left = points(shape_, part.box, part.box);
  for (const std::uint32_t i : part.by) {
    const std::optional<Wide> held = points(shape_, part.box, covering(i));
    if (!left || !held || *held > *left) return false;
    *left -= *held;
  }
  return left == Wide{0};
}

/// Puts two halves aside for later: along a side of the box that covers most, the side that cuts through the fewest of
/// the others. The emptier half comes first.
void UncoveredSearch::halve(Part part) {
  const std::size_t columns = shape_.columns();
  budget_.take(4 * shape_.words() * (part.by.size() + 1));
  std::vector<double> whole(columns);
  for (std::size_t c = 0; c < columns; ++c) {
    whole[c] = static_cast<double>(count_common(part.box, part.box, shape_.begin(c), shape_.end(c)));
  }
  std::vector<double> shares;  // how much of the part each box covers
  std::size_t largest = 0;
  for (std::size_t i = 0; i < part.by.size(); ++i) {
    double share = 1;
    for (std::size_t c = 0; c < columns; ++c) {
      share *=
          static_cast<double>(count_common(part.box, covering(part.by[i]), shape_.begin(c), shape_.end(c))) / whole[c];
    }
    shares.push_back(share);
    if (share > shares[largest]) largest = i;
  }

  const Box& edge = covering(part.by[largest]);
  std::size_t chosen = columns;
  std::size_t fewest = std::numeric_limits<std::size_t>::max();
  for (std::size_t c = 0; c < columns; ++c) {
    const std::size_t begin = shape_.begin(c);
    const std::size_t end = shape_.end(c);
    bool divides = false;
    for (std::size_t w = begin; w < end && !divides; ++w) divides = (part.box[w] & ~edge[w]) != 0;
    if (!divides) continue;
    std::size_t cut = 0;
    for (const std::uint32_t i : part.by) {
      const Box& box = covering(i);
      bool inside = false;
      bool outside = false;
      for (std::size_t w = begin; w < end && !(inside && outside); ++w) {
        inside = inside || (part.box[w] & edge[w] & box[w]) != 0;
        outside = outside || (part.box[w] & ~edge[w] & box[w]) != 0;
      }
      if (inside && outside) ++cut;
    }
    budget_.take((end - begin) * part.by.size());
    if (cut < fewest) {
      fewest = cut;
      chosen = c;
    }
  }
  // INVARIANT: a box that covered every column would cover the part, and then it is not halved.
  Part inner{.box = part.box, .by = part.by, .found = part.found};
  Part outer = std::move(part);
  for (std::size_t w = shape_.begin(chosen); w < shape_.end(chosen); ++w) {
    inner.box[w] &= edge[w];
    outer.box[w] &= ~edge[w];
  }
  const std::size_t begin = shape_.begin(chosen);
  const std::size_t end = shape_.end(chosen);
  double inner_covered = 0;
  double outer_covered = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const Box& box = covering(inner.by[i]);
    const auto within = static_cast<double>(count_common(inner.box, box, begin, end));
    const auto without = static_cast<double>(count_common(outer.box, box, begin, end));
    inner_covered += shares[i] * within / (within + without);
    outer_covered += shares[i] * without / (within + without);
  }
  const auto inner_size = static_cast<double>(count_common(inner.box, inner.box, begin, end));
  const auto outer_size = static_cast<double>(count_common(outer.box, outer.box, begin, end));
  const bool inner_first = inner_covered / inner_size < outer_covered / outer_size;
  open_.push_back(std::move(inner_first ? outer : inner));
  open_.push_back(std::move(inner_first ? inner : outer));
}

/// As large as it can be, column by column.
Box UncoveredSearch::widened(Box box) {
  budget_.take(shape_.columns() * shape_.words() * (boxes_.size() + found_.size() + 1));
  std::vector<std::uint32_t> meets(boxes_.size(), 0);  // in how many columns each box meets this one
  std::vector<std::vector<bool>> in(shape_.columns(), std::vector<bool>(boxes_.size()));
  for (std::size_t c = 0; c < shape_.columns(); ++c) {
    for (std::uint32_t i = 0; i < boxes_.size(); ++i) {
      in[c][i] = any_common(*boxes_[i], box, shape_.begin(c), shape_.end(c));
      if (in[c][i]) ++meets[i];
    }
  }
  for (std::size_t c = 0; c < shape_.columns(); ++c) {
    std::vector<std::uint64_t> free(region_.begin() + static_cast<std::ptrdiff_t>(shape_.begin(c)),
                                    region_.begin() + static_cast<std::ptrdiff_t>(shape_.end(c)));
    for (std::uint32_t i = 0; i < boxes_.size(); ++i) {
      if (meets[i] - (in[c][i] ? 1U : 0U) != shape_.columns() - 1) continue;
      for (std::size_t w = 0; w < free.size(); ++w) free[w] &= ~(*boxes_[i])[shape_.begin(c) + w];
    }
    std::copy(free.begin(), free.end(), box.begin() + static_cast<std::ptrdiff_t>(shape_.begin(c)));
    for (std::uint32_t i = 0; i < boxes_.size(); ++i) {
      const bool now = any_common(*boxes_[i], box, shape_.begin(c), shape_.end(c));
      if (now && !in[c][i]) ++meets[i];
      in[c][i] = now;
    }
  }
  return box;
}

}  // namespace proviso::analysis
