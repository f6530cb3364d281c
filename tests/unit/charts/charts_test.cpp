// SPDX-License-Identifier: Apache-2.0
// What is drawn is what the table says: places are read back from the SVG by the axis that it shows, and compared with
// the numbers of the table.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include "base/civil_date.h"
#include "engine/charts/dots.h"
#include "engine/charts/histogram.h"
#include "engine/charts/over_time.h"
#include "engine/charts/stacked_bars.h"
#include "engine/charts/steps.h"
#include "engine/charts/tornado.h"
#include "engine/charts/yearly.h"
#include "tests/support/xml_tree.h"

namespace proviso::charts {
namespace {

using testing_support::read_xml;
using testing_support::XmlElement;

/// `−1,234.5 %` and `45.0 to 55.0 %` as numbers.
std::vector<double> numbers_in(std::string words) {
  std::string plain;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words.compare(i, 3, "−") == 0) {
      plain += '-';
      i += 2;
    } else if (words.compare(i, 2, "\u00A0") == 0) {
      plain += ' ';
      ++i;
    } else if (words[i] == '%' || words[i] == '+') {
      plain += ' ';
    } else if (words[i] != ',') {
      plain += words[i];
    }
  }
  std::vector<double> numbers;
  std::istringstream in(plain);
  for (std::string word; in >> word;) {
    char* end = nullptr;
    const double number = std::strtod(word.c_str(), &end);
    if (end != word.c_str() && *end == '\0') numbers.push_back(number);
  }
  return numbers;
}

double number_in(const std::string& words) {
  const std::vector<double> numbers = numbers_in(words);
  EXPECT_EQ(numbers.size(), 1U) << words;
  return numbers.empty() ? 0 : numbers.front();
}

/// The cells of the body, row by row: what stands in each, without the label for narrow screens.
std::vector<std::vector<std::string>> cells_of(const Chart& chart) {
  const XmlElement table = read_xml(chart.table.str());
  std::vector<std::vector<std::string>> rows;
  for (const XmlElement* row : table.all("tbody").at(0)->all("tr")) {
    std::vector<std::string>& cells = rows.emplace_back();
    for (const XmlElement& cell : row->children) cells.push_back(cell.text);
  }
  return rows;
}

double coordinate(const XmlElement& element, const std::string& name) { return std::stod(element.attribute(name)); }

/// The numbers of a path, in order.
std::vector<double> path_numbers(const XmlElement& path) {
  std::string d = path.attribute("d");
  for (char& c : d) {
    if (std::isalpha(static_cast<unsigned char>(c)) != 0) c = ' ';
  }
  std::istringstream in(d);
  std::vector<double> numbers;
  for (double number = 0; in >> number;) numbers.push_back(number);
  return numbers;
}

/// An axis as a reader takes it: from places to values, by the words of two ticks.
struct Axis {
  double place_a, value_a, place_b, value_b;
  [[nodiscard]] double value(double place) const {
    return value_a + (place - place_a) / (place_b - place_a) * (value_b - value_a);
  }
  /// What half a tenth of a unit, to which places are rounded, and the rounding of a table's number come to.
  [[nodiscard]] double slack(double rounding) const {
    return 0.11 * std::abs((value_b - value_a) / (place_b - place_a)) + rounding;
  }
};

Axis across(const XmlElement& svg) {
  std::vector<const XmlElement*> ticks;
  for (const XmlElement* text : svg.all("text")) {
    if (text->attribute("text-anchor") == "middle") ticks.push_back(text);
  }
  EXPECT_GE(ticks.size(), 2U);
  return {coordinate(*ticks.front(), "x"), number_in(ticks.front()->text), coordinate(*ticks.back(), "x"),
          number_in(ticks.back()->text)};
}

// A tick's words stand 5 below its line.
Axis upright(const XmlElement& svg) {
  std::vector<const XmlElement*> ticks;
  for (const XmlElement* text : svg.all("text")) {
    if (text->attribute("text-anchor") == "end") ticks.push_back(text);
  }
  EXPECT_GE(ticks.size(), 2U);
  return {coordinate(*ticks.front(), "y") - 5, number_in(ticks.front()->text), coordinate(*ticks.back(), "y") - 5,
          number_in(ticks.back()->text)};
}

