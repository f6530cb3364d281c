// SPDX-License-Identifier: Apache-2.0
// How late an act was, reckoned and in words: by days, and by the minute where a limit ends within a day.
#pragma once

#include <optional>
#include <string>

#include "engine/calendar/deadline.h"
#include "engine/program/program.h"
#include "engine/run/history.h"
#include "engine/run/state.h"

namespace proviso::run {

/// How far an act lies from the bound that an instance missed.
/// @param act  an occurrence; kNone: the instance's own, which may have no event, or up to today what is not done
/// @return nothing where the act was in time, or there is no bound
std::optional<Lateness> lateness_of(const program::Program& program, const History& history, const CaseState& state,
                                    const Instance& instance, std::uint32_t act = kNone);

/// `4 working days late`, `2 working days too early`, `26 hours and 1 minute late`; in calendar days where no calendar
/// counts it, in hours and minutes for less than two days where both are known by the minute.
std::string lateness_words(const Lateness& late);

/// `5 May 2017`; `5 May 2017 at 16:00` for an instant within a day.
std::string long_instant(Date day, std::int32_t minute);
/// The same with its weekday.
std::string weekday_instant(Date day, std::int32_t minute);

}  // namespace proviso::run
