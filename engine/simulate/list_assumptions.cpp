// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/list_assumptions.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace proviso::simulate {
namespace {

/// `5 working days`.
std::string with_unit(double value, ScenarioUnit unit) {
  constexpr std::string_view kUnits[] = {"days", "working days", "hours"};
  std::string_view word = kUnits[static_cast<std::size_t>(unit)];
  if (value == 1) word.remove_suffix(1);
  return fmt::format("{} {}", value, word);
}

/// By place: what the numbers of durations count.
std::map<std::string, ScenarioUnit> units_of(const ScenarioDocument& document) {
  std::map<std::string, ScenarioUnit> units;
  const auto add = [&](const ScenarioTime& time) {
    // Beside a median stands its spread, beside a mean its shape.
    const bool first_only = time.kind == ScenarioTime::Kind::kLogNormal || time.kind == ScenarioTime::Kind::kGamma;
    for (std::size_t i = 0; i < time.numbers.size() && !(first_only && i > 0); ++i) {
      units.emplace(time.numbers[i].place, time.unit);
    }
  };
  for (const ScenarioArrival& arrival : document.cases) {
    if (arrival.first) add(*arrival.first);
    if (arrival.again) add(*arrival.again);
  }
  for (const ScenarioEvent& event : document.events) {
    for (const ScenarioChoice& choice : event.wait) add(choice.time);
    for (const ScenarioChoice& choice : event.takes) add(choice.time);
  }
  return units;
}

}  // namespace

void add_assumptions(const SimulatedScenario& scenario, SimulationResults& results) {
  ScenarioDocument document = scenario.file->base;
  const std::map<std::string, ScenarioUnit> units = units_of(document);
  each_number(document, [&](ScenarioNumber& number) {
    if (number.place.empty()) return;
    const SourceFile& file = (*scenario.sources)[number.span.file];
    Assumption assumption;
    assumption.place = number.place;
    const auto unit = units.find(number.place);
    assumption.value = unit == units.end() ? fmt::format("{}", number.value) : with_unit(number.value, unit->second);
    if (number.range) {
      assumption.low = number.range->first;
      assumption.high = number.range->second;
    }
    assumption.sample = number.sample;
    assumption.source = number.source;
    assumption.file = file.path();
    assumption.line = file.position(number.span.begin).line;
    results.assumptions.push_back(std::move(assumption));
  });
  const auto add_tables = [&](const std::string& place, const ScenarioTimes& times) {
    for (const ScenarioChoice& choice : times) {
      if (choice.time.kind != ScenarioTime::Kind::kEmpirical) continue;
      const SourceFile& file = (*scenario.sources)[choice.time.span.file];
      results.assumptions.push_back({.place = place + ".empirical",
                                     .value = time_text(choice.time),
                                     .low = {},
                                     .high = {},
                                     .sample = {},
                                     .source = choice.time.source.empty() ? choice.time.file : choice.time.source,
                                     .file = file.path(),
                                     .line = file.position(choice.time.span.begin).line});
    }
  };
  for (const ScenarioEvent& event : document.events) {
    add_tables(fmt::format("events.{}.wait", event.name), event.wait);
    add_tables(fmt::format("events.{}.takes", event.name), event.takes);
  }
}

}  // namespace proviso::simulate
