// SPDX-License-Identifier: Apache-2.0
// Any bytes as an event log, or as gzip. Reading ends; every cell and every problem lies in the text; a log that has no
// problems can be gone through whole, and under rules it is refused with mistakes that can be shown, or it is cases.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/calendar/time_zone.h"
#include "engine/documents/map_document.h"
#include "engine/model/resolve.h"
#include "engine/program/program.h"
#include "engine/replay/case_source.h"
#include "engine/replay/gzip.h"
#include "engine/replay/xes.h"
#include "grammar/parse.h"

namespace {

using proviso::replay::XesReader;

constexpr std::string_view kRules = R"(framework permit "Permits"
  time zone "Europe/Rome"
party office "the office"
fact fee : number "what was paid"
fact granted : yes/no "given"
fact deadline : date "its day"
event applied "comes in" by office
  records fee, deadline
event decided "is decided" by office
  records granted
)";

constexpr std::string_view kMap = R"(form: events
columns: {case: [case, "case:concept:name"]}
facts: {deadline: {column: "case:deadline"}}
case-events:
  - {event: applied, on: "case:start"}
)";

void check(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

const proviso::program::Program& program() {
  static const std::shared_ptr<const proviso::program::Program> made = [] {
    proviso::SourceSet sources;
    proviso::DiagnosticReport report;
    const proviso::SourceFile& file = sources.add("rules.proviso", std::string(kRules));
    const proviso::syntax::File tree = proviso::grammar::parse(file, report);
    auto framework = std::make_shared<const proviso::model::Framework>(proviso::model::resolve(tree, report));
    check(!report.has_errors(), "the rules");
    auto zone = proviso::TimeZone::find("Europe/Rome");
    check(zone != nullptr, "the time zone");
    auto compiled =
        proviso::program::compile(std::move(framework), {.working = nullptr, .named = {}, .zone = std::move(zone)});
    check(compiled.has_value(), "the program");
    return *compiled;
  }();
  return *made;
}

bool lies_in(std::pair<std::size_t, std::size_t> bytes, std::string_view text) {
  return bytes.first <= bytes.second && bytes.second <= text.size();
}

void read_cases(std::string_view text, const proviso::MapDocument* map) {
  proviso::SourceSet sources;
  sources.add("map.yaml", std::string(kMap));
  proviso::DiagnosticReport report;
  const auto cases = proviso::replay::read_cases(program(), "log.xes", text, map, sources, report);
  check(cases.has_value() == report.empty(), "a log is refused exactly where something is reported");
  if (!cases) check(!render_text(report, sources).empty(), "mistakes can be shown");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(data, data + size);
  if (proviso::replay::is_gzip(text)) {
    auto unpacked = proviso::replay::gunzip(text, std::size_t{1} << 20U);
    if (!unpacked) return 0;
    text = *std::move(unpacked);
  }
  XesReader log(text);
  for (const auto& problem : log.problems()) check(lies_in(problem.bytes, text), "a problem lies in the text");
  if (log.problems().empty()) {
    std::size_t columns = 0;
    while (log.next()) {
      if (columns == 0) columns = log.cells().size();
      check(log.cells().size() == columns, "every row has every column");
      for (std::size_t i = 0; i < columns; ++i) check(lies_in(log.bytes_of(i), text), "a cell lies in the text");
      if (columns > 64) break;  // many columns and many rows: seen enough
    }
  }
  static const std::optional<proviso::MapDocument> map = [] {
    proviso::SourceSet sources;
    proviso::DiagnosticReport report;
    return read_map(sources.add("map.yaml", std::string(kMap)), report);
  }();
  check(map.has_value(), "the map");
  read_cases(text, nullptr);
  read_cases(text, &*map);
  return 0;
}
