// SPDX-License-Identifier: Apache-2.0
// Tables under the rules of most tests, for the tests of reading cases.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/unit/replay/rules_fixture.h"

namespace proviso::replay {

/// Reads tables under the rules of most tests.
class ReadCases : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(rules_); }

  std::vector<std::string> cases(std::string_view table, std::optional<std::string> map = std::nullopt) {
    const Reading reading = read_table(*rules_, table, std::move(map));
    EXPECT_THAT(reading.problems, testing::IsEmpty());
    return reading.cases ? case_texts(*rules_, *reading.cases) : std::vector<std::string>{};
  }
  std::vector<std::string> problems(std::string_view table, std::optional<std::string> map = std::nullopt) {
    return read_table(*rules_, table, std::move(map)).problems;
  }

  std::unique_ptr<Rules> rules_ = permit_rules();
};

/// A table of events with every column that is not a fact's.
inline constexpr const char* kRecordsMap =
    "form: events\ncolumns: {id: id, recorded: recorded, time: time, for: for}\n";

/// A table of cases.
inline constexpr std::string_view kTableMap = R"(form: table
case: Area
events:
  - {event: applied, on: In, with: {fee: {column: Fee}}}
  - {event: decided, on: In, plus: 2 working days, assumed: "two days is the rule", only-if: {column: Short, is: y}}
  - {event: decided, on: Out, only-if: {column: Short, is: n}, with: {granted: {column: OK, values: {Yes: yes, No: no}}}}
  - {event: appealed, on: In, minus: 1 month, assumed: "made for the test"}
)";

}  // namespace proviso::replay
