// SPDX-License-Identifier: Apache-2.0
// The state that the engine's executor comes to, as the lines of outcome.h.
#pragma once

#include "tests/reference/outcome.h"

namespace proviso::reference {

/// Compiles the framework and runs the case. Precondition: the framework resolves without mistakes.
Outcome fast_outcome(const Given& given);

}  // namespace proviso::reference
