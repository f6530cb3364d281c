// SPDX-License-Identifier: Apache-2.0
// A case's report and a duty's explanation as text for people.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/calendar.h"
#include "proviso/report.h"

namespace proviso::cli {

/// A case on a day: what happened, where it stands, what is due next, what was missed, what else was found, its facts.
/// @param id           the case's name
/// @param as_of_ground where the day was taken from: `the case file's own day`
/// @param calendar     counts how far off a due date is; may be null
std::string case_text(const CaseReport& report, const std::string& id, const std::string& as_of_ground,
                      const Calendar* calendar);

/// Why one instance of a duty has the dates it has.
std::string explanation_text(const Explanation& explanation);

/// The lines that say by whose knowledge a case is shown, and how many records came later; empty where all of them
/// count.
std::string known_at_text(std::optional<DayTime> known_at, std::size_t not_yet_known);

/// The line that says on which day a case stopped; empty where it did not.
std::string stopped_text(const std::optional<Stopped>& stopped);

/// `must`, `will usually not`: how a duty binds, in a word.
std::string modality_text(Modality modality, bool negated);

}  // namespace proviso::cli
