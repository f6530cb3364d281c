// SPDX-License-Identifier: Apache-2.0
// A room includes only what stands to its left, and each library stays in the room it belongs to.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/tree.h"

namespace proviso {
namespace {

using testing_support::file_text;
using testing_support::files_below;
using testing_support::lines_of;
using testing_support::repository;

struct Room {
  std::string_view folder;
  int place;  ///< from left to right; two rooms at one place do not see each other
};

constexpr Room kRooms[] = {
    {"include/", 0},
    {"base/", 1},
    {"grammar/", 2},
    {"engine/calendar/", 3},
    {"engine/receipt/", 3},
    {"engine/model/", 4},
    {"engine/graph/", 5},
    {"engine/program/", 5},
    {"engine/analysis/", 6},
    {"engine/reading_copy/", 6},
    {"engine/run/", 7},
    {"engine/charts/", 7},
    {"engine/documents/", 8},
    {"engine/machine/", 8},
    {"engine/replay/", 9},
    {"engine/simulate/", 9},
    {"engine/change/", 9},
    {"engine/store/", 9},
    {"engine/fit/", 10},
    {"engine/simulate_report/", 10},
    {"apps/", 11},
    {"bindings/", 11},
};

const Room* room_of(std::string_view path) {
  for (const Room& room : kRooms) {
    if (path.starts_with(room.folder)) return &room;
  }
  return nullptr;
}

struct Include {
  std::string file;
  std::size_t line = 0;
  std::string target;
  bool quoted = false;

  [[nodiscard]] std::string where() const { return file + ":" + std::to_string(line) + " includes " + target; }
};

std::vector<Include> includes_in(const std::string& file) {
  std::vector<Include> found;
  std::size_t number = 0;
  for (const std::string& line : lines_of(file_text(repository() / file))) {
    ++number;
    std::string_view rest = line;
    const auto skip_blanks = [&rest] { rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size())); };
    skip_blanks();
    if (!rest.starts_with('#')) continue;
    rest.remove_prefix(1);
    skip_blanks();
    if (!rest.starts_with("include")) continue;
    rest.remove_prefix(std::string_view("include").size());
    skip_blanks();
    if (rest.empty()) continue;
    const bool quoted = rest.front() == '"';
    const std::size_t end = rest.find(quoted ? '"' : '>', 1);
    if (end == std::string_view::npos) continue;
    found.push_back({file, number, std::string(rest.substr(1, end - 1)), quoted});
  }
  return found;
}

std::vector<Include> all_includes() {
  std::vector<Include> all;
  for (const char* top : {"include", "base", "grammar", "engine", "apps", "bindings"}) {
    for (const std::string& file : files_below(top, {".h", ".cpp", ".def"})) {
      const std::vector<Include> some = includes_in(file);
      all.insert(all.end(), some.begin(), some.end());
    }
  }
  return all;
}

// Where a quoted include lies in the tree: below the top or below include/.
std::optional<std::string> in_tree(const Include& include) {
  if (!include.quoted) return std::nullopt;
  for (const std::string& candidate : {include.target, "include/" + include.target}) {
    if (std::filesystem::is_regular_file(repository() / candidate)) return candidate;
  }
  return std::nullopt;
}

bool is_standard(std::string_view header) {
  static const std::set<std::string_view> kStandard{"algorithm",
                                                    "any",
                                                    "array",
                                                    "atomic",
                                                    "barrier",
                                                    "bit",
                                                    "bitset",
                                                    "cassert",
                                                    "cctype",
                                                    "cerrno",
                                                    "cfenv",
                                                    "cfloat",
                                                    "charconv",
                                                    "chrono",
                                                    "cinttypes",
                                                    "climits",
                                                    "clocale",
                                                    "cmath",
                                                    "codecvt",
                                                    "compare",
                                                    "complex",
                                                    "concepts",
                                                    "condition_variable",
                                                    "coroutine",
                                                    "csetjmp",
                                                    "csignal",
                                                    "cstdarg",
                                                    "cstddef",
                                                    "cstdint",
                                                    "cstdio",
                                                    "cstdlib",
                                                    "cstring",
                                                    "ctime",
                                                    "cuchar",
                                                    "cwchar",
                                                    "cwctype",
                                                    "deque",
                                                    "exception",
                                                    "execution",
                                                    "filesystem",
                                                    "forward_list",
                                                    "fstream",
                                                    "functional",
                                                    "future",
                                                    "initializer_list",
                                                    "iomanip",
                                                    "ios",
                                                    "iosfwd",
                                                    "iostream",
                                                    "istream",
                                                    "iterator",
                                                    "latch",
                                                    "limits",
                                                    "list",
                                                    "locale",
                                                    "map",
                                                    "memory",
                                                    "memory_resource",
                                                    "mutex",
                                                    "new",
                                                    "numbers",
                                                    "numeric",
                                                    "optional",
                                                    "ostream",
                                                    "queue",
                                                    "random",
                                                    "ranges",
                                                    "ratio",
                                                    "regex",
                                                    "scoped_allocator",
                                                    "semaphore",
                                                    "set",
                                                    "shared_mutex",
                                                    "source_location",
                                                    "span",
                                                    "sstream",
                                                    "stack",
                                                    "stdexcept",
                                                    "stop_token",
                                                    "streambuf",
                                                    "string",
                                                    "string_view",
                                                    "system_error",
                                                    "thread",
                                                    "tuple",
                                                    "type_traits",
                                                    "typeindex",
                                                    "typeinfo",
                                                    "unordered_map",
                                                    "unordered_set",
                                                    "utility",
                                                    "valarray",
                                                    "variant",
                                                    "vector",
                                                    "version"};
  return kStandard.contains(header);
}

