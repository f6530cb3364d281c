// SPDX-License-Identifier: Apache-2.0
// A scenario with every name looked up in a program, ready to be run. Immutable; shared by all threads.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "engine/calendar/calendar.h"
#include "engine/documents/scenario_document.h"
#include "engine/machine/machine.h"
#include "engine/program/program.h"
#include "engine/simulate/draws.h"

namespace proviso::simulate {

/// A time of the simulation: a machine::Day or a machine::Minute, whichever the scenario tells time by.
using Tick = std::uint32_t;
constexpr Tick kNever = std::numeric_limits<Tick>::max();
constexpr std::uint32_t kNone = program::kNone;
constexpr std::size_t kMostActivities = 1000;

/// Whether a case is so at a moment: a fact has one of some values, or a track stands in one of some stages.
struct Test {
  bool of_stages = false;
  std::uint32_t fact = kNone;
  std::uint32_t fact_before = kNone;     ///< the fact of the same name of the rules that are continued
  std::array<std::uint64_t, 4> codes{};  ///< by the fact's code, a bit
  std::vector<std::uint8_t> stages;      ///< by stage

  [[nodiscard]] bool has(std::uint8_t code) const { return (codes[code >> 6U] >> (code & 63U) & 1U) != 0; }
};
using Tests = std::vector<Test>;

struct TimeChoice {
  Tests tests;
  DurationPlan time;
};
using TimeChoices = std::vector<TimeChoice>;

/// How a fact turns out.
struct Outcome {
  Tests tests;
  std::vector<std::uint32_t> up_to;   ///< of 2^32, how many draws give this value or one before it
  std::vector<std::uint32_t> values;  ///< into FactDraw::values
};
struct FactDraw {
  std::uint32_t fact = 0;
  std::uint32_t fact_before = kNone;
  std::uint32_t shift = 0;  ///< of its code among those of the event, for the machine
  std::uint32_t stream = 0;
  std::vector<Value> values;
  std::vector<std::uint8_t> codes;  ///< of the values
  std::vector<Outcome> outcomes;
};

struct Need {
  std::uint16_t resource = 0;
  std::uint32_t number = 1;
};

struct Hurry {
  std::uint32_t duty = 0;
  double from = 0;  ///< steps of the duration
  double factor = 1;
  bool working_days = false;
};

struct QueueEffect {
  std::uint16_t resource = 0;
  double factor = 0;
};

/// What brings an event about.
struct Activity {
  std::string name;
  std::uint32_t event = 0;
  std::uint32_t event_before = kNone;  ///< the event of the same name of the rules that are continued
  std::uint32_t stream = 0;
  Tests condition;
  Tests still;
  TimeChoices wait;
  TimeChoices takes;
  std::vector<Need> needs;
  std::uint32_t until = kNone;          ///< event that gives back; kNone: its own
  std::optional<std::uint64_t> chance;  ///< of 2^32
  std::uint16_t times = 1;
  std::vector<FactDraw> facts;
  /// Facts that the event records and that nothing is said of: they stay as they are. With the place of their codes.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> kept;
  std::optional<Hurry> hurry;
  std::optional<QueueEffect> queue;
  std::shared_ptr<const Calendar> season;
  bool at_once = false;  ///< neither wait nor season, nor anything to ask for
};

struct Resource {
  std::string name;
  std::int64_t count = 0;
  ScenarioDiscipline discipline{};
  std::shared_ptr<const Calendar> calendar;  ///< null: every day
};

/// A source of cases.
struct Arrival {
  ScenarioArrival::Kind kind{};
  std::uint32_t places = 0;
  std::optional<DurationPlan> first;
  std::optional<DurationPlan> again;
  double rate = 0;                                   ///< a day
  double growth = 0;                                 ///< of the logarithm of the rate, a day
  std::vector<std::pair<Tick, std::uint32_t>> days;  ///< kSchedule
  struct Listed {
    Tick at = 0;
    std::vector<std::pair<std::uint32_t, Value>> facts;  ///< how they turn out
  };
  std::vector<Listed> listed;
  std::shared_ptr<const Calendar> season;
};

struct Pause {
  Tick from = 0;
  Tick until = 0;
  bool cases = false;
  std::vector<std::uint8_t> activities;  ///< by activity
};

/// A new number of a resource.
struct CountChange {
  Tick at = 0;
  std::uint16_t resource = 0;
  std::int64_t count = 0;
};

/// The time from one event to another, of one case.
struct Measure {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  bool asked = false;
};

/// A ratio of two numbers of a tally: all estimates but plain means are of this kind.
struct Ratio {
  std::uint32_t numerator = 0;
  std::uint32_t denominator = kNone;  ///< kNone: 1, so that it is a mean over runs
  double scale = 1;
  bool share = false;  ///< a part of a whole: from 0 to 1
  std::string text;    ///< `share of submit-wsoa`
  std::string unit;
};

/// Where each number of a tally stands.
struct Layout {
  static constexpr std::uint32_t kBegun = 0;
  static constexpr std::uint32_t kOver = 1;
  static constexpr std::uint32_t kEvents = 2;
  static constexpr std::uint32_t kUnexpected = 3;
  static constexpr std::uint32_t kStatuses = 8;
  static constexpr std::uint32_t kDutyNumbers = 3 + kStatuses;  ///< arisen, rated, missed in all, then by status
  static constexpr std::uint32_t kResourceNumbers = 7;          ///< see below
  static constexpr std::uint32_t kMeasureNumbers = 2;           ///< count, ticks
  static constexpr std::uint32_t kYearNumbers = 2;              ///< begun, over; then events

