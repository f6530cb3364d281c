// SPDX-License-Identifier: Apache-2.0
// Tables: what a row is, what is refused and where, and that what is written is read back.
#include "engine/replay/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <functional>
#include <string>
#include <vector>

#include "base/civil_date.h"

namespace proviso::replay {
namespace {

using testing::ElementsAre;
using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

struct Reading {
  Rows rows;
  std::vector<std::uint64_t> lines;
  std::vector<CsvFault> faults;
};

Reading read(std::string_view text) {
  Reading reading;
  CsvReader reader(text);
  while (reader.next()) {
    reading.rows.emplace_back(reader.cells().begin(), reader.cells().end());
    reading.lines.push_back(reader.line());
    reading.faults.push_back(reader.fault());
  }
  return reading;
}

struct GoodTable {
  std::string name;
  std::string text;
  Rows rows;
  std::vector<std::uint64_t> lines;
};

class CsvTables : public testing::TestWithParam<GoodTable> {};

TEST_P(CsvTables, AreReadCellByCell) {
  const GoodTable& table = GetParam();
  const Reading reading = read(table.text);
  EXPECT_EQ(reading.rows, table.rows);
  EXPECT_EQ(reading.lines, table.lines);
  EXPECT_THAT(reading.faults, testing::Each(CsvFault::kNone));
}

INSTANTIATE_TEST_SUITE_P(
    Texts, CsvTables,
    testing::Values(
        GoodTable{"Plain", "a,b\n1,2\n", {{"a", "b"}, {"1", "2"}}, {1, 2}},
        GoodTable{"WithoutLastLineEnd", "a,b\n1,2", {{"a", "b"}, {"1", "2"}}, {1, 2}},
        GoodTable{"ReturnsAndLineFeeds", "a,b\r\n1,2\r\n", {{"a", "b"}, {"1", "2"}}, {1, 2}},
        GoodTable{"ReturnsWithQuotes", "\"a\",\"b\"\r\n1,\"2\"\r\n", {{"a", "b"}, {"1", "2"}}, {1, 2}},
        GoodTable{"LastReturnAlone", "a,b\r\n1,2\r", {{"a", "b"}, {"1", "2"}}, {1, 2}},
        GoodTable{"ByteOrderMark",
                  "\xEF\xBB\xBF"
                  "a,b\n1,2\n",
                  {{"a", "b"}, {"1", "2"}},
                  {1, 2}},
        GoodTable{"EmptyCells", "a,b,c\n,,\n", {{"a", "b", "c"}, {"", "", ""}}, {1, 2}},
        GoodTable{"QuotedEmpty", "a\n\"\"\n", {{"a"}, {""}}, {1, 2}},
        GoodTable{"CommaInQuotes", "a,b\n\"1,5\",2\n", {{"a", "b"}, {"1,5", "2"}}, {1, 2}},
        GoodTable{"DoubledQuotes", "a,b\n\"say \"\"so\"\"\",\"\"\"\"\n", {{"a", "b"}, {"say \"so\"", "\""}}, {1, 2}},
        GoodTable{"LinesInQuotes",
                  "a,b\n\"1\n2\",3\n4,\"5\r\n\"\n6,7\n",
                  {{"a", "b"}, {"1\n2", "3"}, {"4", "5\r\n"}, {"6", "7"}},
                  {1, 2, 4, 6}},
        GoodTable{"EmptyLinesAtTheEnd", "a,b\n1,2\n\r\n\n", {{"a", "b"}, {"1", "2"}}, {1, 2}},
        GoodTable{"SpacesStay", "a,b\n 1 ,2\n", {{"a", "b"}, {" 1 ", "2"}}, {1, 2}},
        GoodTable{"OtherLetters", "a,b\né€😀,ß\n", {{"a", "b"}, {"é€😀", "ß"}}, {1, 2}}, GoodTable{"Nothing", "", {}, {}},
        GoodTable{"OnlyAMark", "\xEF\xBB\xBF", {}, {}}, GoodTable{"OnlyLineEnds", "\r\n\n", {}, {}}),
    [](const auto& row) { return row.param.name; });

struct BadTable {
  std::string name;
  std::string text;
  std::uint64_t line;
  CsvFault fault;
  std::size_t cell;
  std::string bytes;       ///< what bytes_of() gives for the cell
  std::size_t rows_after;  ///< well-formed rows behind it
};

class CsvFaults : public testing::TestWithParam<BadTable> {};

TEST_P(CsvFaults, AreFoundWithTheirRowAndCell) {
  const BadTable& table = GetParam();
  CsvReader reader(table.text);
  std::size_t after = 0;
  bool found = false;
  while (reader.next()) {
    if (found) {
      EXPECT_EQ(reader.fault(), CsvFault::kNone) << reader.line();
      ++after;
    } else if (reader.fault() != CsvFault::kNone) {
      found = true;
      EXPECT_EQ(reader.line(), table.line);
      EXPECT_EQ(reader.fault(), table.fault);
      EXPECT_EQ(reader.fault_cell(), table.cell);
      const auto [begin, end] = reader.bytes_of(reader.fault_cell());
      EXPECT_EQ(table.text.substr(begin, end - begin), table.bytes);
    }
  }
  EXPECT_TRUE(found);
  EXPECT_EQ(after, table.rows_after);
}

using namespace std::string_literals;

INSTANTIATE_TEST_SUITE_P(
    Texts, CsvFaults,
    testing::Values(
        BadTable{"TooFewCells", "a,b,c\n1,2,3\n1,2\n4,5,6\n", 3, CsvFault::kTooFewCells, 2, "", 1},
        BadTable{"TooManyCells", "a,b\n1,2,3\n4,5\n", 2, CsvFault::kTooManyCells, 2, "3", 1},
        BadTable{"EmptyLine", "a,b\n\n1,2\n", 2, CsvFault::kEmptyLine, 0, "", 1},
        BadTable{"UnterminatedQuote", "a,b\n1,\"2\n3,4\n", 2, CsvFault::kUnterminatedQuote, 1, "\"2\n3,4\n", 0},
        BadTable{"UnterminatedDoubledQuote", "a,b\n1,\"2\"\"", 2, CsvFault::kUnterminatedQuote, 1, "\"2\"\"", 0},
        BadTable{"LoneQuoteAtTheEnd", "a\n\"", 2, CsvFault::kUnterminatedQuote, 0, "\"", 0},
        BadTable{"TextAfterQuote", "a,b\n1,\"2\"x\n3,4\n", 2, CsvFault::kTextAfterQuote, 1, "\"2\"x", 1},
        BadTable{"TextAfterDoubledQuote", "a,b\n\"1\"\"\"x,2\n3,4\n", 2, CsvFault::kTextAfterQuote, 0, "\"1\"\"\"x", 1},
        BadTable{"QuoteInText", "a,b\n1,2\"3\"\n3,4\n", 2, CsvFault::kQuoteInText, 1, "2\"3\"", 1},
        BadTable{"BareReturn", "a,b\n1,2\r3\n3,4\n", 2, CsvFault::kBareReturn, 1, "2\r3", 1},
        BadTable{"BareReturnBesideQuotes", "a,b\n\"1\",2\r3\n3,4\n", 2, CsvFault::kBareReturn, 1, "2\r3", 1},
        BadTable{"OldLineEnds", "a,b\r1,2\r3,4\r", 1, CsvFault::kBareReturn, 1, "b\r1", 0},
        BadTable{"NulByte", "a,b\n1,2\0\n3,4\n"s, 2, CsvFault::kNulByte, 1, "2\0"s, 1},
        BadTable{"Latin1", "a,b\n1,caf\xE9\n3,4\n", 2, CsvFault::kInvalidUtf8, 1, "caf\xE9", 1},
        BadTable{"InvalidInQuotes", "a,b\n\"1,\n\",\"\xC0\x80\"\n3,4\n", 2, CsvFault::kInvalidUtf8, 1, "\"\xC0\x80\"",
                 1},
        BadTable{"Surrogate", "a\n\xED\xA0\x80\nb\n", 2, CsvFault::kInvalidUtf8, 0, "\xED\xA0\x80", 1},
        BadTable{"PastTheLastCharacter", "a\n\xF4\x90\x80\x80\nb\n", 2, CsvFault::kInvalidUtf8, 0, "\xF4\x90\x80\x80",
                 1},
        BadTable{"CutOffCharacter", "a\nb\n\xE2\x82", 3, CsvFault::kInvalidUtf8, 0, "\xE2\x82", 0}),
    [](const auto& row) { return row.param.name; });

TEST(CsvReader, NamesTheLineOnWhichAnUnterminatedQuoteBegins) {
  CsvReader reader("a\n\"1\n2\"\n\"3\n4\n5");
  ASSERT_TRUE(reader.next());
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.fault(), CsvFault::kNone);
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.fault(), CsvFault::kUnterminatedQuote);
  EXPECT_EQ(reader.line(), 4U);
  EXPECT_FALSE(reader.next());
}

