// SPDX-License-Identifier: Apache-2.0
#include "engine/run/history.h"

#include <algorithm>

namespace proviso::run {

std::uint32_t History::add(std::uint32_t event, Date on) {
  Occurrence occurrence;
  occurrence.event = event;
  occurrence.on = on;
  occurrence.facts_begin = static_cast<std::uint32_t>(facts.size());
  occurrence.facts_end = occurrence.facts_begin;
  occurrences.push_back(occurrence);
  return static_cast<std::uint32_t>(occurrences.size() - 1);
}

void History::add_fact(std::uint32_t fact, Value value) {
  facts.push_back({fact, value});
  occurrences.back().facts_end = static_cast<std::uint32_t>(facts.size());
}

void History::sort() {
  const auto earlier = [](const Occurrence& a, const Occurrence& b) {
    if (a.on != b.on) return a.on < b.on;
    return a.minute != b.minute ? a.minute < b.minute : a.recorded < b.recorded;
  };
  if (!std::is_sorted(occurrences.begin(), occurrences.end(), earlier)) {
    std::stable_sort(occurrences.begin(), occurrences.end(), earlier);
  }
}

void History::clear() {
  occurrences.clear();
  facts.clear();
  pool.clear();
}

}  // namespace proviso::run
