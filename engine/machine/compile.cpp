// SPDX-License-Identifier: Apache-2.0
// From a program to tables. Everything that a situation fixes is decided here; conditions are tabled by the executor's
// own evaluation.
#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/machine/machine.h"
#include "engine/run/evaluate.h"
#include "engine/run/executor.h"

namespace proviso::machine {
namespace {

constexpr std::uint32_t kMostSituations = 4096;
constexpr std::size_t kMostCells = 65536;
constexpr std::uint32_t kMostEvents = 255;
constexpr std::size_t kMostEntries = 4096;  // of one condition's table
constexpr std::uint16_t kMostRecord = 1024;
constexpr std::int32_t kMostTimes = 200;
constexpr std::size_t kMostListed = std::numeric_limits<std::uint16_t>::max();

using model::LimitKind;
using model::Moment;
using program::Instruction;
using program::Range;

/// What is not plain; ends the compilation.
struct NotPlain {
  std::string why;
};
[[noreturn]] void refuse(std::string why) { throw NotPlain{std::move(why)}; }

class Compiler {
 public:
  Compiler(const program::Program& program, Clock clock)
      : program_(program),
        framework_(*program.framework),
        executor_(program),
        history_(program),
        clock_(clock),
        time_size_(clock == Clock::kDays ? sizeof(Day) : sizeof(Minute)) {
    machine_.program = &program;
    machine_.clock = clock;
    executor_.start(state_, history_);
  }

  Machine compile() {
    check_program();
    for (std::uint32_t duty = 0; duty < program_.duties.size(); ++duty) check_duty(duty);
    number_situations();
    lay_out();
    plan_events();
    for (std::uint32_t situation = 0; situation < machine_.situations; ++situation) {
      stand_in(situation);
      for (std::uint32_t event = 0; event < program_.events.size(); ++event) make_cell(situation, event);
    }
    table_derived_facts();
    return std::move(machine_);
  }

 private:
  // ---- what is plain

  void check_program() const {
    if (program_.followed != program::kNone || program_.case_duties.size() != 1)
      refuse("it has to do with other rules");
    if (program_.restless) refuse("a condition can change with the day alone");
    if (!program_.reactions.empty()) refuse("it has triggers, or clauses `once …`");
    if (!program_.stopped_duties.empty() || !program_.watches.empty()) refuse("a clock can stop");
    if (program_.events.size() > kMostEvents) refuse("it has very many events");
    for (std::size_t t = 0; t < program_.tracks.size(); ++t) {
      if (!program_.tracks[t].at_once || program_.tracks[t].first_stage == program::kNone) {
        refuse(fmt::format("the track `{}` does not begin with the case", framework_.tracks[t].name));
      }
    }
    for (std::uint32_t s = 0; s < program_.stages.size(); ++s) {
      const program::StageRow& stage = program_.stages[s];
      const std::string& name = framework_.stages[s].name;
      if (!stage.condition_moves.empty()) refuse(fmt::format("a move of `{}` waits for a condition", name));
      if (!stage.timeouts.empty()) refuse(fmt::format("a move of `{}` comes with time", name));
      if (!stage.end) continue;
      if (!stage.duties.empty()) refuse(fmt::format("a duty stands in `{}`, which is an end", name));
      for (std::uint32_t e = 0; e < program_.events.size(); ++e) {
        if (!program_.moves_on(s, e).empty()) refuse(fmt::format("a move leads out of `{}`, which is an end", name));
      }
    }
    for (const program::MoveRow& move : program_.moves) {
      if (!move.actions.empty()) refuse(fmt::format("a move to `{}` has actions", framework_.stages[move.to].name));
    }
  }

