// SPDX-License-Identifier: Apache-2.0
// Section 12: a case that began under the rules that are continued goes on under these.
#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/reference/duties.h"
#include "tests/reference/expressions.h"
#include "tests/reference/tracks.h"

namespace proviso::reference {

using model::DutyId;
using model::Handover;
using model::Handovers;
using model::LimitKind;
using model::PartId;
using model::Place;
using model::Scope;
using model::StageId;
using model::TrackId;
using model::Transition;

namespace {

/// Where each track of the old rules goes on, or ends; null where it stays, is over or stands nowhere.
using Places = std::vector<const Place*>;

Places find_places(const Case& c, const Transition& transition) {
  Places places(c.tracks.size());
  for (std::size_t t = 0; t < c.tracks.size(); ++t) {
    const auto& stage = c.tracks[t].stage;
    if (c.framework.tracks[t].part != transition.followed || !stage.has_value() || c.framework[*stage].end) continue;
    for (const Place& place : transition.places) {
      if (std::find(place.stages.begin(), place.stages.end(), *stage) != place.stages.end()) places[t] = &place;
    }
    if (places[t] == nullptr) throw CaseStopped{"no-place"};
    if (places[t]->kind == Place::Kind::kStay) places[t] = nullptr;
  }
  return places;
}

std::optional<TrackId> track_of(const Case& c, const Scope& scope) {
  if (scope.kind == Scope::Kind::kTrack) return TrackId{scope.index};
  if (scope.kind == Scope::Kind::kStage) return c.framework.stages[scope.index].track;
  return std::nullopt;
}

/// A word on one duty goes before the one on all others.
const Handover* word_in(const Handovers& said, DutyId duty) {
  const auto it =
      std::find_if(said.named.begin(), said.named.end(), [&](const Handover& one) { return one.duty == duty; });
  return it == said.named.end() ? nullptr : &*it;
}

struct Word {
  Handover::Kind kind = Handover::Kind::kLapses;
  DutyId as;
};

std::optional<Word> word_in_place(const Transition& transition, const Place& place, DutyId duty) {
  for (const Handovers* said : {&place.duties, &transition.duties}) {
    if (const Handover* word = word_in(*said, duty)) return Word{word->kind, word->as};
    if (said->others.has_value()) return Word{*said->others, {}};
  }
  return std::nullopt;
}

/// What becomes of what is pending of a duty.
Word word_on(const Case& c, const Transition& transition, const Places& places, DutyId duty) {
  const auto track = track_of(c, c.framework[duty].scope);
  for (std::size_t t = 0; t < places.size(); ++t) {
    if (places[t] == nullptr || (track.has_value() && track->value != t)) continue;
    if (const auto word = word_in_place(transition, *places[t], duty)) return *word;
  }
  return {};
}

/// An instance that hands its limit over.
struct Handing {
  DutyId duty;
  const Instance* instance = nullptr;
  DutyId as;
};

/// Closes the scopes of what does not run on. @return what takes a limit, in the order it arose
std::vector<Handing> close_what_is_left(Case& c, const Transition& transition, const Places& places) {
  std::vector<Handing> handing;
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    const DutyId id{d};
    const Scope& scope = c.framework[id].scope;
    if (part_of(c.framework, scope) != transition.followed) continue;
    const auto track = track_of(c, scope);
    if (track.has_value() && places[track->value] == nullptr) continue;
    const Word word = word_on(c, transition, places, id);
    for (Instance& instance : c.duties[d].instances) {
      if (instance.closed.has_value() || instance.dropped || instance.frozen) continue;
      const bool open = instance.status == DutyStatus::kPending || instance.status == DutyStatus::kUndecided;
      if (open && word.kind == Handover::Kind::kRunsOn) {
        instance.runs_on = true;
        continue;
      }
      if (open && word.kind == Handover::Kind::kNewLimit && shown(c.framework[id], instance)) {
        handing.push_back({id, &instance, word.as});
      }
      instance.last_day = false;
      instance.closed = c.now;
      if (instance.status == DutyStatus::kPending) judge(c, id, instance);
    }
  }
  std::stable_sort(handing.begin(), handing.end(),
                   [](const Handing& a, const Handing& b) { return a.instance->batch < b.instance->batch; });
  return handing;
}

void leave_stages(Case& c, const Transition& transition, const Places& places) {
  for (std::size_t t = 0; t < c.tracks.size(); ++t) {
    TrackState& track = c.tracks[t];
    if (c.framework.tracks[t].part != transition.followed || places[t] == nullptr) continue;
    track.stage.reset();
    track.waiting.clear();
    track.begun = places[t]->kind == Place::Kind::kEnd;
  }
  ++c.version;
}

void open_case(Case& c, PartId part) {
  PartState& state = c.parts[part.value];
  if (state.open) return;
  state.open = true;
  state.opening = ++c.next_opening;
  c.openings.push_back({Scope{Scope::Kind::kCase, part.value}, state.opening});
  ++c.version;
}

void open_new_rules(Case& c, const Transition& transition, const Places& places) {
  open_case(c, PartId{0});
  if (transition.carried.has_value()) open_case(c, *transition.carried);
  for (std::uint32_t t = 0; t < c.tracks.size(); ++t) {
    const model::Track& track = c.framework.tracks[t];
    const bool at_once = track.begins_when.empty() && !track.begins_condition.has_value();
    const bool placed = std::any_of(transition.places.begin(), transition.places.end(), [&](const Place& place) {
      return place.kind == Place::Kind::kGoOn && c.framework[place.target].track == TrackId{t};
    });
    if (track.part == PartId{0} && at_once && !placed) begin(c, TrackId{t});
  }
  for (const Place* place : places) {
    if (place == nullptr) continue;
    if (place->carried.has_value()) open_case(c, *place->carried);
    if (place->kind != Place::Kind::kGoOn) continue;
    const TrackId track = c.framework[place->target].track;
    const auto& stage = c.tracks[track.value].stage;
    if (stage == place->target) continue;
    if (stage.has_value()) throw CaseStopped{"contradiction"};
    enter(c, track, place->target);
  }
}

/// What the old instance hands on to a new one, before that is judged.
struct Handed {
  DutyId from;
  std::vector<Act> acts;
  std::vector<Adjusted> adjusted;
};

Handed handed_by(const Case& c, const Handing& handing) {
  const model::Duty& duty = c.framework[handing.as];
  Handed handed{handing.duty, {}, {}};
  // What stands has no date that could be adjusted.
  if (duty.limit.kind != LimitKind::kThroughout) handed.adjusted = handing.instance->adjusted;
  for (Act act : handing.instance->acts) {
    const model::EventId event = c.event_of(act.occurrence);
    act.first = names(duty.events, event);
    act.second = duty.alternative.has_value() && names(duty.alternative->events, event);
    // Of an act of which that is not known, the new duty says what it may be.
    if (!act.sure || !act.improper.has_value()) {
      const bool only_if = duty.only_if && !duty.negated;
      act.sure = only_if;
      act.improper = only_if ? Truth() : Truth(false);
    }
    if (act.first || act.second) handed.acts.push_back(act);
  }
  return handed;
}

bool for_each(const Case& c, DutyId duty) { return c.framework[duty].party.kind == model::Owing::Kind::kEach; }

/// Whether an instance of the new duty is of a party that the old one hands on to.
bool of_its_party(const Case& c, const Handing& handing, const std::optional<model::PartyId>& party) {
  return !for_each(c, handing.as) || !for_each(c, handing.duty) || !handing.instance->party.has_value() ||
         party == handing.instance->party;
}

void take_limit(Case& c, const Handing& handing, std::size_t first_batch) {
  const DutyId id = handing.as;
  const model::Duty& duty = c.framework[id];
  if (c.opening_of(duty.scope) == 0) return;
  DutyState& state = c.duties[id.value];
  const Instance& old = *handing.instance;
  const Handed handed = handed_by(c, handing);
  const auto give = [&](Instance& instance) {
    instance.took_over = handed.from;
    instance.adjusted = handed.adjusted;
    instance.acts.insert(instance.acts.end(), handed.acts.begin(), handed.acts.end());
    std::erase_if(instance.acts, [&](const Act& act) {
      const auto& for_party = c.occurrences[act.occurrence].happening->for_party;
      return instance.party.has_value() && for_party.has_value() && instance.party != for_party;
    });
  };
  const LimitKind kind = duty.limit.kind;
  const bool recurs = kind == LimitKind::kEvery || kind == LimitKind::kThroughout;
  Instance pattern;
  if (old.follows && recurs && kind == c.framework[handing.duty].limit.kind &&
      for_each(c, id) == for_each(c, handing.duty)) {
    pattern.follows = true;
    pattern.slots.assign(c.shape.duties[id.value].leaves.size(), std::nullopt);
    pattern.anchored = old.anchored;
    pattern.series = old.series;
    give(pattern);
    arise_for(c, id, pattern, old.party, old.of_unknown_list);
    return;
  }
  const Anchoring before = c.shape.duties[handing.duty.value].anchoring;
  const bool in_event = before == Anchoring::kEvent || before == Anchoring::kEventDecides;
  if (in_event && !old.follows && old.slots.front().has_value() &&
      c.shape.duties[id.value].anchoring == Anchoring::kEvent &&
      names(c.shape.duties[id.value].leaves.front()->events, c.event_of(*old.slots.front()))) {
    const bool already = std::any_of(state.instances.begin(), state.instances.end(), [&](const Instance& one) {
      return one.batch >= first_batch && !one.follows && one.slots.front() == old.slots.front() &&
             of_its_party(c, handing, one.party);
    });
    if (already) return;
    pattern.slots = {old.slots.front()};
    give(pattern);
    arise_for_parties(c, id, pattern, [&](const auto& party) { return of_its_party(c, handing, party); });
    return;
  }
  const bool arisen = std::any_of(state.instances.begin(), state.instances.end(),
                                  [&](const Instance& one) { return one.batch >= first_batch; });
  if (arisen) {
    for (Instance& instance : state.instances) {
      if (instance.batch < first_batch || instance.took_over.has_value()) continue;
      if (!of_its_party(c, handing, instance.party)) continue;
      give(instance);
      instance.stale = true;
      refresh(c, id, instance);
    }
    return;
  }
  bring_by_opening(c, id, [&](Instance& instance) {
    if (!of_its_party(c, handing, instance.party)) return false;
    give(instance);
    return true;
  });
}

}  // namespace

void carry_over(Case& c) {
  const Transition& transition = *c.framework.transition;
  if (!c.part_open(transition.followed)) return;
  for (const model::EventId event : transition.decided_by) {
    if (!c.of_event[event.value].empty()) return;
  }
  const Places places = find_places(c, transition);
  if (std::all_of(places.begin(), places.end(), [](const Place* place) { return place == nullptr; })) return;
  c.now = Clock{c.today(), std::nullopt, false};
  c.made = 0;
  new_round(c);
  const std::size_t first_batch = c.next_batch;
  const std::vector<Handing> handing = close_what_is_left(c, transition, places);
  c.carried = c.today();
  leave_stages(c, transition, places);
  open_new_rules(c, transition, places);
  c.carrying = true;
  arise(c, std::nullopt, false);
  c.carrying = false;
  for (const Handing& one : handing) take_limit(c, one, first_batch);
  refresh_all(c);
  rounds(c, nullptr);
}

}  // namespace proviso::reference
