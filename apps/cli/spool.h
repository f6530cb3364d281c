// SPDX-License-Identifier: Apache-2.0
// A long text on its way to a file: what is too much for memory waits on disk (POSIX).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "proviso/result.h"

namespace proviso::cli {

/// A folder for files that nobody sees: the environment variable TMPDIR, else /tmp.
std::string folder_for_temporary_files();

/// Adds bytes to a file without a name, which is gone when it is closed.
/// @param file  -1: it is made first
/// @return the errno of a failure, else 0
int put_aside(int& file, const std::string& folder, std::string_view bytes);

class Spool {
 public:
  Spool() = default;
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;
  ~Spool();

  /// Adds to the end. What goes wrong is kept for finish().
  void add(std::string_view text);
  /// Ends the text. @return what went wrong, if anything: kEnvironment
  [[nodiscard]] std::optional<Error> finish();
  /// The whole text. Precondition: finish() found nothing wrong.
  [[nodiscard]] std::string_view text() const;

 private:
  void write_out();

  std::string waiting_;
  int file_ = -1;  // without a name: it is gone when it is closed
  std::size_t written_ = 0;
  const char* mapped_ = nullptr;
  std::optional<Error> error_;
};

}  // namespace proviso::cli