  void check_duty(std::uint32_t index) const {
    const program::DutyRow& row = program_.duties[index];
    const auto because = [&](std::string_view why) {
      refuse(fmt::format("the duty `{}` {}", framework_.duties[index].name, why));
    };
    if (row.modality == Modality::kMay || row.negated || row.standing) because("is a right, a prohibition, or stands");
    if (row.owing != model::Owing::Kind::kParty) because("is not of one fixed party");
    if (row.has_warn || row.has_second || row.judged_on_event || row.in_rounds)
      because("warns, or has a limit of another kind");
    const LimitKind kind = row.limit.kind;
    if (kind != LimitKind::kWithin && kind != LimitKind::kWithinBeginning && kind != LimitKind::kAtLeast) {
      because("has a limit of another kind");
    }
    if (row.limit.practicable || row.limit.judged_by != program::kNone || row.limit.until != program::kNone ||
        row.limit.no_later != program::kNone) {
      because("has a limit of another kind");
    }
    if (row.limit.times > kMostTimes) because("asks for very many acts");
    const program::MomentRow& moment = program_.moments[row.limit.moment];
    if (moment.group || moment.kind != Moment::Kind::kEvents || moment.events.size() != 1) {
      because("does not count from one event");
    }
    const auto counts_hours = [&](Duration amount) { return amount.unit == Unit::kHours; };
    if (row.limit.amount.parameter == program::kNone
            ? counts_hours(row.limit.amount.duration)
            : std::ranges::any_of(framework_.parameters[row.limit.amount.parameter].versions,
                                  [&](const model::ParameterVersion& v) { return counts_hours(v.value); })) {
      if (clock_ == Clock::kDays) because("counts hours");
      if (program_.calendars.zone != nullptr) because("counts hours by the clocks of a place");
      if (!row.rolls.empty()) because("counts hours and rolls");
    }
    if (!row.applies_if.empty() || row.only_if || !row.excuse.empty() || !row.adjustments.empty() ||
        !row.once.empty() || !row.stops.empty() || !row.before.empty()) {
      because("has clauses beside its limit");
    }
  }

  // ---- situations

  void number_situations() {
    std::size_t count = 1;
    for (std::uint32_t t = 0; t < program_.tracks.size(); ++t) {
      strides_.push_back(static_cast<std::uint32_t>(count));
      std::vector<std::uint32_t> stages;
      for (const model::StageId stage : framework_.tracks[t].stages) stages.push_back(stage.value);
      count *= stages.size();
      if (count > kMostSituations || count * program_.events.size() > kMostCells)
        refuse("its tracks can stand in very many ways");
      track_stages_.push_back(std::move(stages));
    }
    machine_.situations = static_cast<std::uint32_t>(count);
    std::vector<std::uint32_t> first;
    for (const program::TrackRow& track : program_.tracks) first.push_back(track.first_stage);
    machine_.first_situation = number_of(first);
    for (std::uint32_t situation = 0; situation < count; ++situation) {
      std::vector<std::uint32_t> stages;
      for (std::size_t t = 0; t < track_stages_.size(); ++t) {
        stages.push_back(track_stages_[t][situation / strides_[t] % track_stages_[t].size()]);
      }
      machine_.stages.push_back(std::move(stages));
    }
  }

  [[nodiscard]] std::uint16_t number_of(const std::vector<std::uint32_t>& stages) const {
    std::uint32_t number = 0;
    for (std::size_t t = 0; t < stages.size(); ++t) {
      const auto place = std::ranges::find(track_stages_[t], stages[t]) - track_stages_[t].begin();
      number += static_cast<std::uint32_t>(place) * strides_[t];
    }
    return static_cast<std::uint16_t>(number);
  }

  void stand_in(std::uint32_t situation) {
    for (std::size_t t = 0; t < state_.tracks.size(); ++t) {
      state_.tracks[t].may_not_have_begun = false;
      state_.tracks[t].standings.assign(1,
                                        {machine_.stages[situation][t], Date{}, run::kNone, run::kNone, false, false});
    }
  }

  [[nodiscard]] bool is_open(const model::Scope& scope, const std::vector<std::uint32_t>& stages) const {
    switch (scope.kind) {
      case model::Scope::Kind::kCase:
        return true;
      case model::Scope::Kind::kTrack:
        return !program_.stages[stages[scope.index]].end;
      case model::Scope::Kind::kStage:
        return stages[program_.stages[scope.index].track] == scope.index;
    }
    return false;
  }

  // ---- the record

