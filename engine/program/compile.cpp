// SPDX-License-Identifier: Apache-2.0
// Lowers the model to tables. Everything here copies meaning; nothing is judged.
#include <algorithm>

#include <fmt/format.h>

#include "engine/program/program.h"

namespace proviso::program {
namespace {

using model::Expression;
using Op = Instruction::Op;

constexpr std::size_t kEventMoveLimit = 50'000'000;  // entries of the stage × event table

Op op_of(Expression::Operation operation) {
  switch (operation) {
    case Expression::Operation::kLiteral:
      return Op::kLiteral;
    case Expression::Operation::kFact:
      return Op::kFact;
    case Expression::Operation::kNot:
      return Op::kNot;
    case Expression::Operation::kAnd:
      return Op::kAnd;
    case Expression::Operation::kOr:
      return Op::kOr;
    case Expression::Operation::kIs:
      return Op::kIs;
    case Expression::Operation::kIsNot:
      return Op::kIsNot;
    case Expression::Operation::kIsMoreThan:
    case Expression::Operation::kAfter:
      return Op::kIsMoreThan;
    case Expression::Operation::kIsLessThan:
    case Expression::Operation::kBefore:
      return Op::kIsLessThan;
    case Expression::Operation::kIsAtLeast:
    case Expression::Operation::kOnOrAfter:
      return Op::kIsAtLeast;
    case Expression::Operation::kIsAtMost:
    case Expression::Operation::kOnOrBefore:
      return Op::kIsAtMost;
    case Expression::Operation::kIncludes:
      return Op::kIncludes;
    case Expression::Operation::kIsKnown:
      return Op::kIsKnown;
    case Expression::Operation::kPlus:
      return Op::kPlus;
    case Expression::Operation::kMinus:
      return Op::kMinus;
    case Expression::Operation::kTimes:
      return Op::kTimes;
    case Expression::Operation::kDatePlus:
      return Op::kDatePlus;
    case Expression::Operation::kDateMinus:
      return Op::kDateMinus;
    case Expression::Operation::kCountOf:
      return Op::kCountOf;
    case Expression::Operation::kNumberOf:
      return Op::kNumberOf;
    case Expression::Operation::kDateOfFirst:
      return Op::kDateOfFirst;
    case Expression::Operation::kDateOfLast:
      return Op::kDateOfLast;
    case Expression::Operation::kInStage:
      return Op::kInStage;
  }
  return Op::kLiteral;
}

class Compiler {
 public:
  Compiler(std::shared_ptr<const model::Framework> framework, std::shared_ptr<const Calendar> calendar)
      : model_(*framework), program_(std::make_shared<Program>()) {
    program_->framework = std::move(framework);
    program_->calendar = std::move(calendar);
  }

  Result<std::shared_ptr<const Program>> run() {
    if (model_.stages.size() * model_.events.size() > kEventMoveLimit) {
      return Error{ErrorCode::kLimitReached,
                   fmt::format("the framework has {} stages and {} events, more than Proviso runs together",
                               model_.stages.size(), model_.events.size()),
                   "compile the rules"};
    }
    program_->events.resize(model_.events.size());
    for (const model::Fact& fact : model_.facts) {
      const Code code = fact.means ? compile(*fact.means) : Code{};
      program_->fact_code.push_back(code);
    }
    moves();
    duties();
    stages();
    tracks();
    events();
    for (const model::Example& example : model_.examples) {
      std::vector<Code>& codes = program_->example_conditions.emplace_back();
      for (const model::Expectation& expectation : example.expectations)
        codes.push_back(compile(expectation.condition));
    }
    if (too_deep_) {
      return Error{ErrorCode::kLimitReached,
                   fmt::format("a condition is nested too deeply: it holds more than {} values at once", kStackDepth),
                   "compile the rules"};
    }
    return std::shared_ptr<const Program>(program_);
  }

 private:
  template <typename Ids>
  Range list(std::vector<std::uint32_t>& into, const Ids& ids) {
    const auto begin = static_cast<std::uint32_t>(into.size());
    for (const auto id : ids) into.push_back(id.value);
    return {begin, static_cast<std::uint32_t>(into.size())};
  }

  Code compile(const Expression& expression) {
    const auto begin = static_cast<std::uint32_t>(program_->code.size());
    emit(expression);
    const Code code{begin, static_cast<std::uint32_t>(program_->code.size())};
    too_deep_ = too_deep_ || depth(code) > kStackDepth;
    return code;
  }

