// SPDX-License-Identifier: Apache-2.0
// The fenced code blocks of a Markdown text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace proviso {

/// One block: ```<language> [<word>]… , its lines, ``` .
struct CodeBlock {
  std::string file;
  std::size_t line = 0;  ///< of the opening fence, 1-based
  std::string language;
  std::vector<std::string> words;  ///< what follows the language: `wrong`, `fragment`
  std::string text;                ///< each line with its end

  [[nodiscard]] bool says(std::string_view word) const;
  /// The word after `file`: the file this block stands in; empty where it says none.
  [[nodiscard]] std::string file_shown() const;
  [[nodiscard]] std::string where() const { return file + ":" + std::to_string(line); }
};

/// Every block in order. A block that is never closed reaches to the end.
std::vector<CodeBlock> code_blocks(const std::string& file, std::string_view markdown);

/// A file after a block has been written into it. Paragraphs are parted by blank lines and known by their first lines:
/// a paragraph that the file has is replaced; a new one comes behind the one before it in the block, or at the end.
std::string with_paragraphs(std::string_view file, std::string_view block);

}  // namespace proviso
