// SPDX-License-Identifier: Apache-2.0
// `proviso fit RULES --events|--table FILE --out ASSUMPTIONS.yaml`: durations and outcomes estimated from histories.
#include <charconv>
#include <filesystem>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/case_table.h"
#include "apps/cli/commands.h"
#include "apps/cli/fit_json.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "apps/cli/receipts.h"
#include "base/civil_date.h"
#include "base/did_you_mean.h"
#include "base/word_list.h"
#include "engine/fit/assumptions_text.h"
#include "engine/fit/estimates.h"
#include "engine/fit/estimates_text.h"

namespace proviso::cli {
namespace {

constexpr std::uint64_t kMostLeastSample = 1'000'000;

struct FitOptions {
  std::string rules;
  TableOptions cases;
  std::string out;
  std::optional<Date> until;
  std::optional<Date> from;
  std::vector<std::string> pairs;
  std::uint64_t least_sample = fit::Options{}.least_sample;
  std::vector<std::string> calendars;
  Format format = Format::kText;
  ReceiptOptions receipt;
};

receipt::Receipt receipt_of(const FitOptions& options) {
  receipt::Receipt receipt = new_receipt("fit");
  receipt.add_option("rules", options.rules);
  const std::pair<const char*, const std::string&> given[] = {{"events", options.cases.events},
                                                              {"table", options.cases.table},
                                                              {"map", options.cases.map},
                                                              {"out", options.out}};
  for (const auto& [name, value] : given) {
    if (!value.empty()) receipt.add_option(name, value);
  }
  if (options.until) receipt.add_option("until", iso_date(*options.until));
  if (options.from) receipt.add_option("from", iso_date(*options.from));
  receipt.add_list("pair", options.pairs);
  receipt.add_option("least_sample", fmt::format("{}", options.least_sample));
  receipt.add_list("calendars", options.calendars);
  receipt.add_option("format", format_name(options.format));
  return receipt;
}

Result<FitOptions> options_of(const receipt::Receipt& receipt) {
  SavedOptions saved(receipt);
  FitOptions options;
  options.rules = saved.needed("rules");
  options.cases.events = saved.text("events");
  options.cases.table = saved.text("table");
  options.cases.map = saved.text("map");
  options.out = saved.text("out");
  options.until = saved.date("until");
  options.from = saved.date("from");
  options.pairs = saved.list("pair");
  const std::string least = saved.needed("least_sample");
  options.calendars = saved.list("calendars");
  options.format = saved.format();
  if (std::optional<Error> mistake = saved.mistake()) return *std::move(mistake);
  const char* const end = least.data() + least.size();
  const auto [read, failed] = std::from_chars(least.data(), end, options.least_sample);
  if (failed != std::errc{} || read != end) {
    return Error{ErrorCode::kInvalidDocument, fmt::format("`{}` is not a number of cases", least),
                 "read the options of a receipt"};
  }
  return options;
}

/// What is wrong with the command line as a whole; empty: nothing.
std::string usage_mistake(const FitOptions& options) {
  if (std::string mistake = table_mistake(options.cases, "fit"); !mistake.empty()) return mistake;
  if (options.out == "-") return "--out needs a file: the table of what was estimated goes to standard output";
  if (options.from && options.until && *options.from > *options.until) {
    return fmt::format("--from {} is later than --until {}: nothing lies between", iso_date(*options.from),
                       iso_date(*options.until));
  }
  return overwriting({{options.out, {}, "--out"}},
                     {options.rules, options.cases.events, options.cases.table, options.cases.map});
}

std::optional<std::uint32_t> find_event(const model::Framework& framework, const std::string& name) {
  const auto found = framework.find(model::SymbolKind::kEvent, name);
  if (!found) {
    say_error(fmt::format(
        "--pair: there is no event `{}` in `{}`; {}", name, framework.name,
        did_you_mean(name, framework.names(model::SymbolKind::kEvent), "the rules say which events there are")));
  }
  return found;
}

/// The pairs asked for; what is wrong is said on standard error.
bool read_pairs(const FitOptions& options, const model::Framework& framework, fit::Options& into) {
  for (const std::string& text : options.pairs) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size()) {
      say_error(
          fmt::format("--pair: `{}` is no pair; write the earlier event, a colon and the later one, as in "
                      "onsite-end:letter-published",
                      text));
      return false;
    }
    const auto after = find_event(framework, text.substr(0, colon));
    const auto event = find_event(framework, text.substr(colon + 1));
    if (!after || !event) return false;
    into.asked_for.emplace_back(*after, *event);
  }
  return true;
}

/// Why there is nothing to write; empty: there is something.
std::string nothing_to_fit(const model::Framework& framework, const fit::Estimates& estimates,
                           const fit::Options& options, const std::string& data) {
  if (estimates.cases == 0) {
    return estimates.unseen == 0 ? fmt::format("`{}` has no cases", data)
                                 : fmt::format("`{}` has {}, and nothing is known of any of them by {}", data,
                                               counted(estimates.unseen, "case"), long_date(options.until));
  }
  if (!estimates.empty()) return {};
  if (!estimates.pairs.empty()) {
    return fmt::format(
        "there is nothing to estimate from `{}`: of the events that can follow others, none has come by {}", data,
        long_date(options.until));
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < framework.events.size(); ++i) {
    if (estimates.seen[i] > 0 && names.size() < 10) names.push_back(fmt::format("`{}`", framework.events[i].name));
  }
  return fmt::format(
      "there is nothing to estimate from `{}`: by the rules, none of its events follows another of them ({}); "
      "name a pair with --pair AFTER:EVENT",
      data, joined(names));
}

