// SPDX-License-Identifier: Apache-2.0
// Three-valued conditions over a case's state.
#pragma once

#include "engine/program/program.h"
#include "engine/run/history.h"
#include "engine/run/state.h"

namespace proviso::run {

enum class Truth : std::uint8_t { kNo, kYes, kUnknown };

/// A value, and where it is unknown what is missing.
struct Evaluation {
  Value value;
  Doubt doubt;
};

/// Evaluates compiled code. An unknown operand gives unknown unless the other operand decides.
Evaluation evaluate(const program::Program& program, const History& history, const CaseState& state,
                    program::Code code);

/// Evaluates a condition; no code is yes. `doubt` is set exactly where the result is unknown.
Truth holds(const program::Program& program, const History& history, const CaseState& state, program::Code code,
            Doubt& doubt);

}  // namespace proviso::run
