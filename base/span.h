// SPDX-License-Identifier: Apache-2.0
// Places in source text as byte ranges. Only SourceFile turns them into lines and columns.
#pragma once

#include <cstdint>

namespace proviso {

/// Which file of a SourceSet a span lies in.
enum class FileId : std::uint32_t {};

/// The bytes [begin, end) of one file.
struct Span {
  FileId file{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

/// The smallest span that holds both; both lie in one file.
constexpr Span join(Span a, Span b) {
  return {a.file, a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace proviso
