// SPDX-License-Identifier: Apache-2.0
// `What happened`: each day shows what was so on that day. The days are counted by hand; Monday 6 May 2024 is a bank
// holiday.
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

class Timeline : public Cli {
 protected:
  /// What `run` says happened, under a duty and its clauses.
  std::string timeline(std::string_view duty, std::string_view events, const std::string& as_of = "2024-06-10") {
    folder_.write("rules.proviso", std::string(kHead) + std::string(duty));
    folder_.write("case.yaml", "case: one\nframework: permits\nas-of: " + as_of + "\nevents:\n" + std::string(events));
    const ProcessResult result = proviso({"run", "rules.proviso", "case.yaml"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    const std::size_t begin = result.out.find("What happened\n");
    return result.out.substr(begin, result.out.find("\nWhere it stands") - begin);
  }

  static constexpr std::string_view kHead = R"(framework permits "Permits"
  calendar england

party office "the office"

fact sound : yes/no

event asked "somebody asks"
event checked "it is looked at"
  records sound
event more-time "more time is granted"
event given "it is given"

)";
};

TEST_F(Timeline, ADueDateIsShownAsItWasAndAgainWhenItIsMoved) {
  EXPECT_EQ(timeline(R"(duty answer "Answer"
  office must ensure given within 10 working days of asked
  extended by 5 working days when more-time
)",
                     "  - {on: 2024-05-01, event: asked}\n  - {on: 2024-05-08, event: more-time}\n", "2024-05-10"),
            R"(What happened
  Wednesday 1 May 2024
    somebody asks (asked)
      Answer: due Thursday 16 May 2024
  Wednesday 8 May 2024
    more time is granted (more-time)
      Answer: now due Thursday 23 May 2024
)");
}

TEST_F(Timeline, AnotherDateInsteadIsShownToo) {
  EXPECT_THAT(timeline(R"(duty answer "Answer"
  office must ensure given within 10 working days of asked
  due instead 3 June 2024 when more-time
)",
                       "  - {on: 2024-05-01, event: asked}\n  - {on: 2024-05-08, event: more-time}\n", "2024-05-10"),
              HasSubstr("    more time is granted (more-time)\n      Answer: now due Monday 3 June 2024\n"));
}

TEST_F(Timeline, AClockThatStopsAndGoesOnHasALineForEach) {
  // The 8th, 9th and 10th are stopped: ten working days are the 2nd, 3rd, 7th, 13th to 17th, 20th and 21st.
  EXPECT_EQ(timeline(R"(duty answer "Answer"
  office must ensure given within 10 working days of asked
  clock stops while sound
)",
                     "  - {on: 2024-05-01, event: checked, with: {sound: no}}\n"
                     "  - {on: 2024-05-01, event: asked}\n"
                     "  - {on: 2024-05-08, event: checked, with: {sound: yes}}\n"
                     "  - {on: 2024-05-10, event: checked, with: {sound: no}}\n",
                     "2024-05-13"),
            R"(What happened
  Wednesday 1 May 2024
    it is looked at (checked); sound: no
    somebody asks (asked)
      Answer: due Thursday 16 May 2024
  Wednesday 8 May 2024
    it is looked at (checked); sound: yes
      Answer: the clock stands still
  Friday 10 May 2024
    it is looked at (checked); sound: no
      Answer: the clock goes on, now due Tuesday 21 May 2024
)");
}

TEST_F(Timeline, AStandingDutyIsNotDueBeforeItIsBroken) {
  EXPECT_EQ(timeline(R"(duty keep "Keep it sound"
  office must ensure that sound from asked
)",
                     "  - {on: 2024-05-01, event: checked, with: {sound: yes}}\n"
                     "  - {on: 2024-05-01, event: asked}\n"
                     "  - {on: 2024-05-14, event: checked, with: {sound: no}}\n"
                     "  - {on: 2024-05-16, event: checked, with: {sound: yes}}\n"),
            R"(What happened
  Wednesday 1 May 2024
    it is looked at (checked); sound: yes
    somebody asks (asked)
  Tuesday 14 May 2024
    it is looked at (checked); sound: no
      Keep it sound: breach
  Thursday 16 May 2024
    it is looked at (checked); sound: yes
      Keep it sound: kept late
)");
}

}  // namespace
}  // namespace proviso
