// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/tornado.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/charts/axes.h"
#include "engine/charts/dots.h"

namespace proviso::charts {

Chart draw(const Tornado& tornado) {
  constexpr double kBar = 20;
  Canvas canvas(tornado.head);
  double low = 0;
  double high = 0;
  for (const TornadoRow& row : tornado.rows) {
    for (const Spread* end : {&row.at_low, &row.at_high}) {
      if (!end->known) continue;
      low = std::min(low, end->value);
      high = std::max(high, end->value);
    }
  }
  double y = draw_key(canvas, 0,
                      {{"with the assumption at its least", Key::kBox, 0, {}}, {"at its greatest", Key::kBox, 1, {}}});
  // Changes of shares are in percentage points throughout.
  const double times = tornado.quantity == Quantity::kShare ? 100 : 1;
  const Ticks ticks = round_ticks(low * times, high * times, 5);
  Plot plot{30, kWidth - 36, y, 0};
  const Scale scale{ticks.low(), ticks.high(), plot.left, plot.right};
  const double middle = scale.at(0);
  const auto change = [&](const Spread& end) {
    return end.known ? change_words(tornado.quantity, end.value) : std::string("–");
  };
  const auto interval = [&](const Spread& end) { return change_interval_words(tornado.quantity, end); };
  std::vector<std::vector<std::string>> rows;
  for (const TornadoRow& row : tornado.rows) {
    const std::string words = fmt::format("{}: at\u00A0{}\u00A0{}, at\u00A0{}\u00A0{}", row.name, row.low,
                                          change(row.at_low), row.high, change(row.at_high));
    y = canvas.lines(0, y + 17, words, kCharacters) - 12;
    const auto bar = [&](const Spread& end, const std::string& at, Ink ink) {
      if (!end.known) return;
      const double x = scale.at(end.value * times);
      canvas.box(std::min(x, middle), y, std::abs(x - middle), kBar, ink, fmt::format("at {}: {}", at, change(end)));
    };
    // Where both lie on one side the longer is drawn first, so that the shorter is seen.
    if (std::abs(row.at_low.value) >= std::abs(row.at_high.value)) {
      bar(row.at_low, row.low, 0);
      bar(row.at_high, row.high, 1);
    } else {
      bar(row.at_high, row.high, 1);
      bar(row.at_low, row.low, 0);
    }
    canvas.rule(middle, y - 3, middle, y + kBar + 3, 2);
    y += kBar + 8;
    rows.push_back({row.name, row.low, change(row.at_low), interval(row.at_low), row.high, change(row.at_high),
                    interval(row.at_high)});
  }
  plot.bottom = y + 2;
  const double height = draw_across(canvas, plot, ticks, {tornado.axis, Quantity::kNumber}, false);
  return {tornado.head, canvas.finish(height),
          numbers_table(tornado.head.title,
                        {"Assumption", "At its least", "Change", "Interval", "At its greatest", "Change", "Interval"},
                        rows)};
}

}  // namespace proviso::charts
