// SPDX-License-Identifier: Apache-2.0
// `proviso replay RULES --events|--table FILE`: many cases at once, with a summary and a row for each finding.
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "apps/cli/progress.h"
#include "apps/cli/receipts.h"
#include "base/civil_date.h"
#include "engine/documents/map_document.h"
#include "engine/replay/case_source.h"
#include "engine/replay/findings_csv.h"
#include "engine/replay/gzip.h"
#include "engine/replay/replay.h"
#include "engine/replay/summary_text.h"

namespace proviso::cli {
namespace {

constexpr std::size_t kMostTableBytes = std::size_t{2} << 30U;

struct ReplayCommandOptions {
  std::string rules;
  std::string events;
  std::string table;
  std::string map;
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
  const std::pair<const char*, const std::string&> given[] = {{"events", options.events},
                                                              {"table", options.table},
                                                              {"map", options.map},
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
  options.events = saved.text("events");
  options.table = saved.text("table");
  options.map = saved.text("map");
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
  if (options.events.empty() == options.table.empty()) {
    return options.events.empty() ? "say which cases to replay: --events FILE, or --table FILE with --map"
                                  : "--events and --table cannot both be given; replay one after the other";
  }
  if (!options.table.empty() && options.map.empty()) {
    return "--table needs --map MAP.yaml, which says what the columns mean";
  }
  // What the rules name in turn is known once they are read, and asked when something is written.
  return overwriting({{options.findings, {}, "--findings"}, {options.outcomes, {}, "--outcomes"}},
                     {options.rules, options.events, options.table, options.map});
}

/// What is wrong is said on standard error.
std::optional<MapDocument> load_map(const ReplayCommandOptions& options, SourceSet& sources,
                                    receipt::Receipt& receipt) {
  Result<std::string> text = read_input(options.map, kMostYamlBytes);
  if (!text) {
    say_failure(text.error());
    return std::nullopt;
  }
  receipt.add_input(receipt::input(receipt::Input::Role::kMap, display_path(options.map), *text));
  const SourceFile& file = sources.add(display_path(options.map), *std::move(text));
  DiagnosticReport report;
  std::optional<MapDocument> map = read_map(file, report);
  if (!report.empty()) say_diagnostics(report, sources);
  if (!map) return std::nullopt;
  const bool is_table = map->form == MapDocument::Form::kTable;
  if (is_table == options.table.empty()) {
    say_error(fmt::format("`{}` is a map of the form `{}`; hand the table over with --{} rather than --{}", options.map,
                          is_table ? "table" : "events", is_table ? "table" : "events", is_table ? "events" : "table"));
    return std::nullopt;
  }
  return map;
}

Result<std::string> decompressed(const std::string& path, std::string_view bytes) {
  Result<std::string> text = replay::gunzip(bytes, kMostTableBytes);
  if (text) return text;
  Error error = text.error();
  error.message = fmt::format("`{}`: {}", path, error.message);
  return error;
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
  std::optional<MapDocument> map;
  if (!options.map.empty()) {
    map = load_map(options, rules->sources, outcome.receipt);
    if (!map) return outcome;
  }
  const std::string& path = options.events.empty() ? options.table : options.events;
  Result<std::string> text = read_input(path, kMostTableBytes);
  if (!text) {
    outcome.code = say_failure(text.error());
    return outcome;
  }
  outcome.receipt.add_input(
      receipt::input(options.events.empty() ? receipt::Input::Role::kTable : receipt::Input::Role::kEvents,
                     display_path(path), *text));
  if (replay::is_gzip(*text)) text = decompressed(path, *text);
  if (!text) {
    outcome.code = say_failure(text.error());
    return outcome;
  }
  spdlog::debug("{}: {} bytes", display_path(path), text->size());
  DiagnosticReport report;
  const std::optional<replay::CaseSource> cases =
      replay::read_cases(*rules->program, display_path(path), *text, map ? &*map : nullptr, rules->sources, report);
  if (!report.empty()) say_diagnostics(report, rules->sources);
  if (!cases) return outcome;
  spdlog::debug("{}: {} cases, {} events", display_path(path), cases->size(), cases->events());

  std::optional<Date> as_of = options.as_of;
  if (!as_of && map) as_of = map->as_of;
  if (!as_of) {
    as_of = cases->last_day() ? *cases->last_day() : today.day();
    say_note(fmt::format("as of {}, {}; give another day with --as-of", weekday_date(*as_of),
                         cases->last_day() ? "the last day in the table" : "today"));
  }

  std::string findings_text;
  std::string outcomes_text;
  replay::FindingsCsv findings(findings_text);
  replay::FindingsCsv outcomes(outcomes_text);
  Progress progress("cases");
  replay::ReplayOptions run;
  run.progress = [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); };
  if (!options.findings.empty()) run.findings = [&](const replay::ReplayRow& row) { findings.add(row); };
  if (!options.outcomes.empty()) run.outcomes = [&](const replay::ReplayRow& row) { outcomes.add(row); };
  const replay::ReplayResult result = replay::replay(*rules->program, rules->sources, *cases, *as_of, run);
  const replay::ReplaySummary& summary = result.summary;
  progress.wipe();

  std::vector<OutputFile>& files = outcome.files;
  if (!options.findings.empty()) {
    files.push_back({.path = options.findings, .text = std::move(findings_text), .option = "--findings"});
  }
  if (!options.outcomes.empty()) {
    files.push_back({.path = options.outcomes, .text = std::move(outcomes_text), .option = "--outcomes"});
  }
  outcome.receipt.as_of = *as_of;
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
  app->add_option("--events", options->events,
                  "A table (CSV) with a row for each event: columns case, event, on, and facts; or an event log (XES)")
      ->type_name("FILE");
  app->add_option("--table", options->table, "A table (CSV) with a row for each case; needs --map")->type_name("FILE");
  app->add_option("--map", options->map, "What the columns mean")->type_name("MAP.yaml");
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
