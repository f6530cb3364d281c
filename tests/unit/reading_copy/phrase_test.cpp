// SPDX-License-Identifier: Apache-2.0
#include "engine/reading_copy/phrase.h"

#include <gtest/gtest.h>

namespace proviso::reading_copy {
namespace {

TEST(Phrase, KeepsWhatItsWordsName) {
  const Phrase phrase = Phrase("within ") + Phrase("5 days", "#parameter-grace") + " of " + "it";
  EXPECT_EQ(phrase.text(), "within 5 days of it");
  ASSERT_EQ(phrase.pieces().size(), 3U);
  EXPECT_EQ(phrase.pieces()[1].target, "#parameter-grace");
  EXPECT_EQ(phrase.pieces()[2].text, " of it");
}

TEST(Phrase, CanBeAddedToItself) {
  Phrase phrase = "ab";
  phrase += phrase;
  EXPECT_EQ(phrase.text(), "abab");
}

TEST(Phrase, ListsReadAsOne) {
  EXPECT_EQ(joined({}, "or").text(), "");
  EXPECT_EQ(joined({"a"}, "or").text(), "a");
  EXPECT_EQ(joined({"a", "b", "c"}, "or").text(), "a, b or c");
}

TEST(Phrase, BeginsWithACapitalWhereItCan) {
  EXPECT_EQ(capitalised(Phrase("the office", "#x") + " asks").text(), "The office asks");
  EXPECT_EQ(capitalised("“Closed” is reached").text(), "“Closed” is reached");
  EXPECT_EQ(capitalised({}).text(), "");
}

}  // namespace
}  // namespace proviso::reading_copy
