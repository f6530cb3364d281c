// SPDX-License-Identifier: Apache-2.0
// The cases that speed is measured on, by the reference executor: what the machine over small records finds in a table
// of many cases, the reference finds day by day, case by case. Also a program of its own: benchmark_test --cases N.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/documents/calendar_document.h"
#include "engine/documents/map_document.h"
#include "engine/model/resolve.h"
#include "engine/replay/plain_replay.h"
#include "grammar/parse.h"
#include "tests/reference/outcome.h"
#include "tests/support/process.h"
#include "tests/support/text_source.h"

namespace proviso::reference {
namespace {

int cases_to_try = 1000;

const std::filesystem::path kTree = PROVISO_SOURCE_DIR;
constexpr std::string_view kAsOf = "2023-12-31";

std::string content(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == ',') {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

/// By case: what was found in it, as `<duty> due <day>` and `unexpected <event>`.
using Found = std::map<std::string, std::multiset<std::string>>;

class Sample : public testing::Test {
 protected:
  void SetUp() override {
    DiagnosticReport report;
    framework_ = model::resolve(
        grammar::parse(sources_.add("wsoa.proviso", content(kTree / "samples/bench/wsoa.proviso")), report), report);
    auto calendar =
        read_calendar(sources_.add("england.yaml", content(kTree / "rules/calendars/england.yaml")), report);
    map_ = read_map(sources_.add("map.yaml", content(kTree / "samples/bench/map.yaml")), report);
    ASSERT_TRUE(calendar && map_ && !report.has_errors()) << render_text(report, sources_);
    calendar_ = *calendar;
    const testing_support::TemporaryFolder folder;
    const std::string by_date = folder.path("by_date.csv");
    const std::string by_case = folder.path("by_case.csv");
    const testing_support::ProcessResult made =
        testing_support::run_process({PROVISO_YARDSTICK_GENERATOR, std::to_string(cases_to_try), "1",
                                      (kTree / "tests/bench/yardstick/holidays.txt").string(), by_date, by_case});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    table_ = content(by_date);
  }

  model::Framework framework_;
  CalendarData calendar_;
  std::optional<MapDocument> map_;
  SourceSet sources_;
  std::string table_;
};

TEST_F(Sample, IsJudgedAsTheMachineJudgesIt) {
  // The machine, all cases at once
  Found by_machine;
  std::map<std::string, std::uint64_t> stages_by_machine;
  {
    auto compiled =
        program::compile(std::make_shared<const model::Framework>(framework_),
                         {std::make_shared<const Calendar>(Calendar::build(calendar_).value()), {}, nullptr});
    ASSERT_TRUE(compiled);
    replay::PlainReplay plain(**compiled, sources_, &*map_);
    testing_support::TextSource source(table_);
    const Result<bool> done = plain.run(source, "t.csv", {.as_of = parse_iso_date(kAsOf), .keep_findings = true});
    ASSERT_TRUE(done && *done) << plain.why_not();
    const auto result = plain.finish(*parse_iso_date(kAsOf), [&](const replay::ReplayRow& row) {
      by_machine[std::string(row.case_id)].insert(row.duty.empty()
                                                      ? fmt::format("unexpected {}", row.anchor_event)
                                                      : fmt::format("{} due {}", row.duty, iso_date(*row.due)));
    });
    ASSERT_TRUE(result);
    EXPECT_EQ(result->summary.cases, static_cast<std::uint64_t>(cases_to_try));
    for (const auto& stage : result->summary.tracks.at(0).stages) stages_by_machine[stage.label] = stage.cases;
  }

  // The reference, case by case
  std::map<std::string, std::vector<Happening>> histories;
  std::map<std::string, std::string> names;
  for (const MapEventName& name : map_->event_names) names[name.cell.text] = name.event.text;
  std::size_t at = table_.find('\n') + 1;
  while (at < table_.size()) {
    const std::size_t end = table_.find('\n', at);
    const std::vector<std::string> cells = cells_of(std::string_view(table_).substr(at, end - at));
    at = end + 1;
    ASSERT_EQ(cells.size(), 4U);
    const std::string name = names.contains(cells[2]) ? names[cells[2]] : cells[2];
    Happening happening;
    happening.on = *parse_iso_date(cells[1]);
    happening.event = model::EventId{*framework_.find(model::SymbolKind::kEvent, name)};
    if (!cells[3].empty()) {
      const bool yes = cells[3] == "wsoa=yes" || cells[3] == "result=sufficient";
      const char* fact = cells[3].starts_with("wsoa=") ? "wsoa" : "sufficient";
      model::Literal value;
      value.value = yes;
      happening.facts.emplace_back(model::FactId{*framework_.find(model::SymbolKind::kFact, fact)}, value);
    }
    histories[cells[0]].push_back(std::move(happening));
  }
  Found by_reference;
  std::map<std::string, std::uint64_t> stages_by_reference;
  for (auto& [id, happenings] : histories) {
    Given given;
    given.framework = &framework_;
    given.calendar = calendar_;
    given.happenings = happenings;
    given.as_of = *parse_iso_date(kAsOf);
    for (const std::string& line : execute(given)) {
      const auto words = [&] {
        std::vector<std::string> all(1);
        for (const char c : line) {
          if (c == ' ') {
            all.emplace_back();
          } else {
            all.back() += c;
          }
        }
        return all;
      }();
      if (words[0] == "track") {
        ++stages_by_reference[words[2]];
      } else if (words[0] == "unexpected") {
        by_reference[id].insert("unexpected " + words[2]);
      } else if (words[0] == "duty" && (line.find(": kept late ") != std::string::npos || words[3] == "missed")) {
        const auto due = std::ranges::find(words, "due");
        ASSERT_NE(due, words.end()) << line;
        by_reference[id].insert(fmt::format("{} due {}", words[1], *(due + 1)));
      }
    }
  }
  EXPECT_FALSE(by_reference.empty());
  EXPECT_EQ(by_machine, by_reference);
  std::erase_if(stages_by_machine, [](const auto& stage) { return stage.second == 0; });
  EXPECT_EQ(stages_by_machine, stages_by_reference);
}

}  // namespace
}  // namespace proviso::reference

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc == 3 && std::string_view(argv[1]) == "--cases") proviso::reference::cases_to_try = std::atoi(argv[2]);
  return RUN_ALL_TESTS();
}
