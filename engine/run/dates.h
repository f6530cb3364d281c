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

/// The days on which the clock of an instance stood still so far; with `perhaps` also those on which it may have. Where
/// it took over a limit in a transition, the days before that are those of the duty whose limit held then.
std::vector<StoppedDays> stopped_days(const program::Program& program, const CaseState& state, const Instance& instance,
                                      bool perhaps);

/// A due date rolled by the first clause whose period holds it; nothing where the calendar does not know the day.
std::optional<Date> rolled(const program::Program& program, program::Range rolls, Date date,
                           std::uint32_t* by = nullptr);

}  // namespace proviso::run
