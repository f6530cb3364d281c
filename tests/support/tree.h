// SPDX-License-Identifier: Apache-2.0
// The repository's own files, for tests that look at the house rather than at what it computes.
#pragma once

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::testing_support {

/// The top folder of the repository.
inline const std::filesystem::path& repository() {
  static const std::filesystem::path root = PROVISO_SOURCE_DIR;
  return root;
}

/// A file's bytes. A test that names a file which is not there fails.
inline std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Every file below a folder of the repository with one of the endings (none given: any), as paths relative to the
/// top, sorted. Build folders, hidden folders other than `.ci` and a folder that does not exist hold nothing.
inline std::vector<std::string> files_below(const std::string& folder,
                                            const std::vector<std::string_view>& endings = {}) {
  namespace fs = std::filesystem;
  std::vector<std::string> found;
  const fs::path top = folder.empty() ? repository() : repository() / folder;
  if (!fs::is_directory(top)) return found;
  for (fs::recursive_directory_iterator at(top), end; at != end; ++at) {
    const std::string name = at->path().filename().string();
    if (at->is_directory()) {
      static constexpr std::array<std::string_view, 3> kSkipped{"build", "node_modules", "__pycache__"};
      const bool hidden = name.starts_with('.') && name != ".ci";
      if (hidden || std::find(kSkipped.begin(), kSkipped.end(), name) != kSkipped.end()) at.disable_recursion_pending();
      continue;
    }
    const bool wanted = endings.empty() || std::any_of(endings.begin(), endings.end(),
                                                       [&](std::string_view ending) { return name.ends_with(ending); });
    if (wanted) found.push_back(fs::relative(at->path(), repository()).generic_string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// A text's lines, without their ends.
inline std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace proviso::testing_support
