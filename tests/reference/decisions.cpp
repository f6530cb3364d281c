// SPDX-License-Identifier: Apache-2.0
// Decision tables.
#include <algorithm>
#include <cstddef>

#include "base/number.h"
#include "tests/reference/expressions.h"

namespace proviso::reference {

using model::Cell;
using model::Decision;
using model::HitRule;
using model::Literal;
using model::LiteralList;
using model::Row;

namespace {

/// Below, the same or above; only numbers and dates have an order.
int order(const Literal& a, const Literal& b) {
  if (const auto* number = std::get_if<Number>(&a.value)) {
    const auto* other = std::get_if<Number>(&b.value);
    return other == nullptr || *number == *other ? 0 : *number < *other ? -1 : 1;
  }
  if (const auto* day = std::get_if<Date>(&a.value)) {
    const auto* other = std::get_if<Date>(&b.value);
    return other == nullptr || *day == *other ? 0 : *day < *other ? -1 : 1;
  }
  return 0;
}

bool matches(const Cell::Part& part, const Literal& input) {
  switch (part.kind) {
    case Cell::Part::Kind::kValue:
      return same(part.low, input);
    case Cell::Part::Kind::kRange:
      return order(input, part.low) >= 0 && order(input, part.high) <= 0;
    case Cell::Part::Kind::kMoreThan:
      return order(input, part.low) > 0;
    case Cell::Part::Kind::kAtLeast:
      return order(input, part.low) >= 0;
    case Cell::Part::Kind::kLessThan:
      return order(input, part.high) < 0;
    case Cell::Part::Kind::kAtMost:
      return order(input, part.high) <= 0;
    case Cell::Part::Kind::kUnknown:
      return false;
  }
  return false;
}

Truth cell_is(const Cell& cell, const Value& input) {
  if (cell.any) return true;
  const bool names_unknown = std::any_of(cell.parts.begin(), cell.parts.end(), [](const Cell::Part& part) {
    return part.kind == Cell::Part::Kind::kUnknown;
  });
  if (!input.has_value()) return names_unknown ? Truth(!cell.negated) : Truth();
  const bool any = std::any_of(cell.parts.begin(), cell.parts.end(),
                               [&](const Cell::Part& part) { return matches(part, *input); });
  return any != cell.negated;
}

Truth row_is(const Row& row, const std::vector<Value>& inputs) {
  bool unknown = false;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const Truth cell = cell_is(row.cells[i], inputs[i]);
    if (cell == Truth(false)) return false;
    unknown = unknown || !cell.has_value();
  }
  return unknown ? Truth() : Truth(true);
}

Value collected(HitRule rule, const std::vector<const Row*>& rows) {
  LiteralList list;
  for (const Row* row : rows) list.push_back(row->value);
  if (rule == HitRule::kCollect) return Literal{list};
  if (rule == HitRule::kCount) {
    const auto number = whole_number(static_cast<std::int64_t>(rows.size()));
    return number.has_value() ? Value(Literal{*number}) : std::nullopt;
  }
  if (rule == HitRule::kSum) {
    std::optional<Number> sum = Number{};
    for (const Literal& value : list) {
      const Number* number = std::get_if<Number>(&value.value);
      sum = sum.has_value() && number != nullptr ? add(*sum, *number) : std::nullopt;
    }
    return sum.has_value() ? Value(Literal{*sum}) : std::nullopt;
  }
  if (list.empty()) return std::nullopt;
  const auto below = [](const Literal& a, const Literal& b) { return order(a, b) < 0; };
  return rule == HitRule::kMin ? *std::min_element(list.begin(), list.end(), below)
                               : *std::max_element(list.begin(), list.end(), below);
}

}  // namespace

Value decide(const Case& c, const Decision& decision) {
  std::vector<Value> inputs;
  for (const model::FactId fact : decision.inputs) inputs.push_back(fact_value(c, fact));
  std::vector<const Row*> hit;
  bool unknown = false;
  for (const Row& row : decision.rows) {
    const Truth is = row_is(row, inputs);
    if (decision.hit == HitRule::kFirst && is != Truth(false)) return is.has_value() ? Value(row.value) : std::nullopt;
    if (is == Truth(true)) hit.push_back(&row);
    unknown = unknown || !is.has_value();
  }
  switch (decision.hit) {
    case HitRule::kFirst:
      return std::nullopt;
    case HitRule::kUnique:
      return hit.size() == 1 ? Value(hit.front()->value) : std::nullopt;
    case HitRule::kAny:
      if (hit.empty() || !std::all_of(hit.begin(), hit.end(),
                                      [&](const Row* row) { return same(row->value, hit.front()->value); })) {
        return std::nullopt;
      }
      return hit.front()->value;
    case HitRule::kCollect:
    case HitRule::kSum:
    case HitRule::kCount:
    case HitRule::kMin:
    case HitRule::kMax:
      return unknown ? Value() : collected(decision.hit, hit);
  }
  return std::nullopt;
}

}  // namespace proviso::reference
