// SPDX-License-Identifier: Apache-2.0
// From the tree of a calendar document to CalendarData.
#include "engine/documents/calendar_document.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/did_you_mean.h"
#include "engine/calendar/calendar.h"
#include "engine/documents/yaml.h"

namespace proviso {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};

/// A calendar with the places its parts were written at.
struct Draft {
  CalendarData data;
  Span name;
  Span years;
  Span weekend;
  std::vector<Span> holidays;
  std::vector<Span> uncounted;
};

std::optional<int> read_year(const YamlValue& years, std::string_view key, DiagnosticReport& report) {
  const YamlValue* value = years.find(key);
  if (value == nullptr) return std::nullopt;
  const std::optional<std::int64_t> year = as_whole_number(*value, key, report);
  if (!year) return std::nullopt;
  if (*year < 1 || *year > 9999) {
    report.error(Code::kYamlWrongType, value->span, fmt::format("{} is not a year", *year),
                 "write it in full, as in 2017");
    return std::nullopt;
  }
  return static_cast<int>(*year);
}

void read_weekend(const YamlValue& value, Draft& draft, DiagnosticReport& report) {
  draft.weekend = value.span;
  const auto texts = as_texts(value, "weekend", report);
  if (!texts) return;
  for (const SpannedText& text : *texts) {
    const std::optional<std::chrono::weekday> day = parse_weekday(text.text);
    if (!day) {
      report.error(Code::kYamlWrongType, text.span, fmt::format("`{}` is not a day of the week", text.text),
                   did_you_mean(text.text, kWeekdays, "write its English name with a capital, as in Saturday"));
    } else if (std::find(draft.data.weekend.begin(), draft.data.weekend.end(), *day) != draft.data.weekend.end()) {
      report.error(Code::kCalendarContent, text.span, fmt::format("`{}` is a weekend day twice", text.text),
                   "leave one of them out");
    } else {
      draft.data.weekend.push_back(*day);
    }
  }
}

void read_holidays(const YamlValue& value, Draft& draft, DiagnosticReport& report) {
  const std::vector<YamlValue>* items = as_list(value, "holidays", report);
  if (items == nullptr) return;
  for (const YamlValue& item : *items) {
    if (report.size() >= kMostDocumentProblems) return;
    if (!check_keys(item, "a holiday", {{"date", true}, {"name", true}}, report)) continue;
    const YamlValue* date_value = item.find("date");
    const YamlValue* name_value = item.find("name");
    const auto date = date_value != nullptr ? as_date(*date_value, "date", report) : std::nullopt;
    auto name = name_value != nullptr ? as_text(*name_value, "name", report) : std::nullopt;
    if (!date || !name) continue;
    draft.data.holidays.push_back({*date, std::move(name->text)});
    draft.holidays.push_back(date_value->span);
  }
}

void read_uncounted(const YamlValue& value, Draft& draft, DiagnosticReport& report) {
  const std::vector<YamlValue>* items = as_list(value, "uncounted", report);
  if (items == nullptr) return;
  for (const YamlValue& item : *items) {
    if (report.size() >= kMostDocumentProblems) return;
    if (!check_keys(item, "a period", {{"from", true}, {"to", true}, {"name", true}}, report)) continue;
    const YamlValue* from_value = item.find("from");
    const YamlValue* to_value = item.find("to");
    const YamlValue* name_value = item.find("name");
    const auto from = from_value != nullptr ? as_date(*from_value, "from", report) : std::nullopt;
    const auto to = to_value != nullptr ? as_date(*to_value, "to", report) : std::nullopt;
    auto name = name_value != nullptr ? as_text(*name_value, "name", report) : std::nullopt;
    if (!from || !to || !name) continue;
    draft.data.uncounted.push_back({*from, *to, std::move(name->text)});
    draft.uncounted.push_back(from_value->span);
  }
}

/// The message of Calendar::build for the data; empty where it builds.
std::string contradiction(CalendarData data) {
  const Result<Calendar> built = Calendar::build(std::move(data));
  return built ? std::string() : built.error().message;
}

