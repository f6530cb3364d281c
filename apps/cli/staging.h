// SPDX-License-Identifier: Apache-2.0
// A folder that is filled out of sight and put in place in one step, so that nobody finds half of it (POSIX).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "apps/cli/exit_code.h"
#include "apps/cli/output.h"

namespace proviso::cli {

/// Left alone, it disappears with all it holds.
class Staging {
 public:
  explicit Staging(std::filesystem::path path) : path_(std::move(path)) {}
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  ~Staging();

  /// Makes the folder, which must not exist.
  std::error_code make();
  /// Writes every file, by its path in the folder.
  /// @param folder  what the user calls the place that it is meant for: for messages
  /// @return nothing, or the code to exit with after saying why
  std::optional<ExitCode> fill(const std::vector<OutputFile>& files, const std::string& folder) const;
  /// The folder as a whole becomes `target`, which does not exist.
  std::error_code become(const std::filesystem::path& target);
  /// Everything in it moves to `target`, an empty folder, or nothing does.
  std::error_code empty_into(const std::filesystem::path& target) const;

 private:
  std::filesystem::path path_;
  bool made_ = false;
};

/// Says that a folder cannot be written. @return the exit code for that
ExitCode say_unwritable(const std::string& folder, const std::error_code& failed);

}  // namespace proviso::cli
