// SPDX-License-Identifier: Apache-2.0
// Many cases from a table.
#include <algorithm>

#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

constexpr std::string_view kEvents =
    "case,event,on,outcome\n"
    "a,visit,2017-04-24,\n"
    "a,letter,2017-05-05,weak\n"
    "a,plan,2017-08-18,\n"
    "b,visit,2017-04-24,\n"
    "b,letter,2017-05-05,good\n";

class Replay : public Cli {
 protected:
  void SetUp() override {
    folder_.write("visits.proviso", kRules);
    folder_.write("events.csv", kEvents);
  }
  ProcessResult replay(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"replay", "visits.proviso"});
    return proviso(arguments);
  }
};

TEST_F(Replay, EventsAreSummedUp) {
  const ProcessResult result = replay({"--events", "events.csv", "--as-of", "2017-09-01"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(result.out, AllOf(HasSubstr("2 cases with 5 events, as of 1 September 2017"), HasSubstr("closed"),
                                HasSubstr("send-plan: Send the plan"), HasSubstr("breach")));
}

TEST_F(Replay, WithoutADayItIsTheLastInTheTable) {
  const ProcessResult result = replay({"--events", "events.csv"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, HasSubstr("as of Friday 18 August 2017, the last day in the table"));
}

TEST_F(Replay, FindingsAndOutcomesAreTables) {
  const ProcessResult result = replay(
      {"--events", "events.csv", "--as-of", "2017-09-01", "--findings", "findings.csv", "--outcomes", "outcomes.csv"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const std::string findings = content_of(folder_.path("findings.csv"));
  EXPECT_THAT(findings, AllOf(StartsWith("case,duty,finding,party,anchor_event,anchor,due,done,late_working_days,"
                                         "late_calendar_days,assumed,citation,file,line\n"),
                              HasSubstr("a,send-plan,breach,nursery,letter,2017-05-05,2017-08-14,2017-08-18,4,4,")));
  EXPECT_THAT(content_of(folder_.path("outcomes.csv")), HasSubstr("b,send-letter,kept,"));
  EXPECT_EQ(folder_.names(),
            (std::vector<std::string>{"events.csv", "findings.csv", "outcomes.csv", "visits.proviso"}));
}

TEST_F(Replay, TableNeedsItsMap) {
  folder_.write("table.csv", "Area,Visited,Sent\nx,2017-04-24,2017-05-05\n");
  folder_.write("map.yaml",
                "form: table\nframework: visits\ncase: Area\nnot-held: [plan]\nas-of: 2017-09-01\n"
                "events:\n  - {event: visit, on: Visited}\n  - {event: letter, on: Sent}\n");
  const ProcessResult result = replay({"--table", "table.csv", "--map", "map.yaml"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("1 case with 2 events, as of 1 September 2017"));
  EXPECT_REFUSED(replay({"--table", "table.csv"}), HasSubstr("--table needs --map"));
  EXPECT_REFUSED(replay({"--events", "table.csv", "--map", "map.yaml"}), HasSubstr("of the form `table`"));
  EXPECT_REFUSED(replay({}), HasSubstr("say which cases to replay"));
  EXPECT_REFUSED(replay({"--events", "events.csv", "--table", "table.csv", "--map", "map.yaml"}),
                 HasSubstr("cannot both be given"));
}

TEST_F(Replay, BadTablesAreRefusedWhole) {
  folder_.write("columns.csv", "case,event\na,visit\n");
  EXPECT_REFUSED(replay({"--events", "columns.csv", "--findings", "findings.csv"}), HasSubstr("PV0602"));
  std::string rows = "case,event,on\n";
  for (int i = 2; i < 70'000; ++i) rows += "a,visit,2017-04-24\n";
  rows += "a,visit,2017-13-24\n";
  folder_.write("date.csv", rows);
  EXPECT_REFUSED(replay({"--events", "date.csv", "--findings", "findings.csv"}), HasSubstr("date.csv:70000:9"));
  folder_.write("name.csv", "case,event,on\na,vist,2017-04-24\n");
  EXPECT_REFUSED(replay({"--events", "name.csv", "--findings", "findings.csv"}), HasSubstr("did you mean `visit`?"));
  EXPECT_REFUSED(replay({"--events", "missing.csv"}), HasSubstr("there is no file"));
  EXPECT_REFUSED(replay({"--events", "."}), HasSubstr("is a folder"));
  EXPECT_EQ(content_of(folder_.path("findings.csv")), "(no such file)");
}

TEST_F(Replay, NothingIsLeftWhereOneOutputCannotBeWritten) {
  folder_.write("findings.csv", "from before\n");
  for (const char* path : {"no/such/folder.csv", ".", "/dev/full"}) {
    const ProcessResult result =
        replay({"--events", "events.csv", "--as-of", "2017-09-01", "--findings", "findings.csv", "--outcomes", path});
    EXPECT_EQ(result.exit_code, 3) << path;
    EXPECT_THAT(result.err, HasSubstr("cannot be written")) << path;
    EXPECT_EQ(result.out, "") << path;
    EXPECT_EQ(content_of(folder_.path("findings.csv")), "from before\n") << path;
  }
  EXPECT_EQ(folder_.names(), (std::vector<std::string>{"events.csv", "findings.csv", "visits.proviso"}));
}

TEST_F(Replay, OutputsNeverOverwriteInputsOrOneAnother) {
  EXPECT_REFUSED(replay({"--events", "events.csv", "--findings", "./events.csv"}), HasSubstr("would overwrite"));
  EXPECT_REFUSED(replay({"--events", "events.csv", "--outcomes", "visits.proviso"}), HasSubstr("would overwrite"));
  EXPECT_REFUSED(replay({"--events", "events.csv", "--findings", "x.csv", "--outcomes", "./x.csv"}),
                 HasSubstr("the same file"));
  EXPECT_EQ(content_of(folder_.path("events.csv")), kEvents);
}

// More than is kept in memory: 60,000 letters that never came.
TEST_F(Replay, ManyFindingsWaitOnDisk) {
  std::string events = "case,event,on,outcome\n";
  for (int i = 0; i < 60'000; ++i) events += std::to_string(i) + ",visit,2017-04-24,\n";
  folder_.write("many.csv", events);
  const std::vector<std::string> command = {"--events",   "many.csv",   "--as-of",
                                            "2017-09-01", "--findings", "findings.csv"};
  const ProcessResult result = replay(command);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const std::string findings = content_of(folder_.path("findings.csv"));
  EXPECT_GT(findings.size(), std::size_t{4} << 20U);
  EXPECT_EQ(std::ranges::count(findings, '\n'), 60'001);
  EXPECT_THAT(findings, HasSubstr("\n59999,send-letter,"));

  std::vector<std::string> arguments = {"replay", "visits.proviso"};
  arguments.insert(arguments.end(), command.begin(), command.end());
  arguments.back() = "other.csv";
  const ProcessResult refused = proviso(arguments, {.environment = {{"TMPDIR", "/no/such/folder"}}});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("cannot be put aside in `/no/such/folder`"), HasSubstr("TMPDIR")));
  EXPECT_EQ(content_of(folder_.path("other.csv")), "(no such file)");
}

TEST_F(Replay, FailOnIsMet) {
  EXPECT_EQ(replay({"--events", "events.csv", "--as-of", "2017-09-01", "--fail-on", "breach"}).exit_code, 1);
  EXPECT_EQ(replay({"--events", "events.csv", "--as-of", "2017-08-14", "--fail-on", "breach"}).exit_code, 0);
}

TEST_F(Replay, FullDiskIsAnEnvironmentFailure) {
  EXPECT_EQ(proviso({"replay", "visits.proviso", "--events", "events.csv"}, {.output_path = "/dev/full"}).exit_code, 3);
}

}  // namespace
}  // namespace proviso
