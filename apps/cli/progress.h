// SPDX-License-Identifier: Apache-2.0
// A line on a terminal that says how far a long work has come.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace proviso::cli {

/// Shown on standard error only where that is a terminal and the work takes longer than a second; wiped off at the end,
/// so that nothing of it stays.
class Progress {
 public:
  /// @param thing  what is counted, in the plural: `cases`
  explicit Progress(std::string thing);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  void show(std::uint64_t done, std::uint64_t total);
  /// Takes the line away: the work is done.
  void wipe();

 private:
  using Clock = std::chrono::steady_clock;

  std::string thing_;
  bool on_terminal_ = false;
  bool shown_ = false;
  Clock::time_point start_;
  Clock::time_point next_;
};

/// `1,234,567`.
std::string grouped(std::uint64_t number);

}  // namespace proviso::cli
