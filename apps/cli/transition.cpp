// SPDX-License-Identifier: Apache-2.0
// `proviso transition OLD NEW -o DIR`: carries running cases over to the rules that continue those they began under.
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <unistd.h>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/case_loading.h"
#include "apps/cli/case_table.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "apps/cli/receipts.h"
#include "apps/cli/staging.h"
#include "base/civil_date.h"
#include "base/did_you_mean.h"
#include "base/word_list.h"
#include "engine/change/transition.h"
#include "engine/documents/case_writer.h"
#include "engine/receipt/sha256.h"

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestFileName = 100;

struct TransitionOptions {
  std::string old_rules;
  std::string new_rules;
  std::vector<std::string> cases;
  TableOptions table;
  std::vector<std::string> calendars;
  std::optional<Date> on;
  std::string folder;
  Format format = Format::kText;
  ReceiptOptions receipt;
};

receipt::Receipt receipt_of(const TransitionOptions& options) {
  receipt::Receipt receipt = new_receipt("transition");
  receipt.add_option("old", options.old_rules);
  receipt.add_option("new", options.new_rules);
  receipt.add_list("cases", options.cases);
  const std::pair<const char*, const std::string&> given[] = {
      {"events", options.table.events}, {"table", options.table.table}, {"map", options.table.map}};
  for (const auto& [name, value] : given) {
    if (!value.empty()) receipt.add_option(name, value);
  }
  if (options.on) receipt.add_option("on", iso_date(*options.on));
  receipt.add_list("calendars", options.calendars);
  receipt.add_option("output", options.folder);
  receipt.add_option("format", format_name(options.format));
  return receipt;
}

Result<TransitionOptions> options_of(const receipt::Receipt& receipt) {
  SavedOptions saved(receipt);
  TransitionOptions options;
  options.old_rules = saved.needed("old");
  options.new_rules = saved.needed("new");
  options.cases = saved.list("cases");
  options.table.events = saved.text("events");
  options.table.table = saved.text("table");
  options.table.map = saved.text("map");
  options.on = saved.date("on");
  options.calendars = saved.list("calendars");
  options.folder = saved.needed("output");
  options.format = saved.format();
  if (std::optional<Error> mistake = saved.mistake()) return *std::move(mistake);
  return options;
}

/// The file that a case is written to: its id with `-` for what a file name cannot hold everywhere.
std::string file_name(const std::string& id, std::set<std::string>& taken) {
  std::string name;
  for (const char c : id.substr(0, kLongestFileName)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                       c == '-' || (c == '.' && !name.empty());
    name += plain ? c : '-';
  }
  if (name.empty()) name = "case";
  std::string unique = name;
  for (std::size_t number = 2; !taken.insert(unique).second; ++number) unique = fmt::format("{}-{}", name, number);
  return unique + ".yaml";
}

/// The hash of the rule file that was read by this path; empty: none was.
std::string sha256_of(const receipt::Receipt& receipt, const std::string& path) {
  for (const receipt::Input& input : receipt.inputs) {
    if (input.role == receipt::Input::Role::kRules && input.name == display_path(path)) return input.sha256;
  }
  return {};
}

/// Whether the new rules use the very text that was named as the old ones: it has then been read twice.
bool is_same_text(const receipt::Receipt& receipt, const std::string& old_sha256) {
  return std::count_if(receipt.inputs.begin(), receipt.inputs.end(), [&](const receipt::Input& input) {
           return input.role == receipt::Input::Role::kRules && input.sha256 == old_sha256;
         }) > 1;
}

using Outcomes = std::vector<NamedCarriedCase>;

bool is_yaml(const std::string& path) { return path.ends_with(".yaml") || path.ends_with(".yml"); }

/// The first id that two cases have; empty: each has its own.
std::string id_of_two(const Outcomes& cases) {
  std::set<std::string_view> ids;
  for (const NamedCarriedCase& one : cases) {
    if (!ids.insert(one.id).second) return one.id;
  }
  return {};
}

std::string counted_cases(std::size_t number) { return counted(number, "case"); }

