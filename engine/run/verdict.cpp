// SPDX-License-Identifier: Apache-2.0
// What the acts of an instance, gone through in order, and then the time say of it.
#include <algorithm>

#include "engine/run/advance.h"

namespace proviso::run {

using model::LimitKind;
using program::DutyRow;

namespace {

// An act without a time of day is in time on the due day.
Instant when(const Occurrence& occurrence) {
  return {occurrence.on, occurrence.minute == kNoTime ? 0 : occurrence.minute};
}

// How an act lies to the window of one limit.
struct Lies {
  bool early = false;  // before the opening
  bool in_time = false;
  bool perhaps = false;  // by the later due date
  bool late = false;
};

Lies lies(LimitKind kind, const Window& window, Instant at) {
  Lies result;
  if (window.opens != kNoDate && at.day < window.opens) {
    result.early = true;
  } else if (!window.late) {
    result.in_time = result.perhaps = true;
  } else {
    // Whatever the hour; and between the two days that may be meant there is none.
    const bool on_day = kind == LimitKind::kOnTheDayOf;
    result.in_time = on_day ? at.day == window.early->day : at <= *window.early;
    result.perhaps = result.in_time || (on_day ? at.day == window.late->day : at <= *window.late);
    result.late = on_day ? at.day > window.late->day : at > *window.late;
  }
  return result;
}

}  // namespace

// Whether a due date is over: an hour with its day; for an instance whose scope has closed, by the time it closed.
bool Advance::passed(const Instance& instance, Instant due) const {
  const Instant now{state_.today, state_.minute == kNight ? kNight : 0};
  if (instance.closed == kNoDate) return due < now;
  const Instant closed{instance.closed, instance.closed_minute};
  return due < (instance.closed_minute == kNight ? std::min(now, closed) : closed);
}

Advance::Windows Advance::windows_of(const Instance& instance) const {
  const DutyRow& row = program_.duties[instance.duty];
  const LimitKind kind = row.limit.kind;
  Windows result;
  result.first.opens = instance.opens;
  if (row.has_second) {
    const TwoWindows& windows = state_.windows[instance.windows];
    result.first = windows.first;
    result.second = windows.second;
  } else if (instance.due != kNoDate) {
    result.first.late = Instant{instance.due, instance.due_minute};
    result.first.early = Instant{instance.due_early, instance.due_early_minute};
  }
  if (instance.limitless) {
    result.second_known = row.has_second;
    return result;
  }
  const Window& first = result.first;
  const bool dated = kind == LimitKind::kAnyTime || first.late || first.opens != kNoDate ||
                     (kind == LimitKind::kNoSooner && !instance.awaiting && instance.anchor != kNoDate);
  result.no_opening = kind == LimitKind::kNoSooner && first.opens == kNoDate;
  result.waits = instance.awaiting || instance.undatable || !dated || result.no_opening;
  // A second limit that has no date yet is left out.
  const Window& second = result.second;
  result.second_known =
      row.has_second && (row.second.kind == LimitKind::kNoSooner ? second.opens != kNoDate : second.late.has_value());
  // `no later than` may have come while `no sooner than` has not.
  if ((!result.waits || result.no_opening) && first.late) {
    result.last = *first.late;
    result.last_early = *first.early;
    if (second.late) result.last = std::max(*result.last, *second.late);
    if (second.early) result.last_early = std::max(*result.last_early, *second.early);
  }
  return result;
}

// Why the earlier and the later due date differ.
Doubt Advance::clock_doubt(const DutyRow& row) const {
  Doubt doubt;
  for (std::uint32_t w = row.stops.begin; w < row.stops.end && !doubt; ++w) {
    (void)holds(program_, history_, state_, program_.watches[w], doubt);
  }
  return doubt;
}

void Advance::weigh_acts(const Instance& instance, const Windows& windows, Weighed& weighed) const {
  const DutyRow& row = program_.duties[instance.duty];
  const LimitKind kind = row.limit.kind;
  const bool may = row.modality == Modality::kMay;
  const bool binds = row.only_if && !may;  // an improper act is a miss
  Verdict& result = weighed.verdict;
  std::int32_t perhaps = 0;
  std::int32_t timely = 0;
  std::uint32_t undecided = kNone;
  for (std::uint32_t a = instance.first_act; a != kNone; a = state_.acts[a].next) {
    const Act& act = state_.acts[a];
    const Instant at = when(history_.occurrences[act.occurrence]);
    if (kind == LimitKind::kAtLeast && (instance.anchor == kNoDate || at.day <= instance.anchor)) continue;
    // It has been done, late; what comes when the time is over says nothing.
    if (weighed.late != kNone && (!row.has_second || (windows.last && at > *windows.last))) break;
    const auto stop = [&](DutyStatus status, bool at_once) {
      result.status = status;
      result.act = act.occurrence;
      result.at_once = at_once;
    };
    if (binds && act.certain && act.improper) return stop(DutyStatus::kMissed, true);
    const Lies first = act.first && !windows.waits ? lies(kind, windows.first, at) : Lies{};
    const Lies second = act.second && windows.second_known ? lies(row.second.kind, windows.second, at) : Lies{};
    const bool in_time = first.in_time || second.in_time;
    const bool by_later = first.perhaps || second.perhaps;
    const bool sooner = !by_later && ((first.early && kind == LimitKind::kNoSooner) ||
                                      (second.early && row.second.kind == LimitKind::kNoSooner));
    const bool nowhere = (!act.first || windows.waits) && (!act.second || !windows.second_known);
    // An act that is too early or too late is out of time, whatever `only if` comes to.
    const bool outside = !by_later && (first.early || first.late || second.early || second.late);
    if (may && (act.improper || (outside && (act.certain || row.only_if)))) {
      result.out_of_time = act.occurrence;
      if (outside && act.certain && (first.late || second.late) && weighed.unused == kNone) {
        weighed.unused = act.occurrence;
      }
      continue;
    }
    if (binds && !act.certain && !sooner) {
      // Whether it was improper cannot be told, nor then whether it was a miss.
      result.doubt = act.doubt;
      return stop(DutyStatus::kUndecided, false);
    }
    if (nowhere) {
      const bool first_waits = act.first && act.certain && (weighed.waiting == kNone || kind == LimitKind::kOnTheDayOf);
      if (first_waits) weighed.waiting = act.occurrence;
      continue;
    }
    if (!act.certain && !binds) {
      if (by_later) {
        ++perhaps;
        if (!weighed.perhaps_why) weighed.perhaps_why = act.doubt;
      }
      continue;
    }
    if (sooner) return stop(DutyStatus::kMissed, true);
    const bool late = !by_later && (first.late || second.late);
    if (!by_later && !late) continue;
    if (by_later) ++timely;
    if (++result.count < row.limit.times) continue;
    if (in_time) {
      result.judge_by = (first.in_time ? row.limit : row.second).judged_by;
      return stop(DutyStatus::kKept, false);
    }
    if (by_later && undecided == kNone) undecided = act.occurrence;
    if (late && weighed.late == kNone) weighed.late = act.occurrence;
  }
  weighed.perhaps_kept = perhaps > 0 && timely + perhaps >= row.limit.times;
  if (undecided == kNone) return;
  result.status = DutyStatus::kUndecided;
  result.act = undecided;
  result.doubt = clock_doubt(row);
}

void Advance::weigh_forbidden_acts(const Instance& instance, const Windows& windows, Weighed& weighed) const {
  const DutyRow& row = program_.duties[instance.duty];
  const LimitKind kind = row.limit.kind;
  const bool from_anchor =
      kind == LimitKind::kWithin || kind == LimitKind::kWithinBeginning || kind == LimitKind::kAtLeast;
  // What `by E` and `before E` forbid is broken whenever it is done.
  const bool undated = windows.waits && instance.awaiting && !instance.unheld &&
                       (kind == LimitKind::kBy || kind == LimitKind::kBefore) &&
                       program_.moments[row.limit.moment].of.empty();
  Verdict& result = weighed.verdict;
  std::int32_t perhaps = 0;
  std::uint32_t undecided = kNone;
  Doubt why;
  for (std::uint32_t a = instance.first_act; a != kNone; a = state_.acts[a].next) {
    const Act& act = state_.acts[a];
    const Instant at = when(history_.occurrences[act.occurrence]);
    if (kind == LimitKind::kAtLeast && (instance.anchor == kNoDate || at.day <= instance.anchor)) continue;
    if (from_anchor && instance.anchor != kNoDate && at.day < instance.anchor) continue;
    Lies lie = windows.waits ? Lies{} : lies(kind, windows.first, at);
    if (undated) lie.in_time = lie.perhaps = true;
    if (lie.in_time && act.certain && ++result.count == row.limit.times) {
      result.status = DutyStatus::kMissed;
      result.act = act.occurrence;
      result.for_good = undated;
      return;
    }
    if (!lie.perhaps || ++perhaps != row.limit.times || undecided != kNone) continue;
    undecided = act.occurrence;
    why = act.certain ? clock_doubt(row) : act.doubt;
  }
  if (undecided == kNone) return;
  result.status = DutyStatus::kUndecided;
  result.act = undecided;
  result.doubt = why;
}

Advance::Verdict Advance::verdict(std::uint32_t index) const {
  const Instance& instance = state_.instances[index];
  const DutyRow& row = program_.duties[instance.duty];
  const Windows windows = windows_of(instance);
  Weighed weighed;
  if (row.negated) {
    weigh_forbidden_acts(instance, windows, weighed);
  } else {
    weigh_acts(instance, windows, weighed);
  }
  Verdict result = weighed.verdict;
  const bool doubtful = instance.applies_unknown || instance.via != kNone;
  const Doubt doubt = instance.doubt          ? instance.doubt
                      : instance.via != kNone ? Doubt{Doubt::Kind::kEvent, instance.via}
                                              : Doubt{};
  if (instance.unheld) {
    const bool kept = result.status == DutyStatus::kKept && instance.anchor != kNoDate && instance.due != kNoDate;
    if (!kept) result.status = DutyStatus::kUndecided;
    result.doubt = instance.doubt;
    if (result.act == kNone) result.act = weighed.late != kNone ? weighed.late : weighed.waiting;
    result.for_good = false;
    return result;
  }
  if (instance.undatable && result.status == DutyStatus::kPending) {
    result.status = DutyStatus::kUndecided;
    result.doubt = instance.doubt;
    return result;
  }
  if (result.status == DutyStatus::kMissed && doubtful) {
    result.status = DutyStatus::kUndecided;
    result.doubt = doubt;
    result.for_good = false;
    return result;
  }
  if (result.status == DutyStatus::kKept && result.judge_by != kNone) {
    result.judged = true;
    if (!instance.judged) {
      result.status = DutyStatus::kUndecided;
      result.doubt = {Doubt::Kind::kFact, result.judge_by};
    } else if (!instance.practicable) {
      result.status = DutyStatus::kKeptLate;
    }
    return result;
  }
  if (result.status == DutyStatus::kPending) judge_by_time(instance, windows, weighed, doubtful, doubt, result);
  return result;
}

void Advance::judge_by_time(const Instance& instance, const Windows& windows, const Weighed& weighed, bool doubtful,
                            Doubt doubt, Verdict& result) const {
  const DutyRow& row = program_.duties[instance.duty];
  // An act after the due hour shows that it is over, though its day is not.
  const std::uint32_t late = weighed.late != kNone ? weighed.late : weighed.unused;
  const bool hour_over = windows.last && late != kNone && when(history_.occurrences[late]) > *windows.last;
  if (windows.last && (passed(instance, *windows.last) || hour_over)) {
    if (row.negated) {
      result.status = DutyStatus::kKept;
    } else if (row.modality == Modality::kMay) {
      // In a stage that is only possible nobody knows whether there was a right at all.
      const bool undecided = weighed.perhaps_kept || instance.via != kNone;
      result.status = undecided ? DutyStatus::kUndecided : DutyStatus::kUnused;
      if (undecided) result.doubt = weighed.perhaps_kept ? weighed.perhaps_why : doubt;
    } else {
      result.act = weighed.late;
      if (doubtful || weighed.perhaps_kept) {
        result.status = DutyStatus::kUndecided;
        result.doubt = weighed.perhaps_kept ? weighed.perhaps_why : doubt;
      } else {
        result.status = weighed.late == kNone ? DutyStatus::kMissed : DutyStatus::kKeptLate;
      }
    }
    return;
  }
  if (windows.last_early && passed(instance, *windows.last_early) && !row.negated) {
    result.status = DutyStatus::kUndecided;
    result.doubt = clock_doubt(row);
    return;
  }
  const bool closed = instance.closed != kNoDate &&
                      Instant{instance.closed, instance.closed_minute} <= Instant{state_.today, state_.minute};
  result.status = closed ? DutyStatus::kLapsed : DutyStatus::kPending;
}

}  // namespace proviso::run
