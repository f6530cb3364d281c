// SPDX-License-Identifier: Apache-2.0
// Finds fenced blocks line by line; a fence within a list is indented, and so are its lines.
#include "tests/docs/code_blocks.h"

#include <algorithm>
#include <sstream>

#include "tests/support/tree.h"

namespace proviso {

bool CodeBlock::says(std::string_view word) const { return std::find(words.begin(), words.end(), word) != words.end(); }

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

}  // namespace proviso
