// SPDX-License-Identifier: Apache-2.0
// No output takes the place of a file that was read, whichever command writes it and whatever the file is called.
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

constexpr std::string_view kShared = "party nursery \"the nursery\"\n";
constexpr std::string_view kCalendar = R"(calendar: weekdays
title: "Monday to Friday"
years: {first: 2014, last: 2030}
weekend: [Saturday, Sunday]
holidays: []
)";

class Overwriting : public Cli {
 protected:
  void SetUp() override {
    std::string rules = with(kRules, "party nursery \"the nursery\"\n", "");
    rules = "use \"shared.proviso\"\n\n" + with(rules, "calendar england", "calendar weekdays");
    folder_.write("visits.proviso", rules);
    folder_.write("shared.proviso", kShared);
    folder_.write("calendars/weekdays.yaml", kCalendar);
    folder_.write("case.yaml", kLateCase);
    folder_.write("events.csv", "case,event,on,outcome\na,visit,2017-04-24,\na,letter,2017-05-05,weak\n");
    std::filesystem::create_hard_link(folder_.path("shared.proviso"), folder_.path("linked.svg"));
  }

  /// Refused with words that name the option, and nothing is changed.
  void refused(std::vector<std::string> command, const std::string& option, const std::string& path) {
    const std::string before = content_of(folder_.path(path));
    command.insert(command.end(), {option, path});
    const ProcessResult result = proviso(command);
    const std::string name = option == "-o" ? "--output" : option;
    EXPECT_EQ(result.exit_code, 2) << command[0] << " " << option << " " << path << "\n" << result.err;
    EXPECT_THAT(result.err, HasSubstr("error: " + name + " would overwrite `")) << command[0] << " " << path;
    EXPECT_EQ(result.out, "") << command[0] << " " << path;
    EXPECT_EQ(content_of(folder_.path(path)), before) << command[0] << " " << path;
  }
};

TEST_F(Overwriting, IsRefusedToEveryCommandForEveryFileItRead) {
  for (const char* path : {"visits.proviso", "./shared.proviso", "linked.svg"}) {
    refused({"graph", "visits.proviso", "--format", "dot"}, "-o", path);
    refused({"graph", "visits.proviso", "--format", "mermaid"}, "--output", path);
  }
  for (const char* path : {"visits.proviso", "shared.proviso", "linked.svg", "calendars/weekdays.yaml"}) {
    refused({"export", "visits.proviso", "--format", "json"}, "-o", path);
    refused({"run", "visits.proviso", "case.yaml"}, "--receipt", path);
    refused({"explain", "visits.proviso", "case.yaml", "--duty", "send-plan"}, "--receipt", path);
    refused({"test", "visits.proviso"}, "--receipt", path);
    for (const char* option : {"--findings", "--outcomes", "--receipt"}) {
      refused({"replay", "visits.proviso", "--events", "events.csv"}, option, path);
    }
  }
  refused({"run", "visits.proviso", "case.yaml"}, "--receipt", "case.yaml");
  refused({"replay", "visits.proviso", "--events", "events.csv"}, "--receipt", "events.csv");
}

TEST_F(Overwriting, AReadingCopyIsNotWrittenOverItsRules) {
  folder_.write("site/index.html", content_of(folder_.path("visits.proviso")));
  folder_.write("site/shared.proviso", kShared);
  folder_.write("site/calendars/weekdays.yaml", kCalendar);
  const std::string before = content_of(folder_.path("site/index.html"));
  EXPECT_REFUSED(proviso({"doc", "site/index.html", "-o", "site", "--force"}),
                 HasSubstr("--output would overwrite `site/index.html`"));
  EXPECT_EQ(content_of(folder_.path("site/index.html")), before);
}

TEST_F(Overwriting, AnythingElseIsWrittenAnew) {
  folder_.write("old.dot", "from before\n");
  EXPECT_EQ(proviso({"graph", "visits.proviso", "--format", "dot", "-o", "old.dot"}).exit_code, 0);
  EXPECT_THAT(content_of(folder_.path("old.dot")), HasSubstr("digraph"));
  EXPECT_EQ(proviso({"graph", "visits.proviso", "--format", "dot", "-o", "-"}).exit_code, 0);
}

TEST_F(Overwriting, AReceiptAndATableNeedTwoFiles) {
  EXPECT_REFUSED(proviso({"replay", "visits.proviso", "--events", "events.csv", "--as-of", "2017-09-01", "--findings",
                          "x", "--receipt", "./x"}),
                 HasSubstr("--findings and --receipt would be written to the same file"));
}

}  // namespace
}  // namespace proviso
