// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/mentions.h"

namespace proviso::analysis {

Mentions::Mentions(const model::Framework& framework) {
  for (const model::Fact& fact : framework.facts) optional(fact.means);
  for (const model::Decision& table : framework.decisions) {
    for (const model::FactId input : table.inputs) note(input, table.span);
  }
  for (const model::Track& track : framework.tracks) {
    events(track.begins_when);
    optional(track.begins_condition);
  }
  for (const model::Move& move : framework.moves) {
    events(move.events);
    events(move.of);
    optional(move.condition);
    actions(move.actions);
  }
  for (const model::Trigger& trigger : framework.triggers) {
    events(trigger.events);
    optional(trigger.when);
    optional(trigger.condition);
    actions(trigger.actions);
  }
  for (const model::Duty& one : framework.duties) duty(one);
  if (framework.transition) events(framework.transition->decided_by);
  in_example_ = true;
  for (const model::Example& example : framework.examples) {
    for (const model::Expectation& expectation : example.expectations) optional(expectation.condition);
  }
}

const Span* Mentions::first_reading(model::FactId fact) const {
  const auto it = first_.find(fact);
  return it == first_.end() ? nullptr : &it->second;
}

void Mentions::note(model::FactId fact, Span span) {
  if (in_example_) {
    expected_.insert(fact);
  } else {
    first_.try_emplace(fact, span);
  }
}

void Mentions::optional(const std::optional<model::Expression>& one) {
  if (one) expression(*one);
}

void Mentions::all(const std::vector<model::Expression>& some) {
  for (const model::Expression& one : some) expression(one);
}

void Mentions::expression(const model::Expression& one) {
  using Operation = model::Expression::Operation;
  if (one.operation == Operation::kFact || one.operation == Operation::kTotalOf) note(one.fact, one.span);
  if (one.operation == Operation::kNumberOf || one.operation == Operation::kTotalOf ||
      one.operation == Operation::kDateOfFirst || one.operation == Operation::kDateOfLast) {
    taken_up_.insert(one.event);
  }
  all(one.operands);
  for (const model::Moment& since : one.since) moment(since);
}

void Mentions::moment(const model::Moment& one) {
  if (one.kind == model::Moment::Kind::kFact) note(one.fact, one.span);
  events(one.events);
  for (const model::Moment& of : one.of) moment(of);
}

void Mentions::moment(const std::optional<model::Moment>& one) {
  if (one) moment(*one);
}

void Mentions::limit(const model::Limit& one) {
  moment(one.moment);
  moment(one.no_later);
  moment(one.until);
  if (one.judged_by) note(*one.judged_by, one.span);
}

void Mentions::actions(const std::vector<model::Action>& some) {
  for (const model::Action& action : some) {
    optional(action.value);
    for (const model::Action::Handed& handed : action.handed) expression(handed.value);
  }
}

void Mentions::duty(const model::Duty& duty) {
  optional(duty.applies_if);
  if (duty.party.kind != model::Owing::Kind::kParty) note(duty.party.fact, duty.clause);
  events(duty.events);
  optional(duty.that);
  optional(duty.condition);
  limit(duty.limit);
  if (duty.alternative) {
    events(duty.alternative->events);
    limit(duty.alternative->limit);
  }
  all(duty.stops);
  for (const model::Adjustment& adjustment : duty.adjustments) {
    moment(adjustment.moment);
    events(adjustment.events);
  }
  all(duty.excuses);
  for (const model::Once& once : duty.once) actions(once.actions);
}

}  // namespace proviso::analysis
