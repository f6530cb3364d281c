// SPDX-License-Identifier: Apache-2.0
// Every JSON output against its schema in docs/schema/output, on good and on bad input. A member that the schema does
// not have fails: add it there, with a description.
#include <nlohmann/json.hpp>

#include <set>

#include "tests/support/json_schema.h"
#include "tests/support/tree.h"
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using nlohmann::json;
using testing_support::file_text;
using testing_support::files_below;
using testing_support::repository;

constexpr std::string_view kFolder = "docs/schema/output/";

/// `proviso/run/1` is described in run-1.schema.json.
std::string schema_file_of(const json& document) {
  std::string name = document.at("schema").get<std::string>().substr(std::string_view("proviso/").size());
  name.at(name.find('/')) = '-';
  return (repository() / kFolder / (name + ".schema.json")).string();
}

class OutputSchema : public Cli {
 protected:
  void SetUp() override {
    folder_.write("visits.proviso", kRules);
    folder_.write("bad.proviso",
                  with(with(kRules, "calendar england", "calendar \"england\""), "event plan", "event visit"));
    folder_.write("failing.proviso", with(kRules, "due 14 August 2017", "due 15 August 2017"));
    folder_.write("untidy.proviso", with(kRules, "  version", "      version"));
    folder_.write("late.yaml", kLateCase);
    folder_.write("young.yaml", with(kLateCase, "as-of: 2017-09-01", "as-of: 2017-04-30"));
    folder_.write("odd.yaml", with(with(kLateCase, "as-of: 2017-09-01", "as-of: 2017-09-01\nnot-held: [plan]"),
                                   "  - {on: 2017-08-18, event: plan}\n", ""));
    folder_.write("outside.yaml",
                  "case: far\nframework: visits\nas-of: 2131-05-04\nevents: [{on: 2131-05-04, event: visit}]\n");
    folder_.write("events.csv",
                  "case,event,on,outcome\na,visit,2017-04-24,\na,letter,2017-05-05,weak\nb,plan,2017-05-05,\n");
  }
  /// Runs a command and holds its output against its schema.
  json document(std::vector<std::string> arguments, const std::string& in = {}) {
    arguments.insert(arguments.end(), {"--format", "json"});
    std::string line;
    for (const std::string& word : arguments) line += " " + word;
    const ProcessResult result = proviso(arguments, {.folder = in});
    EXPECT_LE(result.exit_code, 2) << line << "\n" << result.err;
    json output = json::parse(result.out, nullptr, false);
    if (output.is_discarded()) {
      ADD_FAILURE() << "no JSON came of" << line << "\n" << result.err;
      return {};
    }
    EXPECT_EQ(testing_support::schema_mistake(schema_file_of(output), result.out), "") << line;
    EXPECT_THAT(result.out, StartsWith("{\n  \"schema\": \"proviso/"));
    seen_.insert(output.at("schema").get<std::string>());
    return output;
  }
  /// With all that an output may hold.
  static std::string scenario(const std::string& top) {
    return "scenario: All of it\nquestion: Which?\nrules: " + top + "/samples/bench/areas.proviso\n" +
           R"(from: 2016-05-01
until: 2018-04-30
precision: minutes
cases: [{rate: {value: 60, range: [40, 80], source: guessed}}]
events:
  - {event: inspected, after: start, needs: {team: 1}, takes: {empirical: {30: 1, 50: 2}}}
  - event: letter-published
    after: inspected
    takes: {uniform: [{value: 20, sample: 149}, 55]}
    facts: {wsoa: {yes: 0, no: 1}}
  - {event: visit, after: letter-published, chance: 0.5}
resources: {team: {count: 5}}
measure: [{from: inspected, to: visit}]
answers: [share of letter, misses of letter]
variants: [{name: six, set: {resources: {team: {count: 6}}}}]
)";
  }
  std::set<std::string> seen_;
};

