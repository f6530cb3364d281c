// SPDX-License-Identifier: Apache-2.0
// The guard: what it lets through as which tree, and what it refuses, each with its code, line and column.
#include "engine/documents/yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>

#include "tests/unit/documents/document.h"

namespace proviso {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::Not;

struct Bad {
  std::string name;
  std::string text;
  std::vector<std::string> problems;
  std::string says;

  friend std::ostream& operator<<(std::ostream& out, const Bad& bad) { return out << bad.name; }
};

class YamlRefuses : public testing::TestWithParam<Bad> {};

TEST_P(YamlRefuses, WithCodeAndPlace) {
  const auto read = read_document(GetParam().text, read_yaml);
  EXPECT_FALSE(read.value.has_value());
  EXPECT_THAT(read.problems, ElementsAreArray(GetParam().problems)) << read.rendered;
  EXPECT_THAT(read.rendered, HasSubstr(GetParam().says));
  EXPECT_THAT(read.rendered, Not(HasSubstr("::\n"))) << "a name from the library's source";
}

std::string alias_bomb() {
  std::string text = "a: &a [x, x]\n";
  for (char c = 'b'; c <= 'j'; ++c) {
    text += fmt::format("{0}: &{0} [*{1}, *{1}]\n", c, static_cast<char>(c - 1));
  }
  return text;
}

INSTANTIATE_TEST_SUITE_P(
    Forbidden, YamlRefuses,
    testing::Values(Bad{"Anchor", "a: &x 1\n", {"PV0502 1:4"}, "`&` begins an anchor"},
                    Bad{"Alias", "a: 1\nb: *a\n", {"PV0502 2:4"}, "`*` begins an alias"},
                    Bad{"AnchorAndAlias", "a: &x 1\nb: *x\n", {"PV0502 1:4", "PV0502 2:4"}, "write the value out"},
                    Bad{"Cycle", "&a [*a]\n", {"PV0502 1:1", "PV0502 1:5"}, "`*` begins an alias"},
                    Bad{"Emphasis", "a: *urgent*\n", {"PV0502 1:4"}, "put text that begins with `*` in quotes"},
                    Bad{"Ampersand", "a: & b\n", {"PV0502 1:5"}, "put text that begins with `&` in quotes"},
                    Bad{"Tag", "a: !!str 5\n", {"PV0502 1:4"}, "`!` begins a tag"},
                    Bad{"LocalTag", "a: !event {b: 1}\n", {"PV0502 1:4"}, "`!` begins a tag"},
                    Bad{"VerbatimTag", "a: !<tag:x> 5\n", {"PV0502 1:4"}, "`!` begins a tag"},
                    Bad{"TagWithoutValue", "a: !x\nb: 1\n", {"PV0502 1:4"}, "`!` begins a tag"},
                    Bad{"BareExclamation", "a: ! b\n", {"PV0502 1:4"}, "put text that begins with `!` in quotes"}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    NotWellFormed, YamlRefuses,
    testing::Values(
        Bad{"QuoteClosedByTheNext",
            "case: \"a\nframework: \"f\"\n",
            {"PV0501 2:13"},
            "does not go on from the keys above"},
        Bad{"DoubleQuoteToTheEnd", "case: \"a\nevents: []\n", {"PV0501 1:7"}, "a quoted text does not end"},
        Bad{"SingleQuoteToTheEnd", "case: 'it''s\n", {"PV0501 1:7"}, "a quoted text does not end"},
        Bad{"QuoteInBrackets", "# \"x\na: [\"b, c]", {"PV0501 2:5"}, "a quoted text does not end"},
        Bad{"TabIndentation", with_tabs("events:\n_on: 2017-05-05\n"), {"PV0501 2:1"}, "indent with spaces"},
        Bad{"TabUnderSpaces", with_tabs("a:\n  b: 1\n__c: 2\n"), {"PV0501 3:1"}, "indent with spaces"},
        Bad{"SecondColon", "title: part 1: aims\n", {"PV0501 1:14"}, "put text with `: ` in it in quotes"},
        Bad{"OutOfLine", "a: 1\n b: 2\n", {"PV0501 2:3"}, "check the indentation"},
        Bad{"BracketNotClosed", "a: [1, 2\nb: 3\n", {"PV0501 2:2"}, "it is opened here"},
        Bad{"BraceNotClosed", "a: {b: 1\nc: 2\n", {"PV0501 2:2"}, "a `{` is not closed"},
        Bad{"RootBraceNotClosed", "{a: 1\n", {"PV0501 2:1"}, "a `{` is not closed"},
        Bad{"BracketTooMany", "a: ]\n", {"PV0501 1:4"}, "this bracket closes nothing"},
        Bad{"AtSign", "a: @x\n", {"PV0501 1:4"}, "put the text in quotes"},
        Bad{"Backtick", "a: `x`\n", {"PV0501 1:4"}, "put the text in quotes"},
        Bad{"ListOnKeyLine", "a: - b\n", {"PV0501 1:4"}, "begin the list on a line of its own"},
        Bad{"TextAfterQuote", "a: \"x\" y\n", {"PV0501 1:8"}, "does not go on from the keys above"},
        Bad{"UnknownEscape", "a: \"c:\\data\"\n", {"PV0501 1:7"}, "use single quotes"},
        Bad{"UnknownHexEscape", "a: \"\\xZZ\"\n", {"PV0501 1:5"}, "use single quotes"},
        Bad{"BlockHeader", "a: | b\n  c\n", {"PV0501 1:6"}, "must begin on the next line"},
        Bad{"MarkerInQuotes", "a: 'x\n---\ny'\n", {"PV0501 1:4"}, "end the quoted text before it"},
        Bad{"TwoDocuments", "a: 1\n---\nb: 2\n", {"PV0501 2:1"}, "a second document begins here"},
        Bad{"TwoDocumentsByDots", "a: 1\n...\nb\n", {"PV0501 3:1"}, "a second document begins here"},
        Bad{"TextAfterTheEnd", "{a: 1} x\n", {"PV0501 1:8"}, "the document has ended before this"},
        Bad{"KeyAfterList", "- a\nb: c\n", {"PV0501 2:1"}, "the document has ended before this"},
        Bad{"Nul", "a: 1\0\n"s, {"PV0501 1:5"}, "a control character (0x00)"},
        Bad{"NulEscape", "a: \"\\0\"\n", {"PV0501 1:4"}, "leave the escape out"},
        Bad{"EndOfTransmission", "a: 1\x04\nb: 2\n", {"PV0501 1:5"}, "a control character (0x04)"},
        Bad{"Latin1", "a: caf\xe9\n", {"PV0501 1:7"}, "save the file as text in UTF-8"},
        Bad{"Utf16",
            "\xff\xfe"
            "a\0:\0"s,
            {"PV0501 1:1"},
            "save the file as text in UTF-8"},
        Bad{"OverlongUtf8", "a: \xc0\xaf\n", {"PV0501 1:4"}, "is not UTF-8"},
        Bad{"SurrogateUtf8", "a: \xed\xa0\x80\n", {"PV0501 1:4"}, "is not UTF-8"},
        Bad{"Empty", "", {"PV0501 1:1"}, "the document is empty"},
        Bad{"CommentOnly", "# nothing\n", {"PV0501 1:1"}, "the document is empty"},
        Bad{"Null", "null\n", {"PV0501 1:1"}, "the document is empty"}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Keys, YamlRefuses,
    testing::Values(
        Bad{"Twice", "a: 1\nb: 2\na: 3\n", {"PV0503 3:1"}, "it is first given here"},
        Bad{"TwiceInBraces", "a: {b: 1, c: 2, b: 3, b: 4}\n", {"PV0503 1:17", "PV0503 1:23"}, "key `b` is given twice"},
        Bad{"TwiceQuotedAndNot", "a: 1\n\"a\": 2\n", {"PV0503 2:1"}, "leave one of them out"},
        Bad{"ListAsKey", "? [a]\n: b\n{c: d}: e\n", {"PV0507 1:3", "PV0507 3:1"}, "a key must be a word or a text"},
        Bad{"NullAsKey", "~: 1\nnull: 2\n", {"PV0507 1:1", "PV0507 2:1"}, "a key must be a word or a text"}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Bounds, YamlRefuses,
    testing::Values(
        Bad{"Depth65", repeated("[", 65) + repeated("]", 65), {"PV0504 1:65"}, "more than 64 deep"},
        Bad{"Depth65InKeys", repeated("{a: ", 65) + "1" + repeated("}", 65), {"PV0504 1:257"}, "more than 64 deep"},
        Bad{"Depth65InItems", repeated("- ", 65) + "x\n", {"PV0504 1:129"}, "more than 64 deep"},
        Bad{"Bytes", "a: 1\n" + std::string(kMostYamlBytes, '#'), {"PV0504 1:1"}, "8388608 is the most"}),
    [](const auto& tested) { return tested.param.name; });

TEST(YamlGuard, StopsAnAliasBombAtItsAnchors) {
  const auto read = read_document(alias_bomb(), read_yaml);
  EXPECT_FALSE(read.value.has_value());
  ASSERT_EQ(read.problems.size(), 20U) << "it is not read on";
  EXPECT_EQ(read.problems.front(), "PV0502 1:4");
}

TEST(YamlGuard, StopsAtDepthLongBeforeTheLibraryDoes) {
  for (const char* open : {"[", "{a: ", "- ", "? ", "[{a: "}) {
    const auto read = read_document(repeated(open, 100'000), read_yaml);
    EXPECT_FALSE(read.value.has_value());
    ASSERT_EQ(read.problems.size(), 1U) << read.rendered;
    EXPECT_TRUE(read.problems.front().starts_with("PV0504")) << open << read.problems.front();
  }
}

TEST(YamlGuard, CountsValues) {
  // The list itself is one of them.
  EXPECT_TRUE(read_document("[" + repeated("0,", kMostYamlNodes - 1) + "]", read_yaml).value.has_value());
  const auto read = read_document("[" + repeated("0,", kMostYamlNodes) + "]", read_yaml);
  EXPECT_FALSE(read.value.has_value());
  EXPECT_THAT(read.problems, ElementsAre("PV0504 1:2000000"));
  EXPECT_THAT(read.rendered, HasSubstr("divide it into several files"));
}

TEST(YamlGuard, StopsAfterTooManyProblems) {
  EXPECT_EQ(read_document(repeated("a: 1\n", 10'000), read_yaml).problems.size(), kMostDocumentProblems);
  EXPECT_EQ(read_document(repeated("[a]: 1\n", 10'000), read_yaml).problems.size(), kMostDocumentProblems);
}

TEST(Yaml, AllowsSixtyFourLevels) {
  EXPECT_TRUE(read_document(repeated("[", 64) + repeated("]", 64), read_yaml).value.has_value());
  EXPECT_TRUE(read_document(repeated("- ", 64) + "x\n", read_yaml).value.has_value());
}

TEST(Yaml, GivesTheTreeAsWritten) {
  const std::string text =
      "\xEF\xBB\xBF"
      "case: \"a \\\"b\\\" \xC3\xA4\"\r\n"
      "note: two\r\n  lines\r\n"
      "list: [x, 'it''s', 0777]\r\n"
      "block: |\r\n  one\r\n  two\r\n"
      "NO: no\r\n"
      "empty:\r\n"
      "null-like: ~\r\n";
  SourceSet sources;
  const SourceFile& file = sources.add("a.yaml", text);
  DiagnosticReport report;
  const auto root = read_yaml(file, report);
  ASSERT_TRUE(root.has_value()) << render_text(report, sources);
  ASSERT_EQ(root->kind, YamlValue::Kind::kMap);
  const auto written = [&](Span span) { return text.substr(span.begin, span.end - span.begin); };

  EXPECT_EQ(root->entries.front().key.text, "case");
  EXPECT_EQ(written(root->entries.front().key.span), "case");
  EXPECT_EQ(root->find("case")->text, "a \"b\" \xC3\xA4");
  EXPECT_TRUE(root->find("case")->quoted);
  EXPECT_EQ(written(root->find("case")->span), "\"a \\\"b\\\" \xC3\xA4\"");
  EXPECT_EQ(root->find("note")->text, "two lines");
  EXPECT_EQ(written(root->find("note")->span), "two\r\n  lines");
  ASSERT_EQ(root->find("list")->items.size(), 3U);
  EXPECT_EQ(written(root->find("list")->span), "[x, 'it''s', 0777]");
  EXPECT_EQ(root->find("list")->items[1].text, "it's");
  EXPECT_EQ(written(root->find("list")->items[1].span), "'it''s'");
  EXPECT_EQ(root->find("list")->items[2].text, "0777");
  EXPECT_FALSE(root->find("list")->items[2].quoted);
  EXPECT_EQ(root->find("block")->text, "one\ntwo\n");
  EXPECT_TRUE(root->find("block")->quoted);
  EXPECT_EQ(root->find("NO")->text, "no");
  EXPECT_EQ(root->find("empty")->kind, YamlValue::Kind::kEmpty);
  EXPECT_EQ(written(root->find("empty")->span), "empty") << "shown at its key";
  EXPECT_EQ(root->find("null-like")->kind, YamlValue::Kind::kEmpty);
  EXPECT_EQ(written(root->find("null-like")->span), "~");
  EXPECT_EQ(root->find("nothing"), nullptr);
}

TEST(Yaml, ReadsJsonToo) {
  const auto read =
      read_document("{\n  \"case\": \"1\",\n  \"events\": [\n    {\"on\": \"2017-05-05\"}\n  ]\n}\n", read_yaml);
  ASSERT_TRUE(read.value.has_value()) << read.rendered;
  EXPECT_EQ(read.value->find("events")->items.front().find("on")->text, "2017-05-05");
}

TEST(Yaml, ShowsAnEmptyItemAtItsDash) {
  const auto read = read_document("a:\n  # - not this\n  -\n  - b\n", read_yaml);
  ASSERT_TRUE(read.value.has_value());
  const YamlValue& item = read.value->find("a")->items.front();
  EXPECT_EQ(item.kind, YamlValue::Kind::kEmpty);
  EXPECT_EQ(item.span.begin, 20U);
}

}  // namespace
}  // namespace proviso
