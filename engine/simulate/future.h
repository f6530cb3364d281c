// SPDX-License-Identifier: Apache-2.0
// What is still to happen in a run, the earliest first; what falls together, as it was put in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/simulate/plan.h"

namespace proviso::simulate {

struct Coming {
  enum class Kind : std::uint8_t {
    kCase,     ///< `subject`: place or number of the arrival; `activity`: source
    kArrival,  ///< the next case of a source that comes by chance; `activity`: source
    kAsk,      ///< `subject`: slot: its wait is over
    kDone,     ///< `subject`: slot: the event happens
    kOpens,    ///< `activity`: resource whose day has come
    kLook,     ///< `subject`: slot: whether its stage has changed with time alone; `activity`: its epoch
  };
  std::uint64_t order = 0;  ///< tick, then how many came before
  std::uint32_t subject = 0;
  std::uint16_t activity = 0;
  Kind kind{};

  [[nodiscard]] Tick at() const { return static_cast<Tick>(order >> 32U); }
};

/// A heap in which each has four below it: fewer levels, and those four lie together. What is taken out leaves a hole
/// that the next one put in fills: mostly something happens and something new is to come.
class Future {
 public:
  void clear() {
    heap_.clear();
    count_ = 0;
    hole_ = false;
  }

  void put(Tick at, Coming::Kind kind, std::uint32_t subject, std::uint16_t activity) {
    const Coming coming{std::uint64_t{at} << 32U | count_++, subject, activity, kind};
    if (hole_) {
      hole_ = false;
      sink(coming);
      return;
    }
    heap_.emplace_back();
    std::size_t place = heap_.size() - 1;
    while (place > 0 && heap_[(place - 1) / 4].order > coming.order) {
      heap_[place] = heap_[(place - 1) / 4];
      place = (place - 1) / 4;
    }
    heap_[place] = coming;
  }

  /// The earliest; null: nothing is to come.
  const Coming* first() {
    if (hole_) {
      hole_ = false;
      const Coming last = heap_.back();
      heap_.pop_back();
      if (!heap_.empty()) sink(last);
    }
    return heap_.empty() ? nullptr : heap_.data();
  }
  /// Takes the earliest out. Precondition: first() was called, and is not null.
  Coming take() {
    hole_ = true;
    return heap_.front();
  }

 private:
  void sink(Coming coming) {
    const std::size_t size = heap_.size();
    Coming* const heap = heap_.data();
    std::size_t place = 0;
    while (true) {
      const std::size_t begin = place * 4 + 1;
      if (begin >= size) break;
      std::size_t least = begin;
      if (begin + 4 <= size) {
        const std::size_t low = heap[begin + 1].order < heap[begin].order ? begin + 1 : begin;
        const std::size_t high = heap[begin + 3].order < heap[begin + 2].order ? begin + 3 : begin + 2;
        least = heap[high].order < heap[low].order ? high : low;
      } else {
        for (std::size_t i = begin + 1; i < size; ++i) {
          if (heap[i].order < heap[least].order) least = i;
        }
      }
      if (heap[least].order >= coming.order) break;
      heap[place] = heap[least];
      place = least;
    }
    heap[place] = coming;
  }

  std::vector<Coming> heap_;
  std::uint32_t count_ = 0;
  bool hole_ = false;
};

}  // namespace proviso::simulate
