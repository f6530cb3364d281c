// SPDX-License-Identifier: Apache-2.0
// Decision tables: whole, and of one type in every column.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/model/resolver.h"

namespace proviso::model {
namespace {

using Hit = syntax::Decision::Hit;
using Asks = syntax::Cell::Part::Kind;

bool is_ordered(TypeKind kind) { return kind == TypeKind::kNumber || kind == TypeKind::kDate; }

bool in_order(const Literal& low, const Literal& high) {
  if (const auto* number = std::get_if<Number>(&low.value)) return *number <= std::get<Number>(high.value);
  if (const auto* date = std::get_if<Date>(&low.value)) return *date <= std::get<Date>(high.value);
  return true;
}

}  // namespace

void Resolver::decision(const syntax::Decision& written) {
  Decision table;
  table.title = written.title && !written.title->value.empty() ? written.title->value : written.fact.text;
  table.span = written.header;
  table.citations = citations(written.cites);
  const auto result = look_up(SymbolKind::kFact, written.fact);
  bool whole = result.has_value();
  if (result) {
    table.fact = {*result};
    const Fact& fact = framework_.facts[*result];
    if (fact.decision) {
      report_.add({.code = Code::kDuplicateClause,
                   .severity = Severity::kError,
                   .message = fmt::format("`{}` is decided twice", written.fact.text),
                   .span = written.fact.span,
                   .labels = {{framework_[*fact.decision].span, "the first table"}},
                   .help = "write one table, or decide another fact"});
      whole = false;
    } else if (fact.means) {
      whole = !derived({*result}, written.fact.span, "no table can decide it") && whole;
    } else if (fact.judgement) {
      report_.add({.code = Code::kWrongKind,
                   .severity = Severity::kError,
                   .message = fmt::format("`{}` is a judgement, which no rule settles, and this table decides it",
                                          written.fact.text),
                   .span = written.fact.span,
                   .labels = {{fact.span, "declared here"}},
                   .help = "leave `judgement` out where the fact is declared, or the table"});
    }
  }
  whole = whole && written.hit && !written.rows.empty();  // else the parser has reported it
  table.hit = static_cast<HitRule>(written.hit.value_or(Hit::kUnique));
  static_assert(static_cast<int>(HitRule::kMax) == static_cast<int>(Hit::kMax));
  static_assert(static_cast<int>(HitRule::kCollect) == static_cast<int>(Hit::kCollect));

  std::vector<std::optional<FactId>> inputs;  // by column; nothing where it is unknown or cannot be one
  for (const syntax::Name& name : written.inputs) {
    inputs.push_back(std::nullopt);
    const auto input = look_up(SymbolKind::kFact, name);
    if (!input) continue;
    const Fact& fact = framework_.facts[*input];
    if (fact.type.kind == TypeKind::kList || fact.type.kind == TypeKind::kDuration) {
      report_.error(Code::kTypeMismatch, name.span,
                    fmt::format("a table cannot ask for `{}`, which is {}", name.text, type_in_words(fact.type)),
                    fact.type.kind == TypeKind::kList ? "derive a number or a yes/no fact from it, and ask for that"
                                                      : "derive a yes/no fact from it, and ask for that");
    } else if (std::find(inputs.begin(), inputs.end(), std::optional(FactId{*input})) != inputs.end()) {
      report_.error(Code::kDuplicateName, name.span, fmt::format("`{}` is given twice", name.text), "leave one out");
    } else {
      inputs.back() = FactId{*input};
    }
  }
  if (std::find(inputs.begin(), inputs.end(), std::nullopt) != inputs.end()) whole = false;

  std::optional<Type> value;
  if (result && written.hit) {
    value = gives(written, framework_.facts[*result]);
    whole = whole && (value || *written.hit == Hit::kCount);
  }
  for (const syntax::Row& line : written.rows) {
    auto resolved = row(line, written, inputs, value);
    whole = whole && resolved.has_value();
    if (resolved) table.rows.push_back(std::move(*resolved));
  }
  if (!whole) return;
  for (const std::optional<FactId>& input : inputs) table.inputs.push_back(*input);
  framework_.facts[table.fact.value].decision = DecisionId{static_cast<std::uint32_t>(framework_.decisions.size())};
  framework_.decisions.push_back(std::move(table));
}

/// The type that rows give; nothing where they give none or the hit rule does not go with the fact.
std::optional<Type> Resolver::gives(const syntax::Decision& written, const Fact& result) {
  const auto mismatch = [&](std::string_view needed) -> std::optional<Type> {
    constexpr std::array kWords{"unique",      "first",         "any",         "collect",
                                "collect sum", "collect count", "collect min", "collect max"};
    report_.error(Code::kTypeMismatch, written.hit_span,
                  fmt::format("`hit {}` gives {}, and `{}` is {}", kWords.at(static_cast<std::size_t>(*written.hit)),
                              needed, written.fact.text, type_in_words(result.type)),
                  "change the type of the fact, or the hit rule");
    return std::nullopt;
  };
  switch (*written.hit) {
    case Hit::kUnique:
    case Hit::kFirst:
    case Hit::kAny:
      if (result.type.kind == TypeKind::kList) return mismatch("one value");
      return result.type;
    case Hit::kCollect:
      if (result.type.kind != TypeKind::kList) return mismatch("a list");
      return result.type.element.front();
    case Hit::kSum:
      if (result.type.kind != TypeKind::kNumber) return mismatch("a number");
      return result.type;
    case Hit::kMin:
    case Hit::kMax:
      if (!is_ordered(result.type.kind)) return mismatch("a number or a date");
      return result.type;
    case Hit::kCount:
      if (result.type.kind != TypeKind::kNumber) mismatch("a number");
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Row> Resolver::row(const syntax::Row& written, const syntax::Decision& table,
                                 const std::vector<std::optional<FactId>>& inputs, const std::optional<Type>& value) {
  Row result;
  result.span = written.span;
  bool whole = true;
  if (written.cells.size() != inputs.size()) {
    report_.error(
        Code::kDecisionTable, written.span,
        fmt::format("this row has {} {}, and the table asks for {} {}", written.cells.size(),
                    written.cells.size() == 1 ? "cell" : "cells", inputs.size(), inputs.size() == 1 ? "fact" : "facts"),
        "write one cell for each fact after `from`, with `-` where any value will do");
    whole = false;
  }
  for (std::size_t i = 0; i < std::min(written.cells.size(), inputs.size()); ++i) {
    if (!inputs[i]) continue;
    auto resolved = cell(written.cells[i], framework_[*inputs[i]]);
    whole = whole && resolved.has_value();
    if (resolved) result.cells.push_back(std::move(*resolved));
  }
  if (table.hit != Hit::kCount && !written.value) whole = false;  // the parser has reported it
  if (written.value && value) {
    auto given = literal(*written.value, *value);
    whole = whole && given.has_value();
    if (given) result.value = std::move(*given);
  }
  if (!whole) return std::nullopt;
  return result;
}

std::optional<Cell> Resolver::cell(const syntax::Cell& written, const Fact& input) {
  Cell result;
  result.any = written.any;
  result.negated = written.negated;
  result.span = written.span;
  bool whole = true;
  for (const syntax::Cell::Part& one : written.parts) {
    auto resolved = part(one, input);
    whole = whole && resolved.has_value();
    if (resolved) result.parts.push_back(std::move(*resolved));
  }
  if (!whole) return std::nullopt;
  return result;
}

std::optional<Cell::Part> Resolver::part(const syntax::Cell::Part& written, const Fact& input) {
  Cell::Part result;
  result.kind = static_cast<Cell::Part::Kind>(written.kind);
  static_assert(static_cast<int>(Cell::Part::Kind::kUnknown) == static_cast<int>(Asks::kUnknown));
  static_assert(static_cast<int>(Cell::Part::Kind::kAtLeast) == static_cast<int>(Asks::kAtLeast));
  result.span = written.span;
  if (written.kind != Asks::kValue && written.kind != Asks::kUnknown && !is_ordered(input.type.kind)) {
    report_.error(Code::kTypeMismatch, written.span,
                  fmt::format("`{}` is {}, which has no ranges", plain_name(input.name), type_in_words(input.type)),
                  "ranges are for numbers and dates; join single values with `or`");
    return std::nullopt;
  }
  bool whole = true;
  const auto bound = [&](const syntax::Maybe<syntax::Expression>& from, Literal& into) {
    if (!from) return;
    auto value = literal(*from, input.type);
    whole = whole && value.has_value();
    if (value) into = std::move(*value);
  };
  bound(written.low, result.low);
  bound(written.high, result.high);
  if (!whole) return std::nullopt;
  if (written.kind == Asks::kRange && !in_order(result.low, result.high)) {
    report_.error(Code::kDecisionTable, written.span, "this range ends before it begins", "write the lower end first");
    return std::nullopt;
  }
  return result;
}

}  // namespace proviso::model
