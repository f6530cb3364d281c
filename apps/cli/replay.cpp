// SPDX-License-Identifier: Apache-2.0
// `proviso replay RULES --events|--table FILE`: many cases at once, with a summary and a row for each finding.
#include <array>
#include <charconv>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include "apps/cli/case_table.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "apps/cli/part_file.h"
#include "apps/cli/progress.h"
#include "apps/cli/receipts.h"
#include "apps/cli/replay_outcome.h"
#include "base/civil_date.h"
#include "engine/replay/case_source.h"
#include "engine/replay/findings_csv.h"
#include "engine/replay/gzip.h"
#include "engine/replay/plain_replay.h"
#include "engine/replay/replay.h"
#include "engine/replay/summary_text.h"

namespace proviso::cli {
namespace {

struct ReplayCommandOptions {
  std::string rules;
  TableOptions cases;
  std::string findings;
  std::string outcomes;
  std::vector<std::string> calendars;
  std::optional<Date> as_of;
  std::optional<FindingKind> fail_on;
  Format format = Format::kText;
  std::uint32_t jobs = 1;
  replay::Shard shard;
  std::string part;
  ReceiptOptions receipt;
};

receipt::Receipt receipt_of(const ReplayCommandOptions& options) {
  receipt::Receipt receipt = new_receipt("replay");
  receipt.add_option("rules", options.rules);
  const std::pair<const char*, const std::string&> given[] = {{"events", options.cases.events},
                                                              {"table", options.cases.table},
                                                              {"map", options.cases.map},
                                                              {"findings", options.findings},
                                                              {"outcomes", options.outcomes}};
  for (const auto& [name, value] : given) {
    if (!value.empty()) receipt.add_option(name, value);
  }
  if (options.as_of) receipt.add_option("as_of", iso_date(*options.as_of));
  receipt.add_list("calendars", options.calendars);
  receipt.add_option("format", format_name(options.format));
  return receipt;
}

Result<ReplayCommandOptions> options_of(const receipt::Receipt& receipt) {
  SavedOptions saved(receipt);
  ReplayCommandOptions options;
  options.rules = saved.needed("rules");
  options.cases.events = saved.text("events");
  options.cases.table = saved.text("table");
  options.cases.map = saved.text("map");
  options.findings = saved.text("findings");
  options.outcomes = saved.text("outcomes");
  options.as_of = saved.date("as_of");
  options.calendars = saved.list("calendars");
  options.format = saved.format();
  if (std::optional<Error> mistake = saved.mistake()) return *std::move(mistake);
  return options;
}

constexpr std::uint32_t kMostShards = 100'000;

/// `2/8`: which of how many.
std::optional<replay::Shard> read_shard(std::string_view text) {
  replay::Shard shard;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, shard.number);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '/') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, shard.of);
  if (second.ec != std::errc{} || second.ptr != end) return std::nullopt;
  const bool fits = shard.number >= 1 && shard.number <= shard.of && shard.of <= kMostShards;
  return fits ? std::optional(shard) : std::nullopt;
}

/// What is wrong with the command line as a whole; empty: nothing.
std::string usage_mistake(const ReplayCommandOptions& options) {
  if (std::string mistake = table_mistake(options.cases, "replay"); !mistake.empty()) return mistake;
  // What the rules name in turn is known once they are read, and asked when something is written.
  if (options.shard.is_all() == !options.part.empty()) {
    return options.part.empty() ? "--shard needs --out PART: what a shard comes to is put together by `proviso merge`"
                                : "--out goes with --shard: a whole replay writes its summary to standard output";
  }
  if (!options.shard.is_all() && !options.outcomes.empty()) {
    return "--outcomes does not go with --shard; write the outcomes in one replay";
  }
  return overwriting(
      {{options.findings, {}, "--findings"}, {options.outcomes, {}, "--outcomes"}, {options.part, {}, "--out"}},
      {options.rules, options.cases.events, options.cases.table, options.cases.map});
}

/// Rows of a table as they come, on their way to a file.
class RowTable {
 public:
  void add(const replay::ReplayRow& row) {
    rows_.add(row);
    spool_->add(text_);
    text_.clear();
  }
  /// The row alone, without the header.
  const std::string& text_of(const replay::ReplayRow& row) {
    text_.clear();
    rows_.add(row);
    return text_;
  }
  [[nodiscard]] std::optional<Error> finish() {
    spool_->add(text_);  // the header, where there are no rows
    text_.clear();
    return spool_->finish();
  }
  [[nodiscard]] const std::shared_ptr<Spool>& spool() const { return spool_; }

