// SPDX-License-Identifier: Apache-2.0
// Each mistake gives one diagnostic at its place in the author's words, and the clauses behind it are read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "grammar/parse.h"
#include "tests/support/golden.h"

namespace proviso {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Mistake {
  std::string place;  ///< `PV0101 3:5`
  std::string message;
  std::string help;
};

struct Read {
  std::vector<Mistake> mistakes;
  syntax::File tree;

  explicit Read(const std::string& text, const grammar::ParseLimits& limits = {}) {
    SourceSet sources;
    DiagnosticReport report;
    const SourceFile& file = sources.add("t.proviso", text);
    tree = grammar::parse(file, report, limits);
    for (const Diagnostic& d : report.sorted()) {
      const LineColumn at = file.position(d.span.begin);
      mistakes.push_back({fmt::format("{} {}:{}", code_name(d.code), at.line, at.column), d.message, d.help});
      EXPECT_EQ(d.message.find("::"), std::string::npos) << d.message;
      EXPECT_EQ(d.message.find("proviso"), std::string::npos) << d.message;
      EXPECT_EQ(d.message.find('\n'), std::string::npos) << d.message;
      EXPECT_FALSE(d.message.ends_with('.')) << d.message;
      EXPECT_LT(d.message.size(), 200U);
      EXPECT_LE(d.span.begin, d.span.end);
      EXPECT_LE(d.span.end, text.size());
    }
  }
  [[nodiscard]] std::vector<std::string> places() const {
    std::vector<std::string> result;
    for (const Mistake& m : mistakes) result.push_back(m.place);
    return result;
  }
};

/// The only mistake of a file that is a framework and what is written, from line 2 on.
Mistake only(const std::string& text) {
  const Read read("framework f \"F\"\n" + text);
  EXPECT_EQ(read.mistakes.size(), 1U) << text;
  return read.mistakes.empty() ? Mistake{} : read.mistakes.front();
}

/// The only mistake in a duty whose words from the party on are given.
Mistake in_duty(const std::string& words) { return only("duty d \"D\"\n  " + words + "\nevent e\n"); }

TEST(Mistakes, SayWhatWasExpectedAfterWhat) {
  EXPECT_EQ(in_duty("p must ensure within 5 weeks of e").message, "expected an event after `ensure`");
  EXPECT_EQ(in_duty("p ensure e by g").message, "expected `must`, `should`, `will usually` or `may` after `p`");
  EXPECT_EQ(in_duty("p must e by g").message, "expected `ensure`, `allow` or `use` after `must`");
  EXPECT_EQ(in_duty("p will ensure e by g").message, "expected `usually` or `not usually` after `will`");
  EXPECT_THAT(in_duty("p must ensure e").message, HasSubstr("expected a limit such as"));
  EXPECT_EQ(in_duty("p must ensure e by").message, "expected an event or a date after `by`");
  EXPECT_THAT(in_duty("p must ensure e within of g").message, HasSubstr("expected an amount of time"));
  EXPECT_EQ(in_duty("p must ensure e within 5 weeks after g").message,
            "expected `of` or `beginning with` after `weeks`");
  EXPECT_EQ(in_duty("must ensure e by g").message, "expected a party after the text `\"D\"`");
  EXPECT_EQ(only("fact x yes/no").message, "expected a colon after `x`");
  EXPECT_THAT(only("fact x : string").message, HasSubstr("expected a type"));
  EXPECT_EQ(only("fact x : yes/no means (a or b").message, "expected a closing bracket after `b`");
  EXPECT_EQ(only("fact x : yes/no means a and").message, "expected a condition after `and`");
  EXPECT_EQ(only("track t\nstage s\n  when e closed").message, "expected `go to <stage>` after `e`");
  EXPECT_EQ(only("track t\nstage s\n  when e go s").message, "expected `to` after `go`");
  EXPECT_EQ(only("example x").message, "expected a text in quotation marks after `example`");
}

TEST(Mistakes, AreMissedWhereTheLineEnds) {
  EXPECT_EQ(in_duty("p must ensure e by # when?").place, "PV0101 3:21");
  EXPECT_EQ(only("event").place, "PV0101 2:6");
}

TEST(Mistakes, SuggestTheNearestWord) {
  EXPECT_EQ(only("dutty d p must ensure e by g").help, "did you mean `duty`?");
  EXPECT_EQ(only("event e \"E\" recrods x").help, "did you mean `records`?");
  EXPECT_EQ(only("Event e").help, "did you mean `event`?");
  EXPECT_EQ(in_duty("p must ensure e on a monday").help, "did you mean `Monday`?");
  EXPECT_EQ(in_duty("p must ensure e within 5 wroking days of g").place, "PV0109 3:28");
  EXPECT_EQ(in_duty("p must ensure e within 5 yeers of g").help, "did you mean `years`?");
}

TEST(Mistakes, InNamesDatesAndNumbersAreFoundWithoutLosingTheClause) {
  EXPECT_EQ(only("event Foo_Bar").place, "PV0111 2:7");
  EXPECT_THAT(only("party Foo_Bar").help, HasSubstr("`foo-bar`"));
  EXPECT_EQ(only("party 5x").place, "PV0111 2:7");
  EXPECT_EQ(only("event open \"Open\"").place, "PV0104 2:7");
  EXPECT_THAT(only("event open \"Open\"").message, HasSubstr("one of the language's own words"));
  EXPECT_EQ(only("parameter p 5 weeks from 31 April 2015").place, "PV0108 2:26");
  EXPECT_EQ(only("parameter p 5 weeks from 1 Novembr 2015").help, "did you mean `November`?");
  EXPECT_EQ(only("parameter p 100001 weeks from 1 May 2015").place, "PV0110 2:13");
  EXPECT_EQ(only("fact n : number means 99999999999999999999").place, "PV0110 2:23");
  EXPECT_EQ(only("fact n : number means 0.1234567").place, "PV0101 2:23");
  EXPECT_EQ(in_duty("p must ensure e within 5 days of g").help, "write `5 working days` or `5 calendar days`");
  EXPECT_EQ(in_duty("p must ensure e within 1 day of g").place, "PV0103 3:26");
  EXPECT_EQ(only("source s \"a\\n\"").place, "PV0101 2:12");
}

TEST(Mistakes, OfComparisonsAreExplained) {
  EXPECT_EQ(only("fact x : yes/no means a is b is c").help, "join two comparisons with `and`");
  EXPECT_EQ(only("fact x : yes/no means a is not known").help, "write `not <fact> is known`");
  EXPECT_EQ(only("fact x : yes/no means a is after b").help, "write `after` without `is`");
  EXPECT_EQ(only("track t\nstage s\n  when a is b if c go to s").message,
            "`if` cannot follow a condition, only an event");
}

TEST(Mistakes, NameTheClauseGivenTwiceOrOutOfPlace) {
  EXPECT_EQ(only("event e by p by q").place, "PV0204 2:14");
  EXPECT_EQ(only("fact x : text \"a\" \"b\"").place, "PV0204 2:19");
  EXPECT_THAT(Read("framework f version \"1\" version \"2\"").places(), ElementsAre("PV0204 1:25"));
  EXPECT_EQ(only("when e go to s").message, "`when` stands outside every stage");
  EXPECT_EQ(only("expect d kept").message, "`expect` stands outside every example");
  EXPECT_EQ(only("stage s \"S\"\n  end\nstage s2\n  when e go to s").message, "`stage` stands outside every track");
  EXPECT_EQ(only("party p cite h").place, "PV0208 2:9");
}

TEST(Mistakes, NameWhatThisVersionDoesNotHave) {
  const auto later = [](const Mistake& m) {
    EXPECT_TRUE(m.place.starts_with("PV0109")) << m.place << " " << m.message;
    return m.message.substr(0, m.message.find(" belongs"));
  };
  EXPECT_EQ(later(only("use \"file\"\nevent e")), "`use`");
  EXPECT_EQ(later(only("trigger t\n  when e then record x as y\n  when x go to y\nevent e")), "`trigger`");
  EXPECT_EQ(later(only("decide x\n  when y")), "`decide`");
  EXPECT_EQ(later(only("event e for p")), "`for`");
  EXPECT_EQ(later(only("fact x : yes/no judgement")), "`judgement`");
  EXPECT_EQ(later(only("fact x : number means number of e since g")), "`since`");
  EXPECT_EQ(later(only("fact x : yes/no means d is kept")), "`is kept`");
  EXPECT_EQ(later(only("fact x : date means today")), "`today`");
  EXPECT_EQ(later(in_duty("for each p in q\n p must ensure e by g")), "`for`");
  EXPECT_EQ(later(in_duty("p must ensure that x from e")), "`ensure that`");
  EXPECT_EQ(later(in_duty("p must ensure e only if x by g")), "`only if`");
  EXPECT_EQ(later(in_duty("p must ensure e every 3 months from g")), "`every`");
  EXPECT_EQ(later(in_duty("p must ensure e as soon as practicable")), "`as soon as practicable`");
  EXPECT_EQ(later(in_duty("p must ensure e none")), "`none`");
  EXPECT_EQ(later(in_duty("p must ensure e from g")), "`from`");
  EXPECT_EQ(later(in_duty("p must ensure e within 5 hours of g")), "`hours`");
  EXPECT_EQ(later(in_duty("p must ensure e within 15 school days of g")), "`school days`");
  EXPECT_EQ(later(in_duty("p must ensure e by the later of g, h")), "`the later of`");
  EXPECT_EQ(later(in_duty("p must ensure e by 15 February in the year of g")), "`in the year of`");
  EXPECT_EQ(later(in_duty("p must ensure e by g or ensure h by i")), "`or ensure`");
  EXPECT_EQ(later(in_duty("p must ensure e by g\n  or the next school day")), "`or the next <calendar> day`");
  EXPECT_EQ(later(in_duty("p must ensure e by g\n  clock stops while x\n  warn 1 week ahead")), "`clock stops`");
  EXPECT_EQ(later(in_duty("p must ensure e by g\n  extended by 5 weeks when h")), "`extended`");
  EXPECT_EQ(later(in_duty("p must ensure e by g\n  due instead h when i")), "`due instead`");
  EXPECT_EQ(later(in_duty("p must ensure e by g\n  excused if x")), "`excused if`");
  EXPECT_EQ(later(in_duty("p must ensure e by g\n  once missed then notify p \"x\"")), "`once`");
  EXPECT_EQ(later(only("track t\nstage s\n  when e then add x to y go to s")), "`then`");
}

constexpr const char* kManyMistakes = R"(framework f "F"
dutty x "one"
  p must ensure e by g
duty a "two" p must ensure within 5 weeks of x
  warn 5 days ahead
  cite foo
event e "three
event g "ok"
track t "T"
stage 5x "four"
  when e go to s
  end
stage s "S"
  when e closed
  duty q "six" p must ensure e within of x
    warn 5 working days ahead
  after 60 dayz go to s
  when g go to s
trigger foo
  when a then record x as 3
  when b then go to c
party p
exmaple "nine"
  on 5 May 2015 a
  expect a kept
example "X"
  on 31 April 2015 e
  expect a b
  expect a kept
)";

