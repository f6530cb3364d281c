// SPDX-License-Identifier: Apache-2.0
#include "engine/graph/shortest_way.h"

#include <algorithm>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/property_map/property_map.hpp>

namespace proviso::graph {
namespace {

/// Edges of a vertex keep the order in which they were added, so that ties follow the file.
using Ways = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Way>;
using Vertex = boost::graph_traits<Ways>::vertex_descriptor;
using Edge = boost::graph_traits<Ways>::edge_descriptor;

/// The stages are vertices by their index; behind them stand `not begun`, `ended` and the start of the search.
class WayFinder {
 public:
  WayFinder(const model::Framework& framework, model::TrackId track)
      : framework_(framework), track_(track), ways_(framework.stages.size() + 3) {
    begins();
    for (const model::StageId stage : framework_[track_].stages) {
      for (const model::MoveId move : framework_[stage].moves) {
        add(stage.value, {.kind = Way::Kind::kMove, .index = move.value, .to = framework_[move].to});
      }
    }
    for (std::uint32_t m = 0; m < framework.moves.size(); ++m) {
      const model::Move& move = framework.moves[m];
      // The move changes the stage right after its actions, so in its own track they lead nowhere else.
      if (framework[move.from].track == track_) continue;
      for (const model::Action& action : move.actions) read(action, {.kind = Way::Kind::kOfMove, .index = m}, {});
    }
    for (std::uint32_t t = 0; t < framework.triggers.size(); ++t) {
      const model::Trigger& trigger = framework.triggers[t];
      std::optional<model::StageId> stage;
      if (trigger.scope.kind == model::Scope::Kind::kStage) stage = model::StageId{trigger.scope.index};
      for (const model::Action& action : trigger.actions) {
        read(action, {.kind = Way::Kind::kOfTrigger, .index = t}, stage);
      }
    }
    for (std::uint32_t d = 0; d < framework.duties.size(); ++d) {
      for (std::uint32_t o = 0; o < framework.duties[d].once.size(); ++o) {
        for (const model::Action& action : framework.duties[d].once[o].actions) {
          read(action, {.kind = Way::Kind::kOfDuty, .index = d, .once = o}, {});
        }
      }
    }
  }

  std::optional<std::vector<Way>> find(const Start& start, model::StageId to) {
    const Vertex source = ended() + 1;
    for (const model::StageId stage : start.stages) boost::add_edge(source, stage.value, ways_);
    if (start.not_begun) boost::add_edge(source, not_begun(), ways_);
    if (start.ended) boost::add_edge(source, ended(), ways_);
    std::vector<std::optional<Edge>> by(boost::num_vertices(ways_));
    boost::breadth_first_search(ways_, source, boost::visitor(boost::make_bfs_visitor(Recorder{&by})));
    if (!by[to.value]) return std::nullopt;
    std::vector<Way> steps;
    for (Vertex at = to.value; at != source; at = boost::source(*by[at], ways_)) {
      const Vertex from = boost::source(*by[at], ways_);
      if (from == source) break;
      Way step = ways_[*by[at]];
      if (from < framework_.stages.size()) step.from = model::StageId{static_cast<std::uint32_t>(from)};
      steps.push_back(step);
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
  }

 private:
  struct Recorder : boost::base_visitor<Recorder> {
    using event_filter = boost::on_tree_edge;
    explicit Recorder(std::vector<std::optional<Edge>>* into) : by(into) {}
    template <typename Graph>
    void operator()(Edge edge, const Graph& graph) {
      (*by)[boost::target(edge, graph)] = edge;
    }
    std::vector<std::optional<Edge>>* by;
  };

  [[nodiscard]] Vertex not_begun() const { return framework_.stages.size(); }
  [[nodiscard]] Vertex ended() const { return not_begun() + 1; }
  void add(Vertex from, const Way& way) { boost::add_edge(from, way.to.value, way, ways_); }

  void begins() {
    const model::Track& track = framework_[track_];
    if (track.stages.empty()) return;
    add(not_begun(), {.kind = Way::Kind::kBegins, .index = track_.value, .to = track.stages.front()});
  }

  /// @param only  the stage the action is written in, while which it is done; nothing: anywhere
  void read(const model::Action& action, Way way, std::optional<model::StageId> only) {
    const std::vector<model::StageId>& stages = framework_[track_].stages;
    if (action.kind == model::Action::Kind::kGoTo && framework_[action.stage].track == track_) {
      way.to = action.stage;
      if (only && framework_[*only].track == track_) {
        add(only->value, way);
        return;
      }
      for (const model::StageId stage : stages) {
        if (!framework_[stage].end) add(stage.value, way);  // it moves a track that runs
      }
    } else if (action.kind == model::Action::Kind::kBegin && action.track == track_ && !stages.empty()) {
      way.to = stages.front();
      add(not_begun(), way);
      add(ended(), way);
      for (const model::StageId stage : stages) {
        if (framework_[stage].end) add(stage.value, way);
      }
    }
  }

  const model::Framework& framework_;
  model::TrackId track_;
  Ways ways_;
};

}  // namespace

std::optional<std::vector<Way>> shortest_way(const model::Framework& framework, const Start& start, model::StageId to) {
  return WayFinder(framework, framework[to].track).find(start, to);
}

}  // namespace proviso::graph
