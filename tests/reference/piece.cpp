// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/piece.h"

#include <algorithm>
#include <utility>

namespace proviso::reference {
namespace {

void print(const Piece& piece, std::string& into) {
  into += piece.text;
  if (piece.number) {
    into += std::to_string(piece.number->value);
    into += piece.number->value == 1 ? piece.number->one : piece.number->many;
  }
  bool first = true;
  for (const Piece& part : piece.parts) {
    if (!first) into += piece.between;
    first = false;
    print(part, into);
  }
  into += piece.end;
}

// Runs of optional parts: halves of them, quarters and so on, down to one at a time.
void drops(const Piece& piece, const std::vector<std::size_t>& path, const std::vector<std::size_t>& lengths,
           std::vector<Cut>& into) {
  const std::size_t spare = piece.parts.size() - std::min(piece.parts.size(), piece.least);
  for (std::size_t count = spare; count > 0; count /= 2) {
    for (std::size_t first = 0; first + count <= piece.parts.size(); first += count) {
      std::size_t gain = 0;
      bool all = true;
      for (std::size_t i = first; i < first + count; ++i) {
        all = all && piece.parts[i].optional;
        gain += lengths[i];
      }
      if (all) into.push_back({Cut::Kind::kDrop, path, first, count, 0, gain});
    }
  }
}

// Gives the length of the piece's text.
std::size_t walk(const Piece& piece, std::vector<std::size_t>& path, std::vector<Cut>& into) {
  std::vector<std::size_t> lengths;
  std::size_t length = piece.text.size() + piece.end.size();
  for (std::size_t i = 0; i < piece.parts.size(); ++i) {
    path.push_back(i);
    lengths.push_back(walk(piece.parts[i], path, into) + piece.between.size());
    path.pop_back();
    length += lengths.back();
  }
  drops(piece, path, lengths, into);
  for (std::size_t i = 0; i < piece.stand_in.size(); ++i) {
    into.push_back({Cut::Kind::kStandIn, path, piece.stand_in[i], 0, 0, length - lengths[piece.stand_in[i]]});
  }
  for (std::size_t i = 0; i < piece.simpler.size(); ++i) {
    if (length > piece.simpler[i].size()) {
      into.push_back({Cut::Kind::kSimpler, path, i, 0, 0, length - piece.simpler[i].size()});
    }
  }
  if (piece.number && piece.number->value > piece.number->least) {
    const std::int32_t value = piece.number->value;
    const std::int32_t least = piece.number->least;
    into.push_back({Cut::Kind::kNumber, path, 0, 0, least, 0});
    const std::int32_t half = least + (value - least) / 2;
    if (half > least) into.push_back({Cut::Kind::kNumber, path, 0, 0, half, 0});
    if (value - 1 > half) into.push_back({Cut::Kind::kNumber, path, 0, 0, value - 1, 0});
  }
  return length;
}

}  // namespace

Piece leaf(std::string text) {
  Piece piece;
  piece.text = std::move(text);
  return piece;
}

Piece sequence(std::vector<Piece> parts, std::string between) {
  Piece piece;
  piece.parts = std::move(parts);
  piece.between = std::move(between);
  return piece;
}

Piece joined(std::vector<Piece> parts, std::string between) {
  for (Piece& part : parts) part.optional = true;
  Piece piece = sequence(std::move(parts), std::move(between));
  piece.least = 1;
  return piece;
}

Piece optional(Piece piece) {
  piece.optional = true;
  return piece;
}

Piece or_simpler(Piece piece, std::vector<std::string> simpler) {
  piece.simpler = std::move(simpler);
  return piece;
}

std::string text_of(const Piece& piece) {
  std::string text;
  print(piece, text);
  return text;
}

std::vector<Cut> cuts(const Piece& piece) {
  std::vector<Cut> result;
  std::vector<std::size_t> path;
  walk(piece, path, result);
  std::stable_sort(result.begin(), result.end(), [](const Cut& a, const Cut& b) { return a.gain > b.gain; });
  return result;
}

Piece apply(const Piece& piece, const Cut& cut) {
  Piece whole = piece;
  Piece* at = &whole;
  for (const std::size_t step : cut.path) at = &at->parts[step];
  const bool optional = at->optional;
  switch (cut.kind) {
    case Cut::Kind::kDrop: {
      const auto first = at->parts.begin() + static_cast<std::ptrdiff_t>(cut.first);
      at->parts.erase(first, first + static_cast<std::ptrdiff_t>(cut.count));
      at->stand_in.clear();
      break;
    }
    case Cut::Kind::kStandIn: {
      Piece part = std::move(at->parts[cut.first]);
      *at = std::move(part);
      break;
    }
    case Cut::Kind::kSimpler: {
      std::string text = std::move(at->simpler[cut.first]);
      *at = leaf(std::move(text));
      break;
    }
    case Cut::Kind::kNumber:
      at->number->value = cut.number;
      break;
  }
  at->optional = optional;
  return whole;
}

}  // namespace proviso::reference
