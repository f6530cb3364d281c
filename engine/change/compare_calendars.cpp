// SPDX-License-Identifier: Apache-2.0
// The calendars that two versions count by: a change of a calendar changes dates without a word in the rules.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/word_list.h"
#include "engine/change/comparison.h"

namespace proviso::change {
namespace {

std::string weekend_text(const CalendarData& calendar) {
  std::vector<std::string> days;
  for (unsigned day = 1; day <= 7; ++day) {
    const std::chrono::weekday weekday{day};
    if (std::find(calendar.weekend.begin(), calendar.weekend.end(), weekday) != calendar.weekend.end()) {
      days.emplace_back(weekday_name(weekday));
    }
  }
  return days.empty() ? "none" : joined(days);
}

std::string period_text(const UncountedPeriod& period) {
  return fmt::format("{} to {}, \"{}\"", long_date(period.first), long_date(period.last), period.name);
}

int year_of(Date day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

/// The line of the calendar's file that holds a text, else its first; nothing where the file was not read.
std::optional<Place> calendar_place(const SourceSet& sources, const std::string& calendar, const std::string& text) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const SourceFile& file = sources[static_cast<FileId>(i)];
    const std::string_view path = file.path();
    const std::string_view name = path.substr(path.rfind('/') + 1);
    if (name != calendar + ".yaml" && name != calendar + ".yml") continue;
    const std::size_t found = text.empty() ? 0 : file.text().find(text);
    const std::uint32_t line =
        found == std::string_view::npos ? 1 : file.position(static_cast<std::uint32_t>(found)).line;
    std::string_view words = file.line(line);
    words.remove_prefix(std::min(words.find_first_not_of(" \t"), words.size()));
    return Place{file.path(), line, std::string(words.substr(0, words.find_last_not_of(" \t\r") + 1))};
  }
  return std::nullopt;
}

}  // namespace

void Comparison::calendars() {
  if (before_.calendars.working && now_.calendars.working) {
    calendar(*before_.calendars.working, *now_.calendars.working, "working days");
  }
  for (std::size_t i = 0; i < before_.written.named_calendars.size() && i < before_.calendars.named.size(); ++i) {
    const std::string& word = before_.written.named_calendars[i].word;
    for (std::size_t k = 0; k < now_.written.named_calendars.size() && k < now_.calendars.named.size(); ++k) {
      if (now_.written.named_calendars[k].word != word) continue;
      calendar(*before_.calendars.named[i], *now_.calendars.named[k], word + " days");
    }
  }
}

/// What differs in the years that both know, day by day, and which years those are.
void Comparison::calendar(const Calendar& old_calendar, const Calendar& new_calendar, const std::string& counts) {
  const CalendarData& before = old_calendar.data();
  const CalendarData& now = new_calendar.data();
  // Another calendar altogether is said in the header; a list of all its days would only hide it.
  if (before.name != now.name) return;
  // One calendar may count both working days and days of its own name; it is compared once.
  if (std::any_of(changes_.meaning.begin(), changes_.meaning.end(), [&](const Change& change) {
        return change.subject == Subject::kCalendar && change.name == now.name;
      })) {
    return;
  }
  const auto differs = [&](std::string aspect, std::string was, std::string is, std::string words,
                           const std::string& old_text, const std::string& new_text) {
    add({.subject = Subject::kCalendar,
         .kind = ChangeKind::kChanged,
         .name = now.name,
         .old_name = before.name,
         .aspect = std::move(aspect),
         .before = std::move(was),
         .after = std::move(is),
         .sentence = fmt::format("calendar `{}`: {}", now.name, words),
         .details = {},
         .citation = {},
         .old_place = calendar_place(before_.sources, before.name, old_text),
         .new_place = calendar_place(now_.sources, now.name, new_text)});
  };
  const auto years = [](const CalendarData& data) { return fmt::format("{} to {}", data.first_year, data.last_year); };
  if (years(before) != years(now)) {
    differs("years", years(before), years(now),
            fmt::format("it knows the years {} instead of {}", years(now), years(before)), "years", "years");
  }
  if (weekend_text(before) != weekend_text(now)) {
    differs("weekend", weekend_text(before), weekend_text(now),
            fmt::format("the days of the week that are no {} are {} instead of {}", counts, weekend_text(now),
                        weekend_text(before)),
            "weekend", "weekend");
  }
  const int first = std::max(before.first_year, now.first_year);
  const int last = std::min(before.last_year, now.last_year);
  const auto known = [&](Date day) { return year_of(day) >= first && year_of(day) <= last; };
  std::map<Date, std::pair<std::string, std::string>> holidays;
  for (const Holiday& holiday : before.holidays) {
    if (known(holiday.date)) holidays[holiday.date].first = holiday.name;
  }
  for (const Holiday& holiday : now.holidays) {
    if (known(holiday.date)) holidays[holiday.date].second = holiday.name;
  }
  for (const auto& [day, names] : holidays) {
    const auto& [was, is] = names;
    if (was == is) continue;
    const std::string date = weekday_date(day);
    if (was.empty()) {
      differs("holiday", {}, fmt::format("{}, \"{}\"", long_date(day), is),
              fmt::format("{} is a holiday now, \"{}\"", date, is), {}, iso_date(day));
    } else if (is.empty()) {
      differs("holiday", fmt::format("{}, \"{}\"", long_date(day), was), {},
              fmt::format("{} is no holiday any more; it was \"{}\"", date, was), iso_date(day), {});
    } else {
      differs("holiday", fmt::format("{}, \"{}\"", long_date(day), was), fmt::format("{}, \"{}\"", long_date(day), is),
              fmt::format("the holiday on {} is called \"{}\" instead of \"{}\"", date, is, was), iso_date(day),
              iso_date(day));
    }
  }
  const auto periods = [&](const CalendarData& data) {
    std::map<std::string, Date> texts;
    for (const UncountedPeriod& period : data.uncounted) {
      if (known(period.first) || known(period.last)) texts.emplace(period_text(period), period.first);
    }
    return texts;
  };
  const auto old_periods = periods(before);
  const auto new_periods = periods(now);
  for (const auto& [text, day] : old_periods) {
    if (!new_periods.contains(text)) {
      differs("period", text, {}, fmt::format("the days from {} count again", text), iso_date(day), {});
    }
  }
  for (const auto& [text, day] : new_periods) {
    if (!old_periods.contains(text)) {
      differs("period", {}, text, fmt::format("the days from {} do not count now", text), {}, iso_date(day));
    }
  }
}

}  // namespace proviso::change
