// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/simulate/scenario_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <fmt/format.h>

#include "engine/model/resolve.h"
#include "grammar/parse.h"

namespace proviso::simulate {

const std::string kQueueRules = R"(framework queue "A queue"
  in force from 1 January 2000
  calendar weekdays

party office "the office"
party people "the people"

fact outcome : one of good, bad "how it ends"

event asked  "somebody asks"     by people
event served "somebody is served" by office
  records outcome

track queue-track "The queue"

stage new "New"
  when asked go to waiting

stage waiting "Waiting"
  duty serve "Serve"
    office must ensure served within 240 hours of asked
  when served if outcome is good go to glad
  when served otherwise go to sorry

stage glad "Glad"
  end

stage sorry "Sorry"
  end
)";

std::shared_ptr<const Calendar> weekdays() {
  CalendarData data;
  data.name = "weekdays";
  data.title = "Mondays to Fridays";
  data.weekend = {std::chrono::Saturday, std::chrono::Sunday};
  data.first_year = 2000;
  data.last_year = 2060;
  Result<Calendar> built = Calendar::build(std::move(data));
  EXPECT_TRUE(built) << (built ? "" : built.error().message);
  return std::make_shared<const Calendar>(*std::move(built));
}

std::unique_ptr<Bound> bound_of(const std::string& rules, const std::string& scenario,
                                const std::map<std::string, std::string>& files) {
  auto bound = std::make_unique<Bound>();
  DiagnosticReport report;
  const SourceFile& rule_file = bound->sources.add("rules.proviso", rules);
  auto framework = std::make_shared<const model::Framework>(model::resolve(grammar::parse(rule_file, report), report));
  EXPECT_FALSE(report.has_errors()) << render_text(report, bound->sources);
  std::shared_ptr<const Calendar> calendar = framework->calendar.empty() ? nullptr : weekdays();
  const auto program = program::compile(std::move(framework), {std::move(calendar), {}, nullptr});
  EXPECT_TRUE(program) << (program ? "" : program.error().message);
  if (!program) return bound;
  const SourceFile& file = bound->sources.add("scenario.yaml", scenario);
  const ScenarioFiles read = [&](const std::string& path) -> Result<const SourceFile*> {
    const auto found = files.find(path);
    if (found == files.end()) return Error{ErrorCode::kNotFound, "there is no such file", "read"};
    return &bound->sources.add(path, found->second);
  };
  DiagnosticReport problems;
  if (auto document = read_scenario(file, read, problems)) {
    bound->file = *std::move(document);
    if (auto plan = bind_scenario(bound->file.base, "", *program, {}, {}, problems)) bound->plans.push_back(plan);
    for (const ScenarioVariant& variant : bound->file.variants) {
      if (auto plan = bind_scenario(variant.document, variant.name, *program, {}, {}, problems)) {
        bound->plans.push_back(plan);
      }
    }
  }
  for (const Diagnostic& problem : problems.sorted()) {
    bound->problems.push_back(fmt::format("{} {}{}", code_name(problem.code), problem.message,
                                          problem.help.empty() ? "" : fmt::format(" ({})", problem.help)));
  }
  return bound;
}

Simulated run(const Plans& plans, std::uint64_t runs, std::uint64_t seed, const RunOptions& options,
              std::uint32_t jobs) {
  SimulateOptions simulate_options;
  simulate_options.seed = seed;
  simulate_options.jobs = jobs;
  simulate_options.run = options;
  Result<Simulated> simulated = simulate(plans, {0, runs}, simulate_options);
  EXPECT_TRUE(simulated) << (simulated ? "" : simulated.error().message);
  return simulated ? *std::move(simulated) : no_runs(plans);
}

Estimate estimate(const Bound& bound, const Simulated& simulated, const std::string& words, double confidence) {
  const Plan& plan = bound.plan();
  const auto found = std::ranges::find(plan.ratios, words, &Ratio::text);
  EXPECT_NE(found, plan.ratios.end()) << words;
  if (found == plan.ratios.end()) return {};
  return ratio_of(plan, simulated.totals.front(), static_cast<std::uint32_t>(found - plan.ratios.begin()), confidence);
}

}  // namespace proviso::simulate
