// SPDX-License-Identifier: Apache-2.0
#include "engine/program/code_parts.h"

#include <algorithm>

namespace proviso::program {

std::size_t takes(Instruction::Op op) {
  using Op = Instruction::Op;
  switch (op) {
    case Op::kLiteral:
    case Op::kFact:
    case Op::kDerived:
    case Op::kDecided:
    case Op::kNumberOf:
    case Op::kNumberSince:
    case Op::kTotalOf:
    case Op::kDateOfFirst:
    case Op::kDateOfLast:
    case Op::kInStage:
    case Op::kDutyIs:
    case Op::kToday:
      return 0;
    case Op::kNot:
    case Op::kIsKnown:
    case Op::kCountOf:
    case Op::kWeekdayOf:
      return 1;
    case Op::kAnd:
    case Op::kOr:
    case Op::kIs:
    case Op::kIsNot:
    case Op::kIsMoreThan:
    case Op::kIsLessThan:
    case Op::kIsAtLeast:
    case Op::kIsAtMost:
    case Op::kIncludes:
    case Op::kPlus:
    case Op::kMinus:
    case Op::kTimes:
    case Op::kDatePlus:
    case Op::kDateMinus:
    case Op::kLongestRun:
    case Op::kCounted:
    case Op::kLaterOf:
    case Op::kEarlierOf:
      return 2;
  }
  return 0;
}

namespace {

/// The last value that code leaves: where the instructions begin that make it.
std::uint32_t begin_of_last(const Program& program, std::uint32_t end) {
  std::size_t needed = 1;
  while (needed > 0) {
    --end;
    needed = needed - 1 + takes(program.code[end].op);
  }
  return end;
}

}  // namespace

std::vector<Code> operand_code(const Program& program, const model::Expression& expression, Code code) {
  std::vector<Code> parts;
  std::size_t left = expression.operands.size();
  const bool run = expression.operation == model::Expression::Operation::kLongestRun;
  if (run) --left;
  if (left == 0) return parts;
  if (left == 1) return {{code.begin, code.end - 1}};
  // `a and b and c` was joined two at a time: a b and c and.
  Code rest = code;
  for (; left > 1; --left) {
    const Code right{begin_of_last(program, rest.end - 1), rest.end - 1};
    parts.push_back(right);
    rest = {rest.begin, right.begin};
  }
  parts.push_back(rest);
  if (run) parts.push_back(program.watches[program.code[code.end - 1].operand]);
  std::reverse(parts.begin(), parts.end());
  return parts;
}

}  // namespace proviso::program
