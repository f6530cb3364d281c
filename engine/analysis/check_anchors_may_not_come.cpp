// SPDX-License-Identifier: Apache-2.0
// PV0421: duties of a stage that are counted from an event on some of the ways into it, and not on others: a case that
// comes the other way owes nothing, and nobody said so.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/two_bit_color_map.hpp>
#include <boost/pending/queue.hpp>

#include <fmt/format.h>

#include "engine/analysis/checks.h"
#include "engine/analysis/stage_events.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using graph::MoveGraph;
using Vertex = boost::graph_traits<MoveGraph>::vertex_descriptor;
using Edge = boost::graph_traits<MoveGraph>::edge_descriptor;
using Events = std::vector<model::EventId>;

/// What one run of the check may look at: stages and moves, over all its searches.
constexpr std::size_t kTotalSteps = 50'000'000;

bool any_of(const Events& some, const Events& events) {
  return std::any_of(some.begin(), some.end(), [&](model::EventId event) { return holds(events, event); });
}

/// Moves that can be made without any of the events, from stages in which no duty asks for one.
struct WithoutThem {
  const model::Framework* framework = nullptr;
  const MoveGraph* moves = nullptr;
  const Events* events = nullptr;
  const std::vector<bool>* asked_in = nullptr;  ///< by stage
  bool operator()(Edge edge) const {
    const model::Move& move = (*framework)[(*moves)[edge]];
    if ((*asked_in)[move.from.value]) return false;
    return move.kind != model::Move::Kind::kOnEvents ||
           std::any_of(move.events.begin(), move.events.end(), [&](auto event) { return !holds(*events, event); });
  }
};

/// Notes for each vertex the edge by which a search came to it.
struct CameBy : boost::default_bfs_visitor {
  explicit CameBy(std::vector<std::optional<Edge>>* into) : by(into) {}
  template <typename Graph>
  void tree_edge(Edge edge, const Graph& graph) {
    (*by)[boost::target(edge, graph)] = edge;
  }
  std::vector<std::optional<Edge>>* by;
};

/// Which stages some moves lead from to this one, itself among them.
std::vector<bool> leading_to(const MoveGraph& moves, Vertex stage) {
  const auto reversed = boost::make_reverse_graph(moves);
  const auto colors =
      boost::make_two_bit_color_map(boost::num_vertices(moves), boost::get(boost::vertex_index, reversed));
  boost::queue<Vertex> queue;
  boost::breadth_first_visit(reversed, stage, queue, boost::default_bfs_visitor(), colors);
  std::vector<bool> result(boost::num_vertices(moves));
  for (Vertex v = 0; v < result.size(); ++v) result[v] = boost::get(colors, v) != boost::two_bit_white;
  return result;
}

class AnchorCheck {
 public:
  AnchorCheck(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report)
      : framework_(framework), graph_(graph), report_(report), taken_in_(framework.events.size()) {
    steered_.resize(framework.tracks.size());
    for (const model::Move& move : framework.moves) {
      steer(move.actions);
      if (move.kind != model::Move::Kind::kOnEvents) continue;
      for (const model::EventId event : move.events) taken_in_[event.value].push_back(framework[move.from].track);
    }
    for (const model::Trigger& trigger : framework.triggers) steer(trigger.actions);
    for (const model::Duty& duty : framework.duties) {
      for (const model::Once& once : duty.once) steer(once.actions);
    }
  }

  void duty(const model::Duty& duty) {
    if (duty.scope.kind != model::Scope::Kind::kStage || duty.alternative || !duty.limit.moment) return;
    const model::StageId stage{duty.scope.index};
    const model::Stage& in = framework_[stage];
    if (!graph_.reachable(stage) || steered_[in.track.value] || !arises_with_event(duty.limit)) return;
    const model::Moment& base = duty.limit.moment->base();
    if (base.kind != model::Moment::Kind::kEvents && base.kind != model::Moment::Kind::kFirst) return;
    const Events& events = base.events;
    // Only this track leads to the events, and not while the duty lives.
    for (const model::EventId event : events) {
      for (const model::TrackId track : taken_in_[event.value]) {
        if (track != in.track && same_case(track, in.track)) return;
      }
    }
    for (const model::MoveId move : in.moves) {
      if (any_of(framework_[move].events, events) || any_of(framework_[move].of, events)) return;
    }
    const model::Track& track = framework_[in.track];
    if (any_of(track.begins_when, events)) return;
    const std::optional<std::vector<bool>> asked_in = stages_that_ask(in.track, stage, events);
    if (asked_in) look(duty, stage, events, *asked_in);
  }

 private:
  void steer(const std::vector<model::Action>& actions) {
    for (const model::Action& action : actions) {
      if (action.kind == model::Action::Kind::kGoTo) steered_[framework_[action.stage].track.value] = true;
      if (action.kind == model::Action::Kind::kBegin) steered_[action.track.value] = true;
    }
  }

  /// Whether the rules of both tracks hold for a case at one time: those that are continued do no longer.
  [[nodiscard]] bool same_case(model::TrackId a, model::TrackId b) const { return followed(a) == followed(b); }
  [[nodiscard]] bool same_case(const model::Scope& scope, model::TrackId track) const {
    if (scope.kind == model::Scope::Kind::kTrack) return same_case(model::TrackId{scope.index}, track);
    if (scope.kind == model::Scope::Kind::kStage) return same_case(framework_.stages[scope.index].track, track);
    return is_followed(model::PartId{scope.index}) == followed(track);
  }
  [[nodiscard]] bool followed(model::TrackId track) const { return is_followed(framework_[track].part); }
  [[nodiscard]] bool is_followed(model::PartId part) const {
    return framework_.transition && part == framework_.transition->followed;
  }

