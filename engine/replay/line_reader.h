// SPDX-License-Identifier: Apache-2.0
// Whole lines of a table, one stretch after the other, each in memory that its reader owns. Internal to engine/replay.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/replay/byte_source.h"
#include "proviso/result.h"

namespace proviso::replay {

/// The end of the last line that ends at `end` or before; `begin` where there is none.
const char* line_end_before(const char* begin, const char* end);

class LineReader {
 public:
  /// Some lines. Used again and again, its memory is asked for once.
  struct Stretch {
    std::vector<char> bytes;   ///< RowScanner::kMargin more than the text, or more
    std::size_t size = 0;      ///< of the text
    std::uint64_t offset = 0;  ///< where it begins in the table

    [[nodiscard]] std::string_view text() const { return {bytes.data(), size}; }
  };

  /// @param size  of a stretch in bytes, about
  LineReader(ByteSource& source, std::size_t size) : source_(source), size_(size) {}

  /// Reads the next stretch; an empty one at the end. The last line has an end even where the table leaves it out; line
  /// ends alone at the end of the table are left out.
  /// @return what is wrong, if anything: as the source says
  [[nodiscard]] std::optional<Error> next(Stretch& into);

 private:
  ByteSource& source_;
  std::size_t size_;
  std::string rest_;          // of a line whose end has not been read
  std::uint64_t offset_ = 0;  // of what comes next
  bool at_end_ = false;
};

}  // namespace proviso::replay
