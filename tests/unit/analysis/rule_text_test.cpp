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

}  // namespace
}  // namespace proviso::analysis
