// SPDX-License-Identifier: Apache-2.0
// What a case's state amounts to: breaches, shortfalls, deviations and the rest, with what each rests on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/vocabulary_words.h"
#include "engine/calendar/deadline.h"
#include "engine/program/program.h"
#include "engine/run/history.h"
#include "engine/run/state.h"

namespace proviso::run {

/// One finding as indices; see finding_text() for words.
struct Finding {
  FindingKind kind{};
  Date on{};                         ///< the day it came up
  std::uint32_t instance = kNone;    ///< the duty's instance; kNone for unexpected events and undecided moves
  std::uint32_t occurrence = kNone;  ///< the unexpected event, or the act out of time
  std::uint32_t track = kNone;       ///< the track with an undecided move
  std::uint32_t trigger = kNone;     ///< the trigger with an `if` that was unknown
  Doubt doubt;
  std::optional<Lateness>
      late;              ///< where a due (or opening) date and an act are known; for a miss not yet done, up to as-of
  bool assumed = false;  ///< rests on a derived date
};

/// Every finding of a state as of its `today`, in order of date, then as the duties stand in the file.
std::vector<Finding> find(const program::Program& program, const History& history, const CaseState& state);

/// What a miss of this duty is called.
FindingKind missed_is(Modality modality);

/// Whether the amount, or the clause, that an instance rests on is unconfirmed.
bool is_unconfirmed(const program::Program& program, const Instance& instance);

/// The citations of the duty, and of the parameter version that counted.
std::vector<model::Citation> citations_of(const program::Program& program, const Instance& instance);

/// `the fact wsoa-required is unknown`, `letter-received is not held`: why something is undecided.
std::string doubt_text(const program::Program& program, const Doubt& doubt);

/// Whoever owes an instance: as things stand while it is pending, who owed it once it is settled; kNone: not known.
std::uint32_t owed_by(const program::Program& program, const History& history, const CaseState& state,
                      const Instance& instance);

/// What would excuse a miss that is not known, in words; empty: nothing would.
std::string open_excuse(const program::Program& program, const History& history, const CaseState& state,
                        const Instance& instance);

/// The name of the event or other moment an instance is anchored in.
std::string anchor_text(const program::Program& program, const History& history, const Instance& instance);

using proviso::finding_kind_text;
using proviso::status_text;

}  // namespace proviso::run
