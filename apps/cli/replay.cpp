// SPDX-License-Identifier: Apache-2.0
// `proviso replay RULES --events|--table FILE`: many cases at once, with a summary and a row for each finding.
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/case_table.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "apps/cli/progress.h"
#include "apps/cli/receipts.h"
#include "base/civil_date.h"
#include "engine/replay/case_source.h"
#include "engine/replay/findings_csv.h"
#include "engine/replay/replay.h"
#include "engine/replay/summary_text.h"

namespace proviso::cli {
namespace {

struct ReplayCommandOptions {
  std::string rules;
  TableOptions cases;
  std::string findings;
  std::string outcomes;
  std::vector<std::string> calendars;
  std::optional<Date> as_of;
  std::optional<FindingKind> fail_on;
  Format format = Format::kText;
  ReceiptOptions receipt;
};

receipt::Receipt receipt_of(const ReplayCommandOptions& options) {
  receipt::Receipt receipt = new_receipt("replay");
  receipt.add_option("rules", options.rules);
  const std::pair<const char*, const std::string&> given[] = {{"events", options.cases.events},
                                                              {"table", options.cases.table},
                                                              {"map", options.cases.map},
                                                              {"findings", options.findings},
                                                              {"outcomes", options.outcomes}};
  for (const auto& [name, value] : given) {
    if (!value.empty()) receipt.add_option(name, value);
  }
  if (options.as_of) receipt.add_option("as_of", iso_date(*options.as_of));
  receipt.add_list("calendars", options.calendars);
  receipt.add_option("format", format_name(options.format));
  return receipt;
}

Result<ReplayCommandOptions> options_of(const receipt::Receipt& receipt) {
  SavedOptions saved(receipt);
  ReplayCommandOptions options;
  options.rules = saved.needed("rules");
  options.cases.events = saved.text("events");
  options.cases.table = saved.text("table");
  options.cases.map = saved.text("map");
  options.findings = saved.text("findings");
  options.outcomes = saved.text("outcomes");
  options.as_of = saved.date("as_of");
  options.calendars = saved.list("calendars");
  options.format = saved.format();
  if (std::optional<Error> mistake = saved.mistake()) return *std::move(mistake);
  return options;
}

/// What is wrong with the command line as a whole; empty: nothing.
std::string usage_mistake(const ReplayCommandOptions& options) {
  if (std::string mistake = table_mistake(options.cases, "replay"); !mistake.empty()) return mistake;
  // What the rules name in turn is known once they are read, and asked when something is written.
  return overwriting({{options.findings, {}, "--findings"}, {options.outcomes, {}, "--outcomes"}},
                     {options.rules, options.cases.events, options.cases.table, options.cases.map});
}

Outcome replay_cases(const ReplayCommandOptions& options, Today& today) {
  Outcome outcome{.code = ExitCode::kInput, .receipt = receipt_of(options), .text = {}, .files = {}};
  if (const std::string mistake = usage_mistake(options); !mistake.empty()) {
    say_error(mistake);
    return outcome;
  }
  std::optional<Rules> rules =
      load_rules(options.rules, calendar_folders(options.calendars, options.rules), outcome.receipt);
  if (!rules) return outcome;
  const std::optional<CaseTable> table = load_table(options.cases, rules->sources, outcome.receipt, outcome.code);
  if (!table) return outcome;
  const std::optional<replay::CaseSource> cases = cases_of(*table, *rules->program, rules->sources);
  if (!cases) {
    outcome.code = ExitCode::kInput;
    return outcome;
  }
  const Date as_of = as_of_day(options.as_of, *table, *cases, today);

  std::string findings_text;
  std::string outcomes_text;
  replay::FindingsCsv findings(findings_text);
  replay::FindingsCsv outcomes(outcomes_text);
  Progress progress("cases");
  replay::ReplayOptions run;
  run.progress = [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); };
  if (!options.findings.empty()) run.findings = [&](const replay::ReplayRow& row) { findings.add(row); };
  if (!options.outcomes.empty()) run.outcomes = [&](const replay::ReplayRow& row) { outcomes.add(row); };
  const replay::ReplayResult result = replay::replay(*rules->program, rules->sources, *cases, as_of, run);
  const replay::ReplaySummary& summary = result.summary;
  progress.wipe();

  std::vector<OutputFile>& files = outcome.files;
  if (!options.findings.empty()) {
    files.push_back({.path = options.findings, .text = std::move(findings_text), .option = "--findings"});
  }
  if (!options.outcomes.empty()) {
    files.push_back({.path = options.outcomes, .text = std::move(outcomes_text), .option = "--outcomes"});
  }
  outcome.receipt.as_of = as_of;
  note_days(outcome.receipt, today);
  if (options.format == Format::kJson) {
    outcome.text = [summary](const receipt::Receipt& receipt) { return replay_json(summary, receipt); };
  } else {
    outcome.text = [said = replay::summary_text(summary)](const receipt::Receipt& receipt) {
      return with_receipt(said, receipt);
    };
  }

  ExitCode& code = outcome.code;
  code = ExitCode::kDone;
  for (const replay::FindingSummary& finding : summary.findings) {
    if (finding.count > 0 && meets(options.fail_on, finding.kind)) code = graver(code, ExitCode::kFindings);
  }
  for (const replay::Occurrences& error : summary.errors) {
    say_error(fmt::format("{} (first in case {}, {} in all)", error.text, error.first_case, grouped(error.count)));
    code = graver(code, ExitCode::kInput);
  }
  return outcome;
}

Result<Outcome> replay_again(const receipt::Receipt& receipt, Today& today) {
  const Result<ReplayCommandOptions> options = options_of(receipt);
  if (!options) return options.error();
  return replay_cases(*options, today);
}

}  // namespace

Command add_replay(CLI::App& program) {
  const auto options = std::make_shared<ReplayCommandOptions>();
  CLI::App* app = program.add_subcommand("replay", "Run many cases from a table, and sum up what came of them");
  app->add_option("RULES", options->rules, "The rule file")->required()->type_name("");
  add_table(*app, options->cases);
  add_as_of(*app, options->as_of);
  app->add_option("--findings", options->findings, "Write a row for each finding to this file")->type_name("OUT.csv");
  app->add_option("--outcomes", options->outcomes, "Write a row for each case and duty to this file")
      ->type_name("OUT.csv");
  add_fail_on(*app, options->fail_on);
  add_calendars(*app, options->calendars);
  add_format(*app, options->format);
  add_receipt(*app, options->receipt);
  return {app, [app, options] {
            if (!options->receipt.verify.empty()) return verify_receipt(*app, options->receipt.verify, replay_again);
            Today today;
            return write_outcome(replay_cases(*options, today), options->receipt.save);
          }};
}

}  // namespace proviso::cli
