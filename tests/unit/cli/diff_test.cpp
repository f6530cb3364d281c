// SPDX-License-Identifier: Apache-2.0
// `proviso diff`: formats, exit codes, calendars, and what it refuses.
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

class Diff : public Cli {
 protected:
  void SetUp() override {
    folder_.write("old.proviso", kRules);
    folder_.write("same.proviso", with(kRules, "  version \"1\"\n", "\n\n  # the first\n  version    \"1\"\n"));
    folder_.write("new.proviso", with(kRules, "within 70 working", "within 50 working"));
  }
};

TEST_F(Diff, SaysWhatDiffersWithBothClauses) {
  const ProcessResult result = proviso({"diff", "old.proviso", "new.proviso"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(
      result.out,
      "visits: 1 change in meaning\n"
      "\n"
      "duties\n"
      "  the time for duty `send-plan` is 50 working days instead of 70 working days; handbook Plans (unconfirmed)\n"
      "    old  old.proviso:34  nursery must ensure plan within 70 working days of letter\n"
      "    new  new.proviso:34  nursery must ensure plan within 50 working days of letter\n");
}

TEST_F(Diff, ExitCodeSaysWhetherTheMeaningDiffers) {
  EXPECT_EQ(proviso({"diff", "old.proviso", "new.proviso", "--exit-code"}).exit_code, 1);
  const ProcessResult same = proviso({"diff", "old.proviso", "same.proviso", "--exit-code"});
  EXPECT_EQ(same.exit_code, 0);
  EXPECT_EQ(same.out, "visits: nothing differs in meaning\n");
  // An example is no part of the meaning.
  folder_.write("example.proviso", with(kRules, "on 18 August 2017 plan", "on 17 August 2017 plan"));
  const ProcessResult example = proviso({"diff", "old.proviso", "example.proviso", "--exit-code"});
  EXPECT_EQ(example.exit_code, 0);
  EXPECT_THAT(example.out, StartsWith("visits: nothing differs in meaning; 1 example differs\n"));
}

TEST_F(Diff, ReadsOneVersionFromStandardInput) {
  const ProcessResult result = proviso({"diff", "-", "new.proviso"}, {.input = std::string(kRules)});
  EXPECT_THAT(result.out, HasSubstr("<standard input>:34"));
  EXPECT_REFUSED(proviso({"diff", "-", "-"}), HasSubstr("one of the two versions, not both"));
}

TEST_F(Diff, WritesAPageThatNeedsNothingElse) {
  const ProcessResult result =
      proviso({"diff", "old.proviso", "new.proviso", "--format", "html", "-o", "changes.html"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.out, "");
  const std::string page = content_of(folder_.path("changes.html"));
  EXPECT_THAT(page, StartsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
  EXPECT_THAT(page, HasSubstr("is 50 working days instead of 70 working days"));
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<link")), HasSubstr("</html>")));
}

TEST_F(Diff, OverwritesNothingThatWasRead) {
  EXPECT_REFUSED(proviso({"diff", "old.proviso", "new.proviso", "-o", "old.proviso"}), HasSubstr("old.proviso"));
  EXPECT_EQ(content_of(folder_.path("old.proviso")), kRules);
}

TEST_F(Diff, RefusesRulesWithMistakes) {
  folder_.write("bad.proviso", with(kRules, "when plan go to closed", "when plan go to nowhere"));
  EXPECT_REFUSED(proviso({"diff", "old.proviso", "bad.proviso"}), HasSubstr("bad.proviso"));
  EXPECT_REFUSED(proviso({"diff", "missing.proviso", "new.proviso"}), HasSubstr("missing.proviso"));
  EXPECT_REFUSED(proviso({"diff", "old.proviso"}), HasSubstr("NEW"));
  EXPECT_REFUSED(proviso({"diff", "old.proviso", "new.proviso", "--format", "htm"}), HasSubstr("did you mean `html`?"));
}

constexpr std::string_view kCalendar = R"(calendar: england
title: "England"
years: {first: 2017, last: 2018}
weekend: [Saturday, Sunday]
holidays:
  - {date: 2017-05-01, name: "Early May bank holiday"}
)";

TEST_F(Diff, AChangeOfTheCalendarIsAChange) {
  folder_.write("before/england.yaml", kCalendar);
  folder_.write("now/england.yaml", std::string(kCalendar) + "  - {date: 2017-06-02, name: \"A new holiday\"}\n");
  const ProcessResult result = proviso(
      {"diff", "old.proviso", "same.proviso", "--exit-code", "--calendars", "now", "--old-calendars", "before"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("calendar `england`: Friday 2 June 2017 is a holiday now, \"A new holiday\"\n"
                                    "    old  before/england.yaml:1  calendar: england\n"
                                    "    new  now/england.yaml:7  - {date: 2017-06-02, name: \"A new holiday\"}\n"));
}

}  // namespace
}  // namespace proviso
