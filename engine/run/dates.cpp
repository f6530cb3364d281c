// SPDX-License-Identifier: Apache-2.0
#include "engine/run/dates.h"

#include <algorithm>

#include "engine/run/moments.h"

namespace proviso::run {

using model::LimitKind;
using model::Moment;
using program::DutyRow;
using program::LimitRow;
using program::MomentRow;

namespace {

// Whether the clock of an instance can stop, or could before a transition.
bool can_stop(const program::Program& program, const Instance& instance) {
  return !program.duties[instance.duty].stops.empty() ||
         (instance.carried_from != kNone && !program.duties[instance.carried_from].stops.empty());
}

// The days between `from` and `to` on which the clock of a duty stood still.
void add_stopped_days(const program::Program& program, const CaseState& state, std::uint32_t duty, bool perhaps,
                      Date from, Date to, std::vector<StoppedDays>& found) {
  const program::Range watches = program.duties[duty].stops;
  for (std::uint32_t watch = watches.begin; watch < watches.end; ++watch) {
    const std::vector<TruthChange>& log = state.watches[watch];
    for (std::size_t i = 0; i < log.size(); ++i) {
      if (log[i].truth == Truth::kNo || (log[i].truth == Truth::kUnknown && !perhaps)) continue;
      // To the day of the next change, if that came after the day's beginning; where there is none, to the last day
      // that was looked at.
      Date last = state.today - std::chrono::days{state.day_begins ? 1 : 0};
      if (i + 1 < log.size()) last = log[i + 1].at_start ? log[i + 1].day - std::chrono::days{1} : log[i + 1].day;
      const Date first = std::max(log[i].day, from);
      last = std::min(last, to);
      if (last >= first) found.push_back({first, last});
    }
  }
}

constexpr Duration kNothing{0, Unit::kCalendarDays, 0};

// One side (the earlier or the later date) of one limit.
class Reckoning {
 public:
  Reckoning(const program::Program& program, const History& history, const CaseState& state, std::uint32_t instance,
            const LimitRow& limit, bool second, Stops stops, std::vector<DateStep>* steps)
      : program_(program),
        history_(history),
        state_(state),
        index_(instance),
        instance_(state.instances[instance]),
        duty_(program.duties[instance_.duty]),
        limit_(limit),
        second_(second),
        stops_(stops),
        steps_(steps) {}

  Date opens() const { return opens_; }
  Doubt doubt() const { return doubt_; }

  std::optional<Instant> due() {
    std::optional<Instant> at = base();
    if (doubt_) {
      opens_ = kNoDate;
      return std::nullopt;
    }
    if (!at && (!may_be_dated() || instance_.awaiting)) return std::nullopt;
    const bool undated = !at;
    at = adjusted(at);
    if (!at && undated && !doubt_ && !lost_) return std::nullopt;
    if (!at && doubt_) opens_ = kNoDate;
    if (!at) return doubt_ ? std::nullopt : lost();
    at = roll(*at);
    if (at && limit_.kind == LimitKind::kOnTheDayOf) opens_ = at->day;
    return at;
  }

 private:
  std::optional<Instant> lost() {
    doubt_ = {Doubt::Kind::kCalendar, 0};
    opens_ = kNoDate;
    return std::nullopt;
  }

  void step(DateStep::Kind kind, Date from, Duration amount, Counting counting, Instant reached,
            std::uint32_t adjusted = kNone) {
    if (steps_ != nullptr) steps_->push_back({kind, from, amount, counting, reached, adjusted, kNone});
  }

  [[nodiscard]] MomentDate moment() const {
    return second_ ? further_moment(program_, history_, state_, index_, limit_.moment, stops_)
                   : moment_of(program_, history_, state_, index_, stops_);
  }

  // On which day a version of a parameter has to be in force: where the clock may have stopped on the way to it, the
  // day that the instance is shown to be anchored on.
  [[nodiscard]] Date version_day(const MomentDate& at) const {
    if (limit_.amount.parameter == program::kNone || !can_stop(program_, instance_)) return at.base;
    const std::vector<StoppedDays> sure = stopped_days(program_, state_, instance_, false);
    return (second_ ? further_moment(program_, history_, state_, index_, limit_.moment, sure)
                    : moment_of(program_, history_, state_, index_, sure))
        .base;
  }

