// SPDX-License-Identifier: Apache-2.0
// Sections 1, 2, 3 and 9: a case, day by day.
#include <algorithm>
#include <chrono>
#include <cstddef>

#include "base/civil_date.h"
#include "tests/reference/duties.h"
#include "tests/reference/expressions.h"
#include "tests/reference/outcome_lines.h"
#include "tests/reference/tracks.h"

namespace proviso::reference {

using model::DutyId;
using model::EventId;
using model::Move;

namespace {

/// Notes the watched conditions, and marks the instances whose dates may have changed by it.
void note(Case& c) {
  for (auto& [condition, log] : c.logs) {
    const auto changed = log.note(c.today(), truth(c, *condition));
    if (!changed.has_value()) continue;
    for (std::uint32_t d = 0; d < c.duties.size(); ++d) {
      const auto& stops = c.duties[d].stops;
      if (std::find(stops.begin(), stops.end(), &log) == stops.end()) continue;
      c.duties[d].some_stale = true;
      for (Instance& instance : c.duties[d].instances) {
        instance.stale = true;
      }
      // What was unknown before a transition may be known now.
      for (DutyState& duty : c.duties) {
        for (Instance& instance : duty.instances) {
          if (instance.took_over != DutyId{d}) continue;
          instance.stale = true;
          duty.some_stale = true;
        }
      }
    }
  }
}

void look(Case& c) {
  while (true) {
    const auto before = statuses(c);
    note(c);
    refresh_all(c);
    look_at_excuses_and_judgements(c);
    continue_series(c);
    if (statuses(c) == before) return;
    rounds(c, nullptr);
  }
}

/// Whether the scope of a duty is open, or an instance that runs on is pending or undecided.
bool is_owed(const Case& c, std::size_t d) {
  const auto& instances = c.duties[d].instances;
  return c.opening_of(c.framework.duties[d].scope) != 0 ||
         std::any_of(instances.begin(), instances.end(), [](const Instance& instance) {
           const bool open = instance.status == DutyStatus::kPending || instance.status == DutyStatus::kUndecided;
           return instance.runs_on && open && !instance.frozen && !instance.dropped && !instance.closed.has_value();
         });
}

/// What was in force when an event came.
struct Before {
  std::vector<bool> duty_open;
  std::vector<std::optional<model::StageId>> stages;
  std::vector<bool> trigger_open;
};

Before before_event(const Case& c) {
  Before before;
  for (std::size_t d = 0; d < c.duties.size(); ++d) before.duty_open.push_back(is_owed(c, d));
  for (const auto& trigger : c.framework.triggers) before.trigger_open.push_back(c.opening_of(trigger.scope) != 0);
  for (std::size_t t = 0; t < c.tracks.size(); ++t) {
    before.stages.push_back(c.part_open(c.framework.tracks[t].part) ? c.tracks[t].stage : std::nullopt);
  }
  return before;
}

/// Whether an adjustment of an instance that is open names the event.
bool adjusts_something(const Case& c, EventId event) {
  for (std::size_t d = 0; d < c.duties.size(); ++d) {
    if (!names(c.shape.duties[d].adjusting, event)) continue;
    for (const Instance& instance : c.duties[d].instances) {
      const bool open = instance.status == DutyStatus::kPending || instance.status == DutyStatus::kUndecided;
      if (open && !instance.dropped && !instance.frozen && !instance.closed.has_value() && !instance.last_day)
        return true;
    }
  }
  return false;
}

bool times_a_stage(const Case& c, std::optional<model::StageId> stage, EventId event) {
  if (!stage.has_value()) return false;
  const auto& moves = c.framework[*stage].moves;
  return std::any_of(moves.begin(), moves.end(), [&](const model::MoveId id) {
    return c.framework[id].kind == Move::Kind::kAfter && names(c.framework[id].of, event);
  });
}

bool names_in_moments(const model::Duty& duty, EventId event) {
  std::vector<const model::Moment*> leaves;
  const auto add = [&](const model::Limit& limit) {
    for (const auto* moment : {&limit.moment, &limit.no_later, &limit.until}) {
      if (moment->has_value()) event_leaves(**moment, leaves);
    }
  };
  add(duty.limit);
  if (duty.alternative.has_value()) add(duty.alternative->limit);
  return std::any_of(leaves.begin(), leaves.end(), [&](const auto* leaf) { return names(leaf->events, event); });
}

/// Whether the event is an act, as things stand, of a duty whose scope is open.
bool is_an_act(const Case& c, EventId event) {
  for (std::size_t d = 0; d < c.duties.size(); ++d) {
    const model::Duty& duty = c.framework.duties[d];
    const bool act =
        names(duty.events, event) || (duty.alternative.has_value() && names(duty.alternative->events, event));
    if (!act || !is_owed(c, d)) continue;
    if ((duty.only_if && !duty.negated) || truth(c, duty.condition) != Truth(false)) return true;
  }
  return false;
}

/// Whether anything in force takes the event up.
bool in_force(const Case& c, const Before& before, EventId event) {
  const model::Event& declared = c.framework[event];
  if (!declared.records.empty() || !declared.records_there.empty() || c.shape.counted[event.value]) return true;
  for (std::size_t d = 0; d < c.duties.size(); ++d) {
    const bool open = before.duty_open[d] || is_owed(c, d);
    if (open && names_in_moments(c.framework.duties[d], event)) return true;
  }
  for (std::size_t t = 0; t < c.triggers.size(); ++t) {
    const auto& trigger = c.framework.triggers[t];
    const bool open = before.trigger_open[t] || c.opening_of(trigger.scope) != 0;
    if (open && names(trigger.events, event)) return true;
  }
  for (std::size_t t = 0; t < c.tracks.size(); ++t) {
    const bool open = c.part_open(c.framework.tracks[t].part);
    if (times_a_stage(c, before.stages[t], event) || (open && times_a_stage(c, c.tracks[t].stage, event))) return true;
  }
  return false;
}

void record(Case& c, const Happening& happening) {
  const EventId event = happening.event;
  c.of_event[event.value].push_back(c.occurrences.size());
  Occurrence occurrence{&happening, {}};
  const model::Event& declared = c.framework[event];
  const bool by_old_rules = declared.followed && !c.part_open(c.shape.part_of_event[event.value]);
  for (const model::FactId fact : by_old_rules ? declared.records_there : declared.records) {
    Value value;
    for (const auto& [given, literal] : happening.facts) {
      if (given == fact) value = literal;
    }
    c.facts[fact.value] = value;
    occurrence.recorded.emplace_back(fact, value);
  }
  c.occurrences.push_back(std::move(occurrence));
  ++c.version;
}

void take(Case& c, const Happening& happening) {
  const EventId event = happening.event;
  c.now.minute = happening.minute;
  c.made = 0;
  const PartState& part = c.parts[c.shape.part_of_event[event.value].value];
  const bool open_there = c.framework[event].followed && c.part_open(c.framework.transition->followed);
  if (!part.open && !open_there) {
    c.unexpected.push_back("unexpected " + iso_date(c.today()) + " " + c.framework[event].name);
    return;
  }
  const Before before = before_event(c);
  const std::size_t occurrence = c.occurrences.size();
  new_round(c);
  record(c, happening);
  bool taken = adjusts_something(c, event) || is_an_act(c, event);
  adjust(c, occurrence);
  join_groups(c, occurrence);
  date_second_moments(c, occurrence);
  refresh_all(c);
  if (take_acts(c, occurrence)) taken = true;
  decide_limits(c, occurrence);
  moves_for_event(c, occurrence, taken);
  lapse(c);
  arise(c, occurrence, true);
  const EventContext context{occurrence, before.trigger_open};
  rounds(c, &context);
  if (!taken && !is_an_act(c, event) && !in_force(c, before, event)) {
    c.unexpected.push_back("unexpected " + iso_date(c.today()) + " " + c.framework[event].name);
  }
}

void end_day(Case& c) {
  c.now.ended = true;
  c.now.minute.reset();
  c.made = 0;
  new_round(c);
  expire(c);
  lapse(c);
  arise(c, std::nullopt, false);
  rounds(c, nullptr);
  c.made = 0;
  new_round(c);
  timeouts(c);
  lapse(c);
  arise(c, std::nullopt, false);
  rounds(c, nullptr);
}

void open(Case& c, bool under_old_rules) {
  open_part(c, under_old_rules ? c.framework.transition->followed : model::PartId{0});
  arise(c, std::nullopt, false);
  rounds(c, nullptr);
}

void begin_day(Case& c) {
  c.made = 0;
  if (c.shape.asks_for_today) {
    ++c.version;
    refresh_all(c);
    rounds(c, nullptr);
  }
  look(c);
}

std::vector<const Happening*> in_order(const Given& given) {
  std::vector<const Happening*> order;
  for (const Happening& happening : given.happenings) {
    if (happening.on <= given.as_of) order.push_back(&happening);
  }
  std::stable_sort(order.begin(), order.end(), [](const Happening* a, const Happening* b) {
    return a->on != b->on ? a->on < b->on : a->minute.value_or(-1) < b->minute.value_or(-1);
  });
  return order;
}

void run(Case& c, const std::vector<const Happening*>& happenings, Date as_of, std::optional<Date> transition) {
  c.opened = happenings.empty() ? as_of : happenings.front()->on;
  c.now.day = c.opened;
  const bool to_carry = c.framework.transition.has_value() && transition.has_value() && c.opened < *transition;
  open(c, to_carry);
  auto next = happenings.begin();
  for (Date day = c.opened; day <= as_of; day += std::chrono::days(1)) {
    c.now = Clock{day, std::nullopt, false};
    begin_day(c);
    if (to_carry && day == *transition) {
      carry_over(c);
      look(c);
    }
    for (; next != happenings.end() && (*next)->on == day; ++next) {
      take(c, **next);
      look(c);
    }
    if (day < as_of) end_day(c);
  }
}

}  // namespace

Outcome execute(const Given& given) {
  Case c(given);
  try {
    run(c, in_order(given), given.as_of, given.transition);
  } catch (const CaseStopped& stopped) {
    c.error = stopped.kind;
  }
  return outcome_lines(c);
}

}  // namespace proviso::reference
