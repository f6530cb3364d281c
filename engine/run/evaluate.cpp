// SPDX-License-Identifier: Apache-2.0
#include "engine/run/evaluate.h"

#include <algorithm>

#include "engine/calendar/deadline.h"
#include "engine/run/moments.h"
#include "engine/run/table.h"
#include "engine/run/watch.h"

namespace proviso::run {
namespace {

using program::Instruction;
using Op = Instruction::Op;

Evaluation yes_no(bool yes) { return {Value::yes_no(yes), {}}; }
Evaluation unknown(Doubt doubt) { return {Value::unknown(), doubt}; }

Evaluation from_number(std::optional<Number> number) {
  return number ? Evaluation{Value::number(*number), {}} : unknown({Doubt::Kind::kOther, 0});
}

Evaluation in_stage(const program::Program& program, const CaseState& state, std::uint32_t stage) {
  const TrackState& track = state.tracks[program.stages[stage].track];
  const auto it = std::find_if(track.standings.begin(), track.standings.end(),
                               [&](const Standing& standing) { return standing.stage == stage; });
  if (it == track.standings.end()) return yes_no(false);
  if (track.standings.size() == 1 && !track.may_not_have_begun) return yes_no(true);
  const auto doubtful = std::find_if(track.standings.begin(), track.standings.end(),
                                     [](const Standing& standing) { return standing.via != kNone; });
  return unknown({Doubt::Kind::kEvent, doubtful == track.standings.end() ? 0 : doubtful->via});
}

// By the latest instance; of a duty `for each` by all that arose together.
Evaluation duty_is(const program::Program& program, const CaseState& state, const program::DutyCheck& check) {
  const Instance* latest = nullptr;
  for (auto it = state.instances.rbegin(); it != state.instances.rend() && latest == nullptr; ++it) {
    if (it->duty == check.duty && !it->hidden) latest = &*it;
  }
  if (latest == nullptr) return yes_no(false);
  const auto agrees = [&](const Instance& instance) {
    return instance.status == check.status ||
           (check.status == DutyStatus::kMissed && instance.status == DutyStatus::kKeptLate);
  };
  const bool each = program.duties[check.duty].owing == model::Owing::Kind::kEach;
  const bool any = check.status == DutyStatus::kPending || check.status == DutyStatus::kMissed ||
                   check.status == DutyStatus::kUndecided;
  bool all_agree = true;
  bool one_agrees = false;
  const Instance* undecided = nullptr;
  bool one_disagrees = false;
  for (const Instance& instance : state.instances) {
    if (instance.duty != check.duty || instance.hidden ||
        (each ? instance.round != latest->round : &instance != latest))
      continue;
    const bool same = agrees(instance);
    all_agree = all_agree && same;
    one_agrees = one_agrees || same;
    if (same) continue;
    if (instance.status == DutyStatus::kUndecided && check.status != DutyStatus::kUndecided) {
      undecided = &instance;
    } else {
      one_disagrees = true;
    }
  }
  if (any ? one_agrees : all_agree) return yes_no(true);
  if (undecided == nullptr || (!any && one_disagrees)) return yes_no(false);
  return unknown(undecided->doubt);
}

Evaluation tally(const program::Program& program, const History& history, const CaseState& state,
                 const program::TallyRow& row, bool total) {
  if (history.not_held[row.event] != 0) return unknown({Doubt::Kind::kEvent, row.event});
  Date since = kNoDate;
  if (row.since != program::kNone) {
    const MomentDate moment = moment_now(program, history, state, row.since);
    if (moment.date == kNoDate) {
      return unknown(moment.doubt ? moment.doubt : Doubt{Doubt::Kind::kMoment, 0});
    }
    since = moment.date;
  }
  std::int64_t count = 0;
  std::optional<Number> sum = Number{0};
  if (state.tallies[row.event].count > 0) {
    for (std::uint32_t i = state.tallies[row.event].first; i <= state.tallies[row.event].last; ++i) {
      const Occurrence& occurrence = history.occurrences[i];
      if (occurrence.event != row.event || (since != kNoDate && occurrence.on < since)) continue;
      ++count;
      if (!total) continue;
      Value value;
      for (std::uint32_t f = occurrence.facts_begin; f < occurrence.facts_end; ++f) {
        if (history.facts[f].fact == row.fact) value = history.facts[f].value;
      }
      if (!value.known()) return unknown({Doubt::Kind::kFact, row.fact});
      if (sum) sum = add(*sum, value.as_number());
    }
  }
  return from_number(total ? sum : whole_number(count));
}

// The most whole weeks, months or years that lead from one date to another or before; negative where it comes first.
std::int64_t whole(Date from, Date to, Unit unit) {
  if (to < from) return -whole(to, from, unit);
  if (unit == Unit::kWeeks) return (to - from).count() / 7;
  const std::chrono::year_month_day a{from};
  const std::chrono::year_month_day b{to};
  std::int64_t months = (static_cast<int>(b.year()) - static_cast<int>(a.year())) * 12 +
                        static_cast<int>(static_cast<unsigned>(b.month())) -
                        static_cast<int>(static_cast<unsigned>(a.month()));
  const auto leads_past = [&](std::int64_t n) {
    const auto date = count_from(nullptr, from, {static_cast<std::int32_t>(n), Unit::kMonths, 0}, Counting::kAfter);
    return !date || *date > to;
  };
  if (months > 0 && leads_past(months)) --months;
  return unit == Unit::kYears ? months / 12 : months;
}

Evaluation counted(const program::Program& program, Duration unit, Date from, Date to) {
  switch (unit.unit) {
    case Unit::kCalendarDays:
      return from_number(whole_number((to - from).count()));
    case Unit::kWorkingDays:
    case Unit::kNamedDays: {
      const Calendar* calendar = program.calendars.of(unit);
      const auto days = calendar == nullptr ? std::nullopt : calendar->counted_between(from, to);
      return days ? from_number(whole_number(*days)) : unknown({Doubt::Kind::kCalendar, 0});
    }
    default:
      return from_number(whole_number(whole(from, to, unit.unit)));
  }
}

Evaluation happened(const History& history, const CaseState& state, std::uint32_t event, Op op) {
  const Tally& tally = state.tallies[event];
  if (history.not_held[event] != 0) return unknown({Doubt::Kind::kEvent, event});
  if (op == Op::kNumberOf) return from_number(whole_number(tally.count));
  if (tally.count == 0) return unknown({Doubt::Kind::kNotHappened, event});
  const std::uint32_t occurrence = op == Op::kDateOfFirst ? tally.first : tally.last;
  return {Value::date(history.occurrences[occurrence].on), {}};
}

Evaluation unary(Op op, const Evaluation& operand, const ValuePool& pool) {
  if (op == Op::kIsKnown) return yes_no(operand.value.known());
  if (!operand.value.known()) return operand;
  if (op == Op::kNot) return yes_no(operand.value.is_no());
  if (op == Op::kWeekdayOf) {
    return {Value::choice(std::chrono::weekday{operand.value.as_date()}.iso_encoding() - 1), {}};
  }
  return from_number(whole_number(static_cast<std::int64_t>(pool.items_of(operand.value).size())));  // kCountOf
}

Evaluation binary(Op op, const Evaluation& a, const Evaluation& b, const program::Program& program,
                  const ValuePool& pool) {
  if (op == Op::kAnd || op == Op::kOr) {
    const auto decides = [&](const Value& value) { return op == Op::kAnd ? value.is_no() : value.is_yes(); };
    if (decides(a.value) || decides(b.value)) return yes_no(op == Op::kOr);
    if (!a.value.known()) return a;
    if (!b.value.known()) return b;
    return yes_no(op == Op::kAnd);
  }
  if (!a.value.known()) return a;
  if (!b.value.known()) return b;
  const std::int64_t x = a.value.payload;
  const std::int64_t y = b.value.payload;
  switch (op) {
    case Op::kIs:
      return yes_no(x == y);
    case Op::kIsNot:
      return yes_no(x != y);
    case Op::kIsMoreThan:
      return yes_no(x > y);
    case Op::kIsLessThan:
      return yes_no(x < y);
    case Op::kIsAtLeast:
      return yes_no(x >= y);
    case Op::kIsAtMost:
      return yes_no(x <= y);
    case Op::kIncludes: {
      const std::vector<Value>& items = pool.items_of(a.value);
      return yes_no(std::find(items.begin(), items.end(), b.value) != items.end());
    }
    case Op::kPlus:
      return from_number(add(Number{x}, Number{y}));
    case Op::kMinus:
      return from_number(subtract(Number{x}, Number{y}));
    case Op::kTimes:
      return from_number(multiply(Number{x}, Number{y}));
    case Op::kLaterOf:
      return {Value::date(std::max(a.value.as_date(), b.value.as_date())), {}};
    case Op::kEarlierOf:
      return {Value::date(std::min(a.value.as_date(), b.value.as_date())), {}};
    default: {
      const auto date = count_from(program.calendars.of(b.value.as_duration()), a.value.as_date(),
                                   b.value.as_duration(), op == Op::kDatePlus ? Counting::kAfter : Counting::kBefore);
      return date ? Evaluation{Value::date(*date), {}} : unknown({Doubt::Kind::kCalendar, 0});
    }
  }
}

}  // namespace

Evaluation fact_value(const program::Program& program, const History& history, const CaseState& state,
                      std::uint32_t fact) {
  if (!program.fact_code[fact].empty()) return evaluate(program, history, state, program.fact_code[fact]);
  const Value value = state.facts[fact];
  return value.known() ? Evaluation{value, {}} : unknown({Doubt::Kind::kFact, fact});
}

Evaluation evaluate(const program::Program& program, const History& history, const CaseState& state,
                    program::Code code) {
  // INVARIANT: compile() bounds the depth by kStackDepth, and facts derived through facts by the resolver's limit.
  std::vector<Evaluation> stack;
  stack.reserve(code.size());
  for (std::uint32_t i = code.begin; i < code.end; ++i) {
    const Instruction& step = program.code[i];
    switch (step.op) {
      case Op::kLiteral:
        stack.push_back({program.literals[step.operand], {}});
        break;
      case Op::kFact:
      case Op::kDerived:
        stack.push_back(fact_value(program, history, state, step.operand));
        break;
      case Op::kDecided:
        stack.push_back(decide(program, history, state, program.tables[step.operand], step.operand));
        break;
      case Op::kToday:
        stack.push_back({Value::date(state.today), {}});
        break;
      case Op::kDutyIs:
        stack.push_back(duty_is(program, state, program.duty_checks[step.operand]));
        break;
      case Op::kNumberSince:
      case Op::kTotalOf:
        stack.push_back(tally(program, history, state, program.tallies[step.operand], step.op == Op::kTotalOf));
        break;
      case Op::kLongestRun:
      case Op::kCounted: {
        const Evaluation to = stack.back();
        stack.pop_back();
        Evaluation& from = stack.back();
        if (!from.value.known()) break;
        if (!to.value.known()) {
          from = to;
          break;
        }
        const Date first = from.value.as_date();
        const Date last = to.value.as_date();
        if (step.op == Op::kCounted) {
          from = counted(program, program.units[step.operand], first, last);
          break;
        }
        Doubt doubt;
        const Truth now = holds(program, history, state, program.watches[step.operand], doubt);
        const auto days = longest_run(state, step.operand, now, first, last);
        from = days ? from_number(whole_number(*days)) : unknown(doubt ? doubt : Doubt{Doubt::Kind::kOther, 0});
        break;
      }
      case Op::kNumberOf:
      case Op::kDateOfFirst:
      case Op::kDateOfLast:
        stack.push_back(happened(history, state, step.operand, step.op));
        break;
      case Op::kInStage:
        stack.push_back(in_stage(program, state, step.operand));
        break;
      case Op::kNot:
      case Op::kIsKnown:
      case Op::kCountOf:
      case Op::kWeekdayOf:
        stack.back() = unary(step.op, stack.back(), pool_of(history, state));
        break;
      default: {
        const Evaluation right = stack.back();
        stack.pop_back();
        stack.back() = binary(step.op, stack.back(), right, program, pool_of(history, state));
        break;
      }
    }
  }
  return stack.back();
}

Truth holds(const program::Program& program, const History& history, const CaseState& state, program::Code code,
            Doubt& doubt) {
  doubt = {};
  if (code.empty()) return Truth::kYes;
  // The two commonest conditions need no stack: a stored yes/no fact, and a comparison of one with a literal.
  const Instruction& first = program.code[code.begin];
  if (code.size() == 1 && first.op == Op::kFact) {
    const Value value = state.facts[first.operand];
    if (value.known()) return value.is_yes() ? Truth::kYes : Truth::kNo;
    doubt = {Doubt::Kind::kFact, first.operand};
    return Truth::kUnknown;
  }
  if (code.size() == 3 && first.op == Op::kFact && program.code[code.begin + 1].op == Op::kLiteral &&
      program.code[code.begin + 2].op == Op::kIs) {
    const Value value = state.facts[first.operand];
    if (value.known())
      return value == program.literals[program.code[code.begin + 1].operand] ? Truth::kYes : Truth::kNo;
    doubt = {Doubt::Kind::kFact, first.operand};
    return Truth::kUnknown;
  }
  const Evaluation result = evaluate(program, history, state, code);
  if (result.value.known()) return result.value.is_yes() ? Truth::kYes : Truth::kNo;
  doubt = result.doubt;
  return Truth::kUnknown;
}

}  // namespace proviso::run
