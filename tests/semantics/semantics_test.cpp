// SPDX-License-Identifier: Apache-2.0
// Every rule file in this folder says, in its examples, what the language means; the dates are worked out by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "engine/analysis/analyse.h"
#include "engine/calendar/calendars.h"
#include "engine/documents/find_calendar.h"
#include "engine/documents/read_file.h"
#include "engine/model/resolve.h"
#include "engine/model/rule_files.h"
#include "engine/program/program.h"
#include "engine/run/example.h"
#include "engine/run/stopped.h"
#include "grammar/parse.h"

namespace proviso {
namespace {

std::vector<std::string> rule_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(PROVISO_SOURCE_DIR "/tests/semantics")) {
    if (entry.path().extension() == ".proviso") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class Semantics : public testing::TestWithParam<std::string> {};

TEST_P(Semantics, EveryExampleComesOutAsWorkedOutByHand) {
  const auto read = [](const std::string& path) { return read_text_file(path, grammar::ParseLimits{}.bytes); };
  const auto text = read(GetParam());
  ASSERT_TRUE(text.has_value()) << text.error().message;
  SourceSet sources;
  DiagnosticReport report;
  const auto files = model::read_rule_files(sources.add(GetParam(), *text), sources, read, report);
  auto framework = std::make_shared<model::Framework>(model::resolve(files, report));
  if (!report.has_errors()) analysis::analyse(*framework, report);
  ASSERT_TRUE(report.empty()) << render_text(report, sources);
  // England's calendar is the one that is shipped; those of named days stand beside these files.
  Calendars calendars;
  const auto load = [&](const std::string& name) {
    const auto path = find_calendar_file(
        name, {PROVISO_SOURCE_DIR "/tests/semantics/calendars", PROVISO_SOURCE_DIR "/rules/calendars"});
    const auto calendar = load_calendar(path.value_or(name), name, sources, report);
    return calendar ? *calendar : nullptr;
  };
  calendars.working = load(framework->calendar);
  ASSERT_NE(calendars.working, nullptr) << render_text(report, sources);
  for (const auto& named : framework->named_calendars) {
    calendars.named.push_back(load(named.calendar));
    ASSERT_NE(calendars.named.back(), nullptr) << named.calendar << "\n" << render_text(report, sources);
  }
  const auto program = program::compile(framework, calendars);
  ASSERT_TRUE(program.has_value()) << program.error().message;
  const auto results = run::run_examples(**program);
  ASSERT_FALSE(results.empty()) << "a file without examples shows nothing";
  for (const auto& result : results) {
    EXPECT_GT(result.expectations, 0U) << result.title;
    EXPECT_EQ(run::error_text(result.error, sources), "") << result.title;
    for (const auto& mismatch : result.mismatches) {
      const SourceFile& file = sources[mismatch.span.file];
      ADD_FAILURE_AT(file.path().c_str(), static_cast<int>(file.position(mismatch.span.begin).line))
          << result.title << ": expected " << mismatch.expected << "; got " << mismatch.got;
    }
  }
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
  std::string name = std::filesystem::path(info.param).stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Files, Semantics, testing::ValuesIn(rule_files()), name_of);

}  // namespace
}  // namespace proviso
