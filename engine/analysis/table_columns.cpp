// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/table_columns.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "engine/analysis/valuation.h"

namespace proviso::analysis {
namespace {

using Operation = model::Expression::Operation;
using Part = model::Cell::Part;
using model::HitRule;
using model::TypeKind;

constexpr std::size_t kDeepest = 50;  // facts derived from one another, followed so far

constexpr std::int64_t kFirstDay =
    std::chrono::sys_days{std::chrono::year{1} / std::chrono::January / 1}.time_since_epoch().count();
constexpr std::int64_t kLastDay =
    std::chrono::sys_days{std::chrono::year{9999} / std::chrono::December / 31}.time_since_epoch().count();

struct Ends {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

Ends whole_line(TypeKind kind) {
  if (kind == TypeKind::kDate) return {kFirstDay, kLastDay};
  return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
}

std::int64_t counted(const model::Literal& literal) {
  if (const auto* date = std::get_if<Date>(&literal.value)) return date->time_since_epoch().count();
  if (const auto* number = std::get_if<Number>(&literal.value)) return number->millionths;
  return 0;
}

model::Literal literal_of(TypeKind kind, std::int64_t value) {
  if (kind == TypeKind::kDate) return {Date{std::chrono::days{value}}};
  return {Number{value}};
}

/// From where to where a part of a cell reaches; nothing where it holds no value.
std::optional<Ends> ends(const Part& part, Ends line) {
  Ends result = line;
  switch (part.kind) {
    case Part::Kind::kValue:
      result.low = result.high = counted(part.low);
      break;
    case Part::Kind::kRange:
      result.low = counted(part.low);
      result.high = counted(part.high);
      break;
    case Part::Kind::kMoreThan:
      if (counted(part.low) >= line.high) return std::nullopt;
      result.low = counted(part.low) + 1;
      break;
    case Part::Kind::kAtLeast:
      result.low = counted(part.low);
      break;
    case Part::Kind::kLessThan:
      if (counted(part.high) <= line.low) return std::nullopt;
      result.high = counted(part.high) - 1;
      break;
    case Part::Kind::kAtMost:
      result.high = counted(part.high);
      break;
    case Part::Kind::kUnknown:
      return std::nullopt;
  }
  if (result.low > result.high) return std::nullopt;
  return result;
}

std::int64_t rounded_up(std::int64_t value, std::int64_t step) {
  const std::int64_t over = value % step;
  const std::int64_t down = over < 0 ? value - over - step : value - over;
  return down == value ? value : down + step;
}
std::int64_t rounded_down(std::int64_t value, std::int64_t step) {
  const std::int64_t over = value % step;
  return over < 0 ? value - over - step : value - over;
}

NumberShape shape_of(const model::Framework& framework, model::FactId id, std::size_t depth);

NumberShape shape_of(const model::Framework& framework, const model::Expression& expression, std::size_t depth) {
  if (depth > kDeepest) return {};
  switch (expression.operation) {
    case Operation::kCountOf:
    case Operation::kNumberOf:
    case Operation::kLongestRun:
      return {true, true};
    case Operation::kCounted:
      return {true, false};
    case Operation::kLiteral:
      if (const auto* number = std::get_if<Number>(&expression.literal.value)) {
        return {number->millionths % Number::kScale == 0, number->millionths >= 0};
      }
      return {};
    case Operation::kFact:
      return shape_of(framework, expression.fact, depth + 1);
    case Operation::kPlus:
    case Operation::kTimes:
    case Operation::kMinus: {
      NumberShape result{true, expression.operation != Operation::kMinus};
      for (const model::Expression& operand : expression.operands) {
        const NumberShape one = shape_of(framework, operand, depth + 1);
        result.whole = result.whole && one.whole;
        result.not_negative = result.not_negative && one.not_negative;
      }
      return result;
    }
    default:  // the others are not numbers, or any
      return {};
  }
}

NumberShape shape_of(const model::Framework& framework, model::FactId id, std::size_t depth) {
  const model::Fact& fact = framework[id];
  if (depth > kDeepest) return {};
  if (fact.means) return shape_of(framework, *fact.means, depth + 1);
  if (!fact.decision) return {};
  const model::Decision& table = framework[*fact.decision];
  if (table.hit == HitRule::kCount) return {true, true};
  NumberShape result{true, true};
  for (const model::Row& row : table.rows) {
    const auto* number = std::get_if<Number>(&row.value.value);
    result.whole = result.whole && number != nullptr && number->millionths % Number::kScale == 0;
    result.not_negative = result.not_negative && number != nullptr && number->millionths >= 0;
  }
  return result;
}

}  // namespace

NumberShape number_shape(const model::Framework& framework, model::FactId fact) { return shape_of(framework, fact, 0); }

TableColumn::TableColumn(const model::Framework& framework, const model::Decision& table, std::size_t column)
    : framework_(framework), fact_(table.inputs[column]) {
  if (framework_[fact_].type.kind == TypeKind::kNumber) {
    const NumberShape shape = number_shape(framework_, fact_);
    whole_ = shape.whole;
    not_negative_ = shape.not_negative;
  }
  cut(table, column);
  for (Stretch& stretch : stretches_) {
    if (stretch.kind == Stretch::Kind::kRange) sample(stretch);
  }
  leave_out_impossible();
}

void TableColumn::cut(const model::Decision& table, std::size_t column) {
  const auto value = [&](model::Literal literal) {
    stretches_.push_back({.kind = Stretch::Kind::kValue, .sample = std::move(literal)});
  };
  const auto each_part = [&](const auto& take) {
    for (const model::Row& row : table.rows) {
      for (const Part& part : row.cells[column].parts) take(part);
    }
  };
  const model::Type& type = framework_[fact_].type;
  switch (type.kind) {
    case TypeKind::kYesNo:
      value({true});
      value({false});
      break;
    case TypeKind::kOneOf:
      for (std::uint32_t i = 0; i < type.values.size(); ++i) value({model::Choice{i}});
      break;
    case TypeKind::kParty:
      for (std::uint32_t i = 0; i < framework_.parties.size(); ++i) value({model::PartyId{i}});
      break;
    case TypeKind::kText:
      each_part([&](const Part& part) {
        const auto* text = std::get_if<std::string>(&part.low.value);
        if (part.kind != Part::Kind::kValue || text == nullptr) return;
        if (texts_.try_emplace(*text, stretches_.size()).second) value({*text});
      });
      stretches_.push_back({.kind = Stretch::Kind::kOtherText});
      break;
    case TypeKind::kNumber:
    case TypeKind::kDate: {
      const Ends line = whole_line(type.kind);
      std::set<std::int64_t> lows{line.low};
      each_part([&](const Part& part) {
        const std::optional<Ends> reach = ends(part, line);
        if (!reach) return;
        lows.insert(reach->low);
        if (reach->high < line.high) lows.insert(reach->high + 1);
      });
      lows_.assign(lows.begin(), lows.end());
      for (std::size_t i = 0; i < lows_.size(); ++i) {
        const bool last = i + 1 == lows_.size();
        stretches_.push_back({.kind = Stretch::Kind::kRange,
                              .low = lows_[i],
                              .high = last ? line.high : lows_[i + 1] - 1,
                              .open_below = i == 0,
                              .open_above = last});
      }
      break;
    }
    case TypeKind::kDuration:
    case TypeKind::kList:
      break;  // no table asks for them
  }
  each_part([&](const Part& part) { names_unknown_ = names_unknown_ || part.kind == Part::Kind::kUnknown; });
  if (names_unknown_) stretches_.push_back({.kind = Stretch::Kind::kUnknown});
}

/// Picks the value of a range that reads best: at an end of it, and as round as can be.
void TableColumn::sample(Stretch& range) const {
  const TypeKind kind = framework_[fact_].type.kind;
  if (kind == TypeKind::kDate) {
    range.sample = literal_of(kind, range.open_below && !range.open_above ? range.high : range.low);
    return;
  }
  if (not_negative_ && range.high < 0) range.possible = false;
  const bool from_zero = not_negative_ && range.low < 0 && range.high >= 0;
  const std::int64_t low = from_zero ? 0 : range.low;
  const bool open_below = range.open_below && !from_zero;
  for (std::int64_t step = Number::kScale; step >= 1; step /= 10) {
    if (open_below && range.open_above) {
      range.sample = {Number{0}};
      return;
    }
    if (open_below || range.open_above) {
      const std::int64_t margin = std::numeric_limits<std::int64_t>::max() - Number::kScale;
      if (open_below ? range.high < -margin : low > margin) continue;
      const std::int64_t found = open_below ? rounded_down(range.high, step) : rounded_up(low, step);
      range.sample = {Number{found}};
      return;
    }
    const std::int64_t first = rounded_down(range.high, step);
    if (low > std::numeric_limits<std::int64_t>::max() - step) continue;
    const std::int64_t least = rounded_up(low, step);
    if (least > range.high) continue;
    // The end where it is round, else from the middle: 0.5 rather than 0.1 between 0 and 1.
    const std::int64_t middle = step == Number::kScale ? least : least + (first - least) / step / 2 * step;
    range.sample = {Number{middle}};
    if (whole_ && step != Number::kScale) range.possible = false;
    return;
  }
  range.sample = {Number{open_below ? range.high : low}};
}

/// Of an input that another table decides, only what its rows give is possible.
void TableColumn::leave_out_impossible() {
  const model::Fact& fact = framework_[fact_];
  if (!fact.decision) return;
  const model::Decision& table = framework_[*fact.decision];
  if (table.hit == HitRule::kSum || table.hit == HitRule::kCount || table.hit == HitRule::kCollect) return;
  std::vector<bool> given(stretches_.size());
  for (const model::Row& row : table.rows) {
    const std::size_t where = at(row.value);
    if (where >= stretches_.size()) return;  // no value of this type: say nothing
    given[where] = true;
    if (stretches_[where].kind == Stretch::Kind::kRange) stretches_[where].sample = row.value;
  }
  for (std::size_t i = 0; i < stretches_.size(); ++i) {
    if (stretches_[i].kind != Stretch::Kind::kUnknown) stretches_[i].possible = given[i];
  }
}

std::size_t TableColumn::at(std::int64_t value) const {
  const auto after = std::upper_bound(lows_.begin(), lows_.end(), value);
  return after == lows_.begin() ? 0 : static_cast<std::size_t>(after - lows_.begin()) - 1;
}

std::size_t TableColumn::at(const model::Literal& literal) const {
  switch (framework_[fact_].type.kind) {
    case TypeKind::kNumber:
    case TypeKind::kDate:
      return at(counted(literal));
    case TypeKind::kText: {
      const auto* text = std::get_if<std::string>(&literal.value);
      if (text == nullptr) return stretches_.size();
      const auto it = texts_.find(*text);
      return it == texts_.end() ? texts_.size() : it->second;
    }
    case TypeKind::kYesNo: {
      const auto* yes = std::get_if<bool>(&literal.value);
      return yes == nullptr ? stretches_.size() : *yes ? 0 : 1;
    }
    case TypeKind::kOneOf: {
      const auto* choice = std::get_if<model::Choice>(&literal.value);
      return choice == nullptr ? stretches_.size() : choice->index;
    }
    case TypeKind::kParty: {
      const auto* party = std::get_if<model::PartyId>(&literal.value);
      return party == nullptr ? stretches_.size() : party->value;
    }
    case TypeKind::kDuration:
    case TypeKind::kList:
      break;
  }
  return stretches_.size();
}

void TableColumn::mark(const model::Cell& cell, const BoxShape& shape, std::size_t column, Box& yes, Box& open) const {
  const TypeKind kind = framework_[fact_].type.kind;
  const std::size_t known = stretches_.size() - (names_unknown_ ? 1 : 0);
  std::vector<bool> found(known, cell.any);
  bool unknown = false;
  for (const Part& part : cell.parts) {
    if (part.kind == Part::Kind::kUnknown) {
      unknown = true;
    } else if (kind == TypeKind::kNumber || kind == TypeKind::kDate) {
      const std::optional<Ends> reach = ends(part, whole_line(kind));
      if (!reach) continue;
      std::fill(found.begin() + static_cast<std::ptrdiff_t>(at(reach->low)),
                found.begin() + static_cast<std::ptrdiff_t>(at(reach->high)) + 1, true);
    } else if (const std::size_t where = at(part.low); where < known) {
      found[where] = true;
    }
  }
  const bool negated = cell.negated && !cell.any;
  for (std::size_t i = 0; i < known; ++i) {
    if (found[i] == negated) continue;
    shape.set(yes, column, i);
    shape.set(open, column, i);
  }
  if (!names_unknown_) return;
  if (cell.any || (unknown && !negated)) shape.set(yes, column, known);
  if (cell.any || !unknown || !negated) shape.set(open, column, known);
}

}  // namespace proviso::analysis
