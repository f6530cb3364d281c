// SPDX-License-Identifier: Apache-2.0
// The part of ClauseReader that reads names, texts, dates, durations and expressions.
#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/did_you_mean.h"
#include "grammar/clause_reader.h"
#include "grammar/keywords.h"
#include "grammar/mistakes.h"

namespace proviso::grammar {
namespace {

using Kind = syntax::Expression::Kind;

constexpr std::int32_t kMostCounted = 100'000;  // no procedure counts further, and every sum of them fits

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

/// Digits as a number; nothing beyond `most`.
std::optional<std::int32_t> whole(std::string_view digits, std::int32_t most) {
  std::int32_t value = 0;
  for (const char c : digits) {
    value = value * 10 + (c - '0');
    if (value > most) return std::nullopt;
  }
  return value;
}

constexpr std::size_t kLongestName = 100;  // a name is read aloud, and repeated in every message

}  // namespace

syntax::Name ClauseReader::name(NodeView view) {
  const std::string_view word = slice(view);
  if (!is_name(word)) {
    report_.add(invalid_name(word, span(view)));
  } else if (word.size() > kLongestName) {
    report_.error(Code::kInvalidName, span(view), fmt::format("this name has {} characters", word.size()),
                  fmt::format("write a name of {} at most", kLongestName));
  }
  return {.text = std::string(word), .span = span(view)};
}

std::vector<syntax::Name> ClauseReader::names(NodeView view) {
  std::vector<syntax::Name> result;
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kName) result.push_back(name(part));
  }
  return result;
}

std::string ClauseReader::unescaped(NodeView view) {
  const std::string_view quoted = slice(view);
  const std::string_view inner = quoted.substr(1, quoted.size() - 2);
  if (inner.find('\\') == std::string_view::npos) return std::string(inner);
  std::string value;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '\\') {
      const auto at = view.node().begin + 1 + static_cast<std::uint32_t>(i);
      ++i;
      if (inner[i] != '"' && inner[i] != '\\') {
        report_.error(Code::kSyntax, file_.span(at, at + 1), "a backslash in a text stands before `\"` or `\\` only",
                      "write `\\\\` for a backslash");
      }
    }
    value += inner[i];
  }
  return value;
}

syntax::Text ClauseReader::text(NodeView view) { return {.value = unescaped(view), .span = span(view)}; }

syntax::Day ClauseReader::day(NodeView view) {
  auto part = view.begin();
  const std::string_view day_digits = slice(*part);
  ++part;
  const NodeView month_view = *part;
  const std::string_view month_word = slice(month_view);
  ++part;
  const std::string_view year_digits = slice(*part);
  syntax::Day result{.value = {}, .span = span(view)};
  const auto month = parse_month(month_word);
  if (!month) {
    report_.error(Code::kInvalidDate, span(month_view), fmt::format("`{}` is not a month", month_word),
                  did_you_mean(month_word, kMonths, "write the month in full, for example `November`"));
    return result;
  }
  const auto year_number = whole(year_digits, 9999);
  const auto day_number = whole(day_digits, 99);
  const auto date = year_number && day_number && year_digits.size() == 4
                        ? make_date(*year_number, *month, static_cast<unsigned>(*day_number))
                        : std::nullopt;
  if (!date) {
    report_.error(Code::kInvalidDate, span(view), fmt::format("there is no day `{}`", slice(view)),
                  year_digits.size() == 4 ? "" : "write the year with four digits");
    return result;
  }
  result.value = *date;
  return result;
}

std::int32_t ClauseReader::count(NodeView view) {
  const auto value = whole(slice(view), kMostCounted);
  if (value) return *value;
  report_.error(Code::kNumberTooLarge, span(view), "this number is too large to count with",
                fmt::format("the largest is {}", kMostCounted));
  return kMostCounted;
}

