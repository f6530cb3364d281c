// SPDX-License-Identifier: Apache-2.0
// `proviso simulate SCENARIO`: what a procedure would do, run many times over.
#include <atomic>
#include <charconv>
#include <csignal>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include "apps/cli/commands.h"
#include "apps/cli/output.h"
#include "apps/cli/progress.h"
#include "apps/cli/simulate_command.h"
#include "base/number.h"
#include "engine/simulate/estimates.h"
#include "engine/simulate/results_text.h"

namespace proviso::cli {
namespace {

constexpr std::uint64_t kRuns = 200;             // unless told
constexpr std::uint64_t kRunsUntil = 100'000;    // at most, with --until
constexpr std::uint64_t kMostRuns = 10'000'000;  // hours of any scenario; more digits than a reader can use
constexpr std::uint64_t kFirstRuns = 64;         // before an interval is looked at
constexpr std::uint32_t kMostShards = 100'000;

std::atomic<bool> interrupted = false;

/// Notes that the user wants to stop, as long as it lives.
class Interruptible {
 public:
  Interruptible() : before_(std::signal(SIGINT, [](int) { interrupted = true; })) { interrupted = false; }
  ~Interruptible() { std::signal(SIGINT, before_); }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;

 private:
  void (*before_)(int);
};

/// `share of letter ± 0.5 %`
struct Precision {
  std::string answer;
  double half = 0;
};
std::optional<Precision> read_precision(std::string_view text) {
  for (const std::string_view sign : {" ± ", " +- "}) {
    const std::size_t at = text.find(sign);
    if (at == std::string_view::npos) continue;
    std::string_view number = text.substr(at + sign.size());
    double factor = 1;
    for (const std::string_view percent : {" %", "%"}) {
      if (!number.ends_with(percent)) continue;
      number.remove_suffix(percent.size());
      factor = 0.01;
    }
    const std::optional<Number> half = parse_number(number);
    if (!half || half->millionths <= 0) return std::nullopt;
    return Precision{std::string(text.substr(0, at)), static_cast<double>(half->millionths) / 1e6 * factor};
  }
  return std::nullopt;
}

std::string usage_mistake(const SimulateCommandOptions& options) {
  const bool sharded = options.of > 1 || !options.part.empty();
  if (sharded && options.part.empty()) {
    return "--shard needs --out PART: what a shard comes to is put together by `proviso merge`";
  }
  if (sharded && !options.until.empty()) {
    return "--until does not go with --shard: nobody knows the interval before the shards are put together";
  }
  if (!options.until.empty() && !read_precision(options.until)) {
    return fmt::format(
        "--until: `{}` is no precision; write an answer and half the width of its interval, as in "
        "'share of letter ± 0.5 %'",
        options.until);
  }
  return overwriting({{options.part, {}, "--out"}, {options.report, {}, "--report"}}, {options.scenario.scenario});
}

class Simulation {
 public:
  Simulation(const SimulateCommandOptions& options, const LoadedScenario& loaded)
      : options_(options), loaded_(loaded), progress_("runs"), all_(simulate::no_runs(loaded.plans)) {
    run_.seed = options.seed;
    run_.jobs = options.jobs;
    run_.run.limits.events = options.most_events;
    run_.run.stop = [] { return interrupted.load(std::memory_order_relaxed); };
    run_.progress = [this](std::uint64_t done) { progress_.show(before_ + done, total_); };
  }

  /// Runs until enough are done; what is wrong is returned.
  std::optional<Error> run() {
    const std::optional<Precision> precision = read_precision(options_.until);
    const std::uint64_t most = options_.runs > 0 ? options_.runs : precision ? kRunsUntil : kRuns;
    asked_ = total_ = most;
    for (std::uint64_t done = 0, next = precision ? std::min(kFirstRuns, most) : most; done < most;
         next = std::min(most, next + next / 2)) {
      const simulate::RunRange range{done, next, options_.shard, options_.of};
      if (options_.of > 1) total_ = range.size();
      const Result<simulate::Simulated> some = simulate::simulate(loaded_.plans, range, run_);
      if (!some) return some.error();
      all_.add(*some);
      before_ = done = next;
      if (all_.stopped) break;
      if (precision && is_narrow(*precision)) {
        reached_ = true;
        asked_ = done;
        break;
      }
    }
    progress_.wipe();
    return std::nullopt;
  }

  [[nodiscard]] const simulate::Simulated& all() const { return all_; }
  [[nodiscard]] std::uint64_t asked() const { return asked_; }
  [[nodiscard]] bool reached() const { return reached_; }

