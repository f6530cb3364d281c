// SPDX-License-Identifier: Apache-2.0
// The part of ClauseReader that reads names, texts, numbers, dates and durations.
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

constexpr std::int32_t kMostCounted = 100'000;  // no procedure counts further, and every sum of them fits

constexpr std::array<std::string_view, 7> kWeekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};

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

syntax::Name ClauseReader::name(NodeView view) { return word_as_name(slice(view), span(view)); }

syntax::Name ClauseReader::word_as_name(std::string_view word, Span span) {
  if (!is_name(word)) {
    report_.add(invalid_name(word, span));
  } else if (word.size() > kLongestName) {
    report_.error(Code::kInvalidName, span, fmt::format("this name has {} characters", word.size()),
                  fmt::format("write a name of {} at most", kLongestName));
  }
  return {.text = std::string(word), .span = span};
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

/// `15 February`; the last of the month in a leap year is there.
syntax::MonthDay ClauseReader::month_day(NodeView view) {
  auto part = view.begin();
  const std::string_view day_digits = slice(*part);
  ++part;
  const std::string_view month_word = slice(*part);
  syntax::MonthDay result{.value = std::chrono::January / 1, .span = span(view)};
  const auto month = parse_month(month_word);
  if (!month) {
    report_.error(Code::kInvalidDate, span(*part), fmt::format("`{}` is not a month", month_word),
                  did_you_mean(month_word, kMonths, "write the month in full, for example `November`"));
    return result;
  }
  const auto day = whole(day_digits, 99);
  const std::chrono::month_day read{std::chrono::month{*month},
                                    std::chrono::day{static_cast<unsigned>(day.value_or(0))}};
  if (!read.ok()) {
    report_.error(Code::kInvalidDate, span(view), fmt::format("there is no day `{}`", slice(view)));
    return result;
  }
  result.value = read;
  return result;
}

/// Minutes of the day.
std::int32_t ClauseReader::minute(NodeView view) {
  // The token has no node of its own: it is the end of `at 09:30`.
  std::string_view time = slice(view);
  time.remove_prefix(time.find_last_of(" \t\r\n") + 1);
  const std::size_t colon = time.find(':');
  const auto hours = whole(time.substr(0, colon), 23);
  const auto minutes = whole(time.substr(colon + 1), 59);
  if (hours && minutes && colon <= 2 && time.size() == colon + 3) return *hours * 60 + *minutes;
  const std::uint32_t end = view.node().end;
  report_.error(Code::kSyntax, file_.span(end - static_cast<std::uint32_t>(time.size()), end),
                fmt::format("there is no time of day `{}`", time), "write hours and minutes from `00:00` to `23:59`");
  return 0;
}

std::chrono::weekday ClauseReader::weekday(NodeView view) {
  const std::string_view word = slice(view);
  const auto weekday = parse_weekday(word);
  if (!weekday) {
    report_.error(Code::kSyntax, span(view), fmt::format("`{}` is not a day of the week", word),
                  did_you_mean(word, kWeekdays));
  }
  return weekday.value_or(std::chrono::Monday);
}

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
  syntax::Duration result;
  result.value = {.amount = count(amount), .unit = Unit::kCalendarDays};
  result.span = span(view);
  const std::string_view unit = slice(*part);
  if (unit == "day" || unit == "days") {
    const std::string_view number = slice(amount);
    const std::string_view days = number == "1" ? "day" : "days";
    report_.error(Code::kBareDays, span(view), fmt::format("`{} {}` does not say which days count", number, days),
                  fmt::format("write `{0} working {1}` or `{0} calendar {1}`", number, days));
  } else {
    read_unit(*part, result);
  }
  return result;
}

/// `working days`, `weeks`, `school days`.
void ClauseReader::read_unit(NodeView view, syntax::Duration& into) {
  const std::string_view unit = slice(view);
  const std::string_view first = unit.substr(0, unit.find_first_of(" \t\r\n#"));
  if (first == "working") {
    into.value.unit = Unit::kWorkingDays;
  } else if (first == "calendar") {
    into.value.unit = Unit::kCalendarDays;
  } else if (first == "week" || first == "weeks") {
    into.value.unit = Unit::kWeeks;
  } else if (first == "month" || first == "months") {
    into.value.unit = Unit::kMonths;
  } else if (first == "year" || first == "years") {
    into.value.unit = Unit::kYears;
  } else if (first == "hour" || first == "hours") {
    into.value.unit = Unit::kHours;
  } else {
    const std::uint32_t begin = view.node().begin;
    into.value.unit = Unit::kNamedDays;
    into.named = word_as_name(first, file_.span(begin, begin + static_cast<std::uint32_t>(first.size())));
  }
}

Number ClauseReader::number(NodeView view) {
  const std::string_view digits = slice(view);
  if (const auto value = parse_number(digits)) return *value;
  const std::size_t point = digits.find('.');
  if (point != std::string_view::npos && digits.size() - point - 1 > 6) {
    report_.error(Code::kSyntax, span(view), "a number has at most six decimal places", "round it to six");
  } else {
    report_.error(Code::kNumberTooLarge, span(view), "this number is too large to count with",
                  std::string(number_out_of_bounds(digits)));
  }
  return {};
}

}  // namespace proviso::grammar
