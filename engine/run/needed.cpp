// SPDX-License-Identifier: Apache-2.0
#include "engine/run/needed.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/vocabulary_words.h"
#include "base/word_list.h"
#include "engine/model/wording.h"
#include "engine/program/code_parts.h"
#include "engine/run/findings.h"

namespace proviso::run {
namespace {

using model::Expression;
using Operation = Expression::Operation;

Truth truth_of(const Value& value) {
  if (!value.known()) return Truth::kUnknown;
  return value.is_yes() ? Truth::kYes : Truth::kNo;
}

/// What the left side of a comparison would have to be.
std::string compared(Operation operation, bool wanted, const std::string& right) {
  switch (operation) {
    case Operation::kIs:
      return wanted ? right : "something other than " + right;
    case Operation::kIsNot:
      return wanted ? "something other than " + right : right;
    case Operation::kIsMoreThan:
      return (wanted ? "more than " : "at most ") + right;
    case Operation::kIsLessThan:
      return (wanted ? "less than " : "at least ") + right;
    case Operation::kIsAtLeast:
      return (wanted ? "at least " : "less than ") + right;
    case Operation::kIsAtMost:
      return (wanted ? "at most " : "more than ") + right;
    case Operation::kBefore:
      return (wanted ? "before " : "on or after ") + right;
    case Operation::kAfter:
      return (wanted ? "after " : "on or before ") + right;
    case Operation::kOnOrBefore:
      return (wanted ? "on or before " : "after ") + right;
    case Operation::kOnOrAfter:
      return (wanted ? "on or after " : "before ") + right;
    default:
      return {};
  }
}

}  // namespace

std::string quoted_list(const std::vector<std::string>& names, std::string_view last) {
  std::vector<std::string> quoted;
  for (const std::string& name : names) quoted.push_back(fmt::format("`{}`", name));
  return joined(quoted, last);
}

std::optional<Needed> ConditionReader::needed(const Expression& expression, program::Code code, bool wanted) const {
  // Nothing compiled is no condition, which is yes.
  const Evaluation result =
      code.empty() ? Evaluation{Value::yes_no(true), {}} : evaluate(program_, history_, state_, code);
  const Truth truth = truth_of(result.value);
  if (truth == (wanted ? Truth::kYes : Truth::kNo) || code.empty()) return std::nullopt;
  const bool both = expression.operation == Operation::kAnd || expression.operation == Operation::kOr;
  if (both) {
    const std::vector<program::Code> codes = program::operand_code(program_, expression, code);
    Needed group;
    group.kind = (expression.operation == Operation::kAnd) == wanted ? Needed::Kind::kAll : Needed::Kind::kAny;
    group.text = model::expression_text(model_, expression);
    group.wanted = wanted;
    group.truth = truth;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      std::optional<Needed> one = needed(expression.operands[i], codes[i], wanted);
      if (!one) continue;
      if (one->kind == group.kind) {  // `a and (b and c)`
        std::move(one->parts.begin(), one->parts.end(), std::back_inserter(group.parts));
      } else {
        group.parts.push_back(*std::move(one));
      }
    }
    if (group.parts.size() == 1) return std::move(group.parts.front());
    return group;
  }
  if (expression.operation == Operation::kNot) {
    return needed(expression.operands.front(), program::operand_code(program_, expression, code).front(), !wanted);
  }
  if (expression.operation == Operation::kFact) {
    const model::Fact& fact = model_[expression.fact];
    if (fact.means) {
      std::optional<Needed> behind_it = needed(*fact.means, program_.fact_code[expression.fact.value], wanted);
      if (behind_it) {
        Needed derived;
        derived.kind = Needed::Kind::kAll;
        derived.text = fact.name;
        derived.wanted = wanted;
        derived.truth = truth;
        derived.parts.push_back(*std::move(behind_it));
        return derived;
      }
    }
  }
  return part(expression, code, wanted, result);
}

Needed ConditionReader::part(const Expression& expression, program::Code code, bool wanted,
                             const Evaluation& result) const {
  Needed one;
  one.text = model::expression_text(model_, expression);
  one.wanted = wanted;
  one.truth = truth_of(result.value);
  one.now = words_now(expression, program::operand_code(program_, expression, code), result);
  one.needed = words_needed(expression, wanted);
  one.facts = behind(expression);
  return one;
}

std::string ConditionReader::where_now(model::StageId stage) const {
  const model::Track& track = model_[model_[stage].track];
  std::vector<std::string> stages;
  for (const Standing& standing : state_.tracks[model_[stage].track.value].standings) {
    stages.push_back(model_.stages[standing.stage].name);
  }
  if (stages.empty()) return fmt::format("the track `{}` stands in no stage", track.name);
  return fmt::format("the track `{}` {} in {}", track.name, stages.size() > 1 ? "may stand" : "stands",
                     quoted_list(stages, "or"));
}