 private:
  [[nodiscard]] bool is_narrow(const Precision& precision) const {
    const simulate::Plan& plan = *loaded_.plans.front();
    for (std::uint32_t i = 0; i < plan.answers; ++i) {
      if (plan.ratios[i].text != precision.answer) continue;
      const simulate::Estimate estimate = simulate::ratio_of(plan, all_.totals.front(), i);
      return estimate.known && estimate.low && *estimate.high - *estimate.low <= 2 * precision.half;
    }
    return false;
  }

  const SimulateCommandOptions& options_;
  const LoadedScenario& loaded_;
  Progress progress_;
  simulate::SimulateOptions run_;
  simulate::Simulated all_;
  std::uint64_t before_ = 0;
  std::uint64_t total_ = 0;
  std::uint64_t asked_ = 0;
  bool reached_ = false;
};

Outcome simulate_scenario(const SimulateCommandOptions& given) {
  Outcome outcome{.code = ExitCode::kInput, .receipt = receipt_of(given), .text = {}, .files = {}};
  if (const std::string mistake = usage_mistake(given); !mistake.empty()) {
    say_error(mistake);
    return outcome;
  }
  SimulateCommandOptions options = given;
  if (const auto precision = read_precision(options.until)) options.scenario.answer = precision->answer;
  const std::unique_ptr<LoadedScenario> loaded = load_scenario(options.scenario, outcome.receipt, outcome.code);
  if (!loaded) return outcome;
  const Interruptible interruptible;
  Simulation simulation(options, *loaded);
  if (const std::optional<Error> error = simulation.run()) {
    outcome.code = say_failure(*error);
    return outcome;
  }
  const simulate::Simulated& all = simulation.all();
  if (all.left > 0) spdlog::debug("{} runs were done case by case: a case left the machine", all.left);
  if (options.of > 1 || !options.part.empty()) {
    if (all.stopped) {
      say_error("stopped: no part was written, for it would lack runs; make the shard again");
      outcome.code = ExitCode::kEnvironment;
      return outcome;
    }
    SimulationPart part{.receipt = outcome.receipt,
                        .number = options.shard,
                        .of = options.of,
                        .runs = simulation.asked(),
                        .seed = options.seed,
                        .totals = {}};
    for (const simulate::Totals& totals : all.totals) part.totals.push_back(totals.packed());
    outcome.files.push_back({.path = options.part, .text = simulation_part_text(part), .option = "--out"});
    outcome.text = [said = fmt::format("shard {} of {}: {}; `{}` is to be merged with the others\n", options.shard,
                                       options.of, counted(all.runs(), "run"), options.part)](const receipt::Receipt&) {
      return said;
    };
    outcome.code = ExitCode::kDone;
    return outcome;
  }
  if (all.runs() == 0) {
    say_error("stopped before the first run was done");
    outcome.code = ExitCode::kEnvironment;
    return outcome;
  }
  simulate::SimulationResults results = simulate::results_of({.file = &loaded->file,
                                                              .sources = &loaded->sources,
                                                              .plans = &loaded->plans,
                                                              .variants = loaded->variants,
                                                              .ends = &loaded->ends,
                                                              .runs_asked = simulation.asked(),
                                                              .seed = options.seed},
                                                             all);
  results.until_text = options.until;
  results.until_reached = simulation.reached();
  tell_results(std::move(results), options, *loaded, outcome);
  if (all.stopped) outcome.code = ExitCode::kEnvironment;
  return outcome;
}

Result<Outcome> simulate_again(const receipt::Receipt& receipt, Today&) {
  const Result<SimulateCommandOptions> options = simulate_options_of(receipt);
  if (!options) return options.error();
  return simulate_scenario(*options);
}

std::optional<std::pair<std::uint32_t, std::uint32_t>> read_shard(std::string_view text) {
  std::uint32_t number = 0;
  std::uint32_t of = 0;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, number);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '/') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, of);
  if (second.ec != std::errc{} || second.ptr != end) return std::nullopt;
  if (number < 1 || number > of || of > kMostShards) return std::nullopt;
  return std::pair(number, of);
}

std::optional<std::uint64_t> whole_of(const std::string& text) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

}  // namespace

receipt::Receipt receipt_of(const SimulateCommandOptions& options) {
  receipt::Receipt receipt = new_receipt("simulate");
  receipt.add_option("scenario", options.scenario.scenario);
  receipt.add_option("runs", fmt::format("{}", options.runs));
  receipt.add_option("seed", fmt::format("{}", options.seed));
  if (!options.until.empty()) receipt.add_option("until", options.until);
  if (!options.report.empty()) receipt.add_option("report", options.report);
  if (options.scenario.sensitivity) receipt.add_option("sensitivity", "yes");
  receipt.add_option("most_cases", fmt::format("{:.0f}", options.scenario.most_cases));
  receipt.add_option("most_events", fmt::format("{}", options.most_events));
  receipt.add_list("calendars", options.scenario.calendars);
  receipt.add_option("format", format_name(options.format));
  return receipt;
}

