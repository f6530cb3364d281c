// SPDX-License-Identifier: Apache-2.0
// What acts, adjustments and the passing of time do to the instances of duties.
#include <algorithm>

#include "engine/run/advance.h"

namespace proviso::run {

using model::LimitKind;
using program::DutyRow;

namespace {

bool names(const program::Program& program, program::Range events, std::uint32_t event) {
  const auto list = program.list(program.event_lists, events);
  return std::find(list.begin(), list.end(), event) != list.end();
}

// An act without a time of day is in time on the due day.
Instant when(const Occurrence& occurrence) {
  return {occurrence.on, occurrence.minute == kNoTime ? 0 : occurrence.minute};
}

}  // namespace

// ---- acts

// For an instance of one party, only what is for that party or for nobody in particular.
bool Advance::is_for(const Instance& instance, std::uint32_t occurrence) const {
  if (program_.duties[instance.duty].owing != model::Owing::Kind::kEach || instance.party == kNone) return true;
  const std::uint32_t party = history_.occurrences[occurrence].for_party;
  return party == kNone || party == instance.party;
}

void Advance::discharge(std::uint32_t duty, std::uint32_t occurrence) {
  const DutyRow& row = program_.duties[duty];
  if (!part_open(part_of(row.scope))) return;
  const bool possible = scope_possible(row.scope);
  const std::uint32_t event = history_.occurrences[occurrence].event;
  Act act;
  act.occurrence = occurrence;
  const Truth truth = holds(program_, history_, state_, row.condition, act.doubt);
  if (truth == Truth::kNo && !row.only_if) return;
  act.certain = truth != Truth::kUnknown;
  act.improper = truth == Truth::kNo;
  act.first = names(program_, row.acts, event);
  act.second = row.has_second && names(program_, row.second_acts, event);
  if (row.limit.kind == LimitKind::kOnWeekday) {
    if (possible) act_on_weekday(duty, act);
    return;
  }
  bool awaited = false;
  bool owed = false;
  const auto take = [&](std::uint32_t index) {
    Instance& instance = state_.instances[index];
    const auto place = static_cast<std::uint32_t>(state_.acts.size());
    state_.acts.push_back(act);
    (instance.first_act == kNone ? instance.first_act : state_.acts[instance.last_act].next) = place;
    instance.last_act = place;
    judge(index);
  };
  const auto count = static_cast<std::uint32_t>(state_.instances.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const Instance& instance = state_.instances[i];
    if (instance.duty != duty || instance.dropped || !is_for(instance, occurrence)) continue;
    const bool was_missed = instance.status == DutyStatus::kMissed && instance.done == kNoDate && !row.negated;
    const bool to_day_end =
        instance.on_anchor_day && instance.closed == state_.today && instance.status == DutyStatus::kPending;
    if (!instance.scope_open && !was_missed && !to_day_end) continue;
    awaited = awaited || instance.kept_for_next || (instance.awaiting && instance.status == DutyStatus::kPending);
    owed = owed || was_missed;
    take(i);
  }
  // The first act towards the next occurrence of the event that a duty is judged on.
  if (!row.judged_on_event || !possible || awaited || owed ||
      program_.moments[program_.moments[row.limit.moment].base].kind != model::Moment::Kind::kEvents) {
    return;
  }
  const bool busy = std::any_of(state_.instances.begin(), state_.instances.end(), [&](const Instance& instance) {
    return instance.duty == duty &&
           (instance.status == DutyStatus::kPending || instance.act_occurrence == occurrence) && !instance.dropped;
  });
  if (busy) return;
  for (const std::uint32_t index : await(duty)) {
    // Shown, and there for anything but acts, only once its event comes.
    state_.instances[index].hidden = true;
    state_.instances[index].kept_for_next = true;
    if (is_for(state_.instances[index], occurrence)) take(index);
  }
}

// `on a Monday`: each act is judged by itself.
void Advance::act_on_weekday(std::uint32_t duty, const Act& act) {
  const DutyRow& row = program_.duties[duty];
  const std::size_t before = state_.instances.size();
  arm(duty, act.occurrence, state_.today, act.occurrence);
  const bool right_day = std::chrono::weekday{state_.today} == row.limit.weekday;
  for (std::size_t i = before; i < state_.instances.size(); ++i) {
    const auto index = static_cast<std::uint32_t>(i);
    if (!is_for(state_.instances[i], act.occurrence)) {
      drop(index);
      continue;
    }
    Instance& instance = state_.instances[i];
    if (instance.status != DutyStatus::kPending) continue;
    instance.settled_for_good = true;
    const bool of_instance = instance.applies_unknown || instance.via != kNone;
    DutyStatus status = DutyStatus::kKept;
    bool by_act = true;
    if (row.negated) {
      const bool broken = right_day;
      by_act = broken;
      if (broken) status = of_instance || !act.certain ? DutyStatus::kUndecided : DutyStatus::kMissed;
    } else if (row.modality == Modality::kMay) {
      if (act.improper || !right_day) {
        status = DutyStatus::kUnused;
        by_act = false;
        if (act.certain || row.only_if) instance.out_of_time = act.occurrence;
      } else if (!act.certain) {
        status = DutyStatus::kUndecided;
      }
    } else if (!act.certain) {
      status = DutyStatus::kUndecided;
    } else if (act.improper || !right_day) {
      status = of_instance ? DutyStatus::kUndecided : DutyStatus::kMissed;
    }
    if (by_act) {
      instance.done = state_.today;
      instance.act_occurrence = act.occurrence;
    }
    if (!act.certain) instance.doubt = act.doubt;
    if (instance.via != kNone && !instance.doubt) instance.doubt = {Doubt::Kind::kEvent, instance.via};
    settle(index, status);
  }
}

// ---- dates

void Advance::adjust(std::uint32_t duty, std::uint32_t occurrence) {
  const DutyRow& row = program_.duties[duty];
  const std::uint32_t event = history_.occurrences[occurrence].event;
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    Instance& instance = state_.instances[i];
    const bool open = instance.status == DutyStatus::kPending || instance.status == DutyStatus::kUndecided;
    if (instance.duty != duty || !open || !instance.scope_open || instance.dropped || instance.kept_for_next ||
        instance.limitless || !is_for(instance, occurrence) ||
        (instance.due != kNoDate && instance.due < state_.today)) {
      continue;
    }
    for (std::uint32_t a = row.adjustments.begin; a < row.adjustments.end; ++a) {
      const program::AdjustmentRow& adjustment = program_.adjustments[a];
      if (!names(program_, adjustment.events, event)) continue;
      const auto times = std::count_if(state_.adjusted.begin(), state_.adjusted.end(), [&](const Adjusted& other) {
        return other.instance == i && other.adjustment == a;
      });
      if (adjustment.times >= 0 && times >= adjustment.times) continue;
      Date to = kNoDate;
      if (adjustment.kind != model::Adjustment::Kind::kBy) {
        const MomentDate moment = moment_now(program_, history_, state_, adjustment.moment);
        to = moment.date;
        if (to == kNoDate) {
          instance.applies_unknown = true;
          instance.doubt = moment.doubt ? moment.doubt : Doubt{Doubt::Kind::kMoment, duty};
          continue;
        }
      }
      state_.adjusted.push_back({i, a, occurrence, to});
    }
    date(i);
    judge(i);
  }
}

