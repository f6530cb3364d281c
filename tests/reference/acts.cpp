// SPDX-License-Identifier: Apache-2.0
// Sections 3.2 to 3.5: what an event does to the duties before it moves anything.
#include <algorithm>
#include <cstddef>
#include <utility>

#include "tests/reference/duties.h"
#include "tests/reference/expressions.h"
#include "tests/reference/moments.h"

namespace proviso::reference {

using model::Adjustment;
using model::Duty;
using model::DutyId;
using model::EventId;
using model::Moment;

namespace {

bool is_open(const Instance& instance) {
  return instance.status == DutyStatus::kPending || instance.status == DutyStatus::kUndecided;
}

/// How often an adjustment has counted for an instance.
std::int32_t counted(const Instance& instance, const Adjustment& adjustment) {
  return static_cast<std::int32_t>(std::count_if(instance.adjusted.begin(), instance.adjusted.end(),
                                                 [&](const Adjusted& a) { return a.adjustment == &adjustment; }));
}

void adjust(Case& c, DutyId id, Instance& instance, EventId event) {
  const auto due = later_due(instance.dates);
  if (!is_open(instance) || instance.closed.has_value() || instance.last_day || instance.limitless ||
      (due.has_value() && c.today() > due->day))
    return;
  for (const Adjustment& adjustment : c.framework[id].adjustments) {
    if (!names(adjustment.events, event)) continue;
    if (adjustment.times.has_value() && counted(instance, adjustment) >= *adjustment.times) continue;
    Adjusted one{&adjustment, c.today(), std::nullopt};
    if (adjustment.moment.has_value()) {
      const Reached to = date_of(c, fix(c, *adjustment.moment, {}), StoppedDays{});
      if (to.state != Reached::State::kDate) {
        instance.doubtful = true;
        instance.stale = true;
        continue;
      }
      one.to = to.point.day;
    }
    instance.adjusted.push_back(std::move(one));
    instance.stale = true;
  }
  if (instance.stale) c.duties[id.value].some_stale = true;
}

bool is_for(const Case& c, const Instance& instance, std::size_t occurrence) {
  const auto& for_party = c.occurrences[occurrence].happening->for_party;
  return !instance.party.has_value() || !for_party.has_value() || instance.party == for_party;
}

/// What the event is as an act of a duty; nothing where it does not count.
std::optional<Act> act_of(const Case& c, const Duty& duty, std::size_t occurrence) {
  const Happening& happening = *c.occurrences[occurrence].happening;
  Act act;
  act.occurrence = occurrence;
  act.day = happening.on;
  act.minute = happening.minute;
  act.first = names(duty.events, happening.event);
  act.second = duty.alternative.has_value() && names(duty.alternative->events, happening.event);
  if (!act.first && !act.second) return std::nullopt;
  const Truth condition = truth(c, duty.condition);
  if (duty.only_if && !duty.negated) {
    act.improper = condition.has_value() ? Truth(!*condition) : Truth();
  } else {
    if (condition == Truth(false)) return std::nullopt;
    act.sure = condition.has_value();
  }
  return act;
}

bool is_owed(const Instance& instance) { return instance.status == DutyStatus::kMissed && !instance.done.has_value(); }

/// Whether an instance that was owed from a closed scope took the act.
bool take_act(Case& c, DutyId id, const Act& act) {
  const Duty& duty = c.framework[id];
  DutyState& state = c.duties[id.value];
  if (c.shape.duties[id.value].anchoring == Anchoring::kWeekday) {
    if (c.opening_of(duty.scope) != 0) arise_from_act(c, id, act);
    return false;
  }
  bool wanted = false;
  bool owed_taken = false;
  const std::size_t number = state.instances.size();
  for (std::size_t i = 0; i < number; ++i) {
    Instance& instance = state.instances[i];
    if (instance.dropped || instance.frozen) continue;
    const bool closed = instance.closed.has_value();
    if (closed && !is_owed(instance)) continue;
    const bool not_done = !instance.done.has_value();
    wanted = wanted || instance.status == DutyStatus::kPending || is_owed(instance) ||
             (instance.status == DutyStatus::kUndecided && not_done);
    if (!is_for(c, instance, act.occurrence)) continue;
    owed_taken = owed_taken || closed;
    instance.acts.push_back(act);
    judge(c, id, instance);
  }
  const bool decided_by_event = c.shape.duties[id.value].anchoring == Anchoring::kEventDecides;
  if (decided_by_event && c.opening_of(duty.scope) != 0 && !wanted) state.kept_for_next.push_back(act);
  return owed_taken;
}

/// Gives a waiting instance the event that decides its limit.
void decide(Case& c, DutyId id, Instance& instance, std::size_t occurrence) {
  const Truth applies = truth(c, c.framework[id].applies_if);
  instance.waiting = false;
  if (applies == Truth(false)) {
    instance.dropped = true;
    return;
  }
  instance.doubtful = instance.doubtful || !applies.has_value();
  instance.slots = {occurrence};
  fill_second_moments(c, id, instance);
  instance.dates = dates_of(c, id, instance);
  judge(c, id, instance);
}

bool names_event(const std::optional<Moment>& moment, EventId event) {
  if (!moment.has_value()) return false;
  std::vector<const Moment*> leaves;
  event_leaves(*moment, leaves);
  return std::any_of(leaves.begin(), leaves.end(), [&](const Moment* leaf) { return names(leaf->events, event); });
}

}  // namespace

void adjust(Case& c, std::size_t occurrence) {
  const EventId event = c.event_of(occurrence);
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    if (!names(c.shape.duties[d].adjusting, event)) continue;
    for (Instance& instance : c.duties[d].instances) {
      if (!instance.dropped && !instance.frozen && is_for(c, instance, occurrence))
        adjust(c, DutyId{d}, instance, event);
    }
  }
}

