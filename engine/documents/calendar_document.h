// SPDX-License-Identifier: Apache-2.0
// Reading a calendar from YAML. The format is described by docs/schema/calendar.schema.json.
#pragma once

#include <optional>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "proviso/calendar_data.h"

namespace proviso {

/// Reads a calendar. What it gives passes Calendar::build; a calendar that contradicts itself is PV0511, each
/// contradiction at the holiday, period or key that brings it about.
/// @return nothing where anything was reported.
std::optional<CalendarData> read_calendar(const SourceFile& file, DiagnosticReport& report);

}  // namespace proviso
