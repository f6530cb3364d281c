// SPDX-License-Identifier: Apache-2.0
// A chart: a picture, and the table that has the same numbers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/charts/canvas.h"
#include "engine/charts/numbers.h"
#include "engine/reading_copy/markup.h"

namespace proviso::charts {

struct Chart {
  Head head;
  reading_copy::Markup picture;
  reading_copy::Markup table;
};

/// A number with its interval, as a chart shows it.
struct Spread {
  double value = 0;
  bool known = false;  ///< false: there is nothing to show
  std::optional<double> low;
  std::optional<double> high;

  [[nodiscard]] bool has_interval() const { return known && low && high; }
};

/// `84.6 %`, and `83.9 to 85.3 %`; a dash for what is not known.
std::string value_words(Quantity quantity, const Spread& spread);
std::string interval_words(Quantity quantity, const Spread& spread);

/// The picture with its title above it, and its table behind a line that opens it.
reading_copy::Markup figure(const Chart& chart);

/// Something behind a line that opens it; on paper it shows where it is open. Blank for what is blank.
reading_copy::Markup folded(const std::string& summary, const reading_copy::Markup& content);

/// A table with all cells but the first of each row set as numbers.
reading_copy::Markup numbers_table(const std::string& caption, const std::vector<std::string>& columns,
                                   const std::vector<std::vector<std::string>>& rows);

/// What the pages that carry charts add to the style sheet.
std::string_view chart_style();

}  // namespace proviso::charts
