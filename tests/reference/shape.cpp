// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/shape.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>

namespace proviso::reference {

using model::Action;
using model::Duty;
using model::EventId;
using model::Expression;
using model::Framework;
using model::Limit;
using model::LimitKind;
using model::Moment;
using model::PartId;
using model::Scope;

void event_leaves(const Moment& moment, std::vector<const Moment*>& leaves) {
  if (moment.kind == Moment::Kind::kEvents || moment.kind == Moment::Kind::kFirst) leaves.push_back(&moment);
  for (const Moment& inner : moment.of) event_leaves(inner, leaves);
}

bool names(const std::vector<EventId>& events, EventId event) {
  return std::find(events.begin(), events.end(), event) != events.end();
}

PartId part_of(const Framework& framework, const Scope& scope) {
  switch (scope.kind) {
    case Scope::Kind::kCase:
      return PartId{scope.index};
    case Scope::Kind::kTrack:
      return framework.tracks[scope.index].part;
    case Scope::Kind::kStage:
      return framework.tracks[framework.stages[scope.index].track.value].part;
  }
  return {};
}

namespace {

bool is_event(const Moment& moment) {
  return moment.kind == Moment::Kind::kEvents || moment.kind == Moment::Kind::kFirst;
}

/// Whether every moment that is named comes down to events.
bool comes_down_to_events(const Moment& moment) {
  if (is_event(moment)) return true;
  return !moment.of.empty() && std::all_of(moment.of.begin(), moment.of.end(), comes_down_to_events);
}

bool leads_after(const Moment& moment) {
  if (moment.kind == Moment::Kind::kInYearOf) return true;
  if (moment.kind != Moment::Kind::kOffset) return false;
  return !moment.before || leads_after(moment.of.front());
}

/// Whether it names a date fact.
bool names_fact(const Moment& moment) {
  if (moment.kind == Moment::Kind::kFact) return true;
  return std::any_of(moment.of.begin(), moment.of.end(), names_fact);
}

Anchoring anchoring_of(const Limit& limit) {
  if (limit.kind == LimitKind::kAnyTime) return Anchoring::kAnyTime;
  if (limit.kind == LimitKind::kOnWeekday) return Anchoring::kWeekday;
  if (!limit.moment.has_value()) return Anchoring::kAnyTime;
  const Moment& moment = *limit.moment;
  const bool counted = limit.kind == LimitKind::kWithin || limit.kind == LimitKind::kWithinBeginning ||
                       limit.kind == LimitKind::kAtLeast || limit.kind == LimitKind::kEvery;
  if (moment.is_group()) {
    return counted && comes_down_to_events(moment) ? Anchoring::kEventGroup : Anchoring::kMixedGroup;
  }
  if (is_event(moment.base())) {
    const bool decides = limit.kind == LimitKind::kBy || limit.kind == LimitKind::kBefore ||
                         limit.kind == LimitKind::kOnTheDayOf || limit.kind == LimitKind::kNoSooner;
    return decides && !leads_after(moment) ? Anchoring::kEventDecides : Anchoring::kEvent;
  }
  return moment.base().kind == Moment::Kind::kEntering ? Anchoring::kEntering : Anchoring::kDay;
}

void add_named(const std::optional<Moment>& moment, std::vector<EventId>& named) {
  if (!moment.has_value()) return;
  std::vector<const Moment*> leaves;
  event_leaves(*moment, leaves);
  for (const Moment* leaf : leaves) named.insert(named.end(), leaf->events.begin(), leaf->events.end());
}

void add_named(const Limit& limit, std::vector<EventId>& named) {
  add_named(limit.moment, named);
  add_named(limit.no_later, named);
  add_named(limit.until, named);
}

bool hangs_on_state(const Limit& limit) {
  const auto hangs = [](const std::optional<Moment>& moment) {
    return moment.has_value() && (names_fact(*moment) || moment->is_group() || !comes_down_to_events(*moment));
  };
  return hangs(limit.moment) || hangs(limit.no_later) || hangs(limit.until);
}

DutyShape shape_of(const Duty& duty) {
  DutyShape shape;
  shape.anchoring = anchoring_of(duty.limit);
  if (duty.limit.moment.has_value()) event_leaves(*duty.limit.moment, shape.leaves);
  shape.named = duty.events;
  add_named(duty.limit, shape.named);
  const auto on_fact = [](const Limit& limit) {
    const auto moments = {&limit.moment, &limit.no_later, &limit.until};
    return std::any_of(moments.begin(), moments.end(),
                       [](const auto* moment) { return moment->has_value() && names_fact(**moment); });
  };
  shape.hangs_on_fact = on_fact(duty.limit) || (duty.alternative.has_value() && on_fact(duty.alternative->limit));
  shape.hangs_on_state = hangs_on_state(duty.limit);
  if (duty.alternative.has_value()) {
    shape.named.insert(shape.named.end(), duty.alternative->events.begin(), duty.alternative->events.end());
    add_named(duty.alternative->limit, shape.named);
    // What its second moment names is looked up each time.
    shape.hangs_on_state =
        shape.hangs_on_state || hangs_on_state(duty.alternative->limit) || duty.alternative->limit.no_later.has_value();
  }
  for (const auto& adjustment : duty.adjustments) {
    shape.adjusting.insert(shape.adjusting.end(), adjustment.events.begin(), adjustment.events.end());
  }
  return shape;
}

/// Goes through every expression of a framework but those of its examples.
class Walk {
 public:
  Walk(const Framework& framework, Shape& shape) : shape_(shape) {
    for (const auto& fact : framework.facts) expression(fact.means);
    for (const auto& duty : framework.duties) {
      expression(duty.applies_if);
      expression(duty.that);
      expression(duty.condition);
      for (const auto& stop : duty.stops) expression(stop);
      for (const auto& excuse : duty.excuses) expression(excuse);
      for (const auto& once : duty.once) actions(once.actions);
    }
    for (const auto& track : framework.tracks) expression(track.begins_condition);
    for (const auto& move : framework.moves) {
      expression(move.condition);
      actions(move.actions);
    }
    for (const auto& trigger : framework.triggers) {
      expression(trigger.when);
      expression(trigger.condition);
      actions(trigger.actions);
    }
  }