  // Whether whatever leads out of the duty's stage is an act that discharges it: then nothing of it is left behind.
  [[nodiscard]] bool ends_with_stage(std::uint32_t index) const {
    const program::DutyRow& row = program_.duties[index];
    if (row.scope.kind != model::Scope::Kind::kStage || !row.condition.empty() || row.limit.times > 1) return false;
    const auto acts = program_.list(program_.event_lists, row.acts);
    for (std::uint32_t event = 0; event < program_.events.size(); ++event) {
      if (!program_.moves_on(row.scope.index, event).empty() && std::ranges::find(acts, event) == acts.end())
        return false;
    }
    return true;
  }

  std::uint16_t take(std::uint16_t bytes) {
    const std::uint16_t at = machine_.record_size;
    if (at + bytes > kMostRecord) refuse("a case has very much to keep");
    machine_.record_size = static_cast<std::uint16_t>(at + bytes);
    return at;
  }

  void lay_out() {
    machine_.record_size = static_cast<std::uint16_t>(time_size_ + 2);
    machine_.duties.resize(program_.duties.size());
    // Duties of different stages of one track, of which nothing is left behind, have one place between them.
    std::map<std::uint32_t, std::vector<std::pair<std::uint16_t, std::vector<std::uint32_t>>>> shared;  // by track
    for (std::uint32_t i = 0; i < program_.duties.size(); ++i) {
      const program::DutyRow& row = program_.duties[i];
      DutyPlan& plan = machine_.duties[i];
      plan.times = static_cast<std::uint8_t>(row.limit.times);
      plan.after_anchor = row.limit.kind == LimitKind::kAtLeast;
      plan.anchor_event = program_.event_lists[program_.moments[row.limit.moment].events.begin];
      plan.shared = ends_with_stage(i);
      if (!plan.shared) {
        plan.dates = take(static_cast<std::uint16_t>(2 * time_size_));
        continue;
      }
      auto& places = shared[program_.stages[row.scope.index].track];
      auto place = std::ranges::find_if(
          places, [&](const auto& one) { return std::ranges::find(one.second, row.scope.index) == one.second.end(); });
      if (place == places.end()) place = places.insert(place, {take(static_cast<std::uint16_t>(2 * time_size_)), {}});
      plan.dates = place->first;
      place->second.push_back(row.scope.index);
    }
    for (std::uint32_t i = 0; i < program_.duties.size(); ++i) {
      if (program_.duties[i].limit.times > 1) machine_.duties[i].count = take(1);
    }
    for (std::uint32_t fact = 0; fact < program_.fact_code.size(); ++fact) {
      const bool recorded = std::ranges::any_of(program_.events, [&](const program::EventRow& event) {
        const auto list = program_.list(program_.fact_lists, event.records);
        return std::ranges::find(list, fact) != list.end();
      });
      if (recorded) machine_.facts.push_back({fact, take(1)});
    }
    for (std::uint32_t event = 0; event < program_.events.size(); ++event) {
      if (serves_later(event)) marks_[event] = take(1);
    }
    machine_.flags_at = take(1);
    machine_.record_size = static_cast<std::uint16_t>((machine_.record_size + 3) / 4 * 4);
    for (std::uint32_t situation = 0; situation < machine_.situations; ++situation) {
      std::vector<std::uint16_t>& owing = machine_.owing.emplace_back();
      for (std::uint32_t i = 0; i < program_.duties.size(); ++i) {
        if (!machine_.duties[i].shared || is_open(program_.duties[i].scope, machine_.stages[situation])) {
          owing.push_back(static_cast<std::uint16_t>(i));
        }
      }
    }
  }

  // Whether a duty counts from the event whose scope something else can open: then an event from before would serve.
  [[nodiscard]] bool serves_later(std::uint32_t event) const {
    return std::ranges::any_of(program_.duties, [&](const program::DutyRow& row) {
      const std::uint32_t anchor = program_.event_lists[program_.moments[row.limit.moment].events.begin];
      return anchor == event && row.scope.kind != model::Scope::Kind::kCase && opens_without(row.scope, event);
    });
  }

