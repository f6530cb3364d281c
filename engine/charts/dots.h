// SPDX-License-Identifier: Apache-2.0
// Estimates with their intervals, one below the other.
#pragma once

#include <string>
#include <vector>

#include "engine/charts/chart.h"

namespace proviso::charts {

struct DotRow {
  std::string group;  ///< a heading over rows that follow each other; empty: none
  std::string name;
  Spread spread;
  Ink ink = 0;
};

struct Dots {
  Head head;
  std::string axis;
  Quantity quantity = Quantity::kNumber;
  bool signs = false;       ///< a plus before what is above 0: the values are changes, and a line stands at 0
  bool whole_scale = true;  ///< shares go from 0 to 1, numbers begin at 0
  std::vector<DotRow> rows;
  std::string first_column;  ///< of the table: what a row is
};

/// `+3.2`, and `+3.0 to +3.4`: a change.
std::string change_words(Quantity quantity, double value);
std::string change_interval_words(Quantity quantity, const Spread& change);

Chart draw(const Dots& dots);

}  // namespace proviso::charts
