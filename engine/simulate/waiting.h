// SPDX-License-Identifier: Apache-2.0
// A resource and who waits for it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/simulate/plan.h"

namespace proviso::simulate {

struct Waiting {
  std::uint64_t rank = 0;  ///< the lowest is served first
  std::uint64_t number = 0;
  std::uint32_t slot = 0;
  std::uint16_t activity = 0;
  std::uint16_t need = 0;  ///< which of its needs
  Tick asked = 0;
};

/// Those who wait, in the order in which they are served.
class WaitingLine {
 public:
  void clear() {
    line_.clear();
    head_ = 0;
    count_ = 0;
  }
  [[nodiscard]] std::size_t size() const { return line_.size() - head_; }
  [[nodiscard]] bool empty() const { return head_ == line_.size(); }

  /// @param in_order  the rank is that of all who came before, or higher: it goes to the end
  void put(Waiting waiting, bool in_order) {
    waiting.number = count_++;
    if (in_order || empty()) {
      line_.push_back(waiting);
      return;
    }
    const auto place = std::upper_bound(
        line_.begin() + static_cast<std::ptrdiff_t>(head_), line_.end(), waiting,
        [](const Waiting& a, const Waiting& b) { return std::pair(a.rank, a.number) < std::pair(b.rank, b.number); });
    line_.insert(place, waiting);
  }
  /// The first of whom `may` says that it may be served; null: nobody.
  template <typename May>
  [[nodiscard]] const Waiting* first(const May& may) {
    for (found_ = head_; found_ < line_.size(); ++found_) {
      if (may(line_[found_])) return &line_[found_];
    }
    return nullptr;
  }
  /// Takes out whom first() gave.
  void take() {
    if (found_ == head_) {
      if (++head_ == line_.size()) {
        line_.clear();
        head_ = 0;
      } else if (head_ > 1024 && head_ * 2 > line_.size()) {
        line_.erase(line_.begin(), line_.begin() + static_cast<std::ptrdiff_t>(head_));
        head_ = 0;
      }
      return;
    }
    line_.erase(line_.begin() + static_cast<std::ptrdiff_t>(found_));
  }

 private:
  std::vector<Waiting> line_;
  std::size_t head_ = 0;
  std::size_t found_ = 0;
  std::uint64_t count_ = 0;
};

/// A resource in one run.
struct Pool {
  std::int64_t count = 0;
  std::int64_t held = 0;
  Tick since = 0;  ///< the integrals go up to then
  std::int64_t there_ticks = 0;
  std::int64_t held_ticks = 0;
  std::int64_t queue_ticks = 0;
  bool will_open = false;  ///< a moment at which its day comes is in the future already
  WaitingLine line;
};

}  // namespace proviso::simulate
