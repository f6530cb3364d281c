// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/load_case.h"

#include <algorithm>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/model/resolve.h"
#include "grammar/parse.h"
#include "tests/reference/test_calendars.h"

namespace proviso::reference {
namespace {

std::string linked_text(std::string_view text) {
  constexpr std::string_view kMark = "\n#| ";
  std::string linked;
  for (std::size_t at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at + 1)) {
    const std::size_t begin = at + kMark.size();
    linked += text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
    linked += '\n';
  }
  return linked;
}

}  // namespace

Given given(const model::Framework& framework, const model::Example& example) {
  Given given;
  given.framework = &framework;
  if (const CalendarData* calendar = test_calendar(framework.calendar)) given.calendar = *calendar;
  for (const model::NamedCalendar& named : framework.named_calendars) {
    if (const CalendarData* calendar = test_calendar(named.calendar)) given.named_calendars.push_back(*calendar);
  }
  for (const model::ExampleEvent& event : example.events) {
    Happening happening;
    happening.on = event.on;
    happening.minute = event.minute;
    happening.event = event.event;
    happening.for_party = event.for_party;
    for (const model::ExampleFact& fact : event.facts) happening.facts.emplace_back(fact.fact, fact.value);
    given.as_of = std::max(given.as_of, event.on);
    given.happenings.push_back(std::move(happening));
  }
  if (example.as_of) given.as_of = *example.as_of;
  return given;
}

std::unique_ptr<LoadedCase> load_case(const std::string& text, SourceSet& sources, DiagnosticReport& report) {
  auto loaded = std::make_unique<LoadedCase>();
  std::vector<model::RuleFile> files;
  const auto read = [&](const std::string& path, const std::string& from) {
    files.push_back({path, grammar::parse(sources.add(path, from), report), {}});
  };
  read("case.proviso", text);
  if (const std::string linked = linked_text(text); !linked.empty()) read("linked.proviso", linked);
  for (const syntax::Declaration& declaration : files.front().tree.declarations) {
    const auto* use = std::get_if<syntax::Use>(&declaration);
    if (use == nullptr) continue;
    if (files.size() < 2) return nullptr;
    files.front().uses.emplace_back(1);
  }
  loaded->framework = model::resolve(files, report);
  const model::Framework& framework = loaded->framework;
  if (report.has_errors() || framework.examples.empty()) return nullptr;
  loaded->given = given(framework, framework.examples.front());
  if (!framework.calendar.empty() && !loaded->given.calendar) return nullptr;
  if (loaded->given.named_calendars.size() != framework.named_calendars.size()) return nullptr;
  return loaded;
}

}  // namespace proviso::reference