std::string text_of(const TransitionOptions& options, const change::Carriage& carriage, const Outcomes& cases) {
  using Kind = change::CarriedCase::Outcome;
  const auto count = [&](Kind kind) {
    return static_cast<std::size_t>(
        std::count_if(cases.begin(), cases.end(), [&](const auto& one) { return one.result.outcome == kind; }));
  };
  std::string text =
      fmt::format("From {} to {} on {}: {}\n", carriage.old_rules->framework->name, carriage.new_rules->framework->name,
                  long_date(carriage.on), counted_cases(cases.size()));
  const std::pair<Kind, std::string> groups[] = {
      {Kind::kCarried, fmt::format("carried over, written to {}", options.folder)},
      {Kind::kStays, count(Kind::kStays) == 1 ? "stays under the old rules" : "stay under the old rules"},
      {Kind::kRefused, "refused"}};
  for (const auto& [kind, words] : groups) {
    if (count(kind) == 0) continue;
    text += fmt::format("\n{} {}\n", count(kind), words);
    for (const NamedCarriedCase& one : cases) {
      if (one.result.outcome != kind) continue;
      const std::string stages = one.result.stages.empty() ? std::string("in no stage") : joined(one.result.stages);
      text += fmt::format("  {}: {}\n", one.id, kind == Kind::kCarried ? "goes on in " + stages : one.result.because);
      for (const std::string& duty : one.result.duties) text += fmt::format("    {}\n", duty);
    }
  }
  return text;
}

struct Carried {
  Outcome outcome;
  std::vector<OutputFile> files;
};

Carried carry_cases(const TransitionOptions& options) {
  Carried carried{.outcome = {.code = ExitCode::kInput, .receipt = receipt_of(options), .text = {}, .files = {}},
                  .files = {}};
  Outcome& outcome = carried.outcome;
  if (options.table.given()) {
    if (const std::string mistake = table_mistake(options.table, "carry over"); !mistake.empty()) {
      say_error(mistake);
      return carried;
    }
  } else if (options.cases.empty() && is_yaml(options.new_rules)) {
    say_error(fmt::format("`{}` is a case file where the new rules belong; give the old rules, the new ones, the cases",
                          options.new_rules));
    return carried;
  } else if (options.cases.empty()) {
    say_error("say which cases to carry over: CASE.yaml…, --events FILE, or --table FILE with --map");
    return carried;
  }
  std::optional<Rules> from =
      load_rules(options.old_rules, calendar_folders(options.calendars, options.old_rules), outcome.receipt);
  const std::optional<Rules> to =
      load_rules(options.new_rules, calendar_folders(options.calendars, options.new_rules), outcome.receipt);
  if (!from || !to) return carried;
  change::Carriage carriage{.old_rules = from->program.get(),
                            .new_rules = to->program.get(),
                            .new_sources = &to->sources,
                            .on = {},
                            .old_sha256 = sha256_of(outcome.receipt, options.old_rules),
                            .new_sha256 = sha256_of(outcome.receipt, options.new_rules)};
  const std::optional<model::Transition>& transition = to->program->framework->transition;
  carriage.on = options.on ? *options.on : transition ? transition->from : Date{};
  if (const std::string mistake = change::why_not(carriage); !mistake.empty()) {
    say_error(mistake);
    return carried;
  }
  if (!is_same_text(outcome.receipt, carriage.old_sha256)) {
    say_error(fmt::format("`{}` is not the text that `{}` continues; give the file that it uses",
                          display_path(options.old_rules), display_path(options.new_rules)));
    return carried;
  }

  Outcomes cases;
  ExitCode code = ExitCode::kDone;
  Today today;
  for (const std::string& path : options.cases) {
    const std::optional<LoadedCase> loaded = load_case(path, *from, std::nullopt, today, outcome.receipt);
    if (!loaded) {
      code = graver(code, ExitCode::kInput);
      continue;
    }
    const BoundCase& bound = loaded->bound;
    outcome.receipt.inputs.back().as_of = std::nullopt;
    cases.push_back({bound.id, {}, change::carry_over(carriage, bound.id, bound.as_of, bound.records)});
  }
  if (options.table.given()) {
    const std::optional<CaseTable> table = load_table(options.table, from->sources, outcome.receipt, outcome.code);
    if (!table) return carried;
    const std::optional<replay::CaseSource> source = cases_of(*table, *from->program, from->sources);
    if (!source) return carried;
    run::History history = source->history();
    for (std::size_t i = 0; i < source->size(); ++i) {
      source->load(i, history);
      const std::string id(source->id(i));
      cases.push_back(
          {id, {}, change::carry_over(carriage, id, std::nullopt, records_of(history), history.assumptions)});
    }
  }
  if (code != ExitCode::kDone) return carried;  // a file that cannot be read: nothing is written
  if (const std::string id = id_of_two(cases); !id.empty()) {
    say_error(fmt::format("two of the cases are called `{}`; give each case once", id));
    return carried;
  }

  std::set<std::string> taken;
  for (NamedCarriedCase& one : cases) {
    if (one.result.outcome == change::CarriedCase::Outcome::kRefused) code = graver(code, ExitCode::kFindings);
    if (one.result.outcome != change::CarriedCase::Outcome::kCarried) continue;
    one.file = file_name(one.id, taken);
    carried.files.push_back({.path = one.file, .text = one.result.text});
  }
  outcome.code = code;
  if (options.format == Format::kJson) {
    outcome.text = [cases, on = carriage.on, from = carriage.old_rules->framework->name,
                    to = carriage.new_rules->framework->name](const receipt::Receipt& receipt) {
      return transition_json(from, to, on, cases, receipt);
    };
  } else {
    outcome.text = [text = text_of(options, carriage, cases)](const receipt::Receipt& receipt) {
      return with_receipt(text, receipt);
    };
  }
  return carried;
}

