// SPDX-License-Identifier: Apache-2.0
// The events of a scenario: what they follow, what they take, how their facts turn out.
#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "base/word_list.h"
#include "engine/run/binding.h"
#include "engine/simulate/binder.h"

namespace proviso::simulate {
namespace {

constexpr double kTwoTo32 = 4294967296.0;

std::uint32_t stream_named(std::string_view name) { return stream_of(name.data(), name.size()); }

/// `none` and `a, b` as the items of a list.
std::vector<std::string> items_of(std::string_view text) {
  std::vector<std::string> items;
  if (text == "none") return items;
  while (true) {
    const std::size_t comma = text.find(", ");
    items.emplace_back(text.substr(0, comma));
    if (comma == std::string_view::npos) return items;
    text.remove_prefix(comma + 2);
  }
}

}  // namespace

std::optional<std::uint32_t> Binder::find(model::SymbolKind kind, std::string_view wanted, const SpannedText& name) {
  if (const auto found = framework_.find(kind, name.text)) return found;
  if (const std::uint32_t there = before(kind, name.text); there != kNone) return there;
  const auto symbol = framework_.symbols.find(name.text);
  report_.error(
      Code::kScenarioName, name.span,
      symbol == framework_.symbols.end()
          ? fmt::format("the rules declare no {} `{}`", wanted, name.text)
          : fmt::format("`{}` is {} in the rules, not {} {}", name.text, model::symbol_kind_text(symbol->second.kind),
                        wanted == "event" ? "an" : "a", wanted),
      did_you_mean(name.text, framework_.names(kind), fmt::format("name one that `{}` declares", framework_.name)));
  return std::nullopt;
}

std::uint32_t Binder::before(model::SymbolKind kind, std::string_view name) const {
  if (!framework_.transition) return kNone;
  const std::string& there = framework_.parts[framework_.transition->followed.value].name;
  return framework_.find(kind, fmt::format("{}/{}", there, name)).value_or(kNone);
}

std::optional<std::uint16_t> Binder::find_resource(const SpannedText& name) {
  const auto found = std::ranges::find(plan_.resources, name.text, &Resource::name);
  if (found != plan_.resources.end()) return static_cast<std::uint16_t>(found - plan_.resources.begin());
  std::vector<std::string_view> names;
  for (const Resource& resource : plan_.resources) names.push_back(resource.name);
  report_.error(Code::kScenarioName, name.span, fmt::format("the scenario has no resource `{}`", name.text),
                did_you_mean(name.text, names, "add it to `resources`, as in `team: {count: 8}`"));
  return std::nullopt;
}

std::shared_ptr<const Calendar> Binder::find_calendar(const SpannedText& name) {
  std::shared_ptr<const Calendar> found;
  if (name.text == "working days") found = program_.calendars.working;
  for (std::size_t i = 0; i < framework_.named_calendars.size() && !found; ++i) {
    const model::NamedCalendar& named = framework_.named_calendars[i];
    if (named.calendar == name.text || named.word + " days" == name.text) found = program_.calendars.named[i];
  }
  if (!found && name.text != "working days" && calendars_) found = calendars_(name.text);
  if (!found) {
    report_.error(Code::kScenarioName, name.span, fmt::format("there is no calendar `{}`", name.text),
                  "write `working days` for that of the rules, or the name of a calendar file");
  } else if (!found->knows(plan_.from) || !found->knows(plan_.until)) {
    report_.error(Code::kScenarioNumber, name.span,
                  fmt::format("the calendar `{}` does not know all days of the scenario", name.text),
                  "add the years to the calendar, or let the scenario cover fewer");
  }
  return found;
}

DurationPlan Binder::bind_time(const ScenarioTime& time) {
  double steps = 1;
  if (time.unit == ScenarioUnit::kDays) steps = ticks_a_day(plan_.clock);
  if (time.unit == ScenarioUnit::kHours) {
    steps = 60;
    if (plan_.clock == machine::Clock::kDays) {
      report_.error(Code::kScenarioNumber, time.span, "a duration in hours, and time is told in days",
                    "add `precision: minutes` to the scenario");
    }
  }
  const Calendar* working = program_.calendars.working.get();
  if (time.unit == ScenarioUnit::kWorkingDays) {
    if (working == nullptr) {
      report_.error(Code::kScenarioName, time.span, "a duration in working days, and the rules name no calendar",
                    fmt::format("count in days, or add a `calendar` to `{}`", framework_.name));
    } else if (!working->knows(plan_.from) || !working->knows(plan_.until)) {
      report_.error(Code::kScenarioNumber, time.span,
                    fmt::format("the calendar `{}` does not know all days of the scenario", working->name()),
                    "add the years to the calendar, or let the scenario cover fewer");
    }
  }
  return plan_duration(time, steps);
}

TimeChoices Binder::bind_times(const ScenarioTimes& times) {
  TimeChoices all;
  for (const ScenarioChoice& choice : times) {
    Tests tests = bind_condition(choice.condition);
    all.push_back({std::move(tests), bind_time(choice.time)});
  }
  return all;
}

std::optional<Test> Binder::bind_test(const ScenarioTest& test) {
  Test bound;
  if (test.name.text == "stage") {
    bound.of_stages = true;
    bound.stages.assign(program_.stages.size(), 0);
    for (const SpannedText& value : test.values) {
      const auto stage = find(model::SymbolKind::kStage, "stage", value);
      if (!stage) return std::nullopt;
      bound.stages[*stage] = 1;
      if (const std::uint32_t there = before(model::SymbolKind::kStage, value.text); there != kNone) {
        bound.stages[there] = 1;
      }
    }
    return bound;
  }
  const auto fact = find(model::SymbolKind::kFact, "fact", test.name);
  if (!fact) return std::nullopt;
  bound.fact = *fact;
  bound.fact_before = before(model::SymbolKind::kFact, test.name.text);
  if (!machine::is_coded(framework_.facts[*fact].type)) {
    report_.error(Code::kScenarioCondition, test.name.span,
                  fmt::format("`{}` is {}: conditions of scenarios ask for yes and no and for the values of a list",
                              test.name.text, model::type_text(framework_.facts[*fact].type)),
                  "ask for a fact that is yes/no or `one of`; the rules may derive one");
    return std::nullopt;
  }
  for (const SpannedText& text : test.values) {
    const auto value = bind_value(*fact, text);
    if (!value) return std::nullopt;
    const std::uint8_t code = machine::code_of(*value);
    bound.codes[code >> 6U] |= std::uint64_t{1} << (code & 63U);
  }
  return bound;
}

Tests Binder::bind_condition(const ScenarioCondition& condition) {
  Tests tests;
  for (const ScenarioTest& test : condition) {
    if (auto bound = bind_test(test)) tests.push_back(*std::move(bound));
  }
  return tests;
}

std::optional<Value> Binder::bind_value(std::uint32_t fact, const SpannedText& text) {
  const model::Type& type = framework_.facts[fact].type;
  std::string words = text.text;
  if (type.kind == model::TypeKind::kYesNo && words == "true") words = "yes";
  if (type.kind == model::TypeKind::kYesNo && words == "false") words = "no";
  const Result<Value> value = type.kind == model::TypeKind::kList
                                  ? run::list_value(program_, fact, items_of(words), plan_.values)
                                  : run::value_from_text(program_, fact, words, plan_.values);
  if (value) return *value;
  report_.error(Code::kScenarioCondition, text.span, value.error().message);
  return std::nullopt;
}

std::optional<FactDraw> Binder::bind_fact(const ScenarioFact& written, const ScenarioEvent& event,
                                          const Activity& activity) {
  const auto fact = find(model::SymbolKind::kFact, "fact", written.fact);
  if (!fact) return std::nullopt;
  FactDraw draw;
  draw.fact = *fact;
  draw.fact_before = before(model::SymbolKind::kFact, written.fact.text);
  draw.stream = stream_named(fmt::format("{}.{}", activity.name, written.fact.text));
  if (!run::records(program_, activity.event, *fact) &&
      (activity.event_before == kNone || draw.fact_before == kNone ||
       !run::records(program_, activity.event_before, draw.fact_before))) {
    std::vector<std::string> names;
    for (const model::FactId id : framework_.events[activity.event].records) {
      names.push_back(fmt::format("`{}`", framework_[id].name));
    }
    report_.error(
        Code::kScenarioCondition, written.fact.span,
        fmt::format("`{}` does not record `{}`", event.event.text, written.fact.text),
        names.empty() ? std::string("this event records no facts") : fmt::format("it records {}", joined(names)));
    return std::nullopt;
  }
  const auto recorded = program_.list(program_.fact_lists, program_.events[activity.event].records);
  draw.shift = static_cast<std::uint32_t>(std::ranges::find(recorded, *fact) - recorded.begin()) * 8U;
  for (const ScenarioShares& shares : written.outcomes) {
    Outcome outcome;
    outcome.tests = bind_condition(shares.condition);
    double sum = 0;
    for (const ScenarioShare& share : shares.shares) {
      const auto value = bind_value(*fact, share.value);
      if (!value) continue;
      auto known = std::ranges::find(draw.values, *value);
      if (known == draw.values.end()) {
        known = draw.values.insert(known, *value);
        draw.codes.push_back(machine::code_of(*value));
      }
      sum += share.share.value;
      outcome.values.push_back(static_cast<std::uint32_t>(known - draw.values.begin()));
      outcome.up_to.push_back(sum * kTwoTo32 >= kTwoTo32 ? UINT32_MAX : static_cast<std::uint32_t>(sum * kTwoTo32));
    }
    // A value that never comes must not be the one that serves for what rounding leaves over.
    while (!outcome.up_to.empty() && shares.shares[outcome.up_to.size() - 1].share.value <= 0) {
      outcome.up_to.pop_back();
      outcome.values.pop_back();
      if (outcome.up_to.size() > shares.shares.size()) break;
    }
    if (!outcome.up_to.empty()) outcome.up_to.back() = UINT32_MAX;
    draw.outcomes.push_back(std::move(outcome));
  }
  return draw;
}

void Binder::bind_facts(const ScenarioEvent& event, Activity& activity) {
  for (const ScenarioFact& fact : event.facts) {
    if (auto draw = bind_fact(fact, event, activity)) activity.facts.push_back(*std::move(draw));
  }
  const auto recorded = program_.list(program_.fact_lists, program_.events[activity.event].records);
  for (std::uint32_t i = 0; i < recorded.size(); ++i) {
    const std::string& name = framework_.facts[recorded[i]].name;
    const auto says = [&](const ScenarioEvent& one) {
      return std::ranges::any_of(one.facts, [&](const ScenarioFact& written) { return written.fact.text == name; });
    };
    if (says(event)) continue;
    activity.kept.emplace_back(recorded[i], i * 8U);
    const bool is_read = std::ranges::any_of(program_.code, [&](const program::Instruction& instruction) {
      return instruction.op == program::Instruction::Op::kFact && instruction.operand == recorded[i];
    });
    if (!is_read || std::ranges::any_of(document_.events, says)) continue;
    std::string note = fmt::format(
        "Nothing says how `{}` turns out, which `{}` records and the rules ask for: it stays unknown, and what hangs "
        "on it "
        "undecided.",
        name, event.event.text);
    const auto same = [&](const std::string& other) { return other.find("`" + name + "`") != std::string::npos; };
    if (std::ranges::none_of(plan_.notes, same)) plan_.notes.push_back(std::move(note));
  }
}

void Binder::bind_event(const ScenarioEvent& event, Activity& activity) {
  activity.condition = bind_condition(event.condition);
  activity.still = bind_condition(event.still);
  activity.wait = bind_times(event.wait);
  activity.takes = bind_times(event.takes);
  for (const ScenarioNeed& need : event.needs) {
    const auto resource = find_resource(need.resource);
    if (!resource) continue;
    const auto number = static_cast<std::uint32_t>(need.number.value);
    std::int64_t most = plan_.resources[*resource].count;
    for (const CountChange& change : plan_.counts) {
      if (change.resource == *resource) most = std::max(most, change.count);
    }
    if (static_cast<double>(number) != need.number.value || most < number) {
      report_.error(Code::kScenarioResource, need.number.span,
                    static_cast<double>(number) != need.number.value
                        ? fmt::format("`{}` is needed in parts", need.resource.text)
                        : fmt::format("{} of `{}` are needed at once, and there are never more than {}", number,
                                      need.resource.text, most),
                    "need a whole number, and no more than there are");
    }
    activity.needs.push_back({*resource, number});
  }
  // In one order for all, so that no two of them wait for one another.
  std::ranges::sort(activity.needs, {}, &Need::resource);
  if (event.until) {
    if (event.needs.empty()) {
      report_.error(Code::kScenarioResource, event.until->span, "`until` gives back what nothing needs",
                    "add `needs`, or take `until` out");
    }
    if (const auto until = find(model::SymbolKind::kEvent, "event", *event.until)) {
      activity.until = *until == activity.event ? kNone : *until;
    }
  }
  if (event.chance && event.chance->value < 1) {
    activity.chance = static_cast<std::uint64_t>(event.chance->value * kTwoTo32);
  }
  activity.times = static_cast<std::uint16_t>(event.times);
  bind_facts(event, activity);
  if (event.hurry) {
    Hurry hurry;
    hurry.from = event.hurry->from.value;
    hurry.factor = event.hurry->factor.value;
    hurry.working_days = !activity.takes.empty() && activity.takes.front().time.working_days;
    if (!hurry.working_days) hurry.from *= ticks_a_day(plan_.clock);
    if (const auto duty = find(model::SymbolKind::kDuty, "duty", event.hurry->duty)) hurry.duty = *duty;
    activity.hurry = hurry;
  }
  if (event.queue) {
    if (const auto resource = find_resource(event.queue->resource)) {
      activity.queue = QueueEffect{*resource, event.queue->factor.value};
    }
  }
  if (event.season) activity.season = find_calendar(*event.season);
  activity.at_once = activity.wait.empty() && activity.needs.empty() && activity.season == nullptr;
}

void Binder::bind_events() {
  if (document_.events.size() > kMostActivities) {
    report_.error(Code::kScenarioEndless, document_.events[kMostActivities].span,
                  fmt::format("a scenario has more than {} events", kMostActivities), "leave some out");
    return;
  }
  for (const ScenarioEvent& event : document_.events) {
    Activity& activity = plan_.activities.emplace_back();
    activity.name = event.name;
    activity.stream = stream_named(event.name);
    const auto found = find(model::SymbolKind::kEvent, "event", event.event);
    if (!found) {
      for (const ScenarioNeed& need : event.needs) (void)find_resource(need.resource);
      continue;
    }
    activity.event = *found;
    activity.event_before = before(model::SymbolKind::kEvent, event.event.text);
    bind_event(event, activity);
  }
  bind_triggers();
}

void Binder::bind_triggers() {
  plan_.after_event.assign(program_.events.size(), {});
  plan_.after_stage.assign(program_.stages.size(), {});
  for (std::size_t i = 0; i < document_.events.size(); ++i) {
    const auto number = static_cast<std::uint16_t>(i);
    for (const ScenarioTrigger& trigger : document_.events[i].after) {
      switch (trigger.kind) {
        case ScenarioTrigger::Kind::kStart:
          plan_.after_start.push_back(number);
          break;
        case ScenarioTrigger::Kind::kStage:
          if (const auto stage = find(model::SymbolKind::kStage, "stage", trigger.name)) {
            plan_.after_stage[*stage].push_back(number);
            if (const auto there = before(model::SymbolKind::kStage, trigger.name.text); there != kNone) {
              if (there != *stage) plan_.after_stage[there].push_back(number);
            }
            plan_.watches_stages = true;
          }
          break;
        case ScenarioTrigger::Kind::kEvent: {
          const auto event = find(model::SymbolKind::kEvent, "event", trigger.name);
          if (!event) break;
          const bool comes = std::ranges::any_of(
              document_.events, [&](const ScenarioEvent& other) { return other.event.text == trigger.name.text; });
          if (!comes) {
            report_.error(Code::kScenarioEvent, trigger.name.span,
                          fmt::format("`{}` never happens in this scenario", trigger.name.text),
                          "give it an entry of its own in `events`");
          }
          plan_.after_event[*event].push_back(number);
          break;
        }
      }
    }
  }
}

}  // namespace proviso::simulate
