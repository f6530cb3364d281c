// SPDX-License-Identifier: Apache-2.0
// From values to places on a picture, and the round values that an axis shows.
#pragma once

#include <string>
#include <vector>

#include "proviso/date.h"

namespace proviso::charts {

/// A straight line from values to places. `low` and `high` differ.
struct Scale {
  double low = 0;
  double high = 1;
  double from = 0;  ///< where `low` is
  double to = 1;    ///< where `high` is

  [[nodiscard]] double at(double value) const { return from + (value - low) / (high - low) * (to - from); }
};

/// Round values, ascending: multiples of 1, 2 or 5 times a power of ten.
struct Ticks {
  std::vector<double> values;  ///< at least two
  double step = 1;
  int decimals = 0;  ///< that they need

  [[nodiscard]] double low() const { return values.front(); }
  [[nodiscard]] double high() const { return values.back(); }
};

/// The finest round values that take in everything from `low` to `high` in at most `most` steps. Two that are equal
/// are widened to 0; what is no finite number counts as 0.
Ticks round_ticks(double low, double high, int most = 5);

/// The same, but whole numbers alone.
Ticks whole_ticks(double low, double high, int most = 5);

/// A day that an axis names.
struct DateTick {
  Date day{};
  std::string words;  ///< `2016`, `Mar 2016`, `5 Mar 2016`
};

/// Beginnings of years, months or weeks from `first` to `last`, `most` or fewer; the finest that will do. `first` alone
/// where none of them lies between.
std::vector<DateTick> date_ticks(Date first, Date last, int most = 5);

/// Which days to draw of so many: those that begin a day, week, month or quarter, so that there are at most `most`;
/// the first and the last are always among them. Places in `days`, which ascend.
std::vector<std::size_t> sampled(const std::vector<Date>& days, std::size_t most = 130);

}  // namespace proviso::charts
