// SPDX-License-Identifier: Apache-2.0
// What the rules accept, taken out of what the checks found.
#pragma once

#include "base/diagnostic.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// What was looked for besides what always is.
struct LookedFor {
  bool notes = false;
  bool dates = false;  ///< what only some dates of the calendar show
};

/// Adds the findings to the report: those that an `accept` of the framework covers as accepted, with the reason of the
/// one that covers the least around them; and a warning (PV0416) for each `accept` of the framework's own file that
/// covers none. Errors cannot be accepted. What used files and linked frameworks accept may be meant for others.
/// @param looked_for  nothing is said of an `accept` that may cover what was not looked for
void accept_findings(const model::Framework& framework, const DiagnosticReport& found, LookedFor looked_for,
                     DiagnosticReport& report);

}  // namespace proviso::analysis
