// SPDX-License-Identifier: Apache-2.0
// Where to go on reading after a mistake.
#pragma once

#include <cstdint>
#include <string_view>

namespace proviso::grammar {

/// What the next clause has to be.
enum class Resume : std::uint8_t {
  kClause,       ///< any
  kDeclaration,  ///< not a move, an end or a line of an example: those may belong to what was skipped
};

/// Where the line at `from` ends: at its line feed or at the end of the text.
std::uint32_t end_of_line(std::string_view text, std::uint32_t from);

/// The first byte from `from` on that is the first on its line and begins a clause; the text's size if there is none.
std::uint32_t next_clause(std::string_view text, std::uint32_t from, Resume resume);

}  // namespace proviso::grammar
