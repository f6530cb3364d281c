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

TEST(Mistakes, OfAmountsSayWhatCanBeCounted) {
  const std::string days = "write `working days`, `calendar days`, `weeks`, `months`";
  EXPECT_EQ(in_duty("p must ensure e within 5 ahead of g").help, days + ", `years` or `hours`");
  EXPECT_EQ(in_duty("p must ensure e by g\n  warn 5 ahead").help, days + " or `years`");
  EXPECT_EQ(in_duty("p must ensure e every 5 from g").help, days + " or `years`");
  for (const std::string amount : {"-5", "5.5", "-0.25"}) {
    const Mistake mistake = in_duty("p must ensure e within " + amount + " working days of g");
    EXPECT_EQ(mistake.place, "PV0101 3:26");
    EXPECT_EQ(mistake.message, "`" + amount + "` is no amount that is counted");
    EXPECT_EQ(mistake.help, "write a whole number, 1 or more");
  }
  EXPECT_EQ(in_duty("p must ensure e by g\n  warn -1 week ahead").help, "write a whole number, 1 or more");
}

TEST(Mistakes, SayWhatToWriteInstead) {
  EXPECT_EQ(in_duty("p shall ensure e by g").help, "write `must`");
  EXPECT_EQ(in_duty("p needs e by g").help, "write `must ensure <event>`");
  EXPECT_THAT(in_duty("p must ensure e at least 2 times within 4 weeks beginning with g").help,
              HasSubstr("write `at least <n> times within <duration> of <moment>`"));
  EXPECT_THAT(only("trigger t when e then close link").help, HasSubstr("closes the case of the framework"));
  for (const char* more : {", q", " and q", " or q"}) {
    const Mistake mistake = only("duty d \"D\"\n  for each b in p" + std::string(more) + "\n  b must ensure e by g");
    EXPECT_EQ(mistake.message, "`for each` needs a fact that is a list of party, not a list of names");
    EXPECT_THAT(mistake.help, HasSubstr("`list of party`"));
  }
}

TEST(Mistakes, SayThatANameHasNoFrameworkBeforeIt) {
  const Mistake mistake = only("example \"E\"\n  on 1 May 2024 appeal/heard with x yes\n  expect no findings");
  EXPECT_EQ(mistake.place, "PV0101 3:23");
  EXPECT_EQ(mistake.help, "try what belongs to `appeal` with an example in the file of `appeal`");
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
  EXPECT_EQ(in_duty("p must ensure e within 5 yeers of g").help, "did you mean `years`?");
}

TEST(Mistakes, SayWhereTheFirstQuotationMarkOfATextIsMissing) {
  const Mistake mistake = only("party office the complaints office\"");
  EXPECT_EQ(mistake.place, "PV0101 2:14");
  EXPECT_EQ(mistake.help, "if a text begins here, write `\"` before it");
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
  EXPECT_EQ(only("fact n : number means 99999999999999999999").help, "the largest number is 9223372036854");
  EXPECT_EQ(only("fact n : number means 0.1234567").place, "PV0101 2:23");
  EXPECT_EQ(only("fact n : number means 0.1234567").help, "round it to six");
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
  EXPECT_THAT(only("when e go to s").help, HasSubstr("`stage <name> \"<title>\"`"));
  EXPECT_EQ(only("expect d kept").message, "`expect` stands outside every example");
  EXPECT_THAT(only("expect d kept").help, HasSubstr("`example \"<title>\"`"));
  EXPECT_EQ(only("stage s \"S\"\n  end\nstage s2\n  when e go to s").message, "`stage` stands outside every track");
  EXPECT_EQ(only("party p cite h").place, "PV0208 2:9");
}

