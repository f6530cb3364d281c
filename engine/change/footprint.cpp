// SPDX-License-Identifier: Apache-2.0
#include "engine/change/footprint.h"

#include <algorithm>

namespace proviso::change {
namespace {

using namespace model;

bool overlap(const std::set<Thing>& a, const std::set<Thing>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Thing& thing) { return b.contains(thing); });
}

}  // namespace

bool Footprint::meets(const Footprint& other) const {
  return overlap(writes, other.reads) || overlap(writes, other.writes) || overlap(reads, other.writes);
}

Footprint Footprints::of(const Trigger& trigger) const {
  Footprint result;
  if (trigger.when) read(*trigger.when, result);
  if (trigger.condition) read(*trigger.condition, result);
  act(trigger.actions, result);
  needs_open_case(trigger.scope, result);
  return result;
}

Footprint Footprints::consequences(const Duty& duty) const {
  Footprint result;
  for (const Once& once : duty.once) act(once.actions, result);
  needs_open_case(duty.scope, result);
  return result;
}

Footprint Footprints::judging(DutyId id) const {
  const Duty& duty = framework_[id];
  Footprint result;
  for (const std::optional<Expression>* asked : {&duty.applies_if, &duty.that, &duty.condition}) {
    if (*asked) read(**asked, result);
  }
  for (const Expression& excuse : duty.excuses) read(excuse, result);
  result.writes.insert({Thing::Kind::kDuty, id.value});
  return result;
}

Footprint Footprints::of(TrackId id) const {
  Footprint result;
  const Track& track = framework_[id];
  if (track.begins_condition) read(*track.begins_condition, result);
  for (const StageId stage : track.stages) {
    for (const MoveId move : framework_[stage].moves) {
      if (framework_[move].condition) read(*framework_[move].condition, result);
      act(framework_[move].actions, result);
    }
  }
  result.writes.insert({Thing::Kind::kTrack, id.value});
  return result;
}

void Footprints::read(const Expression& expression, Footprint& into) const {
  std::set<std::uint32_t> seen;
  read(expression, into, seen);
}

void Footprints::read(const Expression& expression, Footprint& into, std::set<std::uint32_t>& seen) const {
  for (const Expression& operand : expression.operands) read(operand, into, seen);
  for (const Moment& since : expression.since) read(since, into, seen);
  switch (expression.operation) {
    case Expression::Operation::kFact:
    case Expression::Operation::kTotalOf:
      read_fact(expression.fact, into, seen);
      break;
    case Expression::Operation::kInStage:
      into.reads.insert({Thing::Kind::kTrack, framework_[expression.stage].track.value});
      break;
    case Expression::Operation::kDutyIs:
      into.reads.insert({Thing::Kind::kDuty, expression.duty.value});
      break;
    default:
      break;  // the others look at operands alone, at events or at the day, which no clause changes
  }
}

void Footprints::read(const Moment& moment, Footprint& into, std::set<std::uint32_t>& seen) const {
  for (const Moment& inner : moment.of) read(inner, into, seen);
  if (moment.kind == Moment::Kind::kFact) read_fact(moment.fact, into, seen);
  if (moment.kind == Moment::Kind::kEntering) {
    into.reads.insert({Thing::Kind::kTrack, framework_[moment.stage].track.value});
  }
}

void Footprints::read_fact(FactId id, Footprint& into, std::set<std::uint32_t>& seen) const {
  if (!seen.insert(id.value).second) return;
  into.reads.insert({Thing::Kind::kFact, id.value});
  const Fact& fact = framework_[id];
  if (fact.means) read(*fact.means, into, seen);
  if (fact.decision) {
    for (const FactId input : framework_[*fact.decision].inputs) read_fact(input, into, seen);
  }
}

void Footprints::needs_open_case(const Scope& scope, Footprint& into) const {
  std::uint32_t part = scope.index;
  if (scope.kind == Scope::Kind::kTrack) part = framework_[TrackId{scope.index}].part.value;
  if (scope.kind == Scope::Kind::kStage) part = framework_[framework_[StageId{scope.index}].track].part.value;
  into.reads.insert({Thing::Kind::kPart, part});
}

void Footprints::act(const std::vector<Action>& actions, Footprint& into) const {
  for (const Action& action : actions) {
    if (action.value) read(*action.value, into);
    for (const Action::Handed& handed : action.handed) {
      read(handed.value, into);
      into.writes.insert({Thing::Kind::kFact, handed.fact.value});
    }
    switch (action.kind) {
      case Action::Kind::kRecord:
      case Action::Kind::kAdd:
        into.writes.insert({Thing::Kind::kFact, action.fact.value});
        break;
      case Action::Kind::kGoTo:
        into.writes.insert({Thing::Kind::kTrack, framework_[action.stage].track.value});
        break;
      case Action::Kind::kBegin:
      case Action::Kind::kEnd:
        into.writes.insert({Thing::Kind::kTrack, action.track.value});
        break;
      case Action::Kind::kOpen:
        into.writes.insert({Thing::Kind::kPart, action.part.value});
        break;
      case Action::Kind::kCloseCase:
        // Whatever would come after it in that case is not done.
        into.writes.insert({Thing::Kind::kPart, action.part.value});
        for (std::uint32_t i = 0; i < framework_.tracks.size(); ++i) {
          if (framework_.tracks[i].part == action.part) into.writes.insert({Thing::Kind::kTrack, i});
        }
        for (std::uint32_t i = 0; i < framework_.facts.size(); ++i) into.writes.insert({Thing::Kind::kFact, i});
        break;
      case Action::Kind::kNotify:
        break;
    }
  }
}

}  // namespace proviso::change