bool take_acts(Case& c, std::size_t occurrence) {
  bool owed = false;
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    const DutyId id{d};
    const auto act = act_of(c, c.framework[id], occurrence);
    if (act.has_value() && take_act(c, id, *act)) owed = true;
  }
  return owed;
}

void decide_limits(Case& c, std::size_t occurrence) {
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    const DutyId id{d};
    const DutyShape& shape = c.shape.duties[d];
    if (shape.anchoring != Anchoring::kEventDecides) continue;
    const Moment& leaf = *shape.leaves.front();
    if (!names(leaf.events, c.event_of(occurrence))) continue;
    if (leaf.kind == Moment::Kind::kFirst && occurrence_of(c, leaf) != occurrence) continue;
    bool waited = false;
    for (Instance& instance : c.duties[d].instances) {
      if (!instance.waiting || instance.dropped || instance.closed.has_value()) continue;
      waited = true;
      decide(c, id, instance, occurrence);
    }
    // A further event while the scope is open: an instance of its own, with the acts that were kept for it.
    if (!waited && c.opening_of(c.framework[id].scope) != 0)
      arise_decided(c, id, occurrence, std::exchange(c.duties[d].kept_for_next, {}));
  }
}

bool is_own_anchor(const Case& c, DutyId id, const Moment& leaf) {
  const DutyShape& shape = c.shape.duties[id.value];
  if (shape.anchoring != Anchoring::kEvent && shape.anchoring != Anchoring::kEventDecides) return false;
  const Moment& anchor = *shape.leaves.front();
  return anchor.kind == leaf.kind && anchor.events == leaf.events;
}

/// The occurrences that a further moment stands for: the anchor where it names the same, else the latest, if that did
/// not come before the anchor (of a series: before that of the first).
Slots slots_for(const Case& c, DutyId id, const Instance& instance, const Moment& moment,
                const std::optional<Date>& anchor) {
  std::vector<const Moment*> leaves;
  event_leaves(moment, leaves);
  Slots slots;
  for (const Moment* leaf : leaves) {
    std::optional<std::size_t> occurrence = occurrence_of(c, *leaf);
    if (!moment.is_group()) {
      if (is_own_anchor(c, id, *leaf)) {
        occurrence = instance.own_occurrence;
      } else if (occurrence.has_value() && anchor.has_value() && c.day_of(*occurrence) < *anchor) {
        occurrence.reset();
      }
    }
    slots.push_back(occurrence);
  }
  return slots;
}

void fill_second_moments(const Case& c, DutyId id, Instance& instance) {
  const Duty& duty = c.framework[id];
  if (!instance.follows && !instance.slots.empty()) instance.own_occurrence = instance.slots.front();
  const std::optional<Date> anchor = instance.follows ? instance.series : dates_of(c, id, instance).anchor;
  if (duty.limit.no_later.has_value()) instance.no_later = slots_for(c, id, instance, *duty.limit.no_later, anchor);
  if (duty.limit.until.has_value()) instance.until = slots_for(c, id, instance, *duty.limit.until, anchor);
  if (!duty.alternative.has_value()) return;
  const model::Limit& other = duty.alternative->limit;
  if (other.moment.has_value()) instance.second = slots_for(c, id, instance, *other.moment, anchor);
  if (other.no_later.has_value()) instance.second_no_later = slots_for(c, id, instance, *other.no_later, anchor);
}

void date_second_moments(Case& c, std::size_t occurrence) {
  const EventId event = c.event_of(occurrence);
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    const DutyId id{d};
    const Duty& duty = c.framework[id];
    const bool named = names_event(duty.limit.no_later, event) || names_event(duty.limit.until, event) ||
                       (duty.alternative.has_value() && (names_event(duty.alternative->limit.moment, event) ||
                                                         names_event(duty.alternative->limit.no_later, event)));
    if (!named) continue;
    for (Instance& instance : c.duties[d].instances) {
      if (instance.closed.has_value() || instance.dropped || instance.frozen) continue;
      fill_second_moments(c, id, instance);
      instance.stale = true;
      c.duties[d].some_stale = true;
    }
  }
}

}  // namespace proviso::reference
