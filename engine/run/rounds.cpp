// SPDX-License-Identifier: Apache-2.0
// What follows at rest: triggers, `once` clauses and condition moves until nothing changes, and looking at the state.
#include <algorithm>
#include <utility>

#include "engine/run/advance.h"
#include "engine/run/watch.h"

namespace proviso::run {

using model::Action;

void Advance::make_rounds(std::uint32_t occurrence, const std::vector<std::uint8_t>& open_before) {
  bool first = true;
  while (!stopped()) {
    moved_.assign(program_.tracks.size(), kNone);
    moved_by_.assign(program_.tracks.size(), Span{});
    closing_ = false;
    bool changed = react(occurrence, open_before, first);
    first = false;
    // A condition that is yes where the track surely stands comes before what may have happened unseen.
    if (!stopped() && !closing_) changed = make_condition_moves() || changed;
    if (stopped()) return;
    if (!changed) changed = any_not_held_ && follow_silent_moves();
    // What arises or is judged by it may change what the conditions ask for.
    const bool earlier = std::exchange(status_changed_, false);
    refresh_scopes(kNone);
    changed = changed || status_changed_;
    status_changed_ = status_changed_ || earlier;
    if (!changed) return;
  }
}

bool Advance::react(std::uint32_t occurrence, const std::vector<std::uint8_t>& open_before, bool first_round) {
  bool changed = false;
  for (const program::Reaction& reaction : program_.reactions) {
    if (stopped() || closing_) break;
    if (reaction.once) {
      changed |= tell(reaction.duty, reaction.index);
    } else {
      const bool open = !open_before.empty() && open_before[reaction.index] != 0;
      changed |= fire(reaction.index, occurrence, open, first_round);
    }
  }
  return changed;
}

// A scope opens; where it has opened anew, a condition is asked as if for the first time.
void Advance::opened(const model::Scope& scope) {
  change_.opened(scope.kind).push_back(scope.index);
  for (std::uint32_t t = 0; t < program_.triggers.size(); ++t) {
    const model::Scope& of = program_.triggers[t].scope;
    if (of.kind == scope.kind && of.index == scope.index) state_.triggers[t].was_yes = false;
  }
}

bool Advance::fire(std::uint32_t index, std::uint32_t occurrence, bool open_before, bool first_round) {
  const program::TriggerRow& trigger = program_.triggers[index];
  if (!part_open(part_of(trigger.scope))) return false;
  const bool open = scope_possible(trigger.scope) && scope_certain(trigger.scope);
  Doubt doubt;
  if (!trigger.events.empty()) {
    if (!first_round || occurrence == kNone || !(open || open_before)) return false;
    const auto events = program_.list(program_.event_lists, trigger.events);
    if (std::find(events.begin(), events.end(), history_.occurrences[occurrence].event) == events.end()) return false;
  } else {
    TriggerState& asked = state_.triggers[index];
    const bool yes = open && holds(program_, history_, state_, trigger.when, doubt) == Truth::kYes;
    const bool rises = yes && !asked.was_yes;
    asked.was_yes = yes;
    if (!rises) return false;
  }
  const Truth truth = holds(program_, history_, state_, trigger.condition, doubt);
  if (truth == Truth::kUnknown) state_.undecided_triggers.push_back({index, state_.today, doubt});
  return truth == Truth::kYes && act_on(trigger.actions);
}

// A `once` clause, for every instance that has got its status and has not been told of.
bool Advance::tell(std::uint32_t duty, std::uint32_t once) {
  const program::OnceRow& row = program_.once[once];
  if (!part_open(part_of(program_.duties[duty].scope))) return false;
  const std::uint32_t bit = 1U << (once - program_.duties[duty].once.begin);
  bool done = false;
  const std::size_t count = state_.instances.size();
  for (std::size_t i = 0; i < count && !stopped() && !closing_; ++i) {
    Instance& instance = state_.instances[i];
    if (instance.duty != duty || instance.hidden || instance.over || instance.status != row.status ||
        (instance.told & bit) != 0) {
      continue;
    }
    instance.told |= bit;
    done |= act_on(row.actions);
  }
  return done;
}

bool Advance::act_on(program::Range actions) {
  for (std::uint32_t i = actions.begin; i < actions.end && !stopped() && !closing_; ++i) {
    if (!count_step(program_.actions[i].clause)) break;
    do_action(program_.actions[i]);
  }
  return true;
}

void Advance::change_fact(std::uint32_t fact, Value value) {
  state_.facts[fact] = value;
  for (const std::uint32_t duty : program_.fact_duties) date_anew(duty);
}

void Advance::do_action(const program::ActionRow& action) {
  switch (action.kind) {
    case Action::Kind::kRecord:
      change_fact(action.index, evaluate(program_, history_, state_, action.value).value);
      break;
    case Action::Kind::kAdd: {
      const Value list = state_.facts[action.index];
      if (!list.known()) {
        fail(RunError::Kind::kUnknownList, action.clause);
        break;
      }
      const Value item = evaluate(program_, history_, state_, action.value).value;
      if (!item.known()) {
        change_fact(action.index, Value::unknown());
        break;
      }
      std::vector<Value> items = state_.pool->items_of(list);
      items.push_back(item);
      change_fact(action.index, state_.pool->list(items));
      break;
    }
    case Action::Kind::kGoTo:
      go_to(action.index, action.clause);
      break;
    case Action::Kind::kBegin:
      if (!runs(action.index) && part_open(program_.tracks[action.index].part) && may_begin(action.index)) {
        leave(action.index);
        if (moved_[action.index] == kNone) moved_[action.index] = kBegun;
        begin(action.index, kNone);
      }
      break;
    case Action::Kind::kEnd:
      if (part_open(program_.tracks[action.index].part) && !state_.tracks[action.index].standings.empty()) {
        leave(action.index);
        state_.tracks[action.index].ended = true;
        note(Step::Kind::kEnded, action.index);
      }
      break;
    case Action::Kind::kNotify:
      state_.notices.push_back({state_.today, action.index, action.text});
      note(Step::Kind::kNotified, static_cast<std::uint32_t>(state_.notices.size() - 1));
      break;
    case Action::Kind::kOpen:
      open_part(action);
      break;
    case Action::Kind::kCloseCase:
      close_part(action.index);
      break;
  }
}

void Advance::go_to(std::uint32_t stage, Span clause) {
  const std::uint32_t track = program_.stages[stage].track;
  if (moved_[track] == stage) return;
  if (moved_[track] != kNone && moved_[track] != kBegun)
    return fail(RunError::Kind::kContradiction, moved_by_[track], clause);
  if (!runs(track)) return fail(RunError::Kind::kNotRunning, clause);
  moved_[track] = stage;
  moved_by_[track] = clause;
  enter(track, stage);
}

void Advance::open_part(const program::ActionRow& action) {
  const std::uint32_t part = action.index;
  if (state_.parts[part].open) return;
  std::vector<Value> values;
  for (std::uint32_t i = action.handed.begin; i < action.handed.end; ++i) {
    values.push_back(evaluate(program_, history_, state_, program_.handed[i].value).value);
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    change_fact(program_.handed[action.handed.begin + i].fact, values[i]);
  }
  state_.parts[part] = {true, state_.today, kNoDate};
  opened({model::Scope::Kind::kCase, part});
  note(Step::Kind::kOpened, part);
  for (std::uint32_t t = 0; t < program_.tracks.size(); ++t) {
    if (program_.tracks[t].part != part) continue;
    state_.tracks[t].standings.clear();
    state_.tracks[t].may_not_have_begun = true;
    state_.tracks[t].ended = false;
    stop_waiting(t);
    if (!program_.tracks[t].at_once) continue;
    moved_[t] = kBegun;
    begin(t, kNone);
  }
}

void Advance::close_part(std::uint32_t part) {
  if (!state_.parts[part].open) return;
  state_.parts[part].open = false;
  state_.parts[part].closed = state_.today;
  change_.closed_parts.push_back(part);
  note(Step::Kind::kClosed, part);
  // With a case that was carried over closes what was left of it under the old rules.
  if (part == 0 && state_.carried != kNoDate) {
    for (std::uint32_t p = 1; p < state_.parts.size(); ++p) {
      if (program_.framework->parts[p].kind != model::Part::Kind::kLinked) close_part(p);
    }
  }
  for (std::uint32_t t = 0; t < program_.tracks.size(); ++t) {
    if (program_.tracks[t].part == part) stop_waiting(t);
  }
  closing_ = true;
}

// Whether the clock of each duty that has one to stop stands still; only where that is recorded.
std::vector<Truth> Advance::clocks() const {
  std::vector<Truth> result;
  if (steps_ == nullptr) return result;
  for (const std::uint32_t duty : program_.stopped_duties) {
    Truth stands = Truth::kNo;
    const program::Range stops = program_.duties[duty].stops;
    for (std::uint32_t w = stops.begin; w < stops.end; ++w) {
      const Truth one = state_.watches[w].empty() ? Truth::kNo : state_.watches[w].back().truth;
      if (one == Truth::kYes || stands == Truth::kNo) stands = one;
    }
    result.push_back(stands);
  }
  return result;
}

// The clocks that have stopped since, or those that have gone on: the one before the dates move, the other after it.
void Advance::note_clocks(const std::vector<Truth>& before, bool going_on) {
  if (steps_ == nullptr) return;
  const std::vector<Truth> now = clocks();
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (now[i] == before[i] || (now[i] == Truth::kNo) != going_on) continue;
    note(going_on                ? Step::Kind::kWentOn
         : now[i] == Truth::kYes ? Step::Kind::kStopped
                                 : Step::Kind::kMayStop,
         program_.stopped_duties[i]);
  }
}

