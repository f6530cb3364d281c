// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/stage_events.h"

#include <algorithm>
#include <cstdint>

namespace proviso::analysis {
namespace {

using model::Expression;

/// Whether a condition asks how a duty stands; derived facts included.
class DutyQuestions {
 public:
  explicit DutyQuestions(const model::Framework& framework)
      : framework_(framework), seen_(framework.facts.size(), State::kOpen) {}

  bool in(const Expression& expression) {
    if (expression.operation == Expression::Operation::kDutyIs) return true;
    if (expression.operation == Expression::Operation::kFact && in(expression.fact)) return true;
    return std::any_of(expression.operands.begin(), expression.operands.end(),
                       [&](const Expression& operand) { return in(operand); });
  }

 private:
  enum class State : std::uint8_t { kOpen, kNo, kYes };

  bool in(model::FactId id) {
    State& state = seen_[id.value];
    if (state != State::kOpen) return state == State::kYes;
    state = State::kNo;  // one derived from itself is a mistake of its own
    const model::Fact& fact = framework_[id];
    bool found = fact.means && in(*fact.means);
    if (fact.decision) {
      for (const model::FactId input : framework_[*fact.decision].inputs) found = in(input) || found;
    }
    seen_[id.value] = found ? State::kYes : State::kNo;
    return found;
  }

  const model::Framework& framework_;
  std::vector<State> seen_;
};

}  // namespace

bool holds(const std::vector<model::EventId>& events, model::EventId event) {
  return std::find(events.begin(), events.end(), event) != events.end();
}

void events_of(const std::optional<model::Moment>& moment, const std::function<void(model::EventId)>& take) {
  if (!moment) return;
  for (const model::EventId event : moment->events) take(event);
  for (const model::Moment& part : moment->of) events_of(part, take);
}

StageEvents::StageEvents(const model::Framework& framework)
    : taken_(framework.stages.size()),
      moving_(framework.stages.size()),
      leaving_(framework.stages.size()),
      telling_(framework.moves.size()),
      diverted_(framework.moves.size()) {
  DutyQuestions questions(framework);
  for (std::uint32_t i = 0; i < framework.moves.size(); ++i) {
    const model::Move& move = framework.moves[i];
    const model::TrackId track = framework[move.from].track;
    for (const model::EventId event : move.events) {
      taken_[move.from.value].insert(event);
      if (moving_[move.from.value].insert(event).second) moved_by_[event].push_back(move.from);
      if (!move.condition) leaving_[move.from.value].insert(event);
      tracks_[event].insert(track);
    }
    telling_[i] = move.condition && questions.in(*move.condition);
    diverted_[i] = std::any_of(move.actions.begin(), move.actions.end(), [&](const model::Action& action) {
      switch (action.kind) {
        case model::Action::Kind::kGoTo:
          return framework[action.stage].track == track;
        case model::Action::Kind::kEnd:
        case model::Action::Kind::kBegin:
          return action.track == track;
        case model::Action::Kind::kCloseCase:
          return action.part == framework[track].part;
        case model::Action::Kind::kRecord:
        case model::Action::Kind::kAdd:
        case model::Action::Kind::kNotify:
        case model::Action::Kind::kOpen:
          return false;
      }
      return false;
    });
  }
  for (std::uint32_t i = 0; i < framework.tracks.size(); ++i) {
    for (const model::EventId event : framework.tracks[i].begins_when) tracks_[event].insert({i});
  }
  for (const model::Duty& duty : framework.duties) {
    if (duty.scope.kind != model::Scope::Kind::kStage) continue;
    const model::StageId stage{duty.scope.index};
    const auto name = [&](model::EventId event) {
      std::vector<model::StageId>& stages = named_in_[event];
      if (tracks_.count(event) == 0 && (stages.empty() || stages.back() != stage)) stages.push_back(stage);
    };
    const auto act = [&](model::EventId event) {
      taken_[stage.value].insert(event);
      name(event);
    };
    for (const model::EventId event : duty.events) act(event);
    events_of(duty.limit.moment, name);
    events_of(duty.limit.no_later, name);
    if (duty.alternative) {
      for (const model::EventId event : duty.alternative->events) act(event);
      events_of(duty.alternative->limit.moment, name);
    }
  }
}

namespace {

const std::vector<model::StageId>& found_in(const std::map<model::EventId, std::vector<model::StageId>>& stages,
                                            model::EventId event) {
  static const std::vector<model::StageId> none;
  const auto found = stages.find(event);
  return found == stages.end() ? none : found->second;
}

}  // namespace

const std::vector<model::StageId>& StageEvents::moved_by(model::EventId event) const {
  return found_in(moved_by_, event);
}

const std::vector<model::StageId>& StageEvents::named_in(model::EventId event) const {
  return found_in(named_in_, event);
}

}  // namespace proviso::analysis
