// SPDX-License-Identifier: Apache-2.0
// Expressions: what each name means where it stands, and that types go together. Nothing is converted silently.
#include <algorithm>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "engine/model/resolver.h"

namespace proviso::model {
namespace {

using Operation = Expression::Operation;
using Written = syntax::Expression::Kind;

Type simple(TypeKind kind) { return {kind, {}, {}}; }

Expression made(Operation operation, Type type, Span span, std::vector<Expression> operands = {}) {
  Expression result;
  result.operation = operation;
  result.type = std::move(type);
  result.span = span;
  result.operands = std::move(operands);
  return result;
}

Expression literal_expression(Type type, Span span, Literal literal) {
  Expression result = made(Operation::kLiteral, std::move(type), span);
  result.literal = std::move(literal);
  return result;
}

Operation comparison_of(Written kind) {
  switch (kind) {
    case Written::kIsNot:
      return Operation::kIsNot;
    case Written::kIsMoreThan:
      return Operation::kIsMoreThan;
    case Written::kIsLessThan:
      return Operation::kIsLessThan;
    case Written::kIsAtLeast:
      return Operation::kIsAtLeast;
    case Written::kIsAtMost:
      return Operation::kIsAtMost;
    case Written::kBefore:
      return Operation::kBefore;
    case Written::kAfter:
      return Operation::kAfter;
    case Written::kOnOrBefore:
      return Operation::kOnOrBefore;
    case Written::kOnOrAfter:
      return Operation::kOnOrAfter;
    default:
      return Operation::kIs;
  }
}

}  // namespace

std::string type_in_words(const Type& type) {
  switch (type.kind) {
    case TypeKind::kYesNo:
      return "yes or no";
    case TypeKind::kNumber:
      return "a number";
    case TypeKind::kText:
      return "a text";
    case TypeKind::kDate:
      return "a date";
    case TypeKind::kDuration:
      return "a duration";
    case TypeKind::kParty:
      return "a party";
    case TypeKind::kOneOf:
    case TypeKind::kList:
      return (type.kind == TypeKind::kList ? "a " : "") + type_text(type);
  }
  return {};
}

std::optional<Expression> Resolver::condition(const syntax::Expression& written, std::string_view after) {
  auto result = expression(written);
  if (!result) return std::nullopt;
  if (result->type.kind != TypeKind::kYesNo) {
    report_.error(Code::kNotACondition, written.span,
                  fmt::format("{} needs a yes or no, and this is {}", after, type_in_words(result->type)),
                  "compare it, for example with `is …` or `is more than …`");
    return std::nullopt;
  }
  return result;
}

// `when a or b go to …` where the names are yes/no facts rather than events.
std::optional<Expression> Resolver::any_of_facts(const std::vector<syntax::Name>& names) {
  std::optional<Expression> result;
  for (const syntax::Name& name : names) {
    syntax::Expression written;
    written.kind = Written::kName;
    written.span = name.span;
    written.name = name;
    auto part = condition(written, "`when`");
    if (!part) return std::nullopt;
    if (!result) {
      result = std::move(part);
    } else {
      const Span span = join(result->span, part->span);
      std::vector<Expression> both;
      both.push_back(std::move(*result));
      both.push_back(std::move(*part));
      result = made(Operation::kOr, simple(TypeKind::kYesNo), span, std::move(both));
    }
  }
  return result;
}

std::optional<Expression> Resolver::expression(const syntax::Expression& written, const Type* expected) {
  const auto of_event = [&](Operation operation, TypeKind type) -> std::optional<Expression> {
    const auto event = look_up(SymbolKind::kEvent, written.name);
    if (!event) return std::nullopt;
    Expression result = made(operation, simple(type), written.span);
    result.event = {*event};
    return result;
  };
  switch (written.kind) {
    case Written::kName:
      return name(written, expected);
    case Written::kYes:
    case Written::kNo:
      return literal_expression(simple(TypeKind::kYesNo), written.span, {written.kind == Written::kYes});
    case Written::kNumber:
      return literal_expression(simple(TypeKind::kNumber), written.span, {written.number});
    case Written::kText:
      return literal_expression(simple(TypeKind::kText), written.span, {written.text});
    case Written::kDay:
      return literal_expression(simple(TypeKind::kDate), written.span, {written.day.value});
    case Written::kDuration:
      needs_calendar(written.duration.value, written.duration.span);
      return literal_expression(simple(TypeKind::kDuration), written.span, {written.duration.value});
    case Written::kNot:
    case Written::kAnd:
    case Written::kOr:
      return logic(written);
    case Written::kIs:
    case Written::kIsNot:
    case Written::kIsMoreThan:
    case Written::kIsLessThan:
    case Written::kIsAtLeast:
    case Written::kIsAtMost:
    case Written::kBefore:
    case Written::kAfter:
    case Written::kOnOrBefore:
    case Written::kOnOrAfter:
    case Written::kIncludes:
      return comparison(written);
    case Written::kIsKnown: {
      auto fact = expression(written.operands.front());
      if (!fact) return std::nullopt;
      if (fact->operation != Operation::kFact) {
        report_.error(Code::kWrongKind, written.operands.front().span, "`is known` asks about a fact",
                      "name a fact before `is known`");
        return std::nullopt;
      }
      std::vector<Expression> operands;
      operands.push_back(std::move(*fact));
      return made(Operation::kIsKnown, simple(TypeKind::kYesNo), written.span, std::move(operands));
    }
    case Written::kPlus:
    case Written::kMinus:
    case Written::kTimes:
      return arithmetic(written);
    case Written::kCountOf: {
      auto list = operand(written.operands.front(), TypeKind::kList, "`count of`");
      if (!list) return std::nullopt;
      std::vector<Expression> operands;
      operands.push_back(std::move(*list));
      return made(Operation::kCountOf, simple(TypeKind::kNumber), written.span, std::move(operands));
    }
    case Written::kNumberOf:
      return of_event(Operation::kNumberOf, TypeKind::kNumber);
    case Written::kDateOfFirst:
      return of_event(Operation::kDateOfFirst, TypeKind::kDate);
    case Written::kDateOfLast:
      return of_event(Operation::kDateOfLast, TypeKind::kDate);
    case Written::kInStage: {
      const auto stage = look_up(SymbolKind::kStage, written.name);
      if (!stage) return std::nullopt;
      Expression result = made(Operation::kInStage, simple(TypeKind::kYesNo), written.span);
      result.stage = {*stage};
      return result;
    }
  }
  return std::nullopt;
}

// A bare name: a value where a `one of` is expected, a party where a party is, else a fact.
std::optional<Expression> Resolver::name(const syntax::Expression& written, const Type* expected) {
  const auto symbol = framework_.symbols.find(written.name.text);
  const bool is_fact = symbol != framework_.symbols.end() && symbol->second.kind == SymbolKind::kFact;
  if (expected != nullptr && expected->kind == TypeKind::kOneOf) {
    const auto value = std::find(expected->values.begin(), expected->values.end(), written.name.text);
    if (value != expected->values.end() || !is_fact) {
      auto chosen = choice(written.name, *expected);
      if (!chosen) return std::nullopt;
      return literal_expression(*expected, written.span, std::move(*chosen));
    }
  }
  if (expected != nullptr && expected->kind == TypeKind::kParty && !is_fact) {
    const auto party = look_up(SymbolKind::kParty, written.name);
    if (!party) return std::nullopt;
    return literal_expression(*expected, written.span, {PartyId{*party}});
  }
  if (symbol != framework_.symbols.end() && symbol->second.kind == SymbolKind::kParty) {
    return literal_expression(simple(TypeKind::kParty), written.span, {PartyId{symbol->second.index}});
  }
  const auto fact = look_up(SymbolKind::kFact, written.name);
  if (!fact) return std::nullopt;
  Expression result = made(Operation::kFact, framework_.facts[*fact].type, written.span);
  result.fact = {*fact};
  return result;
}

std::optional<Literal> Resolver::choice(const syntax::Name& name, const Type& type) {
  const auto value = std::find(type.values.begin(), type.values.end(), name.text);
  if (value != type.values.end()) return Literal{Choice{static_cast<std::uint32_t>(value - type.values.begin())}};
  const std::vector<std::string_view> known(type.values.begin(), type.values.end());
  report_.error(Code::kUnknownValue, name.span, fmt::format("`{}` is not {}", name.text, type_text(type)),
                did_you_mean(name.text, known, "write one of these values"));
  return std::nullopt;
}

std::optional<Expression> Resolver::operand(const syntax::Expression& written, TypeKind kind,
                                            std::string_view needed_by) {
  auto result = expression(written);
  if (!result) return std::nullopt;
  if (result->type.kind != kind) {
    Type wanted = simple(kind);
    if (kind == TypeKind::kList) wanted.element.push_back(simple(TypeKind::kText));
    report_.error(Code::kTypeMismatch, written.span,
                  fmt::format("{} needs {}, and this is {}", needed_by,
                              kind == TypeKind::kList ? "a list" : type_in_words(wanted), type_in_words(result->type)));
    return std::nullopt;
  }
  return result;
}

std::optional<Expression> Resolver::logic(const syntax::Expression& written) {
  const std::string_view word = written.kind == Written::kNot   ? "`not`"
                                : written.kind == Written::kAnd ? "`and`"
                                                                : "`or`";
  std::vector<Expression> operands;
  bool whole = true;
  for (const syntax::Expression& part : written.operands) {
    auto resolved = condition(part, word);
    if (resolved) {
      operands.push_back(std::move(*resolved));
    } else {
      whole = false;  // the other operand is still looked at, so that its mistakes are reported too
    }
  }
  if (!whole) return std::nullopt;
  const Operation operation = written.kind == Written::kNot   ? Operation::kNot
                              : written.kind == Written::kAnd ? Operation::kAnd
                                                              : Operation::kOr;
  return made(operation, simple(TypeKind::kYesNo), written.span, std::move(operands));
}

std::optional<Expression> Resolver::comparison(const syntax::Expression& written) {
  auto left = expression(written.operands[0]);
  if (!left) return std::nullopt;
  if (written.kind == Written::kIncludes) {
    if (left->type.kind != TypeKind::kList) {
      report_.error(Code::kTypeMismatch, written.operands[0].span,
                    fmt::format("`includes` needs a list, and this is {}", type_in_words(left->type)));
      return std::nullopt;
    }
    const Type element = left->type.element.front();
    auto right = expression(written.operands[1], &element);
    if (!right) return std::nullopt;
    if (right->type != element) {
      report_.error(Code::kTypeMismatch, written.operands[1].span,
                    fmt::format("the list holds {}, and this is {}", type_text(element), type_in_words(right->type)));
      return std::nullopt;
    }
    std::vector<Expression> both;
    both.push_back(std::move(*left));
    both.push_back(std::move(*right));
    return made(Operation::kIncludes, simple(TypeKind::kYesNo), written.span, std::move(both));
  }
  const Type left_type = left->type;
  auto right = expression(written.operands[1], &left_type);
  if (!right) return std::nullopt;
  const Operation operation = comparison_of(written.kind);
  const auto mismatch = [&](std::string_view help) {
    report_.error(
        Code::kTypeMismatch, written.span,
        fmt::format("{} cannot be compared with {} here", type_in_words(left_type), type_in_words(right->type)),
        std::string(help));
    return std::nullopt;
  };
  switch (operation) {
    case Operation::kIs:
    case Operation::kIsNot:
      if (left_type != right->type) return mismatch("both sides must be of one type");
      break;
    case Operation::kBefore:
    case Operation::kAfter:
    case Operation::kOnOrBefore:
    case Operation::kOnOrAfter:
      if (left_type.kind != TypeKind::kDate || right->type.kind != TypeKind::kDate) {
        return mismatch("`before` and `after` compare dates; use `is less than` or `is more than` for numbers");
      }
      break;
    default:
      if (left_type.kind != TypeKind::kNumber || right->type.kind != TypeKind::kNumber) {
        return mismatch("`is more than` and its like compare numbers; use `before` or `after` for dates");
      }
      break;
  }
  std::vector<Expression> both;
  both.push_back(std::move(*left));
  both.push_back(std::move(*right));
  return made(operation, simple(TypeKind::kYesNo), written.span, std::move(both));
}

std::optional<Expression> Resolver::arithmetic(const syntax::Expression& written) {
  auto left = expression(written.operands[0]);
  auto right = expression(written.operands[1]);
  if (!left || !right) return std::nullopt;
  const bool dated = left->type.kind == TypeKind::kDate && right->type.kind == TypeKind::kDuration;
  const bool numbers = left->type.kind == TypeKind::kNumber && right->type.kind == TypeKind::kNumber;
  if (!(numbers || (dated && written.kind != Written::kTimes))) {
    const std::string_view word = written.kind == Written::kPlus    ? "plus"
                                  : written.kind == Written::kMinus ? "minus"
                                                                    : "times";
    report_.error(
        Code::kTypeMismatch, written.span,
        fmt::format("`{}` cannot join {} and {}", word, type_in_words(left->type), type_in_words(right->type)),
        written.kind == Written::kTimes ? "it takes two numbers" : "it takes two numbers, or a date and a duration");
    return std::nullopt;
  }
  const Operation operation = written.kind == Written::kTimes  ? Operation::kTimes
                              : written.kind == Written::kPlus ? (dated ? Operation::kDatePlus : Operation::kPlus)
                                                               : (dated ? Operation::kDateMinus : Operation::kMinus);
  Type type = left->type;
  std::vector<Expression> both;
  both.push_back(std::move(*left));
  both.push_back(std::move(*right));
  return made(operation, std::move(type), written.span, std::move(both));
}

// A written value of a given type, as examples give them.
std::optional<Literal> Resolver::literal(const syntax::Expression& written, const Type& type) {
  if (type.kind == TypeKind::kOneOf && written.kind == Written::kName) return choice(written.name, type);
  if (type.kind == TypeKind::kParty && written.kind == Written::kName) {
    const auto party = look_up(SymbolKind::kParty, written.name);
    if (!party) return std::nullopt;
    return Literal{PartyId{*party}};
  }
  std::optional<Literal> result;
  std::optional<TypeKind> given;
  switch (written.kind) {
    case Written::kYes:
    case Written::kNo:
      given = TypeKind::kYesNo;
      result = Literal{written.kind == Written::kYes};
      break;
    case Written::kNumber:
      given = TypeKind::kNumber;
      result = Literal{written.number};
      break;
    case Written::kText:
      given = TypeKind::kText;
      result = Literal{written.text};
      break;
    case Written::kDay:
      given = TypeKind::kDate;
      result = Literal{written.day.value};
      break;
    case Written::kDuration:
      given = TypeKind::kDuration;
      needs_calendar(written.duration.value, written.duration.span);
      result = Literal{written.duration.value};
      break;
    default:
      break;
  }
  if (given && *given == type.kind) return result;
  report_.error(Code::kTypeMismatch, written.span,
                fmt::format("{} is needed here{}", type_in_words(type),
                            given ? fmt::format(", not {}", type_in_words(simple(*given))) : std::string{}));
  return std::nullopt;
}

}  // namespace proviso::model
