// SPDX-License-Identifier: Apache-2.0
// From the path of a rule file to a rule set: reads it, finds the calendar it names, compiles both.
#include <filesystem>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/diagnostic.h"
#include "engine/calendar/calendar.h"
#include "engine/documents/find_calendar.h"
#include "engine/documents/read_file.h"
#include "engine/model/resolve.h"
#include "grammar/parse.h"
#include "proviso/files.h"

namespace proviso {

Result<RuleSet> load_rules(const std::string& path, const std::vector<std::string>& calendar_folders) {
  const grammar::ParseLimits limits;
  Result<std::string> text = read_text_file(path, limits.bytes);
  if (!text) return text.error();

  // Read here already to know which calendar it names. RuleSet::compile, which takes nothing but text, reads it again
  // and reports its mistakes.
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add(path, *text);
  const model::Framework framework = model::resolve(grammar::parse(file, report, limits), report);
  std::vector<CalendarData> calendars;
  if (!report.has_errors() && !framework.calendar.empty()) {
    const std::string attempted = fmt::format("load {}", path);
    std::vector<std::string> folders = calendar_folders;
    folders.push_back((std::filesystem::path(path).parent_path() / "calendars").string());
    const std::optional<std::string> found = find_calendar_file(framework.calendar, folders);
    if (!found) {
      report.error(Code::kUnknownCalendar, framework.calendar_span,
                   fmt::format("there is no calendar `{}`", framework.calendar),
                   fmt::format("put `{}.yaml` into a folder `calendars` beside the rule file", framework.calendar));
      return Error{ErrorCode::kInvalidRules, render_text(report, sources), attempted};
    }
    Result<std::shared_ptr<const Calendar>> calendar = load_calendar(*found, sources, report);
    if (!calendar) return calendar.error();
    if (*calendar == nullptr) return Error{ErrorCode::kInvalidDocument, render_text(report, sources), attempted};
    calendars.push_back((*calendar)->data());
  }
  return RuleSet::compile(path, *std::move(text), calendars);
}

}  // namespace proviso
