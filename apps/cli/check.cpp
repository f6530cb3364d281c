// SPDX-License-Identifier: Apache-2.0
// `proviso check FILE…`: every mistake of a rule file, where it is and what to do about it.
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "apps/cli/sarif.h"
#include "base/word_list.h"

namespace proviso::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> files;
  std::vector<std::string> calendars;
  Format format = Format::kText;
  bool notes = false;
};

std::string size_of(const model::Framework& framework) {
  return fmt::format("{}, {} {}, {}", counted(framework.stages.size(), "stage"), framework.duties.size(),
                     framework.duties.size() == 1 ? "duty" : "duties", counted(framework.examples.size(), "example"));
}

/// The last line on a file: how many mistakes, or that there are none and how much was looked at.
std::string closing_line(const std::string& path, const ReadRules& rules) {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  for (const Diagnostic& diagnostic : rules.report.sorted()) {
    switch (diagnostic.severity) {
      case Severity::kError:
        ++errors;
        break;
      case Severity::kWarning:
        ++warnings;
        break;
      case Severity::kNote:
        ++notes;
        break;
    }
  }
  const std::size_t accepted = rules.report.accepted().size();
  std::vector<std::string> found;
  if (errors > 0) found.push_back(counted(errors, "error"));
  if (warnings > 0) found.push_back(counted(warnings, "warning"));
  const bool none = found.empty();
  if (none) found.emplace_back("no mistakes");
  if (notes > 0) found.push_back(counted(notes, "note"));
  if (accepted > 0) found.push_back(fmt::format("{} accepted", accepted));
  if (none) return fmt::format("{}: {} ({})\n", path, joined(found), size_of(*rules.framework));
  return fmt::format("{} in {}\n", joined(found), path);
}

ExitCode check(const CheckOptions& options) {
  ExitCode code = ExitCode::kDone;
  std::string text;
  std::vector<ReadRules> all;
  for (const std::string& path : options.files) {
    Result<ReadRules> rules = read_rules(path, calendar_folders(options.calendars, path),
                                         options.notes ? Depth::kWithNotes : Depth::kEverything);
    if (!rules) {
      code = graver(code, say_failure(rules.error()));
      continue;
    }
    if (rules->report.has_errors()) code = graver(code, ExitCode::kFindings);
    if (!text.empty()) text += "\n";
    if (!rules->report.empty()) text += render_text(rules->report, rules->sources) + "\n";
    for (const AcceptedFinding& accepted : rules->report.accepted()) {
      text += render_text(accepted, rules->sources) + "\n";
    }
    text += closing_line(display_path(path), *rules);
    all.push_back(*std::move(rules));
  }
  if (options.format != Format::kText) {
    std::vector<std::pair<const DiagnosticReport*, const SourceSet*>> reports;
    for (const ReadRules& rules : all) reports.emplace_back(&rules.report, &rules.sources);
    text = options.format == Format::kSarif ? sarif_log(reports) : diagnostics_json(reports);
  }
  return graver(code, write_result(text));
}

}  // namespace

Command add_check(CLI::App& program) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* app = program.add_subcommand("check", "Point out every mistake in rule files");
  app->add_option("FILE", options->files, "Rule files (`-` for standard input)")->required()->type_name("");
  add_calendars(*app, options->calendars);
  add_format_with_sarif(*app, options->format);
  app->add_flag("--notes", options->notes, "Point out too what goes wrong in no case and may be left over");
  return {app, [options] { return check(*options); }};
}

}  // namespace proviso::cli
