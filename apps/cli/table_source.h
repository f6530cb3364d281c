// SPDX-License-Identifier: Apache-2.0
// The bytes of a table, from a file or a pipe, with their fingerprint.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/receipt/xxh3.h"
#include "engine/replay/byte_source.h"

namespace proviso::cli {

/// A file, or standard input for `-`. What comes through a pipe is put aside in a file without a name as it is read, so
/// that it can be had again: disk rather than memory.
class TableSource : public replay::ByteSource {
 public:
  /// Nothing where the file cannot be opened or is a folder: whoever reads it whole says why.
  static std::unique_ptr<TableSource> open(const std::string& path);
  ~TableSource() override;

  Result<std::size_t> read(std::span<char> into) override;
  [[nodiscard]] std::optional<Error> rewind() override;
  [[nodiscard]] std::uint64_t expected_size() const override { return size_; }

  /// Of all the bytes. Precondition: they have been read to the end since the last rewind(), or before.
  [[nodiscard]] const std::string& xxh3() const { return digits_; }

  /// All that comes, from the first byte on.
  /// @error kUnreadable also where there are more bytes than `most`
  Result<std::string> whole(std::size_t most);

 private:
  TableSource(std::string path, int descriptor, bool is_pipe, std::uint64_t size);

  Result<std::size_t> read_some(int from, std::span<char> into) const;
  std::optional<Error> put_aside(std::span<const char> bytes);

  std::string path_;
  int descriptor_;
  bool is_pipe_;
  std::uint64_t size_;    // of a file
  int aside_ = -1;        // what came through the pipe
  bool drained_ = false;  // all of it has
  bool again_ = false;    // it is read from there
  std::optional<receipt::Xxh3> hash_;
  std::string digits_;
};

}  // namespace proviso::cli
