// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/load_case.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/model/resolve.h"
#include "engine/model/rule_files.h"
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

/// The first example of what was read, as `load_case` says.
std::unique_ptr<LoadedCase> case_of(const std::vector<model::RuleFile>& files, DiagnosticReport& report) {
  auto loaded = std::make_unique<LoadedCase>();
  loaded->framework = model::resolve(files, report);
  const model::Framework& framework = loaded->framework;
  if (report.has_errors() || framework.examples.empty()) return nullptr;
  loaded->given = given(framework, framework.examples.front());
  if (!framework.calendar.empty() && !loaded->given.calendar) return nullptr;
  if (loaded->given.named_calendars.size() != framework.named_calendars.size()) return nullptr;
  return loaded;
}

Result<std::string> text_of(const std::string& path) {
  std::ifstream stream(path);
  if (!stream) return Error{ErrorCode::kNotFound, "there is no file `" + path + "`", {}};
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
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
  if (example.begun_under && framework.transition) given.transition = framework.transition->from;
  if (example.as_of) given.as_of = *example.as_of;
  return given;
}

std::unique_ptr<LoadedCase> load_case(const std::string& text, SourceSet& sources, DiagnosticReport& report) {
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
  return case_of(files, report);
}

std::unique_ptr<LoadedCase> load_rules(const std::string& path, SourceSet& sources, DiagnosticReport& report) {
  const Result<std::string> text = text_of(path);
  if (!text) return nullptr;
  return case_of(model::read_rule_files(sources.add(path, *text), sources, text_of, report), report);
}

}  // namespace proviso::reference
