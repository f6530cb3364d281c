// SPDX-License-Identifier: Apache-2.0
// Section 7.1 to 7.5: from a limit, stopped days, adjustments and rolls to the dates of an instance.
#include <chrono>
#include <map>
#include <utility>
#include <vector>

#include "tests/reference/duties.h"
#include "tests/reference/moments.h"

namespace proviso::reference {

using model::Adjustment;
using model::Duty;
using model::DutyId;
using model::Limit;
using model::LimitKind;
using model::Roll;
using std::chrono::days;
using WindowState = Window::State;

namespace {

/// A due date on its way: counted, adjusted, rolled.
struct Due {
  WindowState state = WindowState::kNone;
  Point point;
};

/// Without an hour it ends with its day, whatever the time of the event that it comes from.
Point without_idle_minute(Point point) {
  if (!point.precise) point.minute.reset();
  return point;
}

Due due_from(const Reached& reached) {
  switch (reached.state) {
    case Reached::State::kNone:
      return {WindowState::kNone, {}};
    case Reached::State::kImpossible:
      return {WindowState::kImpossible, {}};
    case Reached::State::kDate:
      return {WindowState::kDated, without_idle_minute(reached.point)};
  }
  return {};
}

/// What the dates of one limit are made from.
struct Making {
  const Case& c;
  const Duty& duty;
  const Instance& instance;
  const Limit& limit;
  std::optional<Fixed> moment;
  std::optional<Fixed> no_later;
  std::optional<Date> anchor;
  std::optional<Date> instance_anchor;
  Date start{};  ///< of a date that is not counted
};

Due moved(const Making& m, Reached reached, const StoppedDays& stopped) {
  if (reached.state == Reached::State::kDate && !reached.counted) {
    reached.point.day = moved_on(m.start, reached.point.day, stopped);
  }
  return due_from(reached);
}

Due counted_from(const Making& m, const Point& from, Counting how, const StoppedDays& stopped) {
  const auto length = length_of(m.c, m.limit.amount, m.anchor);
  if (!length.has_value()) return {WindowState::kImpossible, {}};
  const auto point = count(m.c.calendars, from, *length, how, stopped);
  if (!point.has_value()) return {WindowState::kImpossible, {}};
  return {WindowState::kDated, without_idle_minute(*point)};
}

Due written_due(const Making& m, const StoppedDays& stopped) {
  switch (m.limit.kind) {
    case LimitKind::kWithin:
    case LimitKind::kWithinBeginning:
    case LimitKind::kAtLeast:
    case LimitKind::kEvery: {
      const Counting how = m.limit.kind == LimitKind::kWithinBeginning ? Counting::kBeginningWith : Counting::kAfter;
      if (m.instance.follows && &m.limit == &m.duty.limit) return counted_from(m, *m.instance.anchored, how, stopped);
      const Reached from = date_of(m.c, *m.moment, stopped);
      if (from.state != Reached::State::kDate) return due_from(from);
      return counted_from(m, from.point, how, stopped);
    }
    case LimitKind::kBy:
    case LimitKind::kOnTheDayOf:
      return moved(m, date_of(m.c, *m.moment, stopped), stopped);
    case LimitKind::kBefore: {
      Reached reached = date_of(m.c, *m.moment, stopped);
      if (reached.state == Reached::State::kDate) {
        reached.point = Point{reached.point.day - days(1), std::nullopt, false};
      }
      return moved(m, reached, stopped);
    }
    case LimitKind::kNoSooner:
      if (!m.no_later.has_value()) return {WindowState::kUnlimited, {}};
      return moved(m, date_of(m.c, *m.no_later, stopped), stopped);
    case LimitKind::kThroughout:
      if (!m.instance.failed_on.has_value()) return {WindowState::kUnlimited, {}};
      return {WindowState::kDated, Point{*m.instance.failed_on, std::nullopt, false}};
    case LimitKind::kOnWeekday:
    case LimitKind::kAnyTime:
      return {WindowState::kUnlimited, {}};
  }
  return {};
}

Due adjusted(const Making& m, Due due, const StoppedDays& stopped) {
  std::map<const Adjustment*, Point> first_began;
  for (const Adjusted& one : m.instance.adjusted) {
    const Adjustment& adjustment = *one.adjustment;
    if (adjustment.kind == Adjustment::Kind::kBy) {
      if (due.state != WindowState::kDated) continue;
      const auto length = length_of(m.c, adjustment.amount, m.instance_anchor.value_or(one.on));
      if (!length.has_value()) return {WindowState::kImpossible, {}};
      const Point began = first_began.try_emplace(&adjustment, due.point).first->second;
      auto next = count(m.c.calendars, due.point, *length, Counting::kAfter, stopped);
      if (!next.has_value()) return {WindowState::kImpossible, {}};
      if (adjustment.in_all.has_value()) {
        const auto furthest = count(m.c.calendars, began, *adjustment.in_all, Counting::kAfter, stopped);
        if (!furthest.has_value()) return {WindowState::kImpossible, {}};
        if (earlier(*furthest, *next)) next = furthest;
      }
      if (earlier(due.point, *next)) due.point = without_idle_minute(*next);
      continue;
    }
    const bool instead = adjustment.kind == Adjustment::Kind::kInstead;
    // `due instead` dates what had no date; not what waits for the event that decides its limit.
    const bool undated = instead && due.state == WindowState::kNone && !m.instance.waiting;
    if (!one.to.has_value() || (due.state != WindowState::kDated && !undated)) continue;
    const Point to{moved_on(one.on, *one.to, stopped), std::nullopt, false};
    if (instead || due.point.day < to.day) due = {WindowState::kDated, to};
  }
  return due;
}

bool holds(const Roll& roll, Date day) {
  if (roll.from.has_value() && roll.to.has_value()) return *roll.from <= day && day <= *roll.to;
  if (roll.from_each_year.has_value() && roll.to_each_year.has_value()) {
    const std::chrono::year_month_day date(day);
    const std::chrono::month_day in_year(date.month(), date.day());
    if (*roll.from_each_year <= *roll.to_each_year) {
      return *roll.from_each_year <= in_year && in_year <= *roll.to_each_year;
    }
    return in_year >= *roll.from_each_year || in_year <= *roll.to_each_year;
  }
  return true;
}

bool has_period(const Roll& roll) { return roll.from.has_value() || roll.from_each_year.has_value(); }

Due rolled(const Making& m, Due due) {
  if (due.state != WindowState::kDated) return due;
  for (const Roll& roll : m.duty.rolls) {
    if (!holds(roll, due.point.day)) continue;
    // A period that never ends leads nowhere.
    for (int tries = 0; tries < 5000; ++tries, due.point.day += days(1)) {
      if (has_period(roll) && holds(roll, due.point.day)) continue;  // whether it counts is not asked
      std::optional<bool> counted = true;
      if (roll.kind == Roll::Kind::kWorking) counted = m.c.calendars.working(due.point.day);
      if (roll.kind == Roll::Kind::kNamed) counted = m.c.calendars.named(roll.calendar, due.point.day);
      if (!counted.has_value()) break;
      if (*counted) return due;
    }
    return {WindowState::kImpossible, {}};
  }
  return due;
}

Due final_due(const Making& m, const StoppedDays& stopped) {
  return rolled(m, adjusted(m, written_due(m, stopped), stopped));
}

/// The days on which the clock of an instance stood still; before a transition that of the one whose limit it took.
StoppedDays stopped_days(const Case& c, DutyId id, const Instance& instance, bool later) {
  StoppedDays stopped{&c.duties[id.value].stops, later};
  if (instance.took_over.has_value()) {
    stopped.before = &c.duties[instance.took_over->value].stops;
    stopped.since = *c.carried;
  }
  return stopped;
}

Window window_of(const Making& m, const StoppedDays& sure, const StoppedDays& perhaps) {
  Window window;
  const Due early = final_due(m, sure);
  const Due late = final_due(m, perhaps);
  window.due = early.state;
  if (late.state == WindowState::kImpossible) window.due = WindowState::kImpossible;
  if (window.due == WindowState::kDated) {
    window.earlier = early.point;
    window.later = late.point;
    if (earlier(window.later, window.earlier)) window.later = window.earlier;
  }
  if (m.limit.kind == LimitKind::kOnTheDayOf && window.due == WindowState::kDated) window.opening = window.earlier;
  if (m.limit.kind == LimitKind::kNoSooner) {
    window.bounded_below = true;
    const Reached opening = date_of(m.c, *m.moment, StoppedDays{});
    if (opening.state == Reached::State::kDate) window.opening = without_idle_minute(opening.point);
    if (opening.state == Reached::State::kImpossible) window.due = WindowState::kImpossible;
  }
  if (window.due == WindowState::kImpossible) window.opening.reset();
  return window;
}

}  // namespace

Dates dates_of(const Case& c, DutyId id, const Instance& instance) {
  const Duty& duty = c.framework[id];
  const Anchoring anchoring = c.shape.duties[id.value].anchoring;
  const StoppedDays sure = stopped_days(c, id, instance, false);
  const StoppedDays perhaps = stopped_days(c, id, instance, true);
  Dates dates;
  Making m{c, duty, instance, duty.limit, {}, {}, {}, {}, instance.arose};

  const bool by_event = anchoring == Anchoring::kEvent || anchoring == Anchoring::kEventDecides;
  if (duty.limit.moment.has_value()) {
    Standing standing;
    if (by_event || anchoring == Anchoring::kEventGroup) standing.slots = &instance.slots;
    if (anchoring == Anchoring::kEntering && instance.anchored.has_value()) standing.entered = &*instance.anchored;
    m.moment = fix(c, *duty.limit.moment, standing);
    if (const auto base = base_of(c, *m.moment, sure)) dates.anchor = base->day;
  }
  if (instance.follows || anchoring == Anchoring::kWeekday) dates.anchor = instance.anchored->day;
  if (duty.limit.no_later.has_value()) m.no_later = fix(c, *duty.limit.no_later, Standing{&instance.no_later, nullptr});
  if (duty.limit.until.has_value()) {
    const Reached until = date_of(c, fix(c, *duty.limit.until, Standing{&instance.until, nullptr}), StoppedDays{});
    if (until.state == Reached::State::kDate) dates.until = until.point.day;
  }
  m.anchor = m.instance_anchor = dates.anchor;
  if (by_event && dates.anchor.has_value()) m.start = *dates.anchor;

  if (instance.limitless) {
    dates.first.due = WindowState::kUnlimited;
    return dates;
  }
  dates.first = window_of(m, sure, perhaps);
  if (duty.alternative.has_value()) {
    const Limit& limit = duty.alternative->limit;
    Making other{c, duty, instance, limit, {}, {}, {}, dates.anchor, m.start};
    if (limit.moment.has_value()) {
      other.moment = fix(c, *limit.moment, Standing{&instance.second, nullptr});
      if (const auto base = base_of(c, *other.moment, sure)) other.anchor = base->day;
    }
    if (limit.no_later.has_value())
      other.no_later = fix(c, *limit.no_later, Standing{&instance.second_no_later, nullptr});
    // The act that settled the instance before is no moment of the second limit.
    if (limit.moment.has_value() || limit.kind == LimitKind::kAnyTime) dates.second = window_of(other, sure, perhaps);
  }
  return dates;
}

namespace {

std::optional<Point> combined(const Dates& dates, Point Window::*which) {
  if (dates.first.due != WindowState::kDated) return std::nullopt;
  Point point = dates.first.*which;
  if (dates.second.has_value() && dates.second->due == WindowState::kDated) {
    const Point& other = (*dates.second).*which;
    if (earlier(point, other)) point = other;
  }
  return point;
}

}  // namespace

std::optional<Point> earlier_due(const Dates& dates) { return combined(dates, &Window::earlier); }
std::optional<Point> later_due(const Dates& dates) { return combined(dates, &Window::later); }

namespace {

void facts_and_latest(const Fixed& fixed, bool facts_only, std::vector<std::optional<Point>>& points) {
  if (fixed.of.empty() && (!facts_only || fixed.moment->kind == model::Moment::Kind::kFact)) {
    points.push_back(fixed.point);
  }
  for (const Fixed& inner : fixed.of) facts_and_latest(inner, facts_only, points);
}

void facts_and_latest(const Case& c, const Limit& limit, bool second, std::vector<std::optional<Point>>& points) {
  // The events of a single moment are those of the instance: they do not change under it.
  for (const auto* moment : {&limit.moment, &limit.no_later, &limit.until}) {
    if (!moment->has_value()) continue;
    const bool all = (*moment)->is_group() || second || moment != &limit.moment;
    facts_and_latest(fix(c, **moment, {}), !all, points);
  }
}

/// Looks up again what the limits of a duty hang on, where anything may have changed.
void look_up(Case& c, DutyId id) {
  DutyState& state = c.duties[id.value];
  if (!c.shape.duties[id.value].hangs_on_state || state.looked_up_at == c.version) return;
  state.looked_up_at = c.version;
  std::vector<std::optional<Point>> points;
  const Duty& duty = c.framework[id];
  facts_and_latest(c, duty.limit, false, points);
  if (duty.alternative.has_value()) facts_and_latest(c, duty.alternative->limit, true, points);
  if (points == state.hung_on) return;
  state.hung_on = std::move(points);
  ++state.hung_on_changes;
}

}  // namespace

void refresh(Case& c, DutyId id, Instance& instance) {
  // An instance whose scope has closed is dated no more.
  if (instance.frozen || instance.dropped || instance.closed.has_value() || instance.last_day) return;
  look_up(c, id);
  if (!instance.stale && instance.dated_at == c.duties[id.value].hung_on_changes) return;
  // An anchor that has changed leaves out what came before it.
  const Anchoring anchoring = c.shape.duties[id.value].anchoring;
  if (anchoring != Anchoring::kEvent && anchoring != Anchoring::kEventDecides) fill_second_moments(c, id, instance);
  const Dates dates = dates_of(c, id, instance);
  instance.stale = false;
  instance.dated_at = c.duties[id.value].hung_on_changes;
  instance.dates = dates;
  judge(c, id, instance);
}

void refresh_facts(Case& c) {
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    if (!c.shape.duties[d].hangs_on_fact) continue;
    for (Instance& instance : c.duties[d].instances) refresh(c, DutyId{d}, instance);
  }
}

void refresh_all(Case& c) {
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    look_up(c, DutyId{d});
    DutyState& state = c.duties[d];
    if (!state.some_stale && state.refreshed_at == state.hung_on_changes) continue;
    state.some_stale = false;
    state.refreshed_at = state.hung_on_changes;
    for (Instance& instance : state.instances) refresh(c, DutyId{d}, instance);
  }
}

}  // namespace proviso::reference