  // From where a date that is not counted goes on for stopped days.
  [[nodiscard]] Date start() const { return instance_.anchor_occurrence != kNone ? instance_.anchor : instance_.arose; }

  // A moment that was counted on from an event has left stopped days out already.
  std::optional<Instant> not_counted(Date date, bool counted) {
    const auto pushed = counted ? std::optional(date) : pushed_on(start(), date, stops_);
    if (!pushed) return lost();
    step(DateStep::Kind::kNotCounted, start(), kNothing, Counting::kAfter, {*pushed});
    return Instant{*pushed};
  }

  std::optional<Instant> base() {
    switch (limit_.kind) {
      case LimitKind::kOnWeekday:
      case LimitKind::kAnyTime:
      case LimitKind::kThroughout:
        return std::nullopt;
      case LimitKind::kWithin:
      case LimitKind::kWithinBeginning:
      case LimitKind::kAtLeast:
      case LimitKind::kEvery: {
        const MomentDate at = moment();
        if (at.doubt) {
          doubt_ = at.doubt;
          return std::nullopt;
        }
        if (at.date == kNoDate) return std::nullopt;
        const Duration* amount = amount_on(program_, limit_.amount, version_day(at));
        if (amount == nullptr) {
          doubt_ = {Doubt::Kind::kParameter, limit_.amount.parameter};
          return std::nullopt;
        }
        const Counting counting =
            limit_.kind == LimitKind::kWithinBeginning ? Counting::kBeginningWith : Counting::kAfter;
        const auto reached = count_on(program_.calendars, {at.date, minute(*amount)}, *amount, counting, stops_);
        if (!reached) return lost();
        step(DateStep::Kind::kCounted, at.date, *amount, counting, *reached);
        return reached;
      }
      case LimitKind::kBy:
      case LimitKind::kBefore:
      case LimitKind::kOnTheDayOf: {
        const MomentDate at = moment();
        doubt_ = at.doubt;
        if (at.doubt || at.date == kNoDate) return std::nullopt;
        const Date last = limit_.kind == LimitKind::kBefore ? at.date - std::chrono::days{1} : at.date;
        return not_counted(last, at.counted);
      }
      case LimitKind::kNoSooner: {
        // Stopped days do not move the opening.
        const MomentDate at = second_ ? further_moment(program_, history_, state_, index_, limit_.moment)
                                      : moment_of(program_, history_, state_, index_);
        doubt_ = at.doubt;
        if (at.doubt) return std::nullopt;
        opens_ = at.date;
        if (limit_.no_later == program::kNone) return std::nullopt;
        const MomentDate last = further_moment(program_, history_, state_, index_, limit_.no_later, stops_);
        doubt_ = last.doubt;
        if (last.doubt || last.date == kNoDate) return std::nullopt;
        return not_counted(last.date, last.counted);
      }
    }
    return std::nullopt;
  }

  // Hours are counted from the time of day of the anchor, without one from the end of its day.
  [[nodiscard]] std::int32_t minute(Duration amount) const {
    if (amount.unit != Unit::kHours) return kDayEnd;
    std::uint32_t occurrence = instance_.anchor_occurrence;
    if (second_ && !same_events(program_, program_.moments[program_.moments[limit_.moment].base],
                                program_.moments[program_.moments[duty_.limit.moment].base])) {
      const MomentRow& base = program_.moments[program_.moments[limit_.moment].base];
      occurrence = base.kind == Moment::Kind::kFirst ? state_.tallies[program_.event_lists[base.events.begin]].first
                                                     : latest_occurrence(program_, state_, base.events);
    }
    if (occurrence == kNone) return kDayEnd;
    const std::int32_t at = history_.occurrences[occurrence].minute;
    return at == kNoTime ? kDayEnd : at;
  }

  // Whether the limit is of a kind that has a due date.
  [[nodiscard]] bool may_be_dated() const {
    return limit_.kind != LimitKind::kOnWeekday && limit_.kind != LimitKind::kAnyTime &&
           limit_.kind != LimitKind::kThroughout &&
           (limit_.kind != LimitKind::kNoSooner || limit_.no_later != program::kNone);
  }

