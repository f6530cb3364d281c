// SPDX-License-Identifier: Apache-2.0
// A piece of a sentence that knows what it names, so that it can be shown with links or as text alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace proviso::reading_copy {

/// Some words, and where they are explained; no target: nowhere in particular.
struct Piece {
  std::string text;
  std::string target;
};

/// Words in order.
class Phrase {
 public:
  Phrase() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a text is a phrase that links nowhere.
  Phrase(std::string_view text) { add(text); }
  // NOLINTNEXTLINE(google-explicit-constructor)
  Phrase(const char* text) { add(text); }
  // NOLINTNEXTLINE(google-explicit-constructor)
  Phrase(const std::string& text) { add(text); }
  Phrase(std::string_view text, std::string target);

  Phrase& operator+=(const Phrase& more);
  friend Phrase operator+(Phrase left, const Phrase& right) { return left += right; }

  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  [[nodiscard]] bool empty() const { return pieces_.empty(); }
  /// The words alone.
  [[nodiscard]] std::string text() const;

 private:
  void add(std::string_view text);

  std::vector<Piece> pieces_;
};

/// `a, b or c`; `last` is the word before the last.
Phrase joined(const std::vector<Phrase>& parts, std::string_view last);

/// With a capital at its beginning, where that is one of the 26 letters.
Phrase capitalised(const Phrase& phrase);

}  // namespace proviso::reading_copy
