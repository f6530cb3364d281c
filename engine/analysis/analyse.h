// SPDX-License-Identifier: Apache-2.0
// Every check of a procedure as a whole, in one call.
#pragma once

#include "base/diagnostic.h"
#include "engine/calendar/calendars.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// Runs every check of checks.h. Meant for a framework that resolved without errors; any framework whose ids are valid
/// is safe.
void analyse(const model::Framework& framework, DiagnosticReport& report);

/// PV0431: what needs the calendars of the framework too: limits that cannot all be kept where a case begins on certain
/// days of the calendar's years. Meant for a framework in which analyse() found no error.
void analyse_dates(const model::Framework& framework, const Calendars& calendars, DiagnosticReport& report);

}  // namespace proviso::analysis
