// SPDX-License-Identifier: Apache-2.0
// Section 5: how instances arise and lapse.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>

#include "tests/reference/duties.h"
#include "tests/reference/expressions.h"
#include "tests/reference/moments.h"

namespace proviso::reference {

using model::Duty;
using model::DutyId;
using model::LimitKind;
using model::Moment;
using model::Owing;
using model::PartyId;
using model::Scope;
using model::StageId;

namespace {

struct Owner {
  std::optional<PartyId> party;
  bool of_unknown_list = false;
};

std::vector<Owner> owners(const Case& c, const Duty& duty) {
  if (duty.party.kind != Owing::Kind::kEach) return {Owner{}};
  const auto list = as<model::LiteralList>(fact_value(c, duty.party.fact));
  if (!list.has_value()) return {Owner{std::nullopt, true}};
  std::vector<Owner> each;
  for (const model::Literal& item : *list) {
    const auto* party = std::get_if<PartyId>(&item.value);
    if (party == nullptr) continue;
    const bool named = std::any_of(each.begin(), each.end(), [&](const Owner& owner) { return owner.party == *party; });
    if (!named) each.push_back({*party, false});
  }
  return each;
}

/// Lets an instance for each owner arise after a pattern. `applies if` is judged, unless they wait for an event.
void bring(Case& c, DutyId id, const Instance& pattern, const std::vector<Owner>& each,
           const Prepare& prepare = nullptr) {
  const Duty& duty = c.framework[id];
  DutyState& state = c.duties[id.value];
  const Truth applies = pattern.waiting ? Truth(true) : truth(c, duty.applies_if);
  if (applies == Truth(false)) return;
  const bool hidden = pattern.waiting && truth(c, duty.applies_if) == Truth(false);
  const std::size_t batch = c.next_batch++;
  for (const Owner& owner : each) {
    Instance instance = pattern;
    instance.batch = batch;
    instance.party = owner.party;
    instance.of_unknown_list = owner.of_unknown_list;
    instance.doubtful = pattern.doubtful || owner.of_unknown_list || !applies.has_value();
    instance.opening = c.opening_of(duty.scope);
    instance.arose = c.today();
    instance.hidden = hidden;
    std::erase_if(instance.acts, [&](const Act& act) {
      const auto& for_party = c.occurrences[act.occurrence].happening->for_party;
      return owner.party.has_value() && for_party.has_value() && owner.party != for_party;
    });
    if (prepare && !prepare(instance)) continue;
    fill_second_moments(c, id, instance);
    instance.dates = dates_of(c, id, instance);
    instance.stale = false;
    instance.dated_at = c.duties[id.value].hung_on_changes;
    if (duty.limit.kind == LimitKind::kEvery && instance.dates.until.has_value() &&
        instance.dates.first.due == Window::State::kDated && instance.dates.first.later.day > *instance.dates.until) {
      continue;
    }
    state.instances.push_back(std::move(instance));
    judge(c, id, state.instances.back());
  }
}

void bring(Case& c, DutyId id, const Instance& pattern, const Prepare& prepare = nullptr) {
  bring(c, id, pattern, owners(c, c.framework[id]), prepare);
}

Instance anchored_in_events(Slots slots) {
  Instance pattern;
  pattern.slots = std::move(slots);
  return pattern;
}

/// Whether an occurrence is one that the moment can stand for.
bool serves(const Case& c, const Moment& leaf, std::size_t occurrence) {
  if (!names(leaf.events, c.event_of(occurrence))) return false;
  if (leaf.kind != Moment::Kind::kFirst) return true;
  return occurrence_of(c, leaf) == occurrence;
}

bool holds(const Instance& instance, std::size_t occurrence) {
  return std::find(instance.slots.begin(), instance.slots.end(), std::optional(occurrence)) != instance.slots.end();
}

/// The duty, and those of rules that are continued in whose place it stands: of the same name, or whose limit it takes.
std::vector<DutyId> with_those_before(const Case& c, DutyId id) {
  std::vector<DutyId> duties{id};
  const auto& transition = c.framework.transition;
  if (!transition.has_value()) return duties;
  const std::string name = c.framework.parts[transition->followed.value].name + "/" + c.framework[id].name;
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    if (c.framework.duties[d].name == name) duties.push_back({d});
  }
  const auto add = [&](const model::Handovers& said) {
    for (const model::Handover& word : said.named) {
      if (word.kind == model::Handover::Kind::kNewLimit && word.as == id) duties.push_back(word.duty);
    }
  };
  add(transition->duties);
  for (const model::Place& place : transition->places) add(place.duties);
  return duties;
}

/// Whether an instance that did not lapse has the occurrence as an anchor.
bool already_served(const Case& c, DutyId id, std::size_t occurrence) {
  const std::vector<DutyId> duties = with_those_before(c, id);
  return std::any_of(duties.begin(), duties.end(), [&](DutyId one) {
    const auto& instances = c.duties[one.value].instances;
    return std::any_of(instances.begin(), instances.end(), [&](const Instance& instance) {
      return !instance.dropped && instance.status != DutyStatus::kLapsed && holds(instance, occurrence);
    });
  });
}

/// The latest occurrence of a moment that came before another.
std::optional<std::size_t> latest_before(const Case& c, const Moment& leaf, std::optional<std::size_t> occurrence) {
  if (!occurrence.has_value()) return occurrence_of(c, leaf);
  std::optional<std::size_t> latest;
  for (std::size_t i = 0; i < *occurrence; ++i) {
    if (serves(c, leaf, i)) latest = i;
  }
  return latest;
}

/// Lets an occurrence join the instances of a group that have none of its kind yet.
bool join(Case& c, DutyId id, std::size_t occurrence, std::uint64_t opening) {
  const auto& leaves = c.shape.duties[id.value].leaves;
  bool joined = false;
  for (Instance& instance : c.duties[id.value].instances) {
    if (instance.opening != opening || instance.closed.has_value() || instance.follows || instance.dropped ||
        instance.frozen)
      continue;
    bool changed = false;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      if (instance.slots[i].has_value() || !serves(c, *leaves[i], occurrence)) continue;
      instance.slots[i] = occurrence;
      changed = true;
    }
    if (!changed) continue;
    joined = true;
    instance.stale = true;
    c.duties[id.value].some_stale = true;
  }
  return joined;
}

