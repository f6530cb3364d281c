// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/stacked_bars.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/charts/axes.h"

namespace proviso::charts {
namespace {

constexpr double kBar = 24;

std::string bar_words(const StackedBars& bars, const StackedBar& bar) {
  std::string words = bar.name;
  for (std::size_t i = 0; i < bar.parts.size(); ++i) {
    const bool first = i == 0;
    words += fmt::format("{}{} {}", first ? (bar.name.empty() ? "" : ": ") : ", ",
                         value_words(Quantity::kShare, bar.parts[i]), bars.parts[i]);
  }
  return words;
}

}  // namespace

Chart draw(const StackedBars& bars) {
  Canvas canvas(bars.head);
  std::vector<KeyEntry> key;
  for (std::size_t i = 0; i < bars.parts.size(); ++i) key.push_back({bars.parts[i], Key::kBox, i, {}});
  bool intervals = false;
  for (const StackedBar& bar : bars.bars) intervals |= !bar.parts.empty() && bar.parts[0].has_interval();
  if (intervals) key.push_back({fmt::format("interval of {}", bars.parts[0]), Key::kWhisker, 0, {}});
  double y = draw_key(canvas, 0, key);

  const Ticks ticks = round_ticks(0, 1, 5);
  Plot plot{30, kWidth - 36, y, y};
  const Scale scale{0, 1, plot.left, plot.right};
  std::vector<std::vector<std::string>> rows;
  std::string group;
  for (const StackedBar& bar : bars.bars) {
    if (bar.group != group) {
      y = canvas.lines(0, y + 18, bar.group, kBoldCharacters, Weight::kBold) - 16;
      group = bar.group;
    }
    y = canvas.lines(0, y + 17, bar_words(bars, bar), kCharacters) - 12;
    double sum = 0;
    for (std::size_t i = 0; i < bar.parts.size(); ++i) {
      if (!bar.parts[i].known || bar.parts[i].value <= 0) continue;
      const double from = scale.at(sum);
      sum += bar.parts[i].value;
      canvas.box(from, y, scale.at(sum) - from, kBar, i,
                 fmt::format("{} {}", value_words(Quantity::kShare, bar.parts[i]), bars.parts[i]));
    }
    if (!bar.parts.empty() && bar.parts[0].has_interval()) {
      canvas.whisker(y + kBar / 2, scale.at(*bar.parts[0].low), scale.at(*bar.parts[0].high), 6,
                     interval_words(Quantity::kShare, bar.parts[0]));
    }
    y += kBar + 8;

    std::vector<std::string> row{bar.group.empty() ? bar.name : fmt::format("{}: {}", bar.group, bar.name)};
    for (std::size_t i = 0; i < bar.parts.size(); ++i) {
      row.push_back(value_words(Quantity::kShare, bar.parts[i]));
      if (i == 0) row.push_back(interval_words(Quantity::kShare, bar.parts[i]));
    }
    rows.push_back(std::move(row));
  }
  plot.bottom = y + 2;
  const double height = draw_across(canvas, plot, ticks, {bars.axis, Quantity::kShare}, false);

  std::vector<std::string> columns{bars.first_column};
  for (std::size_t i = 0; i < bars.parts.size(); ++i) {
    columns.push_back(bars.parts[i]);
    if (i == 0) columns.push_back("its interval");
  }
  return {bars.head, canvas.finish(height), numbers_table(bars.head.title, columns, rows)};
}

}  // namespace proviso::charts
