// SPDX-License-Identifier: Apache-2.0
// Reads the conditions of a question, and finds the values to imagine: each written one, one between two neighbours,
// one beyond either end.
#include "engine/analysis/values_to_try.h"

#include <algorithm>
#include <limits>

#include "engine/calendar/deadline.h"

namespace proviso::analysis {
namespace {

using Operation = model::Expression::Operation;
using Kind = Variable::Kind;

/// So many items of a list are told apart by a question; the subsets of them are tried.
constexpr std::size_t kListItems = 8;
/// Sums and differences of at most so many written values are tried.
constexpr std::size_t kSummands = 12;

/// Numbers that tell apart everything a comparison with the constants can: each of them, one between two neighbours,
/// one beyond either end. With several variables there is room for them to differ.
std::vector<Number> numbers_to_try(const Footprint& compared) {
  std::set<Number> points = compared.constants.numbers;
  const auto put = [&](const std::optional<Number>& number) {
    if (number) points.insert(*number);
  };
  if (points.empty()) points.insert(Number{0});
  const std::set<Number> written = points;
  if (compared.constants.arithmetic && written.size() <= kSummands) {
    for (const Number a : written) {
      for (const Number b : written) {
        put(add(a, b));
        put(subtract(a, b));
      }
    }
  }
  for (std::size_t k = 1; k < compared.variables.size(); ++k) {
    for (const Number a : written) {
      put(add(a, Number{static_cast<std::int64_t>(k) * Number::kScale}));
      put(subtract(a, Number{static_cast<std::int64_t>(k) * Number::kScale}));
    }
  }
  const Number one{Number::kScale};
  std::vector<Number> result;
  if (const auto below = subtract(*points.begin(), one)) result.push_back(*below);
  for (auto it = points.begin(); it != points.end(); ++it) {
    result.push_back(*it);
    const auto next = std::next(it);
    const auto above = add(*it, one);
    if (next == points.end()) {
      if (above) result.push_back(*above);
    } else if (above && *above < *next) {
      result.push_back(*above);
    } else if (next->millionths - it->millionths > 1) {  // less than two apart, so this does not overflow
      result.push_back(Number{it->millionths + (next->millionths - it->millionths) / 2});
    }
  }
  return result;
}

}  // namespace

void Constants::add(const Constants& other) {
  numbers.insert(other.numbers.begin(), other.numbers.end());
  dates.insert(other.dates.begin(), other.dates.end());
  texts.insert(other.texts.begin(), other.texts.end());
  parties.insert(other.parties.begin(), other.parties.end());
  durations.insert(other.durations.begin(), other.durations.end());
  lists.insert(lists.end(), other.lists.begin(), other.lists.end());
  arithmetic = arithmetic || other.arithmetic;
}

void Constants::add(const Value& value) {
  if (const auto* number = std::get_if<Number>(&value.value)) numbers.insert(*number);
  if (const auto* date = std::get_if<Date>(&value.value)) dates.insert(*date);
  if (const auto* text = std::get_if<std::string>(&value.value)) texts.insert(*text);
  if (const auto* party = std::get_if<model::PartyId>(&value.value)) parties.insert(*party);
  if (const auto* duration = std::get_if<Duration>(&value.value)) {
    durations.insert({duration->unit, duration->calendar, duration->amount});
  }
  if (const auto* list = std::get_if<ListValue>(&value.value)) {
    lists.push_back(*list);
    for (const Value& item : list->items) add(item);
  }
}

Footprint Question::variable(Variable::Kind kind, std::uint32_t index) {
  const Variable variable{kind, index};
  if (asked_.try_emplace(variable).second) {
    clusters_.push_back({{variable}, {}});
    too_large_ = too_large_ || asked_.size() > limits_.variables;
  }
  return {{variable}, {}};
}

/// Variables that one comparison puts side by side share the values they are compared with.
void Question::link(const Footprint& comparison) {
  Footprint merged = comparison;
  std::erase_if(clusters_, [&](const Footprint& cluster) {
    const bool shares = std::any_of(cluster.variables.begin(), cluster.variables.end(),
                                    [&](Variable v) { return comparison.variables.contains(v); });
    if (shares) merged.add(cluster);
    return shares;
  });
  if (!merged.variables.empty()) clusters_.push_back(std::move(merged));
}

Footprint Question::derived(model::FactId id, std::size_t depth) {
  // Entered empty first, so that a circular fact comes to an end.
  const auto [it, added] = derived_.try_emplace(id.value);
  if (added) it->second = footprint(*framework_[id].means, depth + 1);
  return it->second;
}

Footprint Question::footprint(const model::Expression& expression, std::size_t depth) {
  if (depth > kDepthLimit) too_large_ = true;
  if (too_large_) return {};
  if (is_opaque(framework_, expression)) return {};
  Footprint result;
  for (const model::Expression& operand : expression.operands) result.add(footprint(operand, depth + 1));
  too_large_ = too_large_ || result.constants.size() > limits_.constants;
  const auto event = [&]() -> Asked& {
    result.add(variable(Kind::kEvent, expression.event.value));
    return asked_[{Kind::kEvent, expression.event.value}];
  };
  switch (expression.operation) {
    case Operation::kLiteral:
      result.constants.add(to_value(expression.literal));
      break;
    case Operation::kFact:
      result.add(framework_[expression.fact].means ? derived(expression.fact, depth)
                                                   : variable(Kind::kFact, expression.fact.value));
      break;
    case Operation::kIs:
    case Operation::kIsNot:
    case Operation::kIsMoreThan:
    case Operation::kIsLessThan:
    case Operation::kIsAtLeast:
    case Operation::kIsAtMost:
    case Operation::kBefore:
    case Operation::kAfter:
    case Operation::kOnOrBefore:
    case Operation::kOnOrAfter:
    case Operation::kIncludes:
      link(result);
      break;
    case Operation::kIsKnown:
      for (const Variable v : result.variables) asked_[v].known = true;
      break;
    case Operation::kPlus:
    case Operation::kMinus:
    case Operation::kTimes:
    case Operation::kDatePlus:
    case Operation::kDateMinus:
      result.constants.arithmetic = true;
      break;
    case Operation::kCountOf:
      for (const Variable v : result.variables) asked_[v].count = true;
      break;
    case Operation::kNumberOf:
      event().count = true;
      break;
    case Operation::kDateOfFirst:
    case Operation::kDateOfLast:
      event().dates = true;
      break;
    case Operation::kInStage: {
      const std::uint32_t track = framework_[expression.stage].track.value;
      result.add(variable(Kind::kTrack, track));
      asked_[{Kind::kTrack, track}].stages.insert(expression.stage);
      break;
    }
    case Operation::kLaterOf:
    case Operation::kEarlierOf:
      link(result);
      break;
    case Operation::kNot:
    case Operation::kAnd:
    case Operation::kOr:
    case Operation::kTotalOf:
    case Operation::kLongestRun:
    case Operation::kWeekdayOf:
    case Operation::kToday:
    case Operation::kCounted:
    case Operation::kDutyIs:
      break;
  }
  return result;
}

std::vector<std::int64_t> counts_to_try(const Footprint& compared, std::int64_t least) {
  std::set<std::int64_t> counts;
  for (const Number number : numbers_to_try(compared)) {
    const std::int64_t whole = number.millionths / Number::kScale;
    for (std::int64_t count = whole - 1; count <= whole + 1; ++count) {
      if (count >= least) counts.insert(count);
    }
  }
  counts.insert(least);
  return {counts.begin(), counts.end()};
}

std::vector<Date> dates_to_try(const Footprint& compared) {
  constexpr Date kSomeDay{std::chrono::year{2020} / std::chrono::January / 1};
  std::set<Date> points = compared.constants.dates;
  if (points.empty()) points.insert(kSomeDay);
  const std::set<Date> written = points;
  for (const Date day : written) {
    for (const auto& [unit, calendar, amount] : compared.constants.durations) {
      if (!is_civil(unit)) continue;
      for (const Counting counting : {Counting::kAfter, Counting::kBefore}) {
        if (const auto moved = count_from(nullptr, day, {amount, unit, calendar}, counting)) points.insert(*moved);
      }
    }
  }
  const auto spread = static_cast<std::int32_t>(compared.variables.size());
  std::set<Date> result;
  for (const Date day : points) {
    result.insert(day);
    for (std::int32_t k = 1; k <= spread; ++k) {
      for (const Counting counting : {Counting::kAfter, Counting::kBefore}) {
        if (const auto moved = count_from(nullptr, day, {k, Unit::kCalendarDays}, counting)) result.insert(*moved);
      }
    }
  }
  return {result.begin(), result.end()};
}

std::vector<Value> values_to_try(const model::Framework& framework, const model::Type& type, const Footprint& compared,
                                 bool written_only) {
  std::vector<Value> result;
  const auto put = [&](auto&& value) { result.push_back({std::forward<decltype(value)>(value)}); };
  const std::size_t room = compared.variables.size();
  switch (type.kind) {
    case model::TypeKind::kYesNo:
      put(true);
      put(false);
      break;
    case model::TypeKind::kOneOf:
      for (std::uint32_t i = 0; i < type.values.size(); ++i) put(model::Choice{i});
      break;
    case model::TypeKind::kNumber:
      if (written_only) {
        for (const Number number : compared.constants.numbers) put(number);
      } else {
        for (const Number number : numbers_to_try(compared)) put(number);
      }
      break;
    case model::TypeKind::kDate:
      if (written_only) {
        for (const Date date : compared.constants.dates) put(date);
      } else {
        for (const Date date : dates_to_try(compared)) put(date);
      }
      break;
    case model::TypeKind::kText: {
      for (const std::string& text : compared.constants.texts) put(text);
      std::string other = "something else";
      for (std::size_t k = 0; !written_only && k < room; ++k, other += " again") {
        while (compared.constants.texts.contains(other)) other += " again";
        put(other);
      }
      break;
    }
    case model::TypeKind::kDuration: {
      std::set<Counted> durations = compared.constants.durations;
      if (!written_only) {
        if (durations.empty()) durations.insert({Unit::kCalendarDays, 0, 1});
        const auto written = durations;
        for (const auto& [unit, calendar, amount] : written) {
          for (std::int32_t k = 1; k <= static_cast<std::int32_t>(room); ++k) {
            if (amount >= k) durations.insert({unit, calendar, amount - k});
            if (amount <= std::numeric_limits<std::int32_t>::max() - k) durations.insert({unit, calendar, amount + k});
          }
        }
      }
      for (const auto& [unit, calendar, amount] : durations) put(Duration{amount, unit, calendar});
      break;
    }
    case model::TypeKind::kParty: {
      std::size_t others = written_only ? 0 : room;
      for (std::uint32_t i = 0; i < framework.parties.size(); ++i) {
        const model::PartyId party{i};
        const bool written = compared.constants.parties.contains(party);
        if (written || others > 0) put(party);
        if (!written && others > 0) --others;
      }
      break;
    }
    case model::TypeKind::kList:
      break;  // lists of lists are compared as a whole only
  }
  return result;
}

std::optional<std::vector<Value>> lists_to_try(const model::Framework& framework, const model::Type& type,
                                               const Footprint& compared, const Asked& asked) {
  std::vector<Value> items;
  bool room_for_others = true;
  if (!type.element.empty()) {
    const model::Type& element = type.element.front();
    items = values_to_try(framework, element, compared, true);
    if (element.kind == model::TypeKind::kYesNo || element.kind == model::TypeKind::kOneOf) room_for_others = false;
    if (element.kind == model::TypeKind::kParty) room_for_others = items.size() < framework.parties.size();
  }
  if (items.size() > kListItems) return std::nullopt;
  std::vector<std::int64_t> sizes{0, 1};
  if (asked.count) sizes = counts_to_try(compared, 0);
  std::vector<Value> result;
  for (std::size_t subset = 0; subset < (std::size_t{1} << items.size()); ++subset) {
    ListValue list;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if ((subset >> i & 1U) != 0) list.items.push_back(items[i]);
    }
    result.push_back({list});
    for (const std::int64_t size : sizes) {
      list.others = size - static_cast<std::int64_t>(list.items.size());
      if (room_for_others && list.others > 0) result.push_back({list});
    }
  }
  for (const ListValue& list : compared.constants.lists) result.push_back({list});
  return result;
}

}  // namespace proviso::analysis
