// SPDX-License-Identifier: Apache-2.0
// Where several tracks can stand at once, as far as their conditions ask for one another's stages. Everything else that
// a condition asks may come out either way, so more is thought possible than is, and never less.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model/model.h"

namespace proviso::analysis {

/// Where each track of a group stands: a stage, or one of these.
using TrackState = std::vector<std::uint32_t>;
inline constexpr std::uint32_t kNotBegun = 0xFFFFFFFF;
inline constexpr std::uint32_t kTakenOut = 0xFFFFFFFE;  ///< an action ended it

/// One step of one track.
struct TrackStep {
  std::size_t from = 0;  ///< into TrackStates::states, as `to`
  std::size_t to = 0;
  std::optional<model::MoveId> move;  ///< nothing: it begins, or an action does it
  std::size_t track = 0;              ///< into TrackStates::tracks
};

/// What a group of tracks can come to.
struct TrackStates {
  std::vector<model::TrackId> tracks;
  std::vector<TrackState> states;  ///< in the order they are come to, with the fewest steps; the first is the beginning
  std::vector<TrackStep> steps;
  bool whole = false;  ///< false: a bound was passed
};

/// Tracks that ask for one another's stages, with those that act on them; groups of two and more.
std::vector<std::vector<model::TrackId>> linked_tracks(const model::Framework& framework);

/// @param bound  so many states are gone through
TrackStates track_states(const model::Framework& framework, const std::vector<model::TrackId>& tracks,
                         std::size_t bound);

}  // namespace proviso::analysis
