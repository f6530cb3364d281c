// SPDX-License-Identifier: Apache-2.0
// Section 7.6 and 7.7: the status of an instance.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <utility>

#include "tests/reference/duties.h"
#include "tests/reference/expressions.h"

namespace proviso::reference {

using model::Duty;
using model::DutyId;
using model::Limit;
using model::LimitKind;
using WindowState = Window::State;

namespace {

struct Verdict {
  DutyStatus status = DutyStatus::kPending;
  const Act* by = nullptr;
  bool second = false;   ///< by the limit of `or ensure`
  bool at_once = false;  ///< missed by an act that was improper or too early
};

/// An hour is over with its day; where the scope has closed, at that hour.
bool passed(const Point& due, const Clock& clock, bool closed) {
  if (due.day != clock.day) return due.day < clock.day;
  if (clock.ended) return true;
  if (!closed) return false;
  return due.precise && due.minute.has_value() && clock.minute.has_value() && *clock.minute > *due.minute;
}

bool up_to(const Act& act, const Point& due) {
  if (act.day != due.day) return act.day < due.day;
  return !due.precise || !due.minute.has_value() || !act.minute.has_value() || *act.minute <= *due.minute;
}

bool before_opening(const Act& act, const Window& window) {
  if (!window.opening.has_value()) return false;
  const Point& opening = *window.opening;
  if (act.day != opening.day) return act.day < opening.day;
  return opening.precise && opening.minute.has_value() && act.minute.has_value() && *act.minute < *opening.minute;
}

/// How an act lies to the window of a limit.
struct Lies {
  bool early = false;    ///< before the opening
  bool in_time = false;  ///< by the earlier due date
  bool perhaps = false;  ///< by the later one
  bool late = false;     ///< after the due date
};

Lies lies(const Act& act, const Limit& limit, const Window& window) {
  Lies where;
  if (limit.kind == LimitKind::kNoSooner) {
    if (!window.opening.has_value()) return where;
    where.early = before_opening(act, window);
    if (where.early) return where;
  }
  switch (window.due) {
    case WindowState::kImpossible:
      return where;
    case WindowState::kNone:
      // A last day that is not known yet lies ahead.
      where.in_time = where.perhaps = limit.kind == LimitKind::kNoSooner;
      return where;
    case WindowState::kUnlimited:
      where.in_time = where.perhaps = true;
      return where;
    case WindowState::kDated:
      break;
  }
  if (limit.kind == LimitKind::kOnTheDayOf) {
    where.in_time = act.day == window.earlier.day;
    where.perhaps = where.in_time || act.day == window.later.day;
    where.early = act.day < window.earlier.day;
    where.late = act.day > window.later.day;
    return where;
  }
  where.in_time = up_to(act, window.earlier);
  where.perhaps = up_to(act, window.later);
  where.late = !where.perhaps;
  return where;
}

class Judging {
 public:
  Judging(const Case& c, DutyId id, const Instance& instance)
      : duty_(c.framework[id]),
        instance_(instance),
        clock_(instance.closed.value_or(c.now)),
        right_(duty_.modality == Modality::kMay) {}

  [[nodiscard]] Verdict verdict() const {
    if (duty_.limit.kind == LimitKind::kOnWeekday && !instance_.limitless) return on_weekday();
    if (duty_.negated) return prohibition();
    return obligation();
  }

 private:
  /// Each limit that an act may be judged by.
  struct Judged {
    const Limit* limit = nullptr;
    const Window* window = nullptr;
    bool second = false;
  };

  [[nodiscard]] std::vector<Judged> limits_of(const Act& act) const {
    std::vector<Judged> limits;
    if (act.first) limits.push_back({&duty_.limit, &instance_.dates.first, false});
    if (act.second && instance_.limitless) {
      limits.push_back({&duty_.alternative->limit, &instance_.dates.first, true});
    } else if (act.second && instance_.dates.second.has_value()) {
      limits.push_back({&duty_.alternative->limit, &*instance_.dates.second, true});
    }
    return limits;
  }

  [[nodiscard]] static std::int32_t times(const Limit& limit) {
    return limit.kind == LimitKind::kAtLeast ? limit.times : 1;
  }

  /// `at least n times`: acts on the anchor's day and before do not count.
  [[nodiscard]] bool too_soon_to_count(const Act& act) const {
    if (duty_.limit.kind != LimitKind::kAtLeast) return false;
    return !instance_.dates.anchor.has_value() || act.day <= *instance_.dates.anchor;
  }

  [[nodiscard]] Lies where(const Act& act, const Judged& judged) const {
    if (instance_.limitless) return {false, true, true, false};
    return lies(act, *judged.limit, *judged.window);
  }

