// SPDX-License-Identifier: Apache-2.0
// Sections 4 and 8: tracks, moves, timeouts, actions and rounds.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/model/model.h"
#include "tests/reference/state.h"

namespace proviso::reference {

// Tracks (tracks.cpp). Where something gives `false`, a case was closed: the rest of the round is not done.

/// Puts a track into a stage: the stage it leaves closes first.
void enter(Case& c, model::TrackId track, model::StageId stage);
/// Starts a track in its first stage; nothing where it runs.
void begin(Case& c, model::TrackId track);
/// Opens a part: its case, and its tracks that start at once.
void open_part(Case& c, model::PartId part);
void close_part(Case& c, model::PartId part);
/// A move's actions, then the move.
bool make(Case& c, const model::Move& move);
/// Section 3.6. `because_of_it`: a track moved, began or waits because of this event.
bool moves_for_event(Case& c, std::size_t occurrence, bool& because_of_it);
/// The timeouts at the end of today.
void timeouts(Case& c);
/// Counts a move or an action: too many at one instant are an error.
void count_step(Case& c);
void new_round(Case& c);

// Transitions (carrying.cpp)

/// Carries a case over at the beginning of today, if it is one to be carried over.
void carry_over(Case& c);

// Rounds (reactions.cpp)

bool act_out(Case& c, const std::vector<model::Action>& actions);
/// What an event's triggers need to know of the moment it came.
struct EventContext {
  std::size_t occurrence = 0;
  std::vector<bool> trigger_was_open;
};
void rounds(Case& c, const EventContext* event);

}  // namespace proviso::reference
