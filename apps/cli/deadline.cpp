// SPDX-License-Identifier: Apache-2.0
// `proviso deadline FROM DURATION`: the calculator. Which day is 70 working days after 5 May 2017, and why?
#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "base/civil_date.h"
#include "base/did_you_mean.h"
#include "engine/calendar/deadline.h"

namespace proviso::cli {
namespace {

constexpr std::string_view kDefaultCalendar = "england";

struct DeadlineOptions {
  std::string from;
  std::vector<std::string> duration;
  std::string calendar;
  std::vector<std::string> calendars;
  bool beginning_with = false;
  bool before = false;
  bool or_next_working_day = false;
  bool explain = false;
  Format format = Format::kText;
};

struct UnitName {
  std::string_view one;
  std::string_view many;
  Unit unit;
};
constexpr std::array<UnitName, 5> kUnits{{{"working day", "working days", Unit::kWorkingDays},
                                          {"calendar day", "calendar days", Unit::kCalendarDays},
                                          {"week", "weeks", Unit::kWeeks},
                                          {"month", "months", Unit::kMonths},
                                          {"year", "years", Unit::kYears}}};

/// Words with one blank between two.
std::string words_of(const std::vector<std::string>& arguments) {
  std::string text;
  for (const std::string& argument : arguments) {
    std::size_t at = 0;
    while ((at = argument.find_first_not_of(" \t", at)) != std::string::npos) {
      const std::size_t end = std::min(argument.find_first_of(" \t", at), argument.size());
      if (!text.empty()) text += ' ';
      text += argument.substr(at, end - at);
      at = end;
    }
  }
  return text;
}

/// `70 working days`.
/// @error kInvalidArgument saying how a duration is written
Result<Duration> parse_duration(const std::string& text) {
  const auto refused = [](std::string message) {
    return Error{ErrorCode::kInvalidArgument, std::move(message), "read a duration"};
  };
  const std::size_t blank = text.find(' ');
  const std::string digits = text.substr(0, blank);
  const std::string unit = blank == std::string::npos ? std::string() : text.substr(blank + 1);
  constexpr std::string_view kUnitsInWords = "working days, calendar days, weeks, months or years";
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) {
    return refused(
        fmt::format("`{}` is not a duration; write a whole number and a unit, as in `70 working days`", text));
  }
  if (digits.size() > 6) return refused(fmt::format("`{}` is too large a number to count with", digits));
  if (unit == "day" || unit == "days") {
    return refused(fmt::format("`{}` does not say which days; write `{} working days` or `{} calendar days`", text,
                               digits, digits));
  }
  if (unit.empty()) {
    return refused(fmt::format("`{}` has no unit; add {}", text, kUnitsInWords));
  }
  const auto named = std::find_if(kUnits.begin(), kUnits.end(),
                                  [&](const UnitName& name) { return name.one == unit || name.many == unit; });
  if (named == kUnits.end()) {
    std::vector<std::string_view> candidates;
    for (const UnitName& name : kUnits) candidates.insert(candidates.end(), {name.many, name.one});
    return refused(fmt::format("`{}` is not a unit of time; {}", unit,
                               did_you_mean(unit, candidates, fmt::format("use {}", kUnitsInWords))));
  }
  return Duration{.amount = static_cast<std::int32_t>(std::stol(digits)), .unit = named->unit};
}

/// `1 holiday left out: Spring bank holiday, Monday 29 May 2017; 28 weekend days left out`.
std::string left_out_text(const CountTrace& trace, const Calendar& calendar) {
  std::vector<std::string> holidays;
  struct Period {
    std::string name;
    std::size_t days = 0;
  };
  std::vector<Period> periods;
  std::size_t weekend_days = 0;
  for (const LeftOutDay& day : trace.left_out) {
    if (day.weekend) {
      ++weekend_days;
      continue;
    }
    const std::vector<Holiday>& known = calendar.data().holidays;
    const bool holiday = std::any_of(known.begin(), known.end(), [&](const Holiday& h) { return h.date == day.date; });
    if (holiday) {
      holidays.push_back(fmt::format("{}, {}", day.reason, weekday_date(day.date)));
    } else if (!periods.empty() && periods.back().name == day.reason) {
      ++periods.back().days;
    } else {
      periods.push_back({.name = day.reason, .days = 1});
    }
  }
  std::vector<std::string> parts;
  if (!holidays.empty()) {
    std::string all;
    for (const std::string& holiday : holidays) all += fmt::format("{}{}", all.empty() ? "" : "; ", holiday);
    parts.push_back(fmt::format("{} left out: {}", counted(holidays.size(), "holiday"), all));
  }
  for (const Period& period : periods)
    parts.push_back(fmt::format("{} of {} left out", counted(period.days, "day"), period.name));
  if (weekend_days > 0) parts.push_back(fmt::format("{} left out", counted(weekend_days, "weekend day")));
  if (parts.empty()) return "no day left out";
  std::string text;
  for (const std::string& part : parts) text += fmt::format("{}{}", text.empty() ? "" : "; ", part);
  return text;
}

std::string explanation_text(const CountTrace& trace, const Calendar* calendar) {
  std::string text = fmt::format("{} {} {}", duration_text(trace.duration), counting_words(trace.counting),
                                 weekday_date(trace.moment));
  if (calendar != nullptr) text += fmt::format("; {} (calendar {})", calendar->data().title, calendar->name());
  text += "\n";
  const bool counts_days = trace.duration.unit == Unit::kWorkingDays || trace.duration.unit == Unit::kCalendarDays;
  if (trace.duration.amount > 0 && counts_days) text += fmt::format("day 1 is {}\n", weekday_date(trace.day_one));
  if (trace.duration.unit == Unit::kWorkingDays) {
    text += left_out_text(trace, *calendar) + "\n";
  } else {
    text += "every day counts\n";
  }
  if (trace.due != trace.unrolled) {
    text +=
        fmt::format("that leads to {}, which is no working day ({}); the next working day is {}\n",
                    weekday_date(trace.unrolled), calendar->reason_left_out(trace.unrolled), weekday_date(trace.due));
  }
  return text;
}

ExitCode compute(const DeadlineOptions& options) {
  if (options.beginning_with && options.before) {
    say_error("--beginning-with and --before cannot both be given");
    return ExitCode::kInput;
  }
  const std::optional<Date> from = parse_date(options.from);
  if (!from) {
    say_error(not_a_date(options.from));
    return ExitCode::kInput;
  }
  const Result<Duration> duration = parse_duration(words_of(options.duration));
  if (!duration) return say_failure(duration.error());

  std::shared_ptr<const Calendar> calendar;
  const bool needs_calendar = duration->unit == Unit::kWorkingDays || options.or_next_working_day;
  if (needs_calendar || !options.calendar.empty()) {
    calendar = load_named_calendar(options.calendar.empty() ? std::string(kDefaultCalendar) : options.calendar,
                                   calendar_folders(options.calendars, {}));
    if (calendar == nullptr) return ExitCode::kInput;
  }
  const Counting counting = options.beginning_with ? Counting::kBeginningWith
                            : options.before       ? Counting::kBefore
                                                   : Counting::kAfter;
  const std::optional<CountTrace> trace =
      explain_deadline(calendar.get(), *from, *duration, counting, options.or_next_working_day);
  if (!trace) return say_failure(outside_calendar(calendar.get(), *from, *duration, counting));

  if (options.format == Format::kJson) {
    return write_result(
        deadline_json(*trace, needs_calendar ? calendar.get() : nullptr, options.or_next_working_day, options.explain));
  }
  std::string text = weekday_date(trace->due) + "\n";
  if (options.explain) text += explanation_text(*trace, needs_calendar ? calendar.get() : nullptr);
  return write_result(text);
}

}  // namespace

Command add_deadline(CLI::App& program) {
  const auto options = std::make_shared<DeadlineOptions>();
  CLI::App* app =
      program.add_subcommand("deadline", "Work out a date: proviso deadline 2017-05-05 \"70 working days\"");
  app->add_option("FROM", options->from, "The day to count from, for example 2017-05-05; it is not counted itself")
      ->required()
      ->type_name("");
  app->add_option("DURATION", options->duration,
                  "How long: a number of working days, calendar days, weeks, months or years")
      ->required()
      ->type_name("");
  app->add_option("--calendar", options->calendar,
                  "The calendar of working days, by name or file (england unless given)")
      ->type_name("NAME|FILE.yaml");
  add_calendars(*app, options->calendars);
  app->add_flag("--beginning-with", options->beginning_with, "FROM itself is day 1 if it counts");
  app->add_flag("--before", options->before, "Count backwards");
  app->add_flag("--or-next-working-day", options->or_next_working_day,
                "Where the day reached is no working day, take the next that is");
  app->add_flag("--explain", options->explain, "Say which day is day 1 and which days are left out");
  add_format(*app, options->format);
  return {app, [options] { return compute(*options); }};
}

}  // namespace proviso::cli
