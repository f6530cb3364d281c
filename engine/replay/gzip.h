// SPDX-License-Identifier: Apache-2.0
// Texts that came compressed.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/replay/byte_source.h"
#include "proviso/result.h"

namespace proviso::replay {

/// Whether the bytes begin as gzip's do (RFC 1952).
bool is_gzip(std::string_view bytes);

/// The text that was compressed; of several members one after the other, all of it.
/// @param most  bytes of text, and no more: a small file can stand for a very large one
/// @error kUnreadable where the data is damaged or cut off, kLimitReached where the text is larger than `most`
Result<std::string> gunzip(std::string_view bytes, std::size_t most);

/// The text of compressed bytes, piece by piece. The bytes must outlive it.
class GunzipSource : public ByteSource {
 public:
  explicit GunzipSource(ByteSource& bytes);
  ~GunzipSource() override;

  /// @error as gunzip(), and those of the bytes
  Result<std::size_t> read(std::span<char> into) override;
  [[nodiscard]] std::optional<Error> rewind() override;

 private:
  struct State;
  ByteSource& bytes_;
  std::unique_ptr<State> state_;
};

}  // namespace proviso::replay
