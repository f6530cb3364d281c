// SPDX-License-Identifier: Apache-2.0
// From the path of a rule file to a rule set: reads it with the files it uses, finds the calendars they name, compiles
// all.
#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/diagnostic.h"
#include "engine/calendar/calendar.h"
#include "engine/documents/find_calendar.h"
#include "engine/documents/read_file.h"
#include "engine/model/rule_files.h"
#include "proviso/files.h"

namespace proviso {

Result<RuleSet> load_rules(const std::string& path, const std::vector<std::string>& calendar_folders) {
  const grammar::ParseLimits limits;
  Result<std::string> text = read_text_file(path, limits.bytes);
  if (!text) return text.error();

  // Read here already to know which calendars it names. RuleSet::compile, which takes nothing but texts, reads them
  // again and reports their mistakes.
  SourceSet sources;
  DiagnosticReport report;
  std::vector<RuleText> used;
  const auto read = [&](const std::string& wanted) {
    Result<std::string> found = read_text_file(wanted, limits.bytes);
    if (found) used.push_back({wanted, *found});
    return found;
  };
  const auto files = model::read_rule_files(sources.add(path, *text), sources, read, report, limits);
  const std::string attempted = fmt::format("load {}", path);
  // A used file that cannot be read is not there for compile() either, which does not know why.
  const std::vector<Diagnostic> found_so_far = report.sorted();
  const bool whole = std::none_of(found_so_far.begin(), found_so_far.end(),
                                  [](const Diagnostic& diagnostic) { return diagnostic.code == Code::kUsedFile; });
  if (!whole) return Error{ErrorCode::kInvalidRules, render_text(report, sources), attempted};
  const model::Framework framework = model::resolve(files, report);
  std::vector<CalendarData> calendars;
  if (!report.has_errors()) {
    std::vector<std::string> folders = calendar_folders;
    folders.push_back((std::filesystem::path(path).parent_path() / "calendars").string());
    for (const auto& [name, span] : model::calendars_named(framework)) {
      const std::optional<std::string> found = find_calendar_file(name, folders);
      if (!found) {
        report.error(Code::kUnknownCalendar, span, fmt::format("there is no calendar `{}`", name),
                     fmt::format("put `{}.yaml` into a folder `calendars` beside the rule file", name));
        continue;
      }
      DiagnosticReport of_calendar;
      Result<std::shared_ptr<const Calendar>> calendar = load_calendar(*found, name, sources, of_calendar);
      if (!calendar) return calendar.error();
      if (*calendar == nullptr) {
        return Error{ErrorCode::kInvalidDocument, render_text(of_calendar, sources), attempted};
      }
      calendars.push_back((*calendar)->data());
    }
    if (report.has_errors()) return Error{ErrorCode::kInvalidRules, render_text(report, sources), attempted};
  }
  return RuleSet::compile(path, *std::move(text), calendars, used);
}

}  // namespace proviso
