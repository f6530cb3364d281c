// SPDX-License-Identifier: Apache-2.0
#include "proviso/rule_set.h"

#include <gtest/gtest.h>

#include "tests/unit/run/small_rules.h"

namespace proviso {
namespace {

using testing_support::kSmallRules;
using testing_support::small_calendar;
using testing_support::small_rules;

TEST(RuleSet, SaysWhatItHolds) {
  const RuleSet rules = small_rules();
  EXPECT_EQ(rules.name(), "small-rules");
  EXPECT_EQ(rules.title(), "Small rules");
  EXPECT_EQ(rules.events(), (std::vector<std::string>{"asked", "answered", "closed-down", "loop-begins"}));
  EXPECT_EQ(rules.duties(), (std::vector<std::string>{"answer", "in-time"}));
}

TEST(RuleSet, MistakesComeBackRenderedWithTheirPlaces) {
  const auto rules = RuleSet::compile(
      "bad.proviso", "framework f\nduty d \"D\" p must ensure a within 1 week of b\ntrack t\nstage s\n may end\n", {});
  ASSERT_FALSE(rules.has_value());
  EXPECT_EQ(rules.error().code, ErrorCode::kInvalidRules);
  EXPECT_NE(rules.error().message.find("bad.proviso:2:12"), std::string::npos) << rules.error().message;
}

TEST(RuleSet, ACalendarThatIsNotGivenIsNamed) {
  const auto rules = RuleSet::compile("small.proviso", kSmallRules, {});
  ASSERT_FALSE(rules.has_value());
  EXPECT_EQ(rules.error().code, ErrorCode::kNotFound);
  EXPECT_NE(rules.error().message.find("`small`"), std::string::npos);
}

TEST(RuleSet, ACalendarThatContradictsItselfIsRefused) {
  auto calendars = small_calendar();
  calendars.front().weekend.clear();
  calendars.front().first_year = 2019;
  EXPECT_FALSE(RuleSet::compile("small.proviso", kSmallRules, calendars).has_value());
}

}  // namespace
}  // namespace proviso