 private:
  std::string text_;
  replay::FindingsCsv rows_{text_};
  std::shared_ptr<Spool> spool_ = std::make_shared<Spool>();
};

struct Replayed {
  replay::ReplayResult result;
  Date as_of;
  bool by_place = false;  ///< cases are numbered by where they stand in the table
};

/// Straight from the table, where the procedure and the table are plain. Nothing where they are not; where reading
/// fails `failed` is set, and it has been said why.
std::optional<Replayed> replay_plain(const ReplayCommandOptions& options, const Rules& rules, const CaseTable& table,
                                     TableSource& source, const replay::RowSink& findings, Today& today,
                                     Outcome& outcome, bool& failed) {
  const auto fail = [&](const Error& error) {
    outcome.code = say_failure(error);
    failed = true;
    return std::nullopt;
  };
  std::array<char, 2> begin{};
  const Result<std::size_t> got = source.read(begin);
  if (!got) return fail(got.error());
  if (std::optional<Error> error = source.rewind()) return fail(*error);
  replay::GunzipSource text(source);
  const bool compressed = replay::is_gzip({begin.data(), *got});
  replay::ByteSource& bytes = compressed ? static_cast<replay::ByteSource&>(text) : source;

  replay::PlainReplay plain(*rules.program, rules.sources, table.map ? &*table.map : nullptr);
  std::optional<Date> last = options.as_of;
  if (!last && table.map) last = table.map->as_of;
  const Result<bool> done = plain.run(
      bytes, table.path,
      {.jobs = options.jobs, .as_of = last, .keep_findings = static_cast<bool>(findings), .shard = options.shard});
  // What is wrong with compressed data is for the general reader to say.
  if (!done && !compressed) return fail(done.error());
  if (!done || !*done) {
    spdlog::debug("{}: case by case: {}", table.path, done ? plain.why_not() : done.error().message);
    return std::nullopt;
  }
  outcome.receipt.add_input(
      {.role = receipt::Input::Role::kEvents, .name = table.path, .xxh3 = source.xxh3(), .path = table.path});
  const Date as_of = as_of_day(options.as_of, table, plain.last_day(), today);
  Result<replay::ReplayResult> result = plain.finish(as_of, findings);
  if (!result) return fail(result.error());
  spdlog::debug("{}: {} cases, {} events, {:.1f} bytes a case", table.path, result->summary.cases,
                result->summary.events, plain.bytes_per_case());
  return Replayed{*std::move(result), as_of, true};
}

/// What is wrong is said on standard error, and `outcome` says how to end.
std::optional<Replayed> replay_table(const ReplayCommandOptions& options, Rules& rules, CaseTable& table,
                                     const replay::ReplayOptions& rows, Today& today, Outcome& outcome) {
  std::unique_ptr<TableSource> source;
  if (!options.cases.events.empty() && !rows.outcomes) {
    source = TableSource::open(options.cases.events);
    bool failed = false;
    if (source) {
      std::optional<Replayed> plain =
          replay_plain(options, rules, table, *source, rows.findings, today, outcome, failed);
      if (plain || failed) return plain;
    }
  }
  if (!load_text(options.cases, outcome.receipt, table, source.get(), outcome.code)) return std::nullopt;
  const std::optional<replay::CaseSource> cases = cases_of(table, *rules.program, rules.sources);
  if (!cases) {
    outcome.code = ExitCode::kInput;
    return std::nullopt;
  }
  const Date as_of = as_of_day(options.as_of, table, cases->last_day(), today);
  Progress progress("cases");
  replay::ReplayOptions run = rows;
  run.jobs = options.jobs;
  run.progress = [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); };
  if (!options.shard.is_all()) run.only = [&](std::string_view id) { return options.shard.has(id); };
  replay::ReplayResult result = replay::replay(*rules.program, rules.sources, *cases, as_of, run);
  progress.wipe();
  return Replayed{std::move(result), as_of, false};
}

