// SPDX-License-Identifier: Apache-2.0
// From the texts of a document to dates, numbers and yes or no, without guessing.
#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/did_you_mean.h"
#include "engine/documents/yaml.h"

namespace proviso {
namespace {

constexpr std::size_t kLongestExcerpt = 60;

/// The author's words for a message, cut short where they are long.
std::string excerpt(std::string_view text) {
  if (text.size() <= kLongestExcerpt) return std::string(text);
  std::size_t end = kLongestExcerpt;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not within a character
  return fmt::format("{}…", text.substr(0, end));
}

std::string_view kind_text(const YamlValue& value) {
  switch (value.kind) {
    case YamlValue::Kind::kEmpty:
      return "empty";
    case YamlValue::Kind::kText:
      return "a text";
    case YamlValue::Kind::kSequence:
      return "a list";
    case YamlValue::Kind::kMap:
      return "a group of keys";
  }
  return {};
}

/// The text of a single value; reports anything else.
const std::string* single(const YamlValue& value, std::string_view what, std::string_view expected,
                          DiagnosticReport& report) {
  if (value.kind == YamlValue::Kind::kText && (!value.text.empty() || value.quoted)) return &value.text;
  if (value.kind == YamlValue::Kind::kEmpty || value.kind == YamlValue::Kind::kText) {
    report.error(Code::kYamlWrongType, value.span, fmt::format("nothing is given for `{}`", what),
                 fmt::format("give {}; the words `null` and `~` stand for nothing unless they are quoted", expected));
  } else {
    report.error(Code::kYamlWrongType, value.span, fmt::format("`{}` is {}", what, kind_text(value)),
                 fmt::format("give {}", expected));
  }
  return nullptr;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool looks_like_iso_date(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  return text.size() == kShape.size() && std::equal(text.begin(), text.end(), kShape.begin(), [](char c, char shape) {
           return shape == '0' ? is_digit(c) : c == shape;
         });
}

/// What to write instead of a date in another style, where its meaning is beyond doubt.
std::string date_help(std::string_view text, std::string_view form) {
  // `5 May 2017`
  const std::size_t first = text.find(' ');
  const std::size_t second = first == std::string_view::npos ? first : text.find(' ', first + 1);
  if (second != std::string_view::npos && first <= 2 && text.size() == second + 5) {
    const std::optional<unsigned> month = parse_month(text.substr(first + 1, second - first - 1));
    const std::string day = fmt::format("{:0>2}", text.substr(0, first));
    if (month) {
      const std::string iso = fmt::format("{}-{:02}-{}", text.substr(second + 1), *month, day);
      if (parse_iso_date(iso)) return fmt::format("write {}", iso);
    }
  }
  return fmt::format("write the year, the month and the day, as in {}", form);
}

}  // namespace

std::optional<SpannedText> as_text(const YamlValue& value, std::string_view what, DiagnosticReport& report) {
  const std::string* text = single(value, what, "a word or a text", report);
  if (text == nullptr) return std::nullopt;
  if (text->find_first_not_of(" \t\r\n") == std::string::npos) {
    report.error(Code::kYamlWrongType, value.span, fmt::format("the text of `{}` is empty", what),
                 "give a word or a text");
    return std::nullopt;
  }
  return SpannedText{*text, value.span};
}

std::optional<Date> as_date(const YamlValue& value, std::string_view what, DiagnosticReport& report) {
  const std::string* text = single(value, what, "a date as in 2017-05-05", report);
  if (text == nullptr) return std::nullopt;
  const std::optional<Date> date = parse_iso_date(*text);
  if (!date) {
    const bool no_such_day = looks_like_iso_date(*text);
    report.error(Code::kDocumentDate, value.span,
                 no_such_day ? fmt::format("there is no day `{}`", *text)
                             : fmt::format("`{}` is not a date that `{}` can have", excerpt(*text), what),
                 no_such_day ? "check the month and the day" : date_help(*text, "2017-05-05"));
  }
  return date;
}

std::optional<std::chrono::minutes> parse_time(std::string_view text) {
  if (text.size() != 5 || text[2] != ':' || !is_digit(text[0]) || !is_digit(text[1]) || !is_digit(text[3]) ||
      !is_digit(text[4])) {
    return std::nullopt;
  }
  const int hours = (text[0] - '0') * 10 + (text[1] - '0');
  const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
  if (hours > 23 || minutes > 59) return std::nullopt;
  return std::chrono::minutes{hours * 60 + minutes};
}

std::optional<std::chrono::minutes> as_time(const YamlValue& value, std::string_view what, DiagnosticReport& report) {
  const std::string* text = single(value, what, "a time of day as in 09:30", report);
  if (text == nullptr) return std::nullopt;
  const std::optional<std::chrono::minutes> time = parse_time(*text);
  if (!time) {
    report.error(Code::kDocumentDate, value.span,
                 fmt::format("`{}` is not a time of day that `{}` can have", excerpt(*text), what),
                 "write hours and minutes, two digits each, from 00:00 to 23:59, as in 09:30");
  }
  return time;
}

std::optional<DayTime> parse_day_time(std::string_view text) {
  const std::optional<Date> day = parse_iso_date(text.substr(0, 10));
  if (!day) return std::nullopt;
  if (text.size() == 10) return DayTime{*day, std::nullopt};
  if (text[10] != 'T') return std::nullopt;
  const std::optional<std::chrono::minutes> time = parse_time(text.substr(11));
  if (!time) return std::nullopt;
  return DayTime{*day, time};
}

std::optional<DayTime> as_day_time(const YamlValue& value, std::string_view what, DiagnosticReport& report) {
  const std::string* text =
      single(value, what, "a date as in 2017-05-05 or a date and time as in 2017-05-05T10:30", report);
  if (text == nullptr) return std::nullopt;
  const std::optional<DayTime> result = parse_day_time(*text);
  if (result) return result;
  const std::string_view day = std::string_view(*text).substr(0, 10);
  if (looks_like_iso_date(day) && !parse_iso_date(day)) {
    report.error(Code::kDocumentDate, value.span, fmt::format("there is no day `{}`", day),
                 "check the month and the day");
  } else if (parse_iso_date(day)) {
    report.error(Code::kDocumentDate, value.span, fmt::format("`{}` is not a date and time", excerpt(*text)),
                 "write the time after a `T`, in hours and minutes, as in 2017-05-05T10:30");
  } else {
    report.error(Code::kDocumentDate, value.span,
                 fmt::format("`{}` is not a date that `{}` can have", excerpt(*text), what),
                 date_help(*text, "2017-05-05 or 2017-05-05T10:30"));
  }
  return std::nullopt;
}

std::optional<std::int64_t> as_whole_number(const YamlValue& value, std::string_view what, DiagnosticReport& report) {
  const std::string* text = single(value, what, "a whole number", report);
  if (text == nullptr) return std::nullopt;
  const bool negative = text->starts_with('-');
  const std::string_view digits = std::string_view(*text).substr(negative ? 1 : 0);
  const bool all_digits = !digits.empty() && std::all_of(digits.begin(), digits.end(), is_digit);
  if (!all_digits || value.quoted || (digits.size() > 1 && digits.front() == '0')) {
    report.error(Code::kYamlWrongType, value.span,
                 fmt::format("`{}` is not a whole number that `{}` can have", excerpt(*text), what),
                 value.quoted ? "write it without quotes" : "write digits only, without zeros before them");
    return std::nullopt;
  }
  constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();
  std::int64_t number = 0;
  for (const char c : digits) {
    const int digit = c - '0';
    if (number > (kLargest - digit) / 10) {
      report.error(Code::kYamlWrongType, value.span, fmt::format("the number given for `{}` is too large", what),
                   "give a smaller number");
      return std::nullopt;
    }
    number = number * 10 + digit;
  }
  return negative ? -number : number;
}

std::optional<bool> as_bool(const YamlValue& value, std::string_view what, DiagnosticReport& report) {
  const std::string* text = single(value, what, "`yes` or `no`", report);
  if (text == nullptr) return std::nullopt;
  if (!value.quoted && (*text == "yes" || *text == "true")) return true;
  if (!value.quoted && (*text == "no" || *text == "false")) return false;
  report.error(Code::kYamlWrongType, value.span,
               fmt::format("`{}` is neither yes nor no for `{}`", excerpt(*text), what),
               "write `yes` or `no`, in small letters and without quotes");
  return std::nullopt;
}

std::optional<Duration> as_duration(const YamlValue& value, std::string_view what, DiagnosticReport& report) {
  const std::string* text = single(value, what, "a duration as in `4 calendar days`", report);
  if (text == nullptr) return std::nullopt;
  const std::size_t space = text->find(' ');
  const std::string_view digits = std::string_view(*text).substr(0, space);
  const std::string_view unit =
      space == std::string::npos ? std::string_view{} : std::string_view(*text).substr(space + 1);

  struct Named {
    std::string_view one;
    std::string_view many;
    Unit unit;
  };
  constexpr std::array<Named, 5> kUnits{{{"working day", "working days", Unit::kWorkingDays},
                                         {"calendar day", "calendar days", Unit::kCalendarDays},
                                         {"week", "weeks", Unit::kWeeks},
                                         {"month", "months", Unit::kMonths},
                                         {"year", "years", Unit::kYears}}};
  const auto named =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const Named& n) { return n.one == unit || n.many == unit; });
  // No more than 9 digits: larger amounts leave every calendar.
  const bool counts = !digits.empty() && digits.size() <= 9 && std::all_of(digits.begin(), digits.end(), is_digit);
  if (named == kUnits.end() || !counts) {
    const bool bare = counts && (unit == "day" || unit == "days");
    report.error(Code::kYamlWrongType, value.span,
                 bare ? fmt::format("`{}` does not say which days", *text)
                      : fmt::format("`{}` is not a duration that `{}` can have", excerpt(*text), what),
                 bare ? fmt::format("write `{0} working days` or `{0} calendar days`", digits)
                      : "write a number and its unit: working days, calendar days, weeks, months or years");
    return std::nullopt;
  }
  std::int32_t amount = 0;
  for (const char c : digits) amount = amount * 10 + (c - '0');
  return Duration{.amount = amount, .unit = named->unit};
}

