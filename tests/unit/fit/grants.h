// SPDX-License-Identifier: Apache-2.0
// A procedure and cases of it, for the tests of engine/fit.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/civil_date.h"
#include "engine/fit/estimates.h"
#include "tests/unit/replay/rules_fixture.h"

namespace proviso::fit {

inline constexpr const char* kGrants = R"(framework grants "Grants"
  version "2"
  in force from 1 January 2019
  calendar plain

party office "the office"
party applicant "who asks for a grant"

fact complete : yes/no                    "whether nothing is missing"
fact grade    : one of high, middle, low  "how good it is"

event applied   "an application comes in"   by applicant
  records complete
event completed "what was missing comes in" by applicant
event decided   "the grant is given"        by office
  records grade
event refused   "the grant is refused"      by office
event withdrawn "the applicant gives up"    by applicant
event paid      "the money is paid"         by office
event report    "the applicant reports"     by applicant

track grant "The grant"

stage new "New"
  when applied if complete go to considering
  when applied otherwise go to incomplete

stage incomplete "Something is missing"
  when completed go to considering

stage considering "Under consideration"
  when decided go to paying
  when refused go to closed
  when withdrawn go to closed

stage paying "To be paid"
  duty pay "Pay"
    office must ensure paid within 10 working days of decided
  when paid go to reporting

stage reporting "Reports"
  duty reports "Report twice"
    applicant must ensure report at least 2 times within 6 months of paid
  may end

stage closed "Closed"
  end
)";

inline std::unique_ptr<replay::Rules> grants() {
  return replay::compile("grants.proviso", kGrants, replay::small_calendar());
}

/// The estimates of a table of events under the rules.
inline Estimates estimates_of(replay::Rules& rules, std::string_view table, const Options& options,
                              std::optional<std::string> map = std::nullopt) {
  const replay::Reading reading = replay::read_table(rules, table, std::move(map));
  EXPECT_TRUE(reading.problems.empty()) << (reading.problems.empty() ? "" : reading.problems.front());
  return reading.cases ? estimate(*rules.program, *reading.cases, options) : Estimates{};
}

inline std::uint32_t event_named(const replay::Rules& rules, std::string_view name) {
  const auto found = rules.program->framework->find(model::SymbolKind::kEvent, name);
  EXPECT_TRUE(found) << name;
  return found.value_or(0);
}

/// The estimate of a pair; null, and the test fails, where there is none.
inline const PairEstimate* pair_named(const replay::Rules& rules, const Estimates& estimates, std::string_view after,
                                      std::string_view event) {
  for (const PairEstimate& estimate : estimates.pairs) {
    if (estimate.pair.after == event_named(rules, after) && estimate.pair.event == event_named(rules, event)) {
      return &estimate;
    }
  }
  ADD_FAILURE() << "no estimate of " << event << " after " << after;
  return nullptr;
}

inline Options until(int year, unsigned month, unsigned day) {
  Options options;
  options.until = *make_date(year, month, day);
  return options;
}

}  // namespace proviso::fit
