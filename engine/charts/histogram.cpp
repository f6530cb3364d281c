// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/histogram.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/charts/axes.h"
#include "engine/charts/marks.h"

namespace proviso::charts {
namespace {

std::string range_words(const Histogram& histogram, std::size_t i) {
  const CountedRange& range = histogram.ranges[i];
  const auto words = [](std::int64_t value) { return number_words(static_cast<double>(value), 0); };
  if (histogram.and_more && i + 1 == histogram.ranges.size()) return fmt::format("{} and more", words(range.from));
  if (range.to - range.from == 1) return words(range.from);
  return fmt::format("{} to {}", words(range.from), words(range.to - 1));
}

}  // namespace

std::vector<CountedRange> in_round_ranges(const std::vector<CountedRange>& ranges, std::int64_t longest, bool& and_more,
                                          int most) {
  and_more = false;
  std::vector<CountedRange> round;
  if (ranges.empty()) return round;
  const std::int64_t end = ranges.back().to;
  const std::int64_t shown = std::min(end, std::max(longest, ranges.front().from) + 1);
  std::int64_t widest = 1;
  for (const CountedRange& range : ranges) widest = std::max(widest, range.to - range.from);
  // A width that the given ranges fit into whole; else counts would have to be guessed apart.
  auto width = static_cast<std::int64_t>(
      whole_ticks(static_cast<double>(ranges.front().from), static_cast<double>(shown), most).step);
  width = (width + widest - 1) / widest * widest;
  const auto floored = [&](std::int64_t value) {
    return (value >= 0 ? value / width : -((-value + width - 1) / width)) * width;
  };
  const std::int64_t first = widest == 1 ? floored(ranges.front().from) : ranges.front().from;
  const auto many = static_cast<std::size_t>((shown - first + width - 1) / width);
  for (std::size_t i = 0; i < many; ++i) {
    const std::int64_t from = first + static_cast<std::int64_t>(i) * width;
    round.push_back({from, from + width, 0});
  }
  for (const CountedRange& range : ranges) {
    const auto at = static_cast<std::size_t>((range.from - first) / width);
    if (at >= many && !and_more && range.count > 0) {
      and_more = true;
      round.push_back({round.back().to, round.back().to + width, 0});
    }
    if (range.count > 0) round[std::min(at, round.size() - 1)].count += range.count;
  }
  return round;
}

Chart draw(const Histogram& histogram) {
  std::uint64_t all = 0;
  std::uint64_t most = 0;
  for (const CountedRange& range : histogram.ranges) {
    all += range.count;
    most = std::max(most, range.count);
  }
  const auto share = [&](std::uint64_t count) {
    return all == 0 ? 0.0 : static_cast<double>(count) / static_cast<double>(all);
  };
  Canvas canvas(histogram.head);
  const double first = histogram.ranges.empty() ? 0 : static_cast<double>(histogram.ranges.front().from);
  const double last = histogram.ranges.empty() ? 1 : static_cast<double>(histogram.ranges.back().to);
  const Ticks across = whole_ticks(std::min(first, least_of(histogram.marks, first)),
                                   std::max(last, greatest_of(histogram.marks, last)), 5);
  const Ticks upright = round_ticks(0, share(most), 5);
  const ValueAxis counted{fmt::format("Share {}", histogram.of), Quantity::kShare};
  const double below_key = draw_key(canvas, 0, key_of(histogram.marks));
  const Plot plot = upright_plot(below_key, upright, counted);
  draw_upright(canvas, plot, upright, counted);
  const Scale x{across.low(), across.high(), plot.left, plot.right};
  const Scale y{upright.low(), upright.high(), plot.bottom, plot.top};
  draw_bands(canvas, plot, x, histogram.marks);
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < histogram.ranges.size(); ++i) {
    const CountedRange& range = histogram.ranges[i];
    const bool open = histogram.and_more && i + 1 == histogram.ranges.size();
    const std::string words = range_words(histogram, i);
    const double left = x.at(static_cast<double>(range.from));
    const double top = y.at(share(range.count));
    if (range.count > 0) {
      canvas.box(left, top, x.at(static_cast<double>(range.to)) - left, plot.bottom - top, open ? 1 : 0,
                 fmt::format("{}: {} ({})", words, number_words(static_cast<double>(range.count), 0),
                             share_words(share(range.count))));
    }
    rows.push_back({words, number_words(static_cast<double>(range.count), 0), share_words(share(range.count))});
  }
  draw_rules(canvas, plot, x, histogram.marks);
  const ValueAxis axis{histogram.and_more ? fmt::format("{}; the hatched bar on the right: {}", histogram.axis,
                                                        range_words(histogram, histogram.ranges.size() - 1))
                                          : histogram.axis,
                       Quantity::kNumber};
  const double height = draw_across(canvas, plot, across, axis, false);
  return {histogram.head, canvas.finish(height),
          numbers_table(histogram.head.title, {histogram.axis, "How many", "Share"}, rows)};
}

}  // namespace proviso::charts
