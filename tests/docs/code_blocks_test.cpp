// SPDX-License-Identifier: Apache-2.0
// Finding code blocks in Markdown.
#include "tests/docs/code_blocks.h"

#include <gtest/gtest.h>

namespace proviso {
namespace {

TEST(CodeBlocks, HaveLanguageWordsAndPlace) {
  const auto blocks = code_blocks("a.md", "text\n```proviso wrong\nduty\n  x\n```\nmore\n```\nplain\n```\n");
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[0].where(), "a.md:2");
  EXPECT_EQ(blocks[0].language, "proviso");
  EXPECT_TRUE(blocks[0].says("wrong"));
  EXPECT_EQ(blocks[0].text, "duty\n  x\n");
  EXPECT_EQ(blocks[1].language, "");
}

TEST(CodeBlocks, LoseTheIndentOfTheirList) {
  const auto blocks = code_blocks("a.md", "- item\n\n  ```sh\n  one\n    two\n  ```\n");
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].text, "one\n  two\n");
}

TEST(CodeBlocks, CloseWithAFenceOfTheSameLength) {
  const auto blocks = code_blocks("a.md", "````text\n```proviso\n```\n````\n");
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].text, "```proviso\n```\n");
}

TEST(CodeBlocks, NameTheFileTheyStandIn) {
  const auto blocks = code_blocks("a.md", "```yaml case file case.yaml\n```\n```proviso part\n```\n");
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[0].file_shown(), "case.yaml");
  EXPECT_EQ(blocks[1].file_shown(), "");
}

TEST(Paragraphs, AreReplacedWhereTheFileHasThem) {
  EXPECT_EQ(with_paragraphs("a\n  1\n\nb\n", "a\n  2\n  3\n"), "a\n  2\n  3\n\nb\n");
}

TEST(Paragraphs, ComeBehindTheOneBeforeThemOrAtTheEnd) {
  EXPECT_EQ(with_paragraphs("", "a\n"), "a\n");
  EXPECT_EQ(with_paragraphs("a\n\nb\n", "c\n"), "a\n\nb\n\nc\n");
  EXPECT_EQ(with_paragraphs("a\n\nb\n", "a\n\nc\n\nd\n"), "a\n\nc\n\nd\n\nb\n");
}

}  // namespace
}  // namespace proviso