TEST(CsvReader, FindsAMalformedByteAtEveryPlace) {
  for (std::size_t length = 1; length < 40; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      std::string text(length, 'x');
      EXPECT_EQ(find_malformed(text, 0, length), length);
      text[at] = '\0';
      EXPECT_EQ(find_malformed(text, 0, length), at);
      text[at] = '\x80';
      EXPECT_EQ(find_malformed(text, 0, length), at);
    }
  }
}

std::string written(const std::function<void(CsvWriter&)>& write) {
  std::string out;
  CsvWriter writer(out);
  write(writer);
  return out;
}

TEST(CsvWriter, QuotesOnlyWhatMustBe) {
  EXPECT_EQ(written([](CsvWriter& w) {
              w.text("plain text").text("a,b").text("say \"so\"").text("two\nlines").text("").text(" x ");
              w.end_row();
              w.text("é").number(-12).date(*parse_iso_date("0017-05-05")).empty().plain("-").plain("kept");
              w.end_row();
            }),
            "plain text,\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",, x \né,-12,0017-05-05,,-,kept\n");
}

TEST(CsvWriter, DisarmsFormulasInTextOnly) {
  EXPECT_EQ(written([](CsvWriter& w) {
              w.text("=1+1").text("+44").text("-3").text("@x").text("\tx").text("\rx").text("a=b").text("=\"a\"");
              w.end_row();
            }),
            "'=1+1,'+44,'-3,'@x,'\tx,\"'\rx\",a=b,\"'=\"\"a\"\"\"\n");
}

TEST(CsvWriter, KeepsAByteOrderMarkThatBelongsToTheFirstCell) {
  std::string out;
  CsvWriter writer(out);
  writer.plain("\xEF\xBB\xBF").end_row();
  EXPECT_EQ(out, "\"\xEF\xBB\xBF\"\n");
  CsvReader reader(out);
  ASSERT_TRUE(reader.next());
  ASSERT_EQ(reader.cells().size(), 1U);
  EXPECT_EQ(reader.cells()[0], "\xEF\xBB\xBF");
}

TEST(CsvWriter, KeepsARowOfOneEmptyCell) {
  const std::string text = written([](CsvWriter& w) {
    w.plain("a").end_row();
    w.empty().end_row();
    w.plain("b").end_row();
  });
  EXPECT_EQ(text, "a\n\"\"\nb\n");
  EXPECT_EQ(read(text).rows, (Rows{{"a"}, {""}, {"b"}}));
}

/// Cells with everything that is special in a table.
rc::Gen<std::string> cell() {
  return rc::gen::container<std::string>(
      rc::gen::element('a', 'b', ' ', ',', '"', '\n', '\r', '\t', '=', '+', '-', '@', ';', '\'', '1'));
}

TEST(CsvRoundTrip, WhatIsWrittenIsReadBack) {
  rc::check([] {
    const std::size_t width = *rc::gen::inRange<std::size_t>(1, 6);
    const Rows rows = *rc::gen::nonEmpty(rc::gen::container<Rows>(rc::gen::container<Row>(width, cell())));
    std::string text;
    CsvWriter writer(text);
    for (const Row& row : rows) {
      for (const std::string& c : row) writer.plain(c);
      writer.end_row();
    }
    const Reading reading = read(text);
    RC_ASSERT(reading.rows == rows);
    for (const CsvFault fault : reading.faults) RC_ASSERT(fault == CsvFault::kNone);
  });
}

TEST(CsvRoundTrip, TextGainsAtMostAnApostrophe) {
  rc::check([] {
    const std::string content = *cell();
    std::string text;
    CsvWriter writer(text);
    writer.text(content).plain("x");
    writer.end_row();
    const std::string back = read(text).rows.at(0).at(0);
    const bool formula = !content.empty() && std::string_view("=+-@\t\r").find(content[0]) != std::string_view::npos;
    RC_ASSERT(back == (formula ? "'" + content : content));
  });
}

TEST(CsvReader, GivesBytesThatCoverEachCellOfAnyText) {
  rc::check([] {
    const std::string text = *cell();
    CsvReader reader(text);
    std::uint64_t line = 0;
    while (reader.next()) {
      RC_ASSERT(reader.line() > line);
      line = reader.line();
      for (std::size_t i = 0; i <= reader.cells().size(); ++i) {
        const auto [begin, end] = reader.bytes_of(i);
        RC_ASSERT(begin <= end);
        RC_ASSERT(end <= text.size());
      }
      if (reader.fault() != CsvFault::kNone) continue;
      for (std::size_t i = 0; i < reader.cells().size(); ++i) {
        const auto [begin, end] = reader.bytes_of(i);
        const std::string raw = text.substr(begin, end - begin);
        if (raw.empty() || raw[0] != '"') RC_ASSERT(raw == reader[i]);
      }
    }
  });
}

}  // namespace
}  // namespace proviso::replay
