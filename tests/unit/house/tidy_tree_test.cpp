// SPDX-License-Identifier: Apache-2.0
// What every file of the tree keeps to: a licence line, no paths of one machine, pages for every room.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>

#include "tests/support/tree.h"

namespace proviso {
namespace {

using testing_support::file_text;
using testing_support::files_below;
using testing_support::lines_of;
using testing_support::repository;

TEST(Tree, CodeFilesNameTheirLicenceFirst) {
  std::size_t seen = 0;
  for (const std::string& file : files_below("", {".h", ".cpp", ".def", "CMakeLists.txt", ".cmake"})) {
    const std::string text = file_text(repository() / file);
    const std::string_view comment = file.ends_with(".txt") || file.ends_with(".cmake") ? "# " : "// ";
    EXPECT_TRUE(text.starts_with(std::string(comment) + "SPDX-License-Identifier: Apache-2.0\n")) << file;
    ++seen;
  }
  EXPECT_GT(seen, 50U);
}

// On their second line, unless that is the header they implement, which says it for both. Tests are named for theirs.
TEST(Tree, CodeFilesSayWhatTheyAreFor) {
  for (const std::string& file : files_below("", {".h", ".cpp"})) {
    if (file.ends_with("_test.cpp")) continue;
    const auto lines = lines_of(file_text(repository() / file));
    ASSERT_GE(lines.size(), 2U) << file;
    const std::string own_header = "#include \"" + file.substr(0, file.rfind('.')) + ".h\"";
    EXPECT_TRUE(lines[1].starts_with("// ") || lines[1] == own_header)
        << file << " does not say on its second line what it is for";
  }
}

// A path that exists on one machine only has no place in code or text. The patterns are split so that this file does
// not hold them itself.
TEST(Tree, NoFileNamesAPlaceOnOneMachine) {
  const std::string_view patterns[] = {
      "/"
      "work/",
      "/"
      "home/",
      "/"
      "root/",
      "/"
      "Users/",
      "../"
      "shared"};
  const auto within_a_path = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '}';
  };
  std::size_t seen = 0;
  for (const std::string& file : files_below("")) {
    const std::string text = file_text(repository() / file);
    for (const std::string_view pattern : patterns) {
      for (std::size_t at = text.find(pattern); at != std::string::npos; at = text.find(pattern, at + 1)) {
        // `docs/home/` is a path of the tree or the web, not of a machine.
        if (pattern.front() == '/' && at > 0 && within_a_path(text[at - 1])) continue;
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        ADD_FAILURE() << file << ":" << line << " names " << pattern;
      }
    }
    ++seen;
  }
  EXPECT_GT(seen, 100U);
}

TEST(Tree, EveryRoomHasAReadme) {
  std::set<std::string> rooms{"include/proviso", "base", "grammar", "rules", "apps/cli"};
  for (const auto& entry : std::filesystem::directory_iterator(repository() / "engine")) {
    if (entry.is_directory()) rooms.insert("engine/" + entry.path().filename().string());
  }
  for (const auto& entry : std::filesystem::directory_iterator(repository() / "samples")) {
    if (entry.is_directory()) rooms.insert("samples/" + entry.path().filename().string());
  }
  for (const std::string& room : rooms) {
    EXPECT_TRUE(std::filesystem::is_regular_file(repository() / room / "README.md")) << room << " has no README.md";
  }
}

}  // namespace
}  // namespace proviso
