// SPDX-License-Identifier: Apache-2.0
// HTML and SVG built piece by piece: every text and attribute is escaped, every element is closed.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "engine/reading_copy/phrase.h"

namespace proviso::reading_copy {

/// An attribute and its value, not yet escaped.
struct Attribute {
  std::string_view name;
  std::string value;
};
using Attributes = std::vector<Attribute>;

/// A piece of a page. Nothing enters it unescaped: names of elements and attributes are the caller's own words, all
/// else goes through escape().
class Markup {
 public:
  /// Opens an element; close() ends the one opened last.
  Markup& open(std::string_view tag, const Attributes& attributes = {});
  Markup& close();
  /// An element without content: `meta`, `path`. Written so that HTML and SVG both take it.
  Markup& empty(std::string_view tag, const Attributes& attributes = {});
  Markup& text(std::string_view text);
  /// A phrase, what it names linked to where that is explained.
  Markup& phrase(const Phrase& phrase);
  /// An element that holds one phrase; a text is one.
  Markup& element(std::string_view tag, const Attributes& attributes, const Phrase& phrase);
  /// The site's own style sheet, for a page that carries it inside, and what such a page adds to it: never a text of
  /// an author.
  Markup& own_style(std::string_view more = {});
  /// A sentence whose words between backticks stand in `code`.
  Markup& coded(std::string_view text);
  /// A finished piece.
  Markup& append(const Markup& piece);
  /// A new line, to keep lines of the file short; it shows as a blank at most.
  Markup& line();

  /// What was built. Precondition: every element is closed.
  [[nodiscard]] const std::string& str() const { return out_; }
  [[nodiscard]] bool blank() const { return out_.empty(); }

 private:
  void start(std::string_view tag, const Attributes& attributes);

  std::string out_;
  std::vector<std::string> open_;
};

/// Fit for the text of an element and for an attribute between double quotes: the five characters of markup written
/// out, control characters and malformed bytes replaced.
std::string escape(std::string_view text);

}  // namespace proviso::reading_copy
