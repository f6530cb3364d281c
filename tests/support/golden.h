// SPDX-License-Identifier: Apache-2.0
// Golden cases: a file beside what is expected of it. Found, never listed; compared and updated by the same code.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/tree.h"

namespace proviso::testing_support {

/// tests/golden/<area>/<name>.<ending> and the .expect beside it; paths are relative to the repository's top.
struct GoldenCase {
  std::string name;
  std::string source;
  std::string expectation;
};

inline void PrintTo(const GoldenCase& c, std::ostream* out) { *out << c.source; }

/// Every case of an area whose file has the ending, in order of name.
inline std::vector<GoldenCase> find_cases(const std::string& area, std::string_view ending = ".proviso") {
  std::vector<GoldenCase> cases;
  for (const std::string& source : files_below("tests/golden/" + area, {ending})) {
    const std::string stem = source.substr(0, source.size() - ending.size());
    cases.push_back({stem.substr(stem.rfind('/') + 1), source, stem + ".expect"});
  }
  return cases;
}

/// A case's name as GoogleTest takes it: `unknown_name` for unknown-name.proviso.
inline std::string case_name(const testing::TestParamInfo<GoldenCase>& info) {
  std::string name = info.param.name;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

/// Compares with the expectation, or writes it where PROVISO_UPDATE_GOLDEN is set.
inline void expect_golden(const GoldenCase& c, const std::string& got) {
  const std::filesystem::path path = repository() / c.expectation;
  if (std::getenv("PROVISO_UPDATE_GOLDEN") != nullptr) {  // NOLINT(concurrency-mt-unsafe)
    std::ofstream out(path, std::ios::binary);
    out << got;
    ASSERT_TRUE(out.flush()) << "cannot write " << c.expectation;
    return;
  }
  ASSERT_TRUE(std::filesystem::is_regular_file(path))
      << c.source << " has no expectation; accept what it gives now with script/test --update-golden " << c.name << "\n"
      << got;
  EXPECT_EQ(got, file_text(path)) << "accept: script/test --update-golden " << c.name;
}

/// Fails where an area holds no case, or an expectation whose case is gone.
inline void expect_whole_area(const std::string& area, std::string_view ending = ".proviso") {
  const std::vector<GoldenCase> cases = find_cases(area, ending);
  EXPECT_FALSE(cases.empty()) << "tests/golden/" << area << " holds no case";
  for (const std::string& expectation : files_below("tests/golden/" + area, {".expect"})) {
    EXPECT_TRUE(
        std::any_of(cases.begin(), cases.end(), [&](const GoldenCase& c) { return c.expectation == expectation; }))
        << expectation << " belongs to no case";
  }
}

}  // namespace proviso::testing_support