  // What has no date is dated by `due instead` only.
  std::optional<Instant> adjusted(std::optional<Instant> start) {
    Instant at = start.value_or(Instant{kNoDate});
    std::vector<std::pair<std::uint32_t, std::optional<Instant>>> caps;  // by adjustment
    for (std::uint32_t i = 0; i < state_.adjusted.size(); ++i) {
      const Adjusted& one = state_.adjusted[i];
      if (one.instance != index_) continue;
      const program::AdjustmentRow& row = program_.adjustments[one.adjustment];
      const Date day = history_.occurrences[one.occurrence].on;
      if (row.kind != model::Adjustment::Kind::kBy) {
        const bool instead = row.kind == model::Adjustment::Kind::kInstead;
        if (at.day == kNoDate && !instead) continue;
        const auto pushed = pushed_on(day, one.to, stops_);
        if (!pushed) return failed();
        if (instead || *pushed > at.day) {
          at = {*pushed};
          step(instead ? DateStep::Kind::kInstead : DateStep::Kind::kExtendedTo, day, kNothing, Counting::kAfter, at,
               i);
        }
        continue;
      }
      if (at.day == kNoDate) continue;
      const Duration* amount = amount_on(program_, row.amount, instance_.anchor == kNoDate ? day : instance_.anchor);
      if (amount == nullptr) {
        doubt_ = {Doubt::Kind::kParameter, row.amount.parameter};
        return std::nullopt;
      }
      const Instant from = at;
      const auto reached = count_on(program_.calendars, at, *amount, Counting::kAfter, stops_);
      if (!reached) return failed();
      at = *reached;
      if (row.has_in_all) {
        auto cap = std::find_if(caps.begin(), caps.end(), [&](const auto& c) { return c.first == one.adjustment; });
        if (cap == caps.end()) {
          cap = caps.insert(caps.end(),
                            {one.adjustment, count_on(program_.calendars, from, row.in_all, Counting::kAfter, stops_)});
        }
        if (!cap->second) return failed();
        if (at > *cap->second) {
          at = std::max(*cap->second, from);
          step(DateStep::Kind::kCapped, from.day, row.in_all, Counting::kAfter, at, i);
          continue;
        }
      }
      step(DateStep::Kind::kExtended, from.day, *amount, Counting::kAfter, at, i);
    }
    return at.day == kNoDate ? std::nullopt : std::optional(at);
  }

  std::optional<Instant> failed() {
    lost_ = true;
    return std::nullopt;
  }

  std::optional<Instant> roll(Instant at) {
    std::uint32_t by = kNone;
    const auto day = rolled(program_, duty_.rolls, at.day, &by);
    if (!day) return lost();
    if (*day != at.day && steps_ != nullptr) {
      steps_->push_back({DateStep::Kind::kRolled, at.day, kNothing, Counting::kAfter, {*day, at.minute}, kNone, by});
    }
    return Instant{*day, at.minute};
  }

