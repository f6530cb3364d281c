// SPDX-License-Identifier: Apache-2.0
#include "engine/program/value.h"

#include <gtest/gtest.h>

namespace proviso {
namespace {

TEST(ValuePool, KeepsEachTextAndListOnce) {
  ValuePool pool;
  const Value a = pool.text("north");
  EXPECT_EQ(pool.text("north"), a);
  EXPECT_NE(pool.text("south"), a);
  EXPECT_EQ(pool.text_of(a), "north");
  const Value list = pool.list({a, pool.text("south")});
  EXPECT_EQ(pool.list({a, pool.text("south")}), list);
  EXPECT_EQ(pool.items_of(list).size(), 2U);
}

TEST(ValuePool, SeesWhatLiesBelowAndClearsOnlyItsOwn) {
  ValuePool below;
  const Value rule = below.text("from the rules");
  ValuePool pool(&below);
  EXPECT_EQ(pool.text("from the rules"), rule);
  const Value own = pool.text("from the case");
  EXPECT_NE(own, rule);
  EXPECT_EQ(pool.text_of(own), "from the case");
  EXPECT_EQ(pool.text_of(rule), "from the rules");
  pool.clear();
  EXPECT_EQ(pool.text("another"), own);  // handles are used again after clear()
  EXPECT_EQ(pool.text_of(pool.text("from the rules")), "from the rules");
}

TEST(Value, HoldsDurationsWhole) {
  for (const Unit unit : {Unit::kWorkingDays, Unit::kCalendarDays, Unit::kWeeks, Unit::kMonths, Unit::kYears}) {
    EXPECT_EQ(Value::duration({100'000, unit}).as_duration(), (Duration{100'000, unit}));
  }
}

}  // namespace
}  // namespace proviso
