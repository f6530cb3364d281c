// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/marks.h"

#include <algorithm>
#include <array>

namespace proviso::charts {
namespace {

std::string dashes_of(std::size_t i) {
  constexpr std::array<const char*, 4> kDashes{"", "3 3", "8 3", "8 3 2 3"};
  return kDashes.at(i % kDashes.size());
}

}  // namespace

double least_of(const std::vector<Mark>& marks, double otherwise) {
  for (const Mark& mark : marks) otherwise = std::min(otherwise, mark.from);
  return otherwise;
}

double greatest_of(const std::vector<Mark>& marks, double otherwise) {
  for (const Mark& mark : marks) otherwise = std::max(otherwise, mark.to);
  return otherwise;
}

std::vector<KeyEntry> key_of(const std::vector<Mark>& marks) {
  std::vector<KeyEntry> key;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    key.push_back({marks[i].words, marks[i].from == marks[i].to ? Key::kRule : Key::kBand, 0, dashes_of(i)});
  }
  return key;
}

void draw_bands(Canvas& canvas, const Plot& plot, const Scale& x, const std::vector<Mark>& marks) {
  for (const Mark& mark : marks) {
    if (mark.from == mark.to) continue;
    canvas.band(x.at(mark.from), plot.top, x.at(mark.to) - x.at(mark.from), plot.bottom - plot.top, mark.words);
  }
}

void draw_rules(Canvas& canvas, const Plot& plot, const Scale& x, const std::vector<Mark>& marks) {
  for (std::size_t i = 0; i < marks.size(); ++i) {
    canvas.rule(x.at(marks[i].from), plot.top, x.at(marks[i].from), plot.bottom, 2, dashes_of(i));
    if (marks[i].from == marks[i].to) continue;
    canvas.rule(x.at(marks[i].to), plot.top, x.at(marks[i].to), plot.bottom, 2, dashes_of(i));
  }
}

}  // namespace proviso::charts