TEST_F(OutputSchema, FitsWhateverComesOut) {
  const std::string top = repository().string();
  const std::string send = "rules/send-inspection-2016.proviso";
  const std::string inspections = "samples/send-inspections-2016-2022/";
  EXPECT_TRUE(document({"check", "visits.proviso"}).at("diagnostics").empty());
  EXPECT_FALSE(document({"check", "bad.proviso", "missing.proviso"}).at("diagnostics").empty());
  document({"check", "samples/mistakes/mistakes.proviso", "samples/mistakes/shape.proviso", send}, top);
  const json accepted = document({"check", "tests/faults/sound/anchor-accepted.proviso"}, top).at("accepted");
  ASSERT_EQ(accepted.size(), 1U);
  EXPECT_EQ(accepted[0].at("code"), "PV0421");
  EXPECT_FALSE(
      document({"check", "--notes", "tests/faults/faulty/fact-for-nobody.proviso"}, top).at("diagnostics").empty());
  document({"fmt", "--check", "untidy.proviso", "visits.proviso"});
  document({"fmt", "untidy.proviso"});
  document({"test", "visits.proviso", "failing.proviso"});
  document({"test", send}, top);
  EXPECT_EQ(document({"run", "visits.proviso", "late.yaml", "young.yaml", "odd.yaml"}).at("cases").size(), 3U);
  EXPECT_FALSE(document({"run", "visits.proviso", "outside.yaml"}).at("cases").at(0).at("errors").empty());
  document({"run", "visits.proviso", "late.yaml", "missing.yaml"});
  document({"run", send, "samples/one-area/case.yaml", inspections + "cases/barnet.yaml"}, top);
  document({"explain", "visits.proviso", "late.yaml", "--duty", "send-plan"});
  document({"explain", "visits.proviso", "young.yaml", "--duty", "send-plan"});
  document({"explain", "visits.proviso", "odd.yaml", "--duty", "send-plan"});
  document({"explain", send, "samples/one-area/case.yaml", "--duty", "submit-wsoa"}, top);
  document({"explain", "visits.proviso", "young.yaml", "--why-not", "planning"});
  document({"explain", send, "samples/one-area/case.yaml", "--why-not", "intervention"}, top);
  document({"explain", "PV0203"});
  document({"replay", "visits.proviso", "--events", "events.csv"});
  document({"replay", send, "--table", inspections + "inspections.csv", "--map", inspections + "map.yaml"}, top);
  document({"simulate", "samples/bench/areas.yaml", "--runs", "3"}, top);
  document({"simulate", "samples/bench/areas.yaml", "--runs", "1"}, top);
  folder_.write("scenario.yaml", scenario(top));
  const json simulated = document({"simulate", "scenario.yaml", "--runs", "5", "--sensitivity"});
  EXPECT_EQ(simulated.at("variants").size(), 2U);
  EXPECT_FALSE(simulated.at("differences").empty());
  EXPECT_FALSE(simulated.at("sensitivity").empty());
  document({"simulate", "scenario.yaml", "--runs", "100", "--until", "share of letter ± 5 %"});
  EXPECT_TRUE(document({"diff", "visits.proviso", "visits.proviso"}).at("same_meaning").get<bool>());
  EXPECT_EQ(document({"diff", "visits.proviso", "failing.proviso"}).at("examples").size(), 1U);
  EXPECT_FALSE(document({"diff", send, "rules/area-send-2023.proviso"}, top).at("changes").empty());
  folder_.write("shorter.proviso", with(kRules, "within 10 working", "within 5 working"));
  EXPECT_EQ(document({"impact", "visits.proviso", "shorter.proviso", "--events", "events.csv"}).at("affected"), 1);
  EXPECT_EQ(document({"impact", "visits.proviso", "visits.proviso", "--events", "events.csv"}).at("affected"), 0);
  document({"export", "visits.proviso"});
  EXPECT_EQ(document({"export", "tests/faults/sound/anchor-accepted.proviso"}, top).at("acceptances").size(), 1U);
  document({"export", send}, top);
  document({"bounds", send, "--from", "letter-received", "--to", "wsoa-submitted", "--on", "2017-05-05"}, top);
  document({"bounds", send, "--from", "onsite-start", "--to", "letter-received", "--only-must"}, top);
  document({"fit", "visits.proviso", "--events", "events.csv"});
  EXPECT_EQ(document({"fit", send, "--table", inspections + "inspections.csv", "--map", inspections + "map.yaml",
                      "--until", "2018-12-31"},
                     top)
                .at("durations")
                .size(),
            3U);
  document({"deadline", "2017-05-05", "70 working days"});
  document({"deadline", "2017-05-05", "2 months", "--or-next-working-day", "--explain"});

  const std::string commands = top + "/tests/golden/commands/";
  document({"transition", commands + "permits-2019.proviso", commands + "permits-2020.proviso",
            commands + "transition-running.yaml", "-o", "carried"});
  document({"export", commands + "permits-2020.proviso"});

  // Every output that is described is among them; receipts come below, and the common parts are no output.
  std::set<std::string> described;
  for (const std::string& file : files_below(std::string(kFolder), {".schema.json"})) {
    const json schema = json::parse(file_text(repository() / file));
    if (!schema.contains("properties") || !schema["properties"].contains("schema")) continue;  // SARIF is not ours
    described.insert(schema["properties"]["schema"]["const"].get<std::string>());
  }
  seen_.insert("proviso/receipt/1");
  EXPECT_EQ(described, seen_);
}

