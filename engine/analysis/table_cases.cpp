// SPDX-License-Identifier: Apache-2.0
// A box becomes a condition on its inputs, and find_case says whether it can come out yes.
#include "engine/analysis/table_cases.h"

#include <chrono>
#include <type_traits>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/word_list.h"
#include "engine/analysis/linked_inputs.h"
#include "engine/analysis/valuation.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using Operation = model::Expression::Operation;

constexpr std::size_t kCombinations = 5'000;  // cases imagined for one finding

model::Expression fact_value(const model::Framework& framework, model::FactId fact) {
  model::Expression result;
  result.operation = Operation::kFact;
  result.type = framework[fact].type;
  result.fact = fact;
  return result;
}

model::Expression joined(Operation operation, std::vector<model::Expression> operands) {
  model::Expression result;
  result.operation = operation;
  result.type = {model::TypeKind::kYesNo, {}, {}};
  result.operands = std::move(operands);
  return result;
}

model::Expression comparison(const model::Framework& framework, model::FactId fact, Operation operation,
                             model::Literal literal) {
  model::Expression written;
  written.operation = Operation::kLiteral;
  written.type = framework[fact].type;
  written.literal = std::move(literal);
  return joined(operation, {fact_value(framework, fact), std::move(written)});
}

}  // namespace

TableCases::TableCases(const model::Framework& framework, const graph::ProcedureGraph& graph,
                       const model::Decision& table, const TableBoxes& boxes, std::size_t most_imagined,
                       std::size_t& imagined)
    : framework_(framework),
      graph_(graph),
      boxes_(boxes),
      columns_(boxes.columns()),
      shape_(boxes.shape()),
      most_imagined_(most_imagined),
      imagined_(imagined),
      linked_(linked_inputs(framework, table)) {}

TableCases::Verdict TableCases::imagine(const Box& box, Samples& samples) {
  if (linked_.empty()) return Verdict::kSo;
  std::vector<model::Expression> conditions;
  std::size_t linked = 0;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (boxes_.any_value(box, c) || (!linked_[c] && !framework_[columns_[c].fact()].means)) continue;
    conditions.push_back(condition(box, c));
    if (linked_[c]) ++linked;
  }
  if (conditions.empty()) return Verdict::kSo;
  FoundCase found;
  if (imagined_ < most_imagined_) {
    Wanted wanted;
    for (const model::Expression& one : conditions) wanted.yes.push_back(&one);
    SearchLimits bounds;
    bounds.combinations = kCombinations;
    found = find_case(framework_, graph_, {}, wanted, bounds);
    imagined_ += found.tried + 10;
  }
  switch (found.outcome) {
    case FoundCase::Outcome::kFound:
      take_samples(found, box, samples);
      return Verdict::kSo;
    case FoundCase::Outcome::kNone:
      return Verdict::kNever;
    case FoundCase::Outcome::kUndecided:
      return linked > 1 ? Verdict::kNever : Verdict::kSo;
  }
  return Verdict::kSo;
}

void TableCases::take_samples(const FoundCase& found, const Box& box, Samples& samples) const {
  Evaluation evaluation(framework_, found.values);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (boxes_.any_value(box, c)) continue;
    const Value value = evaluation.of(fact_value(framework_, columns_[c].fact()));
    std::visit(
        [&](const auto& plain) {
          using Plain = std::decay_t<decltype(plain)>;
          if constexpr (!std::is_same_v<Plain, Unknown> && !std::is_same_v<Plain, Unsettled> &&
                        !std::is_same_v<Plain, ListValue> && !std::is_same_v<Plain, Duration>) {
            samples[c] = model::Literal{plain};
          }
        },
        value.value);
  }
}