  // Whether a move on another event can open the scope.
  [[nodiscard]] bool opens_without(const model::Scope& scope, std::uint32_t event) const {
    // A track runs from the first day of the case on.
    if (scope.kind == model::Scope::Kind::kTrack) return false;
    for (std::uint32_t other = 0; other < program_.events.size(); ++other) {
      if (other == event) continue;
      for (std::uint32_t stage = 0; stage < program_.stages.size(); ++stage) {
        for (const std::uint32_t move : program_.list(program_.move_lists, program_.moves_on(stage, other))) {
          if (program_.moves[move].to == scope.index) return true;
        }
      }
    }
    return false;
  }

  void plan_events() {
    machine_.events.resize(program_.events.size());
    for (std::uint32_t event = 0; event < program_.events.size(); ++event) {
      EventPlan& plan = machine_.events[event];
      for (const std::uint32_t fact : program_.list(program_.fact_lists, program_.events[event].records)) {
        if (plan.facts == kMostFacts) {
          refuse(fmt::format("the event `{}` records very many facts", framework_.events[event].name));
        }
        plan.offsets[plan.facts] = place_of(fact).value();
        plan.numbers[plan.facts++] = fact;
      }
      const std::size_t begin = machine_.lists.size();
      if (const auto mark = marks_.find(event); mark != marks_.end()) machine_.lists.push_back(mark->second);
      plan.marks = span(begin, machine_.lists.size());
    }
  }

  [[nodiscard]] std::optional<std::uint16_t> place_of(std::uint32_t fact) const {
    const auto found = std::ranges::find(machine_.facts, fact, &FactPlace::fact);
    return found == machine_.facts.end() ? std::nullopt : std::optional(found->offset);
  }

  // ---- conditions

  // The recorded facts that the code looks at, in its own right or by way of derived facts.
  void collect(Range code, std::vector<std::uint32_t>& facts, int depth) const {
    using Op = Instruction::Op;
    if (depth > 64) refuse("facts follow from each other in a very long row");
    for (std::uint32_t i = code.begin; i < code.end; ++i) {
      const Instruction& instruction = program_.code[i];
      switch (instruction.op) {
        case Op::kLiteral:
        case Op::kNot:
        case Op::kAnd:
        case Op::kOr:
        case Op::kIs:
        case Op::kIsNot:
        case Op::kIsKnown:
        case Op::kInStage:
          break;
        case Op::kFact:
          if (std::ranges::find(facts, instruction.operand) == facts.end()) facts.push_back(instruction.operand);
          break;
        case Op::kDerived:
          collect(program_.fact_code[instruction.operand], facts, depth + 1);
          break;
        default:
          refuse("a condition asks for more than facts and stages");
      }
    }
  }

  // A table of what `entry` says, by the values of the facts that the code looks at.
  template <typename Entry>
  Condition tabled(Range code, const Entry& entry) {
    std::vector<std::uint32_t> facts;
    collect(code, facts, 0);
    // What no event records is unknown for ever.
    std::erase_if(facts, [&](std::uint32_t fact) { return !place_of(fact); });
    if (facts.size() > kMostInputs) refuse("a condition looks at very many facts");
    Condition condition;
    std::size_t entries = 1;
    std::vector<std::size_t> sizes;
    for (const std::uint32_t fact : facts) {
      const model::Type& type = framework_.facts[fact].type;
      if (!is_coded(type)) refuse(fmt::format("a condition looks at the fact `{}`", framework_.facts[fact].name));
      condition.offsets[condition.inputs] = *place_of(fact);
      condition.strides[condition.inputs++] = static_cast<std::uint16_t>(entries);
      sizes.push_back(type.kind == model::TypeKind::kYesNo ? 3 : type.values.size() + 1);
      entries *= sizes.back();
      if (entries > kMostEntries) refuse("a condition looks at facts with very many values");
    }
    condition.table = static_cast<std::uint32_t>(machine_.truths.size());
    for (std::size_t i = 0; i < entries; ++i) {
      std::size_t rest = i;
      for (std::size_t f = 0; f < facts.size(); ++f) {
        const std::size_t code_of_fact = rest % sizes[f];
        rest /= sizes[f];
        const bool yes_no = framework_.facts[facts[f]].type.kind == model::TypeKind::kYesNo;
        state_.facts[facts[f]] = code_of_fact == 0 ? Value::unknown()
                                 : yes_no          ? Value::yes_no(code_of_fact == 2)
                                                   : Value::choice(static_cast<std::uint32_t>(code_of_fact - 1));
      }
      machine_.truths.push_back(entry(code));
    }
    for (const std::uint32_t fact : facts) state_.facts[fact] = Value::unknown();
    // One table for all that are alike.
    if (condition.inputs == 0) return condition;
    const auto table = machine_.truths.begin() + condition.table;
    const auto same = std::search(machine_.truths.begin(), table, table, machine_.truths.end());
    if (same != table) {
      condition.table = static_cast<std::uint32_t>(same - machine_.truths.begin());
      machine_.truths.resize(machine_.truths.size() - entries);
    }
    return condition;
  }

