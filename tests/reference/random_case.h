// SPDX-License-Identifier: Apache-2.0
// A random framework with a random history: one rule file with one example.
#pragma once

#include <optional>
#include <string>

#include <rapidcheck.h>

#include "tests/reference/piece.h"
#include "tests/reference/random_history.h"

namespace proviso::reference {

struct RandomCase {
  Piece rules;
  std::optional<Piece> linked;  ///< see RandomFramework
  RandomHistory history;
};

/// The case as a rule file; a linked framework stands in comments that begin with `#|`.
std::string text_of(const RandomCase& random_case);

/// Every case is drawn from one number of RapidCheck's, and shrinks clause by clause, event by event. What it shrinks
/// to need not be well-formed.
rc::Gen<RandomCase> random_case();

}  // namespace proviso::reference
