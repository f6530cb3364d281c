// SPDX-License-Identifier: Apache-2.0
// samples/send-inspections-2016-2022/cases/*.yaml say what map.yaml makes of their rows, neither more nor less.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/civil_date.h"
#include "engine/calendar/deadline.h"
#include "engine/documents/case_document.h"
#include "engine/documents/map_document.h"
#include "engine/replay/csv.h"
#include "tests/support/tree.h"

namespace proviso {
namespace {

using testing_support::file_text;
using testing_support::files_below;
using testing_support::repository;

const std::string kFolder = "samples/send-inspections-2016-2022";

using Row = std::map<std::string, std::string>;

std::map<std::string, Row> rows_by_code() {
  const std::string text = file_text(repository() / kFolder / "inspections.csv");
  replay::CsvReader reader(text);
  EXPECT_TRUE(reader.next());
  const std::vector<std::string> header(reader.cells().begin(), reader.cells().end());
  std::map<std::string, Row> rows;
  while (reader.next()) {
    Row row;
    for (std::size_t i = 0; i < header.size(); ++i) row[header[i]] = reader[i];
    rows[row.at("la_code")] = row;
  }
  return rows;
}

template <typename Read>
auto read(const std::string& path, Read reader) {
  SourceSet sources;
  DiagnosticReport report;
  auto document = reader(sources.add(path, file_text(repository() / path)), report);
  EXPECT_TRUE(report.empty()) << render_text(report, sources);
  return document;
}

// Day, event, and its facts as texts.
using Happening = std::tuple<std::string, std::string, std::map<std::string, std::string>>;

std::set<Happening> by_the_map(const MapDocument& map, const Row& row) {
  std::set<Happening> result;
  for (const MapEvent& event : map.events) {
    const std::string& cell = row.at(event.on.text);
    if (cell.empty()) continue;
    Date day = parse_cell_date(cell, map.dates)->day;
    if (event.shift) {
      day =
          *count_from(nullptr, day, event.shift->duration, event.shift->before ? Counting::kBefore : Counting::kAfter);
    }
    std::map<std::string, std::string> facts;
    for (const MapFact& fact : event.with) {
      const std::string& value = row.at(fact.column.text);
      const auto meant =
          std::find_if(fact.values.begin(), fact.values.end(), [&](const MapValue& v) { return v.cell.text == value; });
      facts[fact.fact.text] = meant == fact.values.end() ? value : meant->value.text;
    }
    result.insert({iso_date(day), event.event.text, facts});
  }
  return result;
}

std::set<Happening> by_the_case(const CaseDocument& document) {
  std::set<Happening> result;
  for (const CaseEvent& event : document.events) {
    std::map<std::string, std::string> facts;
    for (const CaseFact& fact : event.with) facts[fact.fact.text] = fact.value.text;
    result.insert({iso_date(event.on.day), event.event.text, facts});
  }
  return result;
}

std::set<std::string> texts(const std::vector<SpannedText>& from) {
  std::set<std::string> result;
  for (const SpannedText& text : from) result.insert(text.text);
  return result;
}

TEST(SingleCases, SayWhatTheMapMakesOfTheirRows) {
  const auto map = read(kFolder + "/map.yaml", read_map);
  ASSERT_TRUE(map);
  const std::map<std::string, Row> rows = rows_by_code();
  ASSERT_EQ(rows.size(), 149U);
  const std::vector<std::string> files = files_below(kFolder + "/cases", {".yaml"});
  EXPECT_EQ(files.size(), 3U);
  for (const std::string& file : files) {
    const auto document = read(file, read_case);
    ASSERT_TRUE(document) << file;
    ASSERT_TRUE(rows.contains(document->id.text)) << file << " names no row";
    EXPECT_EQ(by_the_case(*document), by_the_map(*map, rows.at(document->id.text))) << file;
    EXPECT_EQ(texts(document->not_held), texts(map->not_held)) << file;
    EXPECT_EQ(document->as_of, map->as_of) << file;
    EXPECT_EQ(document->framework.text, map->framework ? map->framework->text : "") << file;
  }
}

}  // namespace
}  // namespace proviso
