// SPDX-License-Identifier: Apache-2.0
#include "engine/reading_copy/phrase.h"

#include <utility>

namespace proviso::reading_copy {

Phrase::Phrase(std::string_view text, std::string target) {
  if (!text.empty()) pieces_.push_back({std::string(text), std::move(target)});
}

void Phrase::add(std::string_view text) {
  if (!text.empty()) pieces_.push_back({std::string(text), {}});
}

Phrase& Phrase::operator+=(const Phrase& more) {
  for (std::size_t i = 0; i < more.pieces_.size(); ++i) {
    const Piece piece = more.pieces_[i];
    if (!pieces_.empty() && pieces_.back().target.empty() && piece.target.empty()) {
      pieces_.back().text += piece.text;
    } else {
      pieces_.push_back(piece);
    }
  }
  return *this;
}

std::string Phrase::text() const {
  std::string result;
  for (const Piece& piece : pieces_) result += piece.text;
  return result;
}

Phrase joined(const std::vector<Phrase>& parts, std::string_view last) {
  Phrase result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) result += i + 1 == parts.size() ? Phrase(" " + std::string(last) + " ") : Phrase(", ");
    result += parts[i];
  }
  return result;
}

Phrase capitalised(const Phrase& phrase) {
  Phrase result;
  bool first = true;
  for (const Piece& piece : phrase.pieces()) {
    std::string text = piece.text;
    if (first && !text.empty() && text.front() >= 'a' && text.front() <= 'z') {
      text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    first = false;
    result += Phrase(text, piece.target);
  }
  return result;
}

}  // namespace proviso::reading_copy
