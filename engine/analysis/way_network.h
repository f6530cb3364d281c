// SPDX-License-Identifier: Apache-2.0
// A way through the stages of a track as points in time, tied by the limits that bind along it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/analysis/certain_limits.h"
#include "engine/analysis/stage_events.h"
#include "engine/analysis/time_network.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// From stage to stage, each visited once.
struct StageWay {
  std::vector<model::StageId> stages;                 ///< one more than moves
  std::vector<model::MoveId> moves;                   ///< the i-th leads from the i-th stage to the next
  std::vector<std::optional<model::EventId>> events;  ///< by which each move is made; nothing: a time or a condition
  std::optional<model::EventId> opening;              ///< the event that entered the first stage, or began the track
};

/// An event that happens while the track stands in a stage of a way, and does not leave it.
struct Meanwhile {
  model::EventId event;
  std::size_t stage = 0;  ///< its place on the way
};

/// What for.
enum class Strictness : std::uint8_t {
  /// Only what no reading of the rules escapes: what follows from a time that ran out is not held against the limit
  /// that ran out with it.
  kFaults,
  /// Every limit along the way is kept.
  kEveryLimitKept,
};

struct WayNetwork {
  TimeNetwork network;  ///< the first points are the stages of the way, as they are entered; then `meanwhile`
  std::vector<Meanwhile> meanwhile;
  std::vector<std::optional<model::EventId>> events;  ///< by point: what happens then
};

/// A limit counts from what the way itself brings, or `meanwhile`: anything else may have happened long before, or not
/// at all.
WayNetwork way_network(const model::Framework& framework, const StageEvents& stage_events, const CertainLimits& limits,
                       const StageWay& way, Strictness strictness, const std::vector<Meanwhile>& meanwhile = {});

}  // namespace proviso::analysis
