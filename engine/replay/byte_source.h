// SPDX-License-Identifier: Apache-2.0
// Bytes that come piece by piece, and can be had a second time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "proviso/result.h"

namespace proviso::replay {

class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  /// Reads the next bytes. @return how many; 0 at the end only
  /// @error kUnreadable, kEnvironment
  virtual Result<std::size_t> read(std::span<char> into) = 0;
  /// How many there are; 0: nobody knows. A guess, for how much room there should be.
  [[nodiscard]] virtual std::uint64_t expected_size() const { return 0; }
  /// Goes back to the first byte. @return what is wrong: kUnreadable, kEnvironment
  [[nodiscard]] virtual std::optional<Error> rewind() = 0;
};

}  // namespace proviso::replay
