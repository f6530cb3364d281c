// SPDX-License-Identifier: Apache-2.0
// Names to dense numbers, in order of first appearance: case ids, event names, known cells.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace proviso::replay {

/// Each name once, in one block of text. A look-up allocates nothing; its order depends on nothing but the additions.
class NameTable {
 public:
  static constexpr std::uint32_t kAbsent = 0xFFFFFFFF;

  /// The name's number; kAbsent where it was not added.
  [[nodiscard]] std::uint32_t find(std::string_view name) const;
  /// The name's number, and whether it is new. Precondition: fewer than 2^31 names.
  std::pair<std::uint32_t, bool> add(std::string_view name);

  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  /// Valid until the next add().
  [[nodiscard]] std::string_view operator[](std::size_t number) const {
    const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(text_).substr(begin, ends_[number] - begin);
  }

 private:
  [[nodiscard]] std::size_t slot_of(std::string_view name, std::uint32_t hash) const;
  void grow();

  std::string text_;
  std::vector<std::size_t> ends_;
  std::vector<std::uint32_t> hashes_;
  std::vector<std::uint32_t>
      slots_;  // number + 1, by hash; 0: free. Its size is a power of two, at most half of it used
};

}  // namespace proviso::replay
