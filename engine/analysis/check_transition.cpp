// SPDX-License-Identifier: Apache-2.0
// PV0440, PV0441, PV0442: what a transition leaves open.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/visitors.hpp>

#include "engine/analysis/checks.h"

namespace proviso::analysis {
namespace {

using model::DutyId;
using model::EventId;
using model::Place;
using model::StageId;
using Edge = graph::MoveGraph::edge_descriptor;
using Vertex = graph::MoveGraph::vertex_descriptor;

constexpr std::size_t kNamedStages = 8;  // of the way to a stage

/// The names of a followed framework stand behind its own and a slash.
std::string_view plain(std::string_view name) { return name.substr(name.find('/') + 1); }

bool all_in(const std::vector<EventId>& events, const std::vector<EventId>& of) {
  return !events.empty() && std::all_of(events.begin(), events.end(), [&](EventId event) {
    return std::find(of.begin(), of.end(), event) != of.end();
  });
}

/// The moves that a case can make while none of the deciding events has come.
struct Undecided {
  const model::Framework* framework = nullptr;
  const graph::MoveGraph* moves = nullptr;
  bool operator()(const Edge& edge) const {
    const model::Move& move = (*framework)[(*moves)[edge]];
    return !all_in(move.events, framework->transition->decided_by);
  }
};

/// Where running cases may stand on the day, and how they came there.
class Ways {
 public:
  Ways(const model::Framework& framework, const graph::ProcedureGraph& graph)
      : framework_(framework), graph_(graph), before_(framework.stages.size()), reached_(framework.stages.size()) {
    const model::Transition& transition = *framework.transition;
    const boost::filtered_graph open(graph.moves(), Undecided{&framework, &graph.moves()});
    for (std::uint32_t t = 0; t < framework.tracks.size(); ++t) {
      const model::Track& track = framework.tracks[t];
      const auto start = graph.start({t});
      if (track.part != transition.followed || !start) continue;
      // Whether a condition can hold before the event that decides is not looked at: then nothing is said.
      const bool begins = transition.decided_by.empty() ||
                          (!all_in(track.begins_when, transition.decided_by) && !track.begins_condition);
      if (!begins) continue;
      std::vector<Vertex> came_from(framework.stages.size());
      for (Vertex v = 0; v < came_from.size(); ++v) came_from[v] = v;
      const auto index = boost::get(boost::vertex_index, graph.moves());
      boost::breadth_first_search(
          open, start->value,
          boost::vertex_index_map(index).visitor(boost::make_bfs_visitor(boost::record_predecessors(
              boost::make_iterator_property_map(came_from.begin(), index), boost::on_tree_edge()))));
      for (Vertex v = 0; v < came_from.size(); ++v) {
        if (v != start->value && came_from[v] == v) continue;
        before_[v] = came_from[v];
        reached_[v] = true;
      }
    }
  }

  [[nodiscard]] bool stands(StageId stage) const {
    return reached_[stage.value] || (framework_.transition->decided_by.empty() && graph_.reachable(stage));
  }

  /// `notice → on-site → reporting`; empty where an action leads there.
  [[nodiscard]] std::string text(StageId stage) const {
    if (!reached_[stage.value]) return {};
    std::vector<Vertex> way{stage.value};
    while (before_[way.back()] != way.back()) way.push_back(before_[way.back()]);
    std::string text;
    for (std::size_t i = way.size(); i-- > 0;) {
      const std::size_t place = way.size() - 1 - i;
      if (i > 0 && place + 1 >= kNamedStages) {
        if (place + 1 == kNamedStages) text += "… → ";
        continue;
      }
      text += fmt::format("`{}`{}", plain(framework_.stages[way[i]].name), i > 0 ? " → " : "");
    }
    return text;
  }

