// SPDX-License-Identifier: Apache-2.0
// From a framework to its graph of stages and moves. The searches are Boost.Graph's.
#include "engine/graph/procedure_graph.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/two_bit_color_map.hpp>
#include <boost/pending/queue.hpp>
#include <boost/property_map/property_map.hpp>
#include <boost/range/iterator_range.hpp>

namespace proviso::graph {
namespace {

using Vertex = boost::graph_traits<MoveGraph>::vertex_descriptor;

MoveGraph build(const model::Framework& framework) {
  std::vector<std::pair<Vertex, Vertex>> ends;
  std::vector<model::MoveId> moves;
  ends.reserve(framework.moves.size());
  moves.reserve(framework.moves.size());
  for (std::uint32_t i = 0; i < framework.moves.size(); ++i) {
    ends.emplace_back(framework.moves[i].from.value, framework.moves[i].to.value);
    moves.push_back({i});
  }
  return {boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), moves.begin(), framework.stages.size()};
}

/// What the actions of a framework do to its tracks and facts.
struct Jumps {
  std::vector<std::pair<Vertex, Vertex>> ways;
  std::size_t vertices = 0;    // the stages, and behind them the tracks that are moved from any of their stages
  std::vector<bool> ended;     // by track
  std::vector<bool> finished;  // by stage: an action written in it ends its track
  std::vector<bool> recorded;  // by fact
};

class JumpReader {
 public:
  explicit JumpReader(const model::Framework& framework) : framework_(framework), moved_(framework.tracks.size()) {
    jumps_.vertices = framework.stages.size();
    jumps_.ended.resize(framework.tracks.size());
    jumps_.finished.resize(framework.stages.size());
    jumps_.recorded.resize(framework.facts.size());
  }

  Jumps read() {
    for (const model::Move& move : framework_.moves) {
      for (const model::Action& action : move.actions) read(action, move.from);
    }
    for (const model::Trigger& trigger : framework_.triggers) {
      std::optional<model::StageId> stage;
      if (trigger.scope.kind == model::Scope::Kind::kStage) stage = model::StageId{trigger.scope.index};
      for (const model::Action& action : trigger.actions) read(action, stage);
    }
    // What follows from the end of a duty may come when its stage has long been left.
    for (const model::Duty& duty : framework_.duties) {
      for (const model::Once& once : duty.once) {
        for (const model::Action& action : once.actions) read(action, std::nullopt);
      }
    }
    return std::move(jumps_);
  }

 private:
  /// The vertex that all stages of a track lead to.
  Vertex vertex_of(model::TrackId track) {
    std::optional<Vertex>& vertex = moved_[track.value];
    if (!vertex) {
      vertex = jumps_.vertices++;
      for (const model::StageId stage : framework_[track].stages) jumps_.ways.emplace_back(stage.value, *vertex);
    }
    return *vertex;
  }

  /// @param from  the stage the action is written in, while which it is done
  void read(const model::Action& action, std::optional<model::StageId> from) {
    const auto here = [&](model::TrackId track) { return from && framework_[*from].track == track; };
    switch (action.kind) {
      case model::Action::Kind::kGoTo: {
        const model::TrackId track = framework_[action.stage].track;
        if (here(track)) {
          jumps_.ways.emplace_back(from->value, action.stage.value);
        } else {
          jumps_.ways.emplace_back(vertex_of(track), action.stage.value);
        }
        break;
      }
      case model::Action::Kind::kEnd:
        ends(action.track, here(action.track) ? from : std::nullopt);
        break;
      case model::Action::Kind::kCloseCase:
        for (std::uint32_t track = 0; track < framework_.tracks.size(); ++track) {
          if (framework_.tracks[track].part == action.part) ends({track}, here({track}) ? from : std::nullopt);
        }
        break;
      case model::Action::Kind::kRecord:
      case model::Action::Kind::kAdd:
        jumps_.recorded[action.fact.value] = true;
        break;
      case model::Action::Kind::kOpen:
        for (const model::Action::Handed& handed : action.handed) jumps_.recorded[handed.fact.value] = true;
        break;
      case model::Action::Kind::kBegin:
      case model::Action::Kind::kNotify:
        break;
    }
  }

  void ends(model::TrackId track, std::optional<model::StageId> only) {
    jumps_.ended[track.value] = true;
    if (only) {
      jumps_.finished[only->value] = true;
      return;
    }
    for (const model::StageId stage : framework_[track].stages) jumps_.finished[stage.value] = true;
  }

