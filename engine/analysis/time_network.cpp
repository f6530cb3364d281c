// SPDX-License-Identifier: Apache-2.0
// Difference constraints: later - earlier <= w is an edge of weight w; a circle of negative weight is a contradiction.
#include "engine/analysis/time_network.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <boost/graph/bellman_ford_shortest_paths.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/property_map/property_map.hpp>
#include <boost/range/iterator_range.hpp>

namespace proviso::analysis {
namespace {

/// Dates further from the start than this are not looked for, and stand for a time that nobody can tell.
constexpr std::int64_t kFarthestDay = 36'525;
/// Days by which points are moved on, one at a time, in search of dates.
constexpr std::size_t kDaysMovedOn = 1'000;
constexpr std::int64_t kUnreached = std::numeric_limits<std::int64_t>::max() / 4;

struct Step {
  std::int64_t weight = 0;
  std::size_t tie = 0;
};
using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Step>;
using Vertex = boost::graph_traits<Graph>::vertex_descriptor;

/// How a tie is read: at its most generous, so that what cannot be met never can; or at its tightest.
enum class Reading : std::uint8_t { kGenerous, kTight };

Graph graph_of(const TimeNetwork& network, DayCounts& days, Measure measure, Reading reading) {
  std::vector<std::pair<Vertex, Vertex>> ends;
  std::vector<Step> steps;
  const auto add = [&](Vertex from, Vertex to, Step step) {
    ends.emplace_back(from, to);
    steps.push_back(step);
  };
  for (std::size_t i = 0; i < network.ties.size(); ++i) {
    const Tie& tie = network.ties[i];
    const bool ahead = tie.kind == Tie::Kind::kAhead;
    const DayRange range = days.range(tie.counts, ahead ? -tie.shift : tie.shift, measure);
    const bool generous = reading == Reading::kGenerous;
    if (tie.kind == Tie::Kind::kAtMost) {
      if (generous && !range.most) continue;
      add(tie.from, tie.to, {generous ? *range.most : range.least, i});
    } else {
      // Without its calendar, how long a shortest time may be cannot be told.
      const std::int64_t least = generous ? range.least : range.most.value_or(kFarthestDay);
      add(tie.to, tie.from, {-least, i});
    }
  }
  return {boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), steps.begin(), network.points};
}

struct Search {
  std::vector<std::int64_t> distance;
  std::vector<Vertex> before;
  bool settled = false;  ///< no circle of negative weight
};

Search search(const Graph& graph, std::optional<Vertex> from) {
  const std::size_t points = boost::num_vertices(graph);
  Search found{std::vector<std::int64_t>(points, from ? kUnreached : 0), std::vector<Vertex>(points), false};
  for (Vertex v = 0; v < points; ++v) found.before[v] = v;
  if (from) found.distance[*from] = 0;
  const auto index = boost::get(boost::vertex_index, graph);
  const auto closed_plus = [](std::int64_t a, std::int64_t b) { return a >= kUnreached ? kUnreached : a + b; };
  found.settled = boost::bellman_ford_shortest_paths(
      graph, points,
      boost::weight_map(boost::get(&Step::weight, graph))
          .distance_map(boost::make_iterator_property_map(found.distance.begin(), index))
          .predecessor_map(boost::make_iterator_property_map(found.before.begin(), index))
          .distance_combine(closed_plus));
  return found;
}

/// The lightest edge from one vertex to another; it is the one that a shortest path takes.
Step step_between(const Graph& graph, Vertex from, Vertex to) {
  std::optional<Step> best;
  for (const auto& edge : boost::make_iterator_range(boost::out_edges(from, graph))) {
    if (boost::target(edge, graph) == to && (!best || graph[edge].weight < best->weight)) best = graph[edge];
  }
  return best.value_or(Step{});
}

std::vector<Step> steps_to(const Graph& graph, const Search& found, Vertex from, Vertex to) {
  std::vector<Step> steps;
  for (Vertex v = to; v != from && found.before[v] != v; v = found.before[v]) {
    steps.push_back(step_between(graph, found.before[v], v));
  }
  std::reverse(steps.begin(), steps.end());
  return steps;
}

}  // namespace

std::optional<Contradiction> TimeNetwork::contradiction(DayCounts& days, Measure measure) const {
  const Graph graph = graph_of(*this, days, measure, Reading::kGenerous);
  const Search found = search(graph, std::nullopt);
  if (found.settled) return std::nullopt;
  // An edge that could still be shortened was reached from a circle; so many steps back lie within it.
  Vertex at = 0;
  for (const auto& edge : boost::make_iterator_range(boost::edges(graph))) {
    if (found.distance[boost::source(edge, graph)] + graph[edge].weight < found.distance[boost::target(edge, graph)]) {
      at = boost::source(edge, graph);
      break;
    }
  }
  for (std::size_t i = 0; i < points; ++i) at = found.before[at];
  Contradiction result{.ties = {}, .missing = 0, .measure = measure};
  Vertex v = at;
  do {
    const Step step = step_between(graph, found.before[v], v);
    result.ties.push_back(step.tie);
    result.missing -= step.weight;
    v = found.before[v];
  } while (v != at && result.ties.size() <= points);
  std::reverse(result.ties.begin(), result.ties.end());
  return result.missing > 0 ? std::optional(result) : std::nullopt;
}

