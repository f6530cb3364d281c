// SPDX-License-Identifier: Apache-2.0
// From which day to which day an act is in time: a duty's limit applied to its anchor's date. The executor arms with
// it, explanations retrace it.
#pragma once

#include "engine/calendar/deadline.h"
#include "engine/program/program.h"
#include "engine/run/state.h"

namespace proviso::run {

/// Days in time, both included; kNoDate: no bound, or not known yet. `doubt` where a date cannot be had.
struct Window {
  Date opens = kNoDate;
  Date due = kNoDate;
  Doubt doubt;
};

/// The amount of the duty's limit that counts for an anchor on that day; null where no version is in force.
const Duration* amount_of(const program::Program& program, const program::DutyRow& duty, Date anchor);

/// A moment's date from its base's date: the offsets applied in turn. Nothing where the calendar does not know it.
std::optional<Date> moment_date(const program::Program& program, const program::MomentRow& moment, Date base);

/// @param anchor   the date of the limit's moment's base (an event, entering a stage, a date fact, a date)
/// @param second   the date of the `no later than` moment's base; kNoDate where it is not known
Window window_of(const program::Program& program, const program::DutyRow& duty, Date anchor, Date second);

}  // namespace proviso::run
