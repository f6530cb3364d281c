// SPDX-License-Identifier: Apache-2.0
// The transition: a case begun under the rules that the framework continues goes on under these, at the beginning of a
// day. docs/execution.md says what it does, in the same order.
#include <algorithm>

#include "engine/run/advance.h"

namespace proviso::run {

using model::Handover;
using model::Moment;
using model::Place;
using model::Scope;

namespace {

bool is_open(const Instance& instance) {
  return instance.status == DutyStatus::kPending || instance.status == DutyStatus::kUndecided;
}

}  // namespace

// Where each track of the old rules goes on or ends; null for one that stays, is over or stands nowhere. False, and the
// case stops, where that cannot be told.
bool Advance::find_places(const model::Transition& transition, std::vector<const Place*>& places) {
  places.assign(program_.tracks.size(), nullptr);
  for (std::uint32_t t = 0; t < program_.tracks.size(); ++t) {
    if (program_.tracks[t].part != transition.followed.value) continue;
    const TrackState& track = state_.tracks[t];
    bool first = true;
    for (const Standing& standing : track.standings) {
      const bool over = program_.stages[standing.stage].end;
      const Place* place = over ? nullptr : transition.place_of({standing.stage});
      const bool none = place == nullptr && !over;
      if (place != nullptr && place->kind == Place::Kind::kStay) place = nullptr;
      // Of several stages that are possible all must lead to one place.
      if (none || (!first && place != places[t])) {
        fail(RunError::Kind::kNoPlace, transition.span, program_.framework->stages[standing.stage].span);
        return false;
      }
      places[t] = place;
      first = false;
    }
    if (places[t] != nullptr && places[t]->kind == Place::Kind::kGoOn && track.may_not_have_begun) {
      fail(RunError::Kind::kNoPlace, transition.span, program_.framework->tracks[t].span);
      return false;
    }
  }
  return true;
}

// What becomes of an instance: by its own track's place, of a duty of the case by the first place that says it; what
// nothing is said of lapses.
Handover Advance::handover_of(const model::Transition& transition, const std::vector<const Place*>& places,
                              std::uint32_t duty) const {
  const Scope& scope = program_.duties[duty].scope;
  for (std::uint32_t t = 0; t < places.size(); ++t) {
    if (places[t] == nullptr) continue;
    if (scope.kind == Scope::Kind::kTrack && scope.index != t) continue;
    if (scope.kind == Scope::Kind::kStage && program_.stages[scope.index].track != t) continue;
    if (const auto said = model::handover_of(transition, *places[t], {duty})) return *said;
  }
  return {Handover::Kind::kLapses, {duty}, {}, {}};
}

void Advance::carry_over() {
  state_.to_carry = false;
  const model::Transition& transition = *program_.framework->transition;
  const std::uint32_t there = transition.followed.value;
  if (!part_open(there)) return;
  for (const model::EventId event : transition.decided_by) {
    if (state_.tallies[event.value].count > 0) return;
  }
  std::vector<const Place*> places;
  if (!find_places(transition, places)) return;
  const bool goes = std::any_of(places.begin(), places.end(), [](const Place* place) { return place != nullptr; });
  if (!goes) return;

  steps_now_ = 0;
  state_.minute = 0;
  state_.carried = state_.today;
  state_.main_part = 0;
  note(Step::Kind::kCarried, there);
  const auto goes_on = [&](const Scope& scope) {
    if (part_of(scope) != there) return false;
    if (scope.kind == Scope::Kind::kCase) return true;
    const std::uint32_t track = scope.kind == Scope::Kind::kTrack ? scope.index : program_.stages[scope.index].track;
    return places[track] != nullptr;
  };
  std::vector<std::pair<std::uint32_t, std::uint32_t>> new_limits;  // instance, duty
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    const Instance& instance = state_.instances[i];
    if (!instance.scope_open || instance.dropped || !goes_on(program_.duties[instance.duty].scope)) continue;
    if (is_open(instance)) {
      const Handover said = handover_of(transition, places, instance.duty);
      if (said.kind == Handover::Kind::kRunsOn) continue;
      if (said.kind == Handover::Kind::kNewLimit && !instance.hidden) new_limits.emplace_back(i, said.as.value);
    }
    close_instance(i);
  }
  for (std::uint32_t t = 0; t < places.size(); ++t) {
    if (program_.tracks[t].part != there) continue;
    TrackState& track = state_.tracks[t];
    // One that has not begun will not begin any more; what stays, and what is over, is left as it is.
    if (track.standings.empty()) track.may_not_have_begun = false;
    if (places[t] == nullptr) continue;
    stop_waiting(t);
    track.may_not_have_begun = false;
    track.standings.clear();
    track.spent.clear();
    track.ended = places[t]->kind == Place::Kind::kEnd;
  }