TEST(Mistakes, InATransitionShowTheForm) {
  EXPECT_EQ(only("continues g").message, "expected `from` after `g`");
  EXPECT_THAT(only("continues g").help, HasSubstr("`continues <framework> from <date>`"));
  const auto within = [](const std::string& words) { return only("continues g from 1 May 2020\n  " + words); };
  EXPECT_EQ(within("cases in s move to t").message, "expected `go on in <stage>`, `stay` or `end` after `s`");
  EXPECT_EQ(within("cases in s go to t").message, "expected `on in` after `go`");
  EXPECT_EQ(within("duty d takes the old limit").message, "expected `new limit` or `limit of <duty>` after `the`");
  EXPECT_EQ(within("other duties stop").message, "expected `run on` or `lapse` after `duties`");
  EXPECT_THAT(within("other duties stop").help, HasSubstr("`duty <name> takes the new limit`"));
  EXPECT_EQ(within("decided when e").message, "expected `by` after `decided`");
  EXPECT_EQ(within("event e is").place, "PV0101 3:13");
  EXPECT_EQ(only("cases in s stay").message, "`cases in` stands outside every transition");
  EXPECT_THAT(only("cases in s stay").help, HasSubstr("`continues <framework> from <date>`"));
  EXPECT_EQ(only("begun under g").message, "`begun under` stands outside every example");
  // Behind a header that could not be read nothing is misplaced.
  EXPECT_THAT(Read("framework f\ncontinues g in 2020\n  cases in s stay\n").places(), ElementsAre("PV0101 2:13"));
}

/// A mistake in a clause behind the limit of a duty; the duty itself is kept.
Mistake behind_limit(const std::string& words) { return in_duty("p must ensure e by g\n  " + words); }

TEST(Mistakes, InTheClausesOfADutyShowTheForm) {
  EXPECT_EQ(behind_limit("clock stopped while x\n  warn 1 week ahead").message, "expected `stops` after `clock`");
  EXPECT_EQ(behind_limit("clock stops if x").help, "write `clock stops while <condition>`");
  EXPECT_EQ(behind_limit("extended 5 working days").message, "expected `by` or `to` after `extended`");
  EXPECT_EQ(behind_limit("extended by 5 weeks if x").help, "say which event changes the date: `when <event>`");
  EXPECT_EQ(behind_limit("extended by 5 weeks when h at most 2").message, "expected `times` after `2`");
  EXPECT_EQ(behind_limit("due instead h").message, "expected `when` after `h`");
  EXPECT_EQ(behind_limit("excuse if x").help, "did you mean `excused`?");
  EXPECT_EQ(behind_limit("excused when x").help, "write `excused if <condition>`");
  EXPECT_THAT(behind_limit("once breached then close case").help, HasSubstr("write `once missed`"));
  EXPECT_EQ(behind_limit("once done then close case").help, "write `once kept`");
  EXPECT_EQ(behind_limit("once missed notify p \"x\"").help, "write `then` before `notify`");
  EXPECT_EQ(behind_limit("once missed then tell p \"x\"").help, "write `notify <party> \"…\"`");
  EXPECT_EQ(behind_limit("then notify p \"x\"").message, "`then` does not belong here");
  EXPECT_EQ(behind_limit("warn 1 week ahead\n  or ensure h by i").message, "`or ensure` does not belong here");
  EXPECT_EQ(behind_limit("or the next day").place, "PV0103 4:15");
  EXPECT_EQ(behind_limit("or the next school").message, "expected `day` after `school`");
  EXPECT_THAT(behind_limit("or the next working day when it falls in august").help, HasSubstr("25 December"));
  EXPECT_EQ(behind_limit("or the next working day when it falls in 30 February to 1 May").place, "PV0108 4:44");
}

TEST(Mistakes, InLimitsAndMomentsShowTheForm) {
  EXPECT_THAT(in_duty("p must ensure e every 6 months of g").help, HasSubstr("`every 6 months from <event>`"));
  EXPECT_EQ(in_duty("p must ensure e weekly").help, "write `every 1 week from <event>`");
  EXPECT_EQ(in_duty("p must ensure e none").help, "write `at any time`");
  EXPECT_EQ(in_duty("p must ensure e no later than g").help, "for a last day write `by <moment>`");
  EXPECT_EQ(in_duty("p must ensure e as soon as possible").help, "write `as soon as practicable`");
  EXPECT_THAT(in_duty("p must ensure e as soon as practicable by g").help, HasSubstr("join the limit with `and`"));
  EXPECT_EQ(in_duty("p must ensure e by the later of g").message, "expected a comma and a second moment after `g`");
  EXPECT_THAT(in_duty("p must ensure e by g or the later of h, i").help, HasSubstr("`the later of …, …`"));
  EXPECT_EQ(in_duty("p must ensure e by 31 February in the year of g").place, "PV0108 3:22");
  EXPECT_THAT(in_duty("p must ensure e by 5 weeks of g").help, HasSubstr("`within <duration> of <event>`"));
  EXPECT_THAT(in_duty("p must ensure that x").message, HasSubstr("expected how long this must hold"));
  EXPECT_EQ(in_duty("p must not allow that x from g").message, "`that` stands behind `ensure` only");
  EXPECT_EQ(in_duty("for every q in l p must ensure e by g").message, "expected `each` after `for`");
  EXPECT_EQ(in_duty("p must ensure e within 1 fortnight of g").help, "write `2 weeks`");
}

