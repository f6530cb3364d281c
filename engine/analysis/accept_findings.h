// SPDX-License-Identifier: Apache-2.0
// What the rules accept, taken out of what the checks found.
#pragma once

#include "base/diagnostic.h"
#include "engine/analysis/analyse.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// Adds the findings to the report: those that an `accept` of the framework covers as accepted, with the reason of the
/// one that covers the least around them; and a warning (PV0416) for each `accept` of the framework's own file that
/// covers none. Errors cannot be accepted. What used files and linked frameworks accept may be meant for others.
/// @param notes  where they were left out, nothing is said of an `accept` that may cover one
void accept_findings(const model::Framework& framework, const DiagnosticReport& found, Notes notes,
                     DiagnosticReport& report);

}  // namespace proviso::analysis
