// SPDX-License-Identifier: Apache-2.0
// A history as it may have become known: told wrongly and corrected, told though it never happened and withdrawn, told
// twice. What remains is the history itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/reference/dice.h"
#include "tests/reference/random_framework.h"
#include "tests/reference/random_history.h"

namespace proviso::reference {

struct RandomRecord {
  enum class Kind : std::uint8_t { kEvent, kCorrection, kWithdrawal };
  Kind kind{};
  std::string id;
  std::string refers;                    ///< the id of what is corrected or withdrawn
  std::optional<std::int64_t> recorded;  ///< minutes since 1970-01-01
  RandomHistory::Event happened;         ///< not of a withdrawal
};

/// Records that come to this history, in the order of a source. Either all have a recorded time, in that order, or none
/// has one.
std::vector<RandomRecord> random_records(Dice& dice, const World& world, const RandomHistory& history);

}  // namespace proviso::reference