TEST_F(OutputSchema, FitsEverySavedReceipt) {
  const std::vector<std::string> commands[] = {
      {"run", "visits.proviso", "late.yaml", "young.yaml"},
      {"explain", "visits.proviso", "late.yaml", "--duty", "send-plan", "--as-of", "2017-08-01"},
      {"test", "visits.proviso", "failing.proviso"},
      {"replay", "visits.proviso", "--events", "events.csv", "--findings", "f.csv", "--outcomes", "o.csv"},
      {"fit", "visits.proviso", "--events", "events.csv", "--out", "fitted.yaml"}};
  for (std::vector<std::string> command : commands) {
    command.insert(command.end(), {"--receipt", "r.json"});
    EXPECT_LE(proviso(command).exit_code, 1);
    const std::string saved = content_of(folder_.path("r.json"));
    EXPECT_EQ(testing_support::schema_mistake(schema_file_of(json::parse(saved)), saved), "") << command[0];
  }
}

TEST_F(OutputSchema, RefusesWhatIsNotDescribed) {
  const json good = document({"run", "visits.proviso", "late.yaml"});
  const std::pair<std::string, json> changes[] = {
      {"/extra", 1},
      {"/schema", "proviso/run/2"},
      {"/receipt/extra", 1},
      {"/receipt/id", "short"},
      {"/cases/0/extra", 1},
      {"/cases/0/as_of", "1 September 2017"},
      {"/cases/0/duties/0/extra", 1},
      {"/cases/0/duties/0/status", "forgotten"},
      {"/cases/0/duties/0/due", 5},
      {"/cases/0/findings/0/finding", "crime"},
  };
  const std::string schema = schema_file_of(good);
  for (const auto& [place, value] : changes) {
    json bad = good;
    bad[json::json_pointer(place)] = value;
    EXPECT_NE(testing_support::schema_mistake(schema, bad.dump()), "") << place;
  }
}

/// Every member says what it is, and no object takes members that are not described.
void expect_described(const json& schema, const std::string& where) {
  if (schema.is_array()) {
    for (std::size_t i = 0; i < schema.size(); ++i) expect_described(schema[i], where + "/" + std::to_string(i));
  }
  if (!schema.is_object()) return;
  if (schema.contains("properties")) {
    EXPECT_EQ(schema.value("additionalProperties", json(true)), json(false)) << where;
    for (const auto& [name, property] : schema["properties"].items()) {
      EXPECT_TRUE(property.contains("description")) << where << "/" << name;
    }
  }
  for (const auto& [name, part] : schema.items()) expect_described(part, where + "/" + name);
}

TEST(OutputSchemas, DescribeEveryMember) {
  std::size_t seen = 0;
  for (const std::string& file : files_below(std::string(kFolder), {".schema.json"})) {
    const json schema = json::parse(file_text(repository() / file));
    const std::string name = file.substr(kFolder.size());
    EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-07/schema#") << file;
    EXPECT_EQ(schema["$id"], "https://proviso.example/schema/output/" + name);
    EXPECT_TRUE(schema.contains("title") && schema.contains("description")) << file;
    expect_described(schema, name);
    ++seen;
  }
  EXPECT_GT(seen, 8U);
}

}  // namespace
}  // namespace proviso
