// SPDX-License-Identifier: Apache-2.0
// Estimates with their intervals, year by year.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/charts/chart.h"

namespace proviso::charts {

struct YearColumn {
  std::int32_t year = 0;
  bool whole = true;           ///< else its dots are hollow
  std::vector<Spread> values;  ///< by Yearly::names
};

struct Yearly {
  Head head;
  std::string axis;
  std::vector<std::string> names;
  std::vector<YearColumn> years;  ///< ascending
};

Chart draw(const Yearly& yearly);

}  // namespace proviso::charts
