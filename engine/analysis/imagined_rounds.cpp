// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/imagined_rounds.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace proviso::analysis {
namespace {

using Kind = Variable::Kind;
using Operation = model::Expression::Operation;

/// So many moves and actions at one instant stop a case.
constexpr std::size_t kMostSteps = 1'000;
/// A turn longer than this is not made out.
constexpr std::size_t kLongestTurn = 100;

class Rounds {
 public:
  Rounds(const model::Framework& framework, const std::vector<Reaction>& reactions, std::size_t first,
         Valuation valuation)
      : framework_(framework), reactions_(reactions), valuation_(std::move(valuation)), was_yes_(reactions.size()) {
    for (std::size_t i = 0; i < reactions_.size(); ++i) {
      was_yes_[i] = i != first && in_force(reactions_[i]) && yes(reactions_[i].when(framework_));
    }
  }

  std::vector<std::size_t> run() {
    while (fired_.size() <= kMostSteps && !stuck_) {
      const std::size_t before = fired_.size();
      moved_.clear();
      for (std::size_t i = 0; i < reactions_.size() && !stuck_; ++i) {
        if (reactions_[i].kind == Reaction::Kind::kTrigger) fire(i);
      }
      make_moves();
      if (fired_.size() == before) return {};
    }
    return stuck_ ? std::vector<std::size_t>{} : turn();
  }

 private:
  [[nodiscard]] bool yes(const model::Expression& condition) const {
    return Evaluation(framework_, valuation_).of(condition).is(true);
  }

  [[nodiscard]] std::optional<model::StageId> standing(model::TrackId track) const {
    const auto it = valuation_.find({Kind::kTrack, track.value});
    return it == valuation_.end() ? std::nullopt : std::get<TrackSetting>(it->second).stage;
  }

  [[nodiscard]] bool in_force(const Reaction& reaction) const {
    const auto stage = reaction.stage(framework_);
    return !stage || standing(framework_[*stage].track) == *stage;
  }

  void fire(std::size_t i) {
    const Reaction& reaction = reactions_[i];
    const bool now = in_force(reaction) && yes(reaction.when(framework_));
    const bool rises = now && !was_yes_[i];
    was_yes_[i] = now;
    const model::Trigger& trigger = framework_.triggers[reaction.index];
    if (!rises || (trigger.condition && !yes(*trigger.condition))) return;
    fired_.push_back(i);
    act(trigger.actions);
  }

  void make_moves() {
    std::set<model::TrackId> tracks;
    for (const Reaction& reaction : reactions_) {
      if (reaction.kind == Reaction::Kind::kMove) tracks.insert(framework_[*reaction.stage(framework_)].track);
    }
    for (const model::TrackId track : tracks) {
      if (stuck_ || moved_.contains(track)) continue;
      std::optional<std::size_t> made;
      for (std::size_t i = 0; i < reactions_.size(); ++i) {
        const Reaction& reaction = reactions_[i];
        if (reaction.kind != Reaction::Kind::kMove || framework_[*reaction.stage(framework_)].track != track) continue;
        if (!in_force(reaction) || !yes(reaction.when(framework_))) continue;
        if (made && framework_.moves[reactions_[*made].index].to != framework_.moves[reaction.index].to) stuck_ = true;
        if (!made) made = i;
      }
      if (!made || stuck_) continue;
      const model::Move& move = framework_.moves[reactions_[*made].index];
      fired_.push_back(*made);
      act(move.actions);
      enter(move.to);
    }
  }

  /// A scope that opens anew asks its conditions anew.
  void enter(model::StageId stage) {
    const model::TrackId track = framework_[stage].track;
    valuation_[{Kind::kTrack, track.value}] = TrackSetting{.stage = stage};
    moved_.insert(track);
    if (framework_[stage].end) stuck_ = true;  // the track has ended; what others do goes on and is not looked at
    for (std::size_t i = 0; i < reactions_.size(); ++i) {
      if (reactions_[i].kind == Reaction::Kind::kTrigger && reactions_[i].stage(framework_) == stage) {
        was_yes_[i] = false;
      }
    }
  }

  void act(const std::vector<model::Action>& actions) {
    for (const model::Action& action : actions) {
      if (stuck_) return;
      switch (action.kind) {
        case model::Action::Kind::kRecord:
          valuation_[{Kind::kFact, action.fact.value}] = Evaluation(framework_, valuation_).of(*action.value);
          break;
        case model::Action::Kind::kAdd:
          add(action);
          break;
        case model::Action::Kind::kGoTo:
          enter(action.stage);
          break;
        case model::Action::Kind::kNotify:
          break;
        case model::Action::Kind::kBegin:
        case model::Action::Kind::kEnd:
        case model::Action::Kind::kOpen:
        case model::Action::Kind::kCloseCase:
          stuck_ = true;  // what comes of these is not looked at
          break;
      }
    }
  }

  void add(const model::Action& action) {
    Setting& setting = valuation_[{Kind::kFact, action.fact.value}];
    const Value item = Evaluation(framework_, valuation_).of(*action.value);
    auto* value = std::get_if<Value>(&setting);
    auto* list = value == nullptr ? nullptr : std::get_if<ListValue>(&value->value);
    if (list == nullptr || std::holds_alternative<Unknown>(item.value) ||
        std::holds_alternative<Unsettled>(item.value)) {
      stuck_ = true;
      return;
    }
    list->items.push_back(item);
  }

  /// The shortest turn that the steps at the end repeat.
  [[nodiscard]] std::vector<std::size_t> turn() const {
    for (std::size_t length = 1; length <= kLongestTurn; ++length) {
      const auto last = fired_.end() - static_cast<std::ptrdiff_t>(length);
      if (std::equal(last, fired_.end(), last - static_cast<std::ptrdiff_t>(length))) return {last, fired_.end()};
    }
    return {};
  }

  const model::Framework& framework_;
  const std::vector<Reaction>& reactions_;
  Valuation valuation_;
  std::vector<bool> was_yes_;       // by reaction
  std::set<model::TrackId> moved_;  // in this round
  std::vector<std::size_t> fired_;
  bool stuck_ = false;
};

}  // namespace

const model::Expression& Reaction::when(const model::Framework& framework) const {
  return kind == Kind::kTrigger ? *framework.triggers[index].when : *framework.moves[index].condition;
}

const std::vector<model::Action>& Reaction::actions(const model::Framework& framework) const {
  return kind == Kind::kTrigger ? framework.triggers[index].actions : framework.moves[index].actions;
}

std::optional<model::StageId> Reaction::stage(const model::Framework& framework) const {
  if (kind == Kind::kMove) return framework.moves[index].from;
  const model::Scope& scope = framework.triggers[index].scope;
  if (scope.kind != model::Scope::Kind::kStage) return std::nullopt;
  return model::StageId{scope.index};
}

Span Reaction::span(const model::Framework& framework) const {
  return kind == Kind::kTrigger ? framework.triggers[index].name_span : framework.moves[index].span;
}

std::string Reaction::words(const model::Framework& framework) const {
  if (kind == Kind::kTrigger) return fmt::format("`{}`", framework.triggers[index].name);
  const model::Move& move = framework.moves[index];
  return fmt::format("the move from `{}` to `{}`", framework[move.from].name, framework[move.to].name);
}

std::vector<std::size_t> endless_loop(const model::Framework& framework, const std::vector<Reaction>& reactions,
                                      std::size_t first, Valuation valuation) {
  return Rounds(framework, reactions, first, std::move(valuation)).run();
}

}  // namespace proviso::analysis
