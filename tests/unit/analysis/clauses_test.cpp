// SPDX-License-Identifier: Apache-2.0
// The checks of single clauses: citations of parameters, examples, rolls.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/check_text.h"

namespace proviso::analysis {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::check_text;

std::string check(const std::string& clauses) {
  return check_text("rules.proviso",
                    "framework f \"F\"\n  calendar england\n  calendar courts for court days\n"
                    "source act \"The Act\"\nparty office \"the office\"\n"
                    "event asked \"asked\"\nevent answered \"answered\"\n" +
                        clauses);
}

std::string versions(const std::string& lines) { return check("parameter p \"Time\"\n" + lines); }

TEST(CitedVersions, ALineAboveTheCiteIsTold) {
  const std::string text = versions(
      "  10 working days from 1 January 2020\n"
      "  5 working days from 1 January 2025\n"
      "  cite act \"4\" unconfirmed\n");
  EXPECT_THAT(text, HasSubstr("warning[PV0412]: the version of `p` from 1 January 2020 cites nothing, and the one from "
                              "1 January 2025 does\n --> rules.proviso:9:3"));
  EXPECT_THAT(text, HasSubstr("put the new line after the `cite` lines of the old one, and give each version its own"));
}

TEST(CitedVersions, ANewLineWithoutItsOwnIsTold) {
  EXPECT_THAT(versions("  10 working days from 1 January 2020\n  cite act \"4\"\n"
                       "  5 working days from 1 January 2025\n"),
              HasSubstr("the version of `p` from 1 January 2025 cites nothing, and the one from 1 January 2020 does"));
}

TEST(CitedVersions, AllOrNoneIsLeftAlone) {
  EXPECT_EQ(versions("  10 working days from 1 January 2020\n  5 working days from 1 January 2025\n"), "");
  EXPECT_EQ(versions("  10 working days from 1 January 2020\n  cite act \"4\"\n"
                     "  5 working days from 1 January 2025\n  cite act \"5\"\n"),
            "");
}

TEST(Expectations, AnExampleWithoutOneIsTold) {
  EXPECT_THAT(check("example \"nothing is asked\"\n  on 1 May 2024 asked\n"),
              HasSubstr("warning[PV0413]: the example \"nothing is asked\" expects nothing, so it cannot fail"));
  EXPECT_EQ(check("example \"e\"\n  on 1 May 2024 asked\n  expect unexpected asked\n"), "");
}

TEST(ExampleTitles, OneThatComesAgainIsToldOnceEach) {
  const std::string one = "example \"e\"\n  on 1 May 2024 asked\n  expect unexpected asked\n";
  const std::string text = check(one + one);
  EXPECT_THAT(text, AllOf(HasSubstr("warning[PV0414]: another example is called \"e\" too\n  --> rules.proviso:11:1"),
                          HasSubstr("rules.proviso:8:1"), HasSubstr("the first one")));
}

std::string rolls(const std::string& lines) {
  return check("duty d \"D\"\n  office must ensure answered within 2 weeks of asked\n" + lines);
}

TEST(Rolls, OneBehindARollWithoutAPeriodIsTold) {
  const std::string text = rolls(
      "  or the next working day when it falls in 1 May 2024 to 3 May 2024\n"
      "  or the next working day\n"
      "  or the next calendar day when it falls in 24 December to 1 January\n"
      "  or the next court day\n");
  EXPECT_THAT(text, AllOf(HasSubstr("warning[PV0415]: this roll is never reached"), HasSubstr("rules.proviso:12:3"),
                          HasSubstr("rules.proviso:13:3"), Not(HasSubstr("--> rules.proviso:10:3"))));
}

TEST(Rolls, OneWithoutAPeriodMayStandLast) {
  EXPECT_EQ(rolls("  or the next calendar day when it falls in 24 December to 1 January\n  or the next working day\n"),
            "");
}

}  // namespace
}  // namespace proviso::analysis
