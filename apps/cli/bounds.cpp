// SPDX-License-Identifier: Apache-2.0
// `proviso bounds FILE --from EVENT --to EVENT`: how early and how late can the one follow the other?
#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/bounds_json.h"
#include "apps/cli/commands.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "base/civil_date.h"
#include "base/did_you_mean.h"
#include "base/word_list.h"
#include "engine/analysis/time_bounds.h"
#include "engine/model/wording.h"

namespace proviso::cli {
namespace {

using analysis::BoundClause;
using analysis::TimeBound;
using analysis::TimeBounds;

struct BoundsOptions {
  std::string file;
  std::string from;
  std::string to;
  std::string on;
  bool only_must = false;
  std::vector<std::string> calendars;
  Format format = Format::kText;
};

/// So many events are named to someone who named none of them.
constexpr std::size_t kNamedEvents = 20;

/// The event that somebody may have meant who named a stage or a duty; empty where the name is neither.
std::string meant_instead(const model::Framework& framework, const std::string& name) {
  if (const auto duty = framework.find(model::SymbolKind::kDuty, name)) {
    const std::vector<model::EventId>& acts = framework.duties[*duty].events;
    if (acts.empty()) return "a duty without an act";
    return fmt::format("a duty; name its act: `{}`", model::events_text(framework, acts));
  }
  const auto stage = framework.find(model::SymbolKind::kStage, name);
  if (!stage) return {};
  std::vector<std::string> entering;
  for (const model::Move& move : framework.moves) {
    if (move.to.value != *stage) continue;
    for (const model::EventId event : move.events) {
      const std::string quoted = fmt::format("`{}`", framework[event].name);
      if (std::find(entering.begin(), entering.end(), quoted) == entering.end()) entering.push_back(quoted);
    }
  }
  if (entering.empty()) return "a stage; name an event of it";
  return fmt::format("a stage; name the event that enters it: {}", joined(entering, "or"));
}

/// The event of that name; what is wrong is said on standard error.
std::optional<model::EventId> event_of(const model::Framework& framework, const std::string& name,
                                       std::string_view option) {
  if (const auto found = framework.find(model::SymbolKind::kEvent, name)) return model::EventId{*found};
  if (const std::string instead = meant_instead(framework, name); !instead.empty()) {
    say_error(fmt::format("{}: `{}` is not an event but {}", option, name, instead));
    return std::nullopt;
  }
  const std::vector<std::string_view> names = framework.names(model::SymbolKind::kEvent);
  std::string others = "the events are declared in the rule file, as `event <name>`";
  if (!names.empty() && names.size() <= kNamedEvents) {
    others = fmt::format("the events are {}", joined({names.begin(), names.end()}));
  }
  say_error(fmt::format("{}: there is no event `{}`; {}", option, name, did_you_mean(name, names, others)));
  return std::nullopt;
}

/// Why nothing leads from the one event to the other, and what to do.
std::string no_way_text(const model::Framework& framework, const Calendars& calendars, model::EventId from,
                        model::EventId to, const TimeBounds& bounds, analysis::Bindingness which) {
  std::string text = fmt::format("no way leads from `{}` to `{}`: ", framework[from].name, framework[to].name);
  if (bounds.nowhere) {
    return text + fmt::format("nothing says where `{}` happens; it moves no track, and no duty names it",
                              framework[*bounds.nowhere].name);
  }
  text += "no track goes from the one to the other, and no limit counts from the one to the other";
  const TimeBounds back = analysis::time_bounds(framework, &calendars, to, from, which, std::nullopt);
  if (back.outcome == TimeBounds::Outcome::kFound) {
    text += fmt::format("; one leads from `{}` to `{}`: change --from and --to round", framework[to].name,
                        framework[from].name);
  }
  return text;
}

std::string way_text(const std::vector<std::string>& way) {
  std::string text;
  for (const std::string& stage : way) text += fmt::format("{}{}", text.empty() ? "" : " → ", stage);
  return text;
}

std::string point_text(const std::string& point) {
  constexpr std::string_view kEntering = "entering ";
  if (!point.starts_with(kEntering)) return fmt::format("`{}`", point);
  return fmt::format("entering `{}`", point.substr(kEntering.size()));
}

std::string amount_text(const BoundClause& clause) {
  if (clause.shift == 0) return clause.amount.empty() ? "no time" : clause.amount;
  const std::string days = counted(static_cast<std::size_t>(std::abs(clause.shift)), "calendar day");
  if (clause.amount.empty()) return days;
  return fmt::format("{} and {}{}", clause.amount, days, clause.shift < 0 ? " less" : "");
}

std::string clause_text(const model::Framework& framework, const SourceSet& sources, const BoundClause& clause) {
  const SourceFile& file = sources[clause.span.file];
  std::string text = fmt::format("  {} {} from {} to {}\n", clause.at_most ? "at most" : "at least",
                                 amount_text(clause), point_text(clause.from), point_text(clause.to));
  text += fmt::format("    {}:{}: {}\n", file.path(), file.position(clause.span.begin).line,
                      clause.duty ? fmt::format("{}: {}", framework[*clause.duty].name,
                                                model::duty_text(framework, framework[*clause.duty]))
                                  : fmt::format("after {} the stage is left", clause.amount));
  return text;
}

std::string years_text(const Calendar* calendar) {
  if (calendar == nullptr) return {};
  const auto year = [](Date day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); };
  return fmt::format(" ({} to {})", year(calendar->first_day()), year(calendar->last_day()));
}

/// @param word  `earliest` or `latest`
std::string bound_text(const model::Framework& framework, const SourceSet& sources, std::string_view word,
                       const TimeBound& bound, const std::optional<Date>& on, const Calendar* calendar) {
  const auto days = [](std::int64_t number) { return counted(static_cast<std::size_t>(number), "calendar day"); };
  std::string text = fmt::format("{}: ", word);
  if (bound.date) {
    const std::int64_t later = (*bound.date - *on).count();
    text += later == 0 ? "on the same day" : fmt::format("{}, {} later", weekday_date(*bound.date), days(later));
  } else {
    text += bound.days == 0 ? "on the same day" : days(bound.days);
    if (bound.days > 0) text += word == "latest" ? " at the most" : " at the least";
    if (on) text += "; its date lies outside the calendar" + years_text(calendar);
  }
  text += "\n";
  if (!bound.way.empty()) text += fmt::format("  by way of {}\n", way_text(bound.way));
  for (const BoundClause& clause : bound.clauses) text += clause_text(framework, sources, clause);
  if (bound.clauses.empty()) text += "  nothing asks for time between them\n";
  return text;
}

std::string unlimited_text(const analysis::Unlimited& unlimited) {
  std::string text = "latest: there is no last day\n";
  if (!unlimited.way.empty()) text += fmt::format("  by way of {}\n", way_text(unlimited.way));
  text +=
      fmt::format("  nothing limits the time from {} to {}\n", point_text(unlimited.from), point_text(unlimited.to));
  for (const std::string& reason : unlimited.reasons) text += fmt::format("  {}\n", reason);
  return text;
}

std::string in_force_text(const model::Framework& framework) {
  std::string text = "in force";
  if (framework.from) text += " from " + long_date(*framework.from);
  if (framework.until) text += " until " + long_date(*framework.until);
  return text;
}

std::string bounds_text(const model::Framework& framework, const SourceSet& sources, const Calendar* calendar,
                        const BoundsQuestion& question, const TimeBounds& bounds) {
  std::string text = fmt::format("from {} to {}, where every limit is kept ({})\n", question.from, question.to,
                                 question.only_must ? "only `must` counts" : "`must`, `should` and `will usually`");
  if (question.on) text += fmt::format("{} on {}\n", question.from, weekday_date(*question.on));
  if (question.on &&
      ((framework.from && *question.on < *framework.from) || (framework.until && *question.on > *framework.until))) {
    text += fmt::format("these rules are not in force on that day: {}\n", in_force_text(framework));
  }
  if (calendar != nullptr) text += fmt::format("calendar {}\n", calendar->name());
  text += "\n" + bound_text(framework, sources, "earliest", bounds.earliest, question.on, calendar) + "\n";
  text += bounds.latest ? bound_text(framework, sources, "latest", *bounds.latest, question.on, calendar)
                        : unlimited_text(bounds.unlimited.value_or(analysis::Unlimited{}));
  if (bounds.ways > 1) text += fmt::format("\n{} ways were compared; each goes through no stage twice\n", bounds.ways);
  if (bounds.blocked > 0) {
    text += fmt::format("{} left out: not every limit along {} can be kept\n", counted(bounds.blocked, "way"),
                        bounds.blocked == 1 ? "it" : "them");
  }
  return text;
}

ExitCode find_bounds(const BoundsOptions& options) {
  std::optional<Date> on;
  if (!options.on.empty()) {
    on = parse_date(options.on);
    if (!on) {
      say_error(not_a_date(options.on));
      return ExitCode::kInput;
    }
  }
  const Result<ReadRules> rules =
      read_rules(options.file, calendar_folders(options.calendars, options.file), Depth::kEverything);
  if (!rules) return say_failure(rules.error());
  if (rules->report.has_errors()) {
    say_diagnostics(rules->report, rules->sources);
    return ExitCode::kInput;
  }
  const model::Framework& framework = *rules->framework;
  const std::optional<model::EventId> from = event_of(framework, options.from, "--from");
  const std::optional<model::EventId> to = event_of(framework, options.to, "--to");
  if (!from || !to) return ExitCode::kInput;
  if (from == to) {
    say_error(fmt::format("--from and --to both name `{}`; name two events", options.from));
    return ExitCode::kInput;
  }
  const Calendars calendars{rules->calendar, rules->named_calendars, nullptr};
  const auto which = options.only_must ? analysis::Bindingness::kMust : analysis::Bindingness::kEvery;
  const TimeBounds bounds = analysis::time_bounds(framework, &calendars, *from, *to, which, on);
  switch (bounds.outcome) {
    case TimeBounds::Outcome::kFound:
      break;
    case TimeBounds::Outcome::kNoWay:
      say_error(no_way_text(framework, calendars, *from, *to, bounds, which));
      return ExitCode::kInput;
    case TimeBounds::Outcome::kNever:
      say_error(fmt::format("no case comes from `{}` to `{}` with every limit kept{}; `proviso check` may say more",
                            options.from, options.to, on ? ", where it begins on that day" : ""));
      return ExitCode::kFindings;
    case TimeBounds::Outcome::kTooLarge:
      say_error(fmt::format("there are more ways from `{}` to `{}` than are compared; name events nearer to each other",
                            options.from, options.to));
      return ExitCode::kInput;
  }
  const BoundsQuestion question{options.from, options.to, options.only_must, on};
  const Calendar* calendar = rules->calendar.get();
  return write_result(options.format == Format::kJson
                          ? bounds_json(framework, rules->sources, calendar, question, bounds)
                          : bounds_text(framework, rules->sources, calendar, question, bounds));
}

}  // namespace

Command add_bounds(CLI::App& program) {
  const auto options = std::make_shared<BoundsOptions>();
  CLI::App* app = program.add_subcommand("bounds", "How early and how late one event can follow another");
  app->add_option("FILE", options->file, "The rule file (`-` for standard input)")->required()->type_name("");
  app->add_option("--from", options->from, "The event to count from")->required()->type_name("EVENT");
  app->add_option("--to", options->to, "The event to come to")->required()->type_name("EVENT");
  app->add_option("--on", options->on, "The day of the first event: gives dates as well")->type_name("DATE");
  app->add_flag("--only-must", options->only_must,
                "Count the limits of `must` alone, not what should or usually is done");
  add_calendars(*app, options->calendars);
  add_format(*app, options->format);
  return {app, [options] { return find_bounds(*options); }};
}

}  // namespace proviso::cli