 private:
  const model::Framework& framework_;
  const graph::ProcedureGraph& graph_;
  std::vector<Vertex> before_;
  std::vector<bool> reached_;
};

void check_places(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report) {
  const model::Transition& transition = *framework.transition;
  const Ways ways(framework, graph);
  for (std::uint32_t i = 0; i < framework.stages.size(); ++i) {
    const model::Stage& stage = framework.stages[i];
    if (framework[stage.track].part != transition.followed || stage.end) continue;
    if (!ways.stands({i}) || transition.place_of({i}) != nullptr) continue;
    const std::string_view name = plain(stage.name);
    const std::string way = ways.text({i});
    const std::string decides =
        transition.decided_by.empty() ? std::string{} : " before an event that decides has come";
    report.add({.code = Code::kNoPlace,
                .severity = Severity::kError,
                .message = fmt::format("cases that stand in `{}` on the day have nowhere to go on", name),
                .span = transition.span,
                .labels = {{stage.name_span, way.empty() ? fmt::format("a case can stand here{}", decides)
                                                         : fmt::format("a case comes here{} by {}", decides, way)}},
                .help = fmt::format("write `cases in {0} go on in <stage>`, `cases in {0} stay` or `cases in {0} end`",
                                    name)});
  }
}

/// Whether something can be pending of it: `on a Monday` is judged act by act, and what may not be done too soon
/// obliges nobody to do it.
bool can_be_pending(const model::Duty& duty) {
  return duty.limit.kind != model::LimitKind::kOnWeekday &&
         (duty.limit.kind != model::LimitKind::kNoSooner || duty.limit.no_later);
}

bool owed_in(const model::Framework& framework, const model::Duty& duty, const Place& place) {
  return std::any_of(place.stages.begin(), place.stages.end(),
                     [&](StageId stage) { return model::may_be_pending_in(framework, duty, stage); });
}

void check_duties(const model::Framework& framework, DiagnosticReport& report) {
  const model::Transition& transition = *framework.transition;
  for (std::uint32_t d = 0; d < framework.duties.size(); ++d) {
    const model::Duty& duty = framework.duties[d];
    if (!can_be_pending(duty)) continue;
    for (const Place& place : transition.places) {
      if (place.kind != Place::Kind::kGoOn || !owed_in(framework, duty, place)) continue;
      if (model::handover_of(transition, place, {d})) continue;
      const std::string_view name = plain(duty.name);
      report.add({.code = Code::kDutyUnsaid,
                  .severity = Severity::kWarning,
                  .message = fmt::format("what becomes of `{}` is not said, where it is pending on the day", name),
                  .span = place.span,
                  .labels = {{duty.name_span, "it is owed here"}},
                  .help = fmt::format("without a word it lapses; write `duty {} runs on`, `takes the new limit` or "
                                      "`lapses`, or `other duties run on`",
                                      name)});
      break;  // a duty of the case, or of a track, once
    }
  }
}

void check_facts(const model::Framework& framework, DiagnosticReport& report) {
  const std::string prefix = framework.parts[framework.transition->followed.value].name + "/";
  std::set<std::uint32_t> shared;
  for (const auto& [name, symbol] : framework.symbols) {
    if (symbol.kind == model::SymbolKind::kFact && name.starts_with(prefix)) shared.insert(symbol.index);
  }
  for (const model::Fact& there : framework.facts) {
    if (!there.name.starts_with(prefix) || there.means || there.decision) continue;
    const auto same = framework.find(model::SymbolKind::kFact, plain(there.name));
    if (!same || shared.contains(*same)) continue;
    const model::Fact& here = framework.facts[*same];
    if (here.means || here.decision || here.type == there.type) continue;
    report.add({.code = Code::kFactLeftBehind,
                .severity = Severity::kWarning,
                .message = fmt::format("what was recorded of `{}` does not go on: its type was {}, and is {} here",
                                       here.name, model::type_text(there.type), model::type_text(here.type)),
                .span = here.span,
                .labels = {{there.span, "under the rules that are continued"}},
                .help = "give both the same type, or give this one another name"});
  }
}

}  // namespace

void check_transition(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report) {
  if (!framework.transition) return;
  check_places(framework, graph, report);
  check_duties(framework, report);
  check_facts(framework, report);
}

}  // namespace proviso::analysis
