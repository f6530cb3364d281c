// SPDX-License-Identifier: Apache-2.0
// Any bytes as a table. Reading never leaves the text; what is well-formed is the same once written and read again;
// as cases it is either refused with mistakes that can be shown, or run to a summary and rows that are tables again.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/calendar/calendar.h"
#include "engine/documents/map_document.h"
#include "engine/model/resolve.h"
#include "engine/program/program.h"
#include "engine/replay/case_source.h"
#include "engine/replay/csv.h"
#include "engine/replay/findings_csv.h"
#include "engine/replay/replay.h"
#include "engine/replay/summary_text.h"
#include "grammar/parse.h"

namespace {

using proviso::replay::CsvFault;
using proviso::replay::CsvReader;
using proviso::replay::CsvWriter;

constexpr std::string_view kRules = R"(framework permit "Permits"
  calendar plain
party office "the office"
fact fee : number "what was paid"
fact granted : yes/no "given"
fact grade : one of high, low "how good"
fact grounds : list of text "why"
event applied "comes in" by office
  records fee
event decided "is decided" by office
  records granted, grade, grounds
duty answer "Decide"
  office must ensure decided within 5 working days of applied
  warn 2 working days ahead
track permit-track "The permit"
stage considering "Open"
  when decided if granted go to given
  when decided otherwise go to considering
stage given "Given"
  end
)";

constexpr std::string_view kMap = R"(form: table
case: case
events:
  - {event: applied, on: on, plus: 1 working day, assumed: "the day after", only-if: {column: event, is: applied}}
  - {event: decided, on: on, with: {grounds: {column: event, separator: "|", values: {x: [a, b], y: []}}}}
)";

[[noreturn]] void give_up(const char* what) {
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

void check(bool holds, const char* what) {
  if (!holds) give_up(what);
}

std::shared_ptr<const proviso::program::Program> make_program() {
  proviso::SourceSet sources;
  proviso::DiagnosticReport report;
  const proviso::SourceFile& file = sources.add("rules.proviso", std::string(kRules));
  const proviso::syntax::File tree = proviso::grammar::parse(file, report);
  auto framework = std::make_shared<const proviso::model::Framework>(proviso::model::resolve(tree, report));
  if (report.has_errors()) give_up(render_text(report, sources).c_str());
  proviso::CalendarData data;
  data.name = "plain";
  data.weekend = {std::chrono::Saturday, std::chrono::Sunday};
  data.first_year = 2015;
  data.last_year = 2030;
  auto calendar = proviso::Calendar::build(std::move(data));
  check(calendar.has_value(), "the calendar");
  auto program = proviso::program::compile(
      std::move(framework),
      {.working = std::make_shared<const proviso::Calendar>(*std::move(calendar)), .named = {}, .zone = nullptr});
  check(program.has_value(), "the program");
  return *program;
}

const proviso::program::Program& program() {
  static const std::shared_ptr<const proviso::program::Program> made = make_program();
  return *made;
}

using Rows = std::vector<std::vector<std::string>>;

/// The rows of a table; nothing where one is malformed.
std::optional<Rows> read_rows(std::string_view text) {
  std::optional<Rows> rows(std::in_place);
  CsvReader reader(text);
  std::uint64_t line = 0;
  while (reader.next()) {
    check(reader.line() > line, "lines go up");
    line = reader.line();
    std::size_t before = 0;
    for (std::size_t i = 0; i < reader.cells().size(); ++i) {
      const auto [begin, end] = reader.bytes_of(i);
      check(begin >= before && begin <= end && end <= text.size(), "a cell lies in the text");
      before = end;
    }
    if (reader.fault() != CsvFault::kNone) {
      const auto [begin, end] = reader.bytes_of(reader.fault_cell());
      check(begin <= end && end <= text.size(), "a fault lies in the text");
      rows.reset();
    }
    if (rows) rows->emplace_back(reader.cells().begin(), reader.cells().end());
  }
  return rows;
}

void run_cases(std::string_view text, const proviso::MapDocument* map) {
  proviso::SourceSet sources;
  sources.add("rules.proviso", std::string(kRules));
  proviso::DiagnosticReport report;
  const auto cases = proviso::replay::read_cases(program(), "table.csv", text, map, sources, report);
  check(cases.has_value() == report.empty(), "a table is refused exactly where something is reported");
  if (!cases) {
    check(!render_text(report, sources).empty(), "mistakes can be shown");
    return;
  }
  std::string findings;
  std::string outcomes;
  proviso::replay::FindingsCsv findings_table(findings);
  proviso::replay::FindingsCsv outcomes_table(outcomes);
  proviso::replay::ReplayOptions options;
  options.findings = [&](const proviso::replay::ReplayRow& row) { findings_table.add(row); };
  options.outcomes = [&](const proviso::replay::ReplayRow& row) { outcomes_table.add(row); };
  const auto as_of = cases->last_day().value_or(proviso::Date{});
  const auto result = proviso::replay::replay(program(), sources, *cases, as_of, options);
  check(result.summary.cases == cases->size() && result.summary.events == cases->events(), "every event is counted");
  check(!proviso::replay::summary_text(result.summary).empty(), "a summary can be shown");
  for (const std::string& table : {findings, outcomes})
    check(read_rows(table).has_value(), "what is written is a table");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  if (const std::optional<Rows> rows = read_rows(text)) {
    std::string again;
    CsvWriter writer(again);
    for (const std::vector<std::string>& row : *rows) {
      for (const std::string& cell : row) writer.plain(cell);
      writer.end_row();
    }
    check(read_rows(again) == rows, "what is written is read back");
  }
  run_cases(text, nullptr);
  static const std::optional<proviso::MapDocument> map = [] {
    proviso::SourceSet sources;
    proviso::DiagnosticReport report;
    return read_map(sources.add("map.yaml", std::string(kMap)), report);
  }();
  check(map.has_value(), "the map");
  // Its places are those of a file that is not in the sources here, so only tables that have its columns are of use.
  if (text.starts_with("case,event,on")) run_cases(text, &*map);
  return 0;
}
