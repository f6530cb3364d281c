// SPDX-License-Identifier: Apache-2.0
#include "engine/fit/links.h"

#include <algorithm>
#include <utility>

namespace proviso::fit {
namespace {

using model::Expression;
using model::Limit;
using model::LimitKind;
using model::Moment;

/// An event that enters a stage, and when it does.
struct Entrance {
  std::uint32_t event = 0;
  std::vector<FactTest> only_if;
  bool condition_left_out = false;
};

/// `wsoa-required`, `not wsoa-required`, `progress is sufficient`, and these joined by `and`; false for all else.
bool read_tests(const model::Framework& framework, const Expression& expression, std::vector<FactTest>& tests) {
  const auto recorded = [&](const Expression& fact) {
    return fact.operation == Expression::Operation::kFact && !framework[fact.fact].means &&
           !framework[fact.fact].decision;
  };
  switch (expression.operation) {
    case Expression::Operation::kFact:
      if (!recorded(expression)) return false;
      tests.push_back({expression.fact.value, {Value::yes_no(true)}});
      return true;
    case Expression::Operation::kNot:
      if (!recorded(expression.operands.front())) return false;
      tests.push_back({expression.operands.front().fact.value, {Value::yes_no(false)}});
      return true;
    case Expression::Operation::kIs: {
      const Expression& fact = expression.operands.front();
      const Expression& value = expression.operands.back();
      if (!recorded(fact) || value.operation != Expression::Operation::kLiteral) return false;
      if (const auto* choice = std::get_if<model::Choice>(&value.literal.value)) {
        tests.push_back({fact.fact.value, {Value::choice(choice->index)}});
        return true;
      }
      if (const auto* yes = std::get_if<bool>(&value.literal.value)) {
        tests.push_back({fact.fact.value, {Value::yes_no(*yes)}});
        return true;
      }
      return false;
    }
    case Expression::Operation::kAnd:
      return std::ranges::all_of(expression.operands,
                                 [&](const Expression& part) { return read_tests(framework, part, tests); });
    default:
      return false;
  }
}

/// The other values of a fact.
FactTest opposite(const model::Framework& framework, const FactTest& test) {
  FactTest rest{test.fact, {}};
  const model::Type& type = framework.facts[test.fact].type;
  const std::size_t count = type.kind == model::TypeKind::kYesNo ? 2 : type.values.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Value value =
        type.kind == model::TypeKind::kYesNo ? Value::yes_no(i == 0) : Value::choice(static_cast<std::uint32_t>(i));
    if (std::ranges::find(test.values, value) == test.values.end()) rest.values.push_back(value);
  }
  return rest;
}

/// When a move is taken on one of its events. `otherwise` is what the moves before it on that event leave over.
Entrance entrance_by(const model::Framework& framework, const model::Move& move, std::uint32_t event) {
  Entrance entrance{.event = event, .only_if = {}, .condition_left_out = false};
  if (move.condition) {
    entrance.condition_left_out = !read_tests(framework, *move.condition, entrance.only_if);
    if (entrance.condition_left_out) entrance.only_if.clear();
  }
  if (!move.otherwise) return entrance;
  for (const model::MoveId id : framework[move.from].moves) {
    const model::Move& other = framework[id];
    if (&other == &move) break;
    if (other.kind != model::Move::Kind::kOnEvents ||
        std::ranges::find(other.events, model::EventId{event}) == other.events.end()) {
      continue;
    }
    std::vector<FactTest> tests;
    if (!other.condition || !read_tests(framework, *other.condition, tests) || tests.size() != 1) {
      entrance.condition_left_out = true;
      entrance.only_if.clear();
      return entrance;
    }
    entrance.only_if.push_back(opposite(framework, tests.front()));
  }
  return entrance;
}

void add_entrance(std::vector<Entrance>& entrances, Entrance entrance) {
  const auto same = std::ranges::find(entrances, entrance.event, &Entrance::event);
  if (same == entrances.end()) {
    entrances.push_back(std::move(entrance));
  } else if (same->only_if != entrance.only_if) {
    // Two ways in under different conditions: no condition holds for both.
    same->only_if.clear();
    same->condition_left_out = true;
  }
}

std::vector<Entrance> entrances_to(const model::Framework& framework, std::uint32_t stage) {
  std::vector<Entrance> found;
  for (const model::Move& move : framework.moves) {
    if (move.kind != model::Move::Kind::kOnEvents || move.to.value != stage || move.from.value == stage) continue;
    for (const model::EventId event : move.events) add_entrance(found, entrance_by(framework, move, event.value));
  }
  const model::TrackId track = framework.stages[stage].track;
  const bool first = framework[track].stages.front().value == stage;
  if (first) {
    for (const model::EventId event : framework[track].begins_when) add_entrance(found, {event.value, {}, false});
  }
  for (const model::Trigger& trigger : framework.triggers) {
    const bool enters = std::ranges::any_of(trigger.actions, [&](const model::Action& action) {
      return (action.kind == model::Action::Kind::kGoTo && action.stage.value == stage) ||
             (action.kind == model::Action::Kind::kBegin && first && action.track == track);
    });
    if (!enters) continue;
    for (const model::EventId event : trigger.events) {
      add_entrance(found, {event.value, {}, trigger.condition.has_value()});
    }
  }
  return found;
}

void add_leaving(const model::Framework& framework, std::uint32_t stage, std::uint32_t except,
                 std::vector<std::uint32_t>& events) {
  for (const model::MoveId id : framework.stages[stage].moves) {
    const model::Move& move = framework[id];
    if (move.kind != model::Move::Kind::kOnEvents || move.to == move.from) continue;
    for (const model::EventId event : move.events) {
      if (event.value != except && std::ranges::find(events, event.value) == events.end()) {
        events.push_back(event.value);
      }
    }
  }
}

std::optional<Duration> amount_of(const model::Framework& framework, const model::Amount& amount, Date day) {
  if (const auto* duration = std::get_if<Duration>(&amount)) return *duration;
  const auto* parameter = std::get_if<model::ParameterId>(&amount);
  if (parameter == nullptr) return std::nullopt;
  const model::ParameterVersion* version = framework[*parameter].in_force(day);
  return version == nullptr ? std::nullopt : std::optional(version->value);
}

/// What a moment is counted from, and how far from it it lies; nothing further where it lies before.
void add_anchors(const model::Framework& framework, const Moment& moment, std::vector<std::uint32_t>& events) {
  switch (moment.kind) {
    case Moment::Kind::kEvents:
    case Moment::Kind::kFirst:
      for (const model::EventId event : moment.events) events.push_back(event.value);
      return;
    case Moment::Kind::kEntering:
      for (const Entrance& entrance : entrances_to(framework, moment.stage.value)) events.push_back(entrance.event);
      return;
    case Moment::Kind::kOffset:
      if (!moment.before) add_anchors(framework, moment.of.front(), events);
      return;
    case Moment::Kind::kLaterOf:
    case Moment::Kind::kEarlierOf:
      for (const Moment& part : moment.of) add_anchors(framework, part, events);
      return;
    case Moment::Kind::kFact:
    case Moment::Kind::kDay:
    case Moment::Kind::kInYearOf:
      return;
  }
}

/// From which events a limit counts, how it counts, and which ground that is. Nothing where it counts from none.
struct Counted {
  std::vector<std::uint32_t> from;
  std::optional<Duration> amount;
  Ground ground = Ground::kLimit;
  bool amount_is_limit = false;  ///< the act is in time exactly up to so much after the event
};

Counted counted(const model::Framework& framework, const Limit& limit, Date day) {
  Counted result;
  if (!limit.moment) return result;
  const Moment& moment = *limit.moment;
  switch (limit.kind) {
    case LimitKind::kWithin:
    case LimitKind::kWithinBeginning:
    case LimitKind::kAtLeast:
    case LimitKind::kEvery:
      result.amount = amount_of(framework, limit.amount, day);
      result.amount_is_limit = limit.kind == LimitKind::kWithin && moment.kind != Moment::Kind::kOffset;
      break;
    case LimitKind::kBy:
    case LimitKind::kNoSooner:
      if (moment.kind != Moment::Kind::kOffset) {
        // `by E` is judged when E comes, and `by` a day or a fact counts from no event.
        if (limit.kind == LimitKind::kBy) return result;
        break;
      }
      result.amount = amount_of(framework, moment.offset, day);
      result.amount_is_limit = limit.kind == LimitKind::kBy;
      if (limit.kind == LimitKind::kNoSooner && !limit.no_later) result.ground = Ground::kNoSooner;
      break;
    case LimitKind::kBefore:
    case LimitKind::kOnTheDayOf:
    case LimitKind::kOnWeekday:
    case LimitKind::kThroughout:
    case LimitKind::kAnyTime:
      return result;
  }
  add_anchors(framework, moment, result.from);
  return result;
}

void add_link(std::vector<Link>& links, Link link) {
  const bool known = std::ranges::any_of(
      links, [&](const Link& other) { return other.ground == link.ground && other.pair.after == link.pair.after; });
  if (!known) links.push_back(std::move(link));
}

void add_by_limit(const model::Framework& framework, std::uint32_t index, const Limit& limit, std::uint32_t event,
                  Date day, std::vector<Link>& links) {
  const model::Duty& duty = framework.duties[index];
  Counted from = counted(framework, limit, day);
  // A duty that is owed again and again follows the last time that it was kept.
  const bool again = limit.kind == LimitKind::kEvery || (limit.kind == LimitKind::kAtLeast && limit.times > 1);
  if (again && !from.from.empty()) from.from.push_back(event);
  for (const std::uint32_t anchor : from.from) {
    if (anchor == event && !again) continue;
    Link link{from.ground, {}};
    Pair& pair = link.pair;
    pair.after = anchor;
    pair.event = event;
    pair.duty = index;
    if (from.amount) {
      pair.working_days = from.amount->unit == Unit::kWorkingDays;
      const bool weeks = from.amount->unit == Unit::kWeeks;
      if (from.amount_is_limit && (pair.working_days || weeks || from.amount->unit == Unit::kCalendarDays)) {
        pair.limit = weeks ? from.amount->amount * 7 : from.amount->amount;
      }
    }
    if (duty.scope.kind == model::Scope::Kind::kStage) {
      add_leaving(framework, duty.scope.index, event, pair.others);
      for (const Entrance& entrance : entrances_to(framework, duty.scope.index)) {
        if (entrance.event != anchor) continue;
        pair.only_if = entrance.only_if;
        pair.condition_left_out = entrance.condition_left_out;
      }
    }
    std::erase(pair.others, anchor);
    add_link(links, std::move(link));
  }
}

void add_by_stage(const model::Framework& framework, std::uint32_t stage, std::uint32_t event,
                  std::vector<Link>& links) {
  for (Entrance& entrance : entrances_to(framework, stage)) {
    if (entrance.event == event) continue;
    Link link{Ground::kStage, {}};
    link.pair.after = entrance.event;
    link.pair.event = event;
    link.pair.stage = stage;
    link.pair.only_if = std::move(entrance.only_if);
    link.pair.condition_left_out = entrance.condition_left_out;
    add_leaving(framework, stage, event, link.pair.others);
    std::erase(link.pair.others, entrance.event);
    add_link(links, std::move(link));
  }
}

}  // namespace

