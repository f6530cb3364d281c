// SPDX-License-Identifier: Apache-2.0
// The waits between the events of one pair, case after case. Internal to engine/fit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/calendar.h"
#include "engine/fit/estimates.h"
#include "engine/run/history.h"

namespace proviso::fit {

/// Collects the waits of one pair.
class WaitCollector {
 public:
  /// @param calendar  null where the rules name none
  /// @param rivals    other events that `pair.event` follows: with them the count begins anew
  WaitCollector(Pair pair, std::vector<std::uint32_t> rivals, const Calendar* calendar, const Options& options);

  void begin_case(const run::History& history);
  /// The occurrences of a case in their order; `facts` are as known after this one.
  void see(const run::Occurrence& occurrence, const std::vector<Value>& facts);
  void end_case();

  /// Something ever began.
  [[nodiscard]] bool any() const;
  [[nodiscard]] PairEstimate estimate() const;

 private:
  /// @param event  nothing: it is watched no longer
  void close(Date on, std::optional<std::uint32_t> event, std::uint32_t assumed);
  void open(const run::Occurrence& occurrence, const std::vector<Value>& facts);

  Pair pair_;
  std::size_t own_ = 0;  // which outcome the pair's event is
  std::vector<std::uint32_t> rivals_;
  const Calendar* calendar_;
  const Options& options_;
  const run::History* history_ = nullptr;

  std::optional<Date> begun_;  // the wait that is open
  std::uint32_t begun_assumed_ = 0;
  bool came_unasked_ = false;  // the event has come, and ended no wait
  std::vector<Wait> waits_;
  std::uint64_t begun_again_ = 0;
  std::uint64_t not_asked_ = 0;
  std::uint64_t condition_unknown_ = 0;
  std::uint64_t came_before_ = 0;
  std::uint64_t outside_calendar_ = 0;
  std::uint64_t assumed_ = 0;
  std::string assumption_;
};

}  // namespace proviso::fit