// Notes the watched conditions, judges anew what they change, and asks for excuses and judgements; where that changes
// the status of anything, the rounds are made again.
void Advance::look(Date day, bool at_start) {
  state_.day_begins = false;
  while (!stopped()) {
    status_changed_ = false;
    const std::vector<Truth> clocks_before = clocks();
    for (std::uint32_t w = 0; w < program_.watches.size(); ++w) {
      Doubt doubt;
      note_truth(state_, w, holds(program_, history_, state_, program_.watches[w], doubt), day, at_start);
    }
    note_clocks(clocks_before, false);
    for (const std::uint32_t duty : program_.stopped_duties) date_anew(duty, true);
    note_clocks(clocks_before, true);
    for (const std::uint32_t duty : program_.looked_at_duties) {
      const program::DutyRow& row = program_.duties[duty];
      for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
        Instance& instance = state_.instances[i];
        if (instance.duty != duty || instance.dropped || instance.over) continue;
        Doubt doubt;
        const bool missed = instance.status == DutyStatus::kMissed || instance.status == DutyStatus::kKeptLate;
        if (missed && !instance.judged && !row.excuse.empty() && row.modality != Modality::kMay &&
            holds(program_, history_, state_, row.excuse, doubt) == Truth::kYes) {
          instance.excused = true;
          if (row.standing) {
            settle(i, DutyStatus::kExcused);
          } else {
            judge(i);
          }
        }
        if (instance.status == DutyStatus::kUndecided && instance.judge_by != kNone && !instance.judged) {
          const Value value = fact_value(program_, history_, state_, instance.judge_by).value;
          if (!value.known()) continue;
          instance.judged = true;
          instance.practicable = value.is_yes();
          judge(i);
        }
      }
    }
    continue_series();
    if (!status_changed_) return;
    at_start = false;  // what it was in between, it was
    make_rounds(kNone, {});
  }
}

}  // namespace proviso::run