TEST(Mistakes, InTriggersAndMovesShowTheForm) {
  EXPECT_EQ(only("trigger when e then close case\nevent h").message, "expected a name after `trigger`");
  EXPECT_EQ(only("trigger t if x then close case").message, "expected `when` after `t`");
  EXPECT_EQ(only("trigger t\n  when e record x as y").help, "write `then` before `record`");
  EXPECT_EQ(only("trigger t when e\nevent h").message, "expected `then` after `e`");
  EXPECT_EQ(only("trigger t when e then record x = 5").message, "`=` is not a word of the language");
  EXPECT_EQ(only("trigger t when e then open f with x").message, "expected `as` after `x`");
  EXPECT_EQ(only("trigger (\n  when e then close case\nevent h").place, "PV0101 2:9");
  EXPECT_EQ(only("track t\nstage s\n  when e then go to s\n  when g go to s").help,
            "a move ends with its own `go to <stage>`, without `then`");
  EXPECT_EQ(only("track t\nstage s\n  when e record x as y go to s").help, "write `then` before `record`");
}

TEST(Mistakes, InDecisionTablesShowTheForm) {
  const auto in_table = [](const std::string& rows) { return only("decide x from a, b\n  " + rows + "\nevent e"); };
  EXPECT_THAT(in_table("hit one row y gives z").message, HasSubstr("`unique`, `first`, `any` or `collect`"));
  EXPECT_EQ(in_table("row y gives z").message, "this decision does not say which of its rows count");
  EXPECT_EQ(in_table("hit first").message, "expected a row after `first`");
  EXPECT_EQ(in_table("hit first row y, z then w").message, "expected `gives` and a value after `z`");
  EXPECT_EQ(in_table("hit first row y, z").message, "this row does not say what it gives");
  EXPECT_EQ(in_table("hit first row y gives\n row z gives w").message, "expected a value after `gives`");
  EXPECT_EQ(in_table("hit first row y, , z gives w").help, "write `-` for a cell that matches anything");
  EXPECT_EQ(in_table("hit first row > 5 gives w").help, "write `more than <value>` or `at least <value>`");
  EXPECT_THAT(in_table("hit first row is 5 gives w").help, HasSubstr("leave `is` out"));
  EXPECT_EQ(in_table("hit collect count row y gives z").message, "under `collect count` a row gives nothing");
  EXPECT_THAT(only("decide x\n  row a gives b").help, HasSubstr("`from <fact>, <fact>`"));
  EXPECT_EQ(only("row a gives b").message, "`row` does not belong here");
  EXPECT_EQ(only("fact x : one of a, unknown").place, "PV0104 2:20");
}

