// SPDX-License-Identifier: Apache-2.0
// The JSON Schemas against documents: what our readers accept and refuse, the schemas accept and refuse.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>

#include "base/number.h"
#include "engine/documents/calendar_document.h"
#include "engine/documents/case_document.h"
#include "engine/documents/map_document.h"
#include "engine/documents/read_file.h"
#include "engine/documents/scenario_document.h"
#include "tests/support/json_schema.h"
#include "tests/unit/documents/document.h"

namespace proviso {
namespace {

using nlohmann::json;

/// A document as an editor sees it, which reads YAML 1.2.
json as_json(const YamlValue& value) {
  switch (value.kind) {
    case YamlValue::Kind::kEmpty:
      return nullptr;
    case YamlValue::Kind::kText: {
      if (value.quoted) return value.text;
      if (value.text == "true" || value.text == "false") return value.text == "true";
      const auto digit = [](char c) { return c >= '0' && c <= '9'; };
      const bool number =
          !value.text.empty() && value.text.size() < 18 && std::all_of(value.text.begin(), value.text.end(), digit);
      if (number) return std::stoll(value.text);
      const std::optional<Number> decimal = parse_number(value.text);
      if (decimal) return static_cast<double>(decimal->millionths) / 1e6;
      return value.text;
    }
    case YamlValue::Kind::kSequence: {
      json list = json::array();
      for (const YamlValue& item : value.items) list.push_back(as_json(item));
      return list;
    }
    case YamlValue::Kind::kMap: {
      json map = json::object();
      for (const YamlEntry& entry : value.entries) map[entry.key.text] = as_json(entry.value);
      return map;
    }
  }
  return nullptr;
}

json schema_file(const std::string& kind) {
  const auto text = read_text_file(PROVISO_SOURCE_DIR "/docs/schema/" + kind + ".schema.json", 1'000'000);
  EXPECT_TRUE(text.has_value());
  return json::parse(*text);
}

bool fits(const std::string& kind, const YamlValue& document) {
  return testing_support::schema_mistake(PROVISO_SOURCE_DIR "/docs/schema/" + kind + ".schema.json",
                                         as_json(document).dump())
      .empty();
}

bool readable(const std::string& kind, const std::string& text) {
  if (kind == "calendar") return read_document(text, read_calendar).value.has_value();
  if (kind == "case") return read_document(text, read_case).value.has_value();
  if (kind == "scenario") {
    const auto read = [](const SourceFile& file, DiagnosticReport& report) {
      const ScenarioFiles none = [](const std::string& path) -> Result<const SourceFile*> {
        return Error{ErrorCode::kNotFound, "there is no file `" + path + "`", "read"};
      };
      return read_scenario(file, none, report);
    };
    return read_document(text, read).value.has_value();
  }
  return read_document(text, read_map).value.has_value();
}

struct Sample {
  std::string kind;
  std::string text;
  bool good;

