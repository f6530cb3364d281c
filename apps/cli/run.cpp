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
#include "apps/cli/receipts.h"
#include "base/civil_date.h"
#include "engine/run/case_report.h"
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
  ReceiptOptions receipt;
};

receipt::Receipt receipt_of(const RunOptions& options) {
  receipt::Receipt receipt = new_receipt("run");
  receipt.add_option("rules", options.rules);
  receipt.add_list("cases", options.cases);
  if (options.as_of) receipt.add_option("as_of", iso_date(*options.as_of));
  if (options.known_at) receipt.add_option("known_at", day_time_text(*options.known_at));
  receipt.add_list("calendars", options.calendars);
  receipt.add_option("format", format_name(options.format));
  return receipt;
}

Result<RunOptions> options_of(const receipt::Receipt& receipt) {
  SavedOptions saved(receipt);
  RunOptions options;
  options.rules = saved.needed("rules");
  options.cases = saved.list("cases");
  options.as_of = saved.date("as_of");
  options.known_at = saved.day_time("known_at");
  options.calendars = saved.list("calendars");
  options.format = saved.format();
  if (std::optional<Error> mistake = saved.mistake()) return *std::move(mistake);
  return options;
}

Outcome run_cases(const RunOptions& options, Today& today) {
  Outcome outcome{.code = ExitCode::kDone, .receipt = receipt_of(options), .text = {}, .files = {}};
  const std::optional<Rules> rules =
      load_rules(options.rules, calendar_folders(options.calendars, options.rules), outcome.receipt);
  if (!rules) {
    outcome.code = ExitCode::kInput;
    return outcome;
  }

  ExitCode& code = outcome.code;
  std::string text;
  std::vector<NamedCaseReport> reports;
  for (const std::string& path : options.cases) {
    const std::optional<LoadedCase> loaded = load_case(path, *rules, options.as_of, today, outcome.receipt);
    if (!loaded) {
      code = graver(code, ExitCode::kInput);
      continue;
    }
    CaseReport report =
        run::report_records(*rules->program, rules->sources, loaded->bound.records, loaded->as_of, options.known_at);
    for (const std::string& error : report.errors) {
      say_error(fmt::format("{}: {}", display_path(path), error));
      code = graver(code, ExitCode::kInput);
    }
    if (std::any_of(report.findings.begin(), report.findings.end(),
                    [&](const FindingReport& finding) { return meets(options.fail_on, finding.kind); })) {
      code = graver(code, ExitCode::kFindings);
    }
    if (!text.empty()) text += fmt::format("\n{}\n\n", std::string(72, '-'));
    text += case_text(report, loaded->bound.id, loaded->as_of_ground, rules->program->calendars.working.get());
    reports.push_back({.id = loaded->bound.id, .file = display_path(path), .report = std::move(report)});
  }
  if (reports.empty()) return outcome;
  note_days(outcome.receipt, today);
  if (options.format == Format::kJson) {
    outcome.text = [reports = std::move(reports)](const receipt::Receipt& receipt) {
      return cases_json(reports, receipt);
    };
  } else {
    outcome.text = [text = std::move(text)](const receipt::Receipt& receipt) { return with_receipt(text, receipt); };
  }
  return outcome;
}

Result<Outcome> run_again(const receipt::Receipt& receipt, Today& today) {
  const Result<RunOptions> options = options_of(receipt);
  if (!options) return options.error();
  return run_cases(*options, today);
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
  add_receipt(*app, options->receipt);
  return {app, [app, options] {
            if (!options->receipt.verify.empty()) return verify_receipt(*app, options->receipt.verify, run_again);
            Today today;
            return write_outcome(run_cases(*options, today), options->receipt.save);
          }};
}

}  // namespace proviso::cli
