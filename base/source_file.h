// SPDX-License-Identifier: Apache-2.0
// Source text with its path, and the one place that turns byte offsets into lines and columns.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace proviso {

/// A line and a column, both 1-based; columns count code points.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// One file's text. Immutable.
class SourceFile {
 public:
  SourceFile(FileId id, std::string path, std::string text);

  [[nodiscard]] FileId id() const { return id_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }

  /// Where a byte offset lies; offsets past the end give the end.
  [[nodiscard]] LineColumn position(std::uint32_t offset) const;
  /// The text of a 1-based line without its line end; empty past the last line.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;
  /// The byte offset of a 1-based line and a 0-based byte column, clamped to the text.
  [[nodiscard]] std::uint32_t offset_of(std::uint32_t line, std::uint32_t byte_column) const;
  /// A span in this file.
  [[nodiscard]] Span span(std::uint32_t begin, std::uint32_t end) const { return {id_, begin, end}; }

 private:
  FileId id_;
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

/// Every file of one run, in the order they were added. References stay valid.
class SourceSet {
 public:
  const SourceFile& add(std::string path, std::string text);
  [[nodiscard]] const SourceFile& operator[](FileId id) const;
  [[nodiscard]] std::size_t size() const { return files_.size(); }

 private:
  std::deque<SourceFile> files_;
};

}  // namespace proviso