/// The data with its first `holidays` holidays and `periods` periods only.
CalendarData part_of(const CalendarData& data, std::size_t holidays, std::size_t periods) {
  CalendarData part = data;
  part.holidays.resize(holidays);
  part.uncounted.resize(periods);
  return part;
}

/// Finds what Calendar::build objects to, by building ever smaller parts, so that its checks are written once. The
/// first item that the ones before it do not bear is the one to blame; it is reported and left out.
void report_contradictions(Draft draft, DiagnosticReport& report) {
  constexpr std::size_t kMostReported = 20;
  CalendarData& data = draft.data;

  if (const std::string message = contradiction(part_of(data, 0, 0)); !message.empty()) {
    CalendarData named = part_of(data, 0, 0);
    named.name = "a";
    CalendarData without_weekend = part_of(data, 0, 0);
    without_weekend.weekend.clear();
    const Span at = contradiction(std::move(named)).empty()             ? draft.name
                    : contradiction(std::move(without_weekend)).empty() ? draft.weekend
                                                                        : draft.years;
    report.error(Code::kCalendarContent, at, message);
    return;
  }
  for (std::size_t reported = 0; reported < kMostReported; ++reported) {
    if (contradiction(data).empty()) return;
    const std::size_t items = data.holidays.size() + data.uncounted.size();
    const auto first = [&](std::size_t count) {
      const std::size_t holidays = std::min(count, data.holidays.size());
      return part_of(data, holidays, count - holidays);
    };
    std::size_t good = 0;
    std::size_t bad = items;
    while (bad - good > 1) {
      const std::size_t middle = good + (bad - good) / 2;
      (contradiction(first(middle)).empty() ? good : bad) = middle;
    }
    const std::string message = contradiction(first(bad));
    if (bad <= data.holidays.size()) {
      const auto blamed = static_cast<std::ptrdiff_t>(bad - 1);
      report.error(Code::kCalendarContent, draft.holidays[bad - 1], message);
      data.holidays.erase(data.holidays.begin() + blamed);
      draft.holidays.erase(draft.holidays.begin() + blamed);
    } else {
      const auto blamed = static_cast<std::ptrdiff_t>(bad - data.holidays.size() - 1);
      report.error(Code::kCalendarContent, draft.uncounted[static_cast<std::size_t>(blamed)], message);
      data.uncounted.erase(data.uncounted.begin() + blamed);
      draft.uncounted.erase(draft.uncounted.begin() + blamed);
    }
  }
}

}  // namespace

std::optional<CalendarData> read_calendar(const SourceFile& file, DiagnosticReport& report) {
  DiagnosticReport own;
  Draft draft;
  const std::optional<YamlValue> root = read_yaml(file, own);
  if (root && check_keys(*root, "a calendar",
                         {{"calendar", true},
                          {"title", true},
                          {"years", true},
                          {"weekend", true},
                          {"holidays", true},
                          {"uncounted", false}},
                         own)) {
    if (const YamlValue* value = root->find("calendar")) {
      if (auto name = as_text(*value, "calendar", own)) {
        draft.data.name = std::move(name->text);
        draft.name = name->span;
      }
    }
    if (const YamlValue* value = root->find("title")) {
      if (auto title = as_text(*value, "title", own)) draft.data.title = std::move(title->text);
    }
    if (const YamlValue* value = root->find("years")) {
      draft.years = value->span;
      if (check_keys(*value, "`years`", {{"first", true}, {"last", true}}, own)) {
        draft.data.first_year = read_year(*value, "first", own).value_or(0);
        draft.data.last_year = read_year(*value, "last", own).value_or(0);
      }
    }
    if (const YamlValue* value = root->find("weekend")) read_weekend(*value, draft, own);
    if (const YamlValue* value = root->find("holidays")) read_holidays(*value, draft, own);
    if (const YamlValue* value = root->find("uncounted")) read_uncounted(*value, draft, own);
    if (!own.has_errors()) report_contradictions(draft, own);
  }
  report.append(own);
  if (own.has_errors()) return std::nullopt;
  return std::move(draft.data);
}

}  // namespace proviso
