// SPDX-License-Identifier: Apache-2.0
// Help, version, and command lines that are not right.
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using Usage = Cli;

TEST_F(Usage, VersionIsOneLine) {
  const ProcessResult result = proviso({"--version"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.out, "proviso 0.1.0\n");
  EXPECT_EQ(result.err, "");
}

TEST_F(Usage, HelpNamesEveryCommandAndGoesToStandardOutput) {
  const ProcessResult result = proviso({"--help"});
  EXPECT_EQ(result.exit_code, 0);
  for (const char* command : {"check", "fmt", "test", "run", "explain", "replay", "fit", "diff", "impact", "graph",
                              "export", "deadline", "new"}) {
    EXPECT_THAT(result.out, HasSubstr(std::string("\n  ") + command + " "));
    const ProcessResult own = proviso({command, "--help"});
    EXPECT_EQ(own.exit_code, 0) << command;
    EXPECT_THAT(own.out, HasSubstr(std::string("proviso ") + command)) << command;
    EXPECT_EQ(own.err, "") << command;
  }
}

TEST_F(Usage, NoCommandIsWrong) { EXPECT_REFUSED(proviso({}), HasSubstr("a command is missing")); }

TEST_F(Usage, MisspeltCommandIsNamedWithTheNearest) {
  EXPECT_REFUSED(proviso({"chekc", "x.proviso"}), HasSubstr("there is no command `chekc`; did you mean `check`?"));
  EXPECT_REFUSED(proviso({"frobnicate"}), HasSubstr("the commands are check, fmt"));
}

TEST_F(Usage, MisspeltOptionIsNamedWithTheNearest) {
  EXPECT_REFUSED(proviso({"run", "a.proviso", "b.yaml", "--as-off", "2017-05-05"}),
                 HasSubstr("there is no option `--as-off` for `run`; did you mean `--as-of`?"));
  EXPECT_REFUSED(proviso({"run", "a.proviso", "b.yaml", "--as-off=2017-05-05"}), HasSubstr("did you mean `--as-of`?"));
  EXPECT_REFUSED(proviso({"explain", "a.proviso", "b.yaml", "--dutty", "x"}), HasSubstr("did you mean `--duty`?"));
}

TEST_F(Usage, WhatIsMissingIsNamed) {
  EXPECT_REFUSED(proviso({"check"}), HasSubstr("FILE is required"));
  EXPECT_REFUSED(proviso({"explain", "a.proviso", "b.yaml"}), HasSubstr("--duty is required"));
  EXPECT_REFUSED(proviso({"deadline", "2017-05-05", "1 week", "--calendar"}), HasSubstr("`--calendar` needs a value"));
}

TEST_F(Usage, ValuesAreChecked) {
  EXPECT_REFUSED(proviso({"check", "a.proviso", "--format", "jsn"}), HasSubstr("did you mean `json`?"));
  EXPECT_REFUSED(proviso({"run", "a.proviso", "b.yaml", "--as-of", "2017-02-30"}),
                 HasSubstr("`2017-02-30` is not a day"));
  EXPECT_REFUSED(proviso({"run", "a.proviso", "b.yaml", "--fail-on", "breech"}), HasSubstr("did you mean `breach`?"));
  EXPECT_REFUSED(proviso({"check", "a.proviso", "--calendars", "nowhere"}), HasSubstr("no folder `nowhere`"));
  EXPECT_REFUSED(proviso({"run", "a", "b", "--as-of", "2017-02-03", "--as-of", "2017-02-03"}), HasSubstr("only once"));
}

TEST_F(Usage, FullOrClosedOutputIsAnEnvironmentFailure) {
  const ProcessResult full = proviso({"--help"}, {.output_path = "/dev/full"});
  EXPECT_EQ(full.exit_code, 3);
  EXPECT_THAT(full.err, HasSubstr("the disk is full"));
  const ProcessResult closed = proviso({"--version"}, {.close_output = true});
  EXPECT_EQ(closed.exit_code, 3);
  EXPECT_THAT(closed.err, HasSubstr("cannot be written"));
}

TEST_F(Usage, VerboseSaysWhereCalendarsAreLookedForOnStandardError) {
  const ProcessResult result = proviso({"deadline", "2017-05-05", "1 working day", "--verbose"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.out, "Monday 8 May 2017\n");
  EXPECT_THAT(result.err, HasSubstr("england.yaml"));
}

}  // namespace
}  // namespace proviso
