// SPDX-License-Identifier: Apache-2.0
// Duties with their limits and clock operations, and what may follow from them.
#include <algorithm>

#include "engine/program/compiler.h"

namespace proviso::program {

using model::LimitKind;
using model::Moment;

AmountRow Compiler::amount(const model::Amount& written) {
  AmountRow row;
  if (const auto* duration = std::get_if<Duration>(&written)) row.duration = *duration;
  if (const auto* parameter = std::get_if<model::ParameterId>(&written)) row.parameter = parameter->value;
  return row;
}

std::uint32_t Compiler::moment(const Moment& written) {
  MomentRow row;
  row.kind = written.kind;
  row.events = list(program_->event_lists, written.events);
  row.index = written.kind == Moment::Kind::kEntering ? written.stage.value : written.fact.value;
  row.day = written.day;
  row.offset = amount(written.offset);
  row.before = written.before;
  row.month_day = written.month_day;
  std::vector<std::uint32_t> of;
  for (const Moment& inner : written.of) of.push_back(moment(inner));
  row.of.begin = static_cast<std::uint32_t>(program_->moment_lists.size());
  program_->moment_lists.insert(program_->moment_lists.end(), of.begin(), of.end());
  row.of.end = static_cast<std::uint32_t>(program_->moment_lists.size());
  const auto index = static_cast<std::uint32_t>(program_->moments.size());
  const bool on_event = written.kind == Moment::Kind::kEvents || written.kind == Moment::Kind::kFirst;
  if (of.empty()) {
    row.base = index;
    row.only_events = on_event;
    row.never_after_base = true;
  } else if (written.kind == Moment::Kind::kLaterOf || written.kind == Moment::Kind::kEarlierOf) {
    row.base = index;
    row.group = true;
    row.only_events =
        std::all_of(of.begin(), of.end(), [&](std::uint32_t at) { return program_->moments[at].only_events; });
  } else {
    const MomentRow& inner = program_->moments[of.front()];
    row.base = inner.base;
    row.group = inner.group;
    row.only_events = inner.only_events;
    const bool forward = written.kind == Moment::Kind::kInYearOf || !written.before;
    row.never_after_base = inner.never_after_base && !forward;
  }
  program_->moments.push_back(row);
  return index;
}

LimitRow Compiler::limit(const model::Limit& written) {
  LimitRow row;
  row.kind = written.kind;
  row.amount = amount(written.amount);
  if (written.moment) row.moment = moment(*written.moment);
  if (written.no_later) row.no_later = moment(*written.no_later);
  if (written.until) row.until = moment(*written.until);
  row.times = written.kind == LimitKind::kAtLeast ? written.times : 1;
  row.weekday = written.weekday;
  row.practicable = written.practicable;
  if (written.judged_by) row.judged_by = written.judged_by->value;
  return row;
}

bool Compiler::has_offset(std::uint32_t moment) const {
  if (moment == kNone) return false;
  const MomentRow& row = program_->moments[moment];
  const auto of = program_->list(program_->moment_lists, row.of);
  return row.kind == Moment::Kind::kOffset ||
         std::any_of(of.begin(), of.end(), [&](std::uint32_t inner) { return has_offset(inner); });
}

void Compiler::duties() {
  for (const model::Duty& duty : model_.duties) {
    const auto index = static_cast<std::uint32_t>(program_->duties.size());
    DutyRow row;
    row.scope = duty.scope;
    row.owing = duty.party.kind;
    row.party = duty.party.kind == model::Owing::Kind::kParty ? duty.party.party.value : duty.party.fact.value;
    row.modality = duty.modality;
    row.negated = duty.negated;
    row.only_if = duty.only_if && !duty.negated;
    row.standing = duty.that.has_value();
    row.limit = limit(duty.limit);
    if (duty.alternative) {
      row.has_second = true;
      row.second = limit(duty.alternative->limit);
      row.second_acts = list(program_->event_lists, duty.alternative->events);
    }
    row.has_warn = duty.warn.has_value();
    if (duty.warn) row.warn = *duty.warn;
    row.applies_if = compile(duty.applies_if);
    row.condition = compile(duty.condition);
    row.that = compile(duty.that);
    row.excuse = any_of(duty.excuses);
    if (!duty.stops.empty()) {
      std::vector<Code> stops;
      for (const model::Expression& stop : duty.stops) stops.push_back(compile(stop));
      row.stops.begin = static_cast<std::uint32_t>(program_->watches.size());
      for (const Code code : stops) watch(code);
      row.stops.end = static_cast<std::uint32_t>(program_->watches.size());
      program_->stopped_duties.push_back(index);
    }
    row.moves_late = !duty.adjustments.empty() || row.has_second;
    if (row.limit.kind == LimitKind::kEvery) program_->recurring_duties.push_back(index);
    const bool judged = row.limit.judged_by != kNone || row.second.judged_by != kNone;
    if (!duty.excuses.empty() || judged) program_->looked_at_duties.push_back(index);
    row.acts = list(program_->event_lists, duty.events);
    row.adjustments.begin = static_cast<std::uint32_t>(program_->adjustments.size());
    for (const model::Adjustment& written : duty.adjustments) {
      AdjustmentRow adjustment;
      adjustment.kind = written.kind;
      adjustment.amount = amount(written.amount);
      if (written.moment) adjustment.moment = moment(*written.moment);
      adjustment.events = list(program_->event_lists, written.events);
      if (written.times) adjustment.times = *written.times;
      adjustment.has_in_all = written.in_all.has_value();
      if (written.in_all) adjustment.in_all = *written.in_all;
      program_->adjustments.push_back(adjustment);
    }
    row.adjustments.end = static_cast<std::uint32_t>(program_->adjustments.size());
    row.rolls.begin = static_cast<std::uint32_t>(program_->rolls.size());
    program_->rolls.insert(program_->rolls.end(), duty.rolls.begin(), duty.rolls.end());
    row.rolls.end = static_cast<std::uint32_t>(program_->rolls.size());
    row.once.begin = static_cast<std::uint32_t>(program_->once.size());
    std::vector<Range> chains;
    for (const model::Once& once : duty.once) chains.push_back(actions(once.actions));
    for (std::size_t i = 0; i < chains.size(); ++i) program_->once.push_back({duty.once[i].status, chains[i]});
    row.once.end = static_cast<std::uint32_t>(program_->once.size());
    if (row.limit.moment != kNone) {
      const MomentRow& at = program_->moments[row.limit.moment];
      const Moment::Kind base = program_->moments[at.base].kind;
      const bool on_event = base == Moment::Kind::kEvents || base == Moment::Kind::kFirst;
      const bool by_moment = row.limit.kind == LimitKind::kBy || row.limit.kind == LimitKind::kBefore ||
                             row.limit.kind == LimitKind::kOnTheDayOf || row.limit.kind == LimitKind::kNoSooner;
      row.judged_on_event = on_event && by_moment && at.never_after_base;
      const bool counted = row.limit.kind == LimitKind::kWithin || row.limit.kind == LimitKind::kWithinBeginning ||
                           row.limit.kind == LimitKind::kAtLeast || row.limit.kind == LimitKind::kEvery;
      row.in_rounds = at.group && at.only_events && counted;
    }
    for (const LimitRow* one : {&row.limit, &row.second}) {
      row.moves_late = row.moves_late || has_offset(one->moment) || has_offset(one->no_later);
    }
    program_->duties.push_back(row);
    take_up_moments(index);
  }
}

// Which duties have to be dated anew when a stage is entered or a fact changes.
void Compiler::take_up_moments(std::uint32_t duty) {
  const DutyRow& row = program_->duties[duty];
  const auto add = [&](std::vector<std::uint32_t>& to) {
    if (to.empty() || to.back() != duty) to.push_back(duty);
  };
  std::vector<std::uint32_t> waiting;
  for (const LimitRow* limit : {&row.limit, &row.second}) {
    for (const std::uint32_t at : {limit->moment, limit->no_later, limit->until}) {
      if (at != kNone) waiting.push_back(at);
    }
  }
  while (!waiting.empty()) {
    const MomentRow& at = program_->moments[waiting.back()];
    waiting.pop_back();
    if (at.kind == Moment::Kind::kEntering) add(program_->entering_duties);
    if (at.kind == Moment::Kind::kFact) add(program_->fact_duties);
    for (std::uint32_t i = at.of.begin; i < at.of.end; ++i) waiting.push_back(program_->moment_lists[i]);
  }
}

Range Compiler::actions(const std::vector<model::Action>& written) {
  std::vector<ActionRow> rows;
  for (const model::Action& action : written) {
    ActionRow row;
    row.kind = action.kind;
    row.clause = action.span;
    row.value = compile(action.value);
    switch (action.kind) {
      case model::Action::Kind::kRecord:
      case model::Action::Kind::kAdd:
        row.index = action.fact.value;
        break;
      case model::Action::Kind::kGoTo:
        row.index = action.stage.value;
        break;
      case model::Action::Kind::kBegin:
      case model::Action::Kind::kEnd:
        row.index = action.track.value;
        break;
      case model::Action::Kind::kNotify:
        row.index = action.party.value;
        row.text = &action.text;
        break;
      case model::Action::Kind::kOpen:
      case model::Action::Kind::kCloseCase:
        row.index = action.part.value;
        break;
    }
    std::vector<HandedRow> handed;
    for (const model::Action::Handed& fact : action.handed) handed.push_back({fact.fact.value, compile(fact.value)});
    row.handed.begin = static_cast<std::uint32_t>(program_->handed.size());
    program_->handed.insert(program_->handed.end(), handed.begin(), handed.end());
    row.handed.end = static_cast<std::uint32_t>(program_->handed.size());
    rows.push_back(row);
  }
  const auto begin = static_cast<std::uint32_t>(program_->actions.size());
  program_->actions.insert(program_->actions.end(), rows.begin(), rows.end());
  return {begin, static_cast<std::uint32_t>(program_->actions.size())};
}

void Compiler::triggers() {
  struct Placed {
    Span span;
    Reaction reaction;
  };
  std::vector<Placed> placed;
  for (std::uint32_t t = 0; t < model_.triggers.size(); ++t) {
    const model::Trigger& trigger = model_.triggers[t];
    TriggerRow row;
    row.scope = trigger.scope;
    row.events = list(program_->event_lists, trigger.events);
    row.when = compile(trigger.when);
    row.condition = compile(trigger.condition);
    row.actions = actions(trigger.actions);
    program_->triggers.push_back(row);
    placed.push_back({trigger.span, {false, t, 0}});
  }
  for (std::uint32_t d = 0; d < model_.duties.size(); ++d) {
    const std::vector<model::Once>& once = model_.duties[d].once;
    for (std::size_t i = 0; i < once.size(); ++i) {
      const auto index = program_->duties[d].once.begin + static_cast<std::uint32_t>(i);
      placed.push_back({once[i].span, {true, index, d}});
    }
  }
  // Ties follow the file; of several files, the framework's own comes first.
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return a.span.file != b.span.file ? a.span.file < b.span.file : a.span.begin < b.span.begin;
  });
  for (const Placed& one : placed) program_->reactions.push_back(one.reaction);
}

}  // namespace proviso::program