void Advance::date(std::uint32_t index) {
  const DutyRow& row = program_.duties[state_.instances[index].duty];
  if (row.limit.moment != program::kNone && !state_.instances[index].renewed && !state_.instances[index].awaiting) {
    const program::MomentRow& moment = program_.moments[row.limit.moment];
    const model::Moment::Kind base = program_.moments[moment.base].kind;
    if (moment.group || base == model::Moment::Kind::kFact) {
      const std::vector<StoppedDays> stops = stopped_days(program_, state_, state_.instances[index].duty, false);
      state_.instances[index].anchor = moment_of(program_, history_, state_, index, stops).base;
    }
  }
  const Dates dates = dates_of(program_, history_, state_, index);
  Instance& instance = state_.instances[index];
  if (row.has_second) {
    if (instance.windows == kNone) {
      instance.windows = static_cast<std::uint32_t>(state_.windows.size());
      state_.windows.emplace_back();
    }
    state_.windows[instance.windows] = {dates.first, dates.second};
  }
  if (row.standing) return;
  if (instance.undatable) {
    instance.undatable = false;
    instance.doubt = {};
  }
  if (dates.doubt) {
    instance.undatable = true;
    instance.doubt = dates.doubt;
  }
  instance.opens = dates.first.opens;
  std::optional<Instant> late = dates.first.late;
  std::optional<Instant> early = dates.first.early;
  if (late && dates.second.late) late = std::max(*late, *dates.second.late);
  if (early && dates.second.early) early = std::max(*early, *dates.second.early);
  if (!late || !early) late = early = std::nullopt;
  instance.due = late ? late->day : kNoDate;
  instance.due_minute = late ? late->minute : kDayEnd;
  instance.due_early = early ? early->day : kNoDate;
  instance.due_early_minute = early ? early->minute : kDayEnd;
}

