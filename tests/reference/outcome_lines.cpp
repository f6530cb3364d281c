// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/outcome_lines.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "base/civil_date.h"
#include "base/number.h"
#include "tests/reference/calendar_walk.h"
#include "tests/reference/duties.h"
#include "tests/reference/expressions.h"

namespace proviso::reference {

using model::Duty;
using model::DutyId;
using model::LimitKind;
using model::Literal;
using model::Type;

namespace {

std::string status_text(DutyStatus status) {
  switch (status) {
    case DutyStatus::kPending:
      return "pending";
    case DutyStatus::kKept:
      return "kept";
    case DutyStatus::kKeptLate:
      return "kept late";
    case DutyStatus::kMissed:
      return "missed";
    case DutyStatus::kUnused:
      return "unused";
    case DutyStatus::kExcused:
      return "excused";
    case DutyStatus::kLapsed:
      return "lapsed";
    case DutyStatus::kUndecided:
      return "undecided";
  }
  return {};
}

std::string duration_text(const Case& c, const Duration& duration) {
  std::string unit;
  switch (duration.unit) {
    case Unit::kWorkingDays:
      unit = "working day";
      break;
    case Unit::kCalendarDays:
      unit = "calendar day";
      break;
    case Unit::kWeeks:
      unit = "week";
      break;
    case Unit::kMonths:
      unit = "month";
      break;
    case Unit::kYears:
      unit = "year";
      break;
    case Unit::kNamedDays:
      unit = c.framework.named_calendars[duration.calendar].word + " day";
      break;
    case Unit::kHours:
      unit = "hour";
      break;
  }
  return std::to_string(duration.amount) + " " + unit + (duration.amount == 1 ? "" : "s");
}

std::string value_text(const Case& c, const Literal& literal, const Type& type) {
  if (const auto* yes = std::get_if<bool>(&literal.value)) return *yes ? "yes" : "no";
  if (const auto* number = std::get_if<Number>(&literal.value)) return number_text(*number);
  if (const auto* text = std::get_if<std::string>(&literal.value)) return "\"" + *text + "\"";
  if (const auto* day = std::get_if<Date>(&literal.value)) return iso_date(*day);
  if (const auto* duration = std::get_if<Duration>(&literal.value)) return duration_text(c, *duration);
  if (const auto* party = std::get_if<model::PartyId>(&literal.value)) return c.framework[*party].name;
  if (const auto* choice = std::get_if<model::Choice>(&literal.value)) {
    return choice->index < type.values.size() ? type.values[choice->index] : std::to_string(choice->index);
  }
  std::string list = "[";
  for (const Literal& item : std::get<model::LiteralList>(literal.value)) {
    if (list.size() > 1) list += ", ";
    list += value_text(c, item, type.element.empty() ? type : type.element.front());
  }
  return list + "]";
}

std::string day_text(const std::optional<Date>& day) { return day.has_value() ? iso_date(*day) : "-"; }

std::string point_text(const std::optional<Point>& point) {
  if (!point.has_value()) return "-";
  if (!point->precise || !point->minute.has_value()) return iso_date(point->day);
  const auto two = [](std::int32_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return iso_date(point->day) + "T" + two(*point->minute / 60) + ":" + two(*point->minute % 60);
}

std::string duty_line(const Case& c, const Duty& duty, const Instance& instance, std::size_t number) {
  std::string line = "duty " + duty.name + " #" + std::to_string(number);
  if (duty.party.kind == model::Owing::Kind::kEach) {
    line += " for " + (instance.party.has_value() ? c.framework[*instance.party].name : std::string("?"));
  }
  const Dates& dates = instance.dates;
  const auto early = earlier_due(dates);
  const auto late = later_due(dates);
  line += ": " + status_text(instance.status) + " anchor " + day_text(dates.anchor) + " opens ";
  line += dates.first.opening.has_value() ? iso_date(dates.first.opening->day) : "-";
  line += " due " + point_text(early);
  if (early != late) line += " to " + point_text(late);
  line += " done " + day_text(instance.done);
  if (instance.status != DutyStatus::kPending) line += " settled " + day_text(instance.settled);
  return line;
}

/// What a miss is called; empty for a right.
std::string miss_text(Modality modality) {
  switch (modality) {
    case Modality::kMust:
      return "breach";
    case Modality::kShould:
      return "shortfall";
    case Modality::kWillUsually:
      return "deviation";
    case Modality::kMay:
      return {};
  }
  return {};
}

void add_finding(std::vector<std::string>& findings, Date day, const std::string& text) {
  findings.push_back("finding " + iso_date(day) + " " + text);
}

void duty_findings(const Case& c, DutyId id, const Instance& instance, std::size_t number,
                   std::vector<std::string>& findings) {
  const Duty& duty = c.framework[id];
  const std::string name = duty.name + " #" + std::to_string(number);
  const auto due = later_due(instance.dates);
  const Date settled = instance.settled.value_or(c.today());
  if (instance.status == DutyStatus::kMissed || instance.status == DutyStatus::kKeptLate) {
    const Date day = instance.status == DutyStatus::kKeptLate && due.has_value() ? due->day : settled;
    const std::string miss = miss_text(duty.modality);
    if (!miss.empty()) add_finding(findings, day, miss + " " + name);
  }
  if (duty.modality == Modality::kMay && !duty.negated) {
    std::optional<Date> last;
    for (const Act& act : instance.acts) {
      if (out_of_time(c, id, instance, act)) last = act.day;
      // A right that has been used is no longer used out of time.
      if (instance.status == DutyStatus::kKept && instance.done_by == act.occurrence) break;
    }
    if (last.has_value()) add_finding(findings, *last, "out of time " + name);
  }
  if (instance.status == DutyStatus::kPending && !duty.negated && duty.warn.has_value() && due.has_value()) {
    const auto first = count(c.calendars, Point{earlier_due(instance.dates)->day, std::nullopt, false}, *duty.warn,
                             Counting::kBefore, {});
    if (first.has_value() && first->day <= c.today()) add_finding(findings, first->day, "warning " + name);
  }
  if (instance.status == DutyStatus::kUndecided) add_finding(findings, settled, "undecided " + name);
}

void track_line(const Case& c, std::size_t index, Outcome& outcome, std::vector<std::string>& findings) {
  const TrackState& state = c.tracks[index];
  const std::string& name = c.framework.tracks[index].name;
  std::string line = "track " + name + ": ";
  if (!state.begun) {
    line += "not begun";
  } else if (!state.stage.has_value()) {
    line += "ended";
  } else {
    line += c.framework[*state.stage].name + " since " + iso_date(state.entered.day);
    if (!state.waiting.empty()) line += " undecided";
  }
  outcome.push_back(line);
  for (const Waiting& waiting : state.waiting) add_finding(findings, waiting.date, "undecided track " + name);
}

}  // namespace

Outcome outcome_lines(const Case& c) {
  Outcome outcome;
  std::vector<std::string> findings = c.undecided_triggers;
  if (c.error != nullptr) outcome.push_back(std::string("error ") + c.error + " " + iso_date(c.today()));
  if (c.carried.has_value()) outcome.push_back("carried over " + iso_date(*c.carried));
  for (std::size_t i = 0; i < c.parts.size(); ++i) {
    const std::string name = i < c.framework.parts.size() ? c.framework.parts[i].name : c.framework.name;
    if (c.parts[i].closed.has_value()) outcome.push_back("closed " + name + " " + iso_date(*c.parts[i].closed));
  }
  for (std::size_t i = 0; i < c.tracks.size(); ++i) track_line(c, i, outcome, findings);
  for (std::uint32_t i = 0; i < c.facts.size(); ++i) {
    const model::Fact& fact = c.framework.facts[i];
    const Value value = fact_value(c, model::FactId{i});
    outcome.push_back("fact " + fact.name + ": " + (value.has_value() ? value_text(c, *value, fact.type) : "unknown"));
  }
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    const Duty& duty = c.framework.duties[d];
    std::size_t number = 0;
    for (const Instance& instance : c.duties[d].instances) {
      if (!shown(duty, instance)) continue;
      outcome.push_back(duty_line(c, duty, instance, ++number));
      duty_findings(c, DutyId{d}, instance, number, findings);
    }
  }
  std::sort(findings.begin(), findings.end());
  outcome.insert(outcome.end(), findings.begin(), findings.end());
  outcome.insert(outcome.end(), c.unexpected.begin(), c.unexpected.end());
  outcome.insert(outcome.end(), c.notified.begin(), c.notified.end());
  return outcome;
}

}  // namespace proviso::reference
