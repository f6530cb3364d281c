// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/case_table.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include "apps/cli/loading.h"
#include "apps/cli/output.h"
#include "base/civil_date.h"
#include "engine/replay/gzip.h"

namespace proviso::cli {
namespace {

constexpr std::size_t kMostTableBytes = std::size_t{2} << 30U;

/// What is wrong is said on standard error.
std::optional<MapDocument> load_map(const TableOptions& options, SourceSet& sources, receipt::Receipt& receipt) {
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

}  // namespace

void add_table(CLI::App& app, TableOptions& options) {
  app.add_option("--events", options.events,
                 "A table (CSV) with a row for each event: columns case, event, on, and facts; or an event log (XES)")
      ->type_name("FILE");
  app.add_option("--table", options.table, "A table (CSV) with a row for each case; needs --map")->type_name("FILE");
  app.add_option("--map", options.map, "What the columns mean")->type_name("MAP.yaml");
}

std::string table_mistake(const TableOptions& options, const std::string& what) {
  if (options.events.empty() == options.table.empty()) {
    return options.events.empty()
               ? fmt::format("say which cases to {}: --events FILE, or --table FILE with --map", what)
               : fmt::format("--events and --table cannot both be given; {} one after the other", what);
  }
  if (!options.table.empty() && options.map.empty()) {
    return "--table needs --map MAP.yaml, which says what the columns mean";
  }
  return {};
}

std::optional<CaseTable> load_table(const TableOptions& options, SourceSet& sources, receipt::Receipt& receipt,
                                    ExitCode& code) {
  code = ExitCode::kInput;
  CaseTable table;
  if (!options.map.empty()) {
    table.map = load_map(options, sources, receipt);
    if (!table.map) return std::nullopt;
  }
  Result<std::string> text = read_input(options.path(), kMostTableBytes);
  if (!text) {
    code = say_failure(text.error());
    return std::nullopt;
  }
  receipt.add_input(
      receipt::input(options.events.empty() ? receipt::Input::Role::kTable : receipt::Input::Role::kEvents,
                     display_path(options.path()), *text));
  if (replay::is_gzip(*text)) text = decompressed(options.path(), *text);
  if (!text) {
    code = say_failure(text.error());
    return std::nullopt;
  }
  spdlog::debug("{}: {} bytes", display_path(options.path()), text->size());
  table.path = display_path(options.path());
  table.text = *std::move(text);
  return table;
}

std::optional<replay::CaseSource> cases_of(const CaseTable& table, const program::Program& program,
                                           SourceSet& sources) {
  DiagnosticReport report;
  std::optional<replay::CaseSource> cases =
      replay::read_cases(program, table.path, table.text, table.map ? &*table.map : nullptr, sources, report);
  if (!report.empty()) say_diagnostics(report, sources);
  if (cases) spdlog::debug("{}: {} cases, {} events", table.path, cases->size(), cases->events());
  return cases;
}

Date as_of_day(std::optional<Date> given, const CaseTable& table, const replay::CaseSource& cases, Today& today) {
  if (given) return *given;
  if (table.map && table.map->as_of) return *table.map->as_of;
  const Date day = cases.last_day() ? *cases.last_day() : today.day();
  say_note(fmt::format("as of {}, {}; give another day with --as-of", weekday_date(day),
                       cases.last_day() ? "the last day in the table" : "today"));
  return day;
}

}  // namespace proviso::cli