TEST(Recovery, ReportsEveryMistakeOnceAndReadsOn) {
  const Read read(kManyMistakes);
  EXPECT_THAT(read.places(),
              ElementsAre("PV0101 2:1", "PV0101 4:28", "PV0102 7:9", "PV0111 10:7", "PV0101 14:10", "PV0101 15:39",
                          "PV0101 17:12", "PV0109 19:1", "PV0101 23:1", "PV0108 27:6", "PV0101 28:12"));
  const auto& declarations = read.tree.declarations;
  ASSERT_EQ(declarations.size(), 5U);  // framework, event g, track, party, example
  const auto& track = std::get<syntax::Track>(declarations[2]);
  ASSERT_EQ(track.stages.size(), 1U);
  EXPECT_EQ(track.stages[0].items.size(), 1U);
  // The day that does not exist, `expect a` without the word behind it, and the last line.
  EXPECT_EQ(std::get<syntax::Example>(declarations[4]).items.size(), 3U);
}

TEST(Recovery, KeepsATrackWhoseStageIsBroken) {
  const Read read("framework f\ntrack t\nstage (\n  when a go to b\n  duty d p must ensure e by g\nstage b end\n");
  EXPECT_EQ(read.mistakes.size(), 1U);
  EXPECT_EQ(std::get<syntax::Track>(read.tree.declarations.at(1)).stages.size(), 1U);
}

