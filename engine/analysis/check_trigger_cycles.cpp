// SPDX-License-Identifier: Apache-2.0
// PV0419: triggers and condition moves that set each other off for ever. A strong component of the graph of what sets
// off what says who could; letting them follow from one another in an imagined case says whether they do.
#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/property_map.hpp>

#include <fmt/format.h>

#include "engine/analysis/checks.h"
#include "engine/analysis/find_case.h"
#include "engine/analysis/imagined_rounds.h"

namespace proviso::analysis {
namespace {

using model::Expression;

/// More than these in one component are not gone through.
constexpr std::size_t kMostTogether = 60;
/// Cases let run in one check.
constexpr std::size_t kMostAttempts = 2'000;

/// What sets off what: reactions, facts, and for each stage that it is entered and that the track stands there or not.
class SetsOff {
 public:
  explicit SetsOff(const model::Framework& framework) : framework_(framework) {
    for (std::uint32_t i = 0; i < framework.triggers.size(); ++i) {
      if (framework.triggers[i].when) reactions_.push_back({Reaction::Kind::kTrigger, i});
    }
    for (std::uint32_t i = 0; i < framework.moves.size(); ++i) {
      if (framework.moves[i].kind == model::Move::Kind::kOnCondition && framework.moves[i].condition) {
        reactions_.push_back({Reaction::Kind::kMove, i});
      }
    }
    for (std::uint32_t f = 0; f < framework.facts.size(); ++f) {
      if (framework.facts[f].means) read(*framework.facts[f].means, fact({f}));
    }
    for (const model::Decision& table : framework.decisions) {
      for (const model::FactId input : table.inputs) edge(fact(input), fact(table.fact));
    }
    for (std::size_t i = 0; i < reactions_.size(); ++i) {
      const Reaction& reaction = reactions_[i];
      read(reaction.when(framework), i);
      if (reaction.kind == Reaction::Kind::kTrigger && framework.triggers[reaction.index].condition) {
        read(*framework.triggers[reaction.index].condition, i);
      }
      if (const auto stage = reaction.stage(framework)) edge(entered(*stage), i);
      for (const model::Action& action : reaction.actions(framework)) act(action, i);
      if (reaction.kind == Reaction::Kind::kMove) {
        const model::Move& move = framework.moves[reaction.index];
        edge(i, entered(move.to));
        edge(i, stands(move.to));
        edge(i, stands(move.from));
      }
    }
  }

  /// The reactions of each component that leads back to itself, in the order of the file.
  std::vector<std::vector<Reaction>> loops() const {
    using Graph = boost::compressed_sparse_row_graph<boost::directedS>;
    const std::size_t vertices = reactions_.size() + framework_.facts.size() + 2 * framework_.stages.size();
    const Graph graph(boost::edges_are_unsorted_multi_pass, edges_.begin(), edges_.end(), vertices);
    std::vector<std::size_t> component(vertices);
    const auto count = boost::strong_components(
        graph, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
    std::vector<std::size_t> size(count);
    for (const std::size_t c : component) ++size[c];
    std::map<std::size_t, std::vector<Reaction>> found;
    for (std::size_t i = 0; i < reactions_.size(); ++i) {
      // No edge leads from a reaction to itself: alone it is no loop.
      if (size[component[i]] > 1) found[component[i]].push_back(reactions_[i]);
    }
    std::vector<std::vector<Reaction>> result;
    for (auto& [c, members] : found) result.push_back(std::move(members));
    std::sort(result.begin(), result.end(), [&](const auto& a, const auto& b) {
      return a.front().span(framework_).begin < b.front().span(framework_).begin;
    });
    return result;
  }

 private:
  std::size_t fact(model::FactId id) const { return reactions_.size() + id.value; }
  std::size_t entered(model::StageId id) const { return reactions_.size() + framework_.facts.size() + id.value; }
  std::size_t stands(model::StageId id) const { return entered(id) + framework_.stages.size(); }
  void edge(std::size_t from, std::size_t to) { edges_.emplace_back(from, to); }

  void read(const Expression& expression, std::size_t reader) {
    if (expression.operation == Expression::Operation::kFact) edge(fact(expression.fact), reader);
    if (expression.operation == Expression::Operation::kInStage) edge(stands(expression.stage), reader);
    for (const Expression& operand : expression.operands) read(operand, reader);
  }

  void act(const model::Action& action, std::size_t reaction) {
    switch (action.kind) {
      case model::Action::Kind::kRecord:
      case model::Action::Kind::kAdd:
        edge(reaction, fact(action.fact));
        break;
      case model::Action::Kind::kGoTo:
        edge(reaction, entered(action.stage));
        for (const model::StageId stage : framework_[framework_[action.stage].track].stages) {
          edge(reaction, stands(stage));
        }
        break;
      case model::Action::Kind::kBegin:
      case model::Action::Kind::kEnd:
      case model::Action::Kind::kNotify:
      case model::Action::Kind::kOpen:
      case model::Action::Kind::kCloseCase:
        break;
    }
  }

  const model::Framework& framework_;
  std::vector<Reaction> reactions_;
  std::vector<std::pair<std::size_t, std::size_t>> edges_;
};

class CycleCheck {
 public:
  CycleCheck(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report)
      : framework_(framework), graph_(graph), report_(report) {}

