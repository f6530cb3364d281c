// SPDX-License-Identifier: Apache-2.0
// Every check of a procedure as a whole, in one call.
#pragma once

#include "base/diagnostic.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// Runs every check of checks.h. Meant for a framework that resolved without errors; any framework whose ids are valid
/// is safe.
void analyse(const model::Framework& framework, DiagnosticReport& report);

}  // namespace proviso::analysis
