// SPDX-License-Identifier: Apache-2.0
// Looking the names of a scenario up, with a diagnostic for each that stands for nothing. Internal to engine/simulate.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/simulate/plan.h"

namespace proviso::simulate {

class Binder {
 public:
  Binder(const ScenarioDocument& document, const CalendarFinder& calendars, const PlanLimits& limits, Plan& plan,
         DiagnosticReport& report)
      : document_(document),
        calendars_(calendars),
        limits_(limits),
        plan_(plan),
        report_(report),
        program_(*plan.program),
        framework_(*plan.program->framework) {}

  void bind();

 private:
  // bind.cpp
  void bind_time();
  void bind_resources();
  void bind_arrivals();
  void bind_changes();
  void bind_measures();
  void lay_out();
  void add_ratios();
  void count_cases();

  // bind_events.cpp
  void bind_events();
  void bind_event(const ScenarioEvent& event, Activity& activity);
  void bind_triggers();
  void bind_facts(const ScenarioEvent& event, Activity& activity);
  std::optional<FactDraw> bind_fact(const ScenarioFact& fact, const ScenarioEvent& event, const Activity& activity);
  std::optional<Value> bind_value(std::uint32_t fact, const SpannedText& text);
  Tests bind_condition(const ScenarioCondition& condition);
  std::optional<Test> bind_test(const ScenarioTest& test);
  TimeChoices bind_times(const ScenarioTimes& times);
  DurationPlan bind_time(const ScenarioTime& time);
  void check_reach();
  void check_rest();

  std::optional<std::uint32_t> find(model::SymbolKind kind, std::string_view wanted, const SpannedText& name);
  /// The thing of that name of the rules that are continued; kNone.
  [[nodiscard]] std::uint32_t before(model::SymbolKind kind, std::string_view name) const;
  std::optional<std::uint16_t> find_resource(const SpannedText& name);
  std::shared_ptr<const Calendar> find_calendar(const SpannedText& name);

  const ScenarioDocument& document_;
  const CalendarFinder& calendars_;
  const PlanLimits& limits_;
  Plan& plan_;
  DiagnosticReport& report_;
  const program::Program& program_;
  const model::Framework& framework_;
};

}  // namespace proviso::simulate
