// SPDX-License-Identifier: Apache-2.0
// The ways through a track, one after the other, within bounds.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "engine/analysis/way_network.h"
#include "engine/graph/procedure_graph.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// How far a search goes, counted in steps so that every machine says the same.
struct WayLimits {
  std::size_t stages = 40;         ///< in one way
  std::size_t ways = 200;          ///< to one end
  std::size_t steps = 5'000;       ///< moves tried for one end
  std::size_t in_all = 2'000'000;  ///< moves tried for all ends together
};

/// Where ways begin, and how.
struct WayStart {
  model::StageId stage{};
  std::optional<model::EventId> opening;   ///< that enters the stage
  std::optional<model::EventId> within{};  ///< that happens while the track stands there
};

/// Where an event can happen: the stages that it enters, or in which it happens without leaving them.
std::vector<WayStart> where(const model::Framework& framework, const StageEvents& stage_events, model::EventId event);

/// Whether a way ends with this move, made by this event (nothing: by a time or a condition).
using WayEnd = std::function<bool(model::MoveId, std::optional<model::EventId>)>;

class WaySearch {
 public:
  /// @param telling  events that a way has to name; of a move by any other, one event stands for all
  WaySearch(const model::Framework& framework, const StageEvents& stage_events, std::vector<bool> telling,
            const WayLimits& limits);

  /// Every way from there that ends so, no stage twice. A way goes through no move that only a case in which a limit
  /// was not kept can make, and none whose actions take the track elsewhere.
  /// @param ends  the stages out of which such moves lead
  /// @return false where a bound was passed, and ways may be missing
  bool each(const WayStart& start, const std::vector<model::StageId>& ends, const WayEnd& is_end,
            const std::function<void(const StageWay&)>& take);

 private:
  struct Goal;
  bool go_on(StageWay& way, Goal& goal);
  bool take_move(StageWay& way, Goal& goal, model::MoveId id, std::optional<model::EventId> event);

  const model::Framework& framework_;
  const StageEvents& stage_events_;
  std::vector<bool> telling_;  // by event
  WayLimits limits_;
  std::size_t tried_ = 0;                            // moves, in all
  std::vector<std::vector<model::StageId>> before_;  // by stage: those with a move to it
};

}  // namespace proviso::analysis
