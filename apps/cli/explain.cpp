// SPDX-License-Identifier: Apache-2.0
// `proviso explain RULES CASE.yaml --duty NAME`: why a duty is due when it is, day by day. `proviso explain PV0203`:
// what a message means. `proviso explain RULES CASE.yaml --why-not NAME`: what something waits for.
#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/case_loading.h"
#include "apps/cli/case_text.h"
#include "apps/cli/commands.h"
#include "apps/cli/explain_code.h"
#include "apps/cli/json.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "apps/cli/receipts.h"
#include "apps/cli/why_not_text.h"
#include "base/civil_date.h"
#include "base/did_you_mean.h"
#include "base/word_list.h"
#include "engine/run/case_report.h"
#include "engine/run/records.h"
#include "engine/run/why_not.h"

namespace proviso::cli {
namespace {

struct ExplainOptions {
  std::string rules;
  std::string case_file;
  std::string duty;
  std::string why_not;  ///< in place of `duty`
  std::vector<std::string> calendars;
  std::optional<Date> as_of;
  std::optional<DayTime> known_at;
  Format format = Format::kText;
  ReceiptOptions receipt;
};

receipt::Receipt receipt_of(const ExplainOptions& options) {
  receipt::Receipt receipt = new_receipt("explain");
  receipt.add_option("rules", options.rules);
  receipt.add_option("case", options.case_file);
  if (!options.duty.empty()) receipt.add_option("duty", options.duty);
  if (!options.why_not.empty()) receipt.add_option("why_not", options.why_not);
  if (options.as_of) receipt.add_option("as_of", iso_date(*options.as_of));
  if (options.known_at) receipt.add_option("known_at", day_time_text(*options.known_at));
  receipt.add_list("calendars", options.calendars);
  receipt.add_option("format", format_name(options.format));
  return receipt;
}

Result<ExplainOptions> options_of(const receipt::Receipt& receipt) {
  SavedOptions saved(receipt);
  ExplainOptions options;
  options.rules = saved.needed("rules");
  options.case_file = saved.needed("case");
  options.why_not = saved.text("why_not");
  options.duty = options.why_not.empty() ? saved.needed("duty") : saved.text("duty");
  options.as_of = saved.date("as_of");
  options.known_at = saved.day_time("known_at");
  options.calendars = saved.list("calendars");
  options.format = saved.format();
  if (std::optional<Error> mistake = saved.mistake()) return *std::move(mistake);
  return options;
}

/// The name of the moment a limit starts from, as `letter-received has happened`; empty where it has none.
std::string moment_that_brings_it(const model::Framework& framework, const model::Moment& moment) {
  const model::Moment& base = moment.base();
  switch (base.kind) {
    case model::Moment::Kind::kEvents:
    case model::Moment::Kind::kFirst: {
      std::vector<std::string> names;
      for (const model::EventId event : base.events) names.push_back(fmt::format("`{}`", framework[event].name));
      return fmt::format("{} happens", joined(names, "or"));
    }
    case model::Moment::Kind::kEntering:
      return fmt::format("stage `{}` is entered", framework[base.stage].name);
    case model::Moment::Kind::kFact:
      return fmt::format("the date `{}` is known", framework[base.fact].name);
    case model::Moment::Kind::kDay:
      return {};
    case model::Moment::Kind::kLaterOf:
    case model::Moment::Kind::kEarlierOf: {
      std::vector<std::string> names;
      for (const model::Moment& of : base.of) {
        if (std::string name = moment_that_brings_it(framework, of); !name.empty()) names.push_back(name);
      }
      return joined(names, "or");
    }
    case model::Moment::Kind::kOffset:
    case model::Moment::Kind::kInYearOf:
      return {};  // base() is never one of these
  }
  return {};
}

/// Why there is nothing to explain, and what would have to happen.
std::string not_arisen(const model::Framework& framework, const model::Duty& duty, Date as_of) {
  std::vector<std::string> needed;
  if (duty.limit.moment) {
    if (std::string moment = moment_that_brings_it(framework, *duty.limit.moment); !moment.empty()) {
      needed.push_back(std::move(moment));
    }
  }
  switch (duty.scope.kind) {
    case model::Scope::Kind::kCase:
      break;
    case model::Scope::Kind::kTrack:
      needed.push_back(fmt::format("track `{}` is running", framework.tracks[duty.scope.index].name));
      break;
    case model::Scope::Kind::kStage:
      needed.push_back(fmt::format("the case stands in stage `{}`", framework.stages[duty.scope.index].name));
      break;
  }
  if (duty.applies_if) needed.emplace_back("its `applies if` holds");
  std::string text = fmt::format("The duty {} has not arisen in this case as of {}.\n", duty.name, weekday_date(as_of));
  if (!needed.empty()) text += fmt::format("It arises when {}.\n", joined(needed));
  return text;
}

/// The first lines of an answer: which case, from when, by whose knowledge, and whether it got that far.
std::string heading(const LoadedCase& loaded, const run::RecordOrder& records, std::optional<DayTime> known_at,
                    const std::optional<Stopped>& stopped) {
  return fmt::format("Case {} as of {} ({})\n", loaded.bound.id, weekday_date(loaded.as_of), loaded.as_of_ground) +
         known_at_text(known_at, records.not_yet_known(known_at)) + stopped_text(stopped);
}

/// What is said of a case that stopped is not what was asked for, as in `run`.
void say_stopped(const ExplainOptions& options, const std::optional<Stopped>& stopped, Outcome& outcome) {
  if (!stopped) return;
  say_error(fmt::format("{}: {}", display_path(options.case_file), stopped->because));
  outcome.code = graver(outcome.code, ExitCode::kInput);
}

Outcome say_why_not(const ExplainOptions& options, const Rules& rules, Outcome outcome, Today& today) {
  const model::Framework& framework = *rules.program->framework;
  const std::vector<std::string_view> names = run::why_not_names(framework);
  if (std::find(names.begin(), names.end(), options.why_not) == names.end()) {
    say_error(fmt::format("`{}` declares no stage, duty, trigger or fact `{}`; {}", options.rules, options.why_not,
                          did_you_mean(options.why_not, names, "`proviso export` lists what it declares")));
    return outcome;
  }
  const std::optional<LoadedCase> loaded = load_case(options.case_file, rules, options.as_of, today, outcome.receipt);
  if (!loaded) return outcome;
  outcome.code = ExitCode::kDone;
  note_days(outcome.receipt, today);
  const run::RecordOrder records(loaded->bound.records);
  const run::History history = records.as_known(options.known_at);
  std::optional<run::WhyNot> why = run::why_not(*rules.program, rules.sources, history, options.why_not, loaded->as_of);
  say_stopped(options, why->stopped, outcome);
  if (options.format == Format::kJson) {
    outcome.text = [id = loaded->bound.id, as_of = loaded->as_of, known_at = options.known_at, why = *std::move(why)](
                       const receipt::Receipt& receipt) { return why_not_json(id, as_of, why, known_at, receipt); };
    return outcome;
  }
  outcome.text = [text = heading(*loaded, records, options.known_at, why->stopped) + "\n" +
                         why_not_text(*why)](const receipt::Receipt& receipt) { return with_receipt(text, receipt); };
  return outcome;
}

Outcome explain(const ExplainOptions& options, Today& today) {
  Outcome outcome{.code = ExitCode::kInput, .receipt = receipt_of(options), .text = {}, .files = {}};
  const std::optional<Rules> rules =
      load_rules(options.rules, calendar_folders(options.calendars, options.rules), outcome.receipt);
  if (!rules) return outcome;
  if (!options.why_not.empty()) return say_why_not(options, *rules, std::move(outcome), today);
  const model::Framework& framework = *rules->program->framework;
  const std::optional<std::uint32_t> duty = framework.find(model::SymbolKind::kDuty, options.duty);
  if (!duty) {
    const std::vector<std::string_view> names = framework.names(model::SymbolKind::kDuty);
    std::vector<std::string> all;
    for (const std::string_view name : names) all.push_back(fmt::format("`{}`", name));
    say_error(
        fmt::format("`{}` declares no duty `{}`; {}", options.rules, options.duty,
                    did_you_mean(options.duty, names,
                                 all.empty() ? "it has no duties" : fmt::format("its duties are {}", joined(all)))));
    return outcome;
  }
  const std::optional<LoadedCase> loaded = load_case(options.case_file, *rules, options.as_of, today, outcome.receipt);
  if (!loaded) return outcome;

  outcome.code = ExitCode::kDone;
  note_days(outcome.receipt, today);
  const run::RecordOrder records(loaded->bound.records);
  const run::History history = records.as_known(options.known_at);
  run::ExplainedDuty explained = run::explain_duty(*rules->program, rules->sources, history, *duty, loaded->as_of);
  say_stopped(options, explained.stopped, outcome);
  const std::string none =
      explained.instances.empty()
          ? not_arisen(framework, framework.duties[*duty], explained.stopped ? explained.stopped->on : loaded->as_of)
          : std::string();
  if (options.format == Format::kJson) {
    outcome.text = [id = loaded->bound.id, duty_name = options.duty, as_of = loaded->as_of, none,
                    known_at = options.known_at, explained = std::move(explained)](const receipt::Receipt& receipt) {
      return explanations_json(id, duty_name, as_of, explained, none, known_at, receipt);
    };
    return outcome;
  }
  std::string text = heading(*loaded, records, options.known_at, explained.stopped);
  if (explained.instances.empty()) text += "\n" + none;
  for (const Explanation& explanation : explained.instances) text += "\n" + explanation_text(explanation);
  outcome.text = [text = std::move(text)](const receipt::Receipt& receipt) { return with_receipt(text, receipt); };
  return outcome;
}

Result<Outcome> explain_again(const receipt::Receipt& receipt, Today& today) {
  const Result<ExplainOptions> options = options_of(receipt);
  if (!options) return options.error();
  return explain(*options, today);
}

ExitCode explain_or_verify(const CLI::App& app, const ExplainOptions& options) {
  if (!options.receipt.verify.empty()) return verify_receipt(app, options.receipt.verify, explain_again);
  if (is_code(options.rules) && options.case_file.empty() && options.duty.empty() && options.why_not.empty()) {
    return explain_code(options.rules, options.format);
  }
  if (options.case_file.empty() || (options.duty.empty() && options.why_not.empty())) {
    say_error(options.case_file.empty() ? "CASE.yaml is required" : "--duty is required, or --why-not");
    return ExitCode::kInput;
  }
  if (!options.duty.empty() && !options.why_not.empty()) {
    say_error("give --duty or --why-not, not both");
    return ExitCode::kInput;
  }
  Today today;
  return write_outcome(explain(options, today), options.receipt.save);
}

}  // namespace

Command add_explain(CLI::App& program) {
  const auto options = std::make_shared<ExplainOptions>();
  CLI::App* app = program.add_subcommand(
      "explain", "Say why a duty is due when it is, day by day; or what a message means: proviso explain PV0203");
  const auto needed = std::make_shared<std::vector<CLI::Option*>>();  // beside a rule file, not beside a code
  app->add_option_function<std::string>(
         "RULES",
         [options, needed](const std::string& text) {
           options->rules = text;
           if (!is_code(text)) return;
           for (CLI::Option* option : *needed) option->required(false);
         },
         "The rule file; or, with nothing after it, the code of a message")
      ->required()
      ->type_name("");
  needed->push_back(app->add_option("CASE.yaml", options->case_file, "The case file")->required()->type_name(""));
  app->add_option("--duty", options->duty, "The duty's name in the rule file")->type_name("NAME");
  app->add_option("--why-not", options->why_not,
                  "In place of --duty: a stage, duty, trigger or fact; say what would have to be recorded for it")
      ->type_name("NAME");
  add_as_of(*app, options->as_of);
  add_known_at(*app, options->known_at);
  add_calendars(*app, options->calendars);
  add_format(*app, options->format);
  add_receipt(*app, options->receipt);
  return {app, [app, options] { return explain_or_verify(*app, *options); }};
}

}  // namespace proviso::cli
