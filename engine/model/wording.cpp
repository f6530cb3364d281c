// SPDX-License-Identifier: Apache-2.0
// Clauses of a framework in the words of the language. The inverse of reading them, up to layout.
#include "engine/model/wording.h"

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/number.h"
#include "engine/calendar/deadline.h"

namespace proviso::model {
namespace {

using Operation = Expression::Operation;

/// How tightly an expression holds together; the order is that of the grammar.
enum class Binding : std::uint8_t { kOr, kAnd, kNot, kComparison, kSum, kProduct, kOperand };

/// An operator between two operands: its words and how tightly it binds.
struct Infix {
  std::string_view words;
  Binding binding;
};

/// The words between the operands; empty for every operation that does not stand between two.
Infix infix(Operation operation) {
  switch (operation) {
    case Operation::kOr:
      return {"or", Binding::kOr};
    case Operation::kAnd:
      return {"and", Binding::kAnd};
    case Operation::kIs:
      return {"is", Binding::kComparison};
    case Operation::kIsNot:
      return {"is not", Binding::kComparison};
    case Operation::kIsMoreThan:
      return {"is more than", Binding::kComparison};
    case Operation::kIsLessThan:
      return {"is less than", Binding::kComparison};
    case Operation::kIsAtLeast:
      return {"is at least", Binding::kComparison};
    case Operation::kIsAtMost:
      return {"is at most", Binding::kComparison};
    case Operation::kBefore:
      return {"before", Binding::kComparison};
    case Operation::kAfter:
      return {"after", Binding::kComparison};
    case Operation::kOnOrBefore:
      return {"on or before", Binding::kComparison};
    case Operation::kOnOrAfter:
      return {"on or after", Binding::kComparison};
    case Operation::kIncludes:
      return {"includes", Binding::kComparison};
    case Operation::kPlus:
    case Operation::kDatePlus:
      return {"plus", Binding::kSum};
    case Operation::kMinus:
    case Operation::kDateMinus:
      return {"minus", Binding::kSum};
    case Operation::kTimes:
      return {"times", Binding::kProduct};
    case Operation::kNot:
      return {"", Binding::kNot};
    case Operation::kIsKnown:
      return {"", Binding::kComparison};
    case Operation::kLiteral:
    case Operation::kFact:
    case Operation::kCountOf:
    case Operation::kNumberOf:
    case Operation::kDateOfFirst:
    case Operation::kDateOfLast:
    case Operation::kInStage:
      return {"", Binding::kOperand};
  }
  return {"", Binding::kOperand};
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

std::string within_binding(const Framework& framework, const Expression& expression, Binding least);

/// The operands with an operator between them. The first may bind as loosely as the operator itself (they associate to
/// the left), a comparison's may not: comparisons do not chain.
std::string infix_text(const Framework& framework, const Expression& expression, const Infix& with) {
  const auto tighter = static_cast<Binding>(static_cast<std::uint8_t>(with.binding) + 1);
  std::string result;
  for (const Expression& operand : expression.operands) {
    const bool first = &operand == &expression.operands.front();
    if (!first) result += fmt::format(" {} ", with.words);
    result +=
        within_binding(framework, operand, first && with.binding != Binding::kComparison ? with.binding : tighter);
  }
  return result;
}

std::string operand_text(const Framework& framework, const Expression& expression, Binding least) {
  return expression.operands.empty() ? std::string{} : within_binding(framework, expression.operands.front(), least);
}

std::string plain_text(const Framework& framework, const Expression& expression) {
  switch (expression.operation) {
    case Operation::kLiteral:
      return literal_text(framework, expression.literal, expression.type);
    case Operation::kFact:
      return framework[expression.fact].name;
    case Operation::kNot:
      return "not " + operand_text(framework, expression, Binding::kNot);
    case Operation::kIsKnown:
      return operand_text(framework, expression, Binding::kOperand) + " is known";
    case Operation::kCountOf:
      return "count of " + operand_text(framework, expression, Binding::kOperand);
    case Operation::kNumberOf:
      return "number of " + framework[expression.event].name;
    case Operation::kDateOfFirst:
      return "date of first " + framework[expression.event].name;
    case Operation::kDateOfLast:
      return "date of last " + framework[expression.event].name;
    case Operation::kInStage:
      return "in " + framework[expression.stage].name;
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
    case Operation::kPlus:
    case Operation::kMinus:
    case Operation::kTimes:
    case Operation::kDatePlus:
    case Operation::kDateMinus:
      return infix_text(framework, expression, infix(expression.operation));
  }
  return {};
}

std::string within_binding(const Framework& framework, const Expression& expression, Binding least) {
  std::string text = plain_text(framework, expression);
  return infix(expression.operation).binding < least ? fmt::format("({})", text) : text;
}

std::string amount_text(const Framework& framework, const Limit& limit) {
  if (const auto* duration = std::get_if<Duration>(&limit.amount)) return duration_text(*duration);
  if (const auto* parameter = std::get_if<ParameterId>(&limit.amount)) return "the " + framework[*parameter].name;
  return {};
}

}  // namespace

std::string events_text(const Framework& framework, const std::vector<EventId>& events) {
  std::string result;
  for (const EventId event : events) {
    if (!result.empty()) result += " or ";
    result += framework[event].name;
  }
  return result;
}

std::string literal_text(const Framework& framework, const Literal& literal, const Type& type) {
  struct Words {
    const Framework& framework;
    const Type& type;
    std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
    std::string operator()(Number number) const { return number_text(number); }
    std::string operator()(const std::string& text) const { return quoted(text); }
    std::string operator()(Date day) const { return long_date(day); }
    std::string operator()(Duration duration) const { return duration_text(duration); }
    std::string operator()(PartyId party) const { return framework[party].name; }
    std::string operator()(Choice choice) const { return type.values.at(choice.index); }
    std::string operator()(const LiteralList& list) const {
      std::string result;
      for (const Literal& item : list) {
        if (!result.empty()) result += ", ";
        result += literal_text(framework, item, type.element.empty() ? type : type.element.front());
      }
      return result;
    }
  };
  return std::visit(Words{framework, type}, literal.value);
}

std::string expression_text(const Framework& framework, const Expression& expression) {
  return plain_text(framework, expression);
}

std::string moment_text(const Framework& framework, const Moment& moment) {
  switch (moment.kind) {
    case Moment::Kind::kEvents:
      return events_text(framework, moment.events);
    case Moment::Kind::kFirst:
      return "first " + events_text(framework, moment.events);
    case Moment::Kind::kEntering:
      return "entering " + framework[moment.stage].name;
    case Moment::Kind::kFact:
      return framework[moment.fact].name;
    case Moment::Kind::kDay:
      return long_date(moment.day);
    case Moment::Kind::kOffset:
      return fmt::format("{} {} {}", duration_text(moment.offset), moment.before ? "before" : "after",
                         moment_text(framework, moment.of.front()));
  }
  return {};
}

std::string limit_text(const Framework& framework, const Limit& limit) {
  const auto moment = [&] { return limit.moment ? moment_text(framework, *limit.moment) : std::string{}; };
  switch (limit.kind) {
    case LimitKind::kWithin:
      return fmt::format("within {} of {}", amount_text(framework, limit), moment());
    case LimitKind::kWithinBeginning:
      return fmt::format("within {} beginning with {}", amount_text(framework, limit), moment());
    case LimitKind::kBy:
      return "by " + moment();
    case LimitKind::kBefore:
      return "before " + moment();
    case LimitKind::kOnTheDayOf:
      return "on the day of " + moment();
    case LimitKind::kOnWeekday:
      return fmt::format("on a {}", weekday_name(limit.weekday));
    case LimitKind::kNoSooner: {
      std::string text = "no sooner than " + moment();
      if (limit.no_later) text += " and no later than " + moment_text(framework, *limit.no_later);
      return text;
    }
    case LimitKind::kAtLeast:
      return fmt::format("at least {} times within {} of {}", limit.times, amount_text(framework, limit), moment());
  }
  return {};
}

std::string_view modality_text(Modality modality, bool negated) {
  switch (modality) {
    case Modality::kMust:
      return negated ? "must not" : "must";
    case Modality::kShould:
      return negated ? "should not" : "should";
    case Modality::kWillUsually:
      return negated ? "will not usually" : "will usually";
    case Modality::kMay:
      return "may";
  }
  return {};
}

std::string duty_text(const Framework& framework, const Duty& duty) {
  std::string_view verb = "ensure";
  if (duty.modality == Modality::kMay) verb = "use";
  if (duty.negated) verb = "allow";
  std::string text = fmt::format("{} {} {} {}", framework[duty.party].name, modality_text(duty.modality, duty.negated),
                                 verb, events_text(framework, duty.events));
  if (duty.condition) text += " if " + expression_text(framework, *duty.condition);
  text += ' ' + limit_text(framework, duty.limit);
  if (duty.or_next_working_day) text += " or the next working day";
  return text;
}

std::string occasion_text(const Framework& framework, const Move& move) {
  std::string text;
  switch (move.kind) {
    case Move::Kind::kOnEvents:
      text = "when " + events_text(framework, move.events);
      break;
    case Move::Kind::kOnCondition:
      return move.condition ? "when " + expression_text(framework, *move.condition) : "when yes";
    case Move::Kind::kAfter:
      text = fmt::format("after {} {}", duration_text(move.after),
                         move.of.empty() ? "in this stage" : "of " + events_text(framework, move.of));
      break;
  }
  if (move.otherwise) return text + " otherwise";
  if (move.condition) text += " if " + expression_text(framework, *move.condition);
  return text;
}

std::string move_text(const Framework& framework, const Move& move) {
  return fmt::format("{} go to {}", occasion_text(framework, move), framework[move.to].name);
}

}  // namespace proviso::model
