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

std::vector<Expression> one(Expression operand) {
  std::vector<Expression> operands;
  operands.push_back(std::move(operand));
  return operands;
}

/// The facts that an expression names, and where there is one the place of a `longest run` in it.
std::optional<Span> collect_facts(const Expression& expression, std::vector<FactId>& facts) {
  if (expression.operation == Operation::kLongestRun) return expression.span;
  if (expression.operation == Operation::kFact) facts.push_back(expression.fact);
  for (const Expression& operand : expression.operands) {
    if (auto inner = collect_facts(operand, facts)) return inner;
  }
  return std::nullopt;
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
    case Written::kDuration: {
      const auto counted = duration(written.duration);
      if (!counted) return std::nullopt;
      return literal_expression(simple(TypeKind::kDuration), written.span, {*counted});
    }
    case Written::kWeekday:
      return literal_expression(weekday_type(), written.span, {Choice{written.weekday.iso_encoding() - 1}});
    case Written::kToday:
      return made(Operation::kToday, simple(TypeKind::kDate), written.span);
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
    case Written::kIsKnown:
      return is_known(written);
    case Written::kPlus:
    case Written::kMinus:
    case Written::kTimes:
      return arithmetic(written);
    case Written::kCountOf: {
      auto list = operand(written.operands.front(), TypeKind::kList, "`count of`");
      if (!list) return std::nullopt;
      return made(Operation::kCountOf, simple(TypeKind::kNumber), written.span, one(std::move(*list)));
    }
    case Written::kNumberOf:
    case Written::kDateOfFirst:
    case Written::kDateOfLast:
    case Written::kTotalOf:
      return over_events(written);
    case Written::kInStage:
    case Written::kDutyIs:
      return elsewhere(written);
    case Written::kLongestRun:
      return longest_run(written);
    case Written::kWeekdayOf: {
      auto date = operand(written.operands.front(), TypeKind::kDate, "`weekday of`");
      if (!date) return std::nullopt;
      return made(Operation::kWeekdayOf, weekday_type(), written.span, one(std::move(*date)));
    }
    case Written::kCounted:
      return counted(written);
    case Written::kDateOffset:
      return date_offset(written);
    case Written::kLaterOf:
    case Written::kEarlierOf: {
      const bool later = written.kind == Written::kLaterOf;
      return of_dates(written, later ? Operation::kLaterOf : Operation::kEarlierOf,
                      later ? "`the later of`" : "`the earlier of`");
    }
  }
  return std::nullopt;
}

std::optional<Expression> Resolver::is_known(const syntax::Expression& written) {
  auto fact = expression(written.operands.front());
  if (!fact) return std::nullopt;
  if (fact->operation != Operation::kFact) {
    report_.error(Code::kWrongKind, written.operands.front().span, "`is known` asks about a fact",
                  "name a fact before `is known`");
    return std::nullopt;
  }
  return made(Operation::kIsKnown, simple(TypeKind::kYesNo), written.span, one(std::move(*fact)));
}

// `number of`, `total of`, `date of first` and `date of last`.
std::optional<Expression> Resolver::over_events(const syntax::Expression& written) {
  const bool total = written.kind == Written::kTotalOf;
  const bool dated = written.kind == Written::kDateOfFirst || written.kind == Written::kDateOfLast;
  Expression result = made(total                                   ? Operation::kTotalOf
                           : written.kind == Written::kNumberOf    ? Operation::kNumberOf
                           : written.kind == Written::kDateOfFirst ? Operation::kDateOfFirst
                                                                   : Operation::kDateOfLast,
                           simple(dated ? TypeKind::kDate : TypeKind::kNumber), written.span);
  bool whole = true;
  const auto event = look_up(SymbolKind::kEvent, total ? written.event : written.name);
  if (event) result.event = {*event};
  whole = event.has_value();
  if (total) {
    const auto fact = look_up(SymbolKind::kFact, written.name);
    if (!fact) return std::nullopt;
    result.fact = {*fact};
    const Type& type = framework_.facts[*fact].type;
    if (type.kind != TypeKind::kNumber) {
      report_.error(Code::kTypeMismatch, written.name.span,
                    fmt::format("`total of` adds up numbers, and `{}` is {}", written.name.text, type_in_words(type)));
      whole = false;
    }
    if (event) totals_.push_back({written.name, written.event, {*fact}, {*event}, in_followed()});
  }
  for (const syntax::Moment& since : written.since) {
    auto from = moment(since);
    whole = whole && from.has_value();
    if (from) result.since.push_back(std::move(*from));
  }
  if (!whole) return std::nullopt;
  return result;
}

// Where a track of this or another framework stands, and how a duty of it does.
std::optional<Expression> Resolver::elsewhere(const syntax::Expression& written) {
  PartId part{part_};
  if (written.framework) {
    const auto named = part_named(*written.framework);
    if (!named) return std::nullopt;
    part = *named;
  }
  const bool stage = written.kind == Written::kInStage;
  const auto index = look_up_in(part, stage ? SymbolKind::kStage : SymbolKind::kDuty, written.name);
  if (!index) return std::nullopt;
  Expression result = made(stage ? Operation::kInStage : Operation::kDutyIs, simple(TypeKind::kYesNo), written.span);
  if (stage) {
    result.stage = {*index};
  } else {
    result.duty = {*index};
    result.status = written.status;
  }
  return result;
}