// Dates that hang on what has just changed, for every instance whose scope has not closed.
void Advance::date_anew(std::uint32_t duty, bool by_clock) {
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    const Instance& instance = state_.instances[i];
    if (instance.duty != duty || !instance.scope_open || instance.dropped) continue;
    // A clock that stops after the due day moves it no more.
    if (by_clock && instance.due != kNoDate && instance.due < state_.today) continue;
    date(i);
    judge(i);
  }
}

// ---- judging

// Whether a due date is over; for an instance whose scope has closed, by the time it closed.
bool Advance::passed(const Instance& instance, Instant due) const {
  Instant now{state_.today, state_.minute};
  if (instance.closed != kNoDate) now = std::min(now, Instant{instance.closed, instance.closed_minute});
  return due < now;
}

// Its acts gone through in order, then the time.
Advance::Verdict Advance::verdict(std::uint32_t index) const {
  const Instance& instance = state_.instances[index];
  const DutyRow& row = program_.duties[instance.duty];
  const LimitKind kind = row.limit.kind;
  const bool may = row.modality == Modality::kMay;
  Verdict result;
  Window first{instance.opens, std::nullopt, std::nullopt};
  Window second;
  if (row.has_second) {
    const TwoWindows& windows = state_.windows[instance.windows];
    first = windows.first;
    second = windows.second;
  } else if (instance.due != kNoDate) {
    first.late = Instant{instance.due, instance.due_minute};
    first.early = Instant{instance.due_early, instance.due_early_minute};
  }
  const bool dated = kind == LimitKind::kAnyTime || instance.limitless || first.late || first.opens != kNoDate ||
                     (kind == LimitKind::kNoSooner && !instance.awaiting && instance.anchor != kNoDate);
  const bool no_opening = kind == LimitKind::kNoSooner && first.opens == kNoDate && !instance.limitless;
  const bool waits = instance.awaiting || instance.undatable || !dated || no_opening;
  const bool counted = kind == LimitKind::kWithin || kind == LimitKind::kWithinBeginning || kind == LimitKind::kAtLeast;
  std::uint32_t late_act = kNone;
  std::int32_t perhaps = 0;
  std::uint32_t perhaps_broken = kNone;
  Doubt perhaps_why;
  Doubt clock_why;
  for (std::uint32_t w = row.stops.begin; w < row.stops.end && !clock_why; ++w) {
    (void)holds(program_, history_, state_, program_.watches[w], clock_why);
  }
  for (std::uint32_t a = instance.first_act; a != kNone; a = state_.acts[a].next) {
    const Act& act = state_.acts[a];
    const Occurrence& occurrence = history_.occurrences[act.occurrence];
    const Instant at = when(occurrence);
    if (kind == LimitKind::kAtLeast && (instance.anchor == kNoDate || at.day <= instance.anchor)) continue;
    const bool second_known = second.late || (row.second.kind == LimitKind::kNoSooner && second.opens != kNoDate);
    const bool by_second = act.second && row.has_second && second_known;
    const bool before_anchor = row.negated && counted && instance.anchor != kNoDate && at.day < instance.anchor;
    if (before_anchor) continue;
    if (waits && !by_second) {
      // Nothing can be said of the time yet; what `by E` and `before E` forbid is broken whenever it is done.
      if (may && act.improper) result.out_of_time = act.occurrence;
      if (!row.negated && !may && row.only_if && (act.improper || !act.certain)) {
        result.act = act.occurrence;
        result.status = act.certain ? DutyStatus::kMissed : DutyStatus::kUndecided;
        result.doubt = act.doubt;
        result.at_once = true;
        break;
      }
      if (act.improper) continue;
      const bool forbidden = row.negated && instance.awaiting && !instance.unheld && !instance.kept_for_next &&
                             (kind == LimitKind::kBy || kind == LimitKind::kBefore) &&
                             program_.moments[row.limit.moment].of.empty();
      if (!act.certain) {
        if (forbidden && perhaps_broken == kNone) {
          perhaps_broken = act.occurrence;
          perhaps_why = act.doubt;
        }
        continue;
      }
      if (result.act == kNone || kind == LimitKind::kOnTheDayOf) result.act = act.occurrence;
      if (forbidden) {
        result.for_good = true;
        break;
      }
      continue;
    }
    // A second limit that has no date yet is left out, and what is done by it.
    const bool by_first = act.first && !waits;
    if (!by_first && !by_second) continue;
    const auto reached = [&](const Window& window, bool own, bool later) {
      if (!own) return false;
      if (window.opens != kNoDate && at.day < window.opens) return false;
      const std::optional<Instant>& due = later ? window.late : window.early;
      return !due || at <= *due;
    };
    // Between the two days that may be meant there is none.
    if (kind == LimitKind::kOnTheDayOf && first.late && at.day != first.early->day && at.day < first.late->day &&
        at.day > first.early->day) {
      continue;
    }
    const auto early = [&](const Window& window, bool own) {
      return own && window.opens != kNoDate && at.day < window.opens;
    };
    const bool in_time = reached(first, by_first, false) || reached(second, by_second, false);
    const bool perhaps_in_time = in_time || reached(first, by_first, true) || reached(second, by_second, true);
    const bool too_early = (!by_first || early(first, true)) && (!by_second || early(second, true));
    const bool sooner = too_early && ((by_first && kind == LimitKind::kNoSooner) ||
                                      (by_second && row.second.kind == LimitKind::kNoSooner));
    // An act that is too early or too late is out of time, whatever `only if` comes to.
    const bool surely_outside = act.certain ? act.improper || !perhaps_in_time : row.only_if && !perhaps_in_time;
    if (may && surely_outside) {
      result.out_of_time = act.occurrence;
      continue;
    }
    if (!act.certain && row.only_if && !may && !sooner) {
      // Whether it was improper cannot be told, nor then whether it was a miss.
      result.act = act.occurrence;
      result.status = DutyStatus::kUndecided;
      result.doubt = act.doubt;
      break;
    }
    if (!act.certain && (may || !row.only_if)) {
      if (perhaps_in_time) {
        ++perhaps;
        if (!perhaps_why) perhaps_why = act.doubt;
        if (row.negated && perhaps_broken == kNone && result.count + perhaps >= row.limit.times) {
          perhaps_broken = act.occurrence;
        }
      }
      continue;
    }
    if (row.negated) {
      if (!perhaps_in_time) continue;
      if (perhaps_broken == kNone && result.count + perhaps + 1 >= row.limit.times && !in_time) {
        perhaps_broken = act.occurrence;
        perhaps_why = clock_why;
      }
      if (!in_time) {
        ++perhaps;
        continue;
      }
      if (++result.count < row.limit.times) {
        if (perhaps_broken == kNone && result.count + perhaps >= row.limit.times) perhaps_broken = act.occurrence;
        continue;
      }
      result.act = act.occurrence;
      result.status = DutyStatus::kMissed;
      break;
    }
    if (act.improper || sooner) {
      result.act = act.occurrence;
      result.status = DutyStatus::kMissed;
      result.at_once = true;
      break;
    }
    if (too_early) continue;
    if (++result.count < row.limit.times) continue;
    if (in_time) {
      result.act = act.occurrence;
      result.status = DutyStatus::kKept;
      break;
    }
    if (perhaps_in_time) {
      result.act = act.occurrence;
      result.status = DutyStatus::kUndecided;
      result.doubt = clock_why;
      break;
    }
    if (late_act == kNone) late_act = act.occurrence;
    if (!row.has_second) break;
  }

  if (row.negated && result.status == DutyStatus::kPending && perhaps_broken != kNone) {
    result.act = perhaps_broken;
    result.status = DutyStatus::kUndecided;
    result.doubt = perhaps_why;
  }
  const bool doubtful = instance.applies_unknown || instance.via != kNone;
  const Doubt doubt = instance.doubt          ? instance.doubt
                      : instance.via != kNone ? Doubt{Doubt::Kind::kEvent, instance.via}
                                              : Doubt{};
  if (instance.unheld) {
    const bool kept = result.status == DutyStatus::kKept && instance.anchor != kNoDate && instance.due != kNoDate;
    if (!kept) result.status = DutyStatus::kUndecided;
    result.doubt = instance.doubt;
    if (result.act == kNone) result.act = late_act;
    result.for_good = false;
    return result;
  }
  if (instance.undatable && result.status == DutyStatus::kPending) {
    result.status = DutyStatus::kUndecided;
    result.doubt = instance.doubt;
    result.act = kNone;
    return result;
  }
  if (result.for_good && row.negated && result.status == DutyStatus::kPending) result.status = DutyStatus::kMissed;
  if (waits && result.status == DutyStatus::kPending) result.act = kNone;
  if (result.status == DutyStatus::kMissed && doubtful) {
    result.status = DutyStatus::kUndecided;
    result.doubt = doubt;
    result.for_good = false;
    return result;
  }
  if (result.status == DutyStatus::kKept && row.limit.judged_by != program::kNone) {
    result.judged = true;
    if (!instance.judged) {
      result.status = DutyStatus::kUndecided;
      result.doubt = {Doubt::Kind::kFact, row.limit.judged_by};
    } else if (!instance.practicable) {
      result.status = DutyStatus::kKeptLate;
    }
    return result;
  }
  if (result.status != DutyStatus::kPending) return result;

  // `no later than` may have come while `no sooner than` has not.
  const bool has_due = (!waits || no_opening) && first.late.has_value();
  Instant last{};
  Instant last_early{};
  if (has_due) {
    last = *first.late;
    last_early = *first.early;
    if (second.late) last = std::max(last, *second.late);
    if (second.early) last_early = std::max(last_early, *second.early);
  }
  // An act after the due hour shows that it is over, though its day is not.
  const bool hour_over = late_act != kNone && when(history_.occurrences[late_act]) > last;
  const bool over = has_due && (passed(instance, last) || hour_over);
  const bool early_over = has_due && passed(instance, last_early);
  if (over) {
    if (row.negated) {
      result.status = DutyStatus::kKept;
      return result;
    }
    if (may) {
      const bool perhaps_used = perhaps > 0 && result.count + perhaps >= row.limit.times;
      result.status = perhaps_used ? DutyStatus::kUndecided : DutyStatus::kUnused;
      result.doubt = perhaps_used ? perhaps_why : Doubt{};
      return result;
    }
    result.act = late_act;
    const bool perhaps_kept = perhaps > 0 && result.count + perhaps >= row.limit.times;
    if (doubtful || perhaps_kept) {
      result.status = DutyStatus::kUndecided;
      result.doubt = perhaps_kept ? perhaps_why : doubt;
      return result;
    }
    result.status = late_act == kNone ? DutyStatus::kMissed : DutyStatus::kKeptLate;
    return result;
  }
  const bool closed = instance.closed != kNoDate &&
                      Instant{instance.closed, instance.closed_minute} <= Instant{state_.today, state_.minute};
  if (early_over && !row.negated) {
    result.status = DutyStatus::kUndecided;
    result.doubt = clock_why;
    return result;
  }
  result.status = closed ? DutyStatus::kLapsed : DutyStatus::kPending;
  return result;
}

