// SPDX-License-Identifier: Apache-2.0
// Names are numbered in the order in which they first come, and found again.
#include "engine/replay/name_table.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace proviso::replay {
namespace {

TEST(NameTable, NumbersNamesInOrderOfFirstAppearance) {
  NameTable names;
  EXPECT_EQ(names.find("a"), NameTable::kAbsent);
  EXPECT_EQ(names.add("b"), (std::pair<std::uint32_t, bool>{0, true}));
  EXPECT_EQ(names.add("a"), (std::pair<std::uint32_t, bool>{1, true}));
  EXPECT_EQ(names.add("b"), (std::pair<std::uint32_t, bool>{0, false}));
  EXPECT_EQ(names.add(""), (std::pair<std::uint32_t, bool>{2, true}));
  EXPECT_EQ(names.find(""), 2U);
  EXPECT_EQ(names.find("a"), 1U);
  EXPECT_EQ(names.size(), 3U);
  EXPECT_EQ(names[0], "b");
  EXPECT_EQ(names[2], "");
}

TEST(NameTable, AgreesWithAMap) {
  EXPECT_TRUE(rc::check([](const std::vector<std::string>& added, const std::vector<std::string>& sought) {
    NameTable names;
    std::map<std::string, std::uint32_t> expected;
    for (const std::string& name : added) {
      const auto [entry, is_new] = expected.try_emplace(name, static_cast<std::uint32_t>(expected.size()));
      RC_ASSERT(names.add(name) == std::pair(entry->second, is_new));
    }
    RC_ASSERT(names.size() == expected.size());
    for (const auto& [name, number] : expected) RC_ASSERT(names[number] == name);
    for (const std::string& name : sought) {
      const auto found = expected.find(name);
      RC_ASSERT(names.find(name) == (found == expected.end() ? NameTable::kAbsent : found->second));
    }
  }));
}

TEST(NameTable, KeepsAHundredThousandNames) {
  NameTable names;
  for (std::uint32_t i = 0; i < 100'000; ++i) ASSERT_EQ(names.add("case-" + std::to_string(i)).first, i);
  for (std::uint32_t i = 0; i < 100'000; i += 97) ASSERT_EQ(names.find("case-" + std::to_string(i)), i);
}

}  // namespace
}  // namespace proviso::replay
