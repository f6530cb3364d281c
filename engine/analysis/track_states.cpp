// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/track_states.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace proviso::analysis {
namespace {

using model::Action;
using model::Expression;

/// Derived facts within one another beyond this are not looked into.
constexpr std::size_t kDepth = 100;

/// Calls back with every stage that a condition asks for; derived facts included, each once.
void stages_asked(const model::Framework& framework, const Expression& expression, std::set<std::uint32_t>& facts,
                  const std::function<void(model::StageId)>& take) {
  if (expression.operation == Expression::Operation::kInStage) take(expression.stage);
  if (expression.operation == Expression::Operation::kFact && facts.insert(expression.fact.value).second) {
    const model::Fact& fact = framework[expression.fact];
    if (fact.means) stages_asked(framework, *fact.means, facts, take);
  }
  for (const Expression& operand : expression.operands) stages_asked(framework, operand, facts, take);
}

/// Every action of the framework.
void each_action(const model::Framework& framework, const std::function<void(const Action&)>& take) {
  for (const model::Move& move : framework.moves) {
    for (const Action& action : move.actions) take(action);
  }
  for (const model::Trigger& trigger : framework.triggers) {
    for (const Action& action : trigger.actions) take(action);
  }
  for (const model::Duty& duty : framework.duties) {
    for (const model::Once& once : duty.once) {
      for (const Action& action : once.actions) take(action);
    }
  }
}

/// Whether a condition may come out yes, and whether no.
struct May {
  bool yes = true;
  bool no = true;
};

class StateExplorer {
 public:
  StateExplorer(const model::Framework& framework, const std::vector<model::TrackId>& tracks, std::size_t bound)
      : framework_(framework), bound_(bound) {
    result_.tracks = tracks;
    for (std::size_t i = 0; i < tracks.size(); ++i) place_[tracks[i].value] = i;
    each_action(framework, [&](const Action& action) {
      const bool goes = action.kind == Action::Kind::kGoTo;
      if (!goes && action.kind != Action::Kind::kBegin && action.kind != Action::Kind::kEnd) return;
      const model::TrackId track = goes ? framework[action.stage].track : action.track;
      if (const auto found = place_.find(track.value); found != place_.end()) {
        actions_.push_back({found->second, &action});
      }
    });
  }

  TrackStates explore() {
    TrackState first;
    for (const model::TrackId id : result_.tracks) {
      const model::Track& track = framework_[id];
      const bool at_once = track.begins_when.empty() && !track.begins_condition && !track.stages.empty();
      const bool of_case = track.part.value == 0;
      first.push_back(at_once && of_case ? track.stages.front().value : kNotBegun);
    }
    number(std::move(first));
    result_.whole = true;
    for (std::size_t at = 0; at < result_.states.size(); ++at) {
      if (result_.states.size() > bound_) {
        result_.whole = false;
        break;
      }
      for (std::size_t track = 0; track < result_.tracks.size(); ++track) steps(at, track);
      actions(at);
    }
    return std::move(result_);
  }

 private:
  std::size_t number(TrackState state) {
    const auto [found, is_new] = known_.emplace(std::move(state), result_.states.size());
    if (is_new) result_.states.push_back(found->first);
    return found->second;
  }

  void step(std::size_t at, std::size_t track, std::uint32_t stands, std::optional<model::MoveId> move) {
    TrackState next = result_.states[at];
    if (next[track] == stands && !move) return;
    next[track] = stands;
    const std::size_t to = number(std::move(next));
    result_.steps.push_back({at, to, move, track});
  }

  void steps(std::size_t at, std::size_t track) {
    const std::uint32_t stands = result_.states[at][track];
    const model::Track& of = framework_[result_.tracks[track]];
    if (stands == kNotBegun) {
      if (of.stages.empty()) return;
      const bool begins = !of.begins_when.empty() || (of.begins_condition && may(at, *of.begins_condition, 0).yes) ||
                          (of.part.value != 0 && of.begins_when.empty() && !of.begins_condition);
      if (begins) step(at, track, of.stages.front().value, std::nullopt);
      return;
    }
    if (stands == kTakenOut || framework_.stages[stands].end) return;
    for (const model::MoveId id : framework_.stages[stands].moves) {
      const model::Move& move = framework_[id];
      if (!move.condition || may(at, *move.condition, 0).yes) step(at, track, move.to.value, id);
    }
  }