syntax::Duration ClauseReader::duration(NodeView view) {
  auto part = view.begin();
  const NodeView amount = *part;
  ++part;
  const std::string_view unit = slice(*part);
  const std::string_view first = unit.substr(0, unit.find_first_of(" \t\r\n#"));
  syntax::Duration result{.value = {.amount = count(amount), .unit = Unit::kCalendarDays}, .span = span(view)};
  if (first == "working") {
    result.value.unit = Unit::kWorkingDays;
  } else if (first == "calendar") {
    result.value.unit = Unit::kCalendarDays;
  } else if (first == "week" || first == "weeks") {
    result.value.unit = Unit::kWeeks;
  } else if (first == "month" || first == "months") {
    result.value.unit = Unit::kMonths;
  } else if (first == "year" || first == "years") {
    result.value.unit = Unit::kYears;
  } else if (first == "day" || first == "days") {
    const std::string_view number = slice(amount);
    const std::string_view days = number == "1" ? "day" : "days";
    report_.error(Code::kBareDays, span(view), fmt::format("`{} {}` does not say which days count", number, days),
                  fmt::format("write `{0} working {1}` or `{0} calendar {1}`", number, days));
  } else if (first == "hour" || first == "hours") {
    report_.add(later_construct("hours", span(*part)));
  } else {
    report_.add(later_construct(fmt::format("{} days", first), span(*part)));
  }
  return result;
}

Number ClauseReader::number(NodeView view) {
  const std::string_view digits = slice(view);
  if (const auto value = parse_number(digits)) return *value;
  const std::size_t point = digits.find('.');
  if (point != std::string_view::npos && digits.size() - point - 1 > 6) {
    report_.error(Code::kSyntax, span(view), "a number has at most six decimal places");
  } else {
    report_.error(Code::kNumberTooLarge, span(view), "this number is too large to count with");
  }
  return {};
}

syntax::Expression ClauseReader::leaf(NodeView view, Kind kind) {
  syntax::Expression result;
  result.kind = kind;
  result.span = span(view);
  return result;
}

syntax::Expression ClauseReader::expression(NodeView view) { return disjunction(view, Kind::kOr); }

syntax::Expression ClauseReader::disjunction(NodeView view, Kind kind) {
  std::vector<syntax::Expression> parts;
  for (const NodeView part : view) {
    syntax::Expression read = part.kind() == NodeKind::kConjunction  ? disjunction(part, Kind::kAnd)
                              : part.kind() == NodeKind::kComparison ? comparison(part)
                                                                     : operand(part);
    // `(a or b) or c` is `a or b or c`.
    if (read.kind == kind) {
      std::move(read.operands.begin(), read.operands.end(), std::back_inserter(parts));
    } else {
      parts.push_back(std::move(read));
    }
  }
  if (parts.size() == 1) return std::move(parts.front());
  syntax::Expression result = leaf(view, kind);
  result.operands = std::move(parts);
  return result;
}

syntax::Expression ClauseReader::comparison(NodeView view) {
  auto part = view.begin();
  syntax::Expression left = chain(*part);
  ++part;
  if (part == view.end()) return left;
  const NodeView tail = *part;
  const Kind kind = [&] {
    switch (tail.kind()) {
      case NodeKind::kIsKnown:
        return Kind::kIsKnown;
      case NodeKind::kIsNot:
        return Kind::kIsNot;
      case NodeKind::kIsMoreThan:
        return Kind::kIsMoreThan;
      case NodeKind::kIsLessThan:
        return Kind::kIsLessThan;
      case NodeKind::kIsAtLeast:
        return Kind::kIsAtLeast;
      case NodeKind::kIsAtMost:
        return Kind::kIsAtMost;
      case NodeKind::kIsBefore:
        return Kind::kBefore;
      case NodeKind::kIsAfter:
        return Kind::kAfter;
      case NodeKind::kIsOnOrBefore:
        return Kind::kOnOrBefore;
      case NodeKind::kIsOnOrAfter:
        return Kind::kOnOrAfter;
      case NodeKind::kIncludes:
        return Kind::kIncludes;
      default:
        return Kind::kIs;
    }
  }();
  syntax::Expression result = leaf(view, kind);
  result.operands.push_back(std::move(left));
  if (!tail.empty()) result.operands.push_back(chain(tail.first()));
  return result;
}

