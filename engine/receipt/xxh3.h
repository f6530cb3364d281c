// SPDX-License-Identifier: Apache-2.0
// A fast fingerprint for tables of events, which can be so large that SHA-256 would take longer than everything else.
// It shows every change made by accident; it is no proof against somebody who wants two tables to look alike.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace proviso::receipt {

/// XXH3 with 128 bits, piece by piece.
class Xxh3 {
 public:
  Xxh3();
  ~Xxh3();
  Xxh3(Xxh3&&) noexcept;
  Xxh3& operator=(Xxh3&&) noexcept;

  void add(std::string_view bytes);
  /// 32 hexadecimal digits, as `xxhsum -H2` gives them.
  [[nodiscard]] std::string digits() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proviso::receipt
