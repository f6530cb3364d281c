// SPDX-License-Identifier: Apache-2.0
// Calendars on the disk: one file each, named after the calendar.
#include "engine/documents/find_calendar.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "engine/documents/calendar_document.h"
#include "engine/documents/read_file.h"
#include "engine/documents/yaml.h"

namespace proviso {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExtension = ".yaml";

/// The place of the calendar's name in its file; the file's beginning where it is written with escapes.
Span place_of_name(const SourceFile& file, std::string_view name) {
  const std::size_t key = file.text().find("calendar:");
  const std::size_t at = key == std::string_view::npos ? key : file.text().find(name, key);
  if (at == std::string_view::npos) return file.span(0, 0);
  return file.span(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + name.size()));
}

}  // namespace

std::optional<std::string> find_calendar_file(std::string_view name, const std::vector<std::string>& folders) {
  // A name is one part of a path: whatever else it holds, it never leads out of the folder.
  if (name.empty() || name.find('/') != std::string_view::npos || name.find('\0') != std::string_view::npos) {
    return std::nullopt;
  }
  for (const std::string& folder : folders) {
    const fs::path path = fs::path(folder) / fmt::format("{}{}", name, kExtension);
    std::error_code failed;
    if (fs::exists(path, failed)) return path.lexically_normal().string();
  }
  return std::nullopt;
}

std::vector<std::string> calendar_names(const std::vector<std::string>& folders) {
  std::vector<std::string> names;
  for (const std::string& folder : folders) {
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
      if (entry->path().extension() == kExtension) names.push_back(entry->path().stem().string());
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Result<std::shared_ptr<const Calendar>> load_calendar(const std::string& path, std::string_view name,
                                                      SourceSet& sources, DiagnosticReport& report) {
  Result<std::string> text = read_text_file(path, kMostYamlBytes);
  if (!text) return text.error();
  const SourceFile& file = sources.add(path, *std::move(text));
  std::optional<CalendarData> data = read_calendar(file, report);
  if (!data) return std::shared_ptr<const Calendar>();

  if (!name.empty() && name != data->name) {
    report.error(Code::kCalendarContent, place_of_name(file, data->name),
                 fmt::format("this file is named `{}`, but the calendar in it is `{}`", name, data->name),
                 "give both the same name");
    return std::shared_ptr<const Calendar>();
  }
  Result<Calendar> calendar = Calendar::build(*std::move(data));
  if (!calendar) {
    report.error(Code::kCalendarContent, file.span(0, 0), calendar.error().message);
    return std::shared_ptr<const Calendar>();
  }
  return std::shared_ptr<const Calendar>(std::make_shared<const Calendar>(*std::move(calendar)));
}

}  // namespace proviso