void warn_of_small_samples(const model::Framework& framework, const fit::Estimates& estimates,
                           const fit::Options& options) {
  std::vector<std::string> small;
  for (const fit::PairEstimate& estimate : estimates.pairs) {
    if (!estimate.small(options)) continue;
    small.push_back(fmt::format("{} after {} ({})", framework.events[estimate.pair.event].name,
                                framework.events[estimate.pair.after].name, estimate.came()));
  }
  for (const fit::FactEstimate& fact : estimates.facts) {
    if (fact.known >= options.least_sample) continue;
    small.push_back(
        fmt::format("{} in {} ({})", framework.facts[fact.fact].name, framework.events[fact.event].name, fact.known));
  }
  if (small.empty()) return;
  say_note(fmt::format("rests on fewer than {}: {}", counted(options.least_sample, "case"), joined(small)));
}

Outcome fit_cases(const FitOptions& options, Today& today) {
  Outcome outcome{.code = ExitCode::kInput, .receipt = receipt_of(options), .text = {}, .files = {}};
  if (const std::string mistake = usage_mistake(options); !mistake.empty()) {
    say_error(mistake);
    return outcome;
  }
  std::optional<Rules> rules =
      load_rules(options.rules, calendar_folders(options.calendars, options.rules), outcome.receipt);
  if (!rules) return outcome;
  const model::Framework& framework = *rules->program->framework;
  fit::Options how{.until = {}, .from = options.from, .asked_for = {}, .least_sample = options.least_sample};
  if (!read_pairs(options, framework, how)) return outcome;
  const std::optional<CaseTable> table = load_table(options.cases, rules->sources, outcome.receipt, outcome.code);
  if (!table) return outcome;
  const std::optional<replay::CaseSource> cases = cases_of(*table, *rules->program, rules->sources);
  outcome.code = ExitCode::kInput;
  if (!cases) return outcome;
  how.until = as_of_day(options.until, *table, cases->last_day(), today, "--until");
  fit::Estimates estimates = fit::estimate(*rules->program, *cases, how);
  // The name alone: who reads the result has the file elsewhere.
  const std::string data = std::filesystem::path(table->path).filename().string();
  if (const std::string why = nothing_to_fit(framework, estimates, how, data); !why.empty()) {
    say_error(why);
    return outcome;
  }
  warn_of_small_samples(framework, estimates, how);
  outcome.receipt.as_of = how.until;
  note_days(outcome.receipt, today);
  if (!options.out.empty()) {
    outcome.files.push_back(
        {.path = options.out, .text = fit::assumptions_text(framework, estimates, how, data), .option = "--out"});
  }
  if (options.format == Format::kJson) {
    outcome.text = [program = rules->program, estimates = std::move(estimates), how,
                    data](const receipt::Receipt& receipt) {
      return fit_json(*program->framework, estimates, how, data, receipt);
    };
  } else {
    outcome.text = [said = fit::estimates_text(framework, estimates, how, data)](const receipt::Receipt& receipt) {
      return with_receipt(said, receipt);
    };
  }
  outcome.code = ExitCode::kDone;
  return outcome;
}

Result<Outcome> fit_again(const receipt::Receipt& receipt, Today& today) {
  const Result<FitOptions> options = options_of(receipt);
  if (!options) return options.error();
  return fit_cases(*options, today);
}

void add_date(CLI::App& app, const std::string& name, std::optional<Date>& date, const std::string& what) {
  app.add_option_function<std::string>(
         name,
         [name, &date](const std::string& text) {
           date = parse_date(text);
           if (!date) throw CLI::ValidationError(fmt::format("{}: {}", name, not_a_date(text)));
         },
         what)
      ->type_name("DATE");
}

}  // namespace

Command add_fit(CLI::App& program) {
  const auto options = std::make_shared<FitOptions>();
  CLI::App* app = program.add_subcommand(
      "fit", "Estimate from real cases how long things take and how they turn out, for a scenario");
  app->add_option("RULES", options->rules, "The rule file")->required()->type_name("");
  add_table(*app, options->cases);
  app->add_option("--out", options->out, "Write the estimates as assumptions that a scenario can name to this file")
      ->type_name("ASSUMPTIONS.yaml");
  add_date(*app, "--until", options->until, "Take as known only what was by the end of this day; else the map's as-of");
  add_date(*app, "--from", options->from, "Count only what began on this day or later");
  app->add_option("--pair", options->pairs,
                  "How long the second event takes after the first, in place of what the rules have it follow")
      ->type_name("AFTER:EVENT");
  app->add_option("--least-sample", options->least_sample,
                  "With fewer cases an estimate is called small; 20 unless told")
      ->type_name("N")
      ->check(CLI::Range(std::uint64_t{1}, kMostLeastSample));
  add_calendars(*app, options->calendars);
  add_format(*app, options->format);
  add_receipt(*app, options->receipt);
  return {app, [app, options] {
            if (!options->receipt.verify.empty()) return verify_receipt(*app, options->receipt.verify, fit_again);
            Today today;
            return write_outcome(fit_cases(*options, today), options->receipt.save);
          }};
}

}  // namespace proviso::cli
