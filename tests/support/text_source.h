// SPDX-License-Identifier: Apache-2.0
// A text in memory as a source of bytes, in pieces of so many bytes.
#pragma once

#include <algorithm>
#include <cstring>
#include <limits>
#include <string_view>

#include "engine/replay/byte_source.h"

namespace proviso::testing_support {

class TextSource : public replay::ByteSource {
 public:
  explicit TextSource(std::string_view text, std::size_t piece = std::numeric_limits<std::size_t>::max())
      : text_(text), piece_(piece) {}
  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t count = std::min({into.size(), piece_, text_.size() - at_});
    std::memcpy(into.data(), text_.data() + at_, count);
    at_ += count;
    return count;
  }
  [[nodiscard]] std::optional<Error> rewind() override {
    at_ = 0;
    return std::nullopt;
  }

 private:
  std::string_view text_;
  std::size_t piece_;
  std::size_t at_ = 0;
};

}  // namespace proviso::testing_support
