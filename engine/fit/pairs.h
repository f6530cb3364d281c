// SPDX-License-Identifier: Apache-2.0
// Which events the rules let follow which, as far as a source of cases has them.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/model/model.h"
#include "engine/program/value.h"
#include "proviso/date.h"

namespace proviso::fit {

/// A fact must have one of these values, each a yes, a no or a choice.
struct FactTest {
  std::uint32_t fact = 0;
  std::vector<Value> values;
  friend bool operator==(const FactTest&, const FactTest&) = default;
};

/// An event and one that it can follow. Events, facts, duties and stages by their index in the framework.
struct Pair {
  std::uint32_t after = 0;
  std::uint32_t event = 0;
  bool working_days = false;           ///< a duty counts the time between them in working days
  std::optional<std::uint32_t> duty;   ///< whose limit counts from `after`
  std::optional<std::int32_t> limit;   ///< of the duty, in the unit of the pair; nothing where it has no number of days
  std::optional<std::uint32_t> stage;  ///< entered with `after` and left with `event`
  std::vector<std::uint32_t> others;   ///< events that leave the stage otherwise, so that `event` does not come
  std::vector<FactTest> only_if;       ///< all must hold when `after` happens
  bool condition_left_out = false;     ///< it hangs on more than that
  std::vector<std::uint32_t> passed;   ///< events in between that the source does not have; nearest to `event` first
};

/// The pairs of events that the source has:
///  1. An event follows what a duty to bring it about counts its limit from. A duty that only says `no sooner than`
///     counts where there is no other.
///  2. Where no such event is in the source: whatever enters a stage that the event leaves.
///  3. Where none of those is in the source either: what they follow in turn, by the same rules. But where the way
///     leads through an event under a condition, an event of the source that records the same facts stands in for it.
/// Conditions of moves are taken over where they ask what a yes/no fact or a `one of` is.
/// @param in_source  by event: whether it happens in the cases
/// @param day        the versions of parameters that count
/// @return in the order of the framework's events, then of `after`
std::vector<Pair> pairs_by_rules(const model::Framework& framework, const std::vector<bool>& in_source, Date day);

/// A pair that somebody asks for, with what the rules say of it.
Pair pair_asked_for(const model::Framework& framework, std::uint32_t after, std::uint32_t event, Date day);

}  // namespace proviso::fit
