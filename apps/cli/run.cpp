// SPDX-License-Identifier: Apache-2.0
// `proviso run RULES CASE.yaml…`: what happened in a case, where it stands, what is due and what was missed.
#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/case_loading.h"
#include "apps/cli/case_text.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "engine/run/records.h"

namespace proviso::cli {
namespace {

struct RunOptions {
  std::string rules;
  std::vector<std::string> cases;
  std::vector<std::string> calendars;
  std::optional<Date> as_of;
  std::optional<DayTime> known_at;
  std::optional<FindingKind> fail_on;
  Format format = Format::kText;
};

ExitCode run_cases(const RunOptions& options) {
  const std::optional<Rules> rules = load_rules(options.rules, calendar_folders(options.calendars, options.rules));
  if (!rules) return ExitCode::kInput;

  ExitCode code = ExitCode::kDone;
  std::string text;
  std::vector<NamedCaseReport> reports;
  for (const std::string& path : options.cases) {
    const std::optional<LoadedCase> loaded = load_case(path, *rules, options.as_of);
    if (!loaded) {
      code = graver(code, ExitCode::kInput);
      continue;
    }
    CaseReport report = run::report_records(*rules->program, rules->sources, loaded->bound.records, loaded->as_of,
                                            options.known_at);
    for (const std::string& error : report.errors) {
      say_error(fmt::format("{}: {}", display_path(path), error));
      code = graver(code, ExitCode::kInput);
    }
    if (std::any_of(report.findings.begin(), report.findings.end(),
                    [&](const FindingReport& finding) { return meets(options.fail_on, finding.kind); })) {
      code = graver(code, ExitCode::kFindings);
    }
    if (!text.empty()) text += fmt::format("\n{}\n\n", std::string(72, '-'));
    text += case_text(report, loaded->bound.id, loaded->as_of_ground, rules->program->calendar.get());
    reports.push_back({.id = loaded->bound.id, .file = display_path(path), .report = std::move(report)});
  }
  if (options.format == Format::kJson) text = cases_json(reports);
  return graver(code, write_result(text));
}

}  // namespace

Command add_run(CLI::App& program) {
  const auto options = std::make_shared<RunOptions>();
  CLI::App* app = program.add_subcommand("run", "Say where a case stands: what happened, what is due, what was missed");
  app->add_option("RULES", options->rules, "The rule file")->required()->type_name("");
  app->add_option("CASE.yaml", options->cases, "Case files")->required()->type_name("");
  add_as_of(*app, options->as_of);
  add_known_at(*app, options->known_at);
  add_fail_on(*app, options->fail_on);
  add_calendars(*app, options->calendars);
  add_format(*app, options->format);
  return {app, [options] { return run_cases(*options); }};
}

}  // namespace proviso::cli
