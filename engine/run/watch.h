// SPDX-License-Identifier: Apache-2.0
// How watched conditions stood, day by day: what stops a clock, and how long something held.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/run/state.h"

namespace proviso::run {

/// Notes how a condition stands. What was unknown and is known now counts as having had this value ever since.
/// @return whether anything that was noted before, or the present, changed
bool note_truth(CaseState& state, std::uint32_t watch, Truth truth, Date day, bool at_start);

/// The most days one after the other, of those from `first` to `last` and not after today, at whose end the condition
/// was yes; today counts as it stands `now`. Nothing where one of these days is unknown.
std::optional<std::int64_t> longest_run(const CaseState& state, std::uint32_t watch, Truth now, Date first, Date last);

}  // namespace proviso::run
