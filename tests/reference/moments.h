// SPDX-License-Identifier: Apache-2.0
// The dates of moments: what they name is looked up first, then the counting is done.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/model/model.h"
#include "tests/reference/state.h"

namespace proviso::reference {

/// Where a moment leads: nowhere yet, nowhere at all (the calendar or a parameter has no answer), or to a point.
struct Reached {
  enum class State : std::uint8_t { kNone, kImpossible, kDate };
  State state = State::kNone;
  Point point;
  bool counted = false;  ///< an amount was counted, and so stopped days left out
};

/// What stands for the events and enterings of a moment; without it, their latest in the case.
struct Standing {
  const Slots* slots = nullptr;
  const Point* entered = nullptr;
};

/// Looks up what a moment names.
Fixed fix(const Case& c, const model::Moment& moment, const Standing& standing);

/// Does the counting.
Reached date_of(const Case& c, const Fixed& fixed, const StoppedDays& stopped);

/// The date of its base: before all offsets.
std::optional<Point> base_of(const Case& c, const Fixed& fixed, const StoppedDays& stopped);

/// How long an amount is for something anchored on a day; nothing where no version of the parameter is in force.
std::optional<Duration> length_of(const Case& c, const model::Amount& amount, const std::optional<Date>& anchor);

/// The occurrence that an event moment names: its first, or the latest of any of its events.
std::optional<std::size_t> occurrence_of(const Case& c, const model::Moment& leaf);

}  // namespace proviso::reference
