// SPDX-License-Identifier: Apache-2.0
// Rules, maps and tables as texts, for the tests of engine/replay.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/program/program.h"
#include "engine/replay/case_source.h"

namespace proviso::replay {

/// Working days Monday to Friday from 2019 to 2021; New Year's Day 2020 is the one holiday.
std::shared_ptr<const Calendar> small_calendar();

/// A compiled rule file.
struct Rules {
  SourceSet sources;
  std::shared_ptr<const program::Program> program;
};

/// Compiles the text; a mistake in it fails the test and is printed.
std::unique_ptr<Rules> compile(std::string path, std::string text, std::shared_ptr<const Calendar> calendar);

/// The rules of most tests: an application, its decision, and what may come after.
std::unique_ptr<Rules> permit_rules();

/// What came of reading a table.
struct Reading {
  std::optional<CaseSource> cases;
  /// `cases.csv:3:5 PV0603 message (help)`, in order; map files are called `map.yaml`.
  std::vector<std::string> problems;
};

/// Reads a table under the rules, with a map in YAML if one is given.
Reading read_table(Rules& rules, std::string_view table, std::optional<std::string> map = std::nullopt);

/// A case in one line: `A: applied 2020-01-06 fee=12; decided 2020-01-10 (assumed: why)`.
std::string case_text(const Rules& rules, const CaseSource& cases, std::size_t index);
/// All of them.
std::vector<std::string> case_texts(const Rules& rules, const CaseSource& cases);

}  // namespace proviso::replay