Result<SimulateCommandOptions> simulate_options_of(const receipt::Receipt& receipt) {
  SavedOptions saved(receipt);
  SimulateCommandOptions options;
  options.scenario.scenario = saved.needed("scenario");
  const auto runs = whole_of(saved.needed("runs"));
  const auto seed = whole_of(saved.needed("seed"));
  options.until = saved.text("until");
  options.report = saved.text("report");
  options.scenario.sensitivity = saved.text("sensitivity") == "yes";
  const auto cases = whole_of(saved.needed("most_cases"));
  const auto events = whole_of(saved.needed("most_events"));
  options.scenario.calendars = saved.list("calendars");
  options.format = saved.format();
  if (std::optional<Error> mistake = saved.mistake()) return *std::move(mistake);
  if (!runs || !seed || !cases || !events || *runs > kMostRuns) {
    return Error{ErrorCode::kInvalidDocument, "an option of the receipt is not a number", "read a receipt"};
  }
  options.runs = *runs;
  options.seed = *seed;
  options.scenario.most_cases = static_cast<double>(*cases);
  options.most_events = *events;
  return options;
}

void tell_results(simulate::SimulationResults results, const SimulateCommandOptions& options,
                  const LoadedScenario& loaded, Outcome& outcome) {
  outcome.code = ExitCode::kDone;
  if (!options.report.empty()) {
    outcome.files.push_back(
        {.path = options.report, .text = simulation_report(results, loaded, outcome.receipt), .option = "--report"});
  }
  if (options.format == Format::kJson) {
    outcome.text = [results = std::move(results)](const receipt::Receipt& receipt) {
      return simulation_json(results, receipt);
    };
  } else {
    outcome.text = [said = simulate::results_text(results)](const receipt::Receipt& receipt) {
      return with_receipt(said, receipt);
    };
  }
}

Command add_simulate(CLI::App& program) {
  const auto options = std::make_shared<SimulateCommandOptions>();
  CLI::App* app =
      program.add_subcommand("simulate", "Run a scenario many times over, and say what a procedure would do");
  app->add_option("SCENARIO", options->scenario.scenario, "The scenario, a YAML file")->required()->type_name("");
  app->add_option_function<std::uint64_t>(
         "--runs",
         [options](std::uint64_t runs) {
           if (runs < 1 || runs > kMostRuns) {
             throw CLI::ValidationError(fmt::format(
                 "--runs: from 1 to {} runs can be done, not {}; intervals get half as wide with four times "
                 "as many, and --until stops where one is narrow enough",
                 grouped(kMostRuns), grouped(runs)));
           }
           options->runs = runs;
         },
         fmt::format("How many runs; {} unless told, and with --until at most {}", kRuns, kRunsUntil))
      ->type_name("N");
  app->add_option("--seed", options->seed, "Where the random numbers begin; 1 unless told")->type_name("S");
  app->add_option("--jobs", options->jobs, "How many threads to use; 1 unless told")
      ->type_name("N")
      ->check(CLI::Range(1, 64));
  app->add_option("--until", options->until, "Go on until an interval is narrow enough: 'share of letter ± 0.5 %'")
      ->type_name("PRECISION");
  app->add_flag("--sensitivity", options->scenario.sensitivity,
                "Also run with each number that has a range at its least and its greatest");
  app->add_option("--report", options->report,
                  "Also write the results to this file as a page that needs nothing else: charts with their tables.\n"
                  "With --shard it is written by `proviso merge`, where every shard names it")
      ->type_name("FILE");
  app->add_option_function<std::string>(
         "--shard",
         [options](const std::string& text) {
           const auto shard = read_shard(text);
           if (!shard) {
             throw CLI::ValidationError(fmt::format(
                 "--shard: `{}` is no shard; write which of how many, as in 2/8 (at most {})", text, kMostShards));
           }
           std::tie(options->shard, options->of) = *shard;
         },
         "Do only those runs that fall to this one of so many shards; needs --out")
      ->type_name("I/N");
  app->add_option("--out", options->part, "Write what the shard comes to to this file, for `proviso merge`")
      ->type_name("PART");
  app->add_option("--most-cases", options->scenario.most_cases,
                  "Refuse a scenario that expects more cases in one run; 1000000 unless told")
      ->type_name("N")
      ->check(CLI::Range(1.0, 1e8));
  app->add_option("--most-events", options->most_events, "Give up where one run has more events; 100000000 unless told")
      ->type_name("N");
  add_calendars(*app, options->scenario.calendars);
  add_format(*app, options->format);
  add_receipt(*app, options->receipt);
  return {app, [app, options] {
            if (!options->receipt.verify.empty()) return verify_receipt(*app, options->receipt.verify, simulate_again);
            return write_outcome(simulate_scenario(*options), options->receipt.save);
          }};
}

}  // namespace proviso::cli
