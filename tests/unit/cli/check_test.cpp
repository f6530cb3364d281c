// SPDX-License-Identifier: Apache-2.0
// Mistakes in rule files: all of them, at their place, with what to do.
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using Check = Cli;

TEST_F(Check, GoodFileHasNoMistakes) {
  folder_.write("visits.proviso", kRules);
  const ProcessResult result = proviso({"check", "visits.proviso"});
  EXPECT_EQ(result.exit_code, 0) << result.out;
  EXPECT_EQ(result.out, "visits.proviso: no mistakes (4 stages, 2 duties, 1 example)\n");
  EXPECT_EQ(result.err, "");
}

TEST_F(Check, MistakesOfEveryKindAreReportedInOneRun) {
  std::string text = with(kRules, "within 10 working days of visit", "within 10 days of visit");  // wording
  text = with(text, "when plan go to closed", "when plna go to closed");                          // names
  text = with(text, "nursery must ensure", "nurserie must ensure");
  text = with(text, "outcome is weak", "outcome is waek");
  folder_.write("visits.proviso", text);
  const ProcessResult result = proviso({"check", "visits.proviso"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("error[PV0103]"), HasSubstr("did you mean `plan`?"),
                                HasSubstr("did you mean `nursery`?"), HasSubstr("error[PV0206]"),
                                HasSubstr("visits.proviso:19:"), HasSubstr("4 errors in visits.proviso\n")));
  EXPECT_EQ(result.err, "");
}

TEST_F(Check, NoMistakeIsReportedThatAnotherMayHaveCaused) {
  // The event's clause cannot be read, so nothing is said of the clauses that name it.
  folder_.write("visits.proviso", with(kRules, "event plan \"the nursery", "event plan the nursery"));
  const ProcessResult result = proviso({"check", "visits.proviso"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, Not(HasSubstr("PV02")));
  EXPECT_THAT(result.out, Not(HasSubstr("PV04")));
}

TEST_F(Check, EveryFileIsCheckedAndTheGravestExitCodeStands) {
  folder_.write("good.proviso", kRules);
  folder_.write("bad.proviso", with(kRules, "go to closed", "closed"));
  const ProcessResult result = proviso({"check", "good.proviso", "missing.proviso", "bad.proviso"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.out, AllOf(HasSubstr("good.proviso: no mistakes"), HasSubstr("bad.proviso\n")));
  EXPECT_THAT(result.err, HasSubstr("there is no file `missing.proviso`"));
}

TEST_F(Check, UnreadableInputIsNotAMistakeOfTheAuthor) {
  EXPECT_REFUSED(proviso({"check", "missing.proviso"}), HasSubstr("there is no file `missing.proviso`"));
  EXPECT_REFUSED(proviso({"check", "."}), HasSubstr("is a folder"));
}

TEST_F(Check, UnknownCalendarIsAMistakeWithTheNearestName) {
  folder_.write("visits.proviso", with(kRules, "calendar england", "calendar englnad"));
  const ProcessResult result = proviso({"check", "visits.proviso"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("error[PV0205]: there is no calendar `englnad`"),
                                HasSubstr("visits.proviso:3:12"), HasSubstr("did you mean `england`?")));
}

TEST_F(Check, CalendarBesideTheRuleFileComesFirstAndItsMistakesCount) {
  folder_.write("rules/visits.proviso", kRules);
  folder_.write("rules/calendars/england.yaml", "calendar: england\ntitle: &a mine\n");
  const ProcessResult result = proviso({"check", "rules/visits.proviso"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("PV0502"), HasSubstr("rules/calendars/england.yaml:2:")));
}

TEST_F(Check, StandardInputIsADash) {
  const ProcessResult result = proviso({"check", "-"}, {.input = std::string(kRules)});
  EXPECT_EQ(result.exit_code, 0) << result.out;
  EXPECT_THAT(result.out, StartsWith("<standard input>: no mistakes"));
}

TEST_F(Check, HostileFilesGiveAClearMistakeAndEnd) {
  const std::pair<std::string, std::string> files[] = {
      {"empty", ""},
      {"nul", std::string("framework x\0y", 13)},
      {"utf8", "framework x \"\xff\xfe\""},
      {"unterminated", "framework x \"no end\n"},
      {"long-line", "framework x \"" + std::string(std::size_t{10} << 20U, 'a')},
      {"brackets", "framework x\nfact a : yes/no means " + std::string(100'000, '(')},
  };
  for (const auto& [name, text] : files) {
    folder_.write(name, text);
    const ProcessResult result = proviso({"check", name});
    EXPECT_EQ(result.exit_code, 1) << name << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("error[PV01"), HasSubstr("in " + name + "\n"))) << name;
    EXPECT_LT(result.out.size(), 20'000U) << name;
  }
}

TEST_F(Check, FullDiskIsAnEnvironmentFailure) {
  folder_.write("visits.proviso", kRules);
  const ProcessResult result = proviso({"check", "visits.proviso"}, {.output_path = "/dev/full"});
  EXPECT_EQ(result.exit_code, 3);
}

}  // namespace
}  // namespace proviso
