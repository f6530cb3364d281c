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
#include "base/word_list.h"
#include "engine/analysis/analyse.h"

namespace proviso::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> files;
  std::vector<std::string> calendars;
  Format format = Format::kText;
};

std::string size_of(const model::Framework& framework) {
  return fmt::format("{}, {} {}, {}", counted(framework.stages.size(), "stage"), framework.duties.size(),
                     framework.duties.size() == 1 ? "duty" : "duties", counted(framework.examples.size(), "example"));
}

/// The last line on a file: how many mistakes, or that there are none and how much was looked at.
std::string closing_line(const std::string& path, const ReadRules& rules) {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  for (const Diagnostic& diagnostic : rules.report.sorted()) {
    ++(diagnostic.severity == Severity::kError ? errors : warnings);
  }
  if (errors == 0 && warnings == 0) return fmt::format("{}: no mistakes ({})\n", path, size_of(*rules.framework));
  std::vector<std::string> found;
  if (errors > 0) found.push_back(counted(errors, "error"));
  if (warnings > 0) found.push_back(counted(warnings, "warning"));
  return fmt::format("{} in {}\n", joined(found), path);
}

ExitCode check(const CheckOptions& options) {
  ExitCode code = ExitCode::kDone;
  std::string text;
  std::vector<ReadRules> all;
  for (const std::string& path : options.files) {
    Result<ReadRules> rules = read_rules(path, calendar_folders(options.calendars, path), Depth::kEverything);
    if (!rules) {
      code = graver(code, say_failure(rules.error()));
      continue;
    }
    if (!rules->report.has_errors()) {
      analysis::analyse_dates(*rules->framework, {rules->calendar, rules->named_calendars, nullptr}, rules->report);
    }
    if (rules->report.has_errors()) code = graver(code, ExitCode::kFindings);
    if (!text.empty()) text += "\n";
    if (!rules->report.empty()) text += render_text(rules->report, rules->sources) + "\n";
    text += closing_line(display_path(path), *rules);
    all.push_back(*std::move(rules));
  }
  if (options.format == Format::kJson) {
    std::vector<std::pair<const DiagnosticReport*, const SourceSet*>> reports;
    for (const ReadRules& rules : all) reports.emplace_back(&rules.report, &rules.sources);
    text = diagnostics_json(reports);
  }
  return graver(code, write_result(text));
}

}  // namespace

Command add_check(CLI::App& program) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* app = program.add_subcommand("check", "Point out every mistake in rule files");
  app->add_option("FILE", options->files, "Rule files (`-` for standard input)")->required()->type_name("");
  add_calendars(*app, options->calendars);
  add_format(*app, options->format);
  return {app, [options] { return check(*options); }};
}

}  // namespace proviso::cli
