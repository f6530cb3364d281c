// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/never_yes.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/word_list.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using Operation = model::Expression::Operation;

/// Cases imagined by one check; a framework that asks for more is not searched further.
constexpr std::size_t kTotalCases = 2'000'000;
/// What asking one question costs besides the cases imagined.
constexpr std::size_t kQuestionCost = 10;

bool few_values(model::TypeKind kind) { return kind == model::TypeKind::kYesNo || kind == model::TypeKind::kOneOf; }

/// Its values, or how often it occurs, are tried one by one: nothing lies between them.
bool is_plain(const model::Framework& framework, const model::Expression& expression) {
  switch (expression.operation) {
    case Operation::kFact:
      return !framework[expression.fact].means || few_values(expression.type.kind);
    case Operation::kNumberOf:
    case Operation::kDateOfFirst:
    case Operation::kDateOfLast:
      return true;
    case Operation::kCountOf: {
      // A list can name one value several times, which is not tried where its values are few.
      const model::Expression& list = expression.operands.front();
      return list.operation == Operation::kFact && !framework[list.fact].means && !list.type.element.empty() &&
             !few_values(list.type.element.front().kind) && list.type.element.front().kind != model::TypeKind::kParty;
    }
    default:
      return false;
  }
}

bool is_proof(const model::Framework& framework, const model::Expression& expression, std::size_t depth);

bool all_proof(const model::Framework& framework, const std::vector<model::Expression>& expressions,
               std::size_t depth) {
  return std::all_of(expressions.begin(), expressions.end(),
                     [&](const model::Expression& one) { return is_proof(framework, one, depth + 1); });
}

bool is_proof(const model::Framework& framework, const model::Expression& expression, std::size_t depth) {
  if (depth > kDepthLimit) return false;
  if (is_opaque(framework, expression)) return true;  // never settled, so never held to be no
  switch (expression.operation) {
    case Operation::kLiteral:
    case Operation::kInStage:
      return true;
    case Operation::kFact:
      if (!framework[expression.fact].means) return true;
      return is_proof(framework, *framework[expression.fact].means, depth + 1);
    case Operation::kNot:
    case Operation::kAnd:
    case Operation::kOr:
    case Operation::kIsKnown:
      return all_proof(framework, expression.operands, depth);
    default:
      break;
  }
  if (!model::is_comparison(expression.operation) && expression.operation != Operation::kIncludes) return false;
  const auto written = std::count_if(expression.operands.begin(), expression.operands.end(),
                                     [](const auto& one) { return one.operation == Operation::kLiteral; });
  return std::all_of(expression.operands.begin(), expression.operands.end(), [&](const model::Expression& one) {
    if (one.operation == Operation::kLiteral) return true;
    if (few_values(one.type.kind)) return is_proof(framework, one, depth + 1);
    return written > 0 && is_plain(framework, one);
  });
}

void add_conjuncts(const model::Expression& condition, std::vector<const model::Expression*>& into) {
  if (condition.operation != Operation::kAnd) {
    into.push_back(&condition);
    return;
  }
  for (const model::Expression& operand : condition.operands) add_conjuncts(operand, into);
}

}  // namespace

bool finding_none_is_proof(const model::Framework& framework, const model::Expression& expression) {
  return is_proof(framework, expression, 0);
}

bool NeverYes::none(const Situation& situation, const Wanted& wanted) {
  if (spent_ >= kTotalCases) return false;
  const FoundCase found = find_case(framework_, graph_, situation, wanted);
  spent_ += found.tried + kQuestionCost;
  return found.outcome == FoundCase::Outcome::kNone;
}

std::optional<std::string> NeverYes::because(const Situation& situation, const model::Expression& condition) {
  if (!finding_none_is_proof(framework_, condition)) return std::nullopt;
  Wanted wanted;
  add_conjuncts(condition, wanted.yes);
  if (!none(situation, wanted)) return std::nullopt;
  // A reason names no more than it needs to.
  for (std::size_t i = 0; i < wanted.yes.size() && wanted.yes.size() > 1;) {
    Wanted fewer = wanted;
    fewer.yes.erase(fewer.yes.begin() + static_cast<std::ptrdiff_t>(i));
    if (none(situation, fewer)) {
      wanted = std::move(fewer);
    } else {
      ++i;
    }
  }
  std::vector<std::string> words;
  for (const model::Expression* one : wanted.yes) {
    words.push_back(fmt::format("`{}`", model::expression_text(framework_, *one)));
  }
  std::string result = fmt::format("{} {}", joined(words),
                                   words.size() == 1   ? "is never yes"
                                   : words.size() == 2 ? "are never both yes"
                                                       : "are never all yes");
  if (situation.stage && !none({}, wanted)) {
    if (situation.event && !none({.stage = situation.stage, .event = std::nullopt}, wanted)) {
      result += fmt::format(" on `{}`", framework_[*situation.event].name);
    }
    result += fmt::format(" in stage `{}`", framework_[*situation.stage].name);
  }
  return result;
}

bool NeverYes::never_all_no(const Situation& situation, const std::vector<const model::Expression*>& conditions) {
  if (conditions.empty() || !std::all_of(conditions.begin(), conditions.end(), [&](const model::Expression* one) {
        return finding_none_is_proof(framework_, *one);
      })) {
    return false;
  }
  Wanted wanted;
  wanted.no = conditions;
  return none(situation, wanted);
}

}  // namespace proviso::analysis
