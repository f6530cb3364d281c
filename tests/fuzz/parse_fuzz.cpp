// SPDX-License-Identifier: Apache-2.0
// Any bytes as a rule file, as far as they go: parsed, resolved, analysed, compiled, its examples run, every mistake
// rendered. Nothing may crash, hang or leave a mistake without a place.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/analysis/analyse.h"
#include "engine/calendar/calendar.h"
#include "engine/model/resolve.h"
#include "engine/program/program.h"
#include "engine/run/example.h"
#include "grammar/parse.h"

namespace proviso {
namespace {

const std::shared_ptr<const Calendar>& weekdays() {
  static const std::shared_ptr<const Calendar> calendar = [] {
    CalendarData data;
    data.name = "weekdays";
    data.weekend = {std::chrono::Saturday, std::chrono::Sunday};
    data.first_year = 2014;
    data.last_year = 2030;
    return std::make_shared<const Calendar>(Calendar::build(std::move(data)).value());
  }();
  return calendar;
}

void take(const std::string& text) {
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add("fuzz.proviso", text);
  const syntax::File tree = grammar::parse(file, report);
  const bool parsed = !report.has_errors();
  // Also after mistakes: whatever could be read must be safe to look at.
  auto framework = std::make_shared<const model::Framework>(model::resolve(tree, report));
  analysis::analyse(*framework, report);
  for (const Diagnostic& diagnostic : report.sorted()) {
    if (diagnostic.span.begin > text.size() || diagnostic.span.end < diagnostic.span.begin) {
      std::fprintf(stderr, "%s has no place in the text\n", code_name(diagnostic.code).c_str());
      std::abort();
    }
  }
  (void)render_text(report, sources);
  if (!parsed || report.has_errors()) return;
  Calendars calendars;
  if (!framework->calendar.empty()) calendars.working = weekdays();
  calendars.named.assign(framework->named_calendars.size(), weekdays());
  const auto program = program::compile(framework, std::move(calendars));
  if (program) (void)run::run_examples(**program);
}

}  // namespace
}  // namespace proviso

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  proviso::take(std::string(data, data + size));
  return 0;
}
