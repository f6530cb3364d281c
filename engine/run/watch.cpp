// SPDX-License-Identifier: Apache-2.0
#include "engine/run/watch.h"

#include <algorithm>

namespace proviso::run {

bool note_truth(CaseState& state, std::uint32_t watch, Truth truth, Date day, bool at_start) {
  std::vector<TruthChange>& log = state.watches[watch];
  const Truth before = log.empty() ? Truth::kNo : log.back().truth;
  if (truth == before) return false;
  if (before == Truth::kUnknown) {
    log.back().truth = truth;
    // Joined to what stood before it, where that is the same.
    if (log.size() > 1 ? log[log.size() - 2].truth == truth : truth == Truth::kNo) log.pop_back();
    return true;
  }
  log.push_back({day, at_start, truth});
  return true;
}

std::optional<std::int64_t> longest_run(const CaseState& state, std::uint32_t watch, Truth now, Date first, Date last) {
  const std::vector<TruthChange>& log = state.watches[watch];
  last = std::min(last, state.today);
  std::int64_t longest = 0;
  std::int64_t run = 0;
  if (last < first) return 0;
  // What is unknown in the log and known now counts as known.
  const auto truth_of = [&](std::size_t i) {
    const bool settles = i + 1 == log.size() && log[i].truth == Truth::kUnknown && now != Truth::kUnknown;
    return settles ? now : log[i].truth;
  };
  const auto add = [&](Date from, Date to, Truth truth) {  // days [from, to]
    from = std::max(from, first);
    to = std::min(to, last);
    if (to < from) return true;
    if (truth == Truth::kUnknown) return false;
    run = truth == Truth::kYes ? run + (to - from).count() + 1 : 0;
    longest = std::max(longest, run);
    return true;
  };
  constexpr std::chrono::days kDay{1};
  // A day belongs to the truth that held at its end: that of the last change on it or before.
  Date from = Date::min() + kDay;
  Truth truth = Truth::kNo;
  for (std::size_t i = 0; i < log.size(); ++i) {
    if (log[i].day > from && !add(from, log[i].day - kDay, truth)) return std::nullopt;
    from = std::max(from, log[i].day);
    truth = truth_of(i);
  }
  if (last == state.today) {
    if (state.today > from && !add(from, state.today - kDay, truth)) return std::nullopt;
    if (!add(state.today, state.today, now)) return std::nullopt;
  } else if (!add(from, last, truth)) {
    return std::nullopt;
  }
  return longest;
}

}  // namespace proviso::run
