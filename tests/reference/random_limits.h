// SPDX-License-Identifier: Apache-2.0
// Small random procedures of one track whose limits are counted in calendar days: what the checks of limits claim to
// decide.
#pragma once

#include <cstdint>
#include <string>

namespace proviso::reference {

struct RandomLimits {
  std::string text;
  /// Only limits of which the checks claim to know everything: where they say that a way can be gone, it can.
  bool exact = true;
  /// And only moves that no miss could be meant to lead to: where no history makes a move, the checks say so.
  bool complete = true;
};

RandomLimits random_limits(std::uint64_t seed);

}  // namespace proviso::reference
