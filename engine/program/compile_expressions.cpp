// SPDX-License-Identifier: Apache-2.0
// Conditions become instructions, tables become rows of values.
#include <algorithm>

#include "engine/program/code_parts.h"
#include "engine/program/compiler.h"

namespace proviso::program {
namespace {

using model::Expression;
using Op = Instruction::Op;
using Written = Expression::Operation;

Op op_of(Written operation) {
  switch (operation) {
    case Written::kLiteral:
      return Op::kLiteral;
    case Written::kFact:
      return Op::kFact;
    case Written::kNot:
      return Op::kNot;
    case Written::kAnd:
      return Op::kAnd;
    case Written::kOr:
      return Op::kOr;
    case Written::kIs:
      return Op::kIs;
    case Written::kIsNot:
      return Op::kIsNot;
    case Written::kIsMoreThan:
    case Written::kAfter:
      return Op::kIsMoreThan;
    case Written::kIsLessThan:
    case Written::kBefore:
      return Op::kIsLessThan;
    case Written::kIsAtLeast:
    case Written::kOnOrAfter:
      return Op::kIsAtLeast;
    case Written::kIsAtMost:
    case Written::kOnOrBefore:
      return Op::kIsAtMost;
    case Written::kIncludes:
      return Op::kIncludes;
    case Written::kIsKnown:
      return Op::kIsKnown;
    case Written::kPlus:
      return Op::kPlus;
    case Written::kMinus:
      return Op::kMinus;
    case Written::kTimes:
      return Op::kTimes;
    case Written::kDatePlus:
      return Op::kDatePlus;
    case Written::kDateMinus:
      return Op::kDateMinus;
    case Written::kCountOf:
      return Op::kCountOf;
    case Written::kNumberOf:
      return Op::kNumberOf;
    case Written::kDateOfFirst:
      return Op::kDateOfFirst;
    case Written::kDateOfLast:
      return Op::kDateOfLast;
    case Written::kInStage:
      return Op::kInStage;
    case Written::kTotalOf:
      return Op::kTotalOf;
    case Written::kLongestRun:
      return Op::kLongestRun;
    case Written::kWeekdayOf:
      return Op::kWeekdayOf;
    case Written::kToday:
      return Op::kToday;
    case Written::kCounted:
      return Op::kCounted;
    case Written::kLaterOf:
      return Op::kLaterOf;
    case Written::kEarlierOf:
      return Op::kEarlierOf;
    case Written::kDutyIs:
      return Op::kDutyIs;
  }
  return Op::kLiteral;
}

}  // namespace

Code Compiler::compile(const Expression& expression) {
  const auto begin = static_cast<std::uint32_t>(program_->code.size());
  emit(expression);
  const Code code{begin, static_cast<std::uint32_t>(program_->code.size())};
  too_deep_ = too_deep_ || depth(code) > kStackDepth;
  return code;
}

// One condition that is yes where any of them is.
Code Compiler::any_of(const std::vector<Expression>& conditions) {
  if (conditions.empty()) return {};
  const auto begin = static_cast<std::uint32_t>(program_->code.size());
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    emit(conditions[i]);
    if (i > 0) program_->code.push_back({Op::kOr, 0});
  }
  const Code code{begin, static_cast<std::uint32_t>(program_->code.size())};
  too_deep_ = too_deep_ || depth(code) > kStackDepth;
  return code;
}

std::size_t Compiler::depth(Code code) const {
  std::size_t now = 0;
  std::size_t most = 0;
  for (std::uint32_t i = code.begin; i < code.end; ++i) {
    now = now + 1 - std::min(now, takes(program_->code[i].op));
    most = std::max(most, now);
  }
  return most;
}

std::uint32_t Compiler::watch(Code code) {
  program_->watches.push_back(code);
  return static_cast<std::uint32_t>(program_->watches.size() - 1);
}

Value Compiler::value(const model::Literal& literal) { return to_value(literal, program_->literals_pool); }

