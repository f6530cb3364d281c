// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/graph/diagram_text.h"

namespace proviso::charts {

using reading_copy::Attributes;
using reading_copy::Markup;

namespace {

constexpr std::string_view kBlack = "#0b0c0c";
constexpr std::size_t kPatterns = 6;

// In an order in which neighbours differ most.
constexpr std::array<std::string_view, 6> kColours{"#12436d", "#f46a25", "#801650", "#28a197", "#3d3d3d", "#a285d1"};
constexpr std::array<std::string_view, 6> kDashes{"", "10 4", "3 3", "14 4 3 4", "6 6", "14 4 3 4 3 4"};
// What is left white of an 8 by 8 square of each pattern; none of the first.
constexpr std::array<std::string_view, kPatterns> kWhite{"",       "M-2 2L2 -2M0 8L8 0M6 10L10 6", "M3 4h2",
                                                         "M0 4H8", "M-2 6L2 10M0 0L8 8M6 -2L10 2", "M0 4H8M4 0V8"};

std::size_t pattern_of(Ink ink) { return (ink + ink / kColours.size()) % kPatterns; }

}  // namespace

std::string_view ink_colour(Ink ink) { return kColours.at(ink % kColours.size()); }
std::string_view ink_dashes(Ink ink) { return kDashes.at((ink + ink / kColours.size()) % kDashes.size()); }

double width_of(std::string_view text) {
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  const auto characters = std::count_if(text.begin(), text.end(), [&](char c) { return !continues(c); });
  return kCharacter * static_cast<double>(characters);
}

std::string place(double value) {
  const double tenths = std::round(value * 10);
  const auto whole = static_cast<long long>(tenths);
  if (whole % 10 == 0) return std::to_string(whole / 10);
  return fmt::format("{}{}.{}", whole < 0 ? "-" : "", std::abs(whole / 10), std::abs(whole % 10));
}

std::string Canvas::fill(Ink ink) {
  if (pattern_of(ink) == 0) return std::string(ink_colour(ink));
  inks_.insert(ink);
  return fmt::format("url(#{}-ink-{})", head_.id, ink);
}

void Canvas::tipped(std::string_view tag, const Attributes& attributes, const std::string& tip) {
  if (tip.empty()) {
    drawn_.empty(tag, attributes).line();
    return;
  }
  drawn_.open(tag, attributes).element("title", {}, tip).close().line();
}

void Canvas::box(double x, double y, double width, double height, Ink ink, const std::string& tip) {
  tipped("rect",
         {{"x", place(x)},
          {"y", place(y)},
          {"width", place(width)},
          {"height", place(height)},
          {"fill", fill(ink)},
          {"stroke", "#ffffff"},
          {"stroke-width", "1"}},
         tip);
}

void Canvas::shape(const std::string& d, Ink ink, const std::string& tip) {
  tipped("path",
         {{"class", "shape"},
          {"d", d},
          {"fill", fill(ink)},
          {"stroke", "#ffffff"},
          {"stroke-width", "1"},
          {"stroke-linejoin", "round"}},
         tip);
}

void Canvas::way(const std::string& d, Ink ink, const std::string& tip) {
  Attributes attributes{
      {"class", "way"}, {"d", d}, {"fill", "none"}, {"stroke", std::string(ink_colour(ink))}, {"stroke-width", "2.5"}};
  if (!ink_dashes(ink).empty()) attributes.push_back({"stroke-dasharray", std::string(ink_dashes(ink))});
  tipped("path", attributes, tip);
}

void Canvas::grid(double x1, double y1, double x2, double y2) {
  drawn_
      .empty("path", {{"class", "grid"},
                      {"d", fmt::format("M{} {}L{} {}", place(x1), place(y1), place(x2), place(y2))},
                      {"stroke", "#b1b4b6"}})
      .line();
}

void Canvas::rule(double x1, double y1, double x2, double y2, double thickness, std::string_view dashes) {
  Attributes attributes{{"d", fmt::format("M{} {}L{} {}", place(x1), place(y1), place(x2), place(y2))},
                        {"stroke", std::string(kBlack)},
                        {"stroke-width", place(thickness)}};
  if (!dashes.empty()) attributes.push_back({"stroke-dasharray", std::string(dashes)});
  drawn_.empty("path", attributes).line();
}

void Canvas::whisker(double y, double low, double high, double cap, const std::string& tip) {
  const std::string d = fmt::format("M{0} {2}V{3}M{0} {4}H{1}M{1} {2}V{3}", place(low), place(high), place(y - cap),
                                    place(y + cap), place(y));
  drawn_.empty("path", {{"d", d}, {"fill", "none"}, {"stroke", "#ffffff"}, {"stroke-width", "4"}}).line();
  tipped("path",
         {{"class", "whisker"}, {"d", d}, {"fill", "none"}, {"stroke", std::string(kBlack)}, {"stroke-width", "2"}},
         tip);
}

void Canvas::upright_whisker(double x, double low, double high, double cap, const std::string& tip) {
  const std::string d = fmt::format("M{2} {0}H{3}M{4} {0}V{1}M{2} {1}H{3}", place(low), place(high), place(x - cap),
                                    place(x + cap), place(x));
  drawn_.empty("path", {{"d", d}, {"fill", "none"}, {"stroke", "#ffffff"}, {"stroke-width", "4"}}).line();
  tipped("path",
         {{"class", "whisker"}, {"d", d}, {"fill", "none"}, {"stroke", std::string(kBlack)}, {"stroke-width", "2"}},
         tip);
}

void Canvas::dot(double x, double y, Ink ink, const std::string& tip, bool hollow) {
  const std::string colour(ink_colour(ink));
  Attributes attributes{{"class", "dot"},
                        {"fill", hollow ? std::string("#ffffff") : colour},
                        {"stroke", hollow ? colour : std::string("#ffffff")},
                        {"stroke-width", hollow ? "2.5" : "1"}};
  switch (ink % 4) {
    case 0:
      attributes.insert(attributes.begin() + 1, {{"cx", place(x)}, {"cy", place(y)}, {"r", "6"}});
      tipped("circle", attributes, tip);
      return;
    case 1:
      attributes.insert(attributes.begin() + 1,
                        {"d", fmt::format("M{} {}h11v11h-11Z", place(x - 5.5), place(y - 5.5))});
      break;
    case 2:
      attributes.insert(attributes.begin() + 1,
                        {"d", fmt::format("M{} {}l7.5 7.5l-7.5 7.5l-7.5 -7.5Z", place(x), place(y - 7.5))});
      break;
    default:
      attributes.insert(attributes.begin() + 1, {"d", fmt::format("M{} {}l7 12h-14Z", place(x), place(y - 7.5))});
  }
  tipped("path", attributes, tip);
}

void Canvas::band(double x, double y, double width, double height, const std::string& tip) {
  tipped("rect",
         {{"class", "band"},
          {"x", place(x)},
          {"y", place(y)},
          {"width", place(width)},
          {"height", place(height)},
          {"fill", "#ffdd00"},
          {"fill-opacity", "0.45"}},
         tip);
}

void Canvas::text(double x, double y, Anchor anchor, std::string_view words, Weight weight) {
  Attributes attributes{{"x", place(x)}, {"y", place(y)}};
  if (anchor == Anchor::kMiddle) attributes.push_back({"text-anchor", "middle"});
  if (anchor == Anchor::kEnd) attributes.push_back({"text-anchor", "end"});
  if (weight == Weight::kBold) attributes.push_back({"font-weight", "bold"});
  drawn_.element("text", attributes, words).line();
}

double Canvas::lines(double x, double y, std::string_view words, std::size_t most_characters, Weight weight) {
  for (const std::string& line : graph::wrap_text(words, most_characters)) {
    text(x, y, Anchor::kStart, line, weight);
    y += kLine;
  }
  return y;
}

Markup Canvas::finish(double height) const {
  const std::string title = head_.id + "-title";
  const std::string description = head_.id + "-description";
  Markup svg;
  svg.open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                   {"class", "chart"},
                   {"role", "img"},
                   {"aria-labelledby", title + " " + description},
                   {"viewBox", fmt::format("0 0 {} {}", place(kWidth), place(height))},
                   {"width", place(kWidth)},
                   {"height", place(height)},
                   {"font-family", "Arial, Helvetica, sans-serif"},
                   {"font-size", "13"},
                   {"fill", std::string(kBlack)}});
  svg.line();
  svg.element("title", {{"id", title}}, head_.title).line();
  svg.element("desc", {{"id", description}}, head_.description).line();
  if (!inks_.empty()) svg.open("defs");
  for (const Ink ink : inks_) {
    svg.open("pattern", {{"id", fmt::format("{}-ink-{}", head_.id, ink)},
                         {"width", "8"},
                         {"height", "8"},
                         {"patternUnits", "userSpaceOnUse"}});
    svg.empty("rect", {{"width", "8"}, {"height", "8"}, {"fill", std::string(ink_colour(ink))}});
    svg.empty("path", {{"d", std::string(kWhite.at(pattern_of(ink)))}, {"stroke", "#ffffff"}, {"stroke-width", "1.4"}});
    svg.close().line();
  }
  if (!inks_.empty()) svg.close().line();
  return svg.append(drawn_).close().line();
}

}  // namespace proviso::charts
