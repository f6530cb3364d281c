// SPDX-License-Identifier: Apache-2.0
// Rule text as a tree that knows how it can be made smaller: a difference between two executors comes down to a few
// lines by dropping and shortening pieces, whatever they mean. What no longer fits together then is not well-formed,
// and passed over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace proviso::reference {

/// A piece of rule text. It reads: text, number, the parts with `between` in between, end.
struct Piece {
  /// `5 working days`: it may become smaller, but not less than `least`.
  struct Number {
    std::int32_t value = 0;
    std::int32_t least = 0;
    std::string one;   ///< what follows a 1
    std::string many;  ///< what follows any other
  };

  std::string text;
  std::optional<Number> number;
  std::vector<Piece> parts;
  std::string between;
  std::string end;
  bool optional = false;              ///< may be dropped, where enough of its neighbours stay
  std::size_t least = 0;              ///< how many parts must stay
  std::vector<std::size_t> stand_in;  ///< which parts may stand in its place
  std::vector<std::string> simpler;   ///< texts any of which may stand in its place
};

Piece leaf(std::string text);
Piece sequence(std::vector<Piece> parts, std::string between = "");
/// One or more, joined; all but one may be dropped.
Piece joined(std::vector<Piece> parts, std::string between);
Piece optional(Piece piece);
/// The piece, or any of these texts.
Piece or_simpler(Piece piece, std::vector<std::string> simpler);

std::string text_of(const Piece& piece);

/// One way to make a tree smaller.
struct Cut {
  enum class Kind : std::uint8_t { kDrop, kStandIn, kSimpler, kNumber };
  Kind kind{};
  std::vector<std::size_t> path;  ///< down to the piece
  std::size_t first = 0;          ///< kDrop: the first part that goes; kStandIn, kSimpler: which
  std::size_t count = 0;          ///< kDrop: how many go
  std::int32_t number = 0;        ///< kNumber: the new one
  std::size_t gain = 0;           ///< how much shorter the text becomes, about
};

/// Every cut there is, the largest first.
std::vector<Cut> cuts(const Piece& piece);
Piece apply(const Piece& piece, const Cut& cut);

}  // namespace proviso::reference
