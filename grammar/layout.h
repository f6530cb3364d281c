// SPDX-License-Identifier: Apache-2.0
// Lines of a canonical file: aligns their columns, sets blank lines and puts every comment where it belongs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_file.h"
#include "grammar/syntax_tree.h"

namespace proviso::grammar {

/// Whether a blank line stands before a line.
enum class Blank : std::uint8_t { kNever, kAuthors, kAlways };

/// One line to be written. Lines come in the order in which what they say ends in the source.
struct Line {
  std::size_t indent = 0;
  std::vector<std::string> cells;  ///< in a run, the columns; otherwise one
  std::uint32_t end = 0;           ///< where what this line says ends in the source
  Blank blank = Blank::kNever;
  std::string run{};           ///< neighbours with the same text here are aligned; empty: not aligned
  bool takes_trailing = true;  ///< a comment right behind `end` stays with this line
  bool breaks_run = true;      ///< not the continuation of the line before it
};

/// How many characters a text has.
std::size_t width(std::string_view text);

/// Writes the lines with the comments of the source.
std::string lay_out(const std::vector<Line>& lines, const std::vector<syntax::Comment>& comments,
                    const SourceFile& file);

}  // namespace proviso::grammar