  const model::Framework& framework_;
  Jumps jumps_;
  std::vector<std::optional<Vertex>> moved_;  // by track
};

WayGraph build(const model::Framework& framework, std::vector<std::pair<Vertex, Vertex>> ways, std::size_t vertices) {
  for (const model::Move& move : framework.moves) ways.emplace_back(move.from.value, move.to.value);
  return {boost::edges_are_unsorted_multi_pass, ways.begin(), ways.end(), vertices};
}

/// Which vertices a breadth-first search comes to from any of the sources.
template <typename Graph>
std::vector<bool> reached_from(const Graph& graph, const std::vector<Vertex>& sources) {
  const auto index = boost::get(boost::vertex_index, graph);
  const auto colors = boost::make_two_bit_color_map(boost::num_vertices(graph), index);
  boost::queue<Vertex> queue;
  boost::breadth_first_search(graph, sources.begin(), sources.end(), queue, boost::default_bfs_visitor(), colors);
  std::vector<bool> reached(boost::num_vertices(graph));
  for (Vertex v = 0; v < reached.size(); ++v) reached[v] = boost::get(colors, v) == boost::two_bit_black;
  return reached;
}

}  // namespace

ProcedureGraph::ProcedureGraph(const model::Framework& framework) : moves_(build(framework)) {
  Jumps jumps = JumpReader(framework).read();
  ways_ = build(framework, std::move(jumps.ways), jumps.vertices);
  ended_ = std::move(jumps.ended);
  recorded_ = std::move(jumps.recorded);
  std::vector<Vertex> starts;
  for (const model::Track& track : framework.tracks) {
    starts_.push_back(track.stages.empty() ? std::nullopt : std::optional(track.stages.front()));
    if (starts_.back()) starts.push_back(starts_.back()->value);
  }
  // Cases that are carried over begin where they go on.
  if (framework.transition) {
    for (const model::Place& place : framework.transition->places) {
      if (place.kind == model::Place::Kind::kGoOn) starts.push_back(place.target.value);
    }
  }
  std::vector<Vertex> finishes;
  for (Vertex v = 0; v < framework.stages.size(); ++v) {
    if (framework.stages[v].end || framework.stages[v].may_end || jumps.finished[v]) finishes.push_back(v);
  }
  reachable_ = reached_from(ways_, starts);
  can_finish_ = reached_from(boost::make_reverse_graph(ways_), finishes);

  components_.resize(boost::num_vertices(ways_));
  const auto component_map =
      boost::make_iterator_property_map(components_.begin(), boost::get(boost::vertex_index, ways_));
  component_count_ = boost::strong_components(ways_, component_map);
  left_.resize(component_count_);
  for (const auto& way : boost::make_iterator_range(boost::edges(ways_))) {
    const std::uint32_t from = components_[boost::source(way, ways_)];
    if (from != components_[boost::target(way, ways_)]) left_[from] = true;
  }
}

std::vector<model::StageId> ProcedureGraph::round_trip(model::StageId stage) const {
  const Vertex start = stage.value;
  const auto index = boost::get(boost::vertex_index, ways_);
  std::vector<Vertex> before(boost::num_vertices(ways_));
  std::vector<std::uint32_t> distance(before.size());
  const auto before_map = boost::make_iterator_property_map(before.begin(), index);
  const auto distance_map = boost::make_iterator_property_map(distance.begin(), index);
  boost::breadth_first_search(ways_, start,
                              boost::visitor(boost::make_bfs_visitor(
                                  std::make_pair(boost::record_predecessors(before_map, boost::on_tree_edge()),
                                                 boost::record_distances(distance_map, boost::on_tree_edge())))));

  std::optional<Vertex> last;
  for (const auto& back : boost::make_iterator_range(boost::in_edges(start, ways_))) {
    const Vertex from = boost::source(back, ways_);
    if (from != start && distance[from] == 0) continue;  // not reached from here
    if (!last || distance[from] < distance[*last]) last = from;
  }
  if (!last) return {};
  std::vector<model::StageId> stages;
  for (Vertex v = *last; v != start; v = before[v]) {
    if (v < boost::num_vertices(moves_))
      stages.push_back({static_cast<std::uint32_t>(v)});  // a track's vertex is no stage
  }
  stages.push_back(stage);
  std::reverse(stages.begin(), stages.end());
  return stages;
}

}  // namespace proviso::graph