  std::uint8_t truth_of(Range code) {
    run::Doubt doubt;
    switch (run::holds(program_, history_, state_, code, doubt)) {
      case run::Truth::kNo:
        return static_cast<std::uint8_t>(Truth::kNo);
      case run::Truth::kYes:
        return static_cast<std::uint8_t>(Truth::kYes);
      case run::Truth::kUnknown:
        break;
    }
    return static_cast<std::uint8_t>(Truth::kUnknown);
  }

  // The condition in the situation that the state stands in; nothing where it is no whatever the facts are.
  std::optional<Condition> condition_of(Range code) {
    if (code.empty()) return Condition{};
    Condition condition = tabled(code, [&](Range of) { return truth_of(of); });
    if (condition.inputs > 0) return condition;
    const auto truth = static_cast<Truth>(machine_.truths.back());
    machine_.truths.pop_back();
    if (truth == Truth::kUnknown) refuse("a condition can never be known");
    return truth == Truth::kYes ? std::optional(condition) : std::nullopt;
  }

  void table_derived_facts() {
    for (std::uint32_t fact = 0; fact < framework_.facts.size(); ++fact) {
      const model::Type& type = framework_.facts[fact].type;
      const bool has_values = type.kind == model::TypeKind::kYesNo || type.kind == model::TypeKind::kOneOf;
      if (!framework_.facts[fact].means || !has_values) continue;
      for (std::uint32_t i = program_.fact_code[fact].begin; i < program_.fact_code[fact].end; ++i) {
        if (program_.code[i].op == Instruction::Op::kInStage) refuse("a fact follows from where the case stands");
      }
      machine_.derived.push_back({fact, tabled(program_.fact_code[fact], [&](Range code) {
                                    return code_of(run::evaluate(program_, history_, state_, code).value);
                                  })});
    }
  }

  // ---- cells

  Span16 span(std::size_t begin, std::size_t end) const {
    if (end > kMostListed) refuse("it has very many clauses");
    return {static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(end)};
  }

  void make_cell(std::uint32_t situation, std::uint32_t event) {
    Cell& cell = machine_.cells.emplace_back();
    const std::vector<std::uint32_t>& stages = machine_.stages[situation];
    const program::EventRow& row = program_.events[event];
    cell.taken = row.feeds_fact;
    for (const std::uint32_t duty : program_.list(program_.duty_lists, row.anchors)) {
      cell.taken = cell.taken || is_open(program_.duties[duty].scope, stages);
    }
    const std::size_t first_act = machine_.acts.size();
    for (const std::uint32_t duty : program_.list(program_.duty_lists, row.acts)) {
      const bool open = is_open(program_.duties[duty].scope, stages);
      if (!open && machine_.duties[duty].shared) continue;
      const auto condition = condition_of(program_.duties[duty].condition);
      if (condition) machine_.acts.push_back({static_cast<std::uint16_t>(duty), open, *condition});
    }
    cell.acts = span(first_act, machine_.acts.size());
    make_ways(cell, situation, event);
  }

