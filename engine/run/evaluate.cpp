// SPDX-License-Identifier: Apache-2.0
#include "engine/run/evaluate.h"

#include <algorithm>

#include "engine/calendar/deadline.h"

namespace proviso::run {
namespace {

using program::Instruction;
using Op = Instruction::Op;

Evaluation yes_no(bool yes) { return {Value::yes_no(yes), {}}; }
Evaluation unknown(Doubt doubt) { return {Value::unknown(), doubt}; }

Evaluation from_number(std::optional<Number> number) {
  return number ? Evaluation{Value::number(*number), {}} : unknown({Doubt::Kind::kOther, 0});
}

Evaluation in_stage(const program::Program& program, const CaseState& state, std::uint32_t stage) {
  const TrackState& track = state.tracks[program.stages[stage].track];
  const auto it = std::find_if(track.standings.begin(), track.standings.end(),
                               [&](const Standing& standing) { return standing.stage == stage; });
  if (it == track.standings.end()) return yes_no(false);
  if (track.standings.size() == 1 && !track.may_not_have_begun) return yes_no(true);
  const auto doubtful = std::find_if(track.standings.begin(), track.standings.end(),
                                     [](const Standing& standing) { return standing.via != kNone; });
  return unknown({Doubt::Kind::kEvent, doubtful == track.standings.end() ? 0 : doubtful->via});
}

Evaluation happened(const History& history, const CaseState& state, std::uint32_t event, Op op) {
  const Tally& tally = state.tallies[event];
  if (history.not_held[event] != 0) return unknown({Doubt::Kind::kEvent, event});
  if (op == Op::kNumberOf) return from_number(whole_number(tally.count));
  if (tally.count == 0) return unknown({Doubt::Kind::kNotHappened, event});
  const std::uint32_t occurrence = op == Op::kDateOfFirst ? tally.first : tally.last;
  return {Value::date(history.occurrences[occurrence].on), {}};
}

Evaluation unary(Op op, const Evaluation& operand, const History& history) {
  if (op == Op::kIsKnown) return yes_no(operand.value.known());
  if (!operand.value.known()) return operand;
  if (op == Op::kNot) return yes_no(operand.value.is_no());
  return from_number(whole_number(static_cast<std::int64_t>(history.pool.items_of(operand.value).size())));  // kCountOf
}

Evaluation binary(Op op, const Evaluation& a, const Evaluation& b, const program::Program& program,
                  const History& history) {
  if (op == Op::kAnd || op == Op::kOr) {
    const auto decides = [&](const Value& value) { return op == Op::kAnd ? value.is_no() : value.is_yes(); };
    if (decides(a.value) || decides(b.value)) return yes_no(op == Op::kOr);
    if (!a.value.known()) return a;
    if (!b.value.known()) return b;
    return yes_no(op == Op::kAnd);
  }
  if (!a.value.known()) return a;
  if (!b.value.known()) return b;
  const std::int64_t x = a.value.payload;
  const std::int64_t y = b.value.payload;
  switch (op) {
    case Op::kIs:
      return yes_no(x == y);
    case Op::kIsNot:
      return yes_no(x != y);
    case Op::kIsMoreThan:
      return yes_no(x > y);
    case Op::kIsLessThan:
      return yes_no(x < y);
    case Op::kIsAtLeast:
      return yes_no(x >= y);
    case Op::kIsAtMost:
      return yes_no(x <= y);
    case Op::kIncludes: {
      const std::vector<Value>& items = history.pool.items_of(a.value);
      return yes_no(std::find(items.begin(), items.end(), b.value) != items.end());
    }
    case Op::kPlus:
      return from_number(add(Number{x}, Number{y}));
    case Op::kMinus:
      return from_number(subtract(Number{x}, Number{y}));
    case Op::kTimes:
      return from_number(multiply(Number{x}, Number{y}));
    default: {
      const auto date = count_from(program.calendar.get(), a.value.as_date(), b.value.as_duration(),
                                   op == Op::kDatePlus ? Counting::kAfter : Counting::kBefore);
      return date ? Evaluation{Value::date(*date), {}} : unknown({Doubt::Kind::kCalendar, 0});
    }
  }
}

}  // namespace

Evaluation evaluate(const program::Program& program, const History& history, const CaseState& state,
                    program::Code code) {
  // INVARIANT: compile() bounds the depth by kStackDepth, and facts derived through facts by the resolver's limit.
  std::vector<Evaluation> stack;
  stack.reserve(code.size());
  for (std::uint32_t i = code.begin; i < code.end; ++i) {
    const Instruction& step = program.code[i];
    switch (step.op) {
      case Op::kLiteral:
        stack.push_back({program.literals[step.operand], {}});
        break;
      case Op::kFact: {
        const Value value = state.facts[step.operand];
        stack.push_back(value.known() ? Evaluation{value, {}} : unknown({Doubt::Kind::kFact, step.operand}));
        break;
      }
      case Op::kDerived:
        stack.push_back(evaluate(program, history, state, program.fact_code[step.operand]));
        break;
      case Op::kNumberOf:
      case Op::kDateOfFirst:
      case Op::kDateOfLast:
        stack.push_back(happened(history, state, step.operand, step.op));
        break;
      case Op::kInStage:
        stack.push_back(in_stage(program, state, step.operand));
        break;
      case Op::kNot:
      case Op::kIsKnown:
      case Op::kCountOf:
        stack.back() = unary(step.op, stack.back(), history);
        break;
      default: {
        const Evaluation right = stack.back();
        stack.pop_back();
        stack.back() = binary(step.op, stack.back(), right, program, history);
        break;
      }
    }
  }
  return stack.back();
}

Truth holds(const program::Program& program, const History& history, const CaseState& state, program::Code code,
            Doubt& doubt) {
  doubt = {};
  if (code.empty()) return Truth::kYes;
  // The two commonest conditions need no stack: a stored yes/no fact, and a comparison of one with a literal.
  const Instruction& first = program.code[code.begin];
  if (code.size() == 1 && first.op == Op::kFact) {
    const Value value = state.facts[first.operand];
    if (value.known()) return value.is_yes() ? Truth::kYes : Truth::kNo;
    doubt = {Doubt::Kind::kFact, first.operand};
    return Truth::kUnknown;
  }
  if (code.size() == 3 && first.op == Op::kFact && program.code[code.begin + 1].op == Op::kLiteral &&
      program.code[code.begin + 2].op == Op::kIs) {
    const Value value = state.facts[first.operand];
    if (value.known())
      return value == program.literals[program.code[code.begin + 1].operand] ? Truth::kYes : Truth::kNo;
    doubt = {Doubt::Kind::kFact, first.operand};
    return Truth::kUnknown;
  }
  const Evaluation result = evaluate(program, history, state, code);
  if (result.value.known()) return result.value.is_yes() ? Truth::kYes : Truth::kNo;
  doubt = result.doubt;
  return Truth::kUnknown;
}

}  // namespace proviso::run
