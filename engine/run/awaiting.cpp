// SPDX-License-Identifier: Apache-2.0
// Limits that an event decides (`by E`, `before E`, `on the day of E`, `no sooner than E`): instances that await it.
#include <algorithm>

#include "engine/run/advance.h"

namespace proviso::run {

using model::LimitKind;
using model::Moment;
using program::DutyRow;
using program::MomentRow;

// Instances of a duty that is judged when its event occurs, while that has not come.
void Advance::await(std::uint32_t duty) {
  const DutyRow& row = program_.duties[duty];
  Doubt doubt;
  // Whether it applies is judged when its event comes; until then only what surely applies is shown and judged. And
  // `no sooner than` alone obliges nobody to act.
  const bool unapplied = holds(program_, history_, state_, row.applies_if, doubt) == Truth::kNo;
  const bool hidden = unapplied || (row.limit.kind == LimitKind::kNoSooner && row.limit.no_later == program::kNone);
  bool list_unknown = false;
  doubt = {};
  const std::vector<std::uint32_t> parties = parties_of(row, list_unknown, doubt);
  const std::uint32_t missing = not_held_below(row.limit.moment);
  const std::uint32_t act_missing = not_held_in(row.acts);
  ++state_.rounds;
  for (const std::uint32_t party : parties) {
    const std::uint32_t index = add_instance(duty, kNone);
    Instance& instance = state_.instances[index];
    instance.party = party;
    instance.awaiting = true;
    instance.unapplied = unapplied;
    instance.hidden = hidden;
    instance.applies_unknown = list_unknown;
    instance.doubt = doubt;
    if (missing != kNone || act_missing != kNone) {
      instance.unapplied = false;
      instance.hidden = false;
      instance.unheld = true;
      instance.doubt = {Doubt::Kind::kEvent, missing != kNone ? missing : act_missing};
    }
    if (!instance.hidden) note(Step::Kind::kArose, index);
    date(index);
    judge(index);
  }
}

// The event has come: the instance gets its dates.
void Advance::take_event(std::uint32_t index, std::uint32_t occurrence, Date anchor) {
  Instance& instance = state_.instances[index];
  instance.awaiting = false;
  instance.unapplied = false;
  instance.on_anchor_day = true;
  instance.anchor = anchor;
  instance.anchor_occurrence = occurrence;
  if (instance.arose_by == kNone) instance.arose_by = occurrence;
  date(index);
  // Broken before its event came, where it cannot be told whether it applied.
  if (instance.settled_for_good && instance.applies_unknown && instance.status == DutyStatus::kMissed) {
    settle(index, DutyStatus::kUndecided);
  }
  judge(index);
}

// It never was: the duty did not apply.
void Advance::drop(std::uint32_t index) {
  Instance& instance = state_.instances[index];
  instance.awaiting = false;
  instance.hidden = true;
  instance.dropped = true;
  instance.status = DutyStatus::kLapsed;
}

// The latest occurrence that a moment stands for, or the first; kNone: none yet.
std::uint32_t Advance::latest_of(const MomentRow& base) const {
  std::uint32_t from = kNone;
  for (const std::uint32_t event : program_.list(program_.event_lists, base.events)) {
    const Tally& tally = state_.tallies[event];
    if (tally.count == 0) continue;
    const std::uint32_t one = base.kind == Moment::Kind::kFirst ? tally.first : tally.last;
    if (from == kNone || one > from) from = one;
  }
  return from;
}

// A scope opens. A lower bound that has come already binds at once, and so does the day of the very event that opens
// the scope; every other limit awaits its event.
void Advance::open_awaiting(std::uint32_t duty, std::uint32_t from, std::uint32_t occurrence) {
  const DutyRow& row = program_.duties[duty];
  std::erase_if(state_.kept_acts, [&](const KeptAct& kept) { return kept.duty == duty; });
  const bool this_day = from != kNone && from == opener_ &&
                        (row.limit.kind == LimitKind::kOnTheDayOf || row.limit.kind == LimitKind::kBy);
  const bool at_once = this_day || (row.limit.kind == LimitKind::kNoSooner && from != kNone);
  const bool unheld = not_held_below(row.limit.moment) != kNone || not_held_in(row.acts) != kNone;
  if (!at_once || unheld) return await(duty);
  arm(duty, from, history_.occurrences[from].on, occurrence);
}

void Advance::judge_on_event(std::uint32_t duty, std::uint32_t occurrence) {
  const DutyRow& row = program_.duties[duty];
  const MomentRow& base = program_.moments[program_.moments[row.limit.moment].base];
  if (base.kind == Moment::Kind::kFirst && state_.tallies[history_.occurrences[occurrence].event].count > 1) return;
  std::vector<std::uint32_t> waiting;
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    const Instance& instance = state_.instances[i];
    if (instance.duty == duty && instance.awaiting && instance.scope_open) waiting.push_back(i);
  }
  if (waiting.empty()) {
    if (!scope_possible(row.scope)) return;  // what runs on is decided once
    // A further event while the scope is open: an instance of its own, with the acts that were kept for it.
    std::vector<Act> acts;
    for (const KeptAct& kept : state_.kept_acts) {
      if (kept.duty == duty) acts.push_back(kept.act);
    }
    std::erase_if(state_.kept_acts, [&](const KeptAct& kept) { return kept.duty == duty; });
    return arm(duty, occurrence, state_.today, occurrence, {}, acts);
  }
  Doubt doubt;
  const Truth applies = holds(program_, history_, state_, row.applies_if, doubt);
  for (const std::uint32_t index : waiting) {
    if (applies == Truth::kNo) {
      drop(index);
      continue;
    }
    Instance& instance = state_.instances[index];
    const bool was_hidden = instance.hidden;
    instance.hidden = false;
    if (applies == Truth::kUnknown) {
      instance.applies_unknown = true;
      if (!instance.doubt) instance.doubt = doubt;
    }
    if (was_hidden) note(Step::Kind::kArose, index);
    take_event(index, occurrence, state_.today);
  }
}

}  // namespace proviso::run
