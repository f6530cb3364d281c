// SPDX-License-Identifier: Apache-2.0
// Compiled code taken apart again: code is postfix, so the code of an operand is a piece of the code around it, and is
// evaluated like any other.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/program/program.h"

namespace proviso::program {

/// How many values an instruction takes from the stack; it leaves one.
std::size_t takes(Instruction::Op op);

/// The code of each operand of an expression, in order; the condition of a `longest run` is one of them.
/// @param code  what the expression was compiled to
std::vector<Code> operand_code(const Program& program, const model::Expression& expression, Code code);

}  // namespace proviso::program
