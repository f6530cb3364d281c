// SPDX-License-Identifier: Apache-2.0
// Each construct: what is in the tree, and which bytes its spans cover.
#include "grammar/parse.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/civil_date.h"
#include "grammar/keywords.h"
#include "tests/support/golden.h"
#include "tests/support/tree_dump.h"

namespace proviso {
namespace {

using testing_support::dump;

struct Parsed {
  std::string text;
  syntax::File tree;
  std::string errors;

  explicit Parsed(std::string written) : text(std::move(written)) {
    SourceSet sources;
    DiagnosticReport report;
    tree = grammar::parse(sources.add("t.proviso", text), report);
    errors = render_text(report, sources);
    EXPECT_EQ(errors, "") << text;
  }
  [[nodiscard]] std::string_view words(Span span) const {
    return std::string_view(text).substr(span.begin, span.end - span.begin);
  }
  template <typename T>
  [[nodiscard]] const T& at(std::size_t index) const {
    return std::get<T>(tree.declarations.at(index));
  }
};

/// A file whose second declaration is the one written.
Parsed with_framework(const std::string& text) { return Parsed("framework f \"F\"\n" + text); }

/// The condition of a fact.
std::string expression(const std::string& text) {
  const Parsed p = with_framework("fact q : yes/no means " + text + "  # end\n");
  const auto& means = *p.at<syntax::Fact>(1).means;
  return dump(means);
}

TEST(Parse, ReadsAFrameworkWithItsClausesInAnyOrder) {
  const Parsed p(
      "framework f-1 \"A \\\"title\\\" \\\\\" calendar england\n  in force from 1 May 2016 until 31 December 2022 "
      "version \"2\" # why\n");
  const auto& f = p.at<syntax::Framework>(0);
  EXPECT_EQ(f.name.text, "f-1");
  EXPECT_EQ(f.title->value, "A \"title\" \\");
  EXPECT_EQ(p.words(f.title->span), "\"A \\\"title\\\" \\\\\"");
  EXPECT_EQ(f.version->value, "2");
  EXPECT_EQ(p.words(f.version->span), "\"2\"");
  EXPECT_EQ(iso_date(f.from->value), "2016-05-01");
  EXPECT_EQ(p.words(f.until->span), "31 December 2022");
  EXPECT_EQ(f.calendar->text, "england");
  EXPECT_TRUE(p.words(f.span).ends_with("version \"2\""));
}

TEST(Parse, ReadsSourcesPartiesAndParameters) {
  const Parsed p = with_framework(
      "source h \"Handbook\" party a\nparameter p \"How long\"\n 70 working days from 9 November 2015 cite h \"4\" "
      "unconfirmed\n cite h\n 1 month from 1 May 2016\n");
  EXPECT_EQ(p.words(p.at<syntax::Source>(1).span), "source h \"Handbook\"");
  EXPECT_FALSE(p.at<syntax::Party>(2).title);
  const auto& parameter = p.at<syntax::Parameter>(3);
  ASSERT_EQ(parameter.versions.size(), 2U);
  EXPECT_EQ(parameter.versions[0].value.value, (proviso::Duration{70, Unit::kWorkingDays}));
  EXPECT_EQ(p.words(parameter.versions[0].value.span), "70 working days");
  ASSERT_EQ(parameter.versions[0].cites.size(), 2U);
  EXPECT_TRUE(parameter.versions[0].cites[0].unconfirmed);
  EXPECT_EQ(p.words(parameter.versions[0].cites[0].span), "cite h \"4\" unconfirmed");
  EXPECT_FALSE(parameter.versions[0].cites[1].place);
  EXPECT_EQ(parameter.versions[1].value.value, (proviso::Duration{1, Unit::kMonths}));
}

TEST(Parse, ReadsEveryTypeOfFact) {
  const Parsed p = with_framework(
      "fact a : yes/no fact b : number fact c : text fact d : date fact e : duration fact g : party\n"
      "fact h : one of x, y-z\nfact i : list of list of text \"t\" means a\nfact j : yes/no means a \"t\"\n");
  using Kind = syntax::FactType::Kind;
  const std::vector<Kind> kinds{Kind::kYesNo, Kind::kNumber, Kind::kText, Kind::kDate, Kind::kDuration, Kind::kParty};
  for (std::size_t i = 0; i < kinds.size(); ++i) EXPECT_EQ(p.at<syntax::Fact>(i + 1).type.kind, kinds[i]);
  EXPECT_EQ(p.at<syntax::Fact>(7).type.values.at(1).text, "y-z");
  EXPECT_EQ(p.words(p.at<syntax::Fact>(8).type.span), "list of list of text");
  EXPECT_EQ(p.at<syntax::Fact>(8).type.element.at(0).element.at(0).kind, Kind::kText);
  EXPECT_TRUE(p.at<syntax::Fact>(9).means && p.at<syntax::Fact>(9).title);
}

TEST(Parse, ReadsEvents) {
  const Parsed p = with_framework("event e \"E\" records a, b by someone\nevent on-site\n");
  const auto& e = p.at<syntax::Event>(1);
  EXPECT_EQ(e.by->text, "someone");
  ASSERT_EQ(e.records.size(), 2U);
  EXPECT_EQ(p.words(e.records[1].span), "b");
  EXPECT_EQ(p.at<syntax::Event>(2).name.text, "on-site");
}

TEST(Parse, BindsOperatorsFromOrToTimes) {
  EXPECT_EQ(expression("a or not b and c is 1 plus 2 times 3"),
            expression("a or ((not b) and (c is (1 plus (2 times 3))))"));
  EXPECT_EQ(expression("1 minus 2 minus 3 is 4"), expression("((1 minus 2) minus 3) is 4"));
  EXPECT_EQ(expression("(a or b) or c"), expression("a or b or c"));
  EXPECT_NE(expression("(a or b) and c"), expression("a or b and c"));
  EXPECT_EQ(expression("not not a is known"), expression("not (not (a is known))"));
}

TEST(Parse, ReadsEveryComparisonAndValue) {
  using Kind = syntax::Expression::Kind;
  const auto kind = [](const std::string& text) {
    const Parsed p = with_framework("fact q : yes/no means " + text);
    const syntax::Expression& means = *p.at<syntax::Fact>(1).means;
    EXPECT_EQ(p.words(means.span), text);
    return means.kind;
  };
  EXPECT_EQ(kind("a is b"), Kind::kIs);
  EXPECT_EQ(kind("a is not b"), Kind::kIsNot);
  EXPECT_EQ(kind("a is more than b"), Kind::kIsMoreThan);
  EXPECT_EQ(kind("a is less than b"), Kind::kIsLessThan);
  EXPECT_EQ(kind("a is at least b"), Kind::kIsAtLeast);
  EXPECT_EQ(kind("a is at most b"), Kind::kIsAtMost);
  EXPECT_EQ(kind("a before b"), Kind::kBefore);
  EXPECT_EQ(kind("a after b"), Kind::kAfter);
  EXPECT_EQ(kind("a on or before b"), Kind::kOnOrBefore);
  EXPECT_EQ(kind("a on or after b"), Kind::kOnOrAfter);
  EXPECT_EQ(kind("a includes b"), Kind::kIncludes);
  EXPECT_EQ(kind("a is known"), Kind::kIsKnown);
  EXPECT_EQ(kind("yes"), Kind::kYes);
  EXPECT_EQ(kind("no"), Kind::kNo);
  EXPECT_EQ(kind("0.25"), Kind::kNumber);
  EXPECT_EQ(kind("\"t # t\""), Kind::kText);
  EXPECT_EQ(kind("9 November 2015"), Kind::kDay);
  EXPECT_EQ(kind("5 working days"), Kind::kDuration);
  EXPECT_EQ(kind("count of a"), Kind::kCountOf);
  EXPECT_EQ(kind("number of e"), Kind::kNumberOf);
  EXPECT_EQ(kind("date of e"), Kind::kDateOfLast);
  EXPECT_EQ(kind("date of last e"), Kind::kDateOfLast);
  EXPECT_EQ(kind("date of first e"), Kind::kDateOfFirst);
  EXPECT_EQ(kind("in reporting"), Kind::kInStage);
}

TEST(Parse, ReadsADutyWithEveryClause) {
  const Parsed p = with_framework(
      "duty d \"D\" applies if x is 3\n  someone # who\n  should not ensure e or g if (a or b)\n  within the p "
      "beginning "
      "with e or g or the next working day\n  warn 5 working days ahead cite h \"1\" cite h\n");
  const auto& d = p.at<syntax::Duty>(1);
  EXPECT_EQ(d.applies_if.size(), 1U);
  EXPECT_EQ(d.party.text, "someone");
  EXPECT_EQ(d.modality, Modality::kShould);
  EXPECT_TRUE(d.negated);
  EXPECT_EQ(d.verb, syntax::Verb::kEnsure);
  EXPECT_EQ(d.events.size(), 2U);
  EXPECT_TRUE(d.condition);
  EXPECT_EQ(d.limit.kind, syntax::Limit::Kind::kWithinBeginning);
  EXPECT_EQ(d.limit.amount.parameter->text, "p");
  EXPECT_EQ(d.limit.moment->names.size(), 2U);
  EXPECT_EQ(p.words(d.limit.span), "within the p beginning with e or g");
  ASSERT_EQ(d.rolls.size(), 1U);
  EXPECT_EQ(p.words(d.rolls[0].span), "or the next working day");
  ASSERT_EQ(d.warn.size(), 1U);
  EXPECT_EQ(p.words(d.warn[0].span), "5 working days");
  EXPECT_EQ(d.cites.size(), 2U);
  EXPECT_TRUE(p.words(d.clause).starts_with("someone # who") && p.words(d.clause).ends_with("e or g"));
  EXPECT_TRUE(p.words(d.span).ends_with("cite h"));
}

TEST(Parse, ReadsEveryModality) {
  const auto modality = [](const std::string& words) {
    const Parsed p = with_framework("duty d p " + words + " ensure e by g");
    return std::pair(p.at<syntax::Duty>(1).modality, p.at<syntax::Duty>(1).negated);
  };
  EXPECT_EQ(modality("must"), std::pair(Modality::kMust, false));
  EXPECT_EQ(modality("must not"), std::pair(Modality::kMust, true));
  EXPECT_EQ(modality("should"), std::pair(Modality::kShould, false));
  EXPECT_EQ(modality("will usually"), std::pair(Modality::kWillUsually, false));
  EXPECT_EQ(modality("will not usually"), std::pair(Modality::kWillUsually, true));
  EXPECT_EQ(modality("may"), std::pair(Modality::kMay, false));
}

TEST(Parse, ReadsEveryLimitAndMoment) {
  using Kind = syntax::Limit::Kind;
  using Point = syntax::Moment::Kind;
  const auto limit = [](const std::string& words) {
    const Parsed p = with_framework("duty d p must ensure e " + words + "\n");
    EXPECT_EQ(p.words(p.at<syntax::Duty>(1).limit.span), words);
    return p.at<syntax::Duty>(1).limit;
  };
  EXPECT_EQ(limit("within 1 week of first e").moment->kind, Point::kFirst);
  EXPECT_EQ(limit("by entering s").kind, Kind::kBy);
  EXPECT_EQ(limit("by entering s").moment->kind, Point::kEntering);
  EXPECT_EQ(limit("before 1 September 2014").moment->kind, Point::kDay);
  EXPECT_EQ(limit("before 1 September 2014").kind, Kind::kBefore);
  EXPECT_EQ(limit("on the day of e").kind, Kind::kOnTheDayOf);
  EXPECT_EQ(limit("on a Friday").weekday, std::chrono::Friday);
  const syntax::Limit window = limit("no sooner than 5 working days after 1 month before e and no later than g");
  EXPECT_EQ(window.kind, Kind::kNoSooner);
  EXPECT_FALSE(window.moment->before);
  EXPECT_TRUE(window.moment->of.at(0).before);
  EXPECT_EQ(window.moment->of.at(0).of.at(0).names.at(0).text, "e");
  EXPECT_EQ(window.no_later->kind, Point::kNamed);
  EXPECT_EQ(limit("at least 4 times within 18 months of e").times, 4);
}

TEST(Parse, TellsALimitWithBeforeFromAComparison) {
  const auto read = [](const std::string& words) {
    const Parsed p = with_framework("duty d p must ensure e if " + words);
    return std::pair(p.at<syntax::Duty>(1).condition->kind, p.at<syntax::Duty>(1).limit.kind);
  };
  using Kind = syntax::Expression::Kind;
  EXPECT_EQ(read("x before g"), std::pair(Kind::kName, syntax::Limit::Kind::kBefore));
  EXPECT_EQ(read("x before g or the next working day"), std::pair(Kind::kName, syntax::Limit::Kind::kBefore));
  EXPECT_EQ(read("x before y before g"), std::pair(Kind::kBefore, syntax::Limit::Kind::kBefore));
  EXPECT_EQ(read("x before y by g"), std::pair(Kind::kBefore, syntax::Limit::Kind::kBy));
  EXPECT_EQ(read("x before 5 weeks before g"), std::pair(Kind::kName, syntax::Limit::Kind::kBefore));
}

TEST(Parse, PutsDutiesStagesAndMovesWhereTheyBelong) {
  const Parsed p = with_framework(
      "duty outside p must ensure e by g\ntrack t \"T\" begins when e or g\nduty in-track p must ensure e by g\nstage "
      "s "
      "\"S\"\n  duty in-stage p must ensure e by g\n  when e or g if x go to s cite h\n  when e otherwise go to s\n  "
      "when x "
      "is 3 go to s\n  after 60 calendar days go to s\n  after 3 months in this stage if x go to s\n  after 1 year of "
      "e or "
      "g go to s\n  may end\nstage last-one end\nduty again p must ensure e by g\nevent z\nduty outside-too p must "
      "ensure e by g");
  ASSERT_EQ(p.tree.declarations.size(), 5U);
  EXPECT_EQ(p.at<syntax::Duty>(1).name.text, "outside");
  const auto& t = p.at<syntax::Track>(2);
  EXPECT_EQ(p.words(t.header), "track t \"T\"");
  EXPECT_TRUE(p.words(t.span).ends_with("duty again p must ensure e by g"));
  EXPECT_EQ(t.begins.at(0).events.size(), 2U);
  EXPECT_EQ(t.duties.at(0).name.text, "in-track");
  ASSERT_EQ(t.stages.size(), 2U);
  EXPECT_EQ(p.words(t.stages[0].header), "stage s \"S\"");
  EXPECT_TRUE(p.words(t.stages[0].span).ends_with("may end"));
  ASSERT_EQ(t.stages[0].items.size(), 8U);
  const auto move = [&](std::size_t i) { return std::get<syntax::Move>(t.stages[0].items.at(i)); };
  using Kind = syntax::Move::Kind;
  EXPECT_EQ(move(1).events.size(), 2U);
  EXPECT_TRUE(move(1).condition);
  EXPECT_EQ(move(1).cites.size(), 1U);
  EXPECT_TRUE(move(2).otherwise);
  EXPECT_EQ(move(3).kind, Kind::kWhenCondition);
  EXPECT_EQ(move(4).kind, Kind::kAfter);
  EXPECT_FALSE(move(4).in_this_stage);
  EXPECT_TRUE(move(5).in_this_stage && move(5).condition);
  EXPECT_EQ(move(6).of.size(), 2U);
  EXPECT_TRUE(std::get<syntax::End>(t.stages[0].items[7]).may);
  EXPECT_EQ(t.stages[1].items.size(), 2U);
}

TEST(Parse, ReadsExamples) {
  const Parsed p = with_framework(
      "example \"X\"\n on 1 May 2016 e with a \"x\", \"y\" and b yes and no c\n expect d kept late, 1 working day "
      "late\n"
      " expect d missed\n expect d due 2 May 2016\n expect stage s or t\n expect out of time of d\n expect warning of "
      "d\n"
      " expect unexpected e\n expect no findings\n expect count of a is 2\n as of 3 May 2016\n not held e, g\n");
  const auto& x = p.at<syntax::Example>(1);
  EXPECT_EQ(p.words(x.header), "example \"X\"");
  ASSERT_EQ(x.items.size(), 12U);
  const auto& on = std::get<syntax::ExampleEvent>(x.items[0]);
  ASSERT_EQ(on.with.size(), 3U);
  EXPECT_EQ(on.with[0].values.size(), 2U);
  EXPECT_EQ(p.words(on.with[1].span), "b yes");
  EXPECT_TRUE(on.with[2].none);
  const auto expectation = [&](std::size_t i) { return std::get<syntax::Expectation>(x.items.at(i)); };
  using Kind = syntax::Expectation::Kind;
  EXPECT_EQ(expectation(1).status, DutyStatus::kKeptLate);
  EXPECT_EQ(expectation(1).late->value, (proviso::Duration{1, Unit::kWorkingDays}));
  EXPECT_EQ(expectation(2).status, DutyStatus::kMissed);
  EXPECT_EQ(iso_date(expectation(3).due.value), "2016-05-02");
  EXPECT_EQ(expectation(4).names.size(), 2U);
  EXPECT_EQ(expectation(5).finding, FindingKind::kOutOfTime);
  EXPECT_EQ(expectation(6).finding, FindingKind::kWarning);
  EXPECT_EQ(expectation(7).kind, Kind::kUnexpected);
  EXPECT_EQ(expectation(8).kind, Kind::kNothing);
  EXPECT_EQ(expectation(9).kind, Kind::kCondition);
  EXPECT_EQ(std::get<syntax::NotHeld>(x.items[11]).events.size(), 2U);
}

TEST(Parse, KeepsCommentsWithTheirPlaces) {
  const Parsed p("\xEF\xBB\xBF# first\r\nframework f \"a # b\" # second \r\n  #\r\n#third");
  ASSERT_EQ(p.tree.comments.size(), 4U);
  EXPECT_EQ(p.tree.comments[0].text, "first");
  EXPECT_TRUE(p.tree.comments[0].own_line);
  EXPECT_EQ(p.words(p.tree.comments[1].span), "# second");
  EXPECT_FALSE(p.tree.comments[1].own_line);
  EXPECT_EQ(p.tree.comments[2].text, "");
  EXPECT_EQ(p.tree.comments[3].text, "third");
}

TEST(Parse, TakesLayoutAsFree) {
  const std::string text =
      testing_support::file_text(testing_support::repository() / "tests/golden/format/worked_example.proviso");
  std::string one_line = text;
  for (char& c : one_line) c = c == '\n' ? ' ' : c;
  std::string windows;
  for (const char c : text) windows += c == '\n' ? "\r\n" : std::string(1, c);
  const std::string meaning = dump(Parsed(text).tree);
  EXPECT_EQ(dump(Parsed(one_line).tree), meaning);
  EXPECT_EQ(dump(Parsed(windows).tree), meaning);
}

TEST(Parse, ReadsALineOfTenMegabytes) {
  std::string text = "framework f \"F\" fact a : yes/no means b";
  while (text.size() < 10'000'000) text += " or a-long-name-of-a-fact is more than 12";
  const Parsed p(std::move(text));
  EXPECT_EQ(p.tree.declarations.size(), 2U);
}

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
