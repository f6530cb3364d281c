// SPDX-License-Identifier: Apache-2.0
#include "engine/run/moments.h"

#include <algorithm>

#include "engine/run/evaluate.h"

namespace proviso::run {

using model::Moment;
using program::DutyRow;
using program::MomentRow;

namespace {

Date on(const History& history, std::uint32_t occurrence) {
  return occurrence == kNone ? kNoDate : history.occurrences[occurrence].on;
}

// Walks a moment; `leaf` gives the dates of the moments at the bottom.
template <typename Leaf>
MomentDate walk(const program::Program& program, std::uint32_t moment, const Leaf& leaf, Stops stops) {
  const MomentRow& row = program.moments[moment];
  switch (row.kind) {
    case Moment::Kind::kOffset: {
      MomentDate inner = walk(program, program.moment_lists[row.of.begin], leaf, stops);
      if (inner.date == kNoDate) return inner;
      const Duration* amount = amount_on(program, row.offset, inner.base);
      if (amount == nullptr) return {kNoDate, inner.base, {Doubt::Kind::kParameter, row.offset.parameter}};
      const auto date =
          count_on(program.calendars, {inner.date}, *amount, row.before ? Counting::kBefore : Counting::kAfter, stops);
      if (!date) return {kNoDate, inner.base, {Doubt::Kind::kCalendar, 0}};
      inner.date = date->day;
      inner.counted = inner.counted || !row.before;
      return inner;
    }
    case Moment::Kind::kInYearOf: {
      MomentDate inner = walk(program, program.moment_lists[row.of.begin], leaf, stops);
      if (inner.date != kNoDate) inner.date = in_year_of(row.month_day, inner.date);
      return inner;
    }
    case Moment::Kind::kLaterOf:
    case Moment::Kind::kEarlierOf: {
      MomentDate result;
      for (const std::uint32_t of : program.list(program.moment_lists, row.of)) {
        const MomentDate one = walk(program, of, leaf, stops);
        if (one.doubt) return {kNoDate, kNoDate, one.doubt, false};
        if (one.date == kNoDate) continue;
        const bool better = row.kind == Moment::Kind::kLaterOf ? one.date > result.date : one.date < result.date;
        if (result.date == kNoDate || better) {
          result.date = one.date;
          result.counted = one.counted;
        }
      }
      result.base = result.date;
      return result;
    }
    default: {
      const Date date = leaf(moment);
      return {date, date, {}};
    }
  }
}

Date leaf_now(const program::Program& program, const History& history, const CaseState& state, std::uint32_t moment) {
  const MomentRow& row = program.moments[moment];
  switch (row.kind) {
    case Moment::Kind::kEvents:
      return on(history, latest_occurrence(program, state, row.events));
    case Moment::Kind::kFirst: {
      const std::uint32_t event = program.event_lists[row.events.begin];
      return state.tallies[event].count == 0 ? kNoDate : on(history, state.tallies[event].first);
    }
    case Moment::Kind::kEntering:
      return state.entered[row.index];
    case Moment::Kind::kFact: {
      const Value value = fact_value(program, history, state, row.index).value;
      return value.known() ? value.as_date() : kNoDate;
    }
    default:
      return row.day;
  }
}

}  // namespace

std::uint32_t latest_occurrence(const program::Program& program, const CaseState& state, program::Range events) {
  std::uint32_t chosen = kNone;
  for (const std::uint32_t event : program.list(program.event_lists, events)) {
    const Tally& tally = state.tallies[event];
    if (tally.count > 0 && (chosen == kNone || tally.last > chosen)) chosen = tally.last;
  }
  return chosen;
}

bool same_events(const program::Program& program, const MomentRow& a, const MomentRow& b) {
  const auto first = program.list(program.event_lists, a.events);
  const auto second = program.list(program.event_lists, b.events);
  return a.kind == b.kind && !first.empty() && std::equal(first.begin(), first.end(), second.begin(), second.end());
}

const Duration* amount_on(const program::Program& program, const program::AmountRow& amount, Date base) {
  if (amount.parameter == program::kNone) return &amount.duration;
  const model::ParameterVersion* version = program.framework->parameters[amount.parameter].in_force(base);
  return version == nullptr ? nullptr : &version->value;
}

Date in_year_of(std::chrono::month_day day, Date date) {
  const std::chrono::year year = std::chrono::year_month_day{date}.year();
  const std::chrono::year_month_day in_year{year, day.month(), day.day()};
  if (in_year.ok()) return Date{in_year};
  return Date{std::chrono::year_month_day_last{year, std::chrono::month_day_last{day.month()}}};
}

MomentDate moment_now(const program::Program& program, const History& history, const CaseState& state,
                      std::uint32_t moment, Stops stops) {
  return walk(
      program, moment, [&](std::uint32_t at) { return leaf_now(program, history, state, at); }, stops);
}

MomentDate moment_of(const program::Program& program, const History& history, const CaseState& state,
                     std::uint32_t index, Stops stops) {
  const Instance& instance = state.instances[index];
  const DutyRow& duty = program.duties[instance.duty];
  if (instance.renewed) return {instance.anchor, instance.anchor, {}};
  const MomentRow& row = program.moments[duty.limit.moment];
  if (duty.in_rounds) {
    return walk(
        program, duty.limit.moment,
        [&](std::uint32_t at) {
          for (const Join& join : state.joins) {
            if (join.instance == index && join.moment == at) return on(history, join.occurrence);
          }
          return kNoDate;
        },
        stops);
  }
  const Moment::Kind base = program.moments[row.base].kind;
  const bool anchored =
      base == Moment::Kind::kEvents || base == Moment::Kind::kFirst || base == Moment::Kind::kEntering;
  if (!row.group && anchored)
    return walk(
        program, duty.limit.moment, [&](std::uint32_t) { return instance.anchor; }, stops);
  return moment_now(program, history, state, duty.limit.moment, stops);
}

MomentDate further_moment(const program::Program& program, const History& history, const CaseState& state,
                          std::uint32_t index, std::uint32_t moment, Stops stops) {
  const Instance& instance = state.instances[index];
  const DutyRow& duty = program.duties[instance.duty];
  const MomentRow& row = program.moments[moment];
  const MomentRow& base = program.moments[row.base];
  const bool on_event = base.kind == Moment::Kind::kEvents || base.kind == Moment::Kind::kFirst;
  if (!row.group && on_event && duty.limit.moment != program::kNone) {
    const MomentRow& own = program.moments[program.moments[duty.limit.moment].base];
    if (same_events(program, own, base)) {
      const Date anchor = instance.renewed ? instance.series : instance.anchor;
      return walk(
          program, moment, [&](std::uint32_t) { return anchor; }, stops);
    }
    const Date latest = leaf_now(program, history, state, row.base);
    // An event of an earlier round says nothing about this one.
    const Date own_day = instance.renewed ? instance.series : instance.anchor;
    if (latest != kNoDate && own_day != kNoDate && latest < own_day) return {};
  }
  return moment_now(program, history, state, moment, stops);
}

}  // namespace proviso::run
