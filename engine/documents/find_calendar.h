// SPDX-License-Identifier: Apache-2.0
// Finding the file of a calendar that a framework names, and making it ready to count with.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/calendar/calendar.h"
#include "proviso/result.h"

namespace proviso {

/// The path of `<name>.yaml` in the first of the folders that has it; folders that do not exist are passed over.
std::optional<std::string> find_calendar_file(std::string_view name, const std::vector<std::string>& folders);

/// The names of all calendars in the folders, sorted, each once: for messages.
std::vector<std::string> calendar_names(const std::vector<std::string>& folders);

/// Reads a calendar file into `sources`. Its mistakes are added to the report.
/// @param name  the name it was found by: that it holds another calendar is a mistake (PV0511); empty where it was
/// given
///              by its path, and may hold any
/// @return null where a mistake was reported
/// @error as read_text_file()
Result<std::shared_ptr<const Calendar>> load_calendar(const std::string& path, std::string_view name,
                                                      SourceSet& sources, DiagnosticReport& report);

}  // namespace proviso
