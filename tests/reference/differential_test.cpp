// SPDX-License-Identifier: Apache-2.0
// The engine's executor and the reference give the same lines for random rules and histories:
//   differential_test                          the ordinary tests
//   differential_test --cases N [--seed S] [--tolerate T]   N cases from seed S on; stops after T differences (0); the
//                                              first is written to difference-S.proviso
//   differential_test --print S                the case of seed S
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tests/reference/differential.h"
#include "tests/reference/fast_outcome.h"
#include "tests/reference/load_case.h"

namespace proviso::reference {
namespace {

// Under a sanitizer a case costs some twenty times as much.
#if defined(__SANITIZE_ADDRESS__)
constexpr std::uint64_t kOrdinaryCases = 1'000;
#else
constexpr std::uint64_t kOrdinaryCases = 20'000;
#endif
constexpr std::uint64_t kOrdinarySeed = 1;

Executors executors() { return {fast_outcome, execute}; }

/// Writes what was found; @return whether nothing was.
bool show(const Comparison& comparison, std::uint64_t seed, std::chrono::duration<double> took) {
  std::cout << comparison.coverage.text()
            << fmt::format("{} cases from seed {} in {:.1f} s, {:.0f} a second; {} not well-formed, {} differ\n",
                           comparison.cases, seed, took.count(),
                           static_cast<double>(comparison.cases) / std::max(took.count(), 1e-9), comparison.ill_formed,
                           comparison.differing.size());
  if (comparison.differing.size() > 1) std::cout << fmt::format("seeds: {}\n", fmt::join(comparison.differing, " "));
  if (!comparison.first_refusal.empty()) std::cout << "first refusal, " << comparison.first_refusal;
  if (!comparison.difference) return true;
  const std::string path = fmt::format("difference-{}.proviso", comparison.difference->seed);
  std::ofstream(path) << comparison.difference->text;
  std::cout << "the executors differ, see " << path << ":\n\n" << comparison.difference->text;
  return false;
}

Comparison timed(std::uint64_t seed, std::uint64_t cases, std::uint64_t tolerated, bool& agreed) {
  const auto begin = std::chrono::steady_clock::now();
  Comparison comparison = compare(executors(), seed, cases, tolerated);
  agreed = show(comparison, seed, std::chrono::steady_clock::now() - begin);
  return comparison;
}

TEST(Differential, ExecutorsAgreeOnRandomCasesThatReachEverything) {
  bool agreed = false;
  const Comparison comparison = timed(kOrdinarySeed, kOrdinaryCases, 0, agreed);
  EXPECT_TRUE(agreed);
  EXPECT_EQ(comparison.cases, kOrdinaryCases);
  EXPECT_EQ(comparison.ill_formed, 0U) << comparison.first_refusal;
  if (kOrdinaryCases >= 20'000) {
    EXPECT_EQ(comparison.coverage.missing(), std::vector<std::string>{});
  }
}

std::vector<std::string> rule_files(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".proviso") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Every example of the rule files in a folder, by both.
void compare_files(const std::string& folder) {
  for (const std::string& path : rule_files(folder)) {
    std::ifstream stream(path);
    std::stringstream text;
    text << stream.rdbuf();
    SourceSet sources;
    DiagnosticReport report;
    const bool holds_its_link = text.str().find("\n#| ") != std::string::npos;
    const auto loaded = holds_its_link ? load_case(text.str(), sources, report) : load_rules(path, sources, report);
    ASSERT_TRUE(loaded) << path << ":\n" << render_text(report, sources);
    for (const model::Example& example : loaded->framework.examples) {
      if (!example.not_held.empty()) continue;  // the reference has whole records only
      const Given one = given(loaded->framework, example);
      EXPECT_EQ(differing_lines(execute(one), fast_outcome(one)), "") << path << ": " << example.title;
    }
  }
}

TEST(Differential, ExecutorsAgreeOnWhatOnceDiffered) {
  compare_files(PROVISO_SOURCE_DIR "/tests/reference/regressions");
}

TEST(Differential, ExecutorsAgreeOnTheExamplesOfTheLanguage) { compare_files(PROVISO_SOURCE_DIR "/tests/semantics"); }

TEST(Differential, ExecutorsAgreeOnTheRules) { compare_files(PROVISO_SOURCE_DIR "/rules"); }

void name_seed(int signal) {
  std::cerr << "stopped in the case of seed " << current_seed() << std::endl;
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace
}  // namespace proviso::reference

int main(int argc, char** argv) {
  using namespace proviso::reference;
  for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGINT, SIGTERM}) std::signal(signal, name_seed);
  std::uint64_t cases = 0;
  std::uint64_t seed = kOrdinarySeed;
  std::uint64_t tolerated = 0;  // --tolerate: goes on to count the differences
  for (int i = 1; i + 1 < argc; ++i) {
    const std::string_view option = argv[i];
    const std::uint64_t value = std::strtoull(argv[i + 1], nullptr, 10);
    if (option == "--cases") cases = value;
    if (option == "--seed") seed = value;
    if (option == "--tolerate") tolerated = value;
    if (option == "--print") {
      std::cout << case_text(value);
      return 0;
    }
  }
  if (cases > 0) {
    bool agreed = false;
    const Comparison comparison = timed(seed, cases, tolerated, agreed);
    return agreed && comparison.ill_formed == 0 ? 0 : 1;
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