void Compiler::emit(const Expression& expression) {
  Instruction last{op_of(expression.operation), 0};
  std::size_t first_operand = 0;
  if (expression.operation == Written::kLongestRun) {
    // The condition is no operand: it is watched day by day. Its code stands apart and is laid down at the end.
    Program& program = *program_;
    std::vector<Instruction> around = std::move(program.code);
    program.code.clear();
    emit(expression.operands.front());
    last.operand = watch({});
    pending_.emplace_back(last.operand, std::move(program.code));
    program.code = std::move(around);
    program.restless = true;
    first_operand = 1;
  }
  const std::size_t operands = expression.operands.size() - first_operand;
  for (std::size_t i = 0; i < operands; ++i) {
    emit(expression.operands[first_operand + i]);
    // `a and b and c` is one node with three operands: joined two at a time.
    if (operands > 2 && i > 0) program_->code.push_back({last.op, 0});
  }
  if (operands > 2) return;
  const auto tally = [&](std::uint32_t fact) {
    TallyRow row;
    row.event = expression.event.value;
    row.fact = fact;
    if (!expression.since.empty()) row.since = moment(expression.since.front());
    program_->tallies.push_back(row);
    return static_cast<std::uint32_t>(program_->tallies.size() - 1);
  };
  switch (expression.operation) {
    case Written::kLiteral:
      last.operand = static_cast<std::uint32_t>(program_->literals.size());
      program_->literals.push_back(value(expression.literal));
      break;
    case Written::kFact:
      last.operand = expression.fact.value;
      if (model_[expression.fact].means || model_[expression.fact].decision) last.op = Op::kDerived;
      break;
    case Written::kNumberOf:
      program_->events[expression.event.value].feeds_fact = true;
      last.operand = expression.event.value;
      if (!expression.since.empty()) {
        last.op = Op::kNumberSince;
        last.operand = tally(kNone);
      }
      break;
    case Written::kTotalOf:
      program_->events[expression.event.value].feeds_fact = true;
      last.operand = tally(expression.fact.value);
      break;
    case Written::kDateOfFirst:
    case Written::kDateOfLast:
      last.operand = expression.event.value;
      program_->events[expression.event.value].feeds_fact = true;
      break;
    case Written::kInStage:
      last.operand = expression.stage.value;
      break;
    case Written::kDutyIs:
      last.operand = static_cast<std::uint32_t>(program_->duty_checks.size());
      program_->duty_checks.push_back({expression.duty.value, expression.status});
      break;
    case Written::kCounted:
      last.operand = static_cast<std::uint32_t>(program_->units.size());
      program_->units.push_back(expression.duration);
      break;
    case Written::kToday:
      program_->restless = true;
      break;
    default:
      break;
  }
  program_->code.push_back(last);
}

// The conditions of `longest run`, behind all other code.
void Compiler::lay_down_pending() {
  for (const auto& [index, instructions] : pending_) {
    const auto begin = static_cast<std::uint32_t>(program_->code.size());
    program_->code.insert(program_->code.end(), instructions.begin(), instructions.end());
    program_->watches[index] = {begin, static_cast<std::uint32_t>(program_->code.size())};
    too_deep_ = too_deep_ || depth(program_->watches[index]) > kStackDepth;
  }
}

void Compiler::tables() {
  for (const model::Decision& decision : model_.decisions) {
    TableRow table;
    table.hit = decision.hit;
    table.fact = decision.fact.value;
    for (const model::FactId input : decision.inputs) table.inputs.push_back(input.value);
    for (const model::Row& row : decision.rows) {
      std::vector<TableRow::Cell>& cells = table.rows.emplace_back();
      for (const model::Cell& cell : row.cells) {
        TableRow::Cell& out = cells.emplace_back();
        out.any = cell.any;
        out.negated = cell.negated;
        for (const model::Cell::Part& part : cell.parts) {
          out.parts.push_back({part.kind, value(part.low), value(part.high)});
        }
      }
      if (decision.hit != model::HitRule::kCount) table.results.push_back(value(row.value));
    }
    program_->tables.push_back(std::move(table));
  }
}

}  // namespace proviso::program
