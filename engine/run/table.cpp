// SPDX-License-Identifier: Apache-2.0
#include "engine/run/table.h"

#include <algorithm>
#include <optional>

namespace proviso::run {
namespace {

using Kind = model::Cell::Part::Kind;
using model::HitRule;

bool holds_value(const program::TableRow::Part& part, Value value) {
  switch (part.kind) {
    case Kind::kValue:
      return value == part.low;
    case Kind::kRange:
      return value.payload >= part.low.payload && value.payload <= part.high.payload;
    case Kind::kMoreThan:
      return value.payload > part.low.payload;
    case Kind::kAtLeast:
      return value.payload >= part.low.payload;
    case Kind::kLessThan:
      return value.payload < part.high.payload;
    case Kind::kAtMost:
      return value.payload <= part.high.payload;
    case Kind::kUnknown:
      return false;
  }
  return false;
}

Value from(std::optional<Number> number) { return number ? Value::number(*number) : Value::unknown(); }

}  // namespace

Truth matches(const program::TableRow::Cell& cell, Value value) {
  if (cell.any) return Truth::kYes;
  bool found = false;
  bool names_unknown = false;
  for (const program::TableRow::Part& part : cell.parts) {
    if (part.kind == Kind::kUnknown) names_unknown = true;
    found = found || (value.known() && holds_value(part, value));
  }
  if (!value.known()) {
    if (!names_unknown) return Truth::kUnknown;
    found = true;
  }
  return found != cell.negated ? Truth::kYes : Truth::kNo;
}

Evaluation decide(const program::Program& program, const History& history, const CaseState& state,
                  const program::TableRow& table, std::uint32_t decision) {
  std::vector<Evaluation> inputs;
  for (const std::uint32_t fact : table.inputs) inputs.push_back(fact_value(program, history, state, fact));
  const Evaluation none{Value::unknown(), {Doubt::Kind::kNoRow, decision}};
  Doubt missing;
  bool one_unknown = false;
  std::vector<std::size_t> hits;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    Truth truth = Truth::kYes;
    Doubt doubt;
    for (std::size_t c = 0; c < inputs.size() && truth != Truth::kNo; ++c) {
      const Truth one = matches(table.rows[r][c], inputs[c].value);
      if (one == Truth::kNo) truth = Truth::kNo;
      if (one == Truth::kUnknown && truth == Truth::kYes) {
        truth = Truth::kUnknown;
        doubt = inputs[c].doubt;
      }
    }
    if (truth == Truth::kNo) continue;
    if (truth == Truth::kUnknown) {
      if (!one_unknown) missing = doubt;
      one_unknown = true;
      if (table.hit == HitRule::kFirst) return {Value::unknown(), missing};
      continue;
    }
    hits.push_back(r);
    if (table.hit == HitRule::kFirst) return {table.results[r], {}};
  }
  const Evaluation open{Value::unknown(), missing};
  switch (table.hit) {
    case HitRule::kFirst:
      return none;
    case HitRule::kUnique:
      if (hits.empty()) return one_unknown ? open : none;
      return hits.size() == 1 ? Evaluation{table.results[hits.front()], {}} : none;
    case HitRule::kAny:
      if (hits.empty()) return one_unknown ? open : none;
      for (const std::size_t hit : hits) {
        if (table.results[hit] != table.results[hits.front()]) return none;
      }
      return {table.results[hits.front()], {}};
    default:
      break;
  }
  if (one_unknown) return open;
  switch (table.hit) {
    case HitRule::kCount:
      return {from(whole_number(static_cast<std::int64_t>(hits.size()))), {}};
    case HitRule::kSum: {
      std::optional<Number> sum = Number{0};
      for (const std::size_t hit : hits) sum = sum ? add(*sum, table.results[hit].as_number()) : sum;
      const Value value = from(sum);
      return {value, value.known() ? Doubt{} : Doubt{Doubt::Kind::kOther, 0}};
    }
    case HitRule::kMin:
    case HitRule::kMax: {
      if (hits.empty()) return none;
      Value best = table.results[hits.front()];
      for (const std::size_t hit : hits) {
        const Value value = table.results[hit];
        if (table.hit == HitRule::kMin ? value.payload < best.payload : value.payload > best.payload) best = value;
      }
      return {best, {}};
    }
    default: {
      // INVARIANT: a program with a collecting table gives its cases a pool of their own.
      std::vector<Value> items;
      for (const std::size_t hit : hits) items.push_back(table.results[hit]);
      return {state.pool->list(items), {}};
    }
  }
}

}  // namespace proviso::run
