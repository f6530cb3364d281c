// SPDX-License-Identifier: Apache-2.0
// Shares that only fall: of how many something has not happened yet, after so many days. One line or several.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/charts/chart.h"
#include "engine/charts/histogram.h"

namespace proviso::charts {

/// From each value on the share is what stands beside it, up to the next value. Ascending; shares from 1 down.
struct StepLine {
  std::string name;
  std::vector<std::pair<double, double>> steps;
};

struct Steps {
  Head head;
  std::string across;   ///< what the values are
  std::string upright;  ///< what the shares are of
  std::vector<StepLine> lines;
  std::vector<Mark> marks;
};

/// The share that lies at or above each beginning of a range, and 0 from the end of the last.
std::vector<std::pair<double, double>> survival(const std::vector<CountedRange>& ranges);

Chart draw(const Steps& steps);

}  // namespace proviso::charts
