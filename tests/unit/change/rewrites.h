// SPDX-License-Identifier: Apache-2.0
// Rule files written differently: with the same meaning, or with one clause that means something else.
#pragma once

#include <string>
#include <vector>

#include "engine/change/changes.h"
#include "tests/reference/dice.h"

namespace proviso::testing_support {

/// The text in other words: declarations that are independent of one another reordered, laid out anew, comments put in
/// and taken out, brackets around conditions, examples under other titles, a used file written out.
/// @param path  of the file in the repository: what it uses is read from beside it
std::string rewritten(const std::string& text, const std::string& path, reference::Dice& dice);

/// One piece of a text in place of another, and the change that this is.
struct Edit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string in_place;
  change::Subject subject{};
  std::string name;  ///< of what is changed; of a move, its stage

  [[nodiscard]] std::string apply(const std::string& text) const {
    return text.substr(0, begin) + in_place + text.substr(end);
  }
};

/// Every edit of these kinds that the text has room for: another amount, modality, party, word of a condition, target
/// of a move, result of a table, citation, title; a clause dropped. Some leave rules with mistakes.
std::vector<Edit> edits(const std::string& text);

}  // namespace proviso::testing_support