// What an excuse makes of a miss; with `as soon as practicable` it only takes the limit away.
void Advance::give_excuse(std::uint32_t index, Verdict& found) {
  Instance& instance = state_.instances[index];
  const DutyRow& row = program_.duties[instance.duty];
  const bool missed = found.status == DutyStatus::kMissed || found.status == DutyStatus::kKeptLate;
  if (!missed || found.judged || row.excuse.empty() || row.modality == Modality::kMay) return;
  const bool was_missed = instance.status == DutyStatus::kMissed || instance.status == DutyStatus::kKeptLate;
  Doubt doubt;
  if (!instance.excused && !was_missed) {
    instance.excused = holds(program_, history_, state_, row.excuse, doubt) == Truth::kYes;
  }
  if (!instance.excused) return;
  if (row.limit.practicable && !found.at_once && !found.for_good && !instance.limitless) {
    instance.limitless = true;
    date(index);
    found = verdict(index);
    return;
  }
  found.status = DutyStatus::kExcused;
}

void Advance::judge(std::uint32_t index) {
  Instance& instance = state_.instances[index];
  const DutyRow& row = program_.duties[instance.duty];
  if (instance.dropped || row.standing || row.limit.kind == LimitKind::kOnWeekday) return;
  if (instance.status == DutyStatus::kExcused) return;
  if (instance.settled_for_good) {
    if (instance.excused && instance.status == DutyStatus::kMissed) settle(index, DutyStatus::kExcused);
    return;
  }
  if (instance.via != kNone && scope_certain(row.scope) && instance.scope_open) instance.via = kNone;
  // `every … until`: what is due after the end lapses as soon as the end is known.
  if (row.limit.kind == LimitKind::kEvery && row.limit.until != program::kNone && instance.due != kNoDate &&
      instance.scope_open && instance.status == DutyStatus::kPending) {
    const MomentDate until = further_moment(program_, history_, state_, index, row.limit.until);
    if (until.date != kNoDate && instance.due > until.date) {
      instance.scope_open = false;
      instance.closed = state_.today;
      instance.closed_minute = state_.minute;
      settle(index, DutyStatus::kLapsed);
      return;
    }
  }
  Verdict found = verdict(index);
  give_excuse(index, found);
  instance.settled_for_good = found.for_good;
  instance.count = found.count;
  instance.out_of_time = found.out_of_time;
  instance.act_occurrence = found.act;
  instance.done = found.act == kNone ? kNoDate : history_.occurrences[found.act].on;
  if (found.doubt) instance.doubt = found.doubt;
  if (found.status != instance.status) settle(index, found.status);
}

