// SPDX-License-Identifier: Apache-2.0
// The generator itself: what it draws is well-formed, and what it shrinks to gets smaller.
//   random_case_test --print S     the case of seed S
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/diagnostic.h"
#include "tests/reference/differential.h"
#include "tests/reference/load_case.h"
#include "tests/reference/random_case.h"

namespace proviso::reference {
namespace {

Outcome nothing(const Given&) { return {}; }

TEST(RandomCase, IsWellFormed) {
  const Comparison comparison = compare({nothing, nothing}, 1, 2'000);
  EXPECT_EQ(comparison.ill_formed, 0U) << comparison.first_refusal;
}

TEST(RandomCase, IsTheSameForTheSameSeed) {
  EXPECT_EQ(case_text(7), case_text(7));
  EXPECT_NE(case_text(7), case_text(8));
}

// Two executors that differ wherever a clock stops: what remains is one duty that stops it, and at most another that
// its condition asks after.
TEST(RandomCase, ShrinksToWhatMatters) {
  const Executor sees_stops = [](const Given& given) {
    Outcome lines;
    for (const model::Duty& duty : given.framework->duties) {
      if (!duty.stops.empty()) lines.push_back("stops");
    }
    return lines;
  };
  const Comparison comparison = compare({nothing, sees_stops}, 1, 1'000);
  ASSERT_TRUE(comparison.difference.has_value());
  SourceSet sources;
  DiagnosticReport report;
  const auto loaded = load_case(comparison.difference->text, sources, report);
  ASSERT_TRUE(loaded) << render_text(report, sources) << comparison.difference->text;
  const model::Framework& framework = loaded->framework;
  EXPECT_LE(framework.duties.size(), 2U) << comparison.difference->text;
  const auto stopping = std::count_if(framework.duties.begin(), framework.duties.end(),
                                      [](const model::Duty& duty) { return duty.stops.size() == 1; });
  EXPECT_EQ(stopping, 1) << comparison.difference->text;
  for (const model::Duty& duty : framework.duties) EXPECT_TRUE(duty.adjustments.empty());
  EXPECT_LE(framework.stages.size(), 1U) << comparison.difference->text;  // one, where the duty stands in it
  EXPECT_TRUE(loaded->given.happenings.empty());
}

}  // namespace
}  // namespace proviso::reference