  const auto open = [&](std::uint32_t part) {
    if (part_open(part)) return;
    state_.parts[part] = {true, state_.today, kNoDate};
    opened({Scope::Kind::kCase, part});
  };
  open(0);
  if (transition.carried) open(transition.carried->value);
  std::vector<bool> placed(program_.tracks.size());
  for (const Place& place : transition.places) {
    if (place.kind == Place::Kind::kGoOn) placed[program_.stages[place.target.value].track] = true;
  }
  for (std::uint32_t t = 0; t < program_.tracks.size(); ++t) {
    if (program_.tracks[t].part == 0 && program_.tracks[t].at_once && !placed[t]) begin(t, kNone);
  }
  for (const Place* place : places) {
    if (place == nullptr) continue;
    if (place->carried) open(place->carried->value);
    if (place->kind != Place::Kind::kGoOn) continue;
    const std::uint32_t stage = place->target.value;
    const std::vector<Standing>& standings = state_.tracks[program_.stages[stage].track].standings;
    if (stands_in(standings, stage)) continue;
    if (!standings.empty()) return fail(RunError::Kind::kContradiction, place->span, transition.span);
    enter(program_.stages[stage].track, stage);
  }
  carrying_ = true;
  const std::size_t before = state_.instances.size();
  refresh_scopes(kNone);
  carrying_ = false;
  for (const auto& [instance, duty] : new_limits) take_new_limit(instance, duty, before);
  make_rounds(kNone, {});
  // The day had begun, and been looked at, by the old rules.
  if (!stopped()) look(state_.today, false);
}

// Of the rules that a case has left, no track begins.
bool Advance::may_begin(std::uint32_t track) const {
  return state_.carried == kNoDate || program_.tracks[track].part != program_.followed;
}

// Whether an instance for this party may take the limit that is handed on: where both duties are `for each`, that of
// the same party.
bool Advance::hands_on_to(std::uint32_t duty, std::uint32_t party) const {
  const Instance& was = state_.instances[handing_on_];
  const auto each = [&](std::uint32_t one) { return program_.duties[one].owing == model::Owing::Kind::kEach; };
  return !each(duty) || !each(was.duty) || was.party == kNone || was.party == party;
}

// What was done towards the old instance, and what has moved its date, counts for the new one.
void Advance::hand_on_to(std::uint32_t index) {
  const Instance was = state_.instances[handing_on_];
  const std::uint32_t duty = state_.instances[index].duty;
  const program::DutyRow& row = program_.duties[duty];
  state_.instances[index].carried_from = was.duty;
  for (std::uint32_t a = was.first_act; a != kNone; a = state_.acts[a].next) {
    Act act = state_.acts[a];
    const auto names = [&](program::Range events) {
      const auto list = program_.list(program_.event_lists, events);
      return std::find(list.begin(), list.end(), history_.occurrences[act.occurrence].event) != list.end();
    };
    act.first = names(row.acts);
    act.second = row.has_second && names(row.second_acts);
    if ((act.first || act.second) && is_for(duty, state_.instances[index].party, act.occurrence)) give_act(index, act);
  }
  const std::vector<Adjusted> adjusted = state_.adjusted;
  for (Adjusted one : adjusted) {
    if (one.instance != handing_on_) continue;
    one.instance = index;
    state_.adjusted.push_back(one);
  }
}

// In the place of an instance of the old rules one of a duty of these.
// @param since  how many instances there were before the new rules brought any about
void Advance::take_new_limit(std::uint32_t old, std::uint32_t duty, std::size_t since) {
  const program::DutyRow& row = program_.duties[duty];
  if (!scope_possible(row.scope)) return;
  const Instance was = state_.instances[old];
  const program::DutyRow& old_row = program_.duties[was.duty];
  const auto any_since = [&](const auto& wanted) {
    return std::any_of(state_.instances.begin() + static_cast<std::ptrdiff_t>(since), state_.instances.end(),
                       [&](const Instance& one) { return one.duty == duty && wanted(one); });
  };
  handing_on_ = old;
  const bool each_alike = (row.owing == model::Owing::Kind::kEach) == (old_row.owing == model::Owing::Kind::kEach);
  if (was.renewed && row.limit.kind == old_row.limit.kind && each_alike) {
    arm_following(duty, old, was.anchor, was.anchor_occurrence);
  } else if (anchors(row, was)) {
    const auto same = [&](const Instance& one) {
      return !one.renewed && one.anchor_occurrence == was.anchor_occurrence && hands_on_to(duty, one.party);
    };
    if (!any_since(same)) {
      arm(duty, was.anchor_occurrence, history_.occurrences[was.anchor_occurrence].on, was.arose_by);
    }
  } else if (any_since([](const Instance&) { return true; })) {
    const auto count = static_cast<std::uint32_t>(state_.instances.size());
    for (auto i = static_cast<std::uint32_t>(since); i < count; ++i) {
      const Instance& one = state_.instances[i];
      if (one.duty != duty || one.carried_from != kNone || !hands_on_to(duty, one.party)) continue;
      hand_on_to(i);
      date(i);
      judge(i);
    }
  } else {
    open_duty(duty, kNone);
  }
  handing_on_ = kNone;
}

// Whether the instances of a duty are anchored in an event of which an occurrence anchors an instance of another.
bool Advance::anchors(const program::DutyRow& row, const Instance& was) const {
  if (row.limit.moment == program::kNone || row.judged_on_event || program_.moments[row.limit.moment].group ||
      was.anchor_occurrence == kNone || was.renewed ||
      program_.duties[was.duty].limit.kind == model::LimitKind::kOnWeekday) {
    return false;
  }
  const auto events =
      program_.list(program_.event_lists, program_.moments[program_.moments[row.limit.moment].base].events);
  return std::find(events.begin(), events.end(), history_.occurrences[was.anchor_occurrence].event) != events.end();
}

}  // namespace proviso::run
