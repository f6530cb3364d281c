// SPDX-License-Identifier: Apache-2.0
// One entry of `events`: what it follows, what it needs, how long it takes, how its facts turn out.
#include <fmt/format.h>

#include "engine/documents/scenario_values.h"

namespace proviso {
namespace {

constexpr std::int64_t kMostTimes = 1000;

void read_need(const YamlValue& value, const std::string& place, const ScenarioReader& reader, ScenarioEvent& event) {
  if (value.kind == YamlValue::Kind::kText) {
    // `needs: team` is one of it.
    ScenarioNumber one;
    one.value = 1;
    one.span = value.span;
    if (const auto name = as_text(value, "needs", reader.report)) event.needs.push_back({*name, one});
    return;
  }
  if (value.kind != YamlValue::Kind::kMap) {
    reader.report.error(Code::kYamlWrongType, value.span, "`needs` does not say what is needed",
                        "write the resource with how many of it, as in {team: 1}");
    return;
  }
  for (const YamlEntry& entry : value.entries) {
    auto number = reader.number(entry.value, fmt::format("{}.needs.{}", place, entry.key.text), 1, kMostCount);
    if (!number) continue;
    number->range.reset();
    event.needs.push_back({entry.key, *number});
  }
}

void read_trigger(const YamlValue& value, DiagnosticReport& report, ScenarioEvent& event) {
  ScenarioTrigger trigger;
  if (value.kind == YamlValue::Kind::kMap) {
    if (!check_keys(value, "what an event follows", {{"stage", true}}, report)) return;
    const YamlValue* stage = value.find("stage");
    auto name = stage == nullptr ? std::nullopt : as_text(*stage, "stage", report);
    if (!name) return;
    trigger.kind = ScenarioTrigger::Kind::kStage;
    trigger.name = *std::move(name);
  } else {
    auto name = as_text(value, "after", report);
    if (!name) return;
    trigger.kind = name->text == "start" ? ScenarioTrigger::Kind::kStart : ScenarioTrigger::Kind::kEvent;
    trigger.name = *std::move(name);
  }
  event.after.push_back(std::move(trigger));
}

}  // namespace

std::optional<ScenarioEvent> read_scenario_event(const YamlValue& value, const ScenarioReader& reader) {
  DiagnosticReport& report = reader.report;
  const std::size_t before = report.size();
  if (!check_keys(value, "an event",
                  {{"event", true},
                   {"name"},
                   {"after", true},
                   {"if"},
                   {"while"},
                   {"wait"},
                   {"takes"},
                   {"needs"},
                   {"until"},
                   {"chance"},
                   {"times"},
                   {"facts"},
                   {"hurry"},
                   {"queue"},
                   {"season"},
                   {"in"}},
                  report)) {
    return std::nullopt;
  }
  ScenarioEvent event;
  event.span = value.span;
  const auto text = [&](const char* key) -> std::optional<SpannedText> {
    const YamlValue* given = value.find(key);
    return given == nullptr ? std::nullopt : as_text(*given, key, report);
  };
  if (auto name = text("event")) event.event = *std::move(name);
  event.name = text("name").value_or(event.event).text;
  const std::string place = fmt::format("events.{}", event.name);
  if (const YamlValue* after = value.find("after")) {
    if (after->kind == YamlValue::Kind::kSequence) {
      for (const YamlValue& item : after->items) read_trigger(item, report, event);
    } else {
      read_trigger(*after, report, event);
    }
  }
  if (const YamlValue* given = value.find("if")) event.condition = reader.condition(*given, "if");
  if (const YamlValue* given = value.find("while")) event.still = reader.condition(*given, "while");
  if (const YamlValue* given = value.find("wait")) event.wait = reader.times(*given, place + ".wait");
  if (const YamlValue* given = value.find("takes")) event.takes = reader.times(*given, place + ".takes");
  // Of the event as a whole: for those of its durations that say nothing themselves.
  if (const YamlValue* given = value.find("in")) {
    const auto unit = reader.unit(*given);
    for (ScenarioTimes* times : {&event.wait, &event.takes}) {
      for (ScenarioChoice& choice : *times) {
        if (unit && !choice.time.unit_given) choice.time.unit = *unit;
      }
    }
  }
  if (const YamlValue* given = value.find("needs")) read_need(*given, place, reader, event);
  event.until = text("until");
  if (const YamlValue* given = value.find("chance")) event.chance = reader.number(*given, place + ".chance", 0, 1);
  if (const YamlValue* given = value.find("times")) {
    event.times = as_whole_number(*given, "times", report).value_or(1);
    if (event.times < 1 || event.times > kMostTimes) {
      report.error(Code::kScenarioNumber, given->span, fmt::format("`times` cannot be {}", event.times),
                   fmt::format("give a number from 1 to {}", kMostTimes));
    }
  }
  if (const YamlValue* given = value.find("facts")) event.facts = reader.facts(*given, place + ".facts");
  if (const YamlValue* given = value.find("hurry");
      given != nullptr && check_keys(*given, "`hurry`", {{"duty", true}, {"from", true}, {"factor", true}}, report)) {
    ScenarioHurry hurry;
    hurry.span = given->span;
    if (const YamlValue* duty = given->find("duty"))
      hurry.duty = as_text(*duty, "duty", report).value_or(SpannedText{});
    if (const YamlValue* from = given->find("from")) {
      if (const auto number = reader.number(*from, place + ".hurry.from", 0, 1e5)) hurry.from = *number;
    }
    if (const YamlValue* factor = given->find("factor")) {
      if (const auto number = reader.number(*factor, place + ".hurry.factor", 0, 10)) hurry.factor = *number;
    }
    event.hurry = std::move(hurry);
  }
  if (const YamlValue* given = value.find("queue");
      given != nullptr && check_keys(*given, "`queue`", {{"resource", true}, {"factor", true}}, report)) {
    ScenarioQueueEffect effect;
    if (const YamlValue* name = given->find("resource")) {
      effect.resource = as_text(*name, "resource", report).value_or(SpannedText{});
    }
    if (const YamlValue* factor = given->find("factor")) {
      if (const auto number = reader.number(*factor, place + ".queue.factor", -0.001, 10)) effect.factor = *number;
    }
    event.queue = std::move(effect);
  }
  event.season = text("season");
  return report.size() == before ? std::optional(std::move(event)) : std::nullopt;
}

}  // namespace proviso