  // The most values that the stack machine holds at once.
  [[nodiscard]] std::size_t depth(Code code) const {
    std::size_t now = 0;
    std::size_t most = 0;
    for (std::uint32_t i = code.begin; i < code.end; ++i) {
      switch (program_->code[i].op) {
        case Op::kLiteral:
        case Op::kFact:
        case Op::kDerived:
        case Op::kNumberOf:
        case Op::kDateOfFirst:
        case Op::kDateOfLast:
        case Op::kInStage:
          most = std::max(most, ++now);
          break;
        case Op::kNot:
        case Op::kIsKnown:
        case Op::kCountOf:
          break;
        default:
          --now;
          break;
      }
    }
    return most;
  }

  Code compile(const std::optional<Expression>& expression) { return expression ? compile(*expression) : Code{}; }

  void emit(const Expression& expression) {
    const std::size_t operands = expression.operands.size();
    for (std::size_t i = 0; i < operands; ++i) {
      emit(expression.operands[i]);
      // `a and b and c` is one node with three operands: joined two at a time.
      if (operands > 2 && i > 0) program_->code.push_back({op_of(expression.operation), 0});
    }
    if (operands > 2) return;
    Instruction last{op_of(expression.operation), 0};
    switch (expression.operation) {
      case Expression::Operation::kLiteral:
        last.operand = static_cast<std::uint32_t>(program_->literals.size());
        program_->literals.push_back(to_value(expression.literal, program_->literals_pool));
        break;
      case Expression::Operation::kFact:
        last.operand = expression.fact.value;
        if (model_[expression.fact].means) last.op = Op::kDerived;
        break;
      case Expression::Operation::kNumberOf:
      case Expression::Operation::kDateOfFirst:
      case Expression::Operation::kDateOfLast:
        last.operand = expression.event.value;
        program_->events[expression.event.value].feeds_fact = true;
        break;
      case Expression::Operation::kInStage:
        last.operand = expression.stage.value;
        break;
      default:
        break;
    }
    program_->code.push_back(last);
  }

  std::uint32_t moment(const model::Moment& written) {
    MomentRow row;
    const model::Moment& base = written.base();
    row.never_after_base = true;
    std::vector<MomentRow::Offset> offsets;
    for (const model::Moment* at = &written; at->kind == model::Moment::Kind::kOffset; at = &at->of.front()) {
      offsets.push_back({at->offset, at->before});
      if (!at->before && at->offset.amount > 0) row.never_after_base = false;
    }
    row.offsets.begin = static_cast<std::uint32_t>(program_->offsets.size());
    program_->offsets.insert(program_->offsets.end(), offsets.rbegin(), offsets.rend());
    row.offsets.end = static_cast<std::uint32_t>(program_->offsets.size());
    switch (base.kind) {
      case model::Moment::Kind::kEvents:
        row.base = MomentRow::Base::kEvents;
        break;
      case model::Moment::Kind::kFirst:
        row.base = MomentRow::Base::kFirst;
        break;
      case model::Moment::Kind::kEntering:
        row.base = MomentRow::Base::kEntering;
        row.index = base.stage.value;
        break;
      case model::Moment::Kind::kFact:
        row.base = MomentRow::Base::kFact;
        row.index = base.fact.value;
        break;
      case model::Moment::Kind::kDay:
      case model::Moment::Kind::kOffset:
        row.base = MomentRow::Base::kDay;
        row.day = base.day;
        break;
    }
    row.events = list(program_->event_lists, base.events);
    program_->moments.push_back(row);
    return static_cast<std::uint32_t>(program_->moments.size() - 1);
  }

  void moves() {
    for (const model::Move& move : model_.moves) {
      MoveRow row;
      row.from = move.from.value;
      row.to = move.to.value;
      row.condition = compile(move.condition);
      row.otherwise = move.otherwise;
      row.after = move.after;
      row.of = list(program_->event_lists, move.of);
      program_->moves.push_back(row);
    }
  }

