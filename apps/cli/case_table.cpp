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
std::optional<MapDocument> read_map_into(SourceSet& sources, const std::string& path, const std::string& text) {
  const SourceFile& file = sources.add(path, text);
  DiagnosticReport report;
  std::optional<MapDocument> map = read_map(file, report);
  if (!report.empty()) say_diagnostics(report, sources);
  return map;
}

/// Puts the map into the table; what is wrong is said on standard error.
bool load_map(const TableOptions& options, SourceSet& sources, receipt::Receipt& receipt, CaseTable& table) {
  Result<std::string> text = read_input(options.map, kMostYamlBytes);
  if (!text) {
    say_failure(text.error());
    return false;
  }
  table.map_path = display_path(options.map);
  table.map_text = *std::move(text);
  table.map_sources = &sources;
  receipt.add_input(receipt::input(receipt::Input::Role::kMap, table.map_path, table.map_text));
  table.map = read_map_into(sources, table.map_path, table.map_text);
  if (!table.map) return false;
  const bool is_table = table.map->form == MapDocument::Form::kTable;
  if (is_table == options.table.empty()) {
    say_error(fmt::format("`{}` is a map of the form `{}`; hand the table over with --{} rather than --{}", options.map,
                          is_table ? "table" : "events", is_table ? "table" : "events", is_table ? "events" : "table"));
    return false;
  }
  return true;
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

receipt::Input::Role table_role(const TableOptions& options) {
  return options.events.empty() ? receipt::Input::Role::kTable : receipt::Input::Role::kEvents;
}

std::optional<CaseTable> begin_table(const TableOptions& options, SourceSet& sources, receipt::Receipt& receipt,
                                     ExitCode& code) {
  code = ExitCode::kInput;
  CaseTable table;
  table.path = display_path(options.path());
  if (!options.map.empty() && !load_map(options, sources, receipt, table)) return std::nullopt;
  return table;
}

bool load_text(const TableOptions& options, receipt::Receipt& receipt, CaseTable& table, TableSource* source,
               ExitCode& code) {
  code = ExitCode::kInput;
  Result<std::string> text =
      source == nullptr ? read_input(options.path(), kMostTableBytes) : source->whole(kMostTableBytes);
  if (!text) {
    code = say_failure(text.error());
    return false;
  }
  receipt.add_input(receipt::input(table_role(options), table.path, *text));
  if (replay::is_gzip(*text)) text = decompressed(options.path(), *text);
  if (!text) {
    code = say_failure(text.error());
    return false;
  }
  spdlog::debug("{}: {} bytes", table.path, text->size());
  table.text = *std::move(text);
  return true;
}

std::optional<CaseTable> load_table(const TableOptions& options, SourceSet& sources, receipt::Receipt& receipt,
                                    ExitCode& code) {
  std::optional<CaseTable> table = begin_table(options, sources, receipt, code);
  if (!table || !load_text(options, receipt, *table, nullptr, code)) return std::nullopt;
  return table;
}

std::optional<replay::CaseSource> cases_of(const CaseTable& table, const program::Program& program,
                                           SourceSet& sources) {
  // Messages show the map's lines, and find them by their places in these sources.
  std::optional<MapDocument> map = table.map;
  if (map && table.map_sources != &sources) map = read_map_into(sources, table.map_path, table.map_text);
  DiagnosticReport report;
  std::optional<replay::CaseSource> cases =
      replay::read_cases(program, table.path, table.text, map ? &*map : nullptr, sources, report);
  if (!report.empty()) say_diagnostics(report, sources);
  if (cases) spdlog::debug("{}: {} cases, {} events", table.path, cases->size(), cases->events());
  return cases;
}

Date as_of_day(std::optional<Date> given, const CaseTable& table, std::optional<Date> last_day, Today& today,
               std::string_view option) {
  if (given) return *given;
  if (table.map && table.map->as_of) return *table.map->as_of;
  const Date day = last_day ? *last_day : today.day();
  say_note(fmt::format("as of {}, {}; give another day with {}", weekday_date(day),
                       last_day ? "the last day in the table" : "today", option));
  return day;
}

}  // namespace proviso::cli
