// SPDX-License-Identifier: Apache-2.0
// As much of Markdown as the documentation uses; whatever else there is stays as it is written.
#include "apps/cli/page_text.h"

#include <algorithm>

namespace proviso::cli {
namespace {

constexpr std::size_t kColumns = 80;
constexpr std::string_view kFence = "```";
constexpr std::string_view kCodeIndent = "    ";

/// Columns of a text: its code points.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// A line without marks for emphasis, with links by their words. What stands between backticks is left alone.
std::string without_marks(std::string_view line) {
  std::string text;
  bool code = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '`') code = !code;
    const bool plain = code || c == '`';
    if (!plain && line.substr(i).starts_with("**")) {
      ++i;
    } else if (!plain && c == '\\' && i + 1 < line.size()) {
      text += line[++i];
    } else if (!plain && c == '[') {
      const std::size_t close = line.find("](", i);
      const std::size_t end = close == std::string_view::npos ? close : line.find(')', close);
      if (end == std::string_view::npos) {
        text += c;
        continue;
      }
      text += without_marks(line.substr(i + 1, close - i - 1));
      const std::string_view target = line.substr(close + 2, end - close - 2);
      if (target.find("://") != std::string_view::npos) {
        text += " (";
        text += target;
        text += ")";
      }
      i = end;
    } else {
      text += c;
    }
  }
  return text;
}

/// A paragraph in lines of at most kColumns; those after the first begin with `indent` blanks.
std::string in_lines(std::string_view paragraph, std::size_t indent) {
  std::string text;
  std::size_t column = 0;
  while (!paragraph.empty()) {
    const std::size_t end = std::min(paragraph.find(' '), paragraph.size());
    const std::string_view word = paragraph.substr(0, end);
    paragraph.remove_prefix(std::min(end + 1, paragraph.size()));
    if (word.empty()) continue;
    if (column > 0 && column + 1 + width(word) > kColumns) {
      text += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (column > 0) {
      text += ' ';
      ++column;
    }
    text += word;
    column += width(word);
  }
  return text + "\n";
}

}  // namespace

std::string page_text(std::string_view markdown) {
  std::string text;
  bool code = false;
  while (!markdown.empty()) {
    const std::size_t end = std::min(markdown.find('\n'), markdown.size());
    std::string_view line = markdown.substr(0, end);
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
    if (line.starts_with(kFence)) {
      code = !code;
    } else if (code) {
      if (!line.empty()) text += kCodeIndent;
      text += line;
      text += '\n';
    } else if (line.starts_with('|') || line.empty()) {
      text += without_marks(line) + "\n";
    } else {
      while (line.starts_with('#')) line.remove_prefix(1);
      text += in_lines(without_marks(line), line.starts_with("- ") ? 2 : 0);
    }
  }
  return text;
}

}  // namespace proviso::cli
