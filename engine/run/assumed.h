// SPDX-License-Identifier: Apache-2.0
// Which assumed dates a result rests on: events whose day was derived from something else, on a ground that is kept.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/program/program.h"
#include "engine/run/history.h"
#include "engine/run/state.h"

namespace proviso::run {

/// The occurrences with an assumed date that an instance rests on, in order: its anchor, the events of every moment of
/// its limits, the one that led into the stage it counts from, what moved its due date, and its acts.
std::vector<std::uint32_t> assumed_occurrences(const program::Program& program, const History& history,
                                               const CaseState& state, std::uint32_t instance);

/// On which ground the date of an occurrence is assumed; empty: it was recorded.
std::string assumption_of(const History& history, std::uint32_t occurrence);

/// The grounds of the assumed dates that an instance rests on, each once; empty: it rests on none.
std::string assumptions_of(const program::Program& program, const History& history, const CaseState& state,
                           std::uint32_t instance);

}  // namespace proviso::run
