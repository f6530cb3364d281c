// SPDX-License-Identifier: Apache-2.0
// How a track can come to a stage: the fewest moves and actions that lead there.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model/model.h"

namespace proviso::graph {

/// One step towards a stage.
struct Way {
  enum class Kind : std::uint8_t {
    kBegins,     ///< the track begins as it says: at once, with an event or a condition
    kMove,       ///< a move of the stage
    kOfMove,     ///< a `go to` or `begin` among the actions of a move
    kOfTrigger,  ///< one of a trigger
    kOfDuty,     ///< one of a `once` clause
  };
  Kind kind{};
  std::uint32_t index = 0;               ///< of the track, move, trigger or duty
  std::uint32_t once = 0;                ///< kOfDuty: which clause
  std::optional<model::StageId> from{};  ///< nothing where the track has not begun
  model::StageId to{};
};

/// Where a track may stand now.
struct Start {
  std::vector<model::StageId> stages;
  bool not_begun = false;  ///< it may not have begun
  bool ended = false;      ///< it was taken out of every stage: only an action begins it again
};

/// The fewest steps from where a track stands to one of its stages. Conditions are not looked at: every move and every
/// action counts that may be made. Of equally short ways the one that the file writes first.
/// @return nothing where no steps lead there; no steps where it stands there already.
std::optional<std::vector<Way>> shortest_way(const model::Framework& framework, const Start& start, model::StageId to);

}  // namespace proviso::graph
