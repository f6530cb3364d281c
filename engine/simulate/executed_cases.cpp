// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/executed_cases.h"

#include <algorithm>

#include "engine/run/evaluate.h"

namespace proviso::simulate {

ExecutedCases::Case::Case(const Plan& plan) : history(*plan.program) { history.pool = ValuePool(&plan.values); }

ExecutedCases::ExecutedCases(const Plan& plan)
    : plan_(plan), program_(*plan.program), executor_(*plan.program), by_stage_(program_.stages.size(), 0) {
  for (const program::StageRow& stage : program_.stages) {
    changes_with_time_ = changes_with_time_ || !stage.timeouts.empty();
  }
  changes_with_time_ = changes_with_time_ || program_.restless || !program_.reactions.empty();
}

void ExecutedCases::begin_run(Tally& tally) {
  tally_ = &tally;
  by_stage_.assign(by_stage_.size(), 0);
  error_.clear();
}

// The first event opens a case; until then it stands where its tracks begin.
std::vector<std::uint32_t> ExecutedCases::first_stages() const {
  std::vector<std::uint32_t> stages;
  for (const program::TrackRow& track : program_.tracks) {
    if (track.at_once && track.first_stage != program::kNone && track.part == 0) stages.push_back(track.first_stage);
  }
  return stages;
}

void ExecutedCases::begin(std::uint32_t slot, Tick now) {
  if (slot >= cases_.size()) cases_.resize(slot + 1);
  if (!cases_[slot]) cases_[slot] = std::make_unique<Case>(plan_);
  Case& one = *cases_[slot];
  one.history.clear();
  one.history.transition = Date::min();
  if (program_.followed != program::kNone && program_.framework->transition) {
    const Date from = program_.framework->transition->from;
    if (machine::date_of(day_of_tick(plan_, now)) < from) one.history.transition = from;
  }
  executor_.start(one.state, one.history);
  one.stages = first_stages();
  one.entered.clear();
  for (const std::uint32_t stage : one.stages) ++by_stage_[stage];
}

// Which stages it stands in now, and which of them it has entered since the last time.
void ExecutedCases::note_stages(Case& of) {
  scratch_.clear();
  for (const run::TrackState& track : of.state.tracks) {
    for (const run::Standing& standing : track.standings) scratch_.push_back(standing.stage);
  }
  of.entered.clear();
  for (const std::uint32_t stage : scratch_) {
    ++by_stage_[stage];
    if (std::ranges::find(of.stages, stage) == of.stages.end()) of.entered.push_back(stage);
  }
  for (const std::uint32_t stage : of.stages) --by_stage_[stage];
  std::swap(of.stages, scratch_);
}

bool ExecutedCases::take(std::uint32_t slot, Tick now, const Activity& activity, std::uint32_t,
                         std::span<const std::pair<const FactDraw*, std::uint32_t>> facts) {
  Case& one = *cases_[slot];
  const Date day = machine::date_of(day_of_tick(plan_, now));
  const bool is_before = day < one.history.transition;
  const std::uint32_t event = is_before && activity.event_before != kNone ? activity.event_before : activity.event;
  const std::uint32_t index = one.history.add(event, day);
  if (plan_.clock == machine::Clock::kMinutes) {
    one.history.occurrences.back().minute = machine::minute_in(machine::Minute{now});
  }
  for (const auto& [draw, value] : facts) {
    const bool there = is_before && draw->fact_before != kNone;
    one.history.add_fact(there ? draw->fact_before : draw->fact, draw->values[value]);
  }
  for (const auto& [fact, shift] : activity.kept) {
    if (!is_before && one.state.facts[fact].known()) one.history.add_fact(fact, one.state.facts[fact]);
  }
  executor_.take(one.state, one.history, index);
  note_stages(one);
  return true;
}

std::uint8_t ExecutedCases::code(std::uint32_t slot, const Test& test) const {
  const Case& one = *cases_[slot];
  const auto value_of = [&](std::uint32_t fact) {
    return run::fact_value(program_, one.history, one.state, fact).value;
  };
  const Value value = value_of(test.fact);
  if (value.known() || test.fact_before == kNone) return machine::code_of(value);
  return machine::code_of(value_of(test.fact_before));
}

bool ExecutedCases::stands_in(std::uint32_t slot, const std::vector<std::uint8_t>& stages) const {
  return std::ranges::any_of(cases_[slot]->stages, [&](std::uint32_t stage) { return stages[stage] != 0; });
}

Tick ExecutedCases::tick(Date day, std::int32_t minute) const {
  const machine::Day number = machine::day_of(day);
  if (number == 0) return kNever;
  return plan_.clock == machine::Clock::kDays ? Tick{number} : machine::minute_at(number, minute);
}

Tick ExecutedCases::due(std::uint32_t slot, std::uint32_t duty) const {
  const auto& instances = cases_[slot]->state.instances;
  for (auto i = instances.rbegin(); i != instances.rend(); ++i) {
    const bool open =
        i->status == DutyStatus::kPending || (i->status == DutyStatus::kMissed && i->done == run::kNoDate);
    if (i->duty == duty && !i->hidden && open && i->due != run::kNoDate) return tick(i->due, i->due_minute);
  }
  return kNever;
}

Tick ExecutedCases::next_due(std::uint32_t slot, Tick now) const {
  Tick next = kNever;
  for (const run::Instance& instance : cases_[slot]->state.instances) {
    if (instance.status != DutyStatus::kPending || instance.hidden || instance.due == run::kNoDate) continue;
    const Tick due = tick(instance.due, instance.due_minute);
    if (due >= now) next = std::min(next, due);
  }
  return next;
}

void ExecutedCases::look(std::uint32_t slot, Tick now) {
  Case& one = *cases_[slot];
  one.entered.clear();
  if (one.history.occurrences.empty()) return;
  executor_.advance_to(one.state, one.history, machine::date_of(day_of_tick(plan_, now)));
  note_stages(one);
}

bool ExecutedCases::closed(std::uint32_t slot) const {
  return std::ranges::all_of(cases_[slot]->stages, [&](std::uint32_t stage) { return program_.stages[stage].end; });
}

bool ExecutedCases::finish(std::uint32_t slot) {
  Case& one = *cases_[slot];
  if (one.history.occurrences.empty()) return true;
  executor_.advance_to(one.state, one.history, plan_.as_of);
  if (one.state.error.kind != run::RunError::Kind::kNothing && error_.empty()) {
    error_ = "a case stopped at a mistake in the rules: its moves contradict each other or do not come to rest";
  }
  note_stages(one);
  std::vector<std::int64_t>& numbers = tally_->numbers;
  for (const run::Instance& instance : one.state.instances) {
    if (instance.hidden) continue;
    ++numbers[plan_.layout.duty(instance.duty)];
    if (instance.status != DutyStatus::kPending) ++numbers[plan_.layout.status(instance.duty, instance.status)];
  }
  for (const run::Unexpected& unexpected : one.state.unexpected) {
    ++numbers[Layout::kUnexpected];
    ++numbers[plan_.layout.unexpected + one.history.occurrences[unexpected.occurrence].event];
  }
  return true;
}

void ExecutedCases::add_stages(std::int64_t* by_stage) const {
  for (std::size_t stage = 0; stage < by_stage_.size(); ++stage) by_stage[stage] += by_stage_[stage];
}

}  // namespace proviso::simulate
