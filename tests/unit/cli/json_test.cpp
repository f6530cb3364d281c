// SPDX-License-Identifier: Apache-2.0
// `--format json`: one well-formed document from every command, on good and on bad input.
#include <nlohmann/json.hpp>

#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using nlohmann::json;

class Json : public Cli {
 protected:
  void SetUp() override {
    folder_.write("visits.proviso", kRules);
    folder_.write("bad.proviso", with(kRules, "calendar england", "calendar \"england\""));
    folder_.write("case.yaml", kLateCase);
    folder_.write("events.csv", "case,event,on,outcome\na,visit,2017-04-24,\na,letter,2017-05-05,weak\n");
  }
  json document(std::vector<std::string> arguments, int exit_code = 0) {
    arguments.insert(arguments.end(), {"--format", "json"});
    const ProcessResult result = proviso(arguments);
    EXPECT_EQ(result.exit_code, exit_code) << result.err;
    return json::parse(result.out);  // throws, and so fails the test, where it is not one document
  }
};

TEST_F(Json, Check) {
  EXPECT_EQ(document({"check", "visits.proviso"}).at("diagnostics"), json::array());
  const json mistakes = document({"check", "bad.proviso"}, 1).at("diagnostics");
  ASSERT_FALSE(mistakes.empty());
  const json& first = mistakes.at(0);
  EXPECT_EQ(first.at("severity"), "error");
  EXPECT_EQ(first.at("file"), "bad.proviso");
  EXPECT_EQ(first.at("line"), 3);
  for (const char* key : {"code", "message", "help", "column", "end_line", "end_column", "labels"}) {
    EXPECT_TRUE(first.contains(key)) << key;
  }
}

TEST_F(Json, Fmt) {
  folder_.write("untidy.proviso", with(kRules, "  version", "      version"));
  EXPECT_EQ(document({"fmt", "--check", "untidy.proviso"}, 1).at("files").at(0).at("would_change"), true);
  EXPECT_EQ(document({"fmt", "untidy.proviso"}).at("files").at(0).at("changed"), true);
  EXPECT_EQ(document({"fmt", "untidy.proviso"}).at("files").at(0).at("changed"), false);
}

TEST_F(Json, Test) {
  const json files = document({"test", "visits.proviso"}).at("files");
  EXPECT_EQ(files.at(0).at("examples").at(0).at("ok"), true);
}

TEST_F(Json, Run) {
  const json cases = document({"run", "visits.proviso", "case.yaml"}).at("cases");
  const json& one = cases.at(0);
  EXPECT_EQ(one.at("case"), "Ambermoor");
  EXPECT_EQ(one.at("as_of"), "2017-09-01");
  bool breached = false;
  for (const json& finding : one.at("findings")) {
    if (finding.at("finding") != "breach") continue;
    breached = true;
    const json& duty = one.at("duties").at(finding.at("duty").get<std::size_t>());
    EXPECT_EQ(duty.at("duty"), "send-plan");
    EXPECT_EQ(duty.at("due"), "2017-08-14");
    EXPECT_EQ(duty.at("late_working_days"), 4);
    EXPECT_EQ(duty.at("unconfirmed"), true);
  }
  EXPECT_TRUE(breached);
}

TEST_F(Json, RunSaysByWhoseKnowledgeItIsAndWhatChanged) {
  folder_.write("case.yaml", with(kLateCase, "{on: 2017-08-18, event: plan}",
                                  "{id: p, on: 2017-08-14, event: plan}\n"
                                  "  - {withdraws: p, recorded: 2017-08-20T09:05, because: of another nursery}\n"
                                  "  - {on: 2017-08-18, event: plan, recorded: 2017-08-25}"));
  const json all = document({"run", "visits.proviso", "case.yaml"}).at("cases").at(0);
  EXPECT_TRUE(all.at("known_at").is_null());
  EXPECT_EQ(all.at("records_left_out"), 0);
  const json& change = all.at("changes").at(0);
  EXPECT_EQ(change.at("id"), "p");
  EXPECT_EQ(change.at("change"), "withdrawn");
  EXPECT_EQ(change.at("before"), "Monday 14 August 2017: the nursery sends its plan (plan)");
  EXPECT_TRUE(change.at("after").is_null());
  EXPECT_EQ(change.at("recorded"), "2017-08-20T09:05");
  EXPECT_EQ(change.at("because"), "of another nursery");
  const json then =
      document({"run", "visits.proviso", "case.yaml", "--known-at", "2017-08-20T09:04"}).at("cases").at(0);
  EXPECT_EQ(then.at("known_at"), "2017-08-20T09:04");
  EXPECT_EQ(then.at("records_left_out"), 2);
  EXPECT_EQ(then.at("changes"), json::array());
  EXPECT_EQ(document({"explain", "visits.proviso", "case.yaml", "--duty", "send-plan", "--known-at", "2017-08-20"})
                .at("known_at"),
            "2017-08-20");
}

TEST_F(Json, Explain) {
  const json arisen = document({"explain", "visits.proviso", "case.yaml", "--duty", "send-plan"});
  EXPECT_EQ(arisen.at("instances").at(0).at("days_left_out").at(0).at("name"), "Spring bank holiday");
  EXPECT_EQ(arisen.at("instances").at(0).at("weekend_days_left_out"), 30);
  const json none =
      document({"explain", "visits.proviso", "case.yaml", "--duty", "send-plan", "--as-of", "2017-04-30"});
  EXPECT_EQ(none.at("instances"), json::array());
  EXPECT_THAT(none.at("not_arisen").get<std::string>(), HasSubstr("has not arisen"));
}

TEST_F(Json, Replay) {
  const json summary = document({"replay", "visits.proviso", "--events", "events.csv"});
  EXPECT_EQ(summary.at("cases"), 1);
  EXPECT_EQ(summary.at("duties").size(), 2U);
}

TEST_F(Json, Deadline) {
  const json date = document({"deadline", "2017-05-05", "70 working days"});
  EXPECT_EQ(date.at("due"), "2017-08-14");
  EXPECT_FALSE(date.contains("days_left_out"));
  EXPECT_EQ(document({"deadline", "2017-05-05", "70 working days", "--explain"}).at("days_left_out").at(0).at("date"),
            "2017-05-29");
}

TEST_F(Json, BytesAreTheSameEachTime) {
  const auto once = [&] { return proviso({"run", "visits.proviso", "case.yaml", "--format", "json"}).out; };
  EXPECT_EQ(once(), once());
}

TEST_F(Json, NothingComesOutWhereTheInputIsWrong) {
  EXPECT_REFUSED(proviso({"run", "bad.proviso", "case.yaml", "--format", "json"}), HasSubstr("error["));
  EXPECT_REFUSED(proviso({"deadline", "2017-05-05", "5 days", "--format", "json"}), HasSubstr("error: "));
}

TEST_F(Json, PathsThatAreNoTextStayWellFormed) {
  const std::string name = "\xff.proviso";
  folder_.write(name, with(kRules, "calendar england", "calendar \"england\""));
  EXPECT_FALSE(document({"check", name}, 1).at("diagnostics").empty());
}

}  // namespace
}  // namespace proviso
