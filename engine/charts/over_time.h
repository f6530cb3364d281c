// SPDX-License-Identifier: Apache-2.0
// Numbers day by day: one on top of the other as areas, or each as a line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/charts/chart.h"
#include "proviso/date.h"

namespace proviso::charts {

struct DaySeries {
  std::string name;
  std::vector<double> values;  ///< by OverTime::days
};

/// From a day on something is otherwise.
struct DayMark {
  Date day{};
  std::string words;
};

struct OverTime {
  Head head;
  std::string axis;  ///< what is counted
  std::vector<Date> days;
  std::vector<DaySeries> series;
  std::vector<DayMark> marks;
  double at_least = 0;  ///< the axis goes up to this or further, so that charts can be compared
};

/// Stacked, the first at the bottom. The values are 0 or more.
Chart draw_areas(const OverTime& over_time);
Chart draw_lines(const OverTime& over_time);

}  // namespace proviso::charts
