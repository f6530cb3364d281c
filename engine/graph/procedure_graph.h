// SPDX-License-Identifier: Apache-2.0
// A framework as a graph to reason about all cases at once: stages are vertices, moves are edges.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/graph/compressed_sparse_row_graph.hpp>

#include "engine/model/model.h"

namespace proviso::graph {

/// Read only, so stored in compressed rows. A vertex is a stage's index; an edge holds the move it stands for.
using MoveGraph = boost::compressed_sparse_row_graph<boost::bidirectionalS, boost::no_property, model::MoveId>;

/// Every way from stage to stage: moves, and `go to` actions. Behind the stages stands a vertex for each track that
/// an action written elsewhere can move; all its stages lead there.
using WayGraph = boost::compressed_sparse_row_graph<boost::bidirectionalS>;

/// The graph and what the checks ask of it, computed once. Immutable; independent of the framework once built.
///
/// Every move is an edge, also one whose condition can never be yes, and one out of a stage that says `end` (that is a
/// mistake of its own, and the stages behind it should not be reported too). What actions do counts wherever it may: a
/// `go to` leads from the stage in which it is written, or else from every stage of the track that it moves; a track
/// that an action may end, and all of a case that one may close, can finish.
class ProcedureGraph {
 public:
  /// Precondition: every id in the framework is valid. Takes time in proportion to stages and moves.
  explicit ProcedureGraph(const model::Framework& framework);

  [[nodiscard]] const MoveGraph& moves() const { return moves_; }

  /// The stage a track starts in; nothing for a track without stages.
  [[nodiscard]] std::optional<model::StageId> start(model::TrackId track) const { return starts_[track.value]; }

  /// Some moves, or actions, lead to the stage from the start of a track.
  [[nodiscard]] bool reachable(model::StageId stage) const { return reachable_[stage.value]; }

  /// From the stage some moves or actions, or none, lead to one that says `end` or `may end`, or that an action ends.
  [[nodiscard]] bool can_finish(model::StageId stage) const { return can_finish_[stage.value]; }

  /// The strong component of a stage: stages with the same number can each be reached from the other.
  [[nodiscard]] std::uint32_t component(model::StageId stage) const { return components_[stage.value]; }
  [[nodiscard]] std::uint32_t component_count() const { return component_count_; }

  /// Something leads out of the component.
  [[nodiscard]] bool left(std::uint32_t component) const { return left_[component]; }

  /// Some action, wherever it is written, ends the track or closes its case.
  [[nodiscard]] bool may_be_ended(model::TrackId track) const { return ended_[track.value]; }

  /// Some action records the fact, adds to it or hands it over.
  [[nodiscard]] bool recorded_by_action(model::FactId fact) const { return recorded_[fact.value]; }

  /// The stages of a shortest round trip: `stage` first, each next one a move or action further, the last with one back
  /// to `stage`. Empty where no moves lead back; `stage` alone where one of its own moves does. Of equally short ones
  /// the same each time.
  [[nodiscard]] std::vector<model::StageId> round_trip(model::StageId stage) const;

 private:
  MoveGraph moves_;
  WayGraph ways_;
  std::vector<std::optional<model::StageId>> starts_;  // by track
  std::vector<bool> reachable_;                        // by stage, as the two below
  std::vector<bool> can_finish_;
  std::vector<std::uint32_t> components_;
  std::uint32_t component_count_ = 0;
  std::vector<bool> left_;      // by component
  std::vector<bool> ended_;     // by track
  std::vector<bool> recorded_;  // by fact
};

}  // namespace proviso::graph
