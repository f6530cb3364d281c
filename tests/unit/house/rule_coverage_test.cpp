// SPDX-License-Identifier: Apache-2.0
// rules/coverage.csv says which fact of the sources is which clause, and the rule files bear it out. What a file
// declares is looked for in its text, line by line: the layout is the canonical one, so a declaration stands at the
// beginning of its line, and that the file resolves is seen to by `proviso check`.
#include <gtest/gtest.h>

#include <cctype>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/tree.h"

namespace proviso {
namespace {

using testing_support::file_text;
using testing_support::files_below;
using testing_support::lines_of;
using testing_support::repository;

// ---- The table.

struct Row {
  std::size_t line = 0;
  std::vector<std::string> cells;  // fact, framework, duty_or_clause, status, reason

  [[nodiscard]] const std::string& fact() const { return cells[0]; }
  [[nodiscard]] const std::string& framework() const { return cells[1]; }
  [[nodiscard]] const std::string& clause() const { return cells[2]; }
  [[nodiscard]] const std::string& status() const { return cells[3]; }
  [[nodiscard]] const std::string& reason() const { return cells[4]; }
  /// A duty that rests on what the lists of facts do not number.
  [[nodiscard]] bool unnumbered() const { return fact() == "-"; }
  [[nodiscard]] std::string where() const { return "rules/coverage.csv:" + std::to_string(line); }
};

constexpr std::size_t kColumns = 5;

/// The cells of a line by RFC 4180, none if it is malformed. No cell of this table goes over a line's end.
std::optional<std::vector<std::string>> cells_of(std::string_view line) {
  std::vector<std::string> cells(1);
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == ',') {
      cells.emplace_back();
    } else if (line[at] != '"') {
      cells.back() += line[at];
    } else {
      if (!cells.back().empty()) return std::nullopt;  // a quotation begins with its cell
      for (++at;; ++at) {
        if (at >= line.size()) return std::nullopt;
        if (line[at] != '"') {
          cells.back() += line[at];
        } else if (at + 1 < line.size() && line[at + 1] == '"') {
          cells.back() += line[at++];
        } else {
          break;
        }
      }
      if (at + 1 < line.size() && line[at + 1] != ',') return std::nullopt;
    }
  }
  return cells;
}

/// The lines below the header that are well-formed; `TheTableIsWellFormed` reports the others.
std::vector<Row> table() {
  std::vector<Row> rows;
  const std::vector<std::string> lines = lines_of(file_text(repository() / "rules/coverage.csv"));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    auto cells = cells_of(lines[i]);
    if (cells && cells->size() == kColumns) rows.push_back({.line = i + 1, .cells = *std::move(cells)});
  }
  return rows;
}

// ---- The rule files.

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const bool within = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
    if (within) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// Where a line's remark begins; its end where it has none. A `#` in a text in quotation marks begins none.
std::size_t remark_in(std::string_view line) {
  bool quoted = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '"') quoted = !quoted;
    if (line[at] == '#' && !quoted) return at;
  }
  return line.size();
}

/// A number of a fact, as L09, A14a or T6a1.
bool is_number(std::string_view word) {
  const auto digit = [&](std::size_t i) { return i < word.size() && word[i] >= '0' && word[i] <= '9'; };
  if (word.empty() || word[0] < 'A' || word[0] > 'Z' || !digit(1)) return false;
  std::size_t at = 1;
  while (digit(at)) ++at;
  if (at < word.size() && word[at] >= 'a' && word[at] <= 'z') ++at;
  if (digit(at)) ++at;
  return at == word.size();
}

/// What a rule file declares and names, by its text.
struct RuleFile {
  std::string path;
  std::set<std::string> declared;  // duties, parameters, triggers, tables, facts, events, stages
  std::vector<std::string> duties;
  std::set<std::pair<std::string, std::string>> moves;  // stage, and an event of a `when` in it
  std::map<std::string, std::size_t> numbers;           // of facts in remarks, each with the first line that names it

  [[nodiscard]] bool has(const std::string& clause) const {
    const std::size_t dot = clause.find('.');
    if (dot == std::string::npos) return declared.contains(clause);
    return moves.contains({clause.substr(0, dot), clause.substr(dot + 1)});
  }
};

/// By framework.
std::map<std::string, RuleFile> rule_files() {
  static const std::set<std::string, std::less<>> kKinds{"duty", "parameter", "trigger", "decide",
                                                         "fact", "event",     "stage"};
  std::map<std::string, RuleFile> files;
  for (const std::string& path : files_below("rules", {".proviso"})) {
    std::string framework;
    std::string stage;
    RuleFile file{.path = path, .declared = {}, .duties = {}, .moves = {}, .numbers = {}};
    std::size_t number = 0;
    for (const std::string& line : lines_of(file_text(repository() / path))) {
      ++number;
      const std::size_t remark = remark_in(line);
      for (std::string& word : words_of(std::string_view(line).substr(remark))) {
        if (is_number(word)) file.numbers.emplace(std::move(word), number);
      }
      const std::vector<std::string> words = words_of(std::string_view(line).substr(0, remark));
      if (words.size() < 2) continue;
      if (words[0] == "framework") framework = words[1];
      // What follows a stage belongs to it until a line that begins at the margin begins something else.
      if (line[0] != ' ') stage = words[0] == "stage" ? words[1] : std::string();
      if (kKinds.contains(words[0])) file.declared.insert(words[1]);
      // `duty <name> runs on` in a transition declares none.
      if (words[0] == "duty" && line.find('"') != std::string::npos) file.duties.push_back(words[1]);
      if (words[0] != "when" || stage.empty()) continue;
      for (auto word = words.begin() + 1; word != words.end() && *word != "go" && *word != "then"; ++word) {
        file.moves.emplace(stage, *word);
      }
    }
    if (!framework.empty()) files.emplace(framework, std::move(file));
  }
  return files;
}

