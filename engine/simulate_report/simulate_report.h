// SPDX-License-Identifier: Apache-2.0
// A simulation as one page for people: the question, the answer, what it rests on, and charts with their tables.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/charts/over_time.h"
#include "engine/simulate/results.h"

namespace proviso::simulate_report {

/// The limit that a duty sets to the time between two events.
struct TimeLimit {
  std::string from;  ///< the events, by name
  std::string to;
  std::string words;  ///< `“Publish the letter”: 33 working days`
  /// Where it ends, in days on the axis of such times: what happens before is in time. Calendar days differ with the
  /// day it runs from, so there is a least and a greatest.
  double least = 0;
  double greatest = 0;
};

/// What the results do not say of a variant, and a reader wants to see in its charts.
struct VariantContext {
  std::vector<TimeLimit> limits;
  std::vector<charts::DayMark> changes;  ///< what the scenario changes on which day
  std::vector<std::string> ends;         ///< the stages in which a track ends: what stands there is over
};

/// All that the page is made of. Its numbers are those of the results; limits and changes are drawn beside them.
struct ReportInput {
  const simulate::SimulationResults* results = nullptr;
  std::vector<VariantContext> contexts;  ///< by variant; those that are missing count as empty
  std::string receipt;                   ///< what it was made from, a line each; empty: not said
};

/// One self-contained page, without scripts. The same input gives the same bytes.
/// Precondition: the results have at least one variant.
std::string simulate_report(const ReportInput& input);

}  // namespace proviso::simulate_report