  [[nodiscard]] Verdict over(DutyStatus otherwise) const {
    if (instance_.closed.has_value() || instance_.lapsed_for_good) return {DutyStatus::kLapsed, nullptr, false};
    return {otherwise, nullptr, false};
  }

  [[nodiscard]] Verdict obligation() const {
    std::array<std::int32_t, 2> sure{};
    std::array<std::int32_t, 2> by_later{};
    std::array<std::int32_t, 2> with_perhaps{};
    std::array<std::int32_t, 2> ever{};
    const Act* undecided = nullptr;
    const Act* late = nullptr;
    bool perhaps_kept = false;
    const auto over_at = later_due(instance_.dates);
    for (const Act& act : instance_.acts) {
      // Once it has been done late, nothing that comes when its time is over says anything.
      if (late != nullptr && (!duty_.alternative.has_value() || (over_at.has_value() && !up_to(act, *over_at)))) break;
      if (!right_ && act.improper == Truth(true) && !too_soon_to_count(act)) return broken(act);
      const std::vector<Judged> limits = limits_of(act);
      const bool by_some =
          std::any_of(limits.begin(), limits.end(), [&](const Judged& judged) { return where(act, judged).perhaps; });
      const bool too_early = std::any_of(limits.begin(), limits.end(), [&](const Judged& judged) {
        return judged.limit->kind == LimitKind::kNoSooner && where(act, judged).early;
      });
      const bool counts_early = act.sure && !by_some && too_early;
      if (!right_ && counts_early) return broken(act);
      if (!right_ && !act.improper.has_value() && !too_soon_to_count(act)) return {DutyStatus::kUndecided, &act};
      if (right_ && act.improper == Truth(true)) continue;
      for (const Judged& judged : limits) {
        const std::size_t i = judged.second ? 1 : 0;
        if (too_soon_to_count(act)) continue;
        const Lies at = where(act, judged);
        const bool counts = act.sure && act.improper == Truth(false);
        if (at.perhaps && ++with_perhaps[i] >= times(*judged.limit)) perhaps_kept = true;
        if (!counts) continue;
        if (at.in_time && ++sure[i] == times(*judged.limit)) return {DutyStatus::kKept, &act, judged.second};
        if (at.perhaps && ++by_later[i] == times(*judged.limit) && undecided == nullptr) undecided = &act;
        if (at.perhaps || at.late) ++ever[i];
        if (at.late && !by_some && ever[i] >= times(*judged.limit) && late == nullptr) late = &act;
      }
    }
    if (undecided != nullptr) return {DutyStatus::kUndecided, undecided, false};
    const Dates& dates = instance_.dates;
    if (dates.first.due == WindowState::kImpossible) return {DutyStatus::kUndecided, nullptr, false};
    const auto early_due = earlier_due(dates);
    const auto late_due = later_due(dates);
    const bool never = dates.second.has_value() && dates.second->due == WindowState::kUnlimited;
    if (early_due.has_value() && late_due.has_value() && !never) {
      // An act after the due hour shows that it is over, though its day is not.
      if ((late != nullptr && !up_to(*late, *late_due)) || passed(*late_due, clock_, instance_.closed.has_value())) {
        if (perhaps_kept) return {DutyStatus::kUndecided, right_ ? nullptr : late, false};
        if (right_) return {DutyStatus::kUnused, nullptr, false};
        if (instance_.doubtful) return {DutyStatus::kUndecided, late, false};
        if (late != nullptr) return {DutyStatus::kKeptLate, late, false};
        return {DutyStatus::kMissed, nullptr, false};
      }
      if (passed(*early_due, clock_, instance_.closed.has_value())) return {DutyStatus::kUndecided, nullptr, false};
    }
    return over(DutyStatus::kPending);
  }

  [[nodiscard]] Verdict broken(const Act& act) const {
    return {instance_.doubtful ? DutyStatus::kUndecided : DutyStatus::kMissed, &act, false, true};
  }

