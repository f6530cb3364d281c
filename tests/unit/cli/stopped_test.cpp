// SPDX-License-Identifier: Apache-2.0
// A case that stops with an error: every command that looks at it says so.
#include <nlohmann/json.hpp>

#include "tests/support/json_schema.h"
#include "tests/support/tree.h"
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using nlohmann::json;
using testing_support::repository;

/// The list is never known, so the case stops on the day of the request.
constexpr std::string_view kAddsToNothing = R"(framework permits "Permits"
  calendar england

party office "the office"

fact papers : list of text

event asked "somebody asks" by office
event given "it is given" by office

trigger note
  when asked then add "form" to papers

duty answer "Answer"
  office must ensure given within 5 working days of asked

duty file "File it"
  office must ensure given within 1 year of given
)";

constexpr std::string_view kTrackThatDoesNotRun = R"(framework permits "Permits"
  calendar england

party office "the office"

event asked "somebody asks" by office
event begun "work begins" by office

track request "The request"

stage waiting "Waiting"
  when asked then go to at-work go to answered

stage answered "Answered"
  end

track work "Work"
  begins when begun

stage at-work "At work"
  end
)";

constexpr std::string_view kNoRest = R"(framework permits "Permits"
  calendar england

party office "the office"

fact fee : number

event asked "somebody asks" by office
  records fee

track request "The request"

stage dear "Dear"
  when fee is more than 5 go to dearer
  may end

stage dearer "Dearer"
  when fee is more than 4 go to dear
)";

class StoppedCase : public Cli {
 protected:
  void SetUp() override {
    folder_.write("permits.proviso", kAddsToNothing);
    folder_.write("case.yaml",
                  "case: one\nframework: permits\nas-of: 2024-05-20\nevents:\n"
                  "  - {on: 2024-05-01, event: asked}\n  - {on: 2024-05-02, event: given}\n");
  }

  ProcessResult test(std::string_view rules, std::string_view example, std::vector<std::string> more = {}) {
    folder_.write("examples.proviso", std::string(rules) + "\n" + std::string(example));
    more.insert(more.begin(), {"test", "examples.proviso"});
    return proviso(more);
  }
};

constexpr std::string_view kWhy =
    "on 1 May 2024 nothing can be added to a list that is not known: `add \"form\" to papers` (permits.proviso:12)";

TEST_F(StoppedCase, RunSaysWhenAndWhyAndJudgesNothingThatWasDueLater) {
  const ProcessResult result = proviso({"run", "permits.proviso", "case.yaml"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.err, "error: case.yaml: " + std::string(kWhy) + "\n");
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("\nstopped on Wednesday 1 May 2024, and nothing after that was looked at: " +
                              std::string(kWhy) + "\n"),
                    HasSubstr("  Thursday 9 May 2024, not judged, because the case stopped before\n    Answer\n")));
}

TEST_F(StoppedCase, ExplainSaysSoAndExitsAsRunDoes) {
  const ProcessResult due = proviso({"explain", "permits.proviso", "case.yaml", "--duty", "answer"});
  EXPECT_EQ(due.exit_code, 2);
  EXPECT_EQ(due.err, "error: case.yaml: " + std::string(kWhy) + "\n");
  EXPECT_THAT(due.out, AllOf(HasSubstr("stopped on Wednesday 1 May 2024"), HasSubstr("the case stopped: on 1 May"),
                             HasSubstr(" pending when the case stopped\n")));
  const ProcessResult none = proviso({"explain", "permits.proviso", "case.yaml", "--duty", "file"});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_THAT(none.out, AllOf(HasSubstr("stopped on Wednesday 1 May 2024"),
                              HasSubstr("has not arisen in this case as of Wednesday 1 May 2024")));
  const ProcessResult why = proviso({"explain", "permits.proviso", "case.yaml", "--why-not", "file"});
  EXPECT_EQ(why.exit_code, 2);
  EXPECT_EQ(why.err, "error: case.yaml: " + std::string(kWhy) + "\n");
  EXPECT_THAT(why.out, HasSubstr("stopped on Wednesday 1 May 2024, and nothing after that was looked at"));
}

TEST_F(StoppedCase, JsonOutputsHaveTheDayAndTheReason) {
  const std::vector<std::string> commands[] = {{"run", "permits.proviso", "case.yaml"},
                                               {"explain", "permits.proviso", "case.yaml", "--duty", "answer"},
                                               {"explain", "permits.proviso", "case.yaml", "--why-not", "file"}};
  const char* schemas[] = {"run", "explain", "why-not"};
  for (std::size_t i = 0; i < 3; ++i) {
    std::vector<std::string> command = commands[i];
    command.insert(command.end(), {"--format", "json"});
    const ProcessResult result = proviso(command);
    EXPECT_EQ(result.exit_code, 2) << schemas[i];
    const std::string schema =
        (repository() / "docs/schema/output" / (std::string(schemas[i]) + "-1.schema.json")).string();
    EXPECT_EQ(testing_support::schema_mistake(schema, result.out), "") << schemas[i];
    const json output = json::parse(result.out, nullptr, false);
    const json& stopped = i == 0 ? output["cases"][0]["stopped"] : output["stopped"];
    EXPECT_EQ(stopped["on"], "2024-05-01") << schemas[i];
    EXPECT_EQ(stopped["because"], kWhy) << schemas[i];
  }
}

TEST_F(StoppedCase, AnExampleFailsEvenIfAllItExpectsCameTrue) {
  const ProcessResult track =
      test(kTrackThatDoesNotRun, "example \"e\"\n  on 1 May 2024 asked\n  expect stage waiting\n");
  EXPECT_EQ(track.exit_code, 1);
  EXPECT_THAT(track.out, AllOf(HasSubstr("  FAILED  e\n    the case stopped, and nothing after that was looked at\n"
                                         "      on 1 May 2024 the track does not run: `go to at-work` "),
                               HasSubstr("1 example: 0 ok, 1 failed"), Not(HasSubstr("expected"))));
  const ProcessResult round = test(kNoRest, "example \"e\"\n  on 1 May 2024 asked with fee 9\n  expect stage dear\n");
  EXPECT_EQ(round.exit_code, 1);
  EXPECT_THAT(round.out, HasSubstr("      the case does not come to rest on 1 May 2024: `"));
}

TEST_F(StoppedCase, AnotherExpectationThatFailsIsToldBesideIt) {
  const std::string_view example =
      "example \"e\"\n  on 1 May 2024 asked\n  on 2 May 2024 given\n  expect answer kept\n";
  const ProcessResult result = test(kAddsToNothing, example);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("the case stopped"), HasSubstr("nothing can be added to a list"),
                                HasSubstr("      expected  answer kept\n      got       pending\n")));
  const ProcessResult as_json = test(kAddsToNothing, example, {"--format", "json"});
  const std::string schema = (repository() / "docs/schema/output/test-1.schema.json").string();
  EXPECT_EQ(testing_support::schema_mistake(schema, as_json.out), "");
  const json one = json::parse(as_json.out, nullptr, false)["files"][0]["examples"][0];
  EXPECT_EQ(one["ok"], false);
  EXPECT_EQ(one["stopped"]["on"], "2024-05-01");
}

}  // namespace
}  // namespace proviso