/// The folder appears whole or not at all. @return nothing, or the code to exit with after saying why
std::optional<ExitCode> write_folder(const std::string& folder, const std::vector<OutputFile>& files) {
  std::error_code failed;
  fs::path target = fs::absolute(folder, failed).lexically_normal();
  if (!failed && target.filename().empty()) target = target.parent_path();
  if (folder.empty() || failed || target.filename().empty()) {
    say_error("the name of a folder is missing or not usable");
    return ExitCode::kInput;
  }
  const bool exists = fs::exists(fs::symlink_status(target, failed));
  if (exists && (!fs::is_directory(target, failed) || !fs::is_empty(target, failed))) {
    say_error(fmt::format("`{}` exists and is no empty folder; give another name", folder));
    return ExitCode::kInput;
  }
  if (!exists && !fs::is_directory(target.parent_path(), failed)) {
    say_error(fmt::format("there is no folder `{}` to put it into; make it first", target.parent_path().string()));
    return ExitCode::kInput;
  }
  const std::string hidden = fmt::format(".proviso-transition-{}.tmp", ::getpid());
  Staging staging(exists ? target / hidden : target.parent_path() / hidden);
  if (const std::error_code error = staging.make()) return say_unwritable(folder, error);
  if (const std::optional<ExitCode> code = staging.fill(files, folder)) return *code;
  if (const std::error_code error = exists ? staging.empty_into(target) : staging.become(target)) {
    return say_unwritable(folder, error);
  }
  return std::nullopt;
}

ExitCode transition(const TransitionOptions& options) {
  const Carried carried = carry_cases(options);
  if (!carried.outcome.text) return carried.outcome.code;
  if (const std::optional<ExitCode> code = write_folder(options.folder, carried.files)) return *code;
  return write_outcome(carried.outcome, options.receipt.save);
}

Result<Outcome> transition_again(const receipt::Receipt& receipt, Today& /*today*/) {
  const Result<TransitionOptions> options = options_of(receipt);
  if (!options) return options.error();
  return carry_cases(*options).outcome;
}

}  // namespace

Command add_transition(CLI::App& program) {
  const auto options = std::make_shared<TransitionOptions>();
  CLI::App* app = program.add_subcommand("transition",
                                         "Carry running cases over to the rules that continue those they began under");
  app->add_option("OLD", options->old_rules, "The rules under which the cases began")->required()->type_name("");
  app->add_option("NEW", options->new_rules, "The rules that continue them: `continues <framework> from <date>`")
      ->required()
      ->type_name("");
  app->add_option("CASE.yaml", options->cases, "Case files")->type_name("");
  add_table(*app, options->table);
  app->add_option_function<std::string>(
         "--on", [options](const std::string& text) { options->on = parse_date(text); },
         "The day from which on these cases go by the new rules; left out, the day that the new rules name")
      ->type_name("DATE")
      ->check([](const std::string& text) { return parse_date(text) ? std::string() : not_a_date(text); });
  app->add_option("-o,--output", options->folder, "The folder to write case files to: a new one, or an empty one")
      ->required()
      ->type_name("DIR");
  add_calendars(*app, options->calendars);
  add_format(*app, options->format);
  add_receipt(*app, options->receipt);
  return {app, [app, options] {
            if (!options->receipt.verify.empty()) {
              return verify_receipt(*app, options->receipt.verify, transition_again);
            }
            return transition(*options);
          }};
}

}  // namespace proviso::cli
