// SPDX-License-Identifier: Apache-2.0
// Where events happen: which stages take one up, and which are surely left by it. What is reckoned along a way through
// a procedure rests on it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "engine/model/model.h"

namespace proviso::analysis {

bool holds(const std::vector<model::EventId>& events, model::EventId event);

/// Calls back with every event that a moment names.
void events_of(const std::optional<model::Moment>& moment, const std::function<void(model::EventId)>& take);

/// An event that moves one track only is taken to happen where a stage of it takes the event up: what a later stage
/// waits for is not done ahead. The facts that a move asks for are taken to be known when it is asked. Any other event
/// may happen at any time.
class StageEvents {
 public:
  explicit StageEvents(const model::Framework& framework);

  /// The stage has a move on the event, or a duty written in it has it as an act.
  [[nodiscard]] bool takes(model::StageId stage, model::EventId event) const {
    return taken_[stage.value].count(event) > 0;
  }
  /// The stage has a move on the event.
  [[nodiscard]] bool moves(model::StageId stage, model::EventId event) const {
    return moving_[stage.value].count(event) > 0;
  }
  /// Whenever the event happens, the stage is left: one of its moves on the event has no condition.
  [[nodiscard]] bool surely_leaves(model::StageId stage, model::EventId event) const {
    return leaving_[stage.value].count(event) > 0;
  }
  /// The event moves stages of this track and begins or moves no other.
  [[nodiscard]] bool belongs_to(model::EventId event, model::TrackId track) const {
    const auto found = tracks_.find(event);
    return found != tracks_.end() && found->second == std::set<model::TrackId>{track};
  }
  /// The stages with a move on the event, in file order.
  [[nodiscard]] const std::vector<model::StageId>& moved_by(model::EventId event) const;
  /// Stages whose duties name an event that moves and begins nothing.
  [[nodiscard]] const std::vector<model::StageId>& named_in(model::EventId event) const;

  /// A way that leads through the move says nothing of cases in which every limit is kept: its condition asks how a
  /// duty stands.
  [[nodiscard]] bool tells_of_duties(model::MoveId move) const { return telling_[move.value]; }
  /// Its actions take its own track elsewhere, or end it.
  [[nodiscard]] bool diverted(model::MoveId move) const { return diverted_[move.value]; }

 private:
  std::vector<std::set<model::EventId>> taken_;  // by stage, as the two below
  std::vector<std::set<model::EventId>> moving_;
  std::vector<std::set<model::EventId>> leaving_;
  std::map<model::EventId, std::set<model::TrackId>> tracks_;
  std::map<model::EventId, std::vector<model::StageId>> moved_by_;
  std::map<model::EventId, std::vector<model::StageId>> named_in_;
  std::vector<bool> telling_;  // by move
  std::vector<bool> diverted_;
};

}  // namespace proviso::analysis
