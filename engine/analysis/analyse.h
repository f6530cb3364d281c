// SPDX-License-Identifier: Apache-2.0
// Every check of a procedure as a whole, in one call.
#pragma once

#include <cstdint>

#include "base/diagnostic.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// Whether to say what goes wrong in no case and may be left over.
enum class Notes : std::uint8_t { kLeftOut, kIncluded };

/// Runs every check of checks.h; what the rules accept is added as accepted. Meant for a framework that resolved
/// without errors; any framework whose ids are valid is safe.
void analyse(const model::Framework& framework, DiagnosticReport& report, Notes notes = Notes::kLeftOut);

}  // namespace proviso::analysis