std::uint32_t Advance::owed_by(const Instance& instance) const {
  const DutyRow& row = program_.duties[instance.duty];
  if (row.owing == model::Owing::Kind::kParty) return row.party;
  if (row.owing == model::Owing::Kind::kEach) return instance.party;
  const Value party = fact_value(program_, history_, state_, row.party).value;
  return party.known() ? static_cast<std::uint32_t>(party.payload) : kNone;
}

void Advance::settle(std::uint32_t index, DutyStatus status) {
  Instance& instance = state_.instances[index];
  instance.status = status;
  instance.settled = status == DutyStatus::kPending ? kNoDate : state_.today;
  // A duty can change hands; who owed it when it was settled stays on record.
  if (program_.duties[instance.duty].owing == model::Owing::Kind::kFact) {
    instance.party = status == DutyStatus::kPending ? kNone : owed_by(instance);
  }
  if (!instance.hidden) note(Step::Kind::kSettled, index, status);
}

// ---- time

// The day at whose end the passing of time may change the instance's status; kNoDate: none.
Date Advance::next_judging(const Instance& instance) const {
  const DutyRow& row = program_.duties[instance.duty];
  if (instance.dropped || instance.due == kNoDate) return kNoDate;
  if (instance.status == DutyStatus::kPending) return row.negated ? instance.due : instance.due_early;
  const bool between =
      instance.status == DutyStatus::kUndecided && instance.due >= state_.today && instance.due != instance.due_early;
  return between ? instance.due : kNoDate;
}

// Everything that is over with this day, in the order of the duties, then as it arose.
void Advance::expire(Date day) {
  std::vector<std::uint32_t> expiring;
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    const Date next =
        program_.duties[state_.instances[i].duty].standing ? next_standing(i) : next_judging(state_.instances[i]);
    if (next != kNoDate && next <= day) expiring.push_back(i);
  }
  std::stable_sort(expiring.begin(), expiring.end(), [&](std::uint32_t a, std::uint32_t b) {
    return state_.instances[a].duty < state_.instances[b].duty;
  });
  for (const std::uint32_t i : expiring) {
    const DutyRow& row = program_.duties[state_.instances[i].duty];
    if (row.standing) {
      end_standing(i, day);
      continue;
    }
    if (!row.stops.empty() && state_.instances[i].scope_open) date(i);
    judge(i);
  }
}

}  // namespace proviso::run
