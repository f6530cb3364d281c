// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/yearly.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/charts/axes.h"

namespace proviso::charts {

Chart draw(const Yearly& yearly) {
  Canvas canvas(yearly.head);
  double most = 0;
  bool partial = false;
  for (const YearColumn& year : yearly.years) {
    partial |= !year.whole;
    for (const Spread& value : year.values) {
      if (value.known) most = std::max({most, value.value, value.high.value_or(value.value)});
    }
  }
  std::vector<KeyEntry> key;
  for (std::size_t i = 0; i < yearly.names.size(); ++i) key.push_back({yearly.names[i], Key::kDot, i, {}});
  const Ticks ticks = round_ticks(0, most, 5);
  const ValueAxis axis{partial ? yearly.axis + "; hollow: the scenario covers a part of the year" : yearly.axis,
                       Quantity::kNumber};
  const Plot plot = upright_plot(draw_key(canvas, 0, key), ticks, axis);
  draw_upright(canvas, plot, ticks, axis);
  const Scale y{ticks.low(), ticks.high(), plot.bottom, plot.top};
  const double slot = (plot.right - plot.left) / static_cast<double>(std::max<std::size_t>(yearly.years.size(), 1));
  // So many of the years are named that their names do not meet.
  const auto every = static_cast<std::size_t>(1 + width_of("2016 ") / std::max(slot, 1.0));
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < yearly.years.size(); ++i) {
    const YearColumn& year = yearly.years[i];
    const double middle = plot.left + slot * (static_cast<double>(i) + 0.5);
    canvas.rule(middle, plot.bottom, middle, plot.bottom + 5);
    if (i % every == 0) canvas.text(middle, plot.bottom + 22, Anchor::kMiddle, std::to_string(year.year));
    std::vector<std::string> row{year.whole ? std::to_string(year.year)
                                            : fmt::format("{}\u00A0(in\u00A0part)", year.year)};
    for (std::size_t k = 0; k < year.values.size(); ++k) {
      const Spread& value = year.values[k];
      row.push_back(value_words(Quantity::kNumber, value));
      row.push_back(interval_words(Quantity::kNumber, value));
      if (!value.known) continue;
      const double apart = std::min(slot / (static_cast<double>(year.values.size()) + 1), 16.0);
      const double x = middle + apart * (static_cast<double>(k) - (static_cast<double>(year.values.size()) - 1) / 2);
      const std::string tip =
          fmt::format("{}, {}: {}", year.year, yearly.names[k], value_words(Quantity::kNumber, value));
      canvas.dot(x, y.at(value.value), k, tip, !year.whole);
      if (value.has_interval()) canvas.upright_whisker(x, y.at(*value.low), y.at(*value.high), 4, tip);
    }
    rows.push_back(std::move(row));
  }
  canvas.rule(plot.left, plot.bottom, plot.right, plot.bottom);
  std::vector<std::string> columns{"Year"};
  for (const std::string& name : yearly.names) {
    columns.push_back(name);
    columns.emplace_back("its interval");
  }
  return {yearly.head, canvas.finish(plot.bottom + 30), numbers_table(yearly.head.title, columns, rows)};
}

}  // namespace proviso::charts
