// SPDX-License-Identifier: Apache-2.0
// Lowers the model to tables. Everything here copies meaning; nothing is judged.
#include <algorithm>

#include <fmt/format.h>

#include "engine/program/compiler.h"

namespace proviso::program {
namespace {

constexpr std::size_t kEventMoveLimit = 50'000'000;  // entries of the stage × event table

}  // namespace

Compiler::Compiler(std::shared_ptr<const model::Framework> framework, Calendars calendars)
    : model_(*framework), program_(std::make_shared<Program>()) {
  program_->framework = std::move(framework);
  program_->calendars = std::move(calendars);
  if (!model_.time_zone.empty()) program_->calendars.zone = TimeZone::find(model_.time_zone);
}

Result<std::shared_ptr<const Program>> Compiler::run() {
  if (model_.stages.size() * model_.events.size() > kEventMoveLimit) {
    return Error{ErrorCode::kLimitReached,
                 fmt::format("the framework has {} stages and {} events, more than Proviso runs together",
                             model_.stages.size(), model_.events.size()),
                 "compile the rules"};
  }
  program_->events.resize(model_.events.size());
  for (const model::Fact& fact : model_.facts) {
    Code code = compile(fact.means);
    if (fact.decision) {
      code.begin = static_cast<std::uint32_t>(program_->code.size());
      program_->code.push_back({Instruction::Op::kDecided, fact.decision->value});
      code.end = code.begin + 1;
    }
    program_->fact_code.push_back(code);
  }
  tables();
  moves();
  duties();
  triggers();
  stages();
  tracks();
  events();
  for (const model::Example& example : model_.examples) {
    std::vector<Code>& codes = program_->example_conditions.emplace_back();
    for (const model::Expectation& expectation : example.expectations) codes.push_back(compile(expectation.condition));
  }
  lay_down_pending();
  transition();
  program_->makes_values =
      std::any_of(program_->actions.begin(), program_->actions.end(),
                  [](const ActionRow& action) { return action.kind == model::Action::Kind::kAdd; }) ||
      std::any_of(program_->tables.begin(), program_->tables.end(),
                  [](const TableRow& table) { return table.hit == model::HitRule::kCollect; });
  if (too_deep_) {
    return Error{ErrorCode::kLimitReached,
                 fmt::format("a condition is nested too deeply: it holds more than {} values at once", kStackDepth),
                 "compile the rules"};
  }
  return std::shared_ptr<const Program>(program_);
}

// Which duties stand in the place of which: of the one of the same name, and of those that take their limit.
void Compiler::transition() {
  if (!model_.transition) return;
  const model::Transition& transition = *model_.transition;
  program_->followed = transition.followed.value;
  const std::string prefix = model_.parts[transition.followed.value].name + "/";
  std::vector<std::vector<model::DutyId>> before(model_.duties.size());
  for (std::size_t d = 0; d < model_.duties.size(); ++d) {
    if (const auto there = model_.find(model::SymbolKind::kDuty, prefix + model_.duties[d].name)) {
      before[d].push_back({*there});
    }
  }
  const auto take = [&](const model::Handovers& said) {
    for (const model::Handover& one : said.named) {
      if (one.kind == model::Handover::Kind::kNewLimit) before[one.as.value].push_back(one.duty);
    }
  };
  take(transition.duties);
  for (const model::Place& place : transition.places) take(place.duties);
  for (std::uint32_t d = 0; d < before.size(); ++d) {
    DutyRow& row = program_->duties[d];
    row.before = list(program_->duty_lists, before[d]);
    // What stopped the clock of the one before, or moved its date, still counts.
    for (const auto [one] : before[d]) {
      row.moves_late = row.moves_late || program_->duties[one].moves_late;
      std::vector<std::uint32_t>& stopped = program_->stopped_duties;
      if (program_->duties[one].stops.empty() || std::find(stopped.begin(), stopped.end(), d) != stopped.end())
        continue;
      stopped.insert(std::upper_bound(stopped.begin(), stopped.end(), d), d);
    }
  }
}

void Compiler::moves() {
  for (const model::Move& move : model_.moves) {
    MoveRow row;
    row.from = move.from.value;
    row.to = move.to.value;
    row.condition = compile(move.condition);
    row.otherwise = move.otherwise;
    row.after = amount(move.after);
    row.of = list(program_->event_lists, move.of);
    row.actions = actions(move.actions);
    program_->moves.push_back(row);
  }
}

void Compiler::stages() {
  const std::size_t events = model_.events.size();
  program_->event_moves.resize(model_.stages.size() * events);
  std::vector<std::vector<std::uint32_t>> by_event(events);
  for (std::uint32_t s = 0; s < model_.stages.size(); ++s) {
    const model::Stage& stage = model_.stages[s];
    StageRow row;
    row.track = stage.track.value;
    row.end = stage.end;
    row.may_end = stage.may_end;
    row.duties = list(program_->duty_lists, stage.duties);
    row.condition_moves = of_kind(stage, model::Move::Kind::kOnCondition);
    row.timeouts = of_kind(stage, model::Move::Kind::kAfter);
    std::vector<std::uint32_t> touched;
    for (const model::MoveId id : stage.moves) {
      for (const model::EventId event : model_[id].events) {
        if (by_event[event.value].empty()) touched.push_back(event.value);
        by_event[event.value].push_back(id.value);
      }
    }
    for (const std::uint32_t event : touched) {
      const auto begin = static_cast<std::uint32_t>(program_->move_lists.size());
      program_->move_lists.insert(program_->move_lists.end(), by_event[event].begin(), by_event[event].end());
      program_->event_moves[s * events + event] = {begin, static_cast<std::uint32_t>(program_->move_lists.size())};
      by_event[event].clear();
    }
    program_->stages.push_back(row);
  }
}

Range Compiler::of_kind(const model::Stage& stage, model::Move::Kind kind) {
  const auto begin = static_cast<std::uint32_t>(program_->move_lists.size());
  for (const model::MoveId id : stage.moves) {
    if (model_[id].kind == kind) program_->move_lists.push_back(id.value);
  }
  return {begin, static_cast<std::uint32_t>(program_->move_lists.size())};
}

void Compiler::tracks() {
  for (const model::Track& track : model_.tracks) {
    TrackRow row;
    row.first_stage = track.stages.empty() ? kNone : track.stages.front().value;
    row.begins_when = list(program_->event_lists, track.begins_when);
    row.begins_condition = compile(track.begins_condition);
    row.at_once = track.begins_when.empty() && !track.begins_condition;
    row.duties = list(program_->duty_lists, track.duties);
    program_->tracks.push_back(row);
    program_->tracks.back().part = track.part.value;
  }
  for (std::uint32_t part = 0; part < std::max<std::size_t>(model_.parts.size(), 1); ++part) {
    Range range{static_cast<std::uint32_t>(program_->duty_lists.size()), 0};
    for (std::uint32_t d = 0; d < model_.duties.size(); ++d) {
      const model::Scope& scope = model_.duties[d].scope;
      if (scope.kind == model::Scope::Kind::kCase && scope.index == part) program_->duty_lists.push_back(d);
    }
    range.end = static_cast<std::uint32_t>(program_->duty_lists.size());
    program_->case_duties.push_back(range);
  }
}

void Compiler::events() {
  const std::size_t count = model_.events.size();
  using Lists = std::vector<std::vector<std::uint32_t>>;
  Lists acts(count);
  Lists anchors(count);
  Lists second(count);
  Lists adjusts(count);
  Lists triggers(count);
  const auto add = [&](Lists& to, Range events, std::uint32_t item) {
    for (const std::uint32_t event : program_->list(program_->event_lists, events)) {
      std::vector<std::uint32_t>& items = to[event];
      if (items.empty() || items.back() != item) items.push_back(item);
    }
  };
  const auto add_moment = [&](Lists& to, std::uint32_t moment, std::uint32_t item) {
    std::vector<std::uint32_t> waiting;
    if (moment != kNone) waiting.push_back(moment);
    while (!waiting.empty()) {
      const MomentRow& at = program_->moments[waiting.back()];
      waiting.pop_back();
      add(to, at.events, item);
      for (std::uint32_t i = at.of.begin; i < at.of.end; ++i) waiting.push_back(program_->moment_lists[i]);
    }
  };
  for (std::uint32_t d = 0; d < program_->duties.size(); ++d) {
    const DutyRow& duty = program_->duties[d];
    add(acts, duty.acts, d);
    add(acts, duty.second_acts, d);
    add_moment(anchors, duty.limit.moment, d);
    for (const std::uint32_t at :
         {duty.limit.no_later, duty.limit.until, duty.second.moment, duty.second.no_later, duty.second.until}) {
      add_moment(second, at, d);
    }
    for (std::uint32_t a = duty.adjustments.begin; a < duty.adjustments.end; ++a) {
      add(adjusts, program_->adjustments[a].events, d);
    }
  }
  for (std::uint32_t t = 0; t < program_->triggers.size(); ++t) add(triggers, program_->triggers[t].events, t);
  const auto put = [](std::vector<std::uint32_t>& into, const std::vector<std::uint32_t>& ids) {
    const auto begin = static_cast<std::uint32_t>(into.size());
    into.insert(into.end(), ids.begin(), ids.end());
    return Range{begin, static_cast<std::uint32_t>(into.size())};
  };
  for (std::size_t e = 0; e < count; ++e) {
    EventRow& row = program_->events[e];
    row.records = list(program_->fact_lists, model_.events[e].records);
    row.acts = put(program_->duty_lists, acts[e]);
    row.anchors = put(program_->duty_lists, anchors[e]);
    row.second = put(program_->duty_lists, second[e]);
    row.adjusts = put(program_->duty_lists, adjusts[e]);
    row.triggers = put(program_->trigger_lists, triggers[e]);
    row.followed = model_.events[e].followed;
    row.records_there = list(program_->fact_lists, model_.events[e].records_there);
    row.feeds_fact = row.feeds_fact || !row.records.empty() || !row.records_there.empty();
    row.part = model_.part_of_name(model_.events[e].name).value;
  }
}

Result<std::shared_ptr<const Program>> compile(std::shared_ptr<const model::Framework> framework, Calendars calendars) {
  return Compiler(std::move(framework), std::move(calendars)).run();
}

}  // namespace proviso::program
