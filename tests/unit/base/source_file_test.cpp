// SPDX-License-Identifier: Apache-2.0
#include "base/source_file.h"

#include <gtest/gtest.h>

namespace proviso {
namespace {

TEST(SourceFile, TurnsOffsetsIntoLinesAndColumnsOfCodePoints) {
  const SourceFile file(FileId{0}, "a.proviso", "one\nzwölf elf\r\nlast");
  EXPECT_EQ(file.position(0).line, 1U);
  EXPECT_EQ(file.position(4).line, 2U);
  EXPECT_EQ(file.position(4).column, 1U);
  // `elf` begins after seven bytes and six code points of its line.
  EXPECT_EQ(file.position(11).column, 7U);
  EXPECT_EQ(file.line(2), "zwölf elf");
  EXPECT_EQ(file.line(3), "last");
  EXPECT_EQ(file.line(4), "");
  EXPECT_EQ(file.line(0), "");
  EXPECT_EQ(file.position(1000).line, 3U);
  EXPECT_EQ(file.offset_of(2, 7), 11U);
  EXPECT_EQ(file.offset_of(9, 0), file.text().size());
}

TEST(SourceFile, AnEmptyFileHasOneLine) {
  const SourceFile file(FileId{0}, "a", "");
  EXPECT_EQ(file.position(0).line, 1U);
  EXPECT_EQ(file.line(1), "");
}

TEST(SourceSet, KeepsReferencesWhileItGrows) {
  SourceSet set;
  const SourceFile& first = set.add("a", "x");
  for (int i = 0; i < 100; ++i) set.add("b", "y");
  EXPECT_EQ(&set[FileId{0}], &first);
  EXPECT_EQ(set.size(), 101U);
}

}  // namespace
}  // namespace proviso
