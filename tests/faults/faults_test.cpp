// SPDX-License-Identifier: Apache-2.0
// Every faulty framework is reported with its witness and nothing else; of the sound ones nothing is reported.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/support/process.h"
#include "tests/support/tree.h"

namespace proviso {
namespace {

using nlohmann::json;
using testing_support::file_text;
using testing_support::files_below;
using testing_support::lines_of;
using testing_support::repository;

struct Expected {
  std::string code;
  std::string words;
};

struct FrameworkFile {
  std::vector<Expected> reports;
  std::vector<std::string> options;
  bool says_what = false;  ///< it begins with the line that says what it shows
  bool stops = false;      ///< its examples stop with an error
  bool examples = false;
};

/// What the comment lines at the beginning say.
FrameworkFile read(const std::string& path, std::string_view opening) {
  constexpr std::string_view kReports = "# reports ";
  constexpr std::string_view kWith = "# with ";
  constexpr std::size_t kCode = 6;
  FrameworkFile result;
  for (const std::string& line : lines_of(file_text(repository() / path))) {
    if (line.starts_with("example ")) result.examples = true;
    if (!line.starts_with("#") || result.examples) continue;
    if (line.starts_with(opening)) result.says_what = true;
    if (line == "# stops") result.stops = true;
    if (line.starts_with(kWith)) result.options.push_back(line.substr(kWith.size()));
    if (!line.starts_with(kReports)) continue;
    const std::string rest = line.substr(kReports.size());
    const std::size_t colon = rest.find(": ");
    result.reports.push_back({rest.substr(0, kCode), colon == std::string::npos ? "" : rest.substr(colon + 2)});
  }
  return result;
}

testing_support::ProcessResult run_here(const std::vector<std::string>& arguments) {
  std::vector<std::string> command{PROVISO_BINARY};
  command.insert(command.end(), arguments.begin(), arguments.end());
  testing_support::ProcessOptions here;
  here.folder = repository().string();
  return testing_support::run_process(command, here);
}

json findings_of(const std::string& path, std::vector<std::string> options) {
  options.insert(options.begin(), {"check", path, "--format", "json"});
  const testing_support::ProcessResult result = run_here(options);
  EXPECT_EQ(result.err, "") << path;
  EXPECT_LE(result.exit_code, 1) << path;
  return json::parse(result.out).at("diagnostics");
}

/// Whether the pieces of `words`, parted by `…`, stand in the text one after the other.
bool holds(const std::string& text, const std::string& words) {
  constexpr std::string_view kParting = "…";
  std::size_t at = 0;
  std::size_t from = 0;
  while (from <= words.size()) {
    const std::size_t to = std::min(words.find(kParting, from), words.size());
    std::string piece = words.substr(from, to - from);
    piece.erase(0, piece.find_first_not_of(' '));
    piece.erase(piece.find_last_not_of(' ') + 1);
    const std::size_t found = text.find(piece, at);
    if (found == std::string::npos) return false;
    at = found + piece.size();
    from = to + kParting.size();
  }
  return true;
}

bool says(const json& finding, const std::string& words) {
  if (holds(finding.at("message"), words)) return true;
  if (finding.at("help").is_string() && holds(finding.at("help"), words)) return true;
  const json& labels = finding.at("labels");
  return std::any_of(labels.begin(), labels.end(), [&](const json& label) { return holds(label.at("text"), words); });
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
  const std::size_t slash = info.param.rfind('/') + 1;
  std::string name = info.param.substr(slash, info.param.rfind('.') - slash);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

class Faulty : public testing::TestWithParam<std::string> {};

TEST_P(Faulty, IsReportedWithItsWitnessAndNothingElse) {
  const FrameworkFile file = read(GetParam(), "# fault: ");
  EXPECT_TRUE(file.says_what) << GetParam() << " does not say its fault";
  ASSERT_FALSE(file.reports.empty()) << GetParam() << " does not say what must be reported";
  const json findings = findings_of(GetParam(), file.options);
  EXPECT_EQ(findings.size(), file.reports.size()) << GetParam() << " gives\n" << findings.dump(1);
  for (std::size_t i = 0; i < std::min(findings.size(), file.reports.size()); ++i) {
    EXPECT_EQ(findings[i].at("code"), file.reports[i].code) << GetParam();
    EXPECT_FALSE(file.reports[i].words.empty()) << GetParam() << " names no words";
    EXPECT_TRUE(says(findings[i], file.reports[i].words))
        << GetParam() << " gives\n"
        << findings[i].dump(1) << "\nwithout " << file.reports[i].words;
  }
  if (!file.stops) return;
  const testing_support::ProcessResult result = run_here({"test", GetParam()});
  EXPECT_EQ(result.exit_code, 1) << GetParam();
  EXPECT_TRUE(holds(result.out, "does not come to rest")) << GetParam() << " gives\n" << result.out;
}
INSTANTIATE_TEST_SUITE_P(Files, Faulty, testing::ValuesIn(files_below("tests/faults/faulty", {".proviso"})), name_of);

class Sound : public testing::TestWithParam<std::string> {};

TEST_P(Sound, GivesNoReport) {
  const FrameworkFile file = read(GetParam(), "# sound: ");
  EXPECT_TRUE(file.says_what) << GetParam() << " does not say what could be taken for a fault";
  const json findings = findings_of(GetParam(), {"--notes"});
  EXPECT_TRUE(findings.empty()) << GetParam() << " gives\n" << findings.dump(1);
  if (!file.examples) return;
  const testing_support::ProcessResult result = run_here({"test", GetParam()});
  EXPECT_EQ(result.exit_code, 0) << GetParam() << " gives\n" << result.out;
}
INSTANTIATE_TEST_SUITE_P(Files, Sound, testing::ValuesIn(files_below("tests/faults/sound", {".proviso"})), name_of);

TEST(Faults, AreAsManyAsPromised) {
  EXPECT_GE(files_below("tests/faults/faulty", {".proviso"}).size(), 45U);
  EXPECT_GE(files_below("tests/faults/sound", {".proviso"}).size(), 20U);
}

}  // namespace
}  // namespace proviso
