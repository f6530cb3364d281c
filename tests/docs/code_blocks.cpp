// SPDX-License-Identifier: Apache-2.0
// Finds fenced blocks line by line; a fence within a list is indented, and so are its lines.
#include "tests/docs/code_blocks.h"

#include <algorithm>
#include <sstream>

#include "tests/support/tree.h"

namespace proviso {

bool CodeBlock::says(std::string_view word) const { return std::find(words.begin(), words.end(), word) != words.end(); }

std::string CodeBlock::file_shown() const {
  const auto at = std::find(words.begin(), words.end(), "file");
  return at == words.end() || at + 1 == words.end() ? std::string() : *(at + 1);
}

std::vector<CodeBlock> code_blocks(const std::string& file, std::string_view markdown) {
  std::vector<CodeBlock> blocks;
  bool inside = false;
  std::size_t indent = 0;
  std::string fence;
  std::size_t number = 0;
  for (const std::string& line : testing_support::lines_of(markdown)) {
    ++number;
    const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
    const std::string_view rest = std::string_view(line).substr(blanks);
    const std::size_t ticks = std::min(rest.find_first_not_of('`'), rest.size());
    if (!inside) {
      if (ticks < 3) continue;
      inside = true;
      indent = blanks;
      fence = std::string(rest.substr(0, ticks));
      CodeBlock block{.file = file, .line = number, .language = {}, .words = {}, .text = {}};
      std::istringstream info{std::string(rest.substr(ticks))};
      info >> block.language;
      for (std::string word; info >> word;) block.words.push_back(word);
      blocks.push_back(std::move(block));
    } else if (rest.substr(0, ticks) == fence && rest.size() == ticks) {
      inside = false;
    } else {
      blocks.back().text += line.substr(std::min(indent, blanks));
      blocks.back().text += '\n';
    }
  }
  return blocks;
}

namespace {

std::vector<std::string> paragraphs(std::string_view text) {
  std::vector<std::string> all;
  bool inside = false;
  for (const std::string& line : testing_support::lines_of(text)) {
    if (!line.empty() && !inside) all.emplace_back();
    inside = !line.empty();
    if (inside) all.back() += line + "\n";
  }
  return all;
}

}  // namespace

std::string with_paragraphs(std::string_view file, std::string_view block) {
  const auto first_line = [](const std::string& text) { return text.substr(0, text.find('\n')); };
  std::vector<std::string> all = paragraphs(file);
  auto next = all.end();
  for (const std::string& paragraph : paragraphs(block)) {
    const auto same = std::find_if(all.begin(), all.end(),
                                   [&](const std::string& old) { return first_line(old) == first_line(paragraph); });
    if (same != all.end()) {
      *same = paragraph;
      next = same + 1;
    } else {
      next = all.insert(next, paragraph) + 1;
    }
  }
  std::string text;
  for (const std::string& paragraph : all) text += (text.empty() ? "" : "\n") + paragraph;
  return text;
}

}  // namespace proviso
