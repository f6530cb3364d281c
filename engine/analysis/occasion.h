// SPDX-License-Identifier: Apache-2.0
// What sets a move off, so that the moves of a stage can be compared: those with one occasion are read as one decision.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "engine/analysis/find_case.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// What sets a move off, apart from its condition: an event, a timeout, or nothing (`when <condition>`).
struct Occasion {
  model::Move::Kind kind{};
  std::vector<model::EventId> events;  ///< kOnEvents: exactly one; kAfter: what it counts from, in order
  std::string after;                   ///< kAfter: the amount in words, the same for the same amount
  friend auto operator<=>(const Occasion&, const Occasion&) = default;
};

/// Each occasion of a move once: one for each of its events.
std::vector<Occasion> occasions(const model::Framework& framework, const model::Move& move);

/// ``on `letter-received` ``, `after 5 working days in this stage `: how a message begins; empty for a condition.
std::string occasion_words(const model::Framework& framework, const Occasion& occasion);

/// Where the case stands when the move is asked.
Situation situation_of(model::StageId stage, const Occasion& occasion);

/// Always yes once its occasion comes.
inline bool unconditional(const model::Move& move) { return !move.otherwise && !move.condition; }

}  // namespace proviso::analysis
