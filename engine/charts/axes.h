// SPDX-License-Identifier: Apache-2.0
// What is around the marks of a chart: axes with round values, a grid, and which ink is what.
#pragma once

#include <string>
#include <vector>

#include "engine/charts/canvas.h"
#include "engine/charts/numbers.h"
#include "engine/charts/scale.h"

namespace proviso::charts {

/// The part of a chart in which its marks stand.
struct Plot {
  double left = 0;
  double right = 0;
  double top = 0;
  double bottom = 0;
};

/// What a value axis shows.
struct ValueAxis {
  std::string words;  ///< what is counted, with its unit
  Quantity quantity = Quantity::kNumber;
};

/// A tick as its axis writes it.
std::string tick_words(const Ticks& ticks, double value, Quantity quantity);

/// How the ink of one kind of mark is shown in a key.
enum class Key : unsigned char { kBox, kWay, kDot, kRule, kBand, kWhisker };
struct KeyEntry {
  std::string words;
  Key key = Key::kBox;
  Ink ink = 0;
  std::string dashes;  ///< kRule
};
/// Which ink is what, in as many lines as it takes. @return the y below it
double draw_key(Canvas& canvas, double y, const std::vector<KeyEntry>& entries);

/// Upright values: a line of the grid for each, its words before it, what is counted above it.
/// @param plot  its `left` must leave room for the widest tick: left_of()
void draw_upright(Canvas& canvas, const Plot& plot, const Ticks& ticks, const ValueAxis& axis);
double left_of(const Ticks& ticks, Quantity quantity);
/// How much room the words of an upright axis take above the plot.
double above(const ValueAxis& axis);

/// Values from left to right, below the plot. @return the y below everything
double draw_across(Canvas& canvas, const Plot& plot, const Ticks& ticks, const ValueAxis& axis, bool grid);

/// Days from left to right. @return the y below everything
double draw_dates(Canvas& canvas, const Plot& plot, const Scale& scale, const std::vector<DateTick>& ticks);

/// A plot for values over values or days, between a key that ends at `top` and an axis below.
Plot upright_plot(double top, const Ticks& ticks, const ValueAxis& axis, double height = 220);

}  // namespace proviso::charts
