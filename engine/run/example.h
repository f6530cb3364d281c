// SPDX-License-Identifier: Apache-2.0
// Runs the `example` blocks of a rule file: expected against got.
#pragma once

#include <string>
#include <vector>

#include "base/span.h"
#include "engine/program/program.h"
#include "engine/run/state.h"

namespace proviso::run {

/// An expectation that was not met.
struct ExampleMismatch {
  Span span;             ///< the `expect` clause
  std::string expected;  ///< in words
  std::string got;
};

struct ExampleResult {
  std::string title;
  Span span;
  std::size_t expectations = 0;
  std::vector<ExampleMismatch> mismatches;
  RunError error;  ///< at which the case stopped: whatever was expected, the example shows nothing

  [[nodiscard]] bool ok() const { return mismatches.empty() && error.kind == RunError::Kind::kNothing; }
};

/// One result an example, in file order.
std::vector<ExampleResult> run_examples(const program::Program& program);

}  // namespace proviso::run