  /// What actions do, wherever they are written and whatever they wait for.
  void actions(std::size_t at) {
    for (const auto& [track, action] : actions_) {
      const std::uint32_t stands = result_.states[at][track];
      const bool runs = stands != kNotBegun && stands != kTakenOut && !framework_.stages[stands].end;
      if (action->kind == Action::Kind::kGoTo && runs) step(at, track, action->stage.value, std::nullopt);
      if (action->kind == Action::Kind::kEnd && runs) step(at, track, kTakenOut, std::nullopt);
      if (action->kind == Action::Kind::kBegin && !runs && !framework_[action->track].stages.empty()) {
        step(at, track, framework_[action->track].stages.front().value, std::nullopt);
      }
    }
  }

  [[nodiscard]] May may(std::size_t at, const Expression& expression, std::size_t depth) const {
    if (depth > kDepth) return {};
    using Operation = Expression::Operation;
    const Operation operation = expression.operation;
    if (operation == Operation::kInStage) {
      const auto track = place_.find(framework_[expression.stage].track.value);
      if (track == place_.end()) return {};
      const bool there = result_.states[at][track->second] == expression.stage.value;
      return {there, !there};
    }
    if (operation == Operation::kLiteral) {
      const bool* truth = std::get_if<bool>(&expression.literal.value);
      return truth != nullptr ? May{*truth, !*truth} : May{};
    }
    if (operation == Operation::kFact) {
      const model::Fact& fact = framework_[expression.fact];
      return fact.means ? may(at, *fact.means, depth + 1) : May{};
    }
    if (operation == Operation::kNot) {
      const May of = may(at, expression.operands.front(), depth + 1);
      return {of.no, of.yes};
    }
    const bool is_and = operation == Operation::kAnd;
    if (!is_and && operation != Operation::kOr) return {};  // whatever else it asks may come out either way
    bool all = true;
    bool any = false;
    for (const Expression& operand : expression.operands) {
      const May of = may(at, operand, depth + 1);
      all = all && (is_and ? of.yes : of.no);
      any = any || (is_and ? of.no : of.yes);
    }
    return is_and ? May{all, any} : May{any, all};
  }

  const model::Framework& framework_;
  std::size_t bound_;
  TrackStates result_;
  std::map<std::uint32_t, std::size_t> place_;                  // of a track in the group
  std::vector<std::pair<std::size_t, const Action*>> actions_;  // that take one of its tracks somewhere, with its place
  std::map<TrackState, std::size_t> known_;
};

}  // namespace

std::vector<std::vector<model::TrackId>> linked_tracks(const model::Framework& framework) {
  std::vector<std::uint32_t> group(framework.tracks.size());
  std::iota(group.begin(), group.end(), 0U);
  const std::function<std::uint32_t(std::uint32_t)> root = [&](std::uint32_t track) {
    while (group[track] != track) track = group[track] = group[group[track]];
    return track;
  };
  const auto link = [&](std::uint32_t track, const Expression& condition) {
    std::set<std::uint32_t> facts;
    stages_asked(framework, condition, facts,
                 [&](model::StageId stage) { group[root(framework[stage].track.value)] = root(track); });
  };
  for (std::uint32_t i = 0; i < framework.tracks.size(); ++i) {
    if (framework.tracks[i].begins_condition) link(i, *framework.tracks[i].begins_condition);
  }
  for (const model::Move& move : framework.moves) {
    if (move.condition) link(framework[move.from].track.value, *move.condition);
  }
  std::map<std::uint32_t, std::vector<model::TrackId>> groups;
  for (std::uint32_t i = 0; i < framework.tracks.size(); ++i) groups[root(i)].push_back({i});
  std::vector<std::vector<model::TrackId>> linked;
  for (auto& [first, tracks] : groups) {
    if (tracks.size() > 1) linked.push_back(std::move(tracks));
  }
  return linked;
}

TrackStates track_states(const model::Framework& framework, const std::vector<model::TrackId>& tracks,
                         std::size_t bound) {
  return StateExplorer(framework, tracks, bound).explore();
}

}  // namespace proviso::analysis
