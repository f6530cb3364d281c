// SPDX-License-Identifier: Apache-2.0
// From a framework to its graph of stages and moves. The searches are Boost.Graph's.
#include "engine/graph/procedure_graph.h"

#include <algorithm>
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
  std::vector<Vertex> starts;
  for (const model::Track& track : framework.tracks) {
    starts_.push_back(track.stages.empty() ? std::nullopt : std::optional(track.stages.front()));
    if (starts_.back()) starts.push_back(starts_.back()->value);
  }
  std::vector<Vertex> finishes;
  for (Vertex v = 0; v < framework.stages.size(); ++v) {
    if (framework.stages[v].end || framework.stages[v].may_end) finishes.push_back(v);
  }
  reachable_ = reached_from(moves_, starts);
  can_finish_ = reached_from(boost::make_reverse_graph(moves_), finishes);

  components_.resize(framework.stages.size());
  const auto component_map =
      boost::make_iterator_property_map(components_.begin(), boost::get(boost::vertex_index, moves_));
  component_count_ = boost::strong_components(moves_, component_map);
}

std::vector<model::StageId> ProcedureGraph::round_trip(model::StageId stage) const {
  const Vertex start = stage.value;
  const auto index = boost::get(boost::vertex_index, moves_);
  std::vector<Vertex> before(boost::num_vertices(moves_));
  std::vector<std::uint32_t> distance(before.size());
  const auto before_map = boost::make_iterator_property_map(before.begin(), index);
  const auto distance_map = boost::make_iterator_property_map(distance.begin(), index);
  boost::breadth_first_search(moves_, start,
                              boost::visitor(boost::make_bfs_visitor(
                                  std::make_pair(boost::record_predecessors(before_map, boost::on_tree_edge()),
                                                 boost::record_distances(distance_map, boost::on_tree_edge())))));

  std::optional<Vertex> last;
  for (const auto& back : boost::make_iterator_range(boost::in_edges(start, moves_))) {
    const Vertex from = boost::source(back, moves_);
    if (from != start && distance[from] == 0) continue;  // not reached from here
    if (!last || distance[from] < distance[*last]) last = from;
  }
  if (!last) return {};
  std::vector<model::StageId> stages;
  for (Vertex v = *last; v != start; v = before[v]) stages.push_back({static_cast<std::uint32_t>(v)});
  stages.push_back(stage);
  std::reverse(stages.begin(), stages.end());
  return stages;
}

}  // namespace proviso::graph
