// SPDX-License-Identifier: Apache-2.0
#include "engine/reading_copy/conditions.h"

#include <variant>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/model/wording.h"

namespace proviso::reading_copy {
namespace {

using model::Expression;
using model::Moment;
using Operation = Expression::Operation;

bool is_junction(Operation operation) { return operation == Operation::kAnd || operation == Operation::kOr; }

/// Sums and what ends in a list: in brackets where more follows.
bool is_long(Operation operation) {
  switch (operation) {
    case Operation::kPlus:
    case Operation::kMinus:
    case Operation::kTimes:
    case Operation::kDatePlus:
    case Operation::kDateMinus:
    case Operation::kLongestRun:
    case Operation::kCounted:
    case Operation::kLaterOf:
    case Operation::kEarlierOf:
      return true;
    default:
      return false;
  }
}

Phrase nth(const Names& names, const Expression& expression, std::size_t n) {
  if (n >= expression.operands.size()) return {};
  const Expression& operand = expression.operands[n];
  const Phrase words = condition(names, operand);
  return is_junction(operand.operation) || is_long(operand.operation) ? "(" + words + ")" : words;
}

Phrase between(const Names& names, const Expression& expression, std::string_view words) {
  Phrase result;
  for (std::size_t i = 0; i < expression.operands.size(); ++i) {
    if (i > 0) result += Phrase(fmt::format(" {} ", words));
    // `a and b and c` needs no brackets, nor does a sum of sums.
    const bool same = expression.operands[i].operation == expression.operation && i == 0;
    result += same ? condition(names, expression.operands[i]) : nth(names, expression, i);
  }
  return result;
}

Phrase listed(const Names& names, const Expression& expression) {
  std::vector<Phrase> parts;
  for (std::size_t i = 0; i < expression.operands.size(); ++i) parts.push_back(nth(names, expression, i));
  return joined(parts, "and");
}

Phrase since(const Names& names, const Expression& expression) {
  if (expression.since.empty()) return {};
  return " since " + moment(names, expression.since.front());
}

Phrase negation(const Names& names, const Expression& of) {
  switch (of.operation) {
    case Operation::kIsKnown:
      return nth(names, of, 0) + " is not known";
    case Operation::kInStage:
      return "the case is not in " + names.stage(of.stage);
    default:
      return "it is not so that " +
             (is_junction(of.operation) ? "(" + condition(names, of) + ")" : condition(names, of));
  }
}

/// `counted` counts something: what.
std::string unit_words(const model::Framework& framework, Duration duration) {
  duration.amount = 2;
  const std::string text = model::duration_text(framework, duration);
  return text.substr(text.find(' ') + 1);
}

std::string day_and_month(std::chrono::month_day day) {
  // A leap year, so that 29 February has a date.
  const std::string date =
      long_date(Date{std::chrono::year_month_day{std::chrono::year{2000}, day.month(), day.day()}});
  return date.substr(0, date.rfind(' '));
}

}  // namespace

Phrase condition(const Names& names, const Expression& e) {
  switch (e.operation) {
    case Operation::kLiteral:
      return value(names, e.literal, e.type);
    case Operation::kFact:
      return names.fact(e.fact);
    case Operation::kNot:
      return e.operands.empty() ? Phrase() : negation(names, e.operands.front());
    case Operation::kAnd:
      return between(names, e, "and");
    case Operation::kOr:
      return between(names, e, "or");
    case Operation::kIs:
      return between(names, e, "is");
    case Operation::kIsNot:
      return between(names, e, "is not");
    case Operation::kIsMoreThan:
      return between(names, e, "is more than");
    case Operation::kIsLessThan:
      return between(names, e, "is less than");
    case Operation::kIsAtLeast:
      return between(names, e, "is at least");
    case Operation::kIsAtMost:
      return between(names, e, "is at most");
    case Operation::kBefore:
      return between(names, e, "is before");
    case Operation::kAfter:
      return between(names, e, "is after");
    case Operation::kOnOrBefore:
      return between(names, e, "is on or before");
    case Operation::kOnOrAfter:
      return between(names, e, "is on or after");
    case Operation::kIncludes:
      return between(names, e, "includes");
    case Operation::kIsKnown: {
      const bool yes_no = !e.operands.empty() && e.operands.front().type.kind == model::TypeKind::kYesNo;
      return yes_no ? "it is known whether " + nth(names, e, 0) : nth(names, e, 0) + " is known";
    }
    case Operation::kPlus:
    case Operation::kDatePlus:
      return between(names, e, "plus");
    case Operation::kMinus:
    case Operation::kDateMinus:
      return between(names, e, "minus");
    case Operation::kTimes:
      return between(names, e, "times");
    case Operation::kCountOf:
      return "the number of entries in " + nth(names, e, 0);
    case Operation::kNumberOf:
      return "the number of times that " + names.event(e.event) + since(names, e);
    case Operation::kDateOfFirst:
      return "the first day on which " + names.event(e.event);
    case Operation::kDateOfLast:
      return "the last day on which " + names.event(e.event);
    case Operation::kInStage:
      return "the case is in " + names.stage(e.stage);
    case Operation::kTotalOf:
      return "the total of " + names.fact(e.fact) + " over every time that " + names.event(e.event) + since(names, e);
    case Operation::kLongestRun:
      return "the longest run of days on which " + nth(names, e, 0) + ", from " + nth(names, e, 1) + " to " +
             nth(names, e, 2);
    case Operation::kWeekdayOf:
      return "the weekday of " + nth(names, e, 0);
    case Operation::kToday:
      return "today";
    case Operation::kCounted:
      return Phrase(fmt::format("the {} from ", unit_words(names.framework, e.duration))) + nth(names, e, 0) + " to " +
             nth(names, e, 1);
    case Operation::kLaterOf:
      return "the later of " + listed(names, e);
    case Operation::kEarlierOf:
      return "the earlier of " + listed(names, e);
    case Operation::kDutyIs:
      return "the duty " + names.duty(e.duty) + Phrase(fmt::format(" is {}", model::status_text(e.status)));
  }
  return {};
}

Phrase moment(const Names& names, const Moment& m) {
  std::vector<Phrase> of;
  for (const Moment& one : m.of) of.push_back(moment(names, one));
  switch (m.kind) {
    case Moment::Kind::kEvents:
      return "the day on which " + names.events(m.events);
    case Moment::Kind::kFirst:
      return "the first day on which " + names.events(m.events);
    case Moment::Kind::kEntering:
      return "the day on which the case enters " + names.stage(m.stage);
    case Moment::Kind::kFact:
      return names.fact(m.fact);
    case Moment::Kind::kDay:
      return long_date(m.day);
    case Moment::Kind::kOffset:
      return names.amount(m.offset) + (m.before ? " before " : " after ") + joined(of, "and");
    case Moment::Kind::kLaterOf:
      return "the later of (" + joined(of, "and") + ")";
    case Moment::Kind::kEarlierOf:
      return "the earlier of (" + joined(of, "and") + ")";
    case Moment::Kind::kInYearOf:
      return Phrase(day_and_month(m.month_day)) + " in the year of " + joined(of, "and");
  }
  return {};
}

Phrase value(const Names& names, const model::Literal& literal, const model::Type& type) {
  if (const auto* party = std::get_if<model::PartyId>(&literal.value)) return names.party(*party);
  if (const auto* text = std::get_if<std::string>(&literal.value)) return quoted(*text);
  if (const auto* choice = std::get_if<model::Choice>(&literal.value)) {
    return choice->index < type.values.size() ? title_of({}, type.values[choice->index]) : std::string();
  }
  if (const auto* list = std::get_if<model::LiteralList>(&literal.value)) {
    if (list->empty()) return "none";
    std::vector<Phrase> parts;
    for (const model::Literal& item : *list) {
      parts.push_back(value(names, item, type.element.empty() ? type : type.element.front()));
    }
    return joined(parts, "and");
  }
  return model::literal_text(names.framework, literal, type);
}

Phrase fact_value(const Names& names, model::FactId fact, const model::Literal& literal) {
  return names.fact(fact) + ": " + value(names, literal, names.framework[fact].type);
}

}  // namespace proviso::reading_copy
