// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/dots.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/charts/axes.h"

namespace proviso::charts {
namespace {

constexpr double kRow = 26;

std::string words_of(const Dots& dots, double value) {
  return dots.signs ? change_words(dots.quantity, value) : value_words(dots.quantity, value);
}

std::string interval_of(const Dots& dots, const Spread& spread) {
  return dots.signs ? change_interval_words(dots.quantity, spread) : interval_words(dots.quantity, spread);
}

}  // namespace

// A change of a share is told in percentage points, so that 10 % more of 50 % is not mistaken for 55 %.
std::string change_words(Quantity quantity, double value) {
  const std::string words = quantity == Quantity::kShare ? number_words(value * 100, 1) : number_words(value);
  const bool naught = words.find_first_not_of("0.,") == std::string::npos;
  return (value > 0 && !naught ? "+" : "") + words;
}

std::string change_interval_words(Quantity quantity, const Spread& change) {
  if (!change.has_interval()) return "–";
  return fmt::format("{}\u00A0to\u00A0{}", change_words(quantity, *change.low), change_words(quantity, *change.high));
}

Chart draw(const Dots& dots) {
  Canvas canvas(dots.head);
  double low = 0;
  double high = dots.whole_scale && dots.quantity == Quantity::kShare && !dots.signs ? 1 : 0;
  for (const DotRow& row : dots.rows) {
    if (!row.spread.known) continue;
    low = std::min({low, row.spread.value, row.spread.low.value_or(row.spread.value)});
    high = std::max({high, row.spread.value, row.spread.high.value_or(row.spread.value)});
  }
  // Changes of shares are in percentage points throughout.
  const bool points = dots.signs && dots.quantity == Quantity::kShare;
  const double times = points ? 100 : 1;
  const Ticks ticks = round_ticks(low * times, high * times, 5);
  Plot plot{30, kWidth - 36, 0, 0};
  const Scale scale{ticks.low(), ticks.high(), plot.left, plot.right};
  double y = 0;
  std::string group;
  struct Placed {
    const DotRow* row;
    double y;
  };
  std::vector<Placed> placed;
  std::vector<std::vector<std::string>> rows;
  for (const DotRow& row : dots.rows) {
    if (row.group != group) {
      y = canvas.lines(0, y + 18, row.group, kBoldCharacters, Weight::kBold) - 16;
      group = row.group;
    }
    std::string words = row.name;
    if (!words.empty()) words += ": ";
    words += row.spread.known ? words_of(dots, row.spread.value) : "not known";
    if (row.spread.has_interval()) words += fmt::format(" ({})", interval_of(dots, row.spread));
    y = canvas.lines(0, y + 17, words, kCharacters) - 12;
    placed.push_back({&row, y + kRow / 2 - 2});
    y += kRow + 4;
    rows.push_back({row.group.empty() ? row.name : fmt::format("{}: {}", row.group, row.name),
                    row.spread.known ? words_of(dots, row.spread.value) : "–", interval_of(dots, row.spread)});
  }
  plot.bottom = y;
  for (const Placed& one : placed) {
    canvas.grid(plot.left, one.y, plot.right, one.y);
    for (const double tick : ticks.values) {
      canvas.rule(scale.at(tick), one.y - 3, scale.at(tick), one.y + 3);
    }
    if (dots.signs) canvas.rule(scale.at(0), one.y - 12, scale.at(0), one.y + 12, 2);
    const Spread& spread = one.row->spread;
    if (!spread.known) continue;
    canvas.dot(scale.at(spread.value * times), one.y, one.row->ink, words_of(dots, spread.value));
    if (spread.has_interval()) {
      canvas.whisker(one.y, scale.at(*spread.low * times), scale.at(*spread.high * times), 9,
                     interval_of(dots, spread));
    }
  }
  const double height =
      draw_across(canvas, plot, ticks, {dots.axis, points ? Quantity::kNumber : dots.quantity}, false);
  return {dots.head, canvas.finish(height),
          numbers_table(dots.head.title, {dots.first_column, dots.signs ? "Change" : "Estimate", "Interval"}, rows)};
}

}  // namespace proviso::charts
