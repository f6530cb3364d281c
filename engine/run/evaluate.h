// SPDX-License-Identifier: Apache-2.0
// Three-valued conditions over a case's state.
#pragma once

#include "engine/program/program.h"
#include "engine/run/history.h"
#include "engine/run/state.h"

namespace proviso::run {

/// A value, and where it is unknown what is missing.
struct Evaluation {
  Value value;
  Doubt doubt;
};

/// The pool that holds every value of the case.
inline const ValuePool& pool_of(const History& history, const CaseState& state) {
  return state.pool ? *state.pool : history.pool;
}

/// A fact's value, derived or decided where it is.
Evaluation fact_value(const program::Program& program, const History& history, const CaseState& state,
                      std::uint32_t fact);

/// Evaluates compiled code. An unknown operand gives unknown unless the other operand decides.
Evaluation evaluate(const program::Program& program, const History& history, const CaseState& state,
                    program::Code code);

/// Evaluates a condition; no code is yes. `doubt` is set exactly where the result is unknown.
Truth holds(const program::Program& program, const History& history, const CaseState& state, program::Code code,
            Doubt& doubt);

}  // namespace proviso::run