void bring_group(Case& c, DutyId id, std::size_t occurrence) {
  const auto& leaves = c.shape.duties[id.value].leaves;
  Slots slots(leaves.size());
  bool any = false;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (!serves(c, *leaves[i], occurrence)) continue;
    slots[i] = occurrence;
    any = true;
  }
  if (any) bring(c, id, anchored_in_events(slots));
}

/// The latest occurrences from before the scope opened, together; then the one that opened it joins them.
void open_group(Case& c, DutyId id, std::optional<std::size_t> occurrence, const Prepare& prepare) {
  const auto& leaves = c.shape.duties[id.value].leaves;
  Slots slots;
  bool any = false;
  bool served = false;
  for (const Moment* leaf : leaves) {
    slots.push_back(latest_before(c, *leaf, occurrence));
    if (!slots.back().has_value()) continue;
    any = true;
    served = served || already_served(c, id, *slots.back());
  }
  if (any && !served && !c.carrying) bring(c, id, anchored_in_events(slots), prepare);
  if (!occurrence.has_value()) return;
  if (!join(c, id, *occurrence, c.opening_of(c.framework[id].scope))) bring_group(c, id, *occurrence);
  refresh_all(c);
}

/// 5.3: an instance that waits, or that has its event already.
void open_event_decided(Case& c, DutyId id, std::optional<std::size_t> occurrence, const Prepare& prepare) {
  c.duties[id.value].kept_for_next.clear();
  const Moment& leaf = *c.shape.duties[id.value].leaves.front();
  const LimitKind kind = c.framework[id].limit.kind;
  std::optional<std::size_t> taken;
  if (kind == LimitKind::kNoSooner) {
    if (!c.carrying) taken = occurrence_of(c, leaf);
  } else if (kind != LimitKind::kBefore && occurrence.has_value() && serves(c, leaf, *occurrence)) {
    taken = occurrence;
  }
  Instance pattern = anchored_in_events({taken});
  pattern.waiting = !taken.has_value();
  bring(c, id, pattern, prepare);
}

