// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/over_time.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/charts/axes.h"

namespace proviso::charts {
namespace {

double number_of(Date day) { return static_cast<double>(day.time_since_epoch().count()); }

std::string dashes_of(std::size_t i) {
  constexpr std::array<const char*, 4> kDashes{"", "3 3", "8 3", "8 3 2 3"};
  return kDashes.at(i % kDashes.size());
}

/// What both kinds have: key, axes, marks, table. The areas or lines are drawn in between.
struct Frame {
  Canvas canvas;
  Plot plot;
  Scale x;
  Scale y;
};

Frame begin(const OverTime& over_time, double most, Key key_of_series) {
  Frame frame{Canvas(over_time.head), {}, {}, {}};
  std::vector<KeyEntry> key;
  const std::size_t many = over_time.series.size();
  // As they stand above each other, so do their names.
  for (std::size_t i = 0; i < many; ++i) {
    const std::size_t at = key_of_series == Key::kBox ? many - 1 - i : i;
    key.push_back({over_time.series[at].name, key_of_series, at, {}});
  }
  for (std::size_t i = 0; i < over_time.marks.size(); ++i) {
    key.push_back({over_time.marks[i].words, Key::kRule, 0, dashes_of(i)});
  }
  const Ticks upright = round_ticks(0, std::max(most, over_time.at_least), 5);
  const ValueAxis axis{over_time.axis, Quantity::kNumber};
  frame.plot = upright_plot(draw_key(frame.canvas, 0, key), upright, axis);
  draw_upright(frame.canvas, frame.plot, upright, axis);
  const double first = over_time.days.empty() ? 0 : number_of(over_time.days.front());
  const double last = over_time.days.empty() ? 1 : number_of(over_time.days.back());
  frame.x = {first, std::max(last, first + 1), frame.plot.left, frame.plot.right};
  frame.y = {upright.low(), upright.high(), frame.plot.bottom, frame.plot.top};
  return frame;
}

Chart finish(Frame& frame, const OverTime& over_time) {
  for (std::size_t i = 0; i < over_time.marks.size(); ++i) {
    const double at = frame.x.at(number_of(over_time.marks[i].day));
    if (at < frame.plot.left || at > frame.plot.right) continue;
    frame.canvas.rule(at, frame.plot.top, at, frame.plot.bottom, 2, dashes_of(i));
  }
  double height = frame.plot.bottom + kLine;
  if (!over_time.days.empty()) {
    const std::vector<DateTick> ticks = date_ticks(over_time.days.front(), over_time.days.back(), 5);
    // Years are short, and more of them fit.
    const std::vector<DateTick> more = date_ticks(over_time.days.front(), over_time.days.back(), 7);
    const bool years = !more.empty() && more.front().words.size() == 4;
    height = draw_dates(frame.canvas, frame.plot, frame.x, years ? more : ticks);
  }
  std::vector<std::string> columns{"Day"};
  for (const DaySeries& series : over_time.series) columns.push_back(series.name);
  std::vector<std::vector<std::string>> rows;
  for (std::size_t day = 0; day < over_time.days.size(); ++day) {
    std::vector<std::string> row{long_date(over_time.days[day])};
    for (const DaySeries& series : over_time.series) row.push_back(number_words(series.values[day], 1));
    rows.push_back(std::move(row));
  }
  return {over_time.head, frame.canvas.finish(height), numbers_table(over_time.head.title, columns, rows)};
}

}  // namespace

Chart draw_areas(const OverTime& over_time) {
  const std::size_t days = over_time.days.size();
  std::vector<double> sums(days, 0.0);
  for (const DaySeries& series : over_time.series) {
    for (std::size_t day = 0; day < days; ++day) sums[day] += series.values[day];
  }
  double most = 0;
  for (const double sum : sums) most = std::max(most, sum);
  Frame frame = begin(over_time, most, Key::kBox);
  std::vector<double> below(days, 0.0);
  for (std::size_t i = 0; i < over_time.series.size() && days > 0; ++i) {
    std::string up;
    std::string back;
    for (std::size_t day = 0; day < days; ++day) {
      const std::string x = place(frame.x.at(number_of(over_time.days[day])));
      up += fmt::format("{}{} {}", day == 0 ? "M" : "L", x,
                        place(frame.y.at(below[day] + over_time.series[i].values[day])));
      back.insert(0, fmt::format("L{} {}", x, place(frame.y.at(below[day]))));
    }
    frame.canvas.shape(up + back + "Z", i, over_time.series[i].name);
    for (std::size_t day = 0; day < days; ++day) below[day] += over_time.series[i].values[day];
  }
  return finish(frame, over_time);
}

Chart draw_lines(const OverTime& over_time) {
  double most = 0;
  for (const DaySeries& series : over_time.series) {
    for (const double value : series.values) most = std::max(most, value);
  }
  Frame frame = begin(over_time, most, Key::kWay);
  for (std::size_t i = 0; i < over_time.series.size(); ++i) {
    std::string d;
    for (std::size_t day = 0; day < over_time.days.size(); ++day) {
      d += fmt::format("{}{} {}", day == 0 ? "M" : "L", place(frame.x.at(number_of(over_time.days[day]))),
                       place(frame.y.at(over_time.series[i].values[day])));
    }
    if (!d.empty()) frame.canvas.way(d, i, over_time.series[i].name);
  }
  return finish(frame, over_time);
}

}  // namespace proviso::charts
