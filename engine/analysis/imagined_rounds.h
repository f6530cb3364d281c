// SPDX-License-Identifier: Apache-2.0
// What triggers and condition moves do to one another in an imagined case, round after round.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/valuation.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// What happens because a condition is yes: a trigger, or a move of a stage.
struct Reaction {
  enum class Kind : std::uint8_t { kTrigger, kMove };
  Kind kind{};
  std::uint32_t index = 0;

  [[nodiscard]] const model::Expression& when(const model::Framework& framework) const;
  [[nodiscard]] const std::vector<model::Action>& actions(const model::Framework& framework) const;
  /// The stage it belongs to; nothing for a trigger of the case or of a track.
  [[nodiscard]] std::optional<model::StageId> stage(const model::Framework& framework) const;
  [[nodiscard]] Span span(const model::Framework& framework) const;
  /// `` `raise` ``, ``the move from `open` to `closed` ``.
  [[nodiscard]] std::string words(const model::Framework& framework) const;
};

/// Lets some reactions follow from one another, as the rounds of the executor do, in a case in which `first` has just
/// become yes: a trigger fires when its condition becomes yes, a move is made while its condition is yes.
/// @param valuation  the case; where a track stands decides which reactions are in force
/// @return by index into `reactions`, those of one turn of the loop, where it goes on past the steps a case may make at
///         one instant; empty where the case comes to rest, or nobody can tell
std::vector<std::size_t> endless_loop(const model::Framework& framework, const std::vector<Reaction>& reactions,
                                      std::size_t first, Valuation valuation);

}  // namespace proviso::analysis
