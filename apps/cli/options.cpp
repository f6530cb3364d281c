// SPDX-License-Identifier: Apache-2.0
// Options that several subcommands share.
#include "apps/cli/options.h"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <span>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/civil_date.h"
#include "base/did_you_mean.h"
#include "base/word_list.h"
#include "engine/documents/yaml.h"

namespace proviso::cli {
namespace {

constexpr std::string_view kFormats[] = {"text", "json", "sarif"};  // in the order of Format
constexpr std::string_view kMisses[] = {"breach", "shortfall", "deviation"};

std::optional<FindingKind> parse_miss(std::string_view text) {
  if (text == "breach") return FindingKind::kBreach;
  if (text == "shortfall") return FindingKind::kShortfall;
  if (text == "deviation") return FindingKind::kDeviation;
  return std::nullopt;
}

std::optional<int> parse_digits(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

/// `5 May 2017`, and `Friday 5 May 2017` where it was one: what Proviso prints can be handed back to it.
std::optional<Date> parse_written_date(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t blank = text.find(' ');
    if (blank != 0) words.push_back(text.substr(0, blank));
    if (blank == std::string_view::npos) break;
    text.remove_prefix(blank + 1);
  }
  std::optional<std::chrono::weekday> weekday;
  if (words.size() == 4) {
    weekday = parse_weekday(words.front());
    if (!weekday) return std::nullopt;
    words.erase(words.begin());
  }
  if (words.size() != 3) return std::nullopt;
  const std::optional<int> day = parse_digits(words[0]);
  const std::optional<unsigned> month = parse_month(words[1]);
  const std::optional<int> year = words[2].size() == 4 ? parse_digits(words[2]) : std::nullopt;
  if (!day || !month || !year) return std::nullopt;
  const std::optional<Date> date = make_date(*year, *month, static_cast<unsigned>(*day));
  return date && weekday && std::chrono::weekday{*date} != *weekday ? std::nullopt : date;
}

/// `--format`, one of `names`, which are the first of kFormats.
void add_format_of(CLI::App& app, Format& format, std::span<const std::string_view> names, const std::string& about) {
  std::string known;
  for (const std::string_view name : names) known += (known.empty() ? "" : "|") + std::string(name);
  app.add_option_function<std::string>(
         "--format",
         [&format, names](const std::string& text) {
           format = static_cast<Format>(std::find(names.begin(), names.end(), text) - names.begin());
         },
         about)
      ->type_name(known)
      ->check([names](const std::string& text) {
        if (std::find(names.begin(), names.end(), text) != names.end()) return std::string();
        const std::vector<std::string> words(names.begin(), names.end());
        return fmt::format("`{}` is not a format; {}", text, did_you_mean(text, names, "use " + joined(words, "or")));
      });
}

}  // namespace

void add_format(CLI::App& app, Format& format) {
  add_format_of(app, format, std::span(kFormats).first(2),
                "How results are written: text for people, json for programs");
}

void add_format_with_sarif(CLI::App& app, Format& format) {
  add_format_of(
      app, format, kFormats,
      "How results are written: text for people, json for programs, sarif for what shows findings beside code");
}

std::string format_name(Format format) { return std::string(kFormats[static_cast<std::size_t>(format)]); }

void add_calendars(CLI::App& app, std::vector<std::string>& folders, const std::string& name, const std::string& what) {
  app.add_option(name, folders, what + ", looked into first; may be given several times")
      ->type_name("DIR")
      ->allow_extra_args(false)
      ->check([](const std::string& folder) {
        return CLI::detail::check_path(folder.c_str()) == CLI::detail::path_type::directory
                   ? std::string()
                   : fmt::format("there is no folder `{}`", folder);
      });
}

void add_as_of(CLI::App& app, std::optional<Date>& as_of) {
  app.add_option_function<std::string>(
         "--as-of", [&as_of](const std::string& text) { as_of = parse_date(text); },
         "The day to look from, for example 2017-08-18; what is due on it is still pending")
      ->type_name("DATE")
      ->check([](const std::string& text) { return parse_date(text) ? std::string() : not_a_date(text); });
}

void add_known_at(CLI::App& app, std::optional<DayTime>& known_at) {
  app.add_option_function<std::string>(
         "--known-at", [&known_at](const std::string& text) { known_at = parse_day_and_time(text); },
         "Leave out what was recorded later: 2017-08-18 for the end of that day, or 2017-08-18T09:30")
      ->type_name("TIME")
      ->check([](const std::string& text) {
        return parse_day_and_time(text)
                   ? std::string()
                   : fmt::format(
                         "`{}` is not a time; write it like 2017-05-05 or 2017-05-05T09:30, and check that the "
                         "day and the time exist",
                         text);
      });
}

void add_fail_on(CLI::App& app, std::optional<FindingKind>& fail_on) {
  app.add_option_function<std::string>(
         "--fail-on", [&fail_on](const std::string& text) { fail_on = parse_miss(text); },
         "Exit with 1 where there is a miss of this kind or a graver one: breach, then shortfall, then deviation")
      ->type_name("breach|shortfall|deviation")
      ->check([](const std::string& text) {
        if (parse_miss(text)) return std::string();
        return fmt::format("`{}` is no kind of miss; {}", text,
                           did_you_mean(text, kMisses, "use breach, shortfall or deviation"));
      });
}

bool meets(std::optional<FindingKind> fail_on, FindingKind found) {
  // The three misses stand first in FindingKind, the gravest at the front.
  return fail_on && found <= FindingKind::kDeviation && found <= *fail_on;
}

std::optional<Date> parse_date(std::string_view text) {
  if (const std::optional<Date> date = parse_iso_date(text)) return date;
  return parse_written_date(text);
}

std::string not_a_date(std::string_view text) {
  return fmt::format("`{}` is not a day; write it like 2017-05-05, and check that the day exists", text);
}

std::optional<DayTime> parse_day_and_time(std::string_view text) {
  if (const std::optional<DayTime> when = parse_day_time(text)) return when;
  if (const std::optional<Date> day = parse_written_date(text)) return DayTime{*day, std::nullopt};
  return std::nullopt;
}

std::string day_time_text(DayTime when) {
  if (!when.time) return iso_date(when.day);
  const auto minutes = when.time->count();
  return fmt::format("{}T{:02}:{:02}", iso_date(when.day), minutes / 60, minutes % 60);
}

std::string day_and_time(DayTime when) {
  if (!when.time) return weekday_date(when.day);
  const auto minutes = when.time->count();
  return fmt::format("{} at {:02}:{:02}", weekday_date(when.day), minutes / 60, minutes % 60);
}

Date Today::day() {
  used_ = true;
  if (day_) return *day_;
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  day_ = Date{std::chrono::year_month_day{std::chrono::year{local.tm_year + 1900},
                                          std::chrono::month{static_cast<unsigned>(local.tm_mon + 1)},
                                          std::chrono::day{static_cast<unsigned>(local.tm_mday)}}};
  return *day_;
}

}  // namespace proviso::cli