TEST(Recovery, StopsAfterTheLimitOfMistakes) {
  std::string text = "framework f\n";
  for (int i = 0; i < 1000; ++i) text += "event 1x\n";
  const Read read(text);
  EXPECT_EQ(read.mistakes.size(), 201U);
  EXPECT_EQ(read.mistakes.back().message, "after 200 mistakes the rest of this file was not read");
}

TEST(Recovery, SurvivesEveryCutOfAFile) {
  const std::string text =
      testing_support::file_text(testing_support::repository() / "tests/golden/format/layout.proviso");
  for (std::size_t i = 0; i < text.size(); ++i) {
    EXPECT_LE(Read(text.substr(0, i)).mistakes.size(), 1U) << text.substr(0, i);
    (void)Read("framework f\n" + text.substr(i));
  }
}

TEST(BadInput, IsNamed) {
  using namespace std::string_literals;
  EXPECT_THAT(Read("").places(), ElementsAre("PV0107 1:1"));
  EXPECT_THAT(Read(" \n# only a comment\n").places(), ElementsAre("PV0107 1:1"));
  EXPECT_THAT(Read("party p").places(), ElementsAre("PV0107 1:1"));
  EXPECT_EQ(Read("framework f\nparty \xFFp\nparty \xFE").mistakes.at(0).message, "the byte 0xFF is not UTF-8 text");
  EXPECT_THAT(Read("framework f \"\xC3\"").places(), ElementsAre("PV0105 1:14"));
  EXPECT_THAT(Read("framework f \"\xED\xA0\x80\"").places(), ElementsAre("PV0105 1:14"));
  EXPECT_EQ(Read("framework f\0\n"s).mistakes.at(0).message, "a NUL character may not stand in a rule file");
  EXPECT_EQ(Read("framework f # \x07").mistakes.at(0).message,
            "the control character U+0007 may not stand in a rule file");
  EXPECT_THAT(Read("framework f \"\xE2\x80\xAE\"").mistakes.at(0).message, HasSubstr("U+202E"));
  EXPECT_THAT(Read("framework f \"\xE2\x80\x8B\"").mistakes.at(0).message, HasSubstr("invisible character U+200B"));
  EXPECT_THAT(Read("framework f\n\xEF\xBB\xBF").mistakes.at(0).message, HasSubstr("U+FEFF"));
  EXPECT_TRUE(Read("\xEF\xBB\xBF"
                   "framework f")
                  .mistakes.empty());
  EXPECT_THAT(Read("framework f", {.bytes = 10}).places(), ElementsAre("PV0112 1:1"));
  EXPECT_EQ(only("source s \xE2\x80\x9Chandbook\xE2\x80\x9D").place, "PV0101 2:10");
}