bool TimeNetwork::ever_tight(DayCounts& days) const {
  return !search(graph_of(*this, days, {}, Reading::kTight), std::nullopt).settled;
}

std::optional<Distance> TimeNetwork::longest(DayCounts& days, std::size_t from, std::size_t to) const {
  const Graph graph = graph_of(*this, days, {}, Reading::kGenerous);
  const Search found = search(graph, from);
  if (found.distance[to] >= kUnreached) return std::nullopt;
  Distance distance{.days = found.distance[to], .ties = {}};
  for (const Step& step : steps_to(graph, found, from, to)) distance.ties.push_back(step.tie);
  return distance;
}

Distance TimeNetwork::shortest(DayCounts& days, std::size_t from, std::size_t to) const {
  const Graph graph = graph_of(*this, days, {}, Reading::kGenerous);
  const Search found = search(graph, to);
  if (found.distance[from] >= kUnreached) return {};
  Distance distance{.days = -found.distance[from], .ties = {}};
  for (const Step& step : steps_to(graph, found, to, from)) distance.ties.push_back(step.tie);
  std::reverse(distance.ties.begin(), distance.ties.end());
  return distance;
}

TimeNetwork::Dates TimeNetwork::dates_from(const DayCounts& days, Date start, std::size_t fixed, bool heed) const {
  std::vector<Date> dates(points, start);
  std::size_t moved_on = 0;
  // Every tie is monotone, so raising what is too early, again and again, comes to the earliest dates that meet all.
  for (bool changed = true; changed;) {
    changed = false;
    for (const Tie& tie : ties) {
      const bool at_most = tie.kind == Tie::Kind::kAtMost;
      if (at_most && !heed) continue;
      const std::size_t moved = at_most ? tie.from : tie.to;
      for (;;) {
        const bool ahead = tie.kind == Tie::Kind::kAhead;
        const std::optional<Date> reached =
            days.date(dates[ahead ? tie.to : tie.from], tie.counts, tie.shift, tie.kind != Tie::Kind::kAtLeast);
        if (!reached) return {Outcome::kUnknown, {}};
        if (ahead ? dates[tie.from] <= *reached : at_most ? dates[tie.to] <= *reached : dates[tie.to] >= *reached)
          break;
        if (moved == fixed || moved == 0) return {Outcome::kCannot, {}};
        changed = true;
        dates[moved] = tie.kind == Tie::Kind::kAtLeast ? *reached : dates[moved] + std::chrono::days{1};
        if (++moved_on > kDaysMovedOn) return {Outcome::kTooFar, {}};
      }
    }
  }
  return {Outcome::kMet, std::move(dates)};
}

std::optional<Date> TimeNetwork::latest_from(const DayCounts& days, Date start, std::size_t fixed,
                                             std::size_t point) const {
  std::vector<std::optional<Date>> latest(points);
  latest[fixed] = start;
  const Date first = start - std::chrono::days{kFarthestDay};
  const auto lower = [&](std::size_t at, Date to) {
    if (latest[at] && *latest[at] <= to) return false;
    latest[at] = to;
    return true;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (const Tie& tie : ties) {
      switch (tie.kind) {
        case Tie::Kind::kAtMost:
          if (!latest[tie.from]) break;
          if (const auto due = days.date(*latest[tie.from], tie.counts, tie.shift, true)) {
            changed = lower(tie.to, *due) || changed;
          }
          break;
        case Tie::Kind::kAhead:
          if (!latest[tie.to]) break;
          if (const auto due = days.date(*latest[tie.to], tie.counts, tie.shift, true)) {
            changed = lower(tie.from, *due) || changed;
          }
          break;
        case Tie::Kind::kAtLeast: {
          if (!latest[tie.to]) break;
          // The last day from which so much time leads there.
          Date day = latest[tie.from] ? std::min(*latest[tie.from], *latest[tie.to]) : *latest[tie.to];
          for (;; day -= std::chrono::days{1}) {
            const std::optional<Date> reached = days.date(day, tie.counts, tie.shift, false);
            if (!reached || day < first) return std::nullopt;
            if (*reached <= *latest[tie.to]) break;
          }
          changed = lower(tie.from, day) || changed;
          break;
        }
      }
      if (*latest[fixed] < start) return std::nullopt;
    }
  }
  return latest[point];
}

}  // namespace proviso::analysis
