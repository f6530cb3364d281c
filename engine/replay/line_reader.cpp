// SPDX-License-Identifier: Apache-2.0
#include "engine/replay/line_reader.h"

#include <algorithm>
#include <cstring>

#include "engine/replay/row_scanner.h"

namespace proviso::replay {

const char* line_end_before(const char* begin, const char* end) {
  const void* found = ::memrchr(begin, '\n', static_cast<std::size_t>(end - begin));
  return found == nullptr ? begin : static_cast<const char*>(found) + 1;
}

std::optional<Error> LineReader::next(Stretch& into) {
  const auto make_room = [&](std::size_t size) {
    if (into.bytes.size() < size + RowScanner::kMargin) into.bytes.resize(size + RowScanner::kMargin);
  };
  into.offset = offset_;
  into.size = 0;
  make_room(std::max(size_, rest_.size()));
  if (!rest_.empty()) std::memcpy(into.bytes.data(), rest_.data(), rest_.size());
  std::size_t filled = rest_.size();
  rest_.clear();
  while (!at_end_) {
    while (filled < size_ && !at_end_) {
      const Result<std::size_t> got = source_.read({into.bytes.data() + filled, size_ - filled});
      if (!got) return got.error();
      at_end_ = *got == 0;
      filled += *got;
    }
    if (at_end_) break;
    const char* const begin = into.bytes.data();
    into.size = static_cast<std::size_t>(line_end_before(begin, begin + filled) - begin);
    if (into.size > 0) {
      rest_.assign(begin + into.size, filled - into.size);
      offset_ += into.size;
      return std::nullopt;
    }
    size_ *= 2;  // a very long line
    make_room(size_);
  }
  while (filled > 0 && (into.bytes[filled - 1] == '\n' || into.bytes[filled - 1] == '\r')) --filled;
  if (filled == 0) return std::nullopt;
  make_room(filled + 1);
  into.bytes[filled] = '\n';
  into.size = filled + 1;
  offset_ += into.size;
  return std::nullopt;
}

}  // namespace proviso::replay
