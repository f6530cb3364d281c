// SPDX-License-Identifier: Apache-2.0
// The state of a case, one thing a line, in the form that outcome.h lays down.
#pragma once

#include "tests/reference/outcome.h"
#include "tests/reference/state.h"

namespace proviso::reference {

Outcome outcome_lines(const Case& c);

}  // namespace proviso::reference
