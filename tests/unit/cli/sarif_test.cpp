// SPDX-License-Identifier: Apache-2.0
// What `check` found as SARIF: against the schema of the part that is written, and against what it must say.
#include <nlohmann/json.hpp>

#include "tests/support/json_schema.h"
#include "tests/support/tree.h"
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using nlohmann::json;
using testing_support::repository;

class Sarif : public Cli {
 protected:
  /// Runs `check` and holds what it writes against the schema.
  json log(std::vector<std::string> files, int exit_code, const ProcessOptions& options = {}) {
    std::vector<std::string> arguments{"check", "--format", "sarif"};
    arguments.insert(arguments.end(), files.begin(), files.end());
    const ProcessResult result = proviso(arguments, options);
    EXPECT_EQ(result.exit_code, exit_code) << result.err;
    const std::string schema = (repository() / "docs/schema/output/sarif-1.schema.json").string();
    EXPECT_EQ(testing_support::schema_mistake(schema, result.out), "");
    return json::parse(result.out).at("runs").at(0);
  }
};

TEST_F(Sarif, AGoodFileHasNoResults) {
  folder_.write("visits.proviso", kRules);
  const json run = log({"visits.proviso"}, 0);
  EXPECT_TRUE(run.at("results").empty());
  EXPECT_TRUE(run.at("tool").at("driver").at("rules").empty());
}

TEST_F(Sarif, AnErrorHasItsRuleItsPlaceAndWhatToDo) {
  folder_.write("bad rules.proviso", with(kRules, "when plan go to closed", "when plna go to closed"));
  const json run = log({"bad rules.proviso"}, 1);
  ASSERT_EQ(run.at("results").size(), 1U);
  const json& result = run.at("results")[0];
  EXPECT_EQ(result.at("ruleId"), "PV0201");
  EXPECT_EQ(result.at("level"), "error");
  EXPECT_EQ(result.at("message").at("text"), "unknown event `plna`; did you mean `plan`?");
  const json& place = result.at("locations")[0].at("physicalLocation");
  EXPECT_EQ(place.at("artifactLocation").at("uri"), "bad%20rules.proviso");
  // The 36th line is `  when plna go to closed`: the name takes the columns 8 to 11.
  EXPECT_EQ(place.at("region"), json({{"startLine", 36}, {"startColumn", 8}, {"endLine", 36}, {"endColumn", 12}}));
  const json& rule = run.at("tool").at("driver").at("rules").at(result.at("ruleIndex").get<std::size_t>());
  EXPECT_EQ(rule.at("id"), "PV0201");
  EXPECT_EQ(rule.at("shortDescription").at("text"), "a name that nothing declares");
  EXPECT_THAT(rule.at("help").at("markdown").get<std::string>(), StartsWith("# PV0201: a name that nothing declares"));
}

TEST_F(Sarif, LabelsAreRelatedLocations) {
  folder_.write("bad.proviso", with(kRules, "event plan", "event visit"));
  const json run = log({"bad.proviso"}, 1);
  bool found = false;
  for (const json& result : run.at("results")) {
    if (result.at("ruleId") != "PV0203") continue;
    found = true;
    ASSERT_EQ(result.at("relatedLocations").size(), 1U);
    EXPECT_EQ(result.at("relatedLocations")[0].at("message").at("text"), "declared here as an event");
  }
  EXPECT_TRUE(found);
}

TEST_F(Sarif, WhatIsAcceptedIsSuppressedWithItsReason) {
  ProcessOptions at_top;
  at_top.folder = repository().string();
  const json run = log({"tests/faults/sound/anchor-accepted.proviso"}, 0, at_top);
  ASSERT_EQ(run.at("results").size(), 1U);
  const json& result = run.at("results")[0];
  EXPECT_EQ(result.at("ruleId"), "PV0421");
  EXPECT_EQ(result.at("level"), "warning");
  const json& suppression = result.at("suppressions").at(0);
  EXPECT_EQ(suppression.at("kind"), "inSource");
  EXPECT_EQ(suppression.at("justification"), "a form on paper is decided at the next meeting, without a time");
}

TEST_F(Sarif, NotesHaveTheirLevelAndAreThereWhereAskedFor) {
  folder_.write("visits.proviso",
                with(kRules, "\nduty send-letter", "event lunch \"lunch\" by nursery\n\nduty send-letter"));
  EXPECT_TRUE(log({"visits.proviso"}, 0).at("results").empty());
  const json run = log({"visits.proviso", "--notes"}, 0);
  // Nothing asks for the concerns, and nothing takes the lunch up.
  ASSERT_EQ(run.at("results").size(), 2U);
  EXPECT_EQ(run.at("results")[0].at("ruleId"), "PV0423");
  EXPECT_EQ(run.at("results")[1].at("ruleId"), "PV0424");
  EXPECT_EQ(run.at("results")[1].at("level"), "note");
}

TEST_F(Sarif, AFormatThatIsNotOneIsRefused) {
  folder_.write("visits.proviso", kRules);
  EXPECT_REFUSED(proviso({"check", "visits.proviso", "--format", "sarf"}), HasSubstr("did you mean `sarif`?"));
  EXPECT_REFUSED(proviso({"test", "visits.proviso", "--format", "sarif"}), HasSubstr("`sarif` is not a format"));
}

}  // namespace
}  // namespace proviso