/// What opening its scope brings a duty.
void open_duty(Case& c, DutyId id, std::optional<std::size_t> occurrence, bool after_event,
               const std::vector<Entered>& entered, const Prepare& prepare = nullptr) {
  const Duty& duty = c.framework[id];
  const DutyShape& shape = c.shape.duties[id.value];
  switch (shape.anchoring) {
    case Anchoring::kEvent: {
      const Moment& leaf = *shape.leaves.front();
      // Right after the event its own instances have arisen; in the rounds it is one from before.
      if (after_event && serves(c, leaf, *occurrence)) return;
      const auto latest = c.carrying ? std::nullopt : occurrence_of(c, leaf);
      if (latest.has_value() && !already_served(c, id, *latest)) bring(c, id, anchored_in_events({latest}), prepare);
      return;
    }
    case Anchoring::kEventDecides:
      open_event_decided(c, id, occurrence, prepare);
      return;
    case Anchoring::kEventGroup:
      open_group(c, id, occurrence, prepare);
      return;
    case Anchoring::kEntering: {
      const StageId stage = duty.limit.moment->base().stage;
      const bool is_scope = duty.scope.kind == Scope::Kind::kStage && duty.scope.index == stage.value;
      const bool just_now =
          std::any_of(entered.begin(), entered.end(), [&](const Entered& e) { return e.stage == stage; });
      if (is_scope || just_now || !c.last_entered[stage.value].has_value()) return;
      Instance pattern;
      pattern.anchored = c.last_entered[stage.value];
      bring(c, id, pattern, prepare);
      return;
    }
    case Anchoring::kMixedGroup:
    case Anchoring::kDay:
    case Anchoring::kAnyTime:
      bring(c, id, Instance{}, prepare);
      return;
    case Anchoring::kWeekday:
      return;
  }
}

bool opened_just_now(const Case& c, const Scope& scope, const std::vector<Opened>& openings) {
  const std::uint64_t now = c.opening_of(scope);
  return now != 0 && std::any_of(openings.begin(), openings.end(), [&](const Opened& o) {
           return o.scope.kind == scope.kind && o.scope.index == scope.index && o.opening == now;
         });
}

/// What the event itself anchors.
void arise_from_event(Case& c, std::size_t occurrence, const std::vector<Opened>& openings) {
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    const DutyId id{d};
    const Scope& scope = c.framework[id].scope;
    const DutyShape& shape = c.shape.duties[d];
    const std::uint64_t opening = c.opening_of(scope);
    if (opening == 0) continue;
    if (shape.anchoring == Anchoring::kEvent && serves(c, *shape.leaves.front(), occurrence)) {
      bring(c, id, anchored_in_events({occurrence}));
    }
    if (shape.anchoring == Anchoring::kEventGroup && !opened_just_now(c, scope, openings)) {
      const auto& instances = c.duties[d].instances;
      const bool joined = std::any_of(instances.begin(), instances.end(), [&](const Instance& instance) {
        return instance.opening == opening && !instance.dropped && holds(instance, occurrence);
      });
      if (!joined) bring_group(c, id, occurrence);
    }
  }
}

}  // namespace

void arise(Case& c, std::optional<std::size_t> occurrence, bool after_event) {
  const std::vector<Opened> openings = std::exchange(c.openings, {});
  const std::vector<Entered> entered = std::exchange(c.enterings, {});
  continue_series(c);
  if (after_event) arise_from_event(c, *occurrence, openings);
  for (const Scope::Kind kind : {Scope::Kind::kCase, Scope::Kind::kTrack, Scope::Kind::kStage}) {
    for (const Opened& opened : openings) {
      if (opened.scope.kind != kind || c.opening_of(opened.scope) != opened.opening) continue;
      for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
        const Scope& scope = c.framework.duties[d].scope;
        if (scope.kind == kind && scope.index == opened.scope.index)
          open_duty(c, DutyId{d}, occurrence, after_event, entered);
      }
    }
  }
  for (const Entered& one : entered) {
    for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
      const Duty& duty = c.framework.duties[d];
      if (c.shape.duties[d].anchoring != Anchoring::kEntering || duty.limit.moment->base().stage != one.stage) continue;
      if (c.opening_of(duty.scope) == 0) continue;
      Instance pattern;
      pattern.anchored = one.point;
      bring(c, DutyId{d}, pattern);
    }
  }
  refresh_all(c);
}