/// Boxes with a tip: those of the data, not of the key.
std::vector<const XmlElement*> boxes_of(const XmlElement& svg) {
  std::vector<const XmlElement*> boxes = svg.all("rect");
  std::erase_if(boxes, [](const XmlElement* box) { return box->children.empty() || box->is("rect", "band"); });
  return boxes;
}
std::vector<const XmlElement*> tipped(const XmlElement& svg, std::string_view tag, std::string_view css_class) {
  std::vector<const XmlElement*> marks = svg.all(tag, css_class);
  std::erase_if(marks, [](const XmlElement* mark) { return mark->children.empty(); });
  return marks;
}

Head head(const char* id) { return {id, "Title", "Description"}; }

TEST(StackedBars, AreAsWideAsTheTableSays) {
  const Chart chart =
      draw(StackedBars{head("a"),
                       "Share",
                       {"in time", "late", "missed"},
                       {{"Law", "Letter", {{0.62, true, 0.55, 0.69}, {0.3, true, {}, {}}, {0.08, true, {}, {}}}},
                        {"Law", "Plan", {{0.25, true, 0.2, 0.3}, {0.7, true, {}, {}}, {0.05, true, {}, {}}}}},
                       "Duty"});
  const XmlElement svg = read_xml(chart.picture.str());
  const Axis axis = across(svg);
  const auto boxes = boxes_of(svg);
  const auto rows = cells_of(chart);
  ASSERT_EQ(boxes.size(), 6U);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0][0], "Law: Letter");
  for (std::size_t row = 0; row < 2; ++row) {
    double from = 0;
    for (std::size_t part = 0; part < 3; ++part) {
      const XmlElement& box = *boxes[row * 3 + part];
      const double left = coordinate(box, "x");
      const double right = left + coordinate(box, "width");
      EXPECT_NEAR(axis.value(left), from, axis.slack(0.1));
      const double share = number_in(rows[row][part == 0 ? 1 : part + 2]);
      EXPECT_NEAR(axis.value(right) - axis.value(left), share, 2 * axis.slack(0.05));
      from = axis.value(right);
    }
    EXPECT_NEAR(from, 100, axis.slack(0.1));
    // M low …V…M low yH high: the third pair begins the line itself.
    const std::vector<double> whisker = path_numbers(*tipped(svg, "path", "whisker").at(row));
    const std::vector<double> interval = numbers_in(rows[row][2]);
    ASSERT_EQ(interval.size(), 2U);
    EXPECT_NEAR(axis.value(whisker.at(0)), interval[0], axis.slack(0.05));
    EXPECT_NEAR(axis.value(whisker.at(5)), interval[1], axis.slack(0.05));
  }
}

TEST(Histogram, HasBarsAsHighAsTheTableSays) {
  Histogram histogram{head("a"),           "Days",  {{0, 5, 10}, {5, 10, 60}, {10, 15, 0}, {15, 20, 130}}, false,
                      {{12, 14, "limit"}}, "of all"};
  const Chart chart = draw(histogram);
  const XmlElement svg = read_xml(chart.picture.str());
  const Axis x = across(svg);
  const Axis y = upright(svg);
  const auto boxes = boxes_of(svg);
  auto rows = cells_of(chart);
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[3], (std::vector<std::string>{"15 to 19", "130", "65.0\u00A0%"}));
  std::erase_if(rows, [](const auto& row) { return row[1] == "0"; });
  ASSERT_EQ(boxes.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_NEAR(y.value(coordinate(*boxes[i], "y")), number_in(rows[i][2]), y.slack(0.05));
    EXPECT_NEAR(y.value(coordinate(*boxes[i], "y") + coordinate(*boxes[i], "height")), 0, 2 * y.slack(0));
    EXPECT_NEAR(x.value(coordinate(*boxes[i], "x")), numbers_in(rows[i][0]).at(0), x.slack(0));
  }
  const XmlElement& band = *tipped(svg, "rect", "band").at(0);
  EXPECT_NEAR(x.value(coordinate(band, "x")), 12, x.slack(0));
  EXPECT_NEAR(x.value(coordinate(band, "x") + coordinate(band, "width")), 14, 2 * x.slack(0));
}