TEST(Mistakes, InTheNewOperandsAndLinesAreExplained) {
  EXPECT_EQ(only("fact d : number means days from a to b").place, "PV0103 2:23");
  EXPECT_EQ(only("fact d : number means hours from a to b").help, "count `calendar days`");
  EXPECT_EQ(only("fact d : number means weeks from a").message, "expected `to` after `a`");
  EXPECT_EQ(only("fact d : number means total of a").message, "expected `over` after `a`");
  EXPECT_EQ(only("fact d : date means the latest of a, b").message, "expected `later of` or `earlier of` after `the`");
  EXPECT_EQ(only("fact d : yes/no means a plus 1 is kept").message, "only a duty is kept or missed");
  EXPECT_EQ(only("fact d : yes/no means x of f is 5").message,
            "expected a status such as `kept` or `missed` after `is`");
  EXPECT_EQ(only("fact d : yes/no means x is not kept").help, "write `not <duty> is kept`");
  EXPECT_THAT(only("fact d : yes/no means x >= 5").help, HasSubstr("`is at least`"));
  EXPECT_EQ(only("fact d : number means a - b").help, "write `minus`");
  EXPECT_EQ(only("example \"x\"\n on 1 May 2020 at 24:00 e").message, "there is no time of day `24:00`");
  EXPECT_EQ(only("example \"x\"\n on 1 May 2020 at noon e").message, "expected a time such as `09:30` after `at`");
  EXPECT_THAT(only("example \"x\"\n expect d for p").message, HasSubstr("`due <date>` or a status"));
  EXPECT_EQ(only("use shared").message, "expected a text in quotation marks after `use`");
  EXPECT_EQ(only("framework g time \"x\"").message, "expected `zone` after `time`");
  EXPECT_EQ(only("framework g calendar a for b").message, "expected `days` after `b`");
  EXPECT_EQ(only("fact x : yes/no \"t\" judgement").help, "it belongs to a fact, right behind its type");
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
  when a record x as 3
decide y from z
  hit one
  row a gives b
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
                          "PV0101 17:12", "PV0101 20:10", "PV0101 22:7", "PV0101 25:1", "PV0108 29:6", "PV0101 30:12"));
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
  // Whether there has to be a framework is for those to say who use the file.
  EXPECT_TRUE(Read("").mistakes.empty());
  EXPECT_TRUE(Read(" \n# only a comment\n").mistakes.empty());
  EXPECT_TRUE(Read("party p").mistakes.empty());
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
  std::string dates;
  std::string runs;
  std::string spans;
  std::string lists_of_moments;
  std::string sums = "1";
  for (int i = 0; i < 100'000; ++i) {
    nots += "not ";
    lists += "list of ";
    offsets += "1 week after ";
    dates += i % 2 == 0 ? "1 week after " : "weekday of ";
    runs += "longest run of ";
    spans += "weeks from ";
    lists_of_moments += i % 2 == 0 ? "the later of e, " : "1 May in the year of ";
    sums += i % 2 == 0 ? " plus 1" : " minus 1";
  }
  EXPECT_THAT(only("fact x : yes/no means " + nots).place, HasSubstr("PV0106 2:"));
  EXPECT_THAT(only("fact x : " + lists).place, HasSubstr("PV0106 2:"));
  EXPECT_THAT(only("duty d p must ensure e by " + offsets).place, HasSubstr("PV0106 2:"));
  EXPECT_THAT(only("duty d p must ensure e by " + lists_of_moments).message, HasSubstr("this `duty` is nested"));
  EXPECT_THAT(only("duty d p must ensure e if a before weekday of " + dates).place, HasSubstr("PV0106 2:"));
  EXPECT_THAT(only("trigger t when e then record x as " + dates).message, HasSubstr("this `trigger` is nested"));
  EXPECT_THAT(only("fact x : number means " + runs).place, HasSubstr("PV0106 2:"));
  EXPECT_THAT(only("fact x : number means " + spans).place, HasSubstr("PV0106 2:"));
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

TEST(BadInput, OfManyClausesTakesTimeInProportion) {
  const auto start = std::chrono::steady_clock::now();
  const auto repeated = [](std::string begin, const std::string& unit) {
    while (begin.size() < 1'000'000) begin += unit;
    return begin;
  };
  // Each look ahead sees no further than one comparison.
  EXPECT_TRUE(Read(repeated("framework f duty d p must ensure e if a", " and a before b") + " by g").mistakes.empty());
  EXPECT_TRUE(
      Read(repeated("framework f duty d p must ensure e by the later of b", ", 5 weeks after e")).mistakes.empty());
  EXPECT_TRUE(Read(repeated("framework f\n", "duty d p must ensure e if a before b before the later of e, g\n"))
                  .mistakes.empty());
  EXPECT_TRUE(Read(repeated("framework f trigger t when e", " then open f with a as b and c as d")).mistakes.empty());
  EXPECT_TRUE(Read(repeated("framework f decide x from a hit first", "\nrow a to b or not-c, -, unknown gives d"))
                  .mistakes.empty());
  (void)Read(repeated("framework f duty d p must ensure e if a", " before a"));
  (void)Read(repeated("framework f\n", "duty d p must ensure e if ((a or (b\n"));
  (void)Read(repeated("framework f duty d p must ensure e by f", " clock stops while a or\n"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

}  // namespace
}  // namespace proviso
