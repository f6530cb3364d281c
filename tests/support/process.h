// SPDX-License-Identifier: Apache-2.0
// Running a program without a shell, its two outputs kept apart; and a folder that lives as long as a test.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace proviso::testing_support {

struct ProcessOptions {
  std::string input{};                                             ///< what it reads from standard input
  std::string folder{};                                            ///< where it runs; empty: here
  std::vector<std::pair<std::string, std::string>> environment{};  ///< set on top of what is set here
  std::string output_path{};                                       ///< standard output goes there: `/dev/full`
  bool close_output = false;                                       ///< standard output is closed
};

struct ProcessResult {
  int exit_code = 0;  ///< 128 + n where it was ended by signal n; 127 where it could not be started
  std::string out;
  std::string err;
};

/// Runs `command[0]` with the other words as its arguments. It is ended after a minute.
ProcessResult run_process(const std::vector<std::string>& command, const ProcessOptions& options = {});

/// A new empty folder, removed with all it holds at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] std::string path(std::string_view name) const { return (folder_ / name).string(); }
  [[nodiscard]] std::string path() const { return folder_.string(); }
  /// Writes a file and gives its path; folders in its name are made.
  std::string write(std::string_view name, std::string_view text) const;
  /// The names of everything in it, sorted.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::filesystem::path folder_;
};

/// The bytes of a file; `(no such file)` where there is none.
std::string content_of(const std::string& path);

}  // namespace proviso::testing_support