std::string ConditionReader::words_now(const Expression& expression, const std::vector<program::Code>& operands,
                                       const Evaluation& result) const {
  const auto value = [&](const Evaluation& evaluated, const model::Type& type) -> std::string {
    if (!evaluated.value.known()) return "unknown";
    return value_text(evaluated.value, type, model_, pool_of(history_, state_));
  };
  std::string text;
  if (expression.operation == Operation::kInStage) {
    text = where_now(expression.stage);
  } else if (expression.operation == Operation::kDutyIs) {
    const Instance* latest = nullptr;
    for (const Instance& instance : state_.instances) {
      if (instance.duty == expression.duty.value && !instance.hidden && !instance.dropped) latest = &instance;
    }
    text = fmt::format("`{}` {}", model_[expression.duty].name,
                       latest == nullptr ? "has not arisen" : fmt::format("is {}", status_text(latest->status)));
  } else if (expression.operation == Operation::kFact) {
    text = fmt::format("`{}` is {}", model_[expression.fact].name, value(result, expression.type));
  } else {
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const Expression& operand = expression.operands[i];
      if (operand.operation == Operation::kLiteral) continue;
      if (!text.empty()) text += " and ";
      text += fmt::format("`{}` is {}", model::expression_text(model_, operand),
                          value(evaluate(program_, history_, state_, operands[i]), operand.type));
    }
    if (text.empty()) text = fmt::format("it is {}", value(result, expression.type));
  }
  // That a fact is unknown has just been said.
  if (!result.value.known() && result.doubt.kind != Doubt::Kind::kFact) {
    if (const std::string why = doubt_text(program_, result.doubt); !why.empty()) text += ": " + why;
  }
  return text;
}

std::string ConditionReader::words_needed(const Expression& expression, bool wanted) const {
  const auto words = [&](std::size_t operand) {
    const Expression& one = expression.operands[operand];
    const std::string text = model::expression_text(model_, one);
    return one.operation == Operation::kLiteral ? text : fmt::format("`{}`", text);
  };
  if (model::is_comparison(expression.operation)) {
    return fmt::format("{} would have to be {}", words(0), compared(expression.operation, wanted, words(1)));
  }
  switch (expression.operation) {
    case Operation::kIncludes:
      return fmt::format("{} would {}have to include {}", words(0), wanted ? "" : "not ", words(1));
    case Operation::kIsKnown:
      return fmt::format("{} would have to be {}", words(0), wanted ? "recorded" : "unknown");
    case Operation::kInStage:
      return fmt::format("the track `{}` would have to {} in `{}`", model_[model_[expression.stage].track].name,
                         wanted ? "stand" : "stand elsewhere than", model_[expression.stage].name);
    case Operation::kDutyIs:
      return fmt::format("`{}` would have to be {}{}", model_[expression.duty].name,
                         wanted ? "" : "something other than ", status_text(expression.status));
    default:
      return fmt::format("`{}` would have to be {}", model::expression_text(model_, expression), wanted ? "yes" : "no");
  }
}

void ConditionReader::collect(model::FactId fact, std::vector<model::FactId>& into) const {
  const model::Fact& entry = model_[fact];
  if (entry.means) return collect(*entry.means, into);
  if (entry.decision) {
    for (const model::FactId input : model_[*entry.decision].inputs) collect(input, into);
    return;
  }
  if (std::find(into.begin(), into.end(), fact) == into.end()) into.push_back(fact);
}

void ConditionReader::collect(const Expression& expression, std::vector<model::FactId>& into) const {
  if (expression.operation == Operation::kFact || expression.operation == Operation::kTotalOf) {
    collect(expression.fact, into);
  }
  for (const Expression& operand : expression.operands) collect(operand, into);
}

std::vector<FactNow> ConditionReader::told(const std::vector<model::FactId>& facts) const {
  std::vector<FactNow> result;
  for (const model::FactId fact : facts) {
    result.push_back({model_[fact].name, value_now(fact), recorded_with(fact)});
  }
  return result;
}

std::vector<FactNow> ConditionReader::behind(model::FactId fact) const {
  std::vector<model::FactId> facts;
  collect(fact, facts);
  return told(facts);
}

std::vector<FactNow> ConditionReader::behind(const Expression& expression) const {
  std::vector<model::FactId> facts;
  collect(expression, facts);
  return told(facts);
}

std::string ConditionReader::value_now(model::FactId fact) const {
  const Evaluation result = fact_value(program_, history_, state_, fact.value);
  if (!result.value.known()) return {};
  return value_text(result.value, model_[fact].type, model_, pool_of(history_, state_));
}

std::vector<std::string> ConditionReader::recorded_with(model::FactId fact) const {
  std::vector<std::string> names;
  for (const model::Event& event : model_.events) {
    if (std::find(event.records.begin(), event.records.end(), fact) != event.records.end()) names.push_back(event.name);
  }
  return names;
}

}  // namespace proviso::run
