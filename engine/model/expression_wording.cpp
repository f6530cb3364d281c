// SPDX-License-Identifier: Apache-2.0
// Expressions in the words of the language, with what they are made of: values, durations, events, moments.
#include "engine/model/wording.h"

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/number.h"
#include "engine/calendar/deadline.h"

namespace proviso::model {
namespace {

using Operation = Expression::Operation;

/// How tightly an expression holds together; the order is that of the grammar. What is open ends in a sum or a list, so
/// that it needs brackets wherever more follows.
enum class Binding : std::uint8_t { kOr, kAnd, kNot, kComparison, kOpen, kSum, kProduct, kOperand };

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
    case Operation::kWeekdayOf:
    case Operation::kToday:
      return {"", Binding::kOperand};
    case Operation::kTotalOf:
    case Operation::kLongestRun:
    case Operation::kCounted:
    case Operation::kLaterOf:
    case Operation::kEarlierOf:
      return {"", Binding::kOpen};
    case Operation::kDutyIs:
      return {"", Binding::kComparison};
  }
  return {"", Binding::kOperand};
}

std::string within_binding(const Framework& framework, const Expression& expression, Binding least);
std::string since_text(const Framework& framework, const Expression& expression);
std::string unit_text(const Framework& framework, Duration duration);

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

std::string nth_text(const Framework& framework, const Expression& expression, std::size_t n, Binding least) {
  return n < expression.operands.size() ? within_binding(framework, expression.operands[n], least) : std::string{};
}

std::string list_text(const Framework& framework, const Expression& expression) {
  std::string result;
  for (const Expression& operand : expression.operands) {
    if (!result.empty()) result += ", ";
    result += within_binding(framework, operand, Binding::kSum);
  }
  return result;
}

std::string since_text(const Framework& framework, const Expression& expression) {
  return expression.since.empty() ? std::string{} : " since " + moment_text(framework, expression.since.front());
}

/// `visits of school-inspection` for a name of another framework.
std::string named_elsewhere(std::string_view name) {
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos) return std::string(name);
  return fmt::format("{} of {}", name.substr(slash + 1), name.substr(0, slash));
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
      return "number of " + framework[expression.event].name + since_text(framework, expression);
    case Operation::kTotalOf:
      return fmt::format("total of {} over {}{}", framework[expression.fact].name, framework[expression.event].name,
                         since_text(framework, expression));
    case Operation::kLongestRun:
      return fmt::format("longest run of {} from {} to {}", nth_text(framework, expression, 0, Binding::kOr),
                         nth_text(framework, expression, 1, Binding::kSum),
                         nth_text(framework, expression, 2, Binding::kSum));
    case Operation::kCounted:
      return fmt::format("{} from {} to {}", unit_text(framework, expression.duration),
                         nth_text(framework, expression, 0, Binding::kSum),
                         nth_text(framework, expression, 1, Binding::kSum));
    case Operation::kLaterOf:
      return "the later of " + list_text(framework, expression);
    case Operation::kEarlierOf:
      return "the earlier of " + list_text(framework, expression);
    case Operation::kWeekdayOf:
      return "weekday of " + operand_text(framework, expression, Binding::kOperand);
    case Operation::kToday:
      return "today";
    case Operation::kDutyIs:
      return named_elsewhere(framework[expression.duty].name) + " is " + std::string(status_text(expression.status));
    case Operation::kDateOfFirst:
      return "date of first " + framework[expression.event].name;
    case Operation::kDateOfLast:
      return "date of last " + framework[expression.event].name;
    case Operation::kInStage:
      return "in " + named_elsewhere(framework[expression.stage].name);
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
  const Binding binding = expression.since.empty() ? infix(expression.operation).binding : Binding::kOpen;
  return binding < least ? fmt::format("({})", text) : text;
}

/// `working days`, `school days`: what a count counts.
std::string unit_text(const Framework& framework, Duration duration) {
  duration.amount = 2;
  const std::string text = duration_text(framework, duration);
  return text.substr(text.find(' ') + 1);
}

std::string moments_text(const Framework& framework, const std::vector<Moment>& moments) {
  std::string result;
  for (const Moment& moment : moments) {
    if (!result.empty()) result += ", ";
    result += moment_text(framework, moment);
  }
  return result;
}

}  // namespace

std::string duration_text(const Framework& framework, Duration duration) {
  if (duration.unit != Unit::kNamedDays || duration.calendar >= framework.named_calendars.size()) {
    return proviso::duration_text(duration);
  }
  return fmt::format("{} {} {}", duration.amount, framework.named_calendars[duration.calendar].word,
                     duration.amount == 1 ? "day" : "days");
}

std::string amount_text(const Framework& framework, const Amount& amount) {
  if (const auto* duration = std::get_if<Duration>(&amount)) return duration_text(framework, *duration);
  if (const auto* parameter = std::get_if<ParameterId>(&amount)) return "the " + framework[*parameter].name;
  return {};
}

std::string quoted_text(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

std::string day_month_text(std::chrono::month_day day) {
  // A leap year, so that 29 February has a date to be written as.
  const std::string date =
      long_date(Date{std::chrono::year_month_day{std::chrono::year{2000}, day.month(), day.day()}});
  return date.substr(0, date.rfind(' '));
}

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
    std::string operator()(const std::string& text) const { return quoted_text(text); }
    std::string operator()(Date day) const { return long_date(day); }
    std::string operator()(Duration duration) const { return duration_text(framework, duration); }
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
      return fmt::format("{} {} {}", amount_text(framework, moment.offset), moment.before ? "before" : "after",
                         moments_text(framework, moment.of));
    case Moment::Kind::kLaterOf:
      return "the later of " + moments_text(framework, moment.of);
    case Moment::Kind::kEarlierOf:
      return "the earlier of " + moments_text(framework, moment.of);
    case Moment::Kind::kInYearOf:
      return fmt::format("{} in the year of {}", day_month_text(moment.month_day), moments_text(framework, moment.of));
  }
  return {};
}

}  // namespace proviso::model