  const program::Program& program_;
  const History& history_;
  const CaseState& state_;
  std::uint32_t index_;
  const Instance& instance_;
  const DutyRow& duty_;
  const LimitRow& limit_;
  bool second_;
  Stops stops_;
  std::vector<DateStep>* steps_;
  bool lost_ = false;  // a count needs a day outside the calendar
  Date opens_ = kNoDate;
  Doubt doubt_;
};

bool in_period(const model::Roll& roll, Date day) {
  if (roll.from) return day >= *roll.from && day <= *roll.to;
  if (!roll.from_each_year) return true;
  const std::chrono::year_month_day date{day};
  const std::chrono::month_day at{date.month(), date.day()};
  const auto [from, to] = std::pair(*roll.from_each_year, *roll.to_each_year);
  return from <= to ? at >= from && at <= to : at >= from || at <= to;
}

}  // namespace

std::optional<Date> rolled(const program::Program& program, program::Range rolls, Date date, std::uint32_t* by) {
  for (std::uint32_t i = rolls.begin; i < rolls.end; ++i) {
    const model::Roll& roll = program.rolls[i];
    if (!in_period(roll, date)) continue;
    if (by != nullptr) *by = i;
    const bool any_period = !roll.from && !roll.from_each_year;
    const Calendar* calendar = roll.kind == model::Roll::Kind::kNamed ? program.calendars.named[roll.calendar].get()
                                                                      : program.calendars.working.get();
    // A period that recurs and leaves no day of the year free has no day to roll to.
    constexpr std::chrono::days kFarthest{800};
    const Date farthest = (roll.from ? std::max(date, *roll.to) : date) + kFarthest;
    for (Date day = date; day <= farthest; day += std::chrono::days{1}) {
      if (!any_period && in_period(roll, day)) {
        if (roll.from) day = *roll.to;  // the day after the period is next
        continue;
      }
      if (roll.kind == model::Roll::Kind::kCalendar) return day;
      if (calendar == nullptr) return std::nullopt;
      const auto counts = calendar->counts(day);
      if (!counts) return std::nullopt;
      if (*counts) return day;
    }
    return std::nullopt;
  }
  return date;
}

std::vector<StoppedDays> stopped_days(const program::Program& program, const CaseState& state, const Instance& instance,
                                      bool perhaps) {
  std::vector<StoppedDays> found;
  const bool carried = instance.carried_from != kNone;
  if (carried) {
    const Date eve = state.carried - std::chrono::days{1};
    add_stopped_days(program, state, instance.carried_from, perhaps, Date::min(), eve, found);
  }
  add_stopped_days(program, state, instance.duty, perhaps, carried ? state.carried : Date::min(), Date::max(), found);
  std::sort(found.begin(), found.end(), [](const StoppedDays& a, const StoppedDays& b) { return a.first < b.first; });
  std::vector<StoppedDays> result;
  for (const StoppedDays& days : found) {
    if (!result.empty() && result.back().last >= days.first - std::chrono::days{1}) {
      result.back().last = std::max(result.back().last, days.last);
    } else {
      result.push_back(days);
    }
  }
  return result;
}

Dates dates_of(const program::Program& program, const History& history, const CaseState& state, std::uint32_t index) {
  const Instance& instance = state.instances[index];
  const DutyRow& duty = program.duties[instance.duty];
  Dates dates;
  if (instance.limitless) return dates;
  std::vector<StoppedDays> sure;
  std::vector<StoppedDays> possible;
  bool ranges = false;
  if (can_stop(program, instance)) {
    sure = stopped_days(program, state, instance, false);
    possible = stopped_days(program, state, instance, true);
    ranges = true;
  }
  const auto window = [&](const LimitRow& limit, bool second) {
    Window out;
    Reckoning later(program, history, state, index, limit, second, possible, nullptr);
    out.late = later.due();
    out.opens = later.opens();
    out.early = out.late;
    Doubt doubt = later.doubt();
    if (ranges && !doubt) {
      Reckoning earlier(program, history, state, index, limit, second, sure, nullptr);
      out.early = earlier.due();
      doubt = earlier.doubt();
      // What counts backwards from where the clock stood still may come out the other way round.
      if (out.early && out.late && *out.late < *out.early) out.late = out.early;
      if (limit.kind == LimitKind::kOnTheDayOf) out.opens = earlier.opens();
    }
    if (!doubt) return out;
    if (!dates.doubt && !second) dates.doubt = doubt;
    return Window{};
  };
  // While its event has not come, only `no later than` can give a date.
  if (!instance.awaiting || duty.limit.no_later != program::kNone) dates.first = window(duty.limit, false);
  if (duty.has_second) dates.second = window(duty.second, true);
  return dates;
}

std::vector<DateStep> date_steps(const program::Program& program, const History& history, const CaseState& state,
                                 std::uint32_t index, bool second) {
  std::vector<DateStep> steps;
  const Instance& instance = state.instances[index];
  if (instance.limitless || instance.awaiting) return steps;
  const DutyRow& duty = program.duties[instance.duty];
  const std::vector<StoppedDays> possible = stopped_days(program, state, instance, true);
  Reckoning(program, history, state, index, second ? duty.second : duty.limit, second, possible, &steps).due();
  return steps;
}

}  // namespace proviso::run
