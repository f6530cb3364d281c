// SPDX-License-Identifier: Apache-2.0
// Rules and scenarios as texts, for the tests of engine/simulate.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/simulate/estimates.h"
#include "engine/simulate/make_results.h"
#include "engine/simulate/simulate.h"

namespace proviso::simulate {

/// A queue: somebody asks, and is served.
extern const std::string kQueueRules;

/// Working days Monday to Friday from 2000 to 2060, without holidays.
std::shared_ptr<const Calendar> weekdays();

/// A scenario with its plans: itself, then its variants.
struct Bound {
  SourceSet sources;
  ScenarioFile file;
  Plans plans;
  std::vector<std::string> problems;  ///< `PV0702 message (help)`, in order

  [[nodiscard]] const Plan& plan() const { return *plans.front(); }
};

/// @param files  others that the scenario names
std::unique_ptr<Bound> bound_of(const std::string& rules, const std::string& scenario,
                                const std::map<std::string, std::string>& files = {});

/// Runs it; an error fails the test.
Simulated run(const Plans& plans, std::uint64_t runs, std::uint64_t seed = 1, const RunOptions& options = {},
              std::uint32_t jobs = 1);

/// A ratio of the plan by its words.
Estimate estimate(const Bound& bound, const Simulated& simulated, const std::string& words,
                  double confidence = kConfidence);

}  // namespace proviso::simulate
