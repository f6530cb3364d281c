// SPDX-License-Identifier: Apache-2.0
// From a scenario to a plan: time, resources, cases, changes, and the layout of what is counted.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/did_you_mean.h"
#include "engine/simulate/arithmetic.h"
#include "engine/simulate/binder.h"

namespace proviso::simulate {
namespace {

constexpr double kDaysAYear = 365.25;
constexpr std::int32_t kMostMonths = 360;  // of a series by month; beyond, it goes by year

std::chrono::year_month_day civil(Date day) { return std::chrono::year_month_day{day}; }

}  // namespace

void Binder::bind_time() {
  plan_.clock = document_.precision == ScenarioPrecision::kDays ? machine::Clock::kDays : machine::Clock::kMinutes;
  plan_.from = document_.from;
  plan_.until = document_.until;
  plan_.as_of = document_.until + std::chrono::days{1};
  if (machine::day_of(plan_.from) == 0 || machine::day_of(plan_.as_of) == 0) {
    report_.error(Code::kScenarioNumber, document_.rules.span, "the scenario leaves the years 1900 to 2079",
                  "let it begin later, or end earlier");
    return;
  }
  plan_.begin = tick_of(plan_.clock, plan_.from);
  plan_.end = tick_of(plan_.clock, plan_.as_of);
  if (document_.framework && document_.framework->text != framework_.name) {
    report_.error(
        Code::kScenarioName, document_.framework->span,
        fmt::format("the scenario is for `{}`, and the rules are `{}`", document_.framework->text, framework_.name),
        "name the rules it is for, or take `framework` out");
  }
  // The series: its first day, then the beginning of each month, or of each year.
  plan_.days.push_back(plan_.begin);
  const auto first = civil(plan_.from);
  const bool by_year = (plan_.until - plan_.from).count() > kMostMonths * 31;
  for (auto month = first.year() / first.month();;) {
    month += by_year ? std::chrono::months{12} : std::chrono::months{1};
    const Date day = by_year ? Date{month.year() / std::chrono::January / 1} : Date{month / 1};
    if (day > plan_.until) break;
    plan_.days.push_back(tick_of(plan_.clock, day));
  }
  plan_.years.push_back(plan_.begin);
  plan_.year_numbers.push_back(static_cast<int>(first.year()));
  for (auto year = first.year() + std::chrono::years{1}; Date{year / std::chrono::January / 1} <= plan_.until;
       year += std::chrono::years{1}) {
    plan_.years.push_back(tick_of(plan_.clock, Date{year / std::chrono::January / 1}));
    plan_.year_numbers.push_back(static_cast<int>(year));
  }
}

void Binder::bind_resources() {
  for (const ScenarioResource& written : document_.resources) {
    Resource resource;
    resource.name = written.name.text;
    resource.count = static_cast<std::int64_t>(written.count.value);
    resource.discipline = written.discipline;
    if (static_cast<double>(resource.count) != written.count.value) {
      report_.error(Code::kScenarioNumber, written.count.span,
                    fmt::format("there cannot be parts of `{}`", resource.name), "give a whole number");
    }
    if (written.calendar) resource.calendar = find_calendar(*written.calendar);
    plan_.resources.push_back(std::move(resource));
  }
  for (const ScenarioChange& change : document_.changes) {
    for (const auto& [name, count] : change.counts) {
      const auto resource = find_resource(name);
      if (!resource) continue;
      const auto number = static_cast<std::int64_t>(count.value);
      if (static_cast<double>(number) != count.value) {
        report_.error(Code::kScenarioNumber, count.span, fmt::format("there cannot be parts of `{}`", name.text),
                      "give a whole number");
      }
      if (change.on < plan_.from || change.on > plan_.until) {
        report_.error(Code::kScenarioNumber, name.span,
                      fmt::format("{} lies outside the scenario", iso_date(change.on)),
                      "give a day from `from` to `until`");
        continue;
      }
      plan_.counts.push_back({tick_of(plan_.clock, change.on), *resource, number});
    }
  }
  std::ranges::stable_sort(plan_.counts, {}, &CountChange::at);
}

void Binder::bind_arrivals() {
  const double ticks = ticks_a_day(plan_.clock);
  for (const ScenarioArrival& written : document_.cases) {
    Arrival arrival;
    arrival.kind = written.kind;
    if (written.season) arrival.season = find_calendar(*written.season);
    switch (written.kind) {
      case ScenarioArrival::Kind::kPopulation:
        arrival.places = static_cast<std::uint32_t>(written.number.value);
        if (static_cast<double>(arrival.places) != written.number.value) {
          report_.error(Code::kScenarioNumber, written.number.span, "there cannot be parts of a place",
                        "give a whole number");
        }
        if (written.first) arrival.first = bind_time(*written.first);
        if (written.again) arrival.again = bind_time(*written.again);
        break;
      case ScenarioArrival::Kind::kRate:
        arrival.rate = written.number.value / kDaysAYear / ticks;
        if (written.growth) arrival.growth = natural_log(1 + written.growth->value) / kDaysAYear / ticks;
        break;
      case ScenarioArrival::Kind::kSchedule:
        for (const auto& [day, number] : written.days) {
          if (day < plan_.from || day > plan_.until) {
            report_.error(Code::kScenarioNumber, number.span,
                          fmt::format("{} lies outside the scenario", iso_date(day)),
                          "give a day from `from` to `until`");
            continue;
          }
          arrival.days.emplace_back(tick_of(plan_.clock, day), static_cast<std::uint32_t>(number.value));
        }
        break;
      case ScenarioArrival::Kind::kList:
        for (const ScenarioListedCase& one : written.listed) {
          if (one.on < plan_.from || one.on > plan_.until) continue;
          Arrival::Listed listed;
          listed.at = tick_of(plan_.clock, one.on);
          for (const auto& [name, text] : one.facts) {
            if (report_.size() >= kMostDocumentProblems) return;
            const auto fact = find(model::SymbolKind::kFact, "fact", name);
            const auto value = fact ? bind_value(*fact, text) : std::nullopt;
            if (value) listed.facts.emplace_back(*fact, *value);
          }
          arrival.listed.push_back(std::move(listed));
        }
        break;
    }
    plan_.arrivals.push_back(std::move(arrival));
  }
}

// So many cases that no run would end are refused before any begins.
void Binder::count_cases() {
  double all = 0;
  Span span{};
  const double length = static_cast<double>(plan_.end) - static_cast<double>(plan_.begin);
  for (std::size_t i = 0; i < plan_.arrivals.size(); ++i) {
    const Arrival& arrival = plan_.arrivals[i];
    double cases = arrival.places;
    if (arrival.kind == ScenarioArrival::Kind::kRate) {
      cases = arrival.growth == 0 ? arrival.rate * length
                                  : arrival.rate / arrival.growth * (natural_exp(arrival.growth * length) - 1);
    }
    for (const auto& [tick, number] : arrival.days) cases += number;
    cases += static_cast<double>(arrival.listed.size());
    all += cases;
    if (all > limits_.cases && span == Span{}) span = document_.cases[i].span;
  }
  if (all > limits_.cases) {
    report_.error(
        Code::kScenarioEndless, span,
        all < 1e15 ? fmt::format("about {:.0f} cases would come in one run, and {:.0f} is the most", all, limits_.cases)
                   : fmt::format("more cases would come in one run than {:.0f}, which is the most", limits_.cases),
        "lower the rate or its growth, let the scenario end earlier, or raise --most-cases");
  }
}

void Binder::bind_changes() {
  for (const ScenarioChange& change : document_.changes) {
    if (!change.pause_until) continue;
    Pause pause;
    if (change.on > plan_.until || *change.pause_until <= plan_.from) continue;  // before or after all of it
    pause.from = tick_of(plan_.clock, std::max(change.on, plan_.from));
    pause.until = tick_of(plan_.clock, std::min(*change.pause_until, plan_.as_of));
    pause.cases = change.paused.empty();
    pause.activities.assign(plan_.activities.size(), change.paused.empty() ? 1 : 0);
    for (const SpannedText& name : change.paused) {
      if (name.text == "cases") {
        pause.cases = true;
        continue;
      }
      bool known = false;
      for (std::size_t i = 0; i < plan_.activities.size(); ++i) {
        if (plan_.activities[i].name != name.text && document_.events[i].event.text != name.text) continue;
        pause.activities[i] = 1;
        known = true;
      }
      if (known) continue;
      std::vector<std::string_view> names{"cases"};
      for (const Activity& activity : plan_.activities) names.push_back(activity.name);
      report_.error(Code::kScenarioName, name.span, fmt::format("the scenario has no event `{}` to pause", name.text),
                    did_you_mean(name.text, names, "name an event of the scenario, or `cases`"));
    }
    plan_.pauses.push_back(std::move(pause));
  }
  std::ranges::stable_sort(plan_.pauses, {}, &Pause::from);
}

void Binder::bind_measures() {
  const auto add = [&](std::uint32_t from, std::uint32_t to, bool asked) {
    for (Measure& known : plan_.measures) {
      if (known.from == from && known.to == to) {
        known.asked = known.asked || asked;
        return;
      }
    }
    if (plan_.measures.size() < 256) plan_.measures.push_back({from, to, asked});
  };
  for (const ScenarioMeasure& written : document_.measures) {
    const auto from = find(model::SymbolKind::kEvent, "event", written.from);
    const auto to = find(model::SymbolKind::kEvent, "event", written.to);
    if (from && to) add(*from, *to, true);
  }
  for (std::uint32_t event = 0; event < plan_.after_event.size(); ++event) {
    for (const std::uint16_t follower : plan_.after_event[event]) {
      const std::uint32_t to = plan_.activities[follower].event;
      if (to != event) add(event, to, false);
    }
  }
  plan_.measures_to.assign(program_.events.size(), {});
  for (std::uint32_t i = 0; i < plan_.measures.size(); ++i) plan_.measures_to[plan_.measures[i].to].push_back(i);
}

void Binder::lay_out() {
  plan_.event_place.assign(program_.events.size(), kNone);
  for (std::uint32_t event = 0; event < program_.events.size(); ++event) {
    if (std::ranges::none_of(plan_.activities, [&](const Activity& a) { return a.event == event; })) continue;
    plan_.event_place[event] = static_cast<std::uint32_t>(plan_.told_events.size());
    plan_.told_events.push_back(event);
  }
  Layout& layout = plan_.layout;
  std::size_t at = 4;
  const auto take = [&](std::size_t numbers) {
    const auto begin = static_cast<std::uint32_t>(at);
    at += numbers;
    return begin;
  };
  layout.duties = take(program_.duties.size() * Layout::kDutyNumbers);
  layout.resources = take(plan_.resources.size() * Layout::kResourceNumbers);
  layout.measures = take(plan_.measures.size() * Layout::kMeasureNumbers);
  layout.unexpected = take(program_.events.size());
  layout.events = take(plan_.told_events.size());
  layout.years = take(plan_.years.size() * (Layout::kYearNumbers + plan_.told_events.size()));
  layout.stages = take(plan_.days.size() * program_.stages.size());
  layout.queues = take(plan_.days.size() * plan_.resources.size());
  layout.size = static_cast<std::uint32_t>(at);
}

void Binder::add_ratios() {
  const auto add = [&](const std::string& text) {
    std::string why;
    const auto ratio = answer_of(plan_, text, why);
    if (ratio && std::ranges::find(plan_.ratios, ratio->text, &Ratio::text) == plan_.ratios.end()) {
      plan_.ratios.push_back(*ratio);
    }
  };
  for (const SpannedText& answer : document_.answers) {
    std::string why;
    if (const auto ratio = answer_of(plan_, answer.text, why)) {
      plan_.ratios.push_back(*ratio);
    } else {
      report_.error(Code::kScenarioName, answer.span, fmt::format("`{}` is no answer of this scenario", answer.text),
                    why);
    }
  }
  plan_.answers = plan_.ratios.size();
  for (const model::Duty& duty : framework_.duties) {
    for (const char* what : {"share", "late", "missed"}) add(fmt::format("{} of {}", what, duty.name));
  }
  for (const Resource& resource : plan_.resources) {
    for (const char* what : {"use of", "wait for", "waiting for"}) add(fmt::format("{} {}", what, resource.name));
  }
  for (const Measure& measure : plan_.measures) {
    add(fmt::format("time from {} to {}", framework_.events[measure.from].name, framework_.events[measure.to].name));
  }
}

void Binder::bind() {
  bind_time();
  if (report_.has_errors()) return;
  bind_resources();
  bind_arrivals();
  count_cases();
  bind_events();
  if (report_.has_errors()) return;
  check_reach();
  if (report_.has_errors()) return;
  check_rest();
  bind_changes();
  bind_measures();
  lay_out();
  add_ratios();
}

std::shared_ptr<const Plan> bind_scenario(const ScenarioDocument& document, const std::string& variant,
                                          std::shared_ptr<const program::Program> program,
                                          const CalendarFinder& calendars, const PlanLimits& limits,
                                          DiagnosticReport& report) {
  DiagnosticReport own;
  auto plan = std::make_shared<Plan>();
  plan->program = std::move(program);
  plan->variant = variant;
  plan->values = ValuePool(&plan->program->literals_pool);
  Binder(document, calendars, limits, *plan, own).bind();
  report.append(own);
  if (!own.empty()) return nullptr;
  Result<machine::Machine> machine = machine::compile(*plan->program, plan->clock);
  if (machine) {
    plan->machine = *std::move(machine);
  } else {
    plan->why_not = machine.error().message;
  }
  return plan;
}

}  // namespace proviso::simulate
