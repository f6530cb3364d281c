// SPDX-License-Identifier: Apache-2.0
// What the rules say an event follows at once, whether or not anybody recorded it. Internal to engine/fit.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/fit/pairs.h"

namespace proviso::fit {

/// How strong a ground the rules have for a link: the lower, the stronger.
enum class Ground : std::uint8_t {
  kLimit,     ///< a duty says until when, counted from it
  kNoSooner,  ///< a duty says not before when
  kStage,     ///< it enters the stage that the event leaves
};

struct Link {
  Ground ground{};
  Pair pair;
};

/// In the order of the file: duties, then moves. One for each event and ground.
std::vector<Link> links_to(const model::Framework& framework, std::uint32_t event, Date day);

}  // namespace proviso::fit
