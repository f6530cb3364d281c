// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate_report/context.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/word_list.h"
#include "engine/calendar/deadline.h"
#include "engine/charts/numbers.h"
#include "engine/model/wording.h"
#include "engine/simulate_report/wording.h"

namespace proviso::simulate_report {
namespace {

std::optional<Duration> amount_on(const model::Framework& framework, const model::Amount& amount, Date day) {
  if (const auto* written = std::get_if<Duration>(&amount)) return *written;
  if (const auto* parameter = std::get_if<model::ParameterId>(&amount)) {
    if (const model::ParameterVersion* version = framework[*parameter].in_force(day)) return version->value;
  }
  return std::nullopt;
}

/// The days from a day to the end of the limit that runs from it.
std::optional<double> length_from(const program::Program& program, const model::Duty& duty, Date day) {
  const std::optional<Duration> amount = amount_on(*program.framework, duty.limit.amount, day);
  if (!amount) return std::nullopt;
  if (amount->unit == Unit::kHours) return static_cast<double>(amount->amount) / 24;
  const Counting counting = duty.limit.kind == model::LimitKind::kWithin ? Counting::kAfter : Counting::kBeginningWith;
  const std::optional<Date> due = count_from(program.calendars.of(*amount), day, *amount, counting);
  if (!due) return std::nullopt;
  // The whole of the last day is in time.
  return static_cast<double>((*due - day).count() + 1);
}

/// @param least  ends of limits: the mark stands at the end of the last day in time, which has the number before it
std::string days_between(double least, double greatest) {
  if (least == greatest) return fmt::format("{} days", charts::number_words(least - 1, 0));
  return fmt::format("{} to {} days", charts::number_words(least - 1, 0), charts::number_words(greatest - 1, 0));
}

}  // namespace

std::vector<TimeLimit> limits_of(const program::Program& program, Date from, Date until, bool minutes) {
  const model::Framework& framework = *program.framework;
  std::vector<TimeLimit> limits;
  for (const model::Duty& duty : framework.duties) {
    const model::Limit& limit = duty.limit;
    const bool counted = limit.kind == model::LimitKind::kWithin || limit.kind == model::LimitKind::kWithinBeginning;
    if (!counted || duty.negated || !limit.moment || limit.moment->kind != model::Moment::Kind::kEvents) continue;
    std::optional<double> least;
    std::optional<double> greatest;
    bool hours = false;
    for (Date day = from; day <= until; day += std::chrono::days{1}) {
      const std::optional<double> length = length_from(program, duty, day);
      if (!length) continue;
      least = std::min(least.value_or(*length), *length);
      greatest = std::max(greatest.value_or(*length), *length);
      const std::optional<Duration> amount = amount_on(framework, limit.amount, day);
      hours = amount && amount->unit == Unit::kHours;
    }
    if (!least) continue;
    const bool moved = !duty.rolls.empty() || !duty.stops.empty() || !duty.adjustments.empty() || !duty.excuses.empty();
    std::string words =
        fmt::format("limit of {}: {}", titled(duty.title, duty.name), model::amount_text(framework, limit.amount));
    words += fmt::format(", {}{}", hours ? charts::number_words(*least, 1) + " days" : days_between(*least, *greatest),
                         moved ? ", where nothing moves it" : "");
    if (minutes && !hours) *least -= 1;
    for (const model::EventId anchor : limit.moment->events) {
      for (const model::EventId act : duty.events) {
        limits.push_back({framework[anchor].name, framework[act].name, words, *least, *greatest});
      }
    }
  }
  return limits;
}

std::vector<charts::DayMark> changes_of(const ScenarioDocument& scenario) {
  std::vector<charts::DayMark> marks;
  for (const ScenarioChange& change : scenario.changes) {
    std::vector<std::string> what;
    if (change.pause_until) {
      std::vector<std::string> paused;
      for (const SpannedText& name : change.paused) paused.push_back(name.text);
      what.push_back(fmt::format("{} until {}",
                                 paused.empty() ? std::string("everything pauses") : "pause of " + joined(paused),
                                 long_date(*change.pause_until - std::chrono::days{1})));
    }
    for (const auto& [name, number] : change.counts) what.push_back(fmt::format("{}: {}", name.text, number.value));
    marks.push_back({change.on, fmt::format("{}: {}", long_date(change.on), joined(what))});
  }
  std::ranges::stable_sort(marks, {}, &charts::DayMark::day);
  return marks;
}

VariantContext context_for(const program::Program& program, const ScenarioDocument& scenario) {
  VariantContext context{
      limits_of(program, scenario.from, scenario.until, scenario.precision == ScenarioPrecision::kMinutes),
      changes_of(scenario),
      {}};
  for (const model::Stage& stage : program.framework->stages) {
    if (stage.end) context.ends.push_back(stage.name);
  }
  return context;
}

}  // namespace proviso::simulate_report
