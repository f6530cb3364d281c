// SPDX-License-Identifier: Apache-2.0
// Section 8: rounds, until nothing changes.
#include <algorithm>
#include <string>
#include <variant>

#include "base/civil_date.h"
#include "tests/reference/duties.h"
#include "tests/reference/expressions.h"
#include "tests/reference/tracks.h"

namespace proviso::reference {

using model::Action;
using model::DutyId;
using model::Move;
using model::StageId;
using model::TrackId;
using model::TriggerId;

namespace {

void go_to(Case& c, StageId stage) {
  const TrackId track = c.framework[stage].track;
  const auto moved = c.moved.find(track.value);
  if (moved != c.moved.end()) {
    if (moved->second != stage) throw CaseStopped{"contradiction"};
    return;
  }
  if (!c.runs(track)) throw CaseStopped{"not-running"};
  enter(c, track, stage);
  c.moved[track.value] = stage;
}

void end_track(Case& c, TrackId track) {
  TrackState& state = c.tracks[track.value];
  if (!state.stage.has_value() || !c.part_open(c.framework[track].part)) return;
  state.stage.reset();
  state.waiting.clear();
  ++c.version;
}

/// Whether facts were handed over.
bool open_linked(Case& c, const Action& action) {
  if (c.part_open(action.part)) return false;
  std::vector<Value> values;
  for (const auto& handed : action.handed) values.push_back(evaluate(c, handed.value));
  for (std::size_t i = 0; i < values.size(); ++i) c.facts[action.handed[i].fact.value] = values[i];
  open_part(c, action.part);
  return !values.empty();
}

/// Does one action; false where a case was closed.
bool act_out(Case& c, const Action& action) {
  bool gives_facts = false;
  switch (action.kind) {
    case Action::Kind::kRecord:
      c.facts[action.fact.value] = evaluate(c, *action.value);
      ++c.version;
      gives_facts = true;
      break;
    case Action::Kind::kAdd: {
      Value& list = c.facts[action.fact.value];
      if (!list.has_value()) throw CaseStopped{"unknown-list"};
      const Value item = evaluate(c, *action.value);
      if (item.has_value()) {
        std::get<model::LiteralList>(list->value).push_back(*item);
      } else {
        list.reset();
      }
      ++c.version;
      gives_facts = true;
      break;
    }
    case Action::Kind::kGoTo:
      go_to(c, action.stage);
      break;
    case Action::Kind::kBegin:
      begin(c, action.track);
      break;
    case Action::Kind::kEnd:
      end_track(c, action.track);
      break;
    case Action::Kind::kNotify:
      c.notified.push_back("notified " + iso_date(c.today()) + " " + c.framework[action.party].name + " \"" +
                           action.text + "\"");
      break;
    case Action::Kind::kOpen:
      gives_facts = open_linked(c, action);
      break;
    case Action::Kind::kCloseCase:
      close_part(c, action.part);
      return false;
  }
  // Limits that hang on a fact are dated anew at once.
  if (gives_facts) refresh_facts(c);
  return true;
}

enum class Done : std::uint8_t { kNothing, kSomething, kClosed };

Done fire(Case& c, const std::vector<Action>& actions) {
  return act_out(c, actions) ? Done::kSomething : Done::kClosed;
}

Done react(Case& c, TriggerId id, const EventContext* event) {
  const model::Trigger& trigger = c.framework[id];
  TriggerState& state = c.triggers[id.value];
  const std::uint64_t opening = c.opening_of(trigger.scope);
  if (!trigger.events.empty()) {
    if (event == nullptr || !names(trigger.events, c.event_of(event->occurrence))) return Done::kNothing;
    if (opening == 0 && !event->trigger_was_open[id.value]) return Done::kNothing;
    if (!c.part_open(part_of(c.framework, trigger.scope))) return Done::kNothing;
  } else {
    if (opening == 0 || !trigger.when.has_value()) return Done::kNothing;
    const bool was_yes = state.opening == opening && state.was_yes;
    state.opening = opening;
    state.was_yes = truth(c, *trigger.when) == Truth(true);
    if (was_yes || !state.was_yes) return Done::kNothing;
  }
  const Truth condition = truth(c, trigger.condition);
  if (!condition.has_value()) {
    c.undecided_triggers.push_back("finding " + iso_date(c.today()) + " undecided trigger " + trigger.name);
  }
  return condition == Truth(true) ? fire(c, trigger.actions) : Done::kNothing;
}

bool waits_for(const model::Duty& duty, const Instance& instance, std::size_t clause) {
  return shown(duty, instance) && !instance.frozen && instance.status == duty.once[clause].status &&
         instance.reacted.count(clause) == 0;
}

Done react(Case& c, const Reaction::OnStatus& reaction) {
  const model::Once& once = c.framework[reaction.duty].once[reaction.clause];
  auto& instances = c.duties[reaction.duty.value].instances;
  Done done = Done::kNothing;
  for (std::size_t i = 0; i < instances.size(); ++i) {
    if (!waits_for(c.framework[reaction.duty], instances[i], reaction.clause)) continue;
    instances[i].reacted.insert(reaction.clause);
    done = fire(c, once.actions);
    if (done == Done::kClosed) return done;
  }
  return done;
}

Done condition_moves(Case& c) {
  Done done = Done::kNothing;
  for (std::uint32_t t = 0; t < c.tracks.size(); ++t) {
    const TrackId id{t};
    const model::Track& track = c.framework[id];
    if (!c.part_open(track.part) || c.moved.count(t) != 0 || c.begun.count(t) != 0) continue;
    const TrackState& state = c.tracks[t];
    if (!state.begun) {
      if (!track.stages.empty() && track.begins_condition.has_value() && !c.is_left(track.part) &&
          truth(c, *track.begins_condition) == Truth(true)) {
        begin(c, id);
        done = Done::kSomething;
      }
      continue;
    }
    if (!c.runs(id)) continue;
    const Move* first = nullptr;
    for (const model::MoveId move_id : c.framework[*state.stage].moves) {
      const Move& move = c.framework[move_id];
      if (move.kind != Move::Kind::kOnCondition || truth(c, move.condition) != Truth(true)) continue;
      if (first != nullptr && first->to != move.to) throw CaseStopped{"contradiction"};
      if (first == nullptr) first = &move;
    }
    if (first == nullptr) continue;
    if (!make(c, *first)) return Done::kClosed;
    done = Done::kSomething;
  }
  return done;
}

/// The reactions and condition moves of one round.
Done one_round(Case& c, const EventContext* event) {
  Done done = Done::kNothing;
  for (const Reaction& reaction : c.shape.reactions) {
    const auto* trigger = std::get_if<TriggerId>(&reaction.what);
    const Done one =
        trigger != nullptr ? react(c, *trigger, event) : react(c, std::get<Reaction::OnStatus>(reaction.what));
    if (one == Done::kClosed) return one;
    if (one == Done::kSomething) done = one;
  }
  const Done moved = condition_moves(c);
  return moved == Done::kNothing ? done : moved;
}

}  // namespace

bool act_out(Case& c, const std::vector<Action>& actions) {
  for (const Action& action : actions) {
    count_step(c);
    if (!act_out(c, action)) return false;
  }
  return true;
}

void rounds(Case& c, const EventContext* event) {
  const EventContext* first = event;
  while (true) {
    new_round(c);
    const Done done = one_round(c, first);
    lapse(c);
    const auto before = statuses(c);
    arise(c, event != nullptr ? std::optional(event->occurrence) : std::nullopt, false);
    first = nullptr;
    if (done == Done::kNothing && statuses(c) == before) return;
  }
}

}  // namespace proviso::reference