  [[nodiscard]] Verdict prohibition() const {
    const LimitKind kind = duty_.limit.kind;
    const bool from_anchor = kind == LimitKind::kWithin || kind == LimitKind::kWithinBeginning ||
                             kind == LimitKind::kAtLeast || kind == LimitKind::kEvery;
    const bool undated = instance_.waiting && (kind == LimitKind::kBy || kind == LimitKind::kBefore) &&
                         instance_.dates.first.due == WindowState::kNone && duty_.limit.moment->of.empty();
    std::int32_t sure = 0;
    std::int32_t perhaps = 0;
    const Act* undecided = nullptr;
    for (const Act& act : instance_.acts) {
      const Judged judged{&duty_.limit, &instance_.dates.first, false};
      if (!act.first || too_soon_to_count(act)) continue;
      if (from_anchor && instance_.dates.anchor.has_value() && act.day < *instance_.dates.anchor) continue;
      Lies at = where(act, judged);
      if (undated || instance_.broken) at.in_time = at.perhaps = true;
      if (at.in_time && act.sure && ++sure == times(duty_.limit)) return broken(act);
      if (at.perhaps && ++perhaps == times(duty_.limit) && undecided == nullptr) undecided = &act;
    }
    if (undecided != nullptr) return {DutyStatus::kUndecided, undecided, false};
    if (instance_.dates.first.due == WindowState::kImpossible) return {DutyStatus::kUndecided, nullptr, false};
    if (instance_.dates.first.due == WindowState::kDated &&
        passed(instance_.dates.first.later, clock_, instance_.closed.has_value())) {
      return {DutyStatus::kKept, nullptr, false};
    }
    return over(DutyStatus::kPending);
  }

  /// Each act is an instance: nothing after it matters.
  [[nodiscard]] Verdict on_weekday() const {
    const Act& act = instance_.acts.front();
    const bool on_the_day = std::chrono::weekday(act.day) == duty_.limit.weekday;
    const bool doubtful = instance_.doubtful || !act.sure || !act.improper.has_value();
    if (duty_.negated) {
      if (!on_the_day) return {DutyStatus::kKept, nullptr, false};
      return {doubtful ? DutyStatus::kUndecided : DutyStatus::kMissed, &act, false};
    }
    if (right_) {
      if (on_the_day && act.sure && act.improper == Truth(false)) return {DutyStatus::kKept, &act, false};
      if (on_the_day && doubtful && act.improper != Truth(true)) return {DutyStatus::kUndecided, &act, false};
      return {DutyStatus::kUnused, nullptr, false};
    }
    if (act.improper == Truth(true)) {
      return {instance_.doubtful ? DutyStatus::kUndecided : DutyStatus::kMissed, &act, false};
    }
    if (!act.sure || !act.improper.has_value()) return {DutyStatus::kUndecided, &act, false};
    if (on_the_day) return {DutyStatus::kKept, &act, false};
    return {instance_.doubtful ? DutyStatus::kUndecided : DutyStatus::kMissed, &act, false};
  }