  friend std::ostream& operator<<(std::ostream& out, const Sample& sample) { return out << sample.kind; }
};

class SchemaSample : public testing::TestWithParam<Sample> {};

TEST_P(SchemaSample, IsJudgedAsByTheReader) {
  const Sample& sample = GetParam();
  const auto document = read_document(sample.text, read_yaml);
  ASSERT_TRUE(document.value.has_value()) << document.rendered;
  EXPECT_EQ(fits(sample.kind, *document.value), sample.good) << sample.text;
  EXPECT_EQ(readable(sample.kind, sample.text), sample.good) << sample.text;
}

const std::string kCalendar = "calendar: court\ntitle: T\nyears: {first: 2020, last: 2021}\nweekend: [Sunday]\n";
const std::string kCase = "case: 7\nframework: f\n";
const std::string kScenario =
    "scenario: S\nrules: r.proviso\nfrom: 2020-01-01\nuntil: 2020-12-31\ncases: [{rate: 10}]\nevents:\n  - {event: a, "
    "after: start";
const std::string kTable = "form: table\ncase: Ref\nevents:\n  - {event: a, on: b";

INSTANTIATE_TEST_SUITE_P(
    Scenarios, SchemaSample,
    testing::Values(
        Sample{"scenario", kScenario + "}\n", true},
        Sample{"scenario",
               kScenario + ", takes: {triangular: [1, 2.5, {value: 9, range: [7, 10], source: S, sample: 3}]}}\n",
               true},
        Sample{"scenario", kScenario + ", takes: {log-normal: {median: 3, sigma: 0.5}, in: working days}}\n", true},
        Sample{"scenario", kScenario + ", takes: {empirical: {3: 1, 4: 2.5}}}\n", true},
        Sample{"scenario", kScenario + ", takes: [{if: {f: yes}, fixed: 3}, {exponential: 4}]}\n", true},
        Sample{"scenario", kScenario + ", facts: {f: {yes: 0.5, no: 0.5}}, times: 4, chance: 0.5, needs: team}\n",
               true},
        Sample{"scenario",
               kScenario + ", facts: {f: [{if: {stage: s}, shares: {a: 1}}, {shares: {a: 0.5, b: 0.5}}]}}\n", true},
        Sample{"scenario",
               kScenario +
                   ", needs: {team: 1}, until: b, hurry: {duty: d, from: 5, factor: 0.5}, queue: {resource: team, "
                   "factor: 0.1}}\nresources: {team: {count: 3, discipline: random, calendar: working days}}\n"
                   "changes: [{on: 2020-03-01, pause-until: 2020-05-01, paused: [a]}]\nmeasure: [{from: a, to: b}]\n"
                   "answers: [share of d]\nvariants: [{name: v, set: {resources: {team: {count: 4}}}}]\n",
               true},
        Sample{"scenario", kScenario + ", takes: {uniform: [1, 2, 3]}}\n", false},
        Sample{"scenario", kScenario + ", takes: {uniform: [1, 2], fixed: 3}}\n", false},
        Sample{"scenario", kScenario + ", takes: {in: days}}\n", false},
        Sample{"scenario", kScenario + ", takes: {fixed: 3, in: moons}}\n", false},
        Sample{"scenario", kScenario + ", takes: {fixed: soon}}\n", false},
        Sample{"scenario", kScenario + ", chances: 0.5}\n", false},
        Sample{"scenario", kScenario + ", times: 0}\n", false},
        Sample{"scenario", kScenario + "}\nprecision: hours\n", false},
        Sample{"scenario", kScenario + "}\nresources: {team: {discipline: fair, count: 1}}\n", false},
        Sample{"scenario", kScenario + "}\nvariants: [{name: v, set: {until: 2021-01-01}}]\n", false},
        Sample{"scenario",
               "scenario: S\nrules: r\nfrom: 2020-01-01\nuntil: 2020-12-31\ncases: [{rate: 1, population: 2}]\n"
               "events: [{event: a, after: start}]\n",
               false},
        Sample{"scenario", "scenario: S\nfrom: 2020-01-01\nuntil: 2020-12-31\ncases: [{rate: 1}]\nevents: []\n",
               false}));

INSTANTIATE_TEST_SUITE_P(
    Calendars, SchemaSample,
    testing::Values(
        Sample{"calendar", kCalendar + "holidays: []\n", true},
        Sample{
            "calendar",
            kCalendar +
                "holidays: [{date: 2020-01-01, name: A}]\nuncounted: [{from: 2020-08-01, to: 2020-08-31, name: B}]\n",
            true},
        Sample{"calendar", kCalendar, false},
        Sample{"calendar", kCalendar + "holidays: [{date: 1 May 2020, name: A}]\n", false},
        Sample{"calendar", kCalendar + "holidays: [{date: 2020-05-01}]\n", false},
        Sample{"calendar", kCalendar + "holidays: [{date: 2020-05-01, name: A, note: B}]\n", false},
        Sample{"calendar", kCalendar + "holidays:\n", false},
        Sample{"calendar", kCalendar + "holidays: []\nholiday: []\n", false},
        Sample{"calendar", "calendar: Court\ntitle: T\nyears: {first: 2020, last: 2021}\nweekend: []\nholidays: []\n",
               false},
        Sample{"calendar", "calendar: a\ntitle: T\nyears: {first: 1500, last: 1501}\nweekend: []\nholidays: []\n",
               false},
        Sample{"calendar", "calendar: a\ntitle: T\nyears: {first: 2020, last: 2021}\nweekend: [sunday]\nholidays: []\n",
               false}));

INSTANTIATE_TEST_SUITE_P(
    Cases, SchemaSample,
    testing::Values(Sample{"case", kCase + "events: []\n", true},
                    Sample{"case",
                           kCase + "as-of: 2017-09-01\nnot-held: [a]\nevents: [{on: 2017-05-05T10:30, event: b, with: "
                                   "{n: 3, t: x, y: yes, l: [1, z]}, recorded: 2017-05-06}]\n",
                           true},
                    Sample{"case",
                           kCase + "events: [{id: 1, on: 2017-05-05, time: 09:30, event: b, for: p, recorded: "
                                   "2017-05-06}, {corrects: 1, id: c, on: 2017-05-05, event: b, because: x}, "
                                   "{withdraws: c, id: w, recorded: 2017-05-06T09:30, because: x}, {withdraws: 1}]\n",
                           true},
                    Sample{"case", kCase + "events: [{on: 2017-05-05, event: a, because: x}]\n", false},
                    Sample{"case", kCase + "events: [{on: 2017-05-05, event: a, time: 9}]\n", false},
                    Sample{"case", kCase + "events: [{withdraws: a, on: 2017-05-05}]\n", false},
                    Sample{"case", kCase + "events: [{withdraws: a, event: b}]\n", false},
                    Sample{"case", kCase + "events: [{withdraws: a, corrects: b}]\n", false},
                    Sample{"case", kCase + "events: [{withdraws: a, corrects: b, on: 2017-05-05, event: a}]\n", false},
                    Sample{"case", kCase + "events: [{corrects: a}]\n", false},
                    Sample{"case", kCase + "events: [{because: a}]\n", false}, Sample{"case", kCase, false},
                    Sample{"case", kCase + "events: [{on: 2017-05-05}]\n", false},
                    Sample{"case", kCase + "events: [{on: 2017-05-05 10:30, event: a}]\n", false},
                    Sample{"case", kCase + "events: [{on: 2017-05-05, event: a, with: {x: {y: 1}}}]\n", false},
                    Sample{"case", kCase + "events: [{on: 2017-05-05, event: a, with: {x: ~}}]\n", false},
                    Sample{"case", kCase + "events: [{on: 2017-05-05, event: a, by: c}]\n", false},
                    Sample{"case", kCase + "not-held: a\nevents: []\n", false},
                    Sample{"case", "case: [7]\nframework: f\nevents: []\n", false}));

INSTANTIATE_TEST_SUITE_P(
    Maps, SchemaSample,
    testing::Values(
        Sample{"map", "form: events\n", true},
        Sample{"map",
               "form: events\ndates: month/day/year\ncolumns: {case: A, recorded: B}\nevent-names: {X: y}\nfacts: {f: "
               "{column: C, values: {Yes: true, No: []}, separator: \";\"}}\n",
               true},
        Sample{"map", "form: events\ncolumns: {id: Key, time: Clock, for: 7}\n", true},
        Sample{"map", "form: events\ndates: timestamp\n", true},
        Sample{"map", "form: events\ndates: timestamps\n", false},
        Sample{"map", "form: events\ncolumns: {ids: Key}\n", false}, Sample{"map", kTable + "}\n", true},
        Sample{"map", "dates: timestamp\n" + kTable + "}\n", true},
        Sample{
            "map",
            kTable +
                ", plus: 4 calendar days, assumed: because, only-if: {column: D, is: Yes}, with: {f: {column: C}}}\n",
            true},
        Sample{"map", "form: rows\n", false}, Sample{"map", "columns: {}\n", false},
        Sample{"map", "form: events\ncase: A\n", false}, Sample{"map", "form: events\ndates: dd/mm/yyyy\n", false},
        Sample{"map", "form: events\nfacts: {f: {values: {a: b}}}\n", false},
        Sample{"map", kTable + ", plus: 4 calendar days}\n", false},
        Sample{"map", kTable + ", plus: 4 days, assumed: x}\n", false},
        Sample{"map", kTable + ", plus: 1 week, minus: 1 week, assumed: x}\n", false},
        Sample{"map", kTable + ", only-if: {column: D}}\n", false},
        Sample{"map", "form: table\ncase: A\nevents: []\n", false},
        Sample{"map", "form: table\nevents: [{event: a, on: b}]\n", false}));

TEST(Schema, FitsTheCalendarOfEngland) {
  const auto text = read_text_file(PROVISO_SOURCE_DIR "/rules/calendars/england.yaml", 1'000'000);
  ASSERT_TRUE(text.has_value());
  const auto document = read_document(*text, read_yaml);
  ASSERT_TRUE(document.value.has_value());
  EXPECT_TRUE(fits("calendar", *document.value));
}

/// Every schema within a schema that describes a value has a title and a description, for the editor's hover.
void expect_described(const json& schema, const std::string& where) {
  if (!schema.contains("properties")) return;
  for (const auto& [name, property] : schema["properties"].items()) {
    EXPECT_TRUE(property.contains("title") && property.contains("description")) << where << "/" << name;
    expect_described(property, where + "/" + name);
    if (property.contains("items")) expect_described(property["items"], where + "/" + name + "[]");
  }
}

TEST(Schema, DescribesEveryKey) {
  for (const char* kind : {"calendar", "case", "map"}) {
    const json schema = schema_file(kind);
    EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    EXPECT_TRUE(schema.contains("title") && schema.contains("description")) << kind;
    expect_described(schema, kind);
    if (!schema.contains("oneOf")) continue;
    for (const json& form : schema["oneOf"]) expect_described(form, kind);
  }
}

}  // namespace
}  // namespace proviso
