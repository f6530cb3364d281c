// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/steps.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/charts/axes.h"
#include "engine/charts/marks.h"

namespace proviso::charts {
namespace {

double share_at(const StepLine& line, double value) {
  double share = 1;
  for (const auto& [from, of] : line.steps) {
    if (from > value) break;
    share = of;
  }
  return share;
}

}  // namespace

std::vector<std::pair<double, double>> survival(const std::vector<CountedRange>& ranges) {
  std::uint64_t all = 0;
  for (const CountedRange& range : ranges) all += range.count;
  std::vector<std::pair<double, double>> steps;
  if (all == 0) return steps;
  std::uint64_t left = all;
  for (const CountedRange& range : ranges) {
    steps.emplace_back(static_cast<double>(range.from), static_cast<double>(left) / static_cast<double>(all));
    left -= range.count;
  }
  steps.emplace_back(static_cast<double>(ranges.back().to), 0.0);
  return steps;
}

Chart draw(const Steps& steps) {
  Canvas canvas(steps.head);
  double first = 0;
  double last = greatest_of(steps.marks, 0);
  std::set<double> values;
  for (const StepLine& line : steps.lines) {
    for (const auto& [value, share] : line.steps) {
      values.insert(value);
      first = std::min(first, value);
      last = std::max(last, value);
    }
  }
  const Ticks across = whole_ticks(first, last, 5);
  const Ticks upright = round_ticks(0, 1, 5);
  const ValueAxis shares{steps.upright, Quantity::kShare};
  std::vector<KeyEntry> key;
  for (std::size_t i = 0; i < steps.lines.size(); ++i) {
    if (!steps.lines[i].name.empty()) key.push_back({steps.lines[i].name, Key::kWay, i, {}});
  }
  for (const KeyEntry& entry : key_of(steps.marks)) key.push_back(entry);
  const Plot plot = upright_plot(draw_key(canvas, 0, key), upright, shares);
  draw_upright(canvas, plot, upright, shares);
  const Scale x{across.low(), across.high(), plot.left, plot.right};
  const Scale y{0, 1, plot.bottom, plot.top};
  draw_bands(canvas, plot, x, steps.marks);
  draw_rules(canvas, plot, x, steps.marks);
  for (std::size_t i = 0; i < steps.lines.size(); ++i) {
    if (steps.lines[i].steps.empty()) continue;
    std::string d = fmt::format("M{} {}", place(x.at(across.low())), place(y.at(1)));
    for (const auto& [value, share] : steps.lines[i].steps) {
      d += fmt::format("H{}V{}", place(x.at(value)), place(y.at(share)));
    }
    d += fmt::format("H{}", place(plot.right));
    canvas.way(d, i, steps.lines[i].name);
  }
  const double height = draw_across(canvas, plot, across, {steps.across, Quantity::kNumber}, false);

  std::vector<std::string> columns{steps.across};
  for (const StepLine& line : steps.lines) columns.push_back(line.name.empty() ? steps.upright : line.name);
  std::vector<std::vector<std::string>> rows;
  for (const double value : values) {
    std::vector<std::string> row{number_words(value, 0)};
    for (const StepLine& line : steps.lines) {
      row.push_back(line.steps.empty() ? "–" : share_words(share_at(line, value)));
    }
    rows.push_back(std::move(row));
  }
  return {steps.head, canvas.finish(height), numbers_table(steps.head.title, columns, rows)};
}

}  // namespace proviso::charts