TEST(Histogram, SaysWhatTheLastBarHolds) {
  const Chart chart = draw(Histogram{head("a"), "Days", {{0, 5, 10}, {5, 10, 60}}, true, {}, "of all"});
  EXPECT_EQ(cells_of(chart).back().front(), "5 and more");
  EXPECT_NE(chart.picture.str().find("5 and more"), std::string::npos);
}

TEST(Steps, FallWhereTheTableSays) {
  const Chart chart = draw(Steps{
      head("a"), "Days", "Left", {{"one", {{2, 1}, {3, 0.9}, {5, 0.2}, {6, 0}}}, {"other", {{3, 0.5}, {6, 0}}}}, {}});
  const XmlElement svg = read_xml(chart.picture.str());
  const Axis x = across(svg);
  const Axis y = upright(svg);
  const auto rows = cells_of(chart);
  ASSERT_EQ(rows.size(), 4U);  // 2, 3, 5 and 6 days
  const auto ways = tipped(svg, "path", "way");
  ASSERT_EQ(ways.size(), 2U);
  // M x y, then H x V y for each step, then H to the edge.
  const std::vector<double> one = path_numbers(*ways[0]);
  ASSERT_EQ(one.size(), 2U + 2 * 4 + 1);
  EXPECT_NEAR(y.value(one[1]), 100, y.slack(0));
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(x.value(one[2 + 2 * i]), number_in(rows[i][0]), x.slack(0));
    EXPECT_NEAR(y.value(one[3 + 2 * i]), number_in(rows[i][1]), y.slack(0.05));
  }
  // The other has no step at 2 and 5 days: the table says what holds there.
  EXPECT_EQ(number_in(rows[0][2]), 100);
  EXPECT_EQ(number_in(rows[1][2]), 50);
  EXPECT_EQ(number_in(rows[2][2]), 50);
  EXPECT_NEAR(y.value(path_numbers(*ways[1]).at(3)), 50, y.slack(0));
}

OverTime three_days() {
  return {head("a"),
          "Cases",
          {*make_date(2016, 1, 1), *make_date(2017, 1, 1), *make_date(2019, 1, 1)},
          {{"waiting", {10, 6, 1.5}}, {"closed", {0, 2, 7.25}}},
          {{*make_date(2018, 1, 1), "a change"}},
          20};
}

TEST(Areas, AreAsThickAsTheTableSays) {
  const Chart chart = draw_areas(three_days());
  const XmlElement svg = read_xml(chart.picture.str());
  const Axis x = across(svg);
  const Axis y = upright(svg);
  EXPECT_EQ(y.value_b, 20);  // as high as it is to be
  const auto rows = cells_of(chart);
  const auto shapes = tipped(svg, "path", "shape");
  ASSERT_EQ(shapes.size(), 2U);
  for (std::size_t series = 0; series < 2; ++series) {
    const std::vector<double> outline = path_numbers(*shapes[series]);
    ASSERT_EQ(outline.size(), 12U);  // three points along the top, three back below
    for (std::size_t day = 0; day < 3; ++day) {
      const double top = outline[2 * day + 1];
      const double bottom = outline[2 * (5 - day) + 1];
      EXPECT_EQ(outline[2 * day], outline[2 * (5 - day)]);
      EXPECT_NEAR(y.value(top) - y.value(bottom), number_in(rows[day][series + 1]), 2 * y.slack(0.05));
    }
    // 1 January 2017 is 366 days of 1,096 from the left.
    EXPECT_NEAR(x.value(outline[2]), 2016 + 3.0 * 366 / 1096, x.slack(0));
  }
}