TEST(BadInput, OfGreatDepthIsOneMistakeAndQuick) {
  const auto start = std::chrono::steady_clock::now();
  const std::string deep(100'000, '(');
  EXPECT_THAT(only("fact x : yes/no means " + deep + "\nevent e").place, HasSubstr("PV0106 2:"));
  std::string nots;
  std::string lists;
  std::string offsets;
  std::string sums = "1";
  for (int i = 0; i < 100'000; ++i) {
    nots += "not ";
    lists += "list of ";
    offsets += "1 week after ";
    sums += i % 2 == 0 ? " plus 1" : " minus 1";
  }
  EXPECT_THAT(only("fact x : yes/no means " + nots).place, HasSubstr("PV0106 2:"));
  EXPECT_THAT(only("fact x : " + lists).place, HasSubstr("PV0106 2:"));
  EXPECT_THAT(only("duty d p must ensure e by " + offsets).place, HasSubstr("PV0106 2:"));
  EXPECT_THAT(only("fact x : number means " + sums).place, HasSubstr("PV0106 2:"));
  EXPECT_TRUE(Read("framework f fact x : yes/no means " + std::string(100, '(') + "x" + std::string(100, ')'))
                  .mistakes.empty());
  EXPECT_EQ(Read("framework f fact x : yes/no means ((x))", {.depth = 1}).mistakes.size(), 1U);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(BadInput, OfTenMegabytesOnOneLineIsQuick) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(only(std::string(10'000'000, 'a')).place, "PV0101 2:1");
  EXPECT_EQ(only("event e \"" + std::string(10'000'000, 'a')).place, "PV0102 2:9");
  EXPECT_EQ(only("event e" + std::string(10'000'000, ' ') + "?").place, "PV0101 2:10000008");
  EXPECT_EQ(only("event " + std::string(10'000'000, 'a')).place, "PV0111 2:7");
  EXPECT_TRUE(Read("framework f\nevent " + std::string(100, 'a')).mistakes.empty());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

}  // namespace
}  // namespace proviso