 private:
  void expression(const std::optional<Expression>& e) {
    if (e.has_value()) expression(*e);
  }
  void expression(const Expression& e) {
    switch (e.operation) {
      case Expression::Operation::kNumberOf:
      case Expression::Operation::kTotalOf:
      case Expression::Operation::kDateOfFirst:
      case Expression::Operation::kDateOfLast:
        shape_.counted[e.event.value] = true;
        break;
      case Expression::Operation::kToday:
        shape_.asks_for_today = true;
        break;
      case Expression::Operation::kLongestRun:
        shape_.asks_for_today = true;
        shape_.runs.push_back(&e.operands.front());
        break;
      default:  // the others say nothing that is wanted here
        break;
    }
    for (const Expression& operand : e.operands) expression(operand);
  }
  void actions(const std::vector<Action>& list) {
    for (const Action& action : list) {
      expression(action.value);
      for (const auto& handed : action.handed) expression(handed.value);
    }
  }

  Shape& shape_;
};

/// Linked frameworks stand in files of their own: their clauses come after those of the framework that opens them.
void order_reactions(const Framework& framework, std::vector<Reaction>& reactions) {
  using Key = std::tuple<std::uint32_t, std::uint32_t>;
  std::vector<std::pair<Key, Reaction>> keyed;
  for (std::size_t i = 0; i < framework.duties.size(); ++i) {
    const Duty& duty = framework.duties[i];
    for (std::size_t k = 0; k < duty.once.size(); ++k) {
      keyed.emplace_back(Key{part_of(framework, duty.scope).value, duty.once[k].span.begin},
                         Reaction{Reaction::OnStatus{model::DutyId{static_cast<std::uint32_t>(i)}, k}});
    }
  }
  for (std::size_t i = 0; i < framework.triggers.size(); ++i) {
    const auto& trigger = framework.triggers[i];
    keyed.emplace_back(Key{part_of(framework, trigger.scope).value, trigger.span.begin},
                       Reaction{model::TriggerId{static_cast<std::uint32_t>(i)}});
  }
  std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [key, reaction] : keyed) reactions.push_back(reaction);
}

PartId part_of_event(const Framework& framework, std::string_view name) {
  for (std::size_t i = 1; i < framework.parts.size(); ++i) {
    const std::string prefix = framework.parts[i].name + "/";
    if (name.substr(0, prefix.size()) == prefix) return PartId{static_cast<std::uint32_t>(i)};
  }
  return PartId{0};
}

}  // namespace

Shape::Shape(const Framework& framework) : counted(framework.events.size(), false) {
  for (const Duty& duty : framework.duties) duties.push_back(shape_of(duty));
  Walk(framework, *this);
  order_reactions(framework, reactions);
  for (const auto& event : framework.events) part_of_event.push_back(reference::part_of_event(framework, event.name));
}

}  // namespace proviso::reference