std::vector<Link> links_to(const model::Framework& framework, std::uint32_t event, Date day) {
  std::vector<Link> links;
  const auto has = [event](const std::vector<model::EventId>& events) {
    return std::ranges::find(events, model::EventId{event}) != events.end();
  };
  for (std::uint32_t i = 0; i < framework.duties.size(); ++i) {
    const model::Duty& duty = framework.duties[i];
    if (duty.negated) continue;
    if (has(duty.events)) add_by_limit(framework, i, duty.limit, event, day, links);
    if (duty.alternative && has(duty.alternative->events)) {
      add_by_limit(framework, i, duty.alternative->limit, event, day, links);
    }
  }
  std::vector<Link> by_stage;
  for (const model::Move& move : framework.moves) {
    if (move.kind == model::Move::Kind::kOnEvents && has(move.events) && move.to != move.from) {
      add_by_stage(framework, move.from.value, event, by_stage);
    }
  }
  // What a stage says of a link that a duty makes, too: which stage it is, what else leaves it, and on what condition
  // it is entered.
  for (Link& link : by_stage) {
    for (Link& known : links) {
      if (known.pair.after != link.pair.after || known.pair.stage) continue;
      known.pair.stage = link.pair.stage;
      for (const std::uint32_t other : link.pair.others) {
        if (std::ranges::find(known.pair.others, other) == known.pair.others.end()) known.pair.others.push_back(other);
      }
      if (known.pair.only_if.empty()) known.pair.only_if = link.pair.only_if;
      known.pair.condition_left_out = known.pair.condition_left_out || link.pair.condition_left_out;
    }
    links.push_back(std::move(link));
  }
  return links;
}

}  // namespace proviso::fit
