// SPDX-License-Identifier: Apache-2.0
// Shares of a whole, a bar for each whole.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/charts/chart.h"

namespace proviso::charts {

struct StackedBar {
  std::string group;          ///< a heading over bars that follow each other; empty: none
  std::string name;           ///< before its numbers
  std::vector<Spread> parts;  ///< 0 to 1, in the order of StackedBars::parts
};

/// The interval of the first part is drawn.
struct StackedBars {
  Head head;
  std::string axis;
  std::vector<std::string> parts;
  std::vector<StackedBar> bars;
  std::string first_column;  ///< of the table: what a bar is
};

Chart draw(const StackedBars& bars);

}  // namespace proviso::charts
