// SPDX-License-Identifier: Apache-2.0
// The shards of a simulation put together: the result is that of all its runs in one piece, to the last byte.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "apps/cli/output.h"
#include "apps/cli/simulate_command.h"

namespace proviso::cli {
namespace {

struct NamedPart {
  std::string name;
  SimulationPart part;
};

/// Why they do not belong together, or are not all there; empty: they do, and are.
std::string mistake_of(const std::vector<NamedPart>& parts) {
  const NamedPart& first = parts.front();
  for (const NamedPart& other : parts) {
    const std::vector<std::string> apart = receipt::differences(first.part.receipt, other.part.receipt);
    if (!apart.empty() || other.part.receipt.id() != first.part.receipt.id() || other.part.runs != first.part.runs ||
        other.part.seed != first.part.seed) {
      return fmt::format("`{}` and `{}` are not parts of one simulation: {}", first.name, other.name,
                         apart.empty() ? "they were made with other options" : apart.front());
    }
    if (other.part.of != first.part.of) {
      return fmt::format("`{}` is one of {} shards, and `{}` one of {}; merge parts of one division", first.name,
                         first.part.of, other.name, other.part.of);
    }
  }
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].part.number == parts[i - 1].part.number) {
      return fmt::format("`{}` and `{}` are both shard {} of {}; give each once", parts[i - 1].name, parts[i].name,
                         parts[i].part.number, first.part.of);
    }
  }
  for (std::uint32_t number = 1; number <= first.part.of; ++number) {
    if (number <= parts.size() && parts[number - 1].part.number == number) continue;
    return fmt::format("shard {0} of {1} is missing; make it with --shard {0}/{1}", number, first.part.of);
  }
  return {};
}

}  // namespace

ExitCode merge_simulation(const std::vector<std::pair<std::string, std::string>>& texts, const std::string& receipt) {
  std::vector<NamedPart> parts;
  for (const auto& [name, text] : texts) {
    Result<SimulationPart> part = read_simulation_part(name, text);
    if (!part) {
      say_error(part.error().message);
      return ExitCode::kInput;
    }
    parts.push_back({name, *std::move(part)});
  }
  std::ranges::stable_sort(parts, {}, [](const NamedPart& part) { return part.part.number; });
  if (const std::string mistake = mistake_of(parts); !mistake.empty()) {
    say_error(mistake);
    return ExitCode::kInput;
  }
  const SimulationPart& first = parts.front().part;
  const Result<SimulateCommandOptions> options = simulate_options_of(first.receipt);
  if (!options) return say_failure(options.error());
  receipt::Receipt now = receipt_of(*options);
  ExitCode code = ExitCode::kInput;
  const std::unique_ptr<LoadedScenario> loaded = load_scenario(options->scenario, now, code);
  if (!loaded) return code;
  if (const std::vector<std::string> changed = receipt::differences(first.receipt, now); !changed.empty()) {
    say_error(fmt::format("the parts were made of other files: {}; make them anew", changed.front()));
    return ExitCode::kInput;
  }
  simulate::Simulated all = simulate::no_runs(loaded->plans);
  for (const NamedPart& part : parts) {
    simulate::Simulated one = simulate::no_runs(loaded->plans);
    bool fits = part.part.totals.size() == one.totals.size();
    for (std::size_t i = 0; fits && i < one.totals.size(); ++i) fits = one.totals[i].unpack(part.part.totals[i]);
    if (!fits) {
      say_error(fmt::format("`{}` does not fit the scenario; make it anew", part.name));
      return ExitCode::kInput;
    }
    all.add(one);
  }
  if (all.runs() != first.runs) {
    say_error(
        fmt::format("the parts have {} runs together, and {} were asked for; make them anew", all.runs(), first.runs));
    return ExitCode::kInput;
  }
  Outcome outcome{.code = ExitCode::kDone, .receipt = now, .text = {}, .files = {}};
  tell_results(simulate::results_of({.file = &loaded->file,
                                     .sources = &loaded->sources,
                                     .plans = &loaded->plans,
                                     .variants = loaded->variants,
                                     .ends = &loaded->ends,
                                     .runs_asked = first.runs,
                                     .seed = first.seed},
                                    all),
               *options, *loaded, outcome);
  return write_outcome(outcome, receipt);
}

}  // namespace proviso::cli
