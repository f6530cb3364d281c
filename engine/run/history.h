// SPDX-License-Identifier: Apache-2.0
// What happened in a case, in order: the executor's only input beside the program.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "engine/program/program.h"
#include "engine/program/value.h"
#include "proviso/date.h"

namespace proviso::run {

constexpr std::int32_t kNoTime = -1;

/// A fact as an occurrence records it.
struct RecordedFact {
  std::uint32_t fact = 0;
  Value value;
};

/// One event that happened.
struct Occurrence {
  std::uint32_t event = 0;
  Date on{};
  std::int32_t minute = kNoTime;  ///< of the day; those without one come first on their day
  std::uint32_t facts_begin = 0;  ///< into History::facts
  std::uint32_t facts_end = 0;
  std::uint32_t assumed = 0;  ///< 0: recorded; else 1 + index into History::assumptions: derived, and on what ground
  std::int64_t recorded = INT64_MIN;         ///< minutes since 1970-01-01 when it was recorded; INT64_MIN: not known
  std::uint32_t for_party = program::kNone;  ///< whom it is for, an index of the framework's parties; kNone: nobody
};

/// The history of one case. Reusable: clear() keeps the memory.
struct History {
  explicit History(const program::Program& of) : program(&of), pool(&of.literals_pool), not_held(of.events.size(), 0) {}

  const program::Program* program;
  ValuePool pool;
  std::vector<Occurrence> occurrences;
  std::vector<RecordedFact> facts;
  std::vector<std::string> assumptions;
  std::vector<std::uint8_t> not_held;  ///< by event: 1 where the source does not hold it
  /// Of a case begun under the rules that the framework continues: the day on which it is carried over. Date::min(): it
  /// began under these.
  Date transition = Date::min();

  /// Appends an occurrence; its facts follow by add_fact(). @return its index
  std::uint32_t add(std::uint32_t event, Date on);
  /// Adds a fact to the last occurrence.
  void add_fact(std::uint32_t fact, Value value);
  /// Sorts by date, then time of day, then the time recorded (unknown first), then as added. The executor needs this
  /// order.
  void sort();
  /// Drops occurrences and facts; `not_held` and `assumptions` stay.
  void clear();
};

}  // namespace proviso::run