  std::uint32_t duties = 0;
  std::uint32_t resources = 0;  ///< each: there, held, queue (ticks), asked, got, waited (cases), waits (ticks)
  std::uint32_t measures = 0;
  std::uint32_t unexpected = 0;  ///< by event
  std::uint32_t events = 0;      ///< by Plan::told_events
  std::uint32_t years = 0;
  std::uint32_t stages = 0;  ///< by day of the series, by stage
  std::uint32_t queues = 0;  ///< by day of the series, by resource
  std::uint32_t size = 0;

  [[nodiscard]] std::uint32_t duty(std::size_t duty) const {
    return duties + static_cast<std::uint32_t>(duty) * kDutyNumbers;
  }
  [[nodiscard]] std::uint32_t status(std::size_t duty, DutyStatus status) const {
    return this->duty(duty) + 3 + static_cast<std::uint32_t>(status);
  }
  [[nodiscard]] std::uint32_t resource(std::size_t resource) const {
    return resources + static_cast<std::uint32_t>(resource) * kResourceNumbers;
  }
  [[nodiscard]] std::uint32_t measure(std::size_t measure) const {
    return measures + static_cast<std::uint32_t>(measure) * kMeasureNumbers;
  }
};

struct Plan {
  std::shared_ptr<const program::Program> program;
  std::string variant;
  machine::Clock clock{};
  Date from{};
  Date until{};
  Tick begin = 0;
  Tick end = 0;  ///< the first moment after the last day
  Date as_of{};  ///< the day after the last one
  ValuePool values;
  std::vector<Activity> activities;
  std::vector<Resource> resources;
  std::vector<Arrival> arrivals;
  std::vector<Pause> pauses;
  std::vector<CountChange> counts;  ///< in order of time
  std::vector<Measure> measures;
  std::vector<std::vector<std::uint16_t>> after_event;  ///< by event: activities
  std::vector<std::vector<std::uint16_t>> after_stage;  ///< by stage
  std::vector<std::uint16_t> after_start;
  bool watches_stages = false;                          ///< `after_stage` has some
  std::vector<std::vector<std::uint32_t>> measures_to;  ///< by event: into measures
  std::vector<std::uint32_t> told_events;               ///< those the scenario has, in file order
  std::vector<Tick> days;                               ///< of the series
  std::vector<Tick> years;                              ///< when each begins; the first at the beginning
  std::vector<std::int32_t> year_numbers;
  std::vector<std::uint32_t> event_place;  ///< by event: among `told_events`; kNone
  Layout layout;
  std::vector<Ratio> ratios;                ///< every one that is reported
  std::size_t answers = 0;                  ///< the first so many are those asked for
  std::optional<machine::Machine> machine;  ///< nothing: the procedure is not plain
  std::string why_not;
  std::vector<std::string> notes;  ///< what a reader of the results should know

  Plan() : values(nullptr) {}
};

/// Calendars by name, beside those of the framework; null where there is none.
using CalendarFinder = std::function<std::shared_ptr<const Calendar>(const std::string& name)>;

/// How large a run may be.
struct PlanLimits {
  double cases = 1'000'000;  ///< expected in one run
};

/// Looks everything up; every mistake is reported at its place in the scenario.
/// @return null where anything was reported
std::shared_ptr<const Plan> bind_scenario(const ScenarioDocument& document, const std::string& variant,
                                          std::shared_ptr<const program::Program> program,
                                          const CalendarFinder& calendars, const PlanLimits& limits,
                                          DiagnosticReport& report);

/// An answer by its words: `share of letter`, `misses of letter`, `use of team`, `wait for team`, `number of visit`,
/// `time from a to b`.
/// @return nothing, and `why` says what it could be, where it is none
std::optional<Ratio> answer_of(const Plan& plan, std::string_view text, std::string& why);

/// The steps of a day.
inline double ticks_a_day(machine::Clock clock) { return clock == machine::Clock::kDays ? 1 : kDayEnd; }
inline machine::Day day_of_tick(const Plan& plan, Tick tick) {
  return plan.clock == machine::Clock::kDays ? static_cast<machine::Day>(tick) : machine::day_in(machine::Minute{tick});
}
/// The first moment of a day.
inline Tick tick_of(machine::Clock clock, Date day) {
  const machine::Day number = machine::day_of(day);
  return clock == machine::Clock::kDays ? Tick{number} : machine::minute_at(number, 1);
}

}  // namespace proviso::simulate
