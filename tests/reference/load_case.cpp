// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/load_case.h"

#include <algorithm>

#include "engine/model/resolve.h"
#include "grammar/parse.h"
#include "tests/reference/test_calendars.h"

namespace proviso::reference {

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
  loaded->framework = model::resolve(grammar::parse(sources.add("case.proviso", text), report), report);
  const model::Framework& framework = loaded->framework;
  if (report.has_errors() || framework.examples.empty()) return nullptr;
  loaded->given = given(framework, framework.examples.front());
  if (!framework.calendar.empty() && !loaded->given.calendar) return nullptr;
  if (loaded->given.named_calendars.size() != framework.named_calendars.size()) return nullptr;
  return loaded;
}

}  // namespace proviso::reference