TEST(Lines, RunWhereTheTableSays) {
  const Chart chart = draw_lines(three_days());
  const XmlElement svg = read_xml(chart.picture.str());
  const Axis y = upright(svg);
  const auto rows = cells_of(chart);
  const auto ways = tipped(svg, "path", "way");
  ASSERT_EQ(ways.size(), 2U);
  for (std::size_t series = 0; series < 2; ++series) {
    const std::vector<double> line = path_numbers(*ways[series]);
    ASSERT_EQ(line.size(), 6U);
    for (std::size_t day = 0; day < 3; ++day) {
      EXPECT_NEAR(y.value(line[2 * day + 1]), number_in(rows[day][series + 1]), y.slack(0.05));
    }
  }
}

TEST(Dots, StandWhereTheTableSays) {
  Dots dots{head("a"), "Change", Quantity::kShare,
            true,      true,     {{"Letter", "one", {-0.123, true, -0.2, -0.046}, 0}, {"Letter", "other", {}, 0}},
            "What"};
  const Chart chart = draw(dots);
  const XmlElement svg = read_xml(chart.picture.str());
  const Axis x = across(svg);
  const auto rows = cells_of(chart);
  ASSERT_EQ(rows.size(), 2U);
  const auto discs = tipped(svg, "circle", "dot");
  ASSERT_EQ(discs.size(), 1U);
  EXPECT_NEAR(x.value(coordinate(*discs[0], "cx")), number_in(rows[0][1]), x.slack(0.05));
  const std::vector<double> whisker = path_numbers(*tipped(svg, "path", "whisker").at(0));
  const std::vector<double> interval = numbers_in(rows[0][2]);
  EXPECT_NEAR(x.value(whisker.at(0)), interval.at(0), x.slack(0.05));
  EXPECT_NEAR(x.value(whisker.at(5)), interval.at(1), x.slack(0.05));
  EXPECT_EQ(rows[1][1], "–");
}

TEST(Yearly, StandsWhereTheTableSays) {
  const Chart chart = draw(
      Yearly{head("a"), "Cases", {"begun"}, {{2016, true, {{12, true, 11, 13}}}, {2017, false, {{4.5, true, 4, 5}}}}});
  const XmlElement svg = read_xml(chart.picture.str());
  const Axis y = upright(svg);
  const auto rows = cells_of(chart);
  const auto discs = tipped(svg, "circle", "dot");
  ASSERT_EQ(discs.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(y.value(coordinate(*discs[i], "cy")), number_in(rows[i][1]), y.slack(0.05));
  }
  EXPECT_EQ(discs[1]->attribute("fill"), "#ffffff") << "a year in part is hollow";
  EXPECT_EQ(rows[1][0], "2017\u00A0(in\u00A0part)");
}

TEST(Tornado, ReachesAsFarAsTheTableSays) {
  const Chart chart = draw(Tornado{head("a"),
                                   "Change",
                                   Quantity::kShare,
                                   {{"Teams", "6", "10", {-0.12, true, {}, {}}, {0.05, true, {}, {}}},
                                    {"Days", "40", "70", {-0.01, true, {}, {}}, {-0.04, true, {}, {}}}}});
  const XmlElement svg = read_xml(chart.picture.str());
  const Axis x = across(svg);
  const auto rows = cells_of(chart);
  const auto boxes = boxes_of(svg);
  ASSERT_EQ(boxes.size(), 4U);
  // From no change to the left where it falls, to the right where it rises; the longer first.
  const auto reach = [&](const XmlElement& box) {
    const double left = x.value(coordinate(box, "x"));
    const double right = x.value(coordinate(box, "x") + coordinate(box, "width"));
    EXPECT_NEAR(std::min(std::abs(left), std::abs(right)), 0, 2 * x.slack(0));
    return std::abs(left) > std::abs(right) ? left : right;
  };
  EXPECT_NEAR(reach(*boxes[0]), number_in(rows[0][2]), 2 * x.slack(0.05));
  EXPECT_NEAR(reach(*boxes[1]), number_in(rows[0][5]), 2 * x.slack(0.05));
  EXPECT_NEAR(reach(*boxes[2]), number_in(rows[1][5]), 2 * x.slack(0.05));
  EXPECT_NEAR(reach(*boxes[3]), number_in(rows[1][2]), 2 * x.slack(0.05));
}

}  // namespace
}  // namespace proviso::charts
