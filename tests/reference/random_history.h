// SPDX-License-Identifier: Apache-2.0
// Random histories of a random framework, and the `example` that holds one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proviso/date.h"
#include "tests/reference/dice.h"
#include "tests/reference/random_framework.h"

namespace proviso::reference {

struct RandomHistory {
  struct Event {
    Date on{};
    std::optional<std::int32_t> minute;
    std::string event;
    std::string for_party;                                   ///< empty: for nobody in particular
    std::vector<std::pair<std::string, std::string>> facts;  ///< with their values as written; empty: an empty list
  };
  std::vector<Event> events;  ///< as they were recorded, in no order of days
  Date as_of{};
  bool begun_under = false;  ///< under the rules that these continue
};

RandomHistory random_history(Dice& dice, const World& world);

/// `example "Case"` with the history and its `as of`.
std::string example_text(const RandomHistory& history);

/// Every history that is one step smaller, the smallest first.
std::vector<RandomHistory> smaller(const RandomHistory& history);

}  // namespace proviso::reference