  void duties() {
    for (const model::Duty& duty : model_.duties) {
      DutyRow row;
      row.scope = duty.scope;
      row.modality = duty.modality;
      row.negated = duty.negated;
      row.or_next_working_day = duty.or_next_working_day;
      row.limit = duty.limit.kind;
      if (const auto* amount = std::get_if<Duration>(&duty.limit.amount)) row.amount = *amount;
      if (const auto* parameter = std::get_if<model::ParameterId>(&duty.limit.amount)) row.parameter = parameter->value;
      if (duty.limit.moment) row.moment = moment(*duty.limit.moment);
      if (duty.limit.no_later) row.no_later = moment(*duty.limit.no_later);
      row.times = duty.limit.kind == model::LimitKind::kAtLeast ? duty.limit.times : 1;
      row.weekday = duty.limit.weekday;
      row.has_warn = duty.warn.has_value();
      if (duty.warn) row.warn = *duty.warn;
      row.applies_if = compile(duty.applies_if);
      row.condition = compile(duty.condition);
      row.acts = list(program_->event_lists, duty.events);
      if (row.moment != kNone) {
        const MomentRow& at = program_->moments[row.moment];
        const bool on_event = at.base == MomentRow::Base::kEvents || at.base == MomentRow::Base::kFirst;
        const bool by_moment = row.limit == model::LimitKind::kBy || row.limit == model::LimitKind::kBefore ||
                               row.limit == model::LimitKind::kOnTheDayOf || row.limit == model::LimitKind::kNoSooner;
        row.judged_on_event = on_event && by_moment && at.never_after_base;
      }
      for (const std::uint32_t at : {row.moment, row.no_later}) {
        if (at == kNone) continue;
        const auto index = static_cast<std::uint32_t>(program_->duties.size());
        if (program_->moments[at].base == MomentRow::Base::kEntering) program_->entering_duties.push_back(index);
        if (program_->moments[at].base == MomentRow::Base::kFact) program_->fact_duties.push_back(index);
      }
      program_->duties.push_back(row);
    }
  }

  void stages() {
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

  Range of_kind(const model::Stage& stage, model::Move::Kind kind) {
    const auto begin = static_cast<std::uint32_t>(program_->move_lists.size());
    for (const model::MoveId id : stage.moves) {
      if (model_[id].kind == kind) program_->move_lists.push_back(id.value);
    }
    return {begin, static_cast<std::uint32_t>(program_->move_lists.size())};
  }

  void tracks() {
    for (const model::Track& track : model_.tracks) {
      TrackRow row;
      row.first_stage = track.stages.empty() ? kNone : track.stages.front().value;
      row.begins_when = list(program_->event_lists, track.begins_when);
      row.begins_condition = compile(track.begins_condition);
      row.at_once = track.begins_when.empty() && !track.begins_condition;
      row.duties = list(program_->duty_lists, track.duties);
      program_->tracks.push_back(row);
    }
    program_->case_duties.begin = static_cast<std::uint32_t>(program_->duty_lists.size());
    for (std::uint32_t d = 0; d < model_.duties.size(); ++d) {
      if (model_.duties[d].scope.kind == model::Scope::Kind::kCase) program_->duty_lists.push_back(d);
    }
    program_->case_duties.end = static_cast<std::uint32_t>(program_->duty_lists.size());
  }

  void events() {
    const std::size_t count = model_.events.size();
    std::vector<std::vector<std::uint32_t>> acts(count);
    std::vector<std::vector<std::uint32_t>> anchors(count);
    std::vector<std::vector<std::uint32_t>> second(count);
    const auto add = [](std::vector<std::uint32_t>& to, std::uint32_t duty) {
      if (to.empty() || to.back() != duty) to.push_back(duty);
    };
    for (std::uint32_t d = 0; d < program_->duties.size(); ++d) {
      const DutyRow& duty = program_->duties[d];
      for (const std::uint32_t event : program_->list(program_->event_lists, duty.acts)) add(acts[event], d);
      if (duty.moment != kNone) {
        const Range named = program_->moments[duty.moment].events;
        for (const std::uint32_t event : program_->list(program_->event_lists, named)) add(anchors[event], d);
      }
      if (duty.no_later != kNone) {
        const Range named = program_->moments[duty.no_later].events;
        for (const std::uint32_t event : program_->list(program_->event_lists, named)) add(second[event], d);
      }
    }
    const auto put = [&](const std::vector<std::uint32_t>& ids) {
      const auto begin = static_cast<std::uint32_t>(program_->duty_lists.size());
      program_->duty_lists.insert(program_->duty_lists.end(), ids.begin(), ids.end());
      return Range{begin, static_cast<std::uint32_t>(program_->duty_lists.size())};
    };
    for (std::size_t e = 0; e < count; ++e) {
      EventRow& row = program_->events[e];
      row.records = list(program_->fact_lists, model_.events[e].records);
      row.acts = put(acts[e]);
      row.anchors = put(anchors[e]);
      row.second = put(second[e]);
      row.feeds_fact = row.feeds_fact || !row.records.empty();
    }
  }

  const model::Framework& model_;
  std::shared_ptr<Program> program_;
  bool too_deep_ = false;
};

}  // namespace

Result<std::shared_ptr<const Program>> compile(std::shared_ptr<const model::Framework> framework,
                                               std::shared_ptr<const Calendar> calendar) {
  return Compiler(std::move(framework), std::move(calendar)).run();
}

}  // namespace proviso::program
