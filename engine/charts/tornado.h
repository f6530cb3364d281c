// SPDX-License-Identifier: Apache-2.0
// How far an answer moves as one assumption after the other goes over its range.
#pragma once

#include <string>
#include <vector>

#include "engine/charts/chart.h"

namespace proviso::charts {

struct TornadoRow {
  std::string name;
  std::string low;   ///< the least that the assumption may be, in words
  std::string high;  ///< the greatest
  Spread at_low;     ///< the change of the answer there
  Spread at_high;
};

struct Tornado {
  Head head;
  std::string axis;                       ///< of what it is the change
  Quantity quantity = Quantity::kNumber;  ///< of the answer
  std::vector<TornadoRow> rows;
};

Chart draw(const Tornado& tornado);

}  // namespace proviso::charts