  const Duty& duty_;
  const Instance& instance_;
  const Clock clock_;
  const bool right_;
};

/// The day on which the status of a verdict was reached: today, where it was another until now.
std::optional<Date> reached_on(const Case& c, const Instance& instance, const Verdict& verdict) {
  if (verdict.status == DutyStatus::kPending) return std::nullopt;
  return instance.status == verdict.status && instance.settled.has_value() ? instance.settled : c.today();
}

}  // namespace

void settle(Instance& instance, DutyStatus status, std::optional<Date> on) {
  instance.status = status;
  instance.settled = on;
}

bool shown(const Duty& duty, const Instance& instance) {
  if (instance.dropped || (instance.waiting && instance.hidden)) return false;
  const bool nothing_yet = instance.status == DutyStatus::kPending || instance.status == DutyStatus::kLapsed;
  const bool nobody_acts = duty.limit.kind == LimitKind::kNoSooner && !duty.limit.no_later.has_value();
  return !instance.waiting || !nothing_yet || !nobody_acts;
}

bool is_excused(const Case& c, DutyId id) {
  const auto& excuses = c.framework[id].excuses;
  return std::any_of(excuses.begin(), excuses.end(), [&](const auto& e) { return truth(c, e) == Truth(true); });
}

void excuse(Case& c, DutyId id, Instance& instance) {
  if (c.framework[id].limit.practicable) {
    if (instance.limitless && !instance.at_once) return;
    if (!instance.at_once) {
      instance.limitless = true;
      instance.dates = dates_of(c, id, instance);
      judge(c, id, instance);
      return;
    }
  }
  instance.excused = true;
  settle(instance, DutyStatus::kExcused, c.today());
}

void judge(Case& c, DutyId id, Instance& instance) {
  if (instance.frozen || instance.dropped || instance.excused) return;
  const Duty& duty = c.framework[id];
  if (duty.limit.kind == LimitKind::kThroughout) {
    if (instance.closed.has_value() && instance.status == DutyStatus::kPending) {
      settle(instance, DutyStatus::kLapsed, c.today());
    }
    return;
  }
  if (instance.lapsed_for_good) return;
  // It did not apply when it arose: nothing is said of it before its event.
  if (instance.waiting && instance.hidden) {
    if (instance.closed.has_value() && instance.status == DutyStatus::kPending) {
      settle(instance, DutyStatus::kLapsed, c.today());
    }
    return;
  }
  Verdict verdict = Judging(c, id, instance).verdict();
  // `until`: what is due after it lapses.
  if (verdict.status == DutyStatus::kPending && duty.limit.kind == LimitKind::kEvery &&
      instance.dates.until.has_value() && instance.dates.first.due == WindowState::kDated &&
      instance.dates.first.later.day > *instance.dates.until) {
    instance.lapsed_for_good = true;
    instance.closed = c.now;
    verdict.status = DutyStatus::kLapsed;
  }
  instance.would_be_kept = false;
  bool by_judgement = false;
  if (verdict.status == DutyStatus::kKept && verdict.by != nullptr && !duty.negated) {
    const auto& judged_by = (verdict.second ? duty.alternative->limit : duty.limit).judged_by;
    if (judged_by.has_value()) {
      if (!instance.judgement.has_value()) {
        instance.would_be_kept = true;
        verdict.status = DutyStatus::kUndecided;
      } else {
        verdict.status = *instance.judgement ? DutyStatus::kKept : DutyStatus::kKeptLate;
        by_judgement = true;
      }
    }
  }
  const auto is_miss = [](DutyStatus status) {
    return status == DutyStatus::kMissed || status == DutyStatus::kKeptLate;
  };
  // Asked before the miss is on record.
  const bool excused_now = is_miss(verdict.status) && !is_miss(instance.status) && !by_judgement && is_excused(c, id);
  if (excused_now && duty.limit.practicable && !verdict.at_once && !instance.limitless) {
    instance.limitless = true;
    instance.dates = dates_of(c, id, instance);
    judge(c, id, instance);
    return;
  }
  if (duty.negated && verdict.status == DutyStatus::kMissed && instance.waiting) instance.broken = true;
  const std::optional<Date> on = reached_on(c, instance, verdict);
  instance.done = verdict.by != nullptr ? std::optional(verdict.by->day) : std::nullopt;
  instance.done_by = verdict.by != nullptr ? std::optional(verdict.by->occurrence) : std::nullopt;
  instance.done_minute = verdict.by != nullptr ? verdict.by->minute : std::nullopt;
  instance.at_once = verdict.at_once;
  settle(instance, verdict.status, on);
  if (excused_now) excuse(c, id, instance);
}

void look_at_excuses_and_judgements(Case& c) {
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    const DutyId id{d};
    const Duty& duty = c.framework[id];
    for (Instance& instance : c.duties[d].instances) {
      if (instance.frozen || instance.dropped || instance.excused) continue;
      const bool missed = instance.status == DutyStatus::kMissed || instance.status == DutyStatus::kKeptLate;
      if (missed && !instance.judgement.has_value() && is_excused(c, id)) excuse(c, id, instance);
      if (instance.would_be_kept && !instance.judgement.has_value()) {
        const auto& fact = duty.limit.judged_by.has_value() ? duty.limit.judged_by : duty.alternative->limit.judged_by;
        if (const auto value = as<bool>(fact_value(c, *fact))) {
          instance.judgement = value;
          judge(c, id, instance);
        }
      }
    }
  }
}

void expire(Case& c) {
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    const DutyId id{d};
    auto& instances = c.duties[d].instances;
    // A standing duty may bring about further instances, which begin tomorrow.
    const std::size_t number = instances.size();
    for (std::size_t i = 0; i < number; ++i) {
      Instance& instance = instances[i];
      if (instance.frozen || instance.dropped) continue;
      if (c.framework[id].limit.kind == LimitKind::kThroughout) {
        end_of_day(c, id, instance);
        continue;
      }
      const bool open = instance.status == DutyStatus::kPending || instance.status == DutyStatus::kUndecided;
      const auto due = earlier_due(instance.dates);
      if (open && due.has_value() && passed(*due, c.now, false)) judge(c, id, instance);
    }
  }
}

bool out_of_time(const Case& c, DutyId id, const Instance& instance, const Act& act) {
  const Duty& duty = c.framework[id];
  if (!act.sure) return false;
  if (act.improper == Truth(true)) return true;
  if (instance.limitless) return false;
  if (duty.limit.kind == LimitKind::kOnWeekday) {
    return std::chrono::weekday(act.day) != duty.limit.weekday;
  }
  bool judged = false;
  const auto misses = [&](const Limit& limit, const Window& window) {
    const Lies at = lies(act, limit, window);
    judged = judged || at.early || at.late || at.perhaps;
    return at.early || at.late || !at.perhaps;
  };
  bool out = true;
  if (act.first && !misses(duty.limit, instance.dates.first)) out = false;
  if (act.second && instance.dates.second.has_value() && !misses(duty.alternative->limit, *instance.dates.second)) {
    out = false;
  }
  return judged && out;
}

}  // namespace proviso::reference
