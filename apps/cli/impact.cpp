// SPDX-License-Identifier: Apache-2.0
// `proviso impact OLD NEW --events|--table FILE`: what a change to the rules, or to a calendar, does to cases.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/case_table.h"
#include "apps/cli/commands.h"
#include "apps/cli/impact_outputs.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "apps/cli/progress.h"
#include "apps/cli/receipts.h"
#include "base/did_you_mean.h"
#include "base/word_list.h"
#include "engine/change/impact.h"
#include "engine/change/impact_text.h"
#include "engine/change/matching.h"

namespace proviso::cli {
namespace {

constexpr std::string_view kFormats[] = {"text", "json", "csv", "html"};
constexpr std::uint64_t kCasesBetweenProgress = 1'000;

struct ImpactOptions {
  std::string before;
  std::string now;  ///< empty: the same rules, by another calendar
  std::string calendar;
  TableOptions cases;
  std::string format = "text";
  std::string output;
  std::vector<std::string> calendars;
  std::vector<std::string> old_calendars;
  std::optional<Date> as_of;
};

using ProgramPointer = std::shared_ptr<const program::Program>;

/// The same rules by another calendar, in place of the one of that name; null after saying what is wrong.
ProgramPointer with_calendar(const program::Program& rules, const std::string& path) {
  const std::shared_ptr<const Calendar> calendar = load_named_calendar(path, {});
  if (calendar == nullptr) return nullptr;
  const model::Framework& framework = *rules.framework;
  Calendars calendars = rules.calendars;
  calendars.zone = nullptr;  // compiling finds it again
  bool found = false;
  if (framework.calendar == calendar->name()) {
    calendars.working = calendar;
    found = true;
  }
  for (std::size_t i = 0; i < framework.named_calendars.size(); ++i) {
    if (framework.named_calendars[i].calendar != calendar->name()) continue;
    calendars.named[i] = calendar;
    found = true;
  }
  if (!found) {
    std::vector<std::string> names;
    for (const auto& [name, span] : model::calendars_named(framework)) names.push_back(fmt::format("`{}`", name));
    say_error(fmt::format("`{}` is the calendar `{}`, which the rules do not name; {}", path, calendar->name(),
                          names.empty() ? std::string("they name none") : fmt::format("they name {}", joined(names))));
    return nullptr;
  }
  Result<ProgramPointer> compiled = program::compile(rules.framework, std::move(calendars));
  if (!compiled) {
    say_failure(compiled.error());
    return nullptr;
  }
  return *std::move(compiled);
}

/// The new rules in the names of the old, which those of the cases are.
ProgramPointer in_old_names(const program::Program& before, const program::Program& now,
                            const change::Matching& matching) {
  Calendars calendars = now.calendars;
  calendars.zone = nullptr;
  Result<ProgramPointer> compiled = program::compile(
      std::make_shared<const model::Framework>(change::in_old_names(*before.framework, *now.framework, matching)),
      std::move(calendars));
  if (!compiled) {
    say_failure(compiled.error());
    return nullptr;
  }
  return *std::move(compiled);
}

ExitCode show_impact(const ImpactOptions& options) {
  if (options.now.empty() == options.calendar.empty()) {
    say_error(options.now.empty()
                  ? "say what is new: a second rule file, or --calendar FILE"
                  : "a second rule file and --calendar cannot both be given; look at one after the other");
    return ExitCode::kInput;
  }
  if (const std::string mistake = table_mistake(options.cases, "run"); !mistake.empty()) {
    say_error(mistake);
    return ExitCode::kInput;
  }
  receipt::Receipt inputs = new_receipt("impact");  // not written: it says what was read
  std::vector<std::string> old_folders = options.old_calendars;
  old_folders.insert(old_folders.end(), options.calendars.begin(), options.calendars.end());
  std::optional<Rules> before = load_rules(options.before, calendar_folders(old_folders, options.before), inputs);
  if (!before) return ExitCode::kInput;
  std::optional<Rules> now;
  ProgramPointer new_program;
  if (options.now.empty()) {
    new_program = with_calendar(*before->program, options.calendar);
  } else {
    now = load_rules(options.now, calendar_folders(options.calendars, options.now), inputs);
    if (!now) return ExitCode::kInput;
    new_program = now->program;
  }
  if (new_program == nullptr) return ExitCode::kInput;
  const change::Matching matching = change::match(*before->program->framework, *new_program->framework);
  if (!options.now.empty()) new_program = in_old_names(*before->program, *new_program, matching);
  if (new_program == nullptr) return ExitCode::kInput;

  ExitCode code = ExitCode::kInput;
  const std::optional<CaseTable> table = load_table(options.cases, before->sources, inputs, code);
  if (!table) return code;
  const std::optional<replay::CaseSource> old_cases = cases_of(*table, *before->program, before->sources);
  if (!old_cases) return ExitCode::kInput;
  SourceSet& new_sources = now ? now->sources : before->sources;
  const std::optional<replay::CaseSource> new_cases = cases_of(*table, *new_program, new_sources);
  if (!new_cases) {
    say_note("the old rules can read these cases, the new ones cannot");
    return ExitCode::kInput;
  }
  Today today;
  const Date as_of = as_of_day(options.as_of, *table, old_cases->last_day(), today);
  change::ImpactBuilder builder(*before->program, before->sources, *new_program, new_sources, matching, as_of);
  Progress progress("cases");
  run::History old_history = old_cases->history();
  run::History new_history = new_cases->history();
  for (std::size_t i = 0; i < old_cases->size(); ++i) {
    old_cases->load(i, old_history);
    new_cases->load(i, new_history);
    builder.add(old_cases->id(i), old_history, new_history);
    if ((i + 1) % kCasesBetweenProgress == 0 || i + 1 == old_cases->size()) progress.show(i + 1, old_cases->size());
  }
  progress.wipe();
  const change::Impact impact = builder.finish();
  const change::ImpactTextOptions shown{.list_open = !options.calendar.empty()};
  std::string text;
  if (options.format == "json") {
    text = impact_json(impact);
  } else if (options.format == "csv") {
    text = impact_csv(impact);
  } else if (options.format == "html") {
    text = change::impact_page(
        impact, fmt::format("What the change does to cases of {}", before->program->framework->name), shown);
  } else {
    text = change::impact_text(impact, shown);
  }
  std::vector<std::string> read = paths_read(inputs);
  if (!options.calendar.empty()) read.push_back(options.calendar);
  return write_result(text, {options.output, {}, "--output"}, read);
}

}  // namespace

Command add_impact(CLI::App& program) {
  const auto options = std::make_shared<ImpactOptions>();
  CLI::App* app = program.add_subcommand("impact", "Say what a change to the rules, or to a calendar, does to cases");
  app->add_option("OLD", options->before, "The rule file as it was")->required()->type_name("");
  app->add_option("NEW", options->now, "The rule file as it is now; left out with --calendar")->type_name("");
  app->add_option("--calendar", options->calendar,
                  "In place of NEW: the same rules by this calendar; open deadlines that it moves are listed")
      ->type_name("FILE");
  add_table(*app, options->cases);
  add_as_of(*app, options->as_of);
  app->add_option("--format", options->format,
                  "text, json, csv (a row for each effect) or html (one page that needs nothing else)")
      ->type_name("text|json|csv|html")
      ->check([](const std::string& text) {
        if (text == "text" || text == "json" || text == "csv" || text == "html") return std::string();
        return fmt::format("`{}` is not a format of `impact`; {}", text,
                           did_you_mean(text, kFormats, "use text, json, csv or html"));
      });
  app->add_option("-o,--output", options->output, "Write to this file rather than to standard output")
      ->type_name("FILE");
  add_calendars(*app, options->calendars);
  add_calendars(*app, options->old_calendars, "--old-calendars", "A folder of calendars for OLD alone");
  return {app, [options] { return show_impact(*options); }};
}

}  // namespace proviso::cli
