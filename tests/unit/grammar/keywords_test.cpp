// SPDX-License-Identifier: Apache-2.0
// Which words are keywords, and which may be names.
#include "grammar/keywords.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

namespace proviso {
namespace {

TEST(Keywords, AreSortedAndFound) {
  EXPECT_TRUE(std::is_sorted(grammar::keywords().begin(), grammar::keywords().end()));
  for (const std::string_view word : grammar::keywords()) EXPECT_TRUE(grammar::is_keyword(word)) << word;
  for (const std::string_view word : {"May", "on-site", "", "a", "zzz", "duties", "yesterday"}) {
    EXPECT_FALSE(grammar::is_keyword(word)) << word;
  }
}

TEST(Names, AreSmallLettersDigitsAndSingleHyphens) {
  for (const std::string_view word : {"a", "a1", "on-site", "a-1"}) EXPECT_TRUE(grammar::is_name(word)) << word;
  for (const std::string_view word : {"", "A", "1a", "-a", "a-", "a--b", "a_b", "caf\xC3\xA9"}) {
    EXPECT_FALSE(grammar::is_name(word)) << word;
  }
}

}  // namespace
}  // namespace proviso
