// SPDX-License-Identifier: Apache-2.0
// The dates of a duty's instance: its limit, the days its clock stood still, what moved it, the roll. The executor arms
// and judges with them, explanations retrace them.
#pragma once

#include <optional>
#include <vector>

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

/// The dates of an instance. `first` belongs to the duty's own limit, `second` to `or ensure`.
struct Dates {
  Window first;
  Window second;
  Doubt doubt;  ///< why there are none: a calendar that ends, a parameter that is not in force
};
Dates dates_of(const program::Program& program, const History& history, const CaseState& state, std::uint32_t instance);

/// One step of how a due date came about.
struct DateStep {
  enum class Kind : std::uint8_t { kCounted, kNotCounted, kExtended, kExtendedTo, kInstead, kCapped, kRolled };
  Kind kind{};
  Date from = kNoDate;
  Duration amount{};
  Counting counting{};
  Instant reached;
  std::uint32_t adjusted = kNone;  ///< into CaseState::adjusted
  std::uint32_t roll = kNone;      ///< into Program::rolls
};
/// The steps to the later due date of the duty's own limit (`second`: of `or ensure`), in order.
std::vector<DateStep> date_steps(const program::Program& program, const History& history, const CaseState& state,
                                 std::uint32_t instance, bool second);

/// The days on which a duty's clock stood still so far; with `perhaps` also those on which it may have.
std::vector<StoppedDays> stopped_days(const program::Program& program, const CaseState& state, std::uint32_t duty,
                                      bool perhaps);

/// A due date rolled by the first clause whose period holds it; nothing where the calendar does not know the day.
std::optional<Date> rolled(const program::Program& program, program::Range rolls, Date date,
                           std::uint32_t* by = nullptr);

/// `15 February in the year of` a date; 29 February in other years the 28th.
Date in_year_of(std::chrono::month_day day, Date date);

}  // namespace proviso::run