TEST(Includes, EveryRoomIsKnown) {
  for (const char* top : {"engine", "apps", "bindings"}) {
    for (const std::string& file : files_below(top, {".h", ".cpp"})) {
      EXPECT_NE(room_of(file), nullptr) << file << " is in no room: add it to kRooms";
    }
  }
}

TEST(Includes, PointLeft) {
  std::size_t seen = 0;
  for (const Include& include : all_includes()) {
    if (!include.quoted) continue;
    const auto target = in_tree(include);
    ASSERT_TRUE(target) << include.where() << ", which is not in the tree (paths are written from its top)";
    const Room* from = room_of(include.file);
    const Room* to = room_of(*target);
    ASSERT_NE(from, nullptr) << include.file;
    ASSERT_NE(to, nullptr) << include.where() << ", which is in no room";
    EXPECT_TRUE(from == to || to->place < from->place) << include.where() << ", which is not to its left";
    ++seen;
  }
  EXPECT_GT(seen, 50U) << "the test looks in the wrong place";
}

TEST(Includes, PublicHeadersUseTheStandardLibraryAlone) {
  std::size_t seen = 0;
  for (const std::string& file : files_below("include")) {
    EXPECT_TRUE(file.ends_with(".h") || file.ends_with(".md")) << file << " is no header";
    for (const Include& include : includes_in(file)) {
      if (include.quoted) {
        EXPECT_TRUE(include.target.starts_with("proviso/")) << include.where();
      } else {
        EXPECT_TRUE(is_standard(include.target)) << include.where();
      }
      ++seen;
    }
  }
  EXPECT_GT(seen, 10U);
}

TEST(Includes, LibrariesStayInTheirRooms) {
  struct Library {
    std::string_view prefix;
    std::vector<std::string_view> rooms;
  };
  const std::vector<Library> libraries = {
      {"tao/", {"grammar/"}},
      {"boost/", {"engine/graph/", "engine/analysis/"}},
      {"yaml-cpp/", {"engine/documents/"}},
      // json.cpp writes results and model_json.cpp models: two unrelated shapes, each long, of the same small values;
      // read_receipt.cpp reads.
      {"nlohmann/", {"apps/cli/json_values.h", "apps/cli/read_receipt.cpp"}},
      {"date/", {"engine/calendar/time_zone.cpp"}},
      {"openssl/", {"engine/receipt/sha256.cpp"}},
      {"expat.h", {"engine/replay/xes.cpp"}},
      {"zlib.h", {"engine/replay/gzip.cpp"}},
      {"xxhash.h", {"engine/receipt/xxh3.cpp"}},
      // of the processor: sixteen bytes at once, or thirty-two
      {"emmintrin.h", {"engine/replay/row_scanner.cpp"}},
      {"immintrin.h", {"engine/replay/row_scanner.cpp"}},
      {"sys/mman.h", {"engine/replay/zeroed_memory.cpp", "apps/cli/spool.cpp"}},  // memory, not files
      {"spdlog/", {"apps/"}},
      {"CLI/", {"apps/"}},
      {"fmt/", {"base/", "grammar/", "engine/", "apps/"}},
  };
  for (const Include& include : all_includes()) {
    if (include.quoted || is_standard(include.target)) continue;
    const auto library = std::find_if(libraries.begin(), libraries.end(),
                                      [&](const Library& l) { return include.target.starts_with(l.prefix); });
    if (library == libraries.end()) {
      // What is left is the operating system's, which only rooms that touch files or processes may use.
      EXPECT_TRUE(include.file.starts_with("engine/documents/") || include.file.starts_with("apps/"))
          << include.where();
      EXPECT_TRUE(include.target.ends_with(".h")) << include.where() << ", a library this test does not know";
      continue;
    }
    EXPECT_TRUE(std::any_of(library->rooms.begin(), library->rooms.end(), [&](std::string_view room) {
      return include.file.starts_with(room);
    })) << include.where();
  }
}

TEST(Includes, OneFileReadsYaml) {
  std::set<std::string> files;
  for (const Include& include : all_includes()) {
    if (include.target.starts_with("yaml-cpp/")) files.insert(include.file);
  }
  EXPECT_EQ(files.size(), 1U) << "yaml-cpp is included by " << files.size() << " files of the tree";
}

// A header that needs PEGTL reaches the compiler through parse.cpp alone.
TEST(Includes, PegtlIsCompiledOnce) {
  std::map<std::string, std::vector<std::string>> included;  // by file: the tree's files it includes
  std::set<std::string> with_pegtl;
  for (const Include& include : all_includes()) {
    if (include.target.starts_with("tao/")) with_pegtl.insert(include.file);
    if (const auto target = in_tree(include)) included[include.file].push_back(*target);
  }
  ASSERT_FALSE(with_pegtl.empty());
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& [file, targets] : included) {
      const bool reaches = std::any_of(targets.begin(), targets.end(),
                                       [&](const std::string& target) { return with_pegtl.contains(target); });
      if (reaches) grew = with_pegtl.insert(file).second || grew;
    }
  }
  for (const std::string& file : with_pegtl) {
    EXPECT_TRUE(file == "grammar/parse.cpp" || (file.starts_with("grammar/") && file.ends_with(".h")))
        << file << " takes PEGTL in";
  }
  EXPECT_TRUE(with_pegtl.contains("grammar/parse.cpp"));
  EXPECT_FALSE(with_pegtl.contains("grammar/parse.h"));
}

}  // namespace
}  // namespace proviso