Outcome replay_cases(const ReplayCommandOptions& options, Today& today) {
  Outcome outcome{.code = ExitCode::kInput, .receipt = receipt_of(options), .text = {}, .files = {}};
  if (const std::string mistake = usage_mistake(options); !mistake.empty()) {
    say_error(mistake);
    return outcome;
  }
  std::optional<Rules> rules =
      load_rules(options.rules, calendar_folders(options.calendars, options.rules), outcome.receipt);
  if (!rules) return outcome;
  std::optional<CaseTable> table = begin_table(options.cases, rules->sources, outcome.receipt, outcome.code);
  if (!table) return outcome;
  RowTable findings;
  RowTable outcomes;
  replay::ReplayOptions run;
  if (!options.findings.empty()) run.findings = [&](const replay::ReplayRow& row) { findings.add(row); };
  if (!options.outcomes.empty()) run.outcomes = [&](const replay::ReplayRow& row) { outcomes.add(row); };
  std::vector<PlacedRow> placed;
  if (!options.findings.empty() && !options.shard.is_all()) {
    run.findings = [&](const replay::ReplayRow& row) { placed.emplace_back(row.ordinal, findings.text_of(row)); };
  }
  const std::optional<Replayed> replayed = replay_table(options, *rules, *table, run, today, outcome);
  if (!replayed) return outcome;
  outcome.receipt.as_of = replayed->as_of;
  note_days(outcome.receipt, today);
  if (!options.shard.is_all()) {
    const Part part{.receipt = outcome.receipt,
                    .shard = options.shard,
                    .by_place = replayed->by_place,
                    .as_of = replayed->as_of,
                    .findings = std::move(placed)};
    outcome.files.push_back(
        {.path = options.part, .text = part_text(part, *replayed->result.tallies), .option = "--out"});
    outcome.text = [said = fmt::format("shard {} of {}: {}, {}; `{}` is to be merged with the others\n",
                                       options.shard.number, options.shard.of,
                                       counted(replayed->result.summary.cases, "case"),
                                       counted(replayed->result.finding_rows, "finding"),
                                       options.part)](const receipt::Receipt&) { return said; };
    outcome.code = ExitCode::kDone;
    return outcome;
  }
  if (!options.findings.empty()) {
    if (std::optional<Error> error = findings.finish()) {
      outcome.code = say_failure(*error);
      return outcome;
    }
    outcome.files.push_back({.path = options.findings, .text = {}, .option = "--findings", .spool = findings.spool()});
  }
  if (!options.outcomes.empty()) {
    if (std::optional<Error> error = outcomes.finish()) {
      outcome.code = say_failure(*error);
      return outcome;
    }
    outcome.files.push_back({.path = options.outcomes, .text = {}, .option = "--outcomes", .spool = outcomes.spool()});
  }
  tell_summary(replayed->result.summary, options.format, options.fail_on, outcome);
  return outcome;
}

Result<Outcome> replay_again(const receipt::Receipt& receipt, Today& today) {
  const Result<ReplayCommandOptions> options = options_of(receipt);
  if (!options) return options.error();
  return replay_cases(*options, today);
}

}  // namespace

Command add_replay(CLI::App& program) {
  const auto options = std::make_shared<ReplayCommandOptions>();
  CLI::App* app = program.add_subcommand("replay", "Run many cases from a table, and sum up what came of them");
  app->add_option("RULES", options->rules, "The rule file")->required()->type_name("");
  add_table(*app, options->cases);
  add_as_of(*app, options->as_of);
  app->add_option("--findings", options->findings, "Write a row for each finding to this file")->type_name("OUT.csv");
  app->add_option("--outcomes", options->outcomes, "Write a row for each case and duty to this file")
      ->type_name("OUT.csv");
  app->add_option("--jobs", options->jobs, "How many threads to use; 1 unless told")
      ->type_name("N")
      ->check(CLI::Range(1, 64));
  app->add_option_function<std::string>(
         "--shard",
         [options](const std::string& text) {
           const std::optional<replay::Shard> shard = read_shard(text);
           if (!shard) {
             throw CLI::ValidationError(fmt::format(
                 "--shard: `{}` is no shard; write which of how many, as in 2/8 (at most {})", text, kMostShards));
           }
           options->shard = *shard;
         },
         "Run only those cases that fall to this one of so many shards, by their ids; needs --out")
      ->type_name("I/N");
  app->add_option("--out", options->part, "Write what the shard comes to to this file, for `proviso merge`")
      ->type_name("PART");
  add_fail_on(*app, options->fail_on);
  add_calendars(*app, options->calendars);
  add_format(*app, options->format);
  add_receipt(*app, options->receipt);
  return {app, [app, options] {
            if (!options->receipt.verify.empty()) return verify_receipt(*app, options->receipt.verify, replay_again);
            Today today;
            return write_outcome(replay_cases(*options, today), options->receipt.save);
          }};
}

}  // namespace proviso::cli
