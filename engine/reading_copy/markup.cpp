// SPDX-License-Identifier: Apache-2.0
#include "engine/reading_copy/markup.h"

#include "engine/graph/diagram_text.h"
#include "engine/reading_copy/style.h"

namespace proviso::reading_copy {

std::string escape(std::string_view text) {
  std::string result;
  for (const char c : graph::clean_text(text)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

void Markup::start(std::string_view tag, const Attributes& attributes) {
  out_ += '<';
  out_ += tag;
  for (const Attribute& attribute : attributes) {
    out_ += ' ';
    out_ += attribute.name;
    out_ += "=\"";
    out_ += escape(attribute.value);
    out_ += '"';
  }
}

Markup& Markup::open(std::string_view tag, const Attributes& attributes) {
  start(tag, attributes);
  out_ += '>';
  open_.emplace_back(tag);
  return *this;
}

Markup& Markup::close() {
  out_ += "</" + open_.back() + '>';
  open_.pop_back();
  return *this;
}

Markup& Markup::empty(std::string_view tag, const Attributes& attributes) {
  start(tag, attributes);
  out_ += "/>";
  return *this;
}

Markup& Markup::text(std::string_view text) {
  out_ += escape(text);
  return *this;
}

Markup& Markup::phrase(const Phrase& phrase) {
  for (const Piece& piece : phrase.pieces()) {
    if (piece.target.empty()) {
      text(piece.text);
    } else {
      open("a", {{"class", "term"}, {"href", piece.target}}).text(piece.text).close();
    }
  }
  return *this;
}

Markup& Markup::element(std::string_view tag, const Attributes& attributes, const Phrase& content) {
  return open(tag, attributes).phrase(content).close();
}

Markup& Markup::own_style(std::string_view more) {
  open("style").line();
  out_ += style_sheet();  // no text of an author, and HTML takes what is in `style` as it is
  out_ += more;
  return close();
}

Markup& Markup::coded(std::string_view words) {
  for (bool code = false; !words.empty(); code = !code) {
    const std::size_t end = words.find('`');
    const std::string_view piece = words.substr(0, end);
    if (code) {
      element("code", {}, piece);
    } else {
      text(piece);
    }
    if (end == std::string_view::npos) break;
    words.remove_prefix(end + 1);
  }
  return *this;
}

Markup& Markup::append(const Markup& piece) {
  out_ += piece.out_;
  return *this;
}

Markup& Markup::line() {
  out_ += '\n';
  return *this;
}

}  // namespace proviso::reading_copy
