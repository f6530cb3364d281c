// SPDX-License-Identifier: Apache-2.0
// `proviso merge PART…`: the shards of a replay or of a simulation put together. The result is the one that a single
// replay gives, to the last byte.
#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/commands.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "apps/cli/part_file.h"
#include "apps/cli/receipts.h"
#include "apps/cli/replay_outcome.h"
#include "apps/cli/simulate_command.h"
#include "engine/replay/findings_csv.h"
#include "engine/replay/summary_builder.h"

namespace proviso::cli {
namespace {

constexpr std::size_t kMostPartBytes = std::size_t{4} << 30U;

struct MergeOptions {
  std::vector<std::string> parts;
  std::optional<FindingKind> fail_on;
  std::string receipt;
};

/// In the order of their shards; nothing, and said why, where they do not belong together or are not all there.
std::optional<std::vector<PartFile>> read_parts(const std::vector<std::string>& paths, ExitCode& code) {
  std::vector<PartFile> parts;
  for (const std::string& path : paths) {
    const Result<std::string> text = read_input(path, kMostPartBytes);
    if (!text) {
      code = say_failure(text.error());
      return std::nullopt;
    }
    Result<PartFile> part = PartFile::read(display_path(path), *text);
    if (!part) {
      say_error(part.error().message);
      return std::nullopt;
    }
    parts.push_back(*std::move(part));
  }
  std::ranges::stable_sort(parts, {}, [](const PartFile& file) { return file.part().shard.number; });
  const PartFile& first = parts.front();
  for (const PartFile& file : parts) {
    const std::vector<std::string> apart = receipt::differences(first.part().receipt, file.part().receipt);
    if (!apart.empty() || file.part().receipt.id() != first.part().receipt.id() ||
        file.part().by_place != first.part().by_place) {
      say_error(fmt::format("`{}` and `{}` are not parts of one replay: {}", first.name(), file.name(),
                            apart.empty() ? "they were made with other options" : apart.front()));
      return std::nullopt;
    }
    if (file.part().shard.of != first.part().shard.of) {
      say_error(fmt::format("`{}` is one of {} shards, and `{}` one of {}; merge parts of one division", first.name(),
                            first.part().shard.of, file.name(), file.part().shard.of));
      return std::nullopt;
    }
  }
  for (std::uint32_t number = 1, i = 0; number <= first.part().shard.of; ++number, ++i) {
    if (i < parts.size() && parts[i].part().shard.number == number) continue;
    if (i > 0 && i < parts.size() && parts[i].part().shard.number == number - 1) {
      say_error(fmt::format("`{}` and `{}` are both shard {} of {}; give each once", parts[i - 1].name(),
                            parts[i].name(), number - 1, first.part().shard.of));
    } else {
      say_error(
          fmt::format("shard {0} of {1} is missing; make it with --shard {0}/{1}", number, first.part().shard.of));
    }
    return std::nullopt;
  }
  if (parts.size() > first.part().shard.of) {
    say_error(fmt::format("`{}` and `{}` are both shard {} of {}; give each once", parts[parts.size() - 2].name(),
                          parts.back().name(), parts.back().part().shard.number, first.part().shard.of));
    return std::nullopt;
  }
  return parts;
}

/// The rules that the parts were made by; nothing, and said why, where they are others now.
std::optional<Rules> load_rules_of(const receipt::Receipt& then) {
  receipt::Receipt now = new_receipt("replay");
  const std::string path = then.option("rules");
  std::optional<Rules> rules = load_rules(path, calendar_folders(then.options_named("calendars"), path), now);
  if (!rules) return rules;
  receipt::Receipt expected = then;
  std::erase_if(expected.inputs, [](const receipt::Input& input) {
    return input.role != receipt::Input::Role::kRules && input.role != receipt::Input::Role::kCalendar;
  });
  now.as_of = expected.as_of;
  now.known_at = expected.known_at;
  const std::vector<std::string> changed = receipt::differences(expected, now);
  if (changed.empty()) return rules;
  say_error(fmt::format("the parts were made by other rules: {}; make them anew", changed.front()));
  return std::nullopt;
}

std::string merged_findings(const std::vector<PartFile>& parts) {
  std::string text;
  const replay::FindingsCsv header(text);
  std::vector<const PlacedRow*> rows;
  for (const PartFile& file : parts) {
    for (const PlacedRow& row : file.part().findings) rows.push_back(&row);
  }
  // All rows of one case are in one part, and in order there.
  std::ranges::stable_sort(rows, {}, [](const PlacedRow* row) { return row->first; });
  for (const PlacedRow* row : rows) text += row->second;
  return text;
}

/// The parts by their names, where they are of a simulation; what reads a replay's says what else is wrong.
std::vector<std::pair<std::string, std::string>> simulation_parts(const std::vector<std::string>& paths) {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const std::string& path : paths) {
    Result<std::string> text = read_input(path, kMostPartBytes);
    // Where the first is none, none of the others matters.
    if (!text || (texts.empty() && !is_simulation_part(*text))) return {};
    texts.emplace_back(display_path(path), *std::move(text));
  }
  return texts;
}

ExitCode merge(const MergeOptions& options) {
  if (const auto simulation = simulation_parts(options.parts); !simulation.empty()) {
    return merge_simulation(simulation, options.receipt);
  }
  ExitCode code = ExitCode::kInput;
  const std::optional<std::vector<PartFile>> parts = read_parts(options.parts, code);
  if (!parts) return code;
  const Part& first = parts->front().part();
  const std::optional<Rules> rules = load_rules_of(first.receipt);
  if (!rules) return ExitCode::kInput;
  replay::Tallies tallies(*rules->program);
  for (const PartFile& file : *parts) {
    const Result<replay::Tallies> of_part = file.tallies(*rules->program);
    if (!of_part) return say_failure(of_part.error());
    tallies.add(*of_part);
  }
  const replay::ReplaySummary summary = replay::summary_of(*rules->program, tallies, first.as_of);
  Outcome outcome{.code = ExitCode::kDone, .receipt = first.receipt, .text = {}, .files = {}};
  if (const std::string findings = first.receipt.option("findings"); !findings.empty()) {
    outcome.files.push_back({.path = findings, .text = merged_findings(*parts), .option = "--findings"});
    const std::string mistake = overwriting(outcome.files, options.parts);
    if (!mistake.empty()) {
      say_error(mistake);
      return ExitCode::kInput;
    }
  }
  const Format format = first.receipt.option("format") == format_name(Format::kJson) ? Format::kJson : Format::kText;
  tell_summary(summary, format, options.fail_on, outcome);
  return write_outcome(outcome, options.receipt);
}

}  // namespace

Command add_merge(CLI::App& program) {
  const auto options = std::make_shared<MergeOptions>();
  CLI::App* app = program.add_subcommand("merge", "Put the shards of a replay or of a simulation together");
  app->add_option("PART", options->parts,
                  "What `proviso replay` or `simulate` with --shard … --out PART wrote, every shard once")
      ->required()
      ->type_name("");
  add_fail_on(*app, options->fail_on);
  app->add_option("--receipt", options->receipt, "Write the whole receipt to this file")->type_name("FILE");
  return {app, [options] { return merge(*options); }};
}

}  // namespace proviso::cli