const std::vector<YamlValue>* as_list(const YamlValue& value, std::string_view what, DiagnosticReport& report) {
  if (value.kind == YamlValue::Kind::kSequence) return &value.items;
  if (value.kind == YamlValue::Kind::kEmpty) {
    report.error(Code::kYamlWrongType, value.span, fmt::format("nothing is given for `{}`", what),
                 "give a list, or `[]` for an empty one");
  } else {
    report.error(Code::kYamlWrongType, value.span, fmt::format("`{}` is {}, not a list", what, kind_text(value)),
                 "begin each item with `- ` on a line of its own, or write the items in brackets as in [a, b]");
  }
  return nullptr;
}

std::optional<std::vector<SpannedText>> as_texts(const YamlValue& value, std::string_view what,
                                                 DiagnosticReport& report) {
  const std::vector<YamlValue>* items = as_list(value, what, report);
  if (items == nullptr) return std::nullopt;
  std::vector<SpannedText> texts;
  for (const YamlValue& item : *items) {
    if (report.size() >= kMostDocumentProblems) break;
    if (std::optional<SpannedText> text = as_text(item, what, report)) texts.push_back(*std::move(text));
  }
  return texts;
}

bool check_keys(const YamlValue& value, std::string_view what, std::initializer_list<YamlKey> keys,
                DiagnosticReport& report) {
  std::vector<std::string_view> names;
  std::string listed;
  for (const YamlKey& key : keys) {
    names.push_back(key.name);
    listed += fmt::format("{}`{}`", listed.empty() ? "" : ", ", key.name);
  }
  if (value.kind != YamlValue::Kind::kMap) {
    report.error(Code::kYamlWrongType, value.span,
                 value.kind == YamlValue::Kind::kEmpty
                     ? fmt::format("nothing is given for {}", what)
                     : fmt::format("{} is {} here, not a group of keys", what, kind_text(value)),
                 fmt::format("write `key: value` with these keys: {}", listed));
    return false;
  }
  for (const YamlEntry& entry : value.entries) {
    if (report.size() >= kMostDocumentProblems) return true;
    if (std::find(names.begin(), names.end(), entry.key.text) != names.end()) continue;
    report.error(Code::kYamlUnknownKey, entry.key.span,
                 fmt::format("{} has no key `{}`", what, excerpt(entry.key.text)),
                 did_you_mean(entry.key.text, names, fmt::format("its keys are {}", listed)));
  }
  for (const YamlKey& key : keys) {
    if (!key.required || value.find(key.name) != nullptr) continue;
    // At the first key, or at the opening bracket.
    const bool block = !value.entries.empty() && value.entries.front().key.span.begin == value.span.begin;
    const Span at = block ? value.entries.front().key.span
                          : Span{value.span.file, value.span.begin, std::min(value.span.begin + 1, value.span.end)};
    report.error(Code::kYamlMissingKey, at, fmt::format("{} needs `{}`", what, key.name),
                 fmt::format("add `{}: …`", key.name));
  }
  return true;
}

}  // namespace proviso
