// SPDX-License-Identifier: Apache-2.0
// Limits in hours: the time of day stands wherever the day does.
#include <nlohmann/json.hpp>

#include "tests/support/json_schema.h"
#include "tests/support/tree.h"
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using nlohmann::json;
using testing_support::repository;

constexpr std::string_view kHours = R"(framework custody "Custody"
  calendar england
  time zone "Europe/London"

party station "the station"

event arrived "somebody is brought in"
event reviewed "the review is done"

duty review "Review"
  station must ensure reviewed within 48 hours of arrived
  warn 1 calendar day ahead
)";

class Hours : public Cli {
 protected:
  void SetUp() override { folder_.write("custody.proviso", kHours); }

  void write_case(const std::string& arrived, const std::string& reviewed, const std::string& as_of) {
    std::string text = "case: one\nframework: custody\nas-of: " + as_of + "\nevents:\n";
    text += "  - {on: " + arrived + ", event: arrived}\n";
    if (!reviewed.empty()) text += "  - {on: " + reviewed + ", event: reviewed}\n";
    folder_.write("case.yaml", text);
  }
  std::string run() { return proviso({"run", "custody.proviso", "case.yaml"}).out; }
};

TEST_F(Hours, RunSaysWhenThingsHappenedWhenItWasDueAndHowLateItWas) {
  write_case("2024-05-07T16:00", "2024-05-09T16:01", "2024-05-10");
  EXPECT_THAT(run(), AllOf(HasSubstr("  Tuesday 7 May 2024\n    16:00  somebody is brought in (arrived)\n"
                                     "      Review: due Thursday 9 May 2024 at 16:00\n"
                                     "  Thursday 9 May 2024\n    16:01  the review is done (reviewed)\n"),
                           HasSubstr("Breach: Review: station acted 1 minute late (due 9 May 2024 at 16:00, "
                                     "done 9 May 2024 at 16:01)\n")));
}

TEST_F(Hours, WhatIsDueNextHasItsTime) {
  write_case("2024-05-07T16:00", "", "2024-05-08");
  EXPECT_THAT(run(), AllOf(HasSubstr("\nDue next\n  Thursday 9 May 2024 at 16:00, in 1 working day\n"),
                           HasSubstr("Warning: Review: station has until Thursday 9 May 2024 at 16:00\n")));
  EXPECT_THAT(proviso({"explain", "custody.proviso", "case.yaml", "--why-not", "review"}).out,
              HasSubstr("It has arisen, and is pending, due on Thursday 9 May 2024 at 16:00."));
}

TEST_F(Hours, ExplainHasTheTimesOfTheCount) {
  write_case("2024-05-07T16:00", "2024-05-09T18:30", "2024-05-10");
  EXPECT_THAT(proviso({"explain", "custody.proviso", "case.yaml", "--duty", "review"}).out,
              AllOf(HasSubstr("  Tuesday 7 May 2024          16:00  it runs from arrived\n"),
                    HasSubstr("  Thursday 9 May 2024         16:00  the last moment in time\n"),
                    HasSubstr("  Thursday 9 May 2024         18:30  done: reviewed\n"),
                    HasSubstr("breach: kept late, 2 hours and 30 minutes late\n")));
}

TEST_F(Hours, ALongLatenessIsToldInDaysAndHoursAreReal) {
  write_case("2024-05-07T16:00", "2024-05-13T10:00", "2024-05-14");
  EXPECT_THAT(run(), HasSubstr("acted 2 working days late"));
  // The clocks are put forward on 31 March: 24 hours from 16:00 are over at 17:00.
  write_case("2024-03-28T16:00", "2024-03-31T17:00", "2024-04-02");
  EXPECT_THAT(run(), HasSubstr("acted 24 hours late (due 30 March 2024 at 16:00, done 31 March 2024 at 17:00)"));
}

TEST_F(Hours, WithoutATimeOfDayOnlyDaysAreKnown) {
  write_case("2024-05-07", "2024-05-10T10:00", "2024-05-10");
  EXPECT_THAT(run(), AllOf(HasSubstr("    somebody is brought in (arrived)\n"), HasSubstr("due Thursday 9 May 2024\n"),
                           HasSubstr("acted 1 working day late (due 9 May 2024, done 10 May 2024)")));
}

TEST_F(Hours, JsonHasThemToo) {
  write_case("2024-05-07T16:00", "2024-05-09T16:01", "2024-05-10");
  const auto document = [&](std::vector<std::string> command, const std::string& schema) {
    command.insert(command.end(), {"--format", "json"});
    const ProcessResult result = proviso(command);
    EXPECT_EQ(testing_support::schema_mistake((repository() / "docs/schema/output" / schema).string(), result.out), "");
    return json::parse(result.out, nullptr, false);
  };
  const json one = document({"run", "custody.proviso", "case.yaml"}, "run-1.schema.json")["cases"][0];
  EXPECT_EQ(one["duties"][0]["due"], "2024-05-09");
  EXPECT_EQ(one["duties"][0]["due_time"], "16:00");
  EXPECT_EQ(one["duties"][0]["late_minutes"], 1);
  EXPECT_EQ(one["timeline"][0]["time"], "16:00");
  EXPECT_EQ(one["timeline"][1]["time"], nullptr);
  const json why = document({"explain", "custody.proviso", "case.yaml", "--duty", "review"}, "explain-1.schema.json");
  EXPECT_EQ(why["instances"][0]["duty"]["due_time"], "16:00");
  EXPECT_EQ(why["instances"][0]["steps"][1]["time"], "16:00");
}

}  // namespace
}  // namespace proviso
