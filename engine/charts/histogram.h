// SPDX-License-Identifier: Apache-2.0
// How often a number came out in each of many ranges.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/charts/chart.h"

namespace proviso::charts {

/// From `from` to less than `to`.
struct CountedRange {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::uint64_t count = 0;
};

/// A value that the reader compares with, or a range of values where it is not always the same.
struct Mark {
  double from = 0;
  double to = 0;
  std::string words;
};

struct Histogram {
  Head head;
  std::string axis;                  ///< what is counted, with its unit
  std::vector<CountedRange> ranges;  ///< ascending, without gaps
  bool and_more = false;             ///< the last range holds everything from its beginning on
  std::vector<Mark> marks;
  std::string of;  ///< `of those that were inspected`: the whole that shares are taken of
};

/// The same in ranges of round widths, at most `most`. What is further out than `longest` goes into the last one.
std::vector<CountedRange> in_round_ranges(const std::vector<CountedRange>& ranges, std::int64_t longest, bool& and_more,
                                          int most = 30);

Chart draw(const Histogram& histogram);

}  // namespace proviso::charts
