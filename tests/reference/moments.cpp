// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/moments.h"

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "tests/reference/expressions.h"

namespace proviso::reference {

using model::Amount;
using model::Moment;
using State = Reached::State;

std::optional<std::size_t> occurrence_of(const Case& c, const Moment& leaf) {
  std::optional<std::size_t> found;
  for (const model::EventId event : leaf.events) {
    const auto& all = c.of_event[event.value];
    if (all.empty()) continue;
    if (leaf.kind == Moment::Kind::kFirst) {
      if (!found.has_value() || all.front() < *found) found = all.front();
    } else if (!found.has_value() || all.back() > *found) {
      found = all.back();
    }
  }
  return found;
}

namespace {

Fixed fix_from(const Case& c, const Moment& moment, const Standing& standing, std::size_t& next_slot) {
  Fixed fixed{&moment, std::nullopt, {}};
  switch (moment.kind) {
    case Moment::Kind::kEvents:
    case Moment::Kind::kFirst: {
      const std::size_t slot = next_slot++;
      const bool own = standing.slots != nullptr;
      const auto occurrence = !own                            ? occurrence_of(c, moment)
                              : slot < standing.slots->size() ? (*standing.slots)[slot]
                                                              : std::nullopt;
      if (occurrence.has_value()) fixed.point = c.point_of(*occurrence);
      break;
    }
    case Moment::Kind::kEntering:
      fixed.point = standing.entered != nullptr ? std::optional(*standing.entered) : c.last_entered[moment.stage.value];
      break;
    case Moment::Kind::kFact:
      if (const auto day = as<Date>(fact_value(c, moment.fact))) fixed.point = Point{*day, std::nullopt, false};
      break;
    case Moment::Kind::kDay:
      fixed.point = Point{moment.day, std::nullopt, false};
      break;
    case Moment::Kind::kOffset:
    case Moment::Kind::kInYearOf:
    case Moment::Kind::kLaterOf:
    case Moment::Kind::kEarlierOf:
      for (const Moment& inner : moment.of) fixed.of.push_back(fix_from(c, inner, standing, next_slot));
      break;
  }
  return fixed;
}

Reached offset(const Case& c, const Fixed& fixed, const StoppedDays& stopped) {
  const Reached from = date_of(c, fixed.of.front(), stopped);
  if (from.state != State::kDate) return from;
  const auto base = base_of(c, fixed.of.front(), stopped);
  const auto length = length_of(c, fixed.moment->offset, base.has_value() ? std::optional(base->day) : std::nullopt);
  if (!length.has_value()) return {State::kImpossible, {}, false};
  const auto reached =
      count(c.calendars, from.point, *length, fixed.moment->before ? Counting::kBefore : Counting::kAfter, stopped);
  if (!reached.has_value()) return {State::kImpossible, {}, false};
  return {State::kDate, *reached, from.counted || !fixed.moment->before};
}

Reached in_year_of(const Case& c, const Fixed& fixed, const StoppedDays& stopped) {
  using namespace std::chrono;
  const Reached of = date_of(c, fixed.of.front(), stopped);
  if (of.state != State::kDate) return of;
  const year in = year_month_day(of.point.day).year();
  const month_day wanted = fixed.moment->month_day;
  const year_month_day_last last = in / wanted.month() / std::chrono::last;
  return {State::kDate, Point{in / wanted.month() / std::min(wanted.day(), last.day()), std::nullopt, false},
          of.counted};
}

Reached of_several(const Case& c, const Fixed& fixed, const StoppedDays& stopped) {
  const bool later = fixed.moment->kind == Moment::Kind::kLaterOf;
  Reached chosen;
  for (const Fixed& inner : fixed.of) {
    const Reached one = date_of(c, inner, stopped);
    if (one.state == State::kImpossible) return one;
    if (one.state == State::kNone) continue;
    const bool better =
        chosen.state == State::kNone || (later ? earlier(chosen.point, one.point) : earlier(one.point, chosen.point));
    if (better) chosen = one;
  }
  return chosen;
}

}  // namespace

Fixed fix(const Case& c, const Moment& moment, const Standing& standing) {
  std::size_t next_slot = 0;
  return fix_from(c, moment, standing, next_slot);
}

Reached date_of(const Case& c, const Fixed& fixed, const StoppedDays& stopped) {
  switch (fixed.moment->kind) {
    case Moment::Kind::kEvents:
    case Moment::Kind::kFirst:
    case Moment::Kind::kEntering:
    case Moment::Kind::kFact:
    case Moment::Kind::kDay:
      if (!fixed.point.has_value()) return {};
      return {State::kDate, *fixed.point, false};
    case Moment::Kind::kOffset:
      return offset(c, fixed, stopped);
    case Moment::Kind::kInYearOf:
      return in_year_of(c, fixed, stopped);
    case Moment::Kind::kLaterOf:
    case Moment::Kind::kEarlierOf:
      return of_several(c, fixed, stopped);
  }
  return {};
}

std::optional<Point> base_of(const Case& c, const Fixed& fixed, const StoppedDays& stopped) {
  if (fixed.moment->kind == Moment::Kind::kOffset || fixed.moment->kind == Moment::Kind::kInYearOf) {
    return base_of(c, fixed.of.front(), stopped);
  }
  const Reached reached = date_of(c, fixed, stopped);
  return reached.state == State::kDate ? std::optional(reached.point) : std::nullopt;
}

std::optional<Duration> length_of(const Case& c, const Amount& amount, const std::optional<Date>& anchor) {
  if (const auto* duration = std::get_if<Duration>(&amount)) return *duration;
  const auto* parameter = std::get_if<model::ParameterId>(&amount);
  if (parameter == nullptr || !anchor.has_value()) return std::nullopt;
  std::optional<Duration> length;
  for (const model::ParameterVersion& version : c.framework[*parameter].versions) {
    if (version.from <= *anchor) length = version.value;
  }
  return length;
}

}  // namespace proviso::reference