  void make_ways(Cell& cell, std::uint32_t situation, std::uint32_t event) {
    const std::vector<std::uint32_t>& stages = machine_.stages[situation];
    const std::size_t first = machine_.ways.size();
    bool always = false;
    std::size_t moving = 0;
    for (std::size_t t = 0; t < stages.size(); ++t) {
      const Range moves = program_.moves_on(stages[t], event);
      if (moves.empty()) continue;
      if (++moving > 1) {
        cell.leaves = true;  // what the first does the second may ask about
        break;
      }
      for (const std::uint32_t move : program_.list(program_.move_lists, moves)) {
        const auto condition = condition_of(program_.moves[move].condition);
        if (!condition) continue;
        std::vector<std::uint32_t> then = stages;
        then[t] = program_.moves[move].to;
        add_way(*condition, situation, then, event, static_cast<std::uint32_t>(t));
        always = condition->inputs == 0;
        if (always) break;
      }
    }
    if (!always) add_way({}, situation, stages, event, std::nullopt);
    cell.ways = span(first, machine_.ways.size());
    const Way& only = machine_.ways[first];
    if (machine_.ways.size() == first + 1 && only.condition.inputs == 0)
      cell.next = static_cast<std::uint16_t>(only.to + 1);
  }

  void add_way(const Condition& condition, std::uint32_t situation, const std::vector<std::uint32_t>& then,
               std::uint32_t event, std::optional<std::uint32_t> moved) {
    const std::vector<std::uint32_t>& now = machine_.stages[situation];
    Way way;
    way.condition = condition;
    way.to = number_of(then);
    way.moves = moved.has_value();
    // A move back into the same stage leaves it and enters it anew.
    const auto entered = [&](const model::Scope& scope) {
      return moved && scope.kind == model::Scope::Kind::kStage && scope.index == then[*moved];
    };
    const auto left = [&](const model::Scope& scope) {
      return moved && scope.kind == model::Scope::Kind::kStage && scope.index == now[*moved];
    };
    std::size_t begin = machine_.lists.size();
    for (std::uint32_t duty = 0; duty < program_.duties.size(); ++duty) {
      const model::Scope& scope = program_.duties[duty].scope;
      if (is_open(scope, now) && (!is_open(scope, then) || left(scope))) {
        machine_.lists.push_back(static_cast<std::uint16_t>(duty));
      }
    }
    way.lapses = span(begin, machine_.lists.size());
    begin = machine_.lists.size();
    for (std::uint32_t duty = 0; duty < program_.duties.size(); ++duty) {
      const std::uint32_t anchor = machine_.duties[duty].anchor_event;
      if (entered(program_.duties[duty].scope) && anchor != event) machine_.lists.push_back(marks_.at(anchor));
    }
    way.refusals = span(begin, machine_.lists.size());
    begin = machine_.lists.size();
    for (const std::uint32_t duty : program_.list(program_.duty_lists, program_.events[event].anchors)) {
      if (is_open(program_.duties[duty].scope, then)) machine_.lists.push_back(static_cast<std::uint16_t>(duty));
    }
    way.arms = span(begin, machine_.lists.size());
    machine_.ways.push_back(way);
  }

  const program::Program& program_;
  const model::Framework& framework_;
  run::Executor executor_;
  run::History history_;
  run::CaseState state_;
  Clock clock_;
  std::size_t time_size_;
  Machine machine_;
  std::vector<std::uint32_t> strides_;                    // by track
  std::vector<std::vector<std::uint32_t>> track_stages_;  // by track
  std::map<std::uint32_t, std::uint16_t> marks_;          // by event: the byte that says that it has happened
};

}  // namespace

bool is_coded(const model::Type& type) {
  return type.kind == model::TypeKind::kYesNo || (type.kind == model::TypeKind::kOneOf && type.values.size() < 255);
}

std::uint8_t code_of(const Value& value) {
  if (!value.known()) return 0;
  const bool coded = value.kind == Value::Kind::kYesNo || value.kind == Value::Kind::kChoice;
  return static_cast<std::uint8_t>(coded ? value.payload + 1 : 1);
}

Result<Machine> compile(const program::Program& program, Clock clock) {
  try {
    return Compiler(program, clock).compile();
  } catch (const NotPlain& reason) {
    return Error{ErrorCode::kInvalidArgument, reason.why, {}};
  }
}

}  // namespace proviso::machine
