// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/axes.h"

#include <algorithm>

#include "engine/graph/diagram_text.h"

namespace proviso::charts {
namespace {

constexpr double kMargin = 6;
constexpr double kSwatch = 18;
constexpr double kTick = 5;

double place_of(const Ticks& ticks, const Plot& plot, double value) {
  return Scale{ticks.low(), ticks.high(), plot.bottom, plot.top}.at(value);
}

void draw_swatch(Canvas& canvas, double x, double y, const KeyEntry& entry) {
  const double middle = y - 5;
  switch (entry.key) {
    case Key::kBox:
      canvas.box(x, y - 12, kSwatch, 14, entry.ink, {});
      return;
    case Key::kWay:
      canvas.way("M" + place(x - 4) + " " + place(middle) + "h" + place(kSwatch + 6), entry.ink, {});
      return;
    case Key::kDot:
      canvas.dot(x + kSwatch / 2, middle, entry.ink, {});
      return;
    case Key::kRule:
      canvas.rule(x + kSwatch / 2, y - 13, x + kSwatch / 2, y + 3, 2, entry.dashes);
      return;
    case Key::kBand:
      canvas.band(x, y - 13, kSwatch, 16, {});
      canvas.rule(x, y - 13, x, y + 3, 2, entry.dashes);
      canvas.rule(x + kSwatch, y - 13, x + kSwatch, y + 3, 2, entry.dashes);
      return;
    case Key::kWhisker:
      canvas.whisker(middle, x, x + kSwatch, 4, {});
      return;
  }
}

}  // namespace

std::string tick_words(const Ticks& ticks, double value, Quantity quantity) {
  switch (quantity) {
    case Quantity::kShare:
      return number_words(value * 100, std::max(0, ticks.decimals - 2)) + "\u00A0%";
    case Quantity::kNumber:
      return number_words(value, ticks.decimals);
  }
  return {};
}

double draw_key(Canvas& canvas, double y, const std::vector<KeyEntry>& entries) {
  double x = kMargin;
  y += 16;
  for (const KeyEntry& entry : entries) {
    const double wide = kSwatch + 8 + width_of(entry.words) + 12;
    if (x > kMargin && x + wide > kWidth) {
      x = kMargin;
      y += kLine + 2;
    }
    draw_swatch(canvas, x, y, entry);
    // A long one goes on below itself.
    const double below = canvas.lines(x + kSwatch + 8, y, entry.words, kCharacters - 4);
    x += wide;
    if (below > y + kLine) {
      x = kWidth;
      y = below - kLine;
    }
  }
  return entries.empty() ? y - 16 : y + 12;
}

double left_of(const Ticks& ticks, Quantity quantity) {
  double widest = 0;
  for (const double value : ticks.values) widest = std::max(widest, width_of(tick_words(ticks, value, quantity)));
  return widest + 12;
}

double above(const ValueAxis& axis) {
  return kLine * static_cast<double>(graph::wrap_text(axis.words, kCharacters).size()) + 13;
}

Plot upright_plot(double top, const Ticks& ticks, const ValueAxis& axis, double height) {
  Plot plot;
  plot.left = left_of(ticks, axis.quantity);
  plot.right = kWidth - 30;
  plot.top = top + above(axis);
  plot.bottom = plot.top + height;
  return plot;
}

void draw_upright(Canvas& canvas, const Plot& plot, const Ticks& ticks, const ValueAxis& axis) {
  canvas.lines(0, plot.top - above(axis) + 18, axis.words, kCharacters);
  for (const double value : ticks.values) {
    const double y = place_of(ticks, plot, value);
    canvas.grid(plot.left, y, plot.right, y);
    canvas.text(plot.left - 6, y + 5, Anchor::kEnd, tick_words(ticks, value, axis.quantity));
  }
}

double draw_across(Canvas& canvas, const Plot& plot, const Ticks& ticks, const ValueAxis& axis, bool grid) {
  const Scale scale{ticks.low(), ticks.high(), plot.left, plot.right};
  for (const double value : ticks.values) {
    const double x = scale.at(value);
    if (grid) canvas.grid(x, plot.top, x, plot.bottom);
    canvas.rule(x, plot.bottom, x, plot.bottom + kTick);
    canvas.text(x, plot.bottom + kTick + 17, Anchor::kMiddle, tick_words(ticks, value, axis.quantity));
  }
  canvas.rule(plot.left, plot.bottom, plot.right, plot.bottom);
  double y = plot.bottom + kTick + 17 + kLine + 3;
  for (const std::string& line : graph::wrap_text(axis.words, kCharacters)) {
    canvas.text(0, y, Anchor::kStart, line);
    y += kLine;
  }
  return y - kLine + 8;
}

double draw_dates(Canvas& canvas, const Plot& plot, const Scale& scale, const std::vector<DateTick>& ticks) {
  for (const DateTick& tick : ticks) {
    const double x = scale.at(static_cast<double>(tick.day.time_since_epoch().count()));
    canvas.rule(x, plot.bottom, x, plot.bottom + kTick);
    // At either end the words stay within the picture.
    const double half = width_of(tick.words) / 2;
    canvas.text(std::clamp(x, half, kWidth - half), plot.bottom + kTick + 17, Anchor::kMiddle, tick.words);
  }
  canvas.rule(plot.left, plot.bottom, plot.right, plot.bottom);
  return plot.bottom + kTick + 17 + 8;
}

}  // namespace proviso::charts
