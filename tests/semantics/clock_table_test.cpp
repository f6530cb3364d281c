// SPDX-License-Identifier: Apache-2.0
// docs/clock-operations.md is what the examples of the clock operations come to: each of its cells has an example, and
// each date in a cell is one that the example expects.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/tree.h"

namespace proviso {
namespace {

using testing_support::file_text;
using testing_support::lines_of;
using testing_support::repository;

/// The examples of one rule file: by title, the lines that say what is expected, and when.
using Examples = std::map<std::string, std::string>;

Examples examples_of(const std::filesystem::path& file) {
  Examples examples;
  std::string title;
  for (const std::string& line : lines_of(file_text(file))) {
    if (line.starts_with("example \"")) {
      title = line.substr(9, line.size() - 10);
      EXPECT_TRUE(examples.try_emplace(title).second) << file << " has two examples `" << title << "`";
    } else if (!title.empty() && (line.starts_with("  expect ") || line.starts_with("  as of "))) {
      examples[title] += line + "\n";
    }
  }
  return examples;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  for (std::size_t at = line.find("| "); at != std::string::npos;) {
    const std::size_t end = line.find(" |", at + 2);
    if (end == std::string::npos) break;
    cells.push_back(line.substr(at + 2, end - at - 2));
    at = end + 1;
  }
  return cells;
}

/// The rule file that a cell links to; empty where it links to none.
std::string linked_file(const std::string& cell) {
  static const std::regex link(R"(\]\(\.\./(tests/semantics/clocks-[a-z-]+\.proviso)\)$)");
  std::smatch found;
  return std::regex_search(cell, found, link) ? found[1].str() : std::string();
}

class ClockTable : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<std::string> files;
    for (const std::string& line : lines_of(file_text(repository() / "docs/clock-operations.md"))) {
      if (!line.starts_with("| ")) {
        files.clear();
        continue;
      }
      const std::vector<std::string> cells = cells_of(line);
      if (cells.size() > 1 && !linked_file(cells[1]).empty()) {
        for (auto cell = cells.begin() + 1; cell != cells.end(); ++cell) files.push_back(linked_file(*cell));
        continue;
      }
      if (files.empty() || cells.empty() || cells[0] == "---") continue;
      ASSERT_EQ(cells.size(), files.size() + 1) << line;
      for (std::size_t i = 0; i < files.size(); ++i) table_[files[i]][cells[0]] = cells[i + 1];
    }
  }

  std::map<std::string, Examples> table_;  // by file and title: what its cell says
};

TEST_F(ClockTable, EachCellIsWhatItsExampleExpects) {
  static const std::regex date(R"([0-9]{1,2} [A-Z][a-z]+ [0-9]{4}( at [0-9]{2}:[0-9]{2})?)");
  for (const auto& [file, cells] : table_) {
    const Examples examples = examples_of(repository() / file);
    for (const auto& [title, cell] : cells) {
      const auto example = examples.find(title);
      ASSERT_NE(example, examples.end()) << file << " has no example `" << title << "`";
      EXPECT_FALSE(example->second.empty()) << file << ": `" << title << "` expects nothing";
      for (std::sregex_iterator at(cell.begin(), cell.end(), date), end; at != end; ++at) {
        EXPECT_NE(example->second.find(at->str()), std::string::npos)
            << file << ": `" << title << "` does not speak of " << at->str() << ":\n"
            << example->second;
      }
    }
  }
}

TEST_F(ClockTable, HasEveryOperationAndEveryForm) {
  std::vector<std::string> forms;
  for (const auto& entry : std::filesystem::directory_iterator(repository() / "tests/semantics")) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("clocks-") || !name.ends_with(".proviso")) continue;
    const auto column = table_.find("tests/semantics/" + name);
    ASSERT_NE(column, table_.end()) << name << " has no column";
    std::vector<std::string> rows;
    for (const auto& [title, cell] : column->second) {
      EXPECT_FALSE(cell.empty()) << name << ", " << title;
      rows.push_back(title);
    }
    if (forms.empty()) forms = rows;
    EXPECT_EQ(rows, forms) << name << " leaves forms out";
  }
  EXPECT_EQ(forms.size(), 27U);
  EXPECT_EQ(table_.size(), 17U);
}

// What is refused is refused by the code that the page names.
TEST_F(ClockTable, TheRefusalsAreThoseOfTheGoldenCase) {
  const std::string page = file_text(repository() / "docs/clock-operations.md");
  const std::string said = file_text(repository() / "tests/golden/check/clock-operations.expect");
  const std::string refused = page.substr(page.find("## What is refused"));
  std::map<std::string, int> named;
  for (const std::string& line : lines_of(refused)) {
    if (!line.starts_with("| ")) continue;
    for (const std::string& cell : cells_of(line)) {
      if (cell.starts_with("PV")) ++named[cell];
    }
  }
  for (const auto& [code, times] : named) {
    const std::string needs = code == "PV0311" ? "this limit has none" : "no due date to warn ahead of";
    int found = 0;
    for (const std::string& line : lines_of(said)) {
      if (line.starts_with("error[" + code + "]") && line.find(needs) != std::string::npos) ++found;
    }
    EXPECT_EQ(found, times) << code;
  }
  EXPECT_EQ(named.size(), 2U);
}

}  // namespace
}  // namespace proviso