std::optional<Expression> Resolver::longest_run(const syntax::Expression& written) {
  auto asked = condition(written.operands[0], "`longest run of`");
  auto from = operand(written.operands[1], TypeKind::kDate, "`from`");
  auto to = operand(written.operands[2], TypeKind::kDate, "`to`");
  if (!asked || !from || !to) return std::nullopt;
  Run run{written.span, {}};
  const auto inner = collect_facts(*asked, run.facts);
  if (inner) {
    report_.add({.code = Code::kMisplaced,
                 .severity = Severity::kError,
                 .message = "a longest run cannot be asked for within another one",
                 .span = *inner,
                 .labels = {{written.span, "the outer one"}},
                 .help = "ask for the two runs one after the other"});
    return std::nullopt;
  }
  runs_.push_back(std::move(run));
  std::vector<Expression> operands;
  operands.push_back(std::move(*asked));
  operands.push_back(std::move(*from));
  operands.push_back(std::move(*to));
  return made(Operation::kLongestRun, simple(TypeKind::kNumber), written.span, std::move(operands));
}

std::optional<Expression> Resolver::counted(const syntax::Expression& written) {
  syntax::Duration unit_written = written.duration;
  unit_written.value.amount = 1;
  const auto unit = duration(unit_written, true);  // of hours the parser has said that they are not counted here
  auto from = operand(written.operands[0], TypeKind::kDate, "`from`");
  auto to = operand(written.operands[1], TypeKind::kDate, "`to`");
  if (!unit || !from || !to) return std::nullopt;
  std::vector<Expression> both;
  both.push_back(std::move(*from));
  both.push_back(std::move(*to));
  Expression result = made(Operation::kCounted, simple(TypeKind::kNumber), written.span, std::move(both));
  result.duration = *unit;
  return result;
}

// `5 working days after d` is `d plus 5 working days`.
std::optional<Expression> Resolver::date_offset(const syntax::Expression& written) {
  const auto by = duration(written.duration);
  auto date = operand(written.operands.front(), TypeKind::kDate, written.before ? "`before`" : "`after`");
  if (!by || !date) return std::nullopt;
  std::vector<Expression> both;
  both.push_back(std::move(*date));
  both.push_back(literal_expression(simple(TypeKind::kDuration), written.duration.span, {*by}));
  return made(written.before ? Operation::kDateMinus : Operation::kDatePlus, simple(TypeKind::kDate), written.span,
              std::move(both));
}

std::optional<Expression> Resolver::of_dates(const syntax::Expression& written, Operation operation,
                                             std::string_view words) {
  std::vector<Expression> dates;
  bool whole = true;
  for (const syntax::Expression& part : written.operands) {
    auto date = operand(part, TypeKind::kDate, words);
    whole = whole && date.has_value();
    if (date) dates.push_back(std::move(*date));
  }
  if (!whole) return std::nullopt;
  return made(operation, simple(TypeKind::kDate), written.span, std::move(dates));
}

// A bare name: a value where a `one of` is expected, a party where a party is, else a fact.
std::optional<Expression> Resolver::name(const syntax::Expression& written, const Type* expected) {
  const Symbol* found = symbol(written.name.text);
  const bool is_fact = found != nullptr && found->kind == SymbolKind::kFact;
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
  if (found != nullptr && found->kind == SymbolKind::kParty) {
    return literal_expression(simple(TypeKind::kParty), written.span, {PartyId{found->index}});
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
    case Written::kDuration: {
      const auto counted = duration(written.duration);
      if (!counted) return std::nullopt;
      given = TypeKind::kDuration;
      result = Literal{*counted};
      break;
    }
    case Written::kWeekday:
      report_.error(Code::kTypeMismatch, written.span,
                    fmt::format("{} is needed here, not a day of the week", type_in_words(type)),
                    "derive a yes/no fact: `means weekday of <date> is Monday`");
      return std::nullopt;
    default:
      break;
  }
  if (given && *given == type.kind) return result;
  report_.error(Code::kTypeMismatch, written.span,
                fmt::format("{} is needed here{}", type_in_words(type),
                            given ? fmt::format(", not {}", type_in_words(simple(*given))) : std::string{}));
  return std::nullopt;
}

// What is recorded or handed over: of the fact's own type. `of_what` begins the message: `the list `x` holds`.
std::optional<Expression> Resolver::value_of_type(const syntax::Expression& written, const Type& type,
                                                  std::string_view of_what) {
  auto value = expression(written, &type);
  if (!value) return std::nullopt;
  if (value->type != type) {
    report_.error(Code::kTypeMismatch, written.span,
                  fmt::format("{} {}, and this is {}", of_what, type_in_words(type), type_in_words(value->type)));
    return std::nullopt;
  }
  return value;
}

}  // namespace proviso::model