  void component(const std::vector<Reaction>& members) {
    if (members.size() > kMostTogether) return;
    for (std::size_t first = 0; first < members.size(); ++first) {
      for (const Wanted& wanted : starts(members, first)) {
        if (attempts_++ >= kMostAttempts) return;
        const Situation situation{.stage = members[first].stage(framework_), .event = std::nullopt};
        if (situation.stage && !graph_.reachable(*situation.stage)) break;
        FoundCase found = find_case(framework_, graph_, situation, wanted);
        if (found.outcome != FoundCase::Outcome::kFound) continue;
        place_tracks(members, first, found.values);
        const std::vector<std::size_t> loop = endless_loop(framework_, members, first, std::move(found.values));
        if (loop.empty()) continue;
        report(members, loop, found.in_words);
        return;
      }
    }
  }

 private:
  const Expression& when(const Reaction& reaction) const { return reaction.when(framework_); }

  /// Cases to begin with: all conditions yes; only this one; this one, whatever the others.
  std::vector<Wanted> starts(const std::vector<Reaction>& members, std::size_t first) const {
    Wanted all;
    Wanted only;
    for (std::size_t i = 0; i < members.size(); ++i) {
      all.yes.push_back(&when(members[i]));
      (i == first ? only.yes : only.no).push_back(&when(members[i]));
    }
    Wanted some;
    some.yes = only.yes;
    return {std::move(all), std::move(only), std::move(some)};
  }

  /// Each track that the conditions leave open stands where one of these is in force, the first's where that is.
  void place_tracks(const std::vector<Reaction>& members, std::size_t first, Valuation& valuation) const {
    const auto place = [&](const Reaction& reaction, bool always) {
      const auto stage = reaction.stage(framework_);
      if (!stage) return;
      Setting& setting = valuation[{Variable::Kind::kTrack, framework_[*stage].track.value}];
      const auto* standing = std::get_if<TrackSetting>(&setting);
      if (always || standing == nullptr || !standing->settled) setting = TrackSetting{.stage = stage};
    };
    place(members[first], true);
    for (const Reaction& reaction : members) place(reaction, false);
  }

  void report(const std::vector<Reaction>& members, const std::vector<std::size_t>& loop, const std::string& in_words) {
    // Told from the one that stands first in the file.
    std::vector<std::size_t> turn = loop;
    std::rotate(turn.begin(), std::min_element(turn.begin(), turn.end()), turn.end());
    std::string told;
    std::vector<Label> labels;
    for (const std::size_t i : turn) {
      told += members[i].words(framework_) + " → ";
      const Span span = members[i].span(framework_);
      const auto known = [&](const Label& label) { return label.span == span; };
      if (i != turn.front() && std::none_of(labels.begin(), labels.end(), known)) {
        labels.push_back({span, "and this"});
      }
    }
    told += members[turn.front()].words(framework_);
    const std::string when = in_words.empty() ? "" : fmt::format(" when {}", in_words);
    report_.add({.code = Code::kTriggerCycle,
                 .severity = Severity::kWarning,
                 .message = fmt::format("these set each other off for ever{}: {}", when, told),
                 .span = members[turn.front()].span(framework_),
                 .labels = std::move(labels),
                 .help = "such a case stops with an error: let one of them happen on an event, or once only"});
  }

  const model::Framework& framework_;
  const graph::ProcedureGraph& graph_;
  DiagnosticReport& report_;
  std::size_t attempts_ = 0;
};

}  // namespace

void check_trigger_cycles(const model::Framework& framework, const graph::ProcedureGraph& graph,
                          DiagnosticReport& report) {
  CycleCheck check(framework, graph, report);
  for (const std::vector<Reaction>& members : SetsOff(framework).loops()) check.component(members);
}

}  // namespace proviso::analysis