void continue_series(Case& c) {
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    const DutyId id{d};
    if (c.framework[id].limit.kind != LimitKind::kEvery) continue;
    auto& instances = c.duties[d].instances;
    for (std::size_t i = 0; i < instances.size(); ++i) {
      Instance& before = instances[i];
      const bool done = before.status == DutyStatus::kKept || before.status == DutyStatus::kKeptLate;
      if (!done || !before.done.has_value() || before.continued || before.closed.has_value() || before.frozen) continue;
      if (c.opening_of(c.framework[id].scope) != before.opening) continue;
      before.continued = true;
      Instance pattern;
      pattern.slots.assign(before.slots.size(), std::nullopt);
      pattern.follows = true;
      pattern.anchored = Point{*before.done, before.done_minute, false};
      pattern.series = before.follows ? before.series : before.dates.anchor;
      pattern.own_occurrence = before.own_occurrence;
      bring(c, id, pattern, {Owner{before.party, before.of_unknown_list}});
    }
  }
}

void arise_from_act(Case& c, DutyId id, const Act& act) {
  Instance pattern;
  pattern.anchored = Point{act.day, act.minute, false};
  pattern.acts.push_back(act);
  std::vector<Owner> each = owners(c, c.framework[id]);
  const auto& for_party = c.occurrences[act.occurrence].happening->for_party;
  std::erase_if(each, [&](const Owner& owner) {
    return owner.party.has_value() && for_party.has_value() && owner.party != for_party;
  });
  bring(c, id, pattern, each);
}

void arise_decided(Case& c, DutyId id, std::size_t occurrence, const std::vector<Act>& acts) {
  Instance pattern = anchored_in_events({occurrence});
  pattern.acts = acts;
  bring(c, id, pattern);
}

void arise_for(Case& c, DutyId id, const Instance& pattern, std::optional<PartyId> party, bool of_unknown_list) {
  bring(c, id, pattern, {Owner{party, of_unknown_list}});
}

void arise_for_parties(Case& c, DutyId id, const Instance& pattern, const Wanted& wanted) {
  std::vector<Owner> each = owners(c, c.framework[id]);
  std::erase_if(each, [&](const Owner& owner) { return !wanted(owner.party); });
  bring(c, id, pattern, each);
}

void bring_by_opening(Case& c, DutyId id, const Prepare& prepare) {
  open_duty(c, id, std::nullopt, false, {}, prepare);
}

void stand_again(Case& c, DutyId id, const Instance& before) {
  if (before.dates.until.has_value() && c.today() >= *before.dates.until) return;
  Instance pattern;
  pattern.slots.assign(before.slots.size(), std::nullopt);
  pattern.follows = true;
  pattern.anchored = Point{c.today() + std::chrono::days(1), std::nullopt, false};
  pattern.series = before.follows ? before.series : before.dates.anchor;
  pattern.own_occurrence = before.own_occurrence;
  bring(c, id, pattern, {Owner{before.party, before.of_unknown_list}});
}

void join_groups(Case& c, std::size_t occurrence) {
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    if (c.shape.duties[d].anchoring != Anchoring::kEventGroup) continue;
    const std::uint64_t opening = c.last_opening_of(c.framework.duties[d].scope);
    if (opening != 0) join(c, DutyId{d}, occurrence, opening);
  }
}

void lapse(Case& c) {
  for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
    const DutyId id{d};
    const std::uint64_t opening = c.opening_of(c.framework[id].scope);
    for (Instance& instance : c.duties[d].instances) {
      if (instance.closed.has_value() || instance.dropped || instance.frozen || instance.opening == opening) continue;
      if (instance.runs_on) continue;
      // A limit that an event decides leaves the rest of the event's day.
      const auto due = later_due(instance.dates);
      const bool stays = c.shape.duties[d].anchoring == Anchoring::kEventDecides && !instance.waiting && !c.now.ended &&
                         due.has_value() && due->day == c.today() && instance.dates.anchor == c.today();
      instance.last_day = stays;
      if (stays) continue;
      instance.closed = c.now;
      if (instance.status == DutyStatus::kPending) judge(c, id, instance);
    }
  }
}

}  // namespace proviso::reference
