// SPDX-License-Identifier: Apache-2.0
// The state that the engine's executor comes to, as the lines of outcome.h.
#pragma once

#include <vector>

#include "tests/reference/outcome.h"
#include "tests/reference/random_records.h"

namespace proviso::reference {

/// Compiles the framework and runs the case. Precondition: the framework resolves without mistakes.
Outcome fast_outcome(const Given& given);

/// The same for a history in two times, by all that is known at its end. The happenings are what the records told, in
/// their order, withdrawals left out. What does not fit together is the only line.
Outcome fast_outcome_of_records(const Given& told, const std::vector<RandomRecord>& records);

}  // namespace proviso::reference
