// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/staging.h"

#include <cerrno>

#include <sys/stat.h>

#include <fmt/format.h>

#include "engine/documents/read_file.h"

namespace proviso::cli {

namespace fs = std::filesystem;

ExitCode say_unwritable(const std::string& folder, const std::error_code& failed) {
  say_error(fmt::format("`{}` cannot be written: {}", folder, failed.message()));
  return ExitCode::kEnvironment;
}

Staging::~Staging() {
  std::error_code ignored;
  if (made_) fs::remove_all(path_, ignored);
}

std::error_code Staging::make() {
  if (::mkdir(path_.c_str(), 0777) != 0) return {errno, std::generic_category()};
  made_ = true;
  return {};
}

std::optional<ExitCode> Staging::fill(const std::vector<OutputFile>& files, const std::string& folder) const {
  for (const OutputFile& file : files) {
    const fs::path path = path_ / file.path;
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    if (failed) return say_unwritable(folder, failed);
    if (const Result<std::size_t> written = write_text_file(path.string(), file.text); !written) {
      Error error = written.error();
      // Named by the path the user gave, not by that of the folder out of sight.
      const std::string ours = path_.string();
      if (const std::size_t at = error.message.find(ours); at != std::string::npos) {
        error.message.replace(at, ours.size(), folder);
      }
      return say_failure(error);
    }
  }
  return std::nullopt;
}

std::error_code Staging::become(const fs::path& target) {
  std::error_code failed;
  fs::rename(path_, target, failed);
  if (!failed) made_ = false;
  return failed;
}

std::error_code Staging::empty_into(const fs::path& target) const {
  std::vector<fs::path> moved;
  std::error_code failed;
  for (fs::directory_iterator entry(path_, failed), end; !failed && entry != end; entry.increment(failed)) {
    const fs::path to = target / entry->path().filename();
    fs::rename(entry->path(), to, failed);
    if (failed) break;
    moved.push_back(to);
  }
  std::error_code ignored;
  if (failed) {
    for (const fs::path& path : moved) fs::rename(path, path_ / path.filename(), ignored);
  }
  return failed;
}

}  // namespace proviso::cli
