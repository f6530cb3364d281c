// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/canvas.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/support/xml_tree.h"

namespace proviso::charts {
namespace {

using testing_support::read_xml;
using testing_support::XmlElement;

double light(std::string_view colour) {
  double sum = 0;
  const double weights[] = {0.2126, 0.7152, 0.0722};
  for (std::size_t i = 0; i < 3; ++i) {
    const double share = std::stoi(std::string(colour.substr(1 + 2 * i, 2)), nullptr, 16) / 255.0;
    sum += weights[i] * (share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4));
  }
  return sum;
}

double contrast(std::string_view a, std::string_view b) {
  const double lighter = std::max(light(a), light(b));
  const double darker = std::min(light(a), light(b));
  return (lighter + 0.05) / (darker + 0.05);
}

// WCAG 2.2, 1.4.11: 3 to 1 for parts of graphics.
TEST(Inks, AreSeenOnWhiteAndBesideEachOther) {
  EXPECT_NEAR(contrast("#000000", "#ffffff"), 21, 1e-9);
  for (Ink ink = 0; ink < 6; ++ink) {
    EXPECT_GE(contrast(ink_colour(ink), "#ffffff"), 3) << ink;
    EXPECT_GE(contrast(ink_colour(ink), ink_colour(ink + 1)), 3) << ink;
  }
}

// Without any colour lines are told apart by their dashes, and areas by their patterns.
TEST(Inks, AreToldApartWithoutColour) {
  std::set<std::string_view> dashes;
  for (Ink ink = 0; ink < 6; ++ink) dashes.insert(ink_dashes(ink));
  EXPECT_EQ(dashes.size(), 6U);
  std::set<std::string> looks;
  for (Ink ink = 0; ink < 18; ++ink) {
    Canvas canvas({"c", "t", "d"});
    canvas.box(0, 0, 1, 1, ink, {});
    const XmlElement svg = read_xml(canvas.finish(1).str());
    const auto patterns = svg.all("pattern");
    std::string white;
    if (!patterns.empty()) white = patterns[0]->all("path").at(0)->attribute("d");
    looks.insert(std::string(ink_colour(ink)) + white);
  }
  EXPECT_EQ(looks.size(), 18U);
}

TEST(Place, HasOneDecimalAtMost) {
  EXPECT_EQ(place(12), "12");
  EXPECT_EQ(place(12.34), "12.3");
  EXPECT_EQ(place(-0.26), "-0.3");
  EXPECT_EQ(place(-0.04), "0");
  EXPECT_EQ(place(-12.34), "-12.3");
}

TEST(Canvas, NamesItselfAndEscapesEverything) {
  Canvas canvas({"a-1", "<b> & \"c\"", "d's"});
  canvas.text(1, 2, Anchor::kEnd, "1 < 2");
  canvas.dot(3, 4, 2, "</svg>");
  const XmlElement svg = read_xml(canvas.finish(50).str());
  EXPECT_EQ(svg.attribute("aria-labelledby"), "a-1-title a-1-description");
  EXPECT_EQ(svg.attribute("viewBox"), "0 0 480 50");
  EXPECT_EQ(svg.all("title").at(0)->text, "<b> & \"c\"");
  EXPECT_EQ(svg.all("desc").at(0)->text, "d's");
  EXPECT_EQ(svg.all("text").at(0)->text, "1 < 2");
  EXPECT_EQ(svg.all("title").at(1)->text, "</svg>");
}

}  // namespace
}  // namespace proviso::charts
