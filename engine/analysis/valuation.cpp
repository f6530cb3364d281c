// SPDX-License-Identifier: Apache-2.0
// Expressions evaluated in an imagined case, three-valued, with what cannot be settled kept apart from the unknown.
#include "engine/analysis/valuation.h"

#include <algorithm>
#include <type_traits>

#include "engine/calendar/deadline.h"

namespace proviso::analysis {
namespace {

using Operation = model::Expression::Operation;

bool unsettled(const Value& value) { return std::holds_alternative<Unsettled>(value.value); }
bool known(const Value& value) { return !unsettled(value) && !std::holds_alternative<Unknown>(value.value); }

/// What is neither of two values that are not both known: what is unsettled stays so.
Value neither(const Value& a, const Value& b) {
  return unsettled(a) || unsettled(b) ? Value{Unsettled{}} : Value{Unknown{}};
}

Value yes_no(bool yes) { return {yes}; }

template <typename Number>
Value checked(const std::optional<Number>& result) {
  return result ? Value{*result} : Value{Unsettled{}};
}

/// Whether two known values are equal; nothing where that cannot be told.
std::optional<bool> equal(const Value& a, const Value& b) {
  if (a.value.index() != b.value.index()) return std::nullopt;
  if (const auto* left = std::get_if<ListValue>(&a.value)) {
    const auto& right = std::get<ListValue>(b.value);
    if (left->others == 0 && right.others == 0) return left->items == right.items;
    const auto size = [](const ListValue& list) { return static_cast<std::int64_t>(list.items.size()) + list.others; };
    // Which others there are, and where they stand, is left open.
    if (size(*left) != size(right)) return false;
    return std::nullopt;
  }
  if (const auto* left = std::get_if<Duration>(&a.value)) {
    const auto& right = std::get<Duration>(b.value);
    if (left->unit != right.unit || left->calendar != right.calendar) return std::nullopt;
  }
  return a == b;
}

/// The order of two known values; nothing where they have none.
std::optional<std::strong_ordering> order(const Value& a, const Value& b) {
  if (a.value.index() != b.value.index()) return std::nullopt;
  if (const auto* left = std::get_if<Number>(&a.value)) return *left <=> std::get<Number>(b.value);
  if (const auto* left = std::get_if<Date>(&a.value)) {
    return left->time_since_epoch().count() <=> std::get<Date>(b.value).time_since_epoch().count();
  }
  if (const auto* left = std::get_if<Duration>(&a.value)) {
    const auto& right = std::get<Duration>(b.value);
    if (left->unit == right.unit && left->calendar == right.calendar) return left->amount <=> right.amount;
  }
  return std::nullopt;
}

std::optional<bool> ordered(Operation operation, std::strong_ordering order) {
  switch (operation) {
    case Operation::kIsMoreThan:
    case Operation::kAfter:
      return order > 0;
    case Operation::kIsLessThan:
    case Operation::kBefore:
      return order < 0;
    case Operation::kIsAtLeast:
    case Operation::kOnOrAfter:
      return order >= 0;
    case Operation::kIsAtMost:
    case Operation::kOnOrBefore:
      return order <= 0;
    case Operation::kLiteral:
    case Operation::kFact:
    case Operation::kNot:
    case Operation::kAnd:
    case Operation::kOr:
    case Operation::kIs:
    case Operation::kIsNot:
    case Operation::kIncludes:
    case Operation::kIsKnown:
    case Operation::kPlus:
    case Operation::kMinus:
    case Operation::kTimes:
    case Operation::kDatePlus:
    case Operation::kDateMinus:
    case Operation::kCountOf:
    case Operation::kNumberOf:
    case Operation::kDateOfFirst:
    case Operation::kDateOfLast:
    case Operation::kInStage:
    case Operation::kTotalOf:
    case Operation::kLongestRun:
    case Operation::kWeekdayOf:
    case Operation::kToday:
    case Operation::kCounted:
    case Operation::kLaterOf:
    case Operation::kEarlierOf:
    case Operation::kDutyIs:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

bool is_opaque(const model::Framework& framework, const model::Expression& expression) {
  switch (expression.operation) {
    case Operation::kTotalOf:
    case Operation::kLongestRun:
    case Operation::kWeekdayOf:
    case Operation::kToday:
    case Operation::kCounted:
    case Operation::kDutyIs:
      return true;
    case Operation::kNumberOf:
      return !expression.since.empty();
    case Operation::kFact:
      return framework[expression.fact].decision.has_value();
    case Operation::kLiteral:
    case Operation::kNot:
    case Operation::kAnd:
    case Operation::kOr:
    case Operation::kIs:
    case Operation::kIsNot:
    case Operation::kIsMoreThan:
    case Operation::kIsLessThan:
    case Operation::kIsAtLeast:
    case Operation::kIsAtMost:
    case Operation::kBefore:
    case Operation::kAfter:
    case Operation::kOnOrBefore:
    case Operation::kOnOrAfter:
    case Operation::kIncludes:
    case Operation::kIsKnown:
    case Operation::kPlus:
    case Operation::kMinus:
    case Operation::kTimes:
    case Operation::kDatePlus:
    case Operation::kDateMinus:
    case Operation::kCountOf:
    case Operation::kDateOfFirst:
    case Operation::kDateOfLast:
    case Operation::kInStage:
    case Operation::kLaterOf:
    case Operation::kEarlierOf:
      return false;
  }
  return true;
}

bool is_civil(Unit unit) {
  switch (unit) {
    case Unit::kCalendarDays:
    case Unit::kWeeks:
    case Unit::kMonths:
    case Unit::kYears:
      return true;
    case Unit::kWorkingDays:
    case Unit::kNamedDays:
    case Unit::kHours:
      return false;
  }
  return false;
}

Value to_value(const model::Literal& literal) {
  return std::visit(
      [](const auto& plain) -> Value {
        if constexpr (std::is_same_v<std::decay_t<decltype(plain)>, model::LiteralList>) {
          ListValue list;
          for (const model::Literal& item : plain) list.items.push_back(to_value(item));
          return {list};
        } else {
          return {plain};
        }
      },
      literal.value);
}

Value Evaluation::fact(model::FactId id, std::size_t depth) {
  const model::Fact& fact = framework_[id];
  if (!fact.means) {
    const auto it = valuation_.find({Variable::Kind::kFact, id.value});
    return it == valuation_.end() ? Value{Unsettled{}} : std::get<Value>(it->second);
  }
  // Until it is worked out it counts as unsettled, so that a circular fact comes to an end.
  const auto [it, added] = derived_.try_emplace(id.value, Value{Unsettled{}});
  if (added) it->second = evaluate(*fact.means, depth + 1);
  return it->second;
}

Value Evaluation::junction(const model::Expression& expression, bool deciding, std::size_t depth) {
  Value result = yes_no(!deciding);
  for (const model::Expression& operand : expression.operands) {
    Value value = evaluate(operand, depth + 1);
    if (value.is(deciding)) return value;
    if (!value.is(!deciding)) result = neither(result, value);
  }
  return result;
}

Value Evaluation::comparison(const model::Expression& expression, std::size_t depth) {
  if (expression.operands.size() != 2) return {Unsettled{}};
  const Value left = evaluate(expression.operands[0], depth + 1);
  const Value right = evaluate(expression.operands[1], depth + 1);
  if (!known(left) || !known(right)) return neither(left, right);
  std::optional<bool> result;
  if (expression.operation == Operation::kIs) {
    result = equal(left, right);
  } else if (expression.operation == Operation::kIsNot) {
    result = equal(left, right);
    if (result) result = !*result;
  } else if (expression.operation == Operation::kIncludes) {
    if (const auto* list = std::get_if<ListValue>(&left.value)) {
      result = std::find(list->items.begin(), list->items.end(), right) != list->items.end();
    }
  } else if (const auto how = order(left, right)) {
    result = ordered(expression.operation, *how);
  }
  return checked(result);
}

Value Evaluation::arithmetic(const model::Expression& expression, std::size_t depth) {
  if (expression.operands.size() != 2) return {Unsettled{}};
  const Value left = evaluate(expression.operands[0], depth + 1);
  const Value right = evaluate(expression.operands[1], depth + 1);
  if (!known(left) || !known(right)) return neither(left, right);
  const auto* a = std::get_if<Number>(&left.value);
  const auto* b = std::get_if<Number>(&right.value);
  if (a != nullptr && b != nullptr) {
    if (expression.operation == Operation::kPlus) return checked(add(*a, *b));
    if (expression.operation == Operation::kMinus) return checked(subtract(*a, *b));
    if (expression.operation == Operation::kTimes) return checked(multiply(*a, *b));
  }
  const auto* date = std::get_if<Date>(&left.value);
  const auto* duration = std::get_if<Duration>(&right.value);
  if (date != nullptr && duration != nullptr) {
    if (!is_civil(duration->unit)) return {Unsettled{}};
    const bool plus = expression.operation == Operation::kDatePlus;
    return checked(count_from(nullptr, *date, *duration, plus ? Counting::kAfter : Counting::kBefore));
  }
  return {Unsettled{}};
}

/// The latest or earliest of some dates. Whether an unknown one is left out does not matter here: a known one that is
/// not the latest gives the same.
Value Evaluation::extreme(const model::Expression& expression, std::size_t depth) {
  std::optional<Value> result;
  for (const model::Expression& operand : expression.operands) {
    const Value value = evaluate(operand, depth + 1);
    if (!known(value)) return {Unsettled{}};
    const auto how = result ? order(value, *result) : std::optional(std::strong_ordering::equal);
    if (!how) return {Unsettled{}};
    if (!result || (expression.operation == Operation::kLaterOf ? *how > 0 : *how < 0)) result = value;
  }
  return result.value_or(Value{Unsettled{}});
}

Value Evaluation::evaluate(const model::Expression& expression, std::size_t depth) {
  if (depth > kDepthLimit || is_opaque(framework_, expression)) return {Unsettled{}};
  const auto event = [&]() -> const EventSetting* {
    const auto it = valuation_.find({Variable::Kind::kEvent, expression.event.value});
    return it == valuation_.end() ? nullptr : &std::get<EventSetting>(it->second);
  };
  const auto operand = [&]() -> Value {
    return expression.operands.size() == 1 ? evaluate(expression.operands.front(), depth + 1) : Value{Unsettled{}};
  };
  switch (expression.operation) {
    case Operation::kLiteral:
      return to_value(expression.literal);
    case Operation::kFact:
      return fact(expression.fact, depth);
    case Operation::kNot: {
      Value value = operand();
      if (const bool* yes = std::get_if<bool>(&value.value)) return yes_no(!*yes);
      return value;
    }
    case Operation::kAnd:
      return junction(expression, false, depth);
    case Operation::kOr:
      return junction(expression, true, depth);
    case Operation::kIs:
    case Operation::kIsNot:
    case Operation::kIsMoreThan:
    case Operation::kIsLessThan:
    case Operation::kIsAtLeast:
    case Operation::kIsAtMost:
    case Operation::kBefore:
    case Operation::kAfter:
    case Operation::kOnOrBefore:
    case Operation::kOnOrAfter:
    case Operation::kIncludes:
      return comparison(expression, depth);
    case Operation::kIsKnown: {
      Value value = operand();
      return unsettled(value) ? value : yes_no(known(value));
    }
    case Operation::kPlus:
    case Operation::kMinus:
    case Operation::kTimes:
    case Operation::kDatePlus:
    case Operation::kDateMinus:
      return arithmetic(expression, depth);
    case Operation::kCountOf: {
      Value value = operand();
      if (!known(value)) return value;
      const auto* list = std::get_if<ListValue>(&value.value);
      return list == nullptr ? Value{Unsettled{}}
                             : checked(whole_number(static_cast<std::int64_t>(list->items.size()) + list->others));
    }
    case Operation::kNumberOf: {
      const EventSetting* setting = event();
      return setting == nullptr || !setting->count ? Value{Unsettled{}} : checked(whole_number(*setting->count));
    }
    case Operation::kDateOfFirst: {
      const EventSetting* setting = event();
      return setting == nullptr ? Value{Unsettled{}} : setting->first;
    }
    case Operation::kDateOfLast: {
      const EventSetting* setting = event();
      return setting == nullptr ? Value{Unsettled{}} : setting->last;
    }
    case Operation::kInStage: {
      const auto it = valuation_.find({Variable::Kind::kTrack, framework_[expression.stage].track.value});
      if (it == valuation_.end()) return {Unsettled{}};
      const auto& setting = std::get<TrackSetting>(it->second);
      return setting.settled ? yes_no(setting.stage == expression.stage) : Value{Unsettled{}};
    }
    case Operation::kLaterOf:
    case Operation::kEarlierOf:
      return extreme(expression, depth);
    case Operation::kTotalOf:
    case Operation::kLongestRun:
    case Operation::kWeekdayOf:
    case Operation::kToday:
    case Operation::kCounted:
    case Operation::kDutyIs:
      break;  // opaque
  }
  return {Unsettled{}};
}

}  // namespace proviso::analysis