/// `outcome is adequate or outcome is inadequate`: that an input lies in the box.
model::Expression TableCases::condition(const Box& box, std::size_t column) const {
  const std::vector<Stretch>& stretches = columns_[column].stretches();
  const model::FactId fact = columns_[column].fact();
  const bool date = framework_[fact].type.kind == model::TypeKind::kDate;
  const auto end_of = [&](std::int64_t value) -> model::Literal {
    if (date) return {Date{std::chrono::days{value}}};
    return {Number{value}};
  };
  std::vector<model::Expression> ways;
  for (std::size_t v = 0; v < stretches.size(); ++v) {
    if (!shape_.has(box, column, v)) continue;
    switch (stretches[v].kind) {
      case Stretch::Kind::kValue:
        ways.push_back(comparison(framework_, fact, Operation::kIs, stretches[v].sample));
        break;
      case Stretch::Kind::kRange: {
        std::size_t last = v;
        while (last + 1 < stretches.size() && stretches[last + 1].kind == Stretch::Kind::kRange &&
               shape_.has(box, column, last + 1)) {
          ++last;
        }
        std::vector<model::Expression> both;
        if (!stretches[v].open_below) {
          both.push_back(comparison(framework_, fact, date ? Operation::kOnOrAfter : Operation::kIsAtLeast,
                                    end_of(stretches[v].low)));
        }
        if (!stretches[last].open_above) {
          both.push_back(comparison(framework_, fact, date ? Operation::kOnOrBefore : Operation::kIsAtMost,
                                    end_of(stretches[last].high)));
        }
        ways.push_back(joined(Operation::kAnd, std::move(both)));
        v = last;
        break;
      }
      case Stretch::Kind::kOtherText: {
        std::vector<model::Expression> none_of;
        for (const Stretch& other : stretches) {
          if (other.kind != Stretch::Kind::kValue) continue;
          none_of.push_back(comparison(framework_, fact, Operation::kIsNot, other.sample));
        }
        ways.push_back(joined(Operation::kAnd, std::move(none_of)));
        break;
      }
      case Stretch::Kind::kUnknown:
        ways.push_back(joined(Operation::kNot, {joined(Operation::kIsKnown, {fact_value(framework_, fact)})}));
        break;
    }
  }
  return joined(Operation::kOr, std::move(ways));
}

std::string TableCases::in_words(const Box& box, const Samples& samples) const {
  std::vector<std::string> words;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (boxes_.any_value(box, c)) continue;
    const model::Fact& fact = framework_[columns_[c].fact()];
    if (const auto it = samples.find(c); it != samples.end()) {
      words.push_back(fmt::format("`{} is {}`", fact.name, model::literal_text(framework_, it->second, fact.type)));
      continue;
    }
    const Stretch& stretch = plainest(box, c);
    switch (stretch.kind) {
      case Stretch::Kind::kValue:
      case Stretch::Kind::kRange:
        words.push_back(
            fmt::format("`{} is {}`", fact.name, model::literal_text(framework_, stretch.sample, fact.type)));
        break;
      case Stretch::Kind::kOtherText:
        words.push_back(fmt::format("`{}` is a text that no row names", fact.name));
        break;
      case Stretch::Kind::kUnknown:
        words.push_back(fmt::format("`{}` is not known", fact.name));
        break;
    }
  }
  return proviso::joined(words);
}

/// A known value before an unknown one, a whole number before another.
const Stretch& TableCases::plainest(const Box& box, std::size_t column) const {
  const std::vector<Stretch>& stretches = columns_[column].stretches();
  const auto rank = [](const Stretch& stretch) {
    if (stretch.kind == Stretch::Kind::kUnknown) return 2;
    const auto* number = std::get_if<Number>(&stretch.sample.value);
    return number != nullptr && (number->millionths % Number::kScale != 0 || number->millionths < 0) ? 1 : 0;
  };
  const Stretch* best = nullptr;
  for (std::size_t v = 0; v < stretches.size(); ++v) {
    if (!shape_.has(box, column, v)) continue;
    if (best == nullptr || rank(stretches[v]) < rank(*best)) best = &stretches[v];
  }
  return *best;  // INVARIANT: no column of a box is empty
}

}  // namespace proviso::analysis
