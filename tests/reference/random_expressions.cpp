// SPDX-License-Identifier: Apache-2.0
// Random expressions, amounts of time and moments.
#include <algorithm>

#include <fmt/format.h>

#include "tests/reference/framework_maker.h"

namespace proviso::reference {

using std::chrono::days;

Piece FrameworkMaker::condition(int depth) {
  if (depth > 0 && dice_.chance(30)) {
    if (dice_.chance(30)) {
      Piece negated = before("not ", brackets({}, ""));
      negated.parts.front().parts.push_back(condition(depth - 1));
      negated.parts.front().stand_in = {0};
      negated.stand_in = {0};
      negated = brackets({std::move(negated)}, "");
      negated.stand_in = {0};
      return negated;
    }
    Piece both = brackets({condition(depth - 1), condition(depth - 1)}, dice_.chance(50) ? " and " : " or ");
    both.stand_in = {0, 1};
    return both;
  }
  switch (dice_.below(12)) {
    case 0:
    case 1:
    case 2:
      if (auto name = fact(ValueKind::kYesNo)) return or_simpler(leaf(*name), {});
      break;
    case 3:
      if (usable_facts_ > 0) {
        const std::size_t asked = dice_.below(usable_facts_);
        if (may_use(asked)) return leaf(fmt::format("({} is known)", world_.facts[asked].name));
      }
      break;
    case 4:
    case 5:
      return comparison(depth);
    case 6:
    case 7:
      return sameness(depth);
    case 8: {
      const ValueKind list =
          dice_.one_of({ValueKind::kPartyList, ValueKind::kNumberList, ValueKind::kTextList, ValueKind::kDateList});
      constexpr std::array<ValueKind, 4> kElements{ValueKind::kParty, ValueKind::kNumber, ValueKind::kText,
                                                   ValueKind::kDate};
      if (auto name = fact(list)) {
        const ValueKind element =
            kElements[static_cast<std::size_t>(list) - static_cast<std::size_t>(ValueKind::kPartyList)];
        return or_simpler(brackets({leaf(*name), value(element, 0)}, " includes "), {"yes"});
      }
      break;
    }
    case 9:
      if (other_ != nullptr && dice_.chance(40)) {
        return or_simpler(leaf(fmt::format("(in {} of linked)", dice_.one_of(other_->stages))), {"no"});
      }
      if (has(Trait::kInStage)) return leaf(fmt::format("(in {})", stage()));
      break;
    case 10:
      if (has(Trait::kDutyIs)) {
        const std::string status =
            dice_.one_of({"kept", "kept late", "missed", "pending", "excused", "unused", "lapsed", "undecided"});
        if (other_ != nullptr && dice_.chance(40)) {
          return or_simpler(leaf(fmt::format("({} of linked is {})", dice_.one_of(other_->duties), status)), {"no"});
        }
        return leaf(fmt::format("({} is {})", dice_.one_of(duties_), status));
      }
      break;
    default:
      break;
  }
  if (dice_.chance(8)) return leaf(dice_.chance(50) ? "yes" : "no");
  if (auto name = fact(ValueKind::kYesNo); name && dice_.chance(60)) return leaf(*name);
  return comparison(depth);
}

Piece FrameworkMaker::comparison(int depth) {
  Piece result;
  if (dice_.chance(50)) {
    result = brackets({number(depth), number(depth)},
                      dice_.one_of({" is more than ", " is less than ", " is at least ", " is at most "}));
  } else {
    result =
        brackets({date(depth), date(depth)}, dice_.one_of({" before ", " after ", " on or before ", " on or after "}));
  }
  return or_simpler(std::move(result), {"yes", "no"});
}

Piece FrameworkMaker::sameness(int depth) {
  const std::string is = dice_.chance(70) ? " is " : " is not ";
  if (dice_.chance(20)) {
    Piece day = before("weekday of ", date(depth));
    Piece other = dice_.chance(85) ? leaf(std::string(kWeekdays[dice_.below(7)])) : before("weekday of ", date(depth));
    return or_simpler(brackets({std::move(day), std::move(other)}, is), {"yes", "no"});
  }
  const ValueKind kind = dice_.one_of({ValueKind::kYesNo, ValueKind::kNumber, ValueKind::kText, ValueKind::kDate,
                                       ValueKind::kDuration, ValueKind::kParty, ValueKind::kOneOf, ValueKind::kOneOf});
  // What a bare value means follows from what it is compared with.
  const auto name = fact(kind);
  if (!name) return comparison(depth);
  return or_simpler(brackets({leaf(*name), value(kind, depth)}, is), {"yes", "no"});
}

Piece FrameworkMaker::number(int depth) {
  const Piece literal = leaf(dice_.chance(85) ? std::to_string(dice_.between(0, 5)) : "1.5");
  const auto number_fact = [&]() -> Piece {
    if (auto name = fact(ValueKind::kNumber)) return leaf(*name);
    return literal;
  };
  if (depth <= 0) return dice_.chance(50) ? literal : number_fact();
  Piece result;
  switch (dice_.below(10)) {
    case 0:
    case 1:
      return number_fact();
    case 2:
      result = brackets({number(depth - 1), number(depth - 1)}, dice_.one_of({" plus ", " minus ", " times "}));
      result.stand_in = {0, 1};
      break;
    case 3: {
      const auto list = fact(
          dice_.one_of({ValueKind::kPartyList, ValueKind::kNumberList, ValueKind::kTextList, ValueKind::kDateList}));
      if (!list) return literal;
      return or_simpler(leaf(fmt::format("(count of {})", *list)), {"0"});
    }
    case 4:
    case 5: {
      std::vector<Piece> parts;
      parts.push_back(leaf(event()));
      if (has(Trait::kSince)) parts.push_back(optional(before(" since ", moment(Place::kExpression))));
      result = brackets(std::move(parts), "");
      result.text = "(number of ";
      break;
    }
    case 6: {
      std::vector<std::pair<std::string, std::string>> pairs;
      for (const World::Event& one : world_.events) {
        for (const std::size_t recorded : one.records) {
          if (world_.facts[recorded].kind == ValueKind::kNumber && recorded < usable_facts_) {
            pairs.emplace_back(world_.facts[recorded].name, one.name);
          }
        }
      }
      if (pairs.empty()) return literal;
      const auto& [name, over] = dice_.one_of(pairs);
      std::vector<Piece> parts;
      parts.push_back(leaf(fmt::format("(total of {} over {}", name, over)));
      if (has(Trait::kSince)) parts.push_back(optional(before(" since ", moment(Place::kExpression))));
      result = sequence(std::move(parts));
      result.end = ")";
      break;
    }
    case 7:
      if (in_run_ || !has(Trait::kLongestRun)) return literal;
      in_run_ = true;
      result = sequence({before("(longest run of ", condition(depth - 1)), before(" from ", date(depth - 1)),
                         before(" to ", date(depth - 1))});
      result.end = ")";
      in_run_ = false;
      break;
    case 8: {
      std::vector<std::string> units = {"calendar days", "weeks", "months", "years"};
      if (!calendar_.empty()) units.insert(units.end(), {"working days", "working days"});
      if (named_) units.emplace_back("school days");
      result = sequence({before(" from ", date(depth - 1)), before(" to ", date(depth - 1))});
      result.text = "(" + dice_.one_of(units);
      result.end = ")";
      break;
    }
    default:
      return literal;
  }
  return or_simpler(std::move(result), {"0", "1"});
}

Piece FrameworkMaker::date(int depth) {
  const Piece literal = leaf(random_value(dice_, ValueKind::kDate, world_, world_.start));
  const auto date_fact = [&]() -> Piece {
    if (auto name = fact(ValueKind::kDate)) return leaf(*name);
    return leaf(fmt::format("(date of {})", event()));
  };
  if (depth <= 0) return dice_.chance(35) ? literal : has(Trait::kToday) ? leaf("today") : date_fact();
  Piece result;
  switch (dice_.below(10)) {
    case 0:
    case 1:
      return date_fact();
    case 2:
      return leaf(has(Trait::kToday) ? "today" : fmt::format("(date of {})", event()));
    case 3:
    case 4:
      return leaf(fmt::format("(date of {}{})", dice_.one_of({"", "first ", "last "}), event()));
    case 5:
      result = brackets({date(depth - 1), value(ValueKind::kDuration, 0)}, dice_.one_of({" plus ", " minus "}));
      result.stand_in = {0};
      break;
    case 6:
      result = brackets({duration(true), date(depth - 1)}, dice_.one_of({" after ", " before "}));
      result.stand_in = {1};
      break;
    case 7:
    case 8: {
      Piece list = joined({date(depth - 1), date(depth - 1)}, ", ");
      list.least = 2;
      if (dice_.chance(30)) list.parts.push_back(optional(date(depth - 1)));
      list.text = dice_.chance(50) ? "(the later of " : "(the earlier of ";
      list.end = ")";
      list.stand_in = {0, 1};
      result = std::move(list);
      break;
    }
    default:
      return literal;
  }
  return or_simpler(std::move(result), {date_words(world_.start)});
}

Piece FrameworkMaker::value(ValueKind kind, int depth) {
  switch (kind) {
    case ValueKind::kYesNo:
      return condition(depth > 0 ? depth - 1 : 0);
    case ValueKind::kNumber:
      return number(depth);
    case ValueKind::kDate:
      return date(depth);
    case ValueKind::kDuration:
      if (auto name = fact(kind); name && dice_.chance(40)) return leaf(*name);
      return duration();
    default:
      break;
  }
  if (dice_.chance(30)) {
    if (auto name = fact(kind)) return leaf(*name);
  }
  return leaf(random_value(dice_, kind, world_, world_.start));
}

// ---- time ----------------------------------------------------------------------------------------------------------

Piece FrameworkMaker::amount_of(Unit unit, int most) {
  constexpr std::array<std::string_view, 7> kUnits{"working day", "calendar day", "week", "month",
                                                   "year",        "school day",   "hour"};
  const std::string word = " " + std::string(kUnits[static_cast<std::size_t>(unit)]);
  Piece piece;
  piece.number = Piece::Number{dice_.between(1, most), 1, word, word + "s"};
  return piece;
}

Piece FrameworkMaker::duration(bool zero) {
  std::vector<Unit> units = {Unit::kCalendarDays, Unit::kCalendarDays, Unit::kWeeks};
  if (!calendar_.empty()) units.insert(units.end(), {Unit::kWorkingDays, Unit::kWorkingDays, Unit::kWorkingDays});
  if (named_) units.insert(units.end(), {Unit::kNamedDays, Unit::kNamedDays});
  if (has(Trait::kMonthsAndYears)) units = {Unit::kMonths, Unit::kMonths, Unit::kYears};
  const Unit unit = dice_.one_of(units);
  constexpr std::array<int, 7> kMost{15, 20, 4, 4, 2, 12, 60};
  Piece piece = amount_of(unit, kMost[static_cast<std::size_t>(unit)]);
  if (zero && dice_.chance(40)) piece.number->value = 0;
  if (zero) piece.number->least = 0;
  return piece;
}

Piece FrameworkMaker::amount() {
  if (dice_.chance(3)) return duration(true);
  if (!parameters_.empty() && has(Trait::kParameters)) {
    return or_simpler(leaf("the " + dice_.one_of(parameters_)), {"2 weeks"});
  }
  return duration();
}

Piece FrameworkMaker::base_moment(Place place) {
  if (place == Place::kClause && has(Trait::kGroups)) {
    Piece list = joined({moment(Place::kGroup), moment(Place::kGroup)}, ", ");
    list.least = 2;
    if (dice_.chance(25)) list.parts.push_back(optional(moment(Place::kGroup)));
    list.text = dice_.chance(50) ? "the later of " : "the earlier of ";
    list.stand_in = {0, 1};
    return list;
  }
  if (has(Trait::kEntering)) return leaf("entering " + stage());
  if (has(Trait::kFirst)) return leaf("first " + event());
  if (has(Trait::kDays) && dice_.chance(50)) return leaf(date_words(world_.start + days{dice_.between(-10, 60)}));
  if (has(Trait::kDateFacts)) {
    if (auto name = fact(ValueKind::kDate)) return leaf(*name);
  }
  return events(place != Place::kExpression && has(Trait::kSeveralEvents) ? 50 : 0);
}

Piece FrameworkMaker::moment(Place place) {
  Piece result = base_moment(place);
  if (has(Trait::kInYearOf)) {
    const Date day = world_.start + days{dice_.between(-40, 200)};
    const std::chrono::year_month_day parts{day};
    const bool leap_day = dice_.chance(15);
    const unsigned month = leap_day ? 2U : unsigned{parts.month()};
    result = before(
        fmt::format("{} {} in the year of ", leap_day ? 29U : std::min(unsigned{parts.day()}, 28U), kMonths[month - 1]),
        std::move(result));
    result.stand_in = {0};
  }
  for (int more = 0; more < 2 && has(Trait::kOffsets); ++more) {
    result = sequence({amount(), std::move(result)}, dice_.chance(50) ? " after " : " before ");
    result.stand_in = {1};
  }
  return result;
}

}  // namespace proviso::reference