/// A sum or a product; `minus` and `times` group to the left.
syntax::Expression ClauseReader::chain(NodeView view) {
  const bool is_sum = view.kind() == NodeKind::kSum;
  std::optional<syntax::Expression> result;
  std::size_t length = 0;
  for (const NodeView part : view) {
    if (++length > depth_limit_) {
      report_.error(Code::kTooDeep, span(part), "this calculation has too many parts",
                    "name a part of it as a fact of its own");
      break;
    }
    const bool wrapped = part.kind() == NodeKind::kPlus || part.kind() == NodeKind::kMinus;
    const NodeView value = wrapped ? part.first() : part;
    syntax::Expression next = is_sum ? chain(value) : operand(value);
    if (!result) {
      result = std::move(next);
      continue;
    }
    syntax::Expression joined;
    joined.kind = !is_sum ? Kind::kTimes : part.kind() == NodeKind::kMinus ? Kind::kMinus : Kind::kPlus;
    joined.span = file_.span(view.node().begin, part.node().end);
    joined.operands.push_back(std::move(*result));
    joined.operands.push_back(std::move(next));
    result = std::move(joined);
  }
  return std::move(*result);
}

syntax::Expression ClauseReader::operand(NodeView view) {
  switch (view.kind()) {
    case NodeKind::kYes:
      return leaf(view, Kind::kYes);
    case NodeKind::kNo:
      return leaf(view, Kind::kNo);
    case NodeKind::kNameOperand: {
      syntax::Expression result = leaf(view, Kind::kName);
      result.name = name(view);
      return result;
    }
    case NodeKind::kNumberOperand: {
      syntax::Expression result = leaf(view, Kind::kNumber);
      result.number = number(view);
      return result;
    }
    case NodeKind::kTextOperand: {
      syntax::Expression result = leaf(view, Kind::kText);
      result.text = unescaped(view);
      return result;
    }
    case NodeKind::kDateOperand: {
      syntax::Expression result = leaf(view, Kind::kDay);
      result.day = day(view.first());
      return result;
    }
    case NodeKind::kDurationOperand: {
      syntax::Expression result = leaf(view, Kind::kDuration);
      result.duration = duration(view.first());
      return result;
    }
    case NodeKind::kCountOf: {
      syntax::Expression result = leaf(view, Kind::kCountOf);
      result.operands.push_back(operand(view.first()));
      return result;
    }
    case NodeKind::kNumberOf: {
      syntax::Expression result = leaf(view, Kind::kNumberOf);
      result.name = name(view.first());
      return result;
    }
    case NodeKind::kDateOf: {
      syntax::Expression result = leaf(view, Kind::kDateOfLast);
      for (const NodeView part : view) {
        if (part.kind() == NodeKind::kFirst) result.kind = Kind::kDateOfFirst;
        if (part.kind() == NodeKind::kLast) result.explicit_last = true;
        if (part.kind() == NodeKind::kName) result.name = name(part);
      }
      return result;
    }
    case NodeKind::kInStage: {
      syntax::Expression result = leaf(view, Kind::kInStage);
      result.name = name(view.first());
      return result;
    }
    case NodeKind::kNegation: {
      syntax::Expression result = leaf(view, Kind::kNot);
      const NodeView of = view.first();
      result.operands.push_back(of.kind() == NodeKind::kNegation ? operand(of) : comparison(of));
      return result;
    }
    default:
      return expression(view);  // in brackets
  }
}

}  // namespace proviso::grammar
