// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/expressions.h"

#include <algorithm>
#include <chrono>
#include <compare>
#include <cstddef>

#include "base/number.h"
#include "tests/reference/duties.h"
#include "tests/reference/moments.h"

namespace proviso::reference {

using model::Choice;
using model::Expression;
using model::Literal;
using model::LiteralList;
using Operation = Expression::Operation;

bool same(const Literal& a, const Literal& b) {
  if (a.value.index() != b.value.index()) return false;
  if (const auto* list = std::get_if<LiteralList>(&a.value)) {
    const auto& other = std::get<LiteralList>(b.value);
    return std::equal(list->begin(), list->end(), other.begin(), other.end(), same);
  }
  if (const auto* v = std::get_if<bool>(&a.value)) return *v == std::get<bool>(b.value);
  if (const auto* v = std::get_if<Number>(&a.value)) return *v == std::get<Number>(b.value);
  if (const auto* v = std::get_if<std::string>(&a.value)) return *v == std::get<std::string>(b.value);
  if (const auto* v = std::get_if<Date>(&a.value)) return *v == std::get<Date>(b.value);
  if (const auto* v = std::get_if<Duration>(&a.value)) return *v == std::get<Duration>(b.value);
  if (const auto* v = std::get_if<model::PartyId>(&a.value)) return *v == std::get<model::PartyId>(b.value);
  return std::get<Choice>(a.value) == std::get<Choice>(b.value);
}

Value fact_value(const Case& c, model::FactId fact) {
  const model::Fact& declared = c.framework[fact];
  if (declared.decision.has_value()) return decide(c, c.framework[*declared.decision]);
  if (declared.means.has_value()) return evaluate(c, *declared.means);
  return c.facts[fact.value];
}

Truth truth(const Case& c, const Expression& condition) { return as<bool>(evaluate(c, condition)); }
Truth truth(const Case& c, const std::optional<Expression>& condition) {
  return condition.has_value() ? truth(c, *condition) : Truth(true);
}

namespace {

Value from_number(const std::optional<Number>& number) {
  return number.has_value() ? Value(Literal{*number}) : std::nullopt;
}

Value conjunction(const Case& c, const Expression& e) {
  bool unknown = false;
  for (const Expression& operand : e.operands) {
    const Truth t = truth(c, operand);
    if (t == Truth(false)) return known(false);
    unknown = unknown || !t.has_value();
  }
  return unknown ? Value() : known(true);
}

Value disjunction(const Case& c, const Expression& e) {
  bool unknown = false;
  for (const Expression& operand : e.operands) {
    const Truth t = truth(c, operand);
    if (t == Truth(true)) return known(true);
    unknown = unknown || !t.has_value();
  }
  return unknown ? Value() : known(false);
}

template <typename T, typename Compare>
Value compare(const Case& c, const Expression& e, Compare holds) {
  const auto a = as<T>(evaluate(c, e.operands[0]));
  const auto b = as<T>(evaluate(c, e.operands[1]));
  if (!a.has_value() || !b.has_value()) return std::nullopt;
  return known(holds(*a <=> *b));
}

Value equality(const Case& c, const Expression& e, bool wanted) {
  const Value a = evaluate(c, e.operands[0]);
  const Value b = evaluate(c, e.operands[1]);
  if (!a.has_value() || !b.has_value()) return std::nullopt;
  return known(same(*a, *b) == wanted);
}

Value calculate(const Case& c, const Expression& e) {
  const auto a = as<Number>(evaluate(c, e.operands[0]));
  const auto b = as<Number>(evaluate(c, e.operands[1]));
  if (!a.has_value() || !b.has_value()) return std::nullopt;
  if (e.operation == Operation::kPlus) return from_number(add(*a, *b));
  if (e.operation == Operation::kMinus) return from_number(subtract(*a, *b));
  return from_number(multiply(*a, *b));
}

Value shift(const Case& c, const Expression& e) {
  const auto day = as<Date>(evaluate(c, e.operands[0]));
  const auto duration = as<Duration>(evaluate(c, e.operands[1]));
  if (!day.has_value() || !duration.has_value()) return std::nullopt;
  const Counting how = e.operation == Operation::kDateMinus ? Counting::kBefore : Counting::kAfter;
  const auto reached = count(c.calendars, Point{*day, std::nullopt, false}, *duration, how, StoppedDays{});
  if (!reached.has_value()) return std::nullopt;
  return Literal{reached->day};
}

Value includes(const Case& c, const Expression& e) {
  const auto list = as<LiteralList>(evaluate(c, e.operands[0]));
  const Value wanted = evaluate(c, e.operands[1]);
  if (!list.has_value() || !wanted.has_value()) return std::nullopt;
  return known(std::any_of(list->begin(), list->end(), [&](const Literal& item) { return same(item, *wanted); }));
}

/// The occurrences that `number of` and `total of` go through; nothing where `since` has no date.
std::optional<std::vector<std::size_t>> counted(const Case& c, const Expression& e) {
  std::vector<std::size_t> all = c.of_event[e.event.value];
  if (e.since.empty()) return all;
  const Reached since = date_of(c, fix(c, e.since.front(), {}), StoppedDays{});
  if (since.state != Reached::State::kDate) return std::nullopt;
  std::erase_if(all, [&](std::size_t occurrence) { return c.day_of(occurrence) < since.point.day; });
  return all;
}

Value total(const Case& c, const Expression& e) {
  const auto all = counted(c, e);
  if (!all.has_value()) return std::nullopt;
  std::optional<Number> sum = Number{};
  for (const std::size_t occurrence : *all) {
    const auto& recorded = c.occurrences[occurrence].recorded;
    const auto entry = std::find_if(recorded.begin(), recorded.end(), [&](const auto& r) { return r.first == e.fact; });
    const auto value = entry == recorded.end() ? std::nullopt : as<Number>(entry->second);
    if (!value.has_value() || !sum.has_value()) return std::nullopt;
    sum = add(*sum, *value);
  }
  return from_number(sum);
}

Value date_of_event(const Case& c, const Expression& e) {
  const auto& all = c.of_event[e.event.value];
  if (all.empty()) return std::nullopt;
  return Literal{c.day_of(e.operation == Operation::kDateOfFirst ? all.front() : all.back())};
}

Value longest_run(const Case& c, const Expression& e) {
  const auto from = as<Date>(evaluate(c, e.operands[1]));
  const auto to = as<Date>(evaluate(c, e.operands[2]));
  if (!from.has_value() || !to.has_value()) return std::nullopt;
  const TruthLog& log = c.logs.at(&e.operands[0]);
  const Truth now = truth(c, e.operands[0]);
  std::int64_t longest = 0;
  std::int64_t run = 0;
  for (Date day = std::max(*from, c.opened); day <= std::min(*to, c.today()); day += std::chrono::days(1)) {
    Truth held = false;
    if (day == c.today()) {
      held = now;
    } else if (const TruthLog::Day* logged = log.on(day)) {
      // What was unknown up to now counts as what it turns out to be.
      held = logged->last.has_value() || !log.unknown_since(day) ? logged->last : now;
    }
    if (!held.has_value()) return std::nullopt;
    run = *held ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return from_number(whole_number(longest));
}

Value between(const Case& c, const Expression& e) {
  const auto from = as<Date>(evaluate(c, e.operands[0]));
  const auto to = as<Date>(evaluate(c, e.operands[1]));
  if (!from.has_value() || !to.has_value()) return std::nullopt;
  const auto number = days_between(c.calendars, e.duration, *from, *to);
  return number.has_value() ? from_number(whole_number(*number)) : Value();
}

Value of_dates(const Case& c, const Expression& e) {
  std::optional<Date> chosen;
  for (const Expression& operand : e.operands) {
    const auto day = as<Date>(evaluate(c, operand));
    if (!day.has_value()) return std::nullopt;
    if (!chosen.has_value() || (e.operation == Operation::kLaterOf ? *day > *chosen : *day < *chosen)) chosen = day;
  }
  return chosen.has_value() ? Value(Literal{*chosen}) : std::nullopt;
}

}  // namespace

Truth duty_is(const Case& c, model::DutyId duty, DutyStatus status) {
  const auto& instances = c.duties[duty.value].instances;
  const auto seen = [&](const Instance& instance) { return shown(c.framework[duty], instance); };
  const auto latest = std::find_if(instances.rbegin(), instances.rend(), seen);
  if (latest == instances.rend()) return false;
  const bool needs_all = status == DutyStatus::kKept || status == DutyStatus::kKeptLate ||
                         status == DutyStatus::kUnused || status == DutyStatus::kExcused ||
                         status == DutyStatus::kLapsed;
  bool any = false;
  bool all = true;
  bool undecided = false;
  for (const Instance& instance : instances) {
    if (!seen(instance) || instance.batch != latest->batch) continue;
    const bool has =
        instance.status == status || (status == DutyStatus::kMissed && instance.status == DutyStatus::kKeptLate);
    any = any || has;
    if (!has && instance.status != DutyStatus::kUndecided) all = false;
    undecided = undecided || instance.status == DutyStatus::kUndecided;
  }
  if (status == DutyStatus::kUndecided) return any;
  if (needs_all) return !all ? Truth(false) : undecided ? Truth() : Truth(true);
  return any ? Truth(true) : undecided ? Truth() : Truth(false);
}

Value evaluate(const Case& c, const Expression& e) {
  switch (e.operation) {
    case Operation::kLiteral:
      return e.literal;
    case Operation::kFact:
      return fact_value(c, e.fact);
    case Operation::kNot: {
      const Truth t = truth(c, e.operands[0]);
      return t.has_value() ? known(!*t) : Value();
    }
    case Operation::kAnd:
      return conjunction(c, e);
    case Operation::kOr:
      return disjunction(c, e);
    case Operation::kIs:
      return equality(c, e, true);
    case Operation::kIsNot:
      return equality(c, e, false);
    case Operation::kIsMoreThan:
      return compare<Number>(c, e, [](auto order) { return order > 0; });
    case Operation::kIsLessThan:
      return compare<Number>(c, e, [](auto order) { return order < 0; });
    case Operation::kIsAtLeast:
      return compare<Number>(c, e, [](auto order) { return order >= 0; });
    case Operation::kIsAtMost:
      return compare<Number>(c, e, [](auto order) { return order <= 0; });
    case Operation::kBefore:
      return compare<Date>(c, e, [](auto order) { return order < 0; });
    case Operation::kAfter:
      return compare<Date>(c, e, [](auto order) { return order > 0; });
    case Operation::kOnOrBefore:
      return compare<Date>(c, e, [](auto order) { return order <= 0; });
    case Operation::kOnOrAfter:
      return compare<Date>(c, e, [](auto order) { return order >= 0; });
    case Operation::kIncludes:
      return includes(c, e);
    case Operation::kIsKnown:
      return known(evaluate(c, e.operands[0]).has_value());
    case Operation::kPlus:
    case Operation::kMinus:
    case Operation::kTimes:
      return calculate(c, e);
    case Operation::kDatePlus:
    case Operation::kDateMinus:
      return shift(c, e);
    case Operation::kCountOf: {
      const auto list = as<LiteralList>(evaluate(c, e.operands[0]));
      return list.has_value() ? from_number(whole_number(static_cast<std::int64_t>(list->size()))) : Value();
    }
    case Operation::kNumberOf: {
      const auto all = counted(c, e);
      return all.has_value() ? from_number(whole_number(static_cast<std::int64_t>(all->size()))) : Value();
    }
    case Operation::kDateOfFirst:
    case Operation::kDateOfLast:
      return date_of_event(c, e);
    case Operation::kInStage:
      return known(c.tracks[c.framework[e.stage].track.value].stage == e.stage);
    case Operation::kTotalOf:
      return total(c, e);
    case Operation::kLongestRun:
      return longest_run(c, e);
    case Operation::kWeekdayOf: {
      const auto day = as<Date>(evaluate(c, e.operands[0]));
      if (!day.has_value()) return std::nullopt;
      return Literal{Choice{std::chrono::weekday(*day).iso_encoding() - 1}};
    }
    case Operation::kToday:
      return Literal{c.today()};
    case Operation::kCounted:
      return between(c, e);
    case Operation::kLaterOf:
    case Operation::kEarlierOf:
      return of_dates(c, e);
    case Operation::kDutyIs:
      return from_truth(duty_is(c, e.duty, e.status));
  }
  return std::nullopt;
}

}  // namespace proviso::reference
