// SPDX-License-Identifier: Apache-2.0
// A duty `for each`: whatever is said of one of its instances says whose it is. Monday 6 May 2024 is a bank holiday.
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

constexpr std::string_view kEach = R"(framework views "Views"
  calendar england

party police "the police"
party fire "the fire brigade"

fact bodies : list of party

event asked "they are asked"
  records bodies
event given "a view is given"

duty view "Give a view"
  for each body in bodies
  body must ensure given within 5 working days of asked
)";

class ForEach : public Cli {
 protected:
  void SetUp() override {
    folder_.write("views.proviso", kEach);
    folder_.write("case.yaml",
                  "case: one\nframework: views\nas-of: 2024-05-03\nevents:\n"
                  "  - {on: 2024-05-01, event: asked, with: {bodies: [police, fire]}}\n"
                  "  - {on: 2024-05-02, event: given, for: police}\n");
  }
};

TEST_F(ForEach, RunNamesThePartyInWhatHappenedAndInWhatIsDue) {
  const ProcessResult result = proviso({"run", "views.proviso", "case.yaml"});
  EXPECT_THAT(result.out, AllOf(HasSubstr("      Give a view: the police: due Thursday 9 May 2024\n"
                                          "      Give a view: the fire brigade: due Thursday 9 May 2024\n"),
                                HasSubstr("      Give a view: the police: kept\n"),
                                HasSubstr("\nDue next\n  Thursday 9 May 2024, in 3 working days\n"
                                          "    Give a view: the fire brigade\n")));
}

TEST_F(ForEach, ExplainNamesThePartyOfEachInstance) {
  EXPECT_THAT(
      proviso({"explain", "views.proviso", "case.yaml", "--duty", "view"}).out,
      AllOf(HasSubstr("\nGive a view (view): the police\n"), HasSubstr("\nGive a view (view): the fire brigade\n")));
}

TEST_F(ForEach, AnExpectationNamesThePartyItIsOf) {
  folder_.write("views.proviso", std::string(kEach) + R"(
example "e"
  on 1 May 2024 asked with bodies police, fire
  as of 10 May 2024
  expect view for fire due 10 May 2024
  expect view for police kept
  expect no findings
)");
  EXPECT_THAT(proviso({"test", "views.proviso"}).out,
              AllOf(HasSubstr("expected  view for fire due 10 May 2024\n      got       due 9 May 2024\n"),
                    HasSubstr("expected  view for police kept\n"),
                    HasSubstr("got       breach of view for police, breach of view for fire\n")));
}

}  // namespace
}  // namespace proviso
