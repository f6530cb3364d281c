// SPDX-License-Identifier: Apache-2.0
// From the tree of a map document to MapDocument.
#include "engine/documents/map_document.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/did_you_mean.h"

namespace proviso {
namespace {

constexpr std::string_view kIsoDates = "year-month-day";
constexpr std::string_view kBritishDates = "day/month/year";
constexpr std::string_view kAmericanDates = "month/day/year";
constexpr std::string_view kTimestamps = "timestamp";

/// A text that stands for itself, blanks and all: a cell's content or a separator.
std::optional<SpannedText> as_cell(const YamlValue& value, std::string_view what, DiagnosticReport& report) {
  if (value.kind == YamlValue::Kind::kText && !value.text.empty()) return SpannedText{value.text, value.span};
  return as_text(value, what, report);
}

bool is_fact_value(const YamlValue& value, std::string_view cell, DiagnosticReport& report) {
  bool fits = value.kind == YamlValue::Kind::kText || value.kind == YamlValue::Kind::kSequence;
  for (const YamlValue& item : value.items) fits = fits && item.kind == YamlValue::Kind::kText;
  if (!fits) {
    report.error(Code::kYamlWrongType, value.span,
                 fmt::format("`{}` does not stand for a single value or a list", cell),
                 "give the fact's value, or a list in brackets as in [a, b]; leave out a cell that means `not known`");
  }
  return fits;
}

std::optional<MapFact> read_fact(const YamlEntry& entry, DiagnosticReport& report) {
  const std::size_t before = report.size();
  MapFact fact;
  fact.fact = entry.key;
  if (!check_keys(entry.value, fmt::format("the fact `{}`", entry.key.text),
                  {{"column", true}, {"values", false}, {"separator", false}}, report)) {
    return std::nullopt;
  }
  if (const YamlValue* value = entry.value.find("column")) {
    if (auto column = as_text(*value, "column", report)) fact.column = *std::move(column);
  }
  if (const YamlValue* value = entry.value.find("separator")) fact.separator = as_cell(*value, "separator", report);
  if (const YamlValue* value = entry.value.find("values")) {
    if (value->kind != YamlValue::Kind::kMap) {
      report.error(Code::kYamlWrongType, value->span, "`values` does not say what each cell stands for",
                   "write `text in the cell: value` for each");
      return std::nullopt;
    }
    for (const YamlEntry& known : value->entries) {
      if (report.size() >= kMostDocumentProblems) return std::nullopt;
      if (is_fact_value(known.value, known.key.text, report)) fact.values.push_back({known.key, known.value});
    }
  }
  if (report.size() != before) return std::nullopt;
  return fact;
}

std::vector<MapFact> read_facts(const YamlValue& value, std::string_view what, DiagnosticReport& report) {
  std::vector<MapFact> facts;
  if (value.kind != YamlValue::Kind::kMap) {
    report.error(Code::kYamlWrongType, value.span, fmt::format("`{}` does not say where each fact comes from", what),
                 "write `fact: {column: …}` for each");
    return facts;
  }
  for (const YamlEntry& entry : value.entries) {
    if (report.size() >= kMostDocumentProblems) break;
    if (auto fact = read_fact(entry, report)) facts.push_back(*std::move(fact));
  }
  return facts;
}

std::optional<MapCondition> read_condition(const YamlValue& value, DiagnosticReport& report) {
  if (!check_keys(value, "`only-if`", {{"column", true}, {"is", true}}, report)) return std::nullopt;
  const YamlValue* column_value = value.find("column");
  const YamlValue* is_value = value.find("is");
  auto column = column_value != nullptr ? as_text(*column_value, "column", report) : std::nullopt;
  auto is = is_value != nullptr ? as_cell(*is_value, "is", report) : std::nullopt;
  if (!column || !is) return std::nullopt;
  return MapCondition{*std::move(column), *std::move(is)};
}

void read_shift(const YamlValue& item, MapEvent& event, DiagnosticReport& report) {
  const YamlValue* plus = item.find("plus");
  const YamlValue* minus = item.find("minus");
  if (plus != nullptr && minus != nullptr) {
    report.error(Code::kYamlWrongType, minus->span, "an event has both `plus` and `minus`", "keep one of them");
    return;
  }
  const YamlValue* value = plus != nullptr ? plus : minus;
  if (value == nullptr) return;
  if (const auto duration = as_duration(*value, plus != nullptr ? "plus" : "minus", report)) {
    event.shift = MapShift{.duration = *duration, .before = minus != nullptr, .span = value->span};
  }
  if (item.find("assumed") == nullptr) {
    report.error(Code::kYamlMissingKey, value->span, "a date that is worked out needs `assumed`",
                 "add `assumed: …` and say why the date may be taken so; every result that rests on it will say it");
  }
}

void read_event(const YamlValue& item, MapDocument& map, DiagnosticReport& report) {
  if (!check_keys(item, "an event",
                  {{"event", true},
                   {"on", true},
                   {"plus", false},
                   {"minus", false},
                   {"assumed", false},
                   {"with", false},
                   {"only-if", false}},
                  report)) {
    return;
  }
  MapEvent event;
  event.span = item.span;
  if (const YamlValue* value = item.find("event")) {
    if (auto name = as_text(*value, "event", report)) event.event = *std::move(name);
  }
  if (const YamlValue* value = item.find("on")) {
    if (auto column = as_text(*value, "on", report)) event.on = *std::move(column);
  }
  read_shift(item, event, report);
  if (const YamlValue* value = item.find("assumed")) event.assumed = as_text(*value, "assumed", report);
  if (const YamlValue* value = item.find("with")) event.with = read_facts(*value, "with", report);
  if (const YamlValue* value = item.find("only-if")) event.only_if = read_condition(*value, report);
  map.events.push_back(std::move(event));
}

void read_events(const YamlValue& value, std::string_view key, MapDocument& map, DiagnosticReport& report) {
  const std::vector<YamlValue>* items = as_list(value, key, report);
  if (items == nullptr) return;
  if (items->empty()) {
    report.error(Code::kYamlWrongType, value.span, fmt::format("`{}` is an empty list", key),
                 "say for at least one event which column has its date");
  }
  for (std::size_t i = 0; i < items->size() && report.size() < kMostDocumentProblems; ++i) {
    read_event((*items)[i], map, report);
  }
}

void read_columns(const YamlValue& columns, MapDocument& map, DiagnosticReport& report) {
  if (!check_keys(columns, "`columns`",
                  {{"case", false},
                   {"event", false},
                   {"on", false},
                   {"recorded", false},
                   {"id", false},
                   {"time", false},
                   {"for", false}},
                  report)) {
    return;
  }
  const auto read = [&](std::string_view key, MapColumns& names) {
    const YamlValue* value = columns.find(key);
    if (value == nullptr) return;
    if (value->kind != YamlValue::Kind::kSequence) {
      if (auto name = as_text(*value, key, report)) names = {*std::move(name)};
    } else if (value->items.empty()) {
      report.error(Code::kYamlWrongType, value->span, fmt::format("`{}` is an empty list", key),
                   "name the column, or the columns of which the first that a table has is meant");
    } else if (auto list = as_texts(*value, key, report)) {
      names = *std::move(list);
    }
  };
  read("case", map.case_columns);
  read("event", map.event_columns);
  read("on", map.on_columns);
  read("recorded", map.recorded_columns);
  read("id", map.id_columns);
  read("time", map.time_columns);
  read("for", map.for_columns);
}

void read_event_names(const YamlValue& names, MapDocument& map, DiagnosticReport& report) {
  if (names.kind != YamlValue::Kind::kMap) {
    report.error(Code::kYamlWrongType, names.span, "`event-names` does not say what each name stands for",
                 "write `name in the file: event` for each");
    return;
  }
  for (const YamlEntry& entry : names.entries) {
    if (report.size() >= kMostDocumentProblems) return;
    if (auto event = as_text(entry.value, entry.key.text, report)) {
      map.event_names.push_back({entry.key, *std::move(event)});
    }
  }
}

void read_dates(const YamlValue& value, MapDocument& map, DiagnosticReport& report) {
  const auto text = as_text(value, "dates", report);
  if (!text) return;
  map.dates_span = text->span;
  if (text->text == kIsoDates) {
    map.dates = CellDates::kIso;
  } else if (text->text == kBritishDates) {
    map.dates = CellDates::kDayMonthYear;
  } else if (text->text == kAmericanDates) {
    map.dates = CellDates::kMonthDayYear;
  } else if (text->text == kTimestamps) {
    map.dates = CellDates::kTimestamp;
  } else {
    constexpr std::array<std::string_view, 4> kKnown{kIsoDates, kBritishDates, kAmericanDates, kTimestamps};
    report.error(Code::kYamlWrongType, text->span, fmt::format("`{}` is not a way to write dates", text->text),
                 did_you_mean(text->text, kKnown,
                              fmt::format("write `{}`, `{}`, `{}` or `{}`", kIsoDates, kBritishDates, kAmericanDates,
                                          kTimestamps)));
  }
}

/// The form; nothing where it is missing or neither of the two, which is reported.
std::optional<MapDocument::Form> read_form(const YamlValue& root, DiagnosticReport& report) {
  const YamlValue* value = root.find("form");
  if (value == nullptr) {
    report.error(
        Code::kYamlMissingKey, root.entries.empty() ? root.span : root.entries.front().key.span, "a map needs `form`",
        "add `form: events` for a file with a row for each event, `form: table` for one with a row for each case");
    return std::nullopt;
  }
  const auto text = as_text(*value, "form", report);
  if (!text) return std::nullopt;
  if (text->text == "events") return MapDocument::Form::kEvents;
  if (text->text == "table") return MapDocument::Form::kTable;
  constexpr std::array<std::string_view, 2> kForms{"events", "table"};
  report.error(
      Code::kYamlWrongType, text->span, fmt::format("`{}` is not a form of map", text->text),
      did_you_mean(text->text, kForms, "write `events` (a row for each event) or `table` (a row for each case)"));
  return std::nullopt;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// One or two digits up to a separator, taken off the front.
std::optional<unsigned> take_number(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  if (end == std::string_view::npos || end == 0 || end > 2) return std::nullopt;
  unsigned number = 0;
  for (const char c : text.substr(0, end)) {
    if (!is_digit(c)) return std::nullopt;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  text.remove_prefix(end + 1);
  return number;
}

/// Two digits off the front, at most `most`.
std::optional<int> take_two_digits(std::string_view& text, int most) {
  if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  const int number = (text[0] - '0') * 10 + (text[1] - '0');
  if (number > most) return std::nullopt;
  text.remove_prefix(2);
  return number;
}

/// Seconds and their fraction, where there are any, off the front. Nothing is kept of them.
bool drop_seconds(std::string_view& text) {
  if (!text.starts_with(':')) return true;
  text.remove_prefix(1);
  if (!take_two_digits(text, 59)) return false;
  if (!text.starts_with('.') && !text.starts_with(',')) return true;
  const std::size_t end = std::min(text.find_first_not_of("0123456789", 1), text.size());
  if (end == 1) return false;
  text.remove_prefix(end);
  return true;
}

/// All that is left of a timestamp: `Z`, `+02:00` or `+0200`.
std::optional<std::chrono::minutes> read_offset(std::string_view text) {
  if (text == "Z") return std::chrono::minutes{0};
  if (!text.starts_with('+') && !text.starts_with('-')) return std::nullopt;
  const bool behind = text.front() == '-';
  text.remove_prefix(1);
  const std::optional<int> hours = take_two_digits(text, 23);
  if (hours && text.starts_with(':')) text.remove_prefix(1);
  const std::optional<int> minutes = hours ? take_two_digits(text, 59) : std::nullopt;
  if (!minutes || !text.empty()) return std::nullopt;
  const std::chrono::minutes offset{*hours * 60 + *minutes};
  return behind ? -offset : offset;
}

}  // namespace

std::optional<std::chrono::sys_time<std::chrono::minutes>> parse_timestamp(std::string_view cell) {
  constexpr std::size_t kDayAndTime = 16;  // 2017-05-06T10:30
  if (cell.size() < kDayAndTime) return std::nullopt;
  const std::optional<DayTime> local = parse_day_time(cell.substr(0, kDayAndTime));
  if (!local || !local->time) return std::nullopt;
  cell.remove_prefix(kDayAndTime);
  if (!drop_seconds(cell)) return std::nullopt;
  const std::optional<std::chrono::minutes> offset = read_offset(cell);
  if (!offset) return std::nullopt;
  return std::chrono::sys_time<std::chrono::minutes>{local->day} + *local->time - *offset;
}

std::optional<DayTime> parse_cell_date(std::string_view cell, CellDates dates) {
  if (dates == CellDates::kTimestamp) return std::nullopt;
  if (dates == CellDates::kIso) return parse_day_time(cell);
  const std::optional<unsigned> first = take_number(cell, '/');
  const std::optional<unsigned> second = first ? take_number(cell, '/') : std::nullopt;
  if (!second || cell.size() < 4) return std::nullopt;
  int year = 0;
  for (const char c : cell.substr(0, 4)) {
    if (!is_digit(c)) return std::nullopt;
    year = year * 10 + (c - '0');
  }
  const bool day_first = dates == CellDates::kDayMonthYear;
  const std::optional<Date> day = make_date(year, day_first ? *second : *first, day_first ? *first : *second);
  if (!day) return std::nullopt;
  const std::string_view rest = cell.substr(4);
  if (rest.empty()) return DayTime{*day, std::nullopt};
  if (rest.front() != ' ') return std::nullopt;
  return parse_day_time(fmt::format("{}T{}", iso_date(*day), rest.substr(1)));
}

std::optional<MapDocument> read_map(const SourceFile& file, DiagnosticReport& report) {
  DiagnosticReport own;
  MapDocument map;
  const std::optional<YamlValue> root = read_yaml(file, own);
  if (root && root->kind != YamlValue::Kind::kMap) {
    check_keys(*root, "a map", {{"form", true}}, own);
  } else if (root) {
    if (const auto form = read_form(*root, own)) {
      map.form = *form;
      if (map.form == MapDocument::Form::kEvents) {
        check_keys(*root, "a map of form `events`",
                   {{"form", true},
                    {"framework", false},
                    {"as-of", false},
                    {"dates", false},
                    {"not-held", false},
                    {"columns", false},
                    {"event-names", false},
                    {"facts", false},
                    {"only-if", false},
                    {"case-events", false}},
                   own);
      } else {
        check_keys(*root, "a map of form `table`",
                   {{"form", true},
                    {"framework", false},
                    {"as-of", false},
                    {"dates", false},
                    {"not-held", false},
                    {"case", true},
                    {"events", true}},
                   own);
      }
    }
    if (const YamlValue* value = root->find("framework")) map.framework = as_text(*value, "framework", own);
    if (const YamlValue* value = root->find("as-of")) map.as_of = as_date(*value, "as-of", own);
    if (const YamlValue* value = root->find("dates")) read_dates(*value, map, own);
    if (const YamlValue* value = root->find("not-held")) {
      if (auto names = as_texts(*value, "not-held", own)) map.not_held = *std::move(names);
    }
    if (map.form == MapDocument::Form::kEvents) {
      if (const YamlValue* value = root->find("columns")) read_columns(*value, map, own);
      if (const YamlValue* value = root->find("event-names")) read_event_names(*value, map, own);
      if (const YamlValue* value = root->find("facts")) map.facts = read_facts(*value, "facts", own);
      if (const YamlValue* value = root->find("only-if")) map.only_if = read_condition(*value, own);
      if (const YamlValue* value = root->find("case-events")) read_events(*value, "case-events", map, own);
    } else {
      if (const YamlValue* value = root->find("case")) {
        if (auto column = as_text(*value, "case", own)) map.case_columns = {*std::move(column)};
      }
      if (const YamlValue* value = root->find("events")) read_events(*value, "events", map, own);
    }
  }
  report.append(own);
  if (own.has_errors()) return std::nullopt;
  return map;
}

}  // namespace proviso
