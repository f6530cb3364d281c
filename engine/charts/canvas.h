// SPDX-License-Identifier: Apache-2.0
// An SVG in the making, with what all charts share: its width, its inks, its kinds of line and text.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "engine/reading_copy/markup.h"

namespace proviso::charts {

/// What a chart is called.
struct Head {
  std::string id;           ///< of the page: letters, digits and hyphens, unlike every other
  std::string title;        ///< a few words
  std::string description;  ///< what is to be seen, for those who do not see it
};

/// All charts are so many units wide; on a screen they are shrunk and enlarged. Text is 13 units high on a wide screen
/// and 18 on a narrow one (chart_style()), so room is left for 18.
constexpr double kWidth = 480;
constexpr double kLine = 21;             ///< from one line of text to the next
constexpr double kCharacter = 11.5;      ///< the width of one, in a wide font
constexpr std::size_t kCharacters = 42;  ///< of a line across a whole chart
constexpr std::size_t kBoldCharacters = 37;

/// A colour with a pattern: six colours, whose neighbours differ in lightness by more than 3 to 1 as they do from
/// white, each with a pattern of its own. From the seventh on the colours come again with other patterns, from the
/// nineteenth on everything.
using Ink = std::size_t;
std::string_view ink_colour(Ink ink);
/// Of the lines of an ink, as `stroke-dasharray` takes it; empty for an unbroken one.
std::string_view ink_dashes(Ink ink);

/// The width that a text may take at most.
double width_of(std::string_view text);

enum class Anchor : unsigned char { kStart, kMiddle, kEnd };
enum class Weight : unsigned char { kPlain, kBold };

/// `12.3`: at most one decimal.
std::string place(double value);

class Canvas {
 public:
  explicit Canvas(Head head) : head_(std::move(head)) {}

  /// A filled box. @param tip  shown where a mouse rests on it
  void box(double x, double y, double width, double height, Ink ink, const std::string& tip);
  /// A closed shape, by the `d` of a path.
  void shape(const std::string& d, Ink ink, const std::string& tip);
  /// An unfilled way in the colour and dashes of an ink.
  void way(const std::string& d, Ink ink, const std::string& tip);
  /// Thin and grey, for a grid; or black.
  void grid(double x1, double y1, double x2, double y2);
  void rule(double x1, double y1, double x2, double y2, double thickness = 1, std::string_view dashes = {});
  /// The same with a white edge, to be seen on any ink.
  void whisker(double y, double low, double high, double cap, const std::string& tip);
  void upright_whisker(double x, double low, double high, double cap, const std::string& tip);
  /// A disc, a square, a diamond or a triangle, by the ink.
  void dot(double x, double y, Ink ink, const std::string& tip, bool hollow = false);
  /// A band that leaves what is under it to be seen.
  void band(double x, double y, double width, double height, const std::string& tip);
  void text(double x, double y, Anchor anchor, std::string_view words, Weight weight = Weight::kPlain);
  /// Several lines, each below the one before. @return the y below the last
  double lines(double x, double y, std::string_view words, std::size_t most_characters, Weight weight = Weight::kPlain);

  /// The whole SVG, named by its title and description.
  [[nodiscard]] reading_copy::Markup finish(double height) const;
  [[nodiscard]] const Head& head() const { return head_; }

 private:
  std::string fill(Ink ink);
  void tipped(std::string_view tag, const reading_copy::Attributes& attributes, const std::string& tip);

  Head head_;
  std::set<Ink> inks_;
  reading_copy::Markup drawn_;
};

}  // namespace proviso::charts
