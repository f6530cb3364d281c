// SPDX-License-Identifier: Apache-2.0
// The checks on rule text, as an author meets them: which clause the message points at.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/check_text.h"

namespace proviso::analysis {
namespace {

using ::testing::HasSubstr;
using testing_support::check_text;

std::string check(const std::string& clauses) {
  return check_text("rules.proviso",
                    "framework f \"F\"\n\n"
                    "fact weaknesses : list of text\n"
                    "fact progress : one of sufficient, insufficient\n"
                    "fact wsoa-required : yes/no means count of weaknesses is more than 0\n"
                    "event letter-received records weaknesses\n"
                    "event revisit-letter records progress\n\n"
                    "track inspection\n\n" +
                        clauses);
}

TEST(RuleText, ThatIsCorrectIsLeftAlone) {
  EXPECT_EQ(check("stage reporting\n"
                  "  when letter-received if wsoa-required go to drafting\n"
                  "  when letter-received otherwise go to closed\n"
                  "stage drafting\n"
                  "  when revisit-letter if progress is sufficient go to closed\n"
                  "  when revisit-letter if progress is insufficient go to reporting\n"
                  "stage closed\n"
                  "  end\n"),
            "");
}

TEST(RuleText, WithOverlappingMovesIsPointedAt) {
  const std::string text = check(
      "stage reporting\n"
      "  when letter-received if wsoa-required go to drafting\n"
      "  when letter-received go to closed\n"
      "stage drafting\n"
      "  may end\n"
      "stage closed\n"
      "  end\n");
  EXPECT_THAT(text, HasSubstr("error[PV0403]: on `letter-received` two moves of stage `reporting` both match when "
                              "`count of weaknesses is 1`, so that `wsoa-required is yes`"));
  EXPECT_THAT(text, HasSubstr("rules.proviso:13:3"));
}

TEST(RuleText, WithStagesOutOfPlaceIsPointedAt) {
  const std::string text = check(
      "stage reporting\n"
      "  when letter-received go to drafting\n"
      "stage drafting\n"
      "stage lost\n"
      "  end\n"
      "  when letter-received go to drafting\n"
      "track nothing\n");
  EXPECT_THAT(text, HasSubstr("error[PV0401]: no case can reach stage `lost`"));
  EXPECT_THAT(text, HasSubstr("error[PV0402]: stage `drafting` has no way out"));
  EXPECT_THAT(text, HasSubstr("error[PV0404]: track `nothing` has no stages"));
  EXPECT_THAT(text, HasSubstr("error[PV0405]: stage `lost` says `end`"));
}

// What actions do to tracks.

TEST(RuleText, AStageThatAnActionGoesToIsReached) {
  EXPECT_EQ(check("trigger recall when letter-received then go to recalled\n"
                  "stage reporting\n  may end\nstage recalled\n  end\n"),
            "");
  EXPECT_EQ(check("stage reporting\n  trigger recall when letter-received then go to recalled\n  may end\n"
                  "stage recalled\n  end\n"),
            "");
}

TEST(RuleText, AStageThatAnActionLeavesHasAWayOut) {
  EXPECT_EQ(check("trigger recall when letter-received then go to recalled\n"
                  "stage reporting\nstage recalled\n  end\n"),
            "");
  EXPECT_EQ(check("trigger stop when letter-received then end inspection\nstage reporting\n"), "");
  EXPECT_EQ(check("trigger stop when letter-received then close case\nstage reporting\n"), "");
  EXPECT_THAT(check("trigger back when letter-received then go to reporting\nstage reporting\n"),
              HasSubstr("nothing leads out of the round `reporting` → `reporting`"));
}

TEST(RuleText, AnActionInOneStageLeavesNoOther) {
  EXPECT_THAT(check("stage reporting\n  when letter-received go to stuck\n"
                    "  trigger stop when revisit-letter then end inspection\nstage stuck\n"),
              HasSubstr("stage `stuck` has no way out"));
}

// What cannot be told from the rules alone is neither proved nor refuted.

TEST(RuleText, OpenConditionsAreLeftAlone) {
  for (const char* const condition :
       {"weekday of today is Monday", "number of letter-received since 1 May 2017 is 1",
        "total of size over sized is 3", "today after 1 May 2017", "weeks from date of letter-received to today is 3",
        "risk is high", "longest run of wsoa-required from date of letter-received to today is more than 3",
        "send is missed"}) {
    const std::string text = check_text(
        "rules.proviso",
        "framework f\nparty p\nfact weaknesses : list of text\nfact size : number\nfact risk : one of high, low\n"
        "fact wsoa-required : yes/no means count of weaknesses is more than 0\n"
        "event letter-received records weaknesses\nevent sized records size\n"
        "decide risk from size hit first row 3 gives high row - gives low\n"
        "duty send p must ensure sized within 2 weeks of letter-received\n"
        "track t\nstage a\n  when sized if " +
            std::string(condition) +
            " go to b\n  when sized if wsoa-required go to c\nstage b\n  end\nstage c\n  end\n");
    EXPECT_EQ(text, "") << condition;
  }
}

TEST(RuleText, TheSameParameterComesAtTheSameTime) {
  const std::string head = "parameter grace\n  1 week from 1 May 2017\n";
  const std::string text =
      check_text("rules.proviso", "framework f\n" + head +
                                      "track t\nstage a\n  after the grace go to b\n  after the grace go to c\n"
                                      "stage b\n  end\nstage c\n  end\n");
  EXPECT_THAT(text, HasSubstr("after the grace in this stage this move is never taken"));
}

}  // namespace
}  // namespace proviso::analysis