  /// Whether an instance arises when the event happens; other limits wait for it, and are meant to.
  static bool arises_with_event(const model::Limit& limit) {
    switch (limit.kind) {
      case model::LimitKind::kWithin:
      case model::LimitKind::kWithinBeginning:
      case model::LimitKind::kAtLeast:
      case model::LimitKind::kEvery:
        return true;
      case model::LimitKind::kBy:
      case model::LimitKind::kBefore:
      case model::LimitKind::kOnTheDayOf:
      case model::LimitKind::kOnWeekday:
      case model::LimitKind::kNoSooner:
      case model::LimitKind::kThroughout:
      case model::LimitKind::kAnyTime:
        return false;
    }
    return false;
  }

  /// The stages in which a duty asks for one of the events; nothing where one may be asked for while the duty lives.
  std::optional<std::vector<bool>> stages_that_ask(model::TrackId track, model::StageId own, const Events& events) {
    std::vector<bool> result(framework_.stages.size());
    for (const model::Duty& other : framework_.duties) {
      const bool asks =
          any_of(other.events, events) || (other.alternative && any_of(other.alternative->events, events));
      if (!asks || !same_case(other.scope, track)) continue;
      if (other.scope.kind != model::Scope::Kind::kStage) return std::nullopt;
      const model::StageId stage{other.scope.index};
      if (stage == own || framework_[stage].track != track) return std::nullopt;
      result[stage.value] = true;
    }
    return result;
  }

  void look(const model::Duty& duty, model::StageId stage, const Events& events, const std::vector<bool>& asked_in) {
    const MoveGraph& moves = graph_.moves();
    spent_ += 2 * (boost::num_vertices(moves) + boost::num_edges(moves));
    if (spent_ > kTotalSteps) return;
    // Some of the ways into the stage have the event on them: else it belongs elsewhere, or comes by itself.
    const std::vector<bool> before = leading_to(moves, stage.value);
    bool on_some_way = false;
    for (const model::StageId from : framework_[framework_[stage].track].stages) {
      if (!graph_.reachable(from)) continue;
      for (const model::MoveId id : framework_[from].moves) {
        const model::Move& move = framework_[id];
        on_some_way = on_some_way || (before[move.to.value] && any_of(move.events, events));
      }
    }
    const std::optional<model::StageId> start = graph_.start(framework_[stage].track);
    if (!on_some_way || !start) return;

    const boost::filtered_graph<MoveGraph, WithoutThem> without(moves,
                                                                WithoutThem{&framework_, &moves, &events, &asked_in});
    std::vector<std::optional<Edge>> by(boost::num_vertices(moves));
    boost::breadth_first_search(without, start->value,
                                boost::visitor(CameBy(&by)).vertex_index_map(boost::get(boost::vertex_index, moves)));
    if (*start != stage && !by[stage.value]) return;
    report(duty, stage, events, way(*start, stage, by));
  }

  /// The moves from the start to the stage.
  std::vector<model::MoveId> way(model::StageId start, model::StageId stage,
                                 const std::vector<std::optional<Edge>>& by) const {
    std::vector<model::MoveId> result;
    for (Vertex at = stage.value; at != start.value;) {
      const model::MoveId move = graph_.moves()[*by[at]];
      result.push_back(move);
      at = framework_[move].from.value;
    }
    std::reverse(result.begin(), result.end());
    return result;
  }

  void report(const model::Duty& duty, model::StageId stage, const Events& events,
              const std::vector<model::MoveId>& way) {
    const std::string anchor = model::events_text(framework_, events);
    std::string told;
    for (const model::MoveId id : way) {
      const model::Move& move = framework_[id];
      told += fmt::format("{}`{}`, {}", told.empty() ? "" : "; ", framework_[move.from].name,
                          model::occasion_text(framework_, move));
    }
    std::vector<Label> labels;
    std::string instead = fmt::format("entering {}", framework_[stage].name);
    if (!way.empty()) {
      const model::Move& last = framework_[way.back()];
      labels.push_back({last.span, "by this move"});
      if (last.kind == model::Move::Kind::kOnEvents) instead = model::events_text(framework_, last.events);
    }
    report_.add(
        {.code = Code::kAnchorMayNotCome,
         .severity = Severity::kWarning,
         .message = told.empty()
                        ? fmt::format("`{}` is counted from `{}`, and a case begins in stage `{}` without it",
                                      duty.name, anchor, framework_[stage].name)
                        : fmt::format("`{}` is counted from `{}`, and a case can come to stage `{}` without it: {}",
                                      duty.name, anchor, framework_[stage].name, told),
         .span = duty.limit.moment->span,
         .labels = std::move(labels),
         .help =
             fmt::format("such a case owes nothing; if it does, count from `the earlier of {}, {}`", anchor, instead)});
  }

  const model::Framework& framework_;
  const graph::ProcedureGraph& graph_;
  DiagnosticReport& report_;
  std::vector<std::vector<model::TrackId>> taken_in_;  // by event: the tracks it moves
  std::vector<bool> steered_;                          // by track: an action moves or begins it
  std::size_t spent_ = 0;
};

}  // namespace

void check_anchors_may_not_come(const model::Framework& framework, const graph::ProcedureGraph& graph,
                                DiagnosticReport& report) {
  AnchorCheck check(framework, graph, report);
  for (const model::Duty& duty : framework.duties) check.duty(duty);
}

}  // namespace proviso::analysis
