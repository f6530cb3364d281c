// SPDX-License-Identifier: Apache-2.0
// Moments as dates: the points in time that limits count from and end at, as far as they have come.
#pragma once

#include <chrono>
#include <cstdint>

#include "engine/calendar/clock.h"
#include "engine/program/program.h"
#include "engine/run/history.h"
#include "engine/run/state.h"

namespace proviso::run {

/// A moment's date, and that of the moment all its offsets start from; kNoDate where there is none yet.
struct MomentDate {
  Date date = kNoDate;
  Date base = kNoDate;
  Doubt doubt;
  bool counted = false;  ///< an offset leads on from the base, and has left stopped days out
};

/// A moment as things stand: events by their latest occurrence (`first E`: the first).
MomentDate moment_now(const program::Program& program, const History& history, const CaseState& state,
                      std::uint32_t moment, Stops stops = {});

/// The moment that an instance of a duty counts from: its own anchor, or the events it has taken in.
MomentDate moment_of(const program::Program& program, const History& history, const CaseState& state,
                     std::uint32_t instance, Stops stops = {});

/// A further moment of an instance's duty (`no later than`, `until`, that of `or ensure`): the anchor where it names
/// the anchor's events, else the latest occurrence, if that is not from before the anchor.
MomentDate further_moment(const program::Program& program, const History& history, const CaseState& state,
                          std::uint32_t instance, std::uint32_t moment, Stops stops = {});

/// The amount that counts for a moment with that base; null where no version of the parameter is in force.
const Duration* amount_on(const program::Program& program, const program::AmountRow& amount, Date base);

/// `15 February in the year of` a date; 29 February in other years the 28th.
Date in_year_of(std::chrono::month_day day, Date date);

/// The latest occurrence of any of the events; kNone where none has happened.
std::uint32_t latest_occurrence(const program::Program& program, const CaseState& state, program::Range events);

/// Whether two moments are of one kind and name the same events.
bool same_events(const program::Program& program, const program::MomentRow& a, const program::MomentRow& b);

}  // namespace proviso::run
