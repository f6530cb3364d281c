// SPDX-License-Identifier: Apache-2.0
#include "base/source_file.h"

#include <algorithm>
#include <cassert>

namespace proviso {

SourceFile::SourceFile(FileId id, std::string path, std::string text)
    : id_(id), path_(std::move(path)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

LineColumn SourceFile::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::uint32_t>(next - line_starts_.begin());
  std::uint32_t column = 1;
  for (std::uint32_t i = line_starts_[line - 1]; i < offset; ++i) {
    // A UTF-8 continuation byte belongs to the code point before it.
    if ((static_cast<unsigned char>(text_[i]) & 0xC0U) != 0x80U) ++column;
  }
  return {line, column};
}

std::string_view SourceFile::line(std::uint32_t number) const {
  if (number == 0 || number > line_starts_.size()) return {};
  const std::uint32_t begin = line_starts_[number - 1];
  std::size_t end = number < line_starts_.size() ? line_starts_[number] : text_.size();
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return std::string_view(text_).substr(begin, end - begin);
}

std::uint32_t SourceFile::offset_of(std::uint32_t line, std::uint32_t byte_column) const {
  if (line == 0) return 0;
  if (line > line_starts_.size()) return static_cast<std::uint32_t>(text_.size());
  return std::min(line_starts_[line - 1] + byte_column, static_cast<std::uint32_t>(text_.size()));
}

const SourceFile& SourceSet::add(std::string path, std::string text) {
  return files_.emplace_back(static_cast<FileId>(files_.size()), std::move(path), std::move(text));
}

const SourceFile& SourceSet::operator[](FileId id) const {
  assert(static_cast<std::size_t>(id) < files_.size());
  return files_[static_cast<std::size_t>(id)];
}

}  // namespace proviso
