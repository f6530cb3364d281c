// SPDX-License-Identifier: Apache-2.0
// A minute of a day.
#pragma once

#include <cstdint>

#include "proviso/date.h"

namespace proviso {

/// The end of a day, in minutes from its beginning.
constexpr std::int32_t kDayEnd = 24 * 60;

/// A day and a minute of it, from 1; kDayEnd is the end of the day.
struct Instant {
  Date day{};
  std::int32_t minute = kDayEnd;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

}  // namespace proviso