// ---- The tests.

TEST(RuleCoverage, TheTableIsWellFormed) {
  const std::vector<std::string> lines = lines_of(file_text(repository() / "rules/coverage.csv"));
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines[0], "fact,framework,duty_or_clause,status,reason");
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto cells = cells_of(lines[i]);
    ASSERT_TRUE(cells) << "rules/coverage.csv:" << i + 1 << " is not quoted rightly";
    EXPECT_EQ(cells->size(), kColumns) << "rules/coverage.csv:" << i + 1;
  }
  EXPECT_GT(table().size(), 600U);
}

TEST(RuleCoverage, EveryLineHasAStatusAndAReasonWhereItNeedsOne) {
  static const std::set<std::string, std::less<>> kStatuses{"clause", "not said", "not judged", "not a clause"};
  for (const Row& row : table()) {
    EXPECT_TRUE(kStatuses.contains(row.status())) << row.where() << " has the status `" << row.status() << "`";
    const bool plain = row.status() == "clause" && !row.unnumbered();
    EXPECT_EQ(row.reason().empty(), plain) << row.where();
    if (row.status() == "clause") {
      EXPECT_FALSE(row.clause().empty()) << row.where() << " names no clause";
    }
  }
}

TEST(RuleCoverage, EveryLineNamesWhatARuleFileDeclares) {
  const auto files = rule_files();
  ASSERT_GE(files.size(), 12U);
  for (const Row& row : table()) {
    const auto file = files.find(row.framework());
    ASSERT_NE(file, files.end()) << row.where() << " names the framework `" << row.framework() << "`";
    if (row.clause().empty()) continue;
    EXPECT_TRUE(file->second.has(row.clause()))
        << row.where() << ": " << file->second.path << " declares no `" << row.clause() << "`";
  }
}

// No fact is a clause on one line and none on another, and no line stands there twice.
TEST(RuleCoverage, TheLinesAgree) {
  std::set<std::vector<std::string>> seen;
  std::map<std::string, bool> is_clause;
  for (const Row& row : table()) {
    EXPECT_TRUE(seen.insert({row.fact(), row.framework(), row.clause()}).second)
        << row.where() << " stands there twice";
    if (row.unnumbered()) continue;
    const bool clause = row.status() == "clause";
    EXPECT_EQ(is_clause.emplace(row.fact(), clause).first->second, clause) << row.where() << " disagrees on the fact";
  }
}

// The remarks give a fact's number alone. From which list it is follows from the framework, which uses one of them.
TEST(RuleCoverage, EveryNumberInARemarkIsInTheTable) {
  std::set<std::string> facts;
  std::map<std::string, std::string> list_of;  // by framework, as `inspection:`
  for (const Row& row : table()) {
    if (row.unnumbered()) continue;
    facts.insert(row.fact());
    const std::size_t colon = row.fact().find(':');
    ASSERT_NE(colon, std::string::npos) << row.where() << " does not name the list of its fact";
    EXPECT_TRUE(is_number(std::string_view(row.fact()).substr(colon + 1))) << row.where();
    const std::string list = row.fact().substr(0, colon + 1);
    EXPECT_EQ(list_of.emplace(row.framework(), list).first->second, list) << row.where();
  }
  for (const auto& [framework, file] : rule_files()) {
    EXPECT_FALSE(file.numbers.empty()) << file.path << " names no fact";
    for (const auto& [number, line] : file.numbers) {
      EXPECT_TRUE(facts.contains(list_of[framework] + number))
          << file.path << ":" << line << " names " << number << ", which rules/coverage.csv does not have";
    }
  }
}

TEST(RuleCoverage, EveryDutyIsNamed) {
  std::set<std::pair<std::string, std::string>> named;
  for (const Row& row : table()) {
    if (row.status() == "clause") named.emplace(row.framework(), row.clause());
  }
  std::size_t duties = 0;
  for (const auto& [framework, file] : rule_files()) {
    for (const std::string& duty : file.duties) {
      EXPECT_TRUE(named.contains({framework, duty})) << "rules/coverage.csv does not name the duty `" << duty << "` of "
                                                     << file.path << "; say on which fact it rests, or why on none";
      ++duties;
    }
  }
  EXPECT_GT(duties, 200U) << "the test looks in the wrong place";
}

}  // namespace
}  // namespace proviso
