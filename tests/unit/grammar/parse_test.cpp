// SPDX-License-Identifier: Apache-2.0
// Each construct: what is in the tree, and which bytes its spans cover. Duties and expressions have files of their own.
#include "grammar/parse.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/civil_date.h"
#include "tests/support/golden.h"
#include "tests/support/tree_dump.h"
#include "tests/unit/grammar/parsed.h"

namespace proviso {
namespace {

using testing_support::dump;
using testing_support::Parsed;
using testing_support::with_framework;

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

TEST(Parse, ReadsATransition) {
  const Parsed p = with_framework(
      "continues g from 1 May 2020\n decided by a or b\n event a is b fact c is d\n duty x runs on\n other duties "
      "lapse\n cases in s or t go on in u\n duty y takes the new limit duty z takes the limit of x duty w lapses\n"
      " duty own \"O\" p must ensure e by f\n cases in v stay cases in w end\n"
      "example \"X\" begun under g\n"
      "duty lapses lapses must ensure e by f\n");
  const auto& t = p.at<syntax::Transition>(1);
  EXPECT_EQ(t.framework.text, "g");
  EXPECT_EQ(iso_date(t.from.value), "2020-05-01");
  EXPECT_EQ(p.words(t.header), "continues g from 1 May 2020");
  EXPECT_TRUE(p.words(t.span).ends_with("cases in w end"));
  ASSERT_EQ(t.items.size(), 12U);
  EXPECT_EQ(std::get<syntax::DecidedBy>(t.items[0]).events.size(), 2U);
  EXPECT_FALSE(std::get<syntax::SameThing>(t.items[1]).fact);
  EXPECT_EQ(std::get<syntax::SameThing>(t.items[1]).now.text, "a");
  EXPECT_TRUE(std::get<syntax::SameThing>(t.items[2]).fact);
  EXPECT_EQ(std::get<syntax::SameThing>(t.items[2]).before.text, "d");
  EXPECT_EQ(std::get<syntax::Handover>(t.items[3]).kind, syntax::Handover::Kind::kRunsOn);
  EXPECT_FALSE(std::get<syntax::Handover>(t.items[4]).duty);
  EXPECT_EQ(std::get<syntax::Handover>(t.items[4]).kind, syntax::Handover::Kind::kLapses);
  const auto& place = std::get<syntax::Place>(t.items[5]);
  EXPECT_EQ(place.kind, syntax::Place::Kind::kGoOn);
  EXPECT_EQ(place.stages.at(1).text, "t");
  EXPECT_EQ(place.target->text, "u");
  EXPECT_EQ(std::get<syntax::Handover>(t.items[6]).kind, syntax::Handover::Kind::kNewLimit);
  EXPECT_FALSE(std::get<syntax::Handover>(t.items[6]).as);
  EXPECT_EQ(std::get<syntax::Handover>(t.items[7]).as->text, "x");
  EXPECT_EQ(std::get<syntax::Handover>(t.items[8]).kind, syntax::Handover::Kind::kLapses);
  EXPECT_EQ(std::get<syntax::Duty>(t.items[9]).name.text, "own");
  EXPECT_EQ(std::get<syntax::Place>(t.items[10]).kind, syntax::Place::Kind::kStay);
  EXPECT_EQ(std::get<syntax::Place>(t.items[11]).kind, syntax::Place::Kind::kEnd);
  EXPECT_EQ(std::get<syntax::BegunUnder>(p.at<syntax::Example>(2).items.at(0)).framework.text, "g");
  // A party may be called so: what follows tells a duty from a word on one.
  EXPECT_EQ(p.at<syntax::Duty>(3).party.text, "lapses");
}

TEST(Parse, ReadsEvents) {
  const Parsed p = with_framework("event e \"E\" records a, b by someone\nevent on-site\n");
  const auto& e = p.at<syntax::Event>(1);
  EXPECT_EQ(e.by->text, "someone");
  ASSERT_EQ(e.records.size(), 2U);
  EXPECT_EQ(p.words(e.records[1].span), "b");
  EXPECT_EQ(p.at<syntax::Event>(2).name.text, "on-site");
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

TEST(Parse, TellsTheDayOfAnExampleFromWhatIsHandedOver) {
  const Parsed p = with_framework("example \"X\"\n expect a is 3 and b as of 2 May 2016\n");
  const auto& x = p.at<syntax::Example>(1);
  ASSERT_EQ(x.items.size(), 2U);
  EXPECT_EQ(p.words(std::get<syntax::Expectation>(x.items[0]).span), "expect a is 3 and b");
}

TEST(Parse, TellsTheNextMoveFromADateAfterADuration) {
  const Parsed p = with_framework(
      "track t\n stage s\n trigger v when e then open g with a as 3 years\n after 1 month in this stage go to u\n"
      " trigger v when e then open g with a as 2 weeks\n after the wait go to u\n"
      " trigger v when e then open g with a as 2 weeks after the later of f, h\n stage u\n");
  const syntax::Stage& s = p.at<syntax::Track>(1).stages.at(0);
  ASSERT_EQ(s.items.size(), 5U);
  EXPECT_EQ(p.words(std::get<syntax::Move>(s.items[1]).span), "after 1 month in this stage go to u");
  EXPECT_EQ(p.words(std::get<syntax::Move>(s.items[3]).span), "after the wait go to u");
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

TEST(Parse, ReadsUsedFilesNamedCalendarsAndATimeZone) {
  const Parsed p(
      "use \"shared.proviso\" # first\nframework f time zone \"Europe/London\" calendar schools for school days "
      "calendar "
      "england calendar courts for court days\nuse \"more.proviso\"");
  EXPECT_EQ(p.at<syntax::Use>(0).path.value, "shared.proviso");
  EXPECT_EQ(p.words(p.at<syntax::Use>(0).span), "use \"shared.proviso\"");
  const auto& f = p.at<syntax::Framework>(1);
  EXPECT_EQ(f.time_zone->value, "Europe/London");
  EXPECT_EQ(f.calendar->text, "england");
  ASSERT_EQ(f.named_calendars.size(), 2U);
  EXPECT_EQ(f.named_calendars[0].calendar.text, "schools");
  EXPECT_EQ(f.named_calendars[0].word.text, "school");
  EXPECT_EQ(p.words(f.named_calendars[1].span), "calendar courts for court days");
  EXPECT_EQ(p.at<syntax::Use>(2).path.value, "more.proviso");
  EXPECT_EQ(Parsed("party p").tree.declarations.size(), 1U);  // a file that others use
}

TEST(Parse, ReadsHoursAndNamedDays) {
  const Parsed p = with_framework("parameter p 48 hours from 1 May 2016 15 school\n days from 1 May 2017");
  const auto& versions = p.at<syntax::Parameter>(1).versions;
  EXPECT_EQ(versions.at(0).value.value, (proviso::Duration{48, Unit::kHours}));
  EXPECT_FALSE(versions.at(0).value.named);
  EXPECT_EQ(versions.at(1).value.value.unit, Unit::kNamedDays);
  EXPECT_EQ(versions.at(1).value.value.amount, 15);
  EXPECT_EQ(versions.at(1).value.named->text, "school");
  EXPECT_EQ(p.words(versions.at(1).value.named->span), "school");
}

TEST(Parse, ReadsJudgements) {
  const Parsed p = with_framework("fact a : yes/no judgement \"A\" means b fact c : date");
  EXPECT_TRUE(p.at<syntax::Fact>(1).judgement && p.at<syntax::Fact>(1).title && p.at<syntax::Fact>(1).means);
  EXPECT_FALSE(p.at<syntax::Fact>(2).judgement);
}

TEST(Parse, ReadsTriggersWhereverTheyStand) {
  const Parsed p = with_framework(
      "trigger t \"T\" when e or g if a then notify p \"x\" then close case cite h\ntrack u\ntrigger v when a is 3 "
      "then "
      "begin u\nstage s\ntrigger w when e then end u\nstage r end\n");
  const auto& t = p.at<syntax::Trigger>(1);
  EXPECT_EQ(t.title->value, "T");
  EXPECT_EQ(t.events.size(), 2U);
  EXPECT_TRUE(t.condition && !t.when);
  EXPECT_EQ(t.actions.size(), 2U);
  EXPECT_EQ(t.cites.size(), 1U);
  EXPECT_TRUE(p.words(t.span).ends_with("cite h"));
  const auto& u = p.at<syntax::Track>(2);
  EXPECT_TRUE(u.triggers.at(0).when && u.triggers.at(0).events.empty());
  EXPECT_EQ(std::get<syntax::Trigger>(u.stages.at(0).items.at(0)).name.text, "w");
}

TEST(Parse, ReadsEveryAction) {
  using Kind = syntax::Action::Kind;
  const Parsed p = with_framework(
      "trigger t when e then record a as b plus 1 then add \"x\" to l then go to s then begin u then end u then notify "
      "p "
      "\"n\" then open f with a as b and c and d as (e or g) then open f then close case");
  const auto& actions = p.at<syntax::Trigger>(1).actions;
  ASSERT_EQ(actions.size(), 9U);
  const std::vector<Kind> kinds{Kind::kRecord, Kind::kAdd,  Kind::kGoTo, Kind::kBegin,    Kind::kEnd,
                                Kind::kNotify, Kind::kOpen, Kind::kOpen, Kind::kCloseCase};
  for (std::size_t i = 0; i < kinds.size(); ++i) EXPECT_EQ(actions[i].kind, kinds[i]) << i;
  EXPECT_EQ(p.words(actions[0].span), "record a as b plus 1");
  EXPECT_EQ(actions[0].value->kind, syntax::Expression::Kind::kPlus);
  EXPECT_EQ(actions[1].name.text, "l");
  EXPECT_EQ(actions[5].text->value, "n");
  ASSERT_EQ(actions[6].handed.size(), 2U);  // the second `and` hands over, the first joins conditions
  EXPECT_EQ(actions[6].handed[0].value.kind, syntax::Expression::Kind::kAnd);
  EXPECT_EQ(actions[6].handed[1].fact.text, "d");
}

TEST(Parse, ReadsActionsAndParametersOfMoves) {
  const Parsed p = with_framework(
      "track t stage s when e if a then record a as b then go to r go to s\n after the q of e otherwise then close "
      "case go "
      "to s\n when e go to s after 60 calendar days go to s");
  const auto move = [&](std::size_t i) { return std::get<syntax::Move>(p.at<syntax::Track>(1).stages[0].items.at(i)); };
  EXPECT_EQ(move(0).actions.size(), 2U);
  EXPECT_EQ(move(0).actions[1].kind, syntax::Action::Kind::kGoTo);
  EXPECT_EQ(move(0).target.text, "s");
  EXPECT_EQ(move(1).after.parameter->text, "q");
  EXPECT_TRUE(move(1).otherwise && move(1).actions.size() == 1);
  EXPECT_EQ(move(3).after.duration->value.amount, 60);
}

TEST(Parse, ReadsDecisionTables) {
  using Part = syntax::Cell::Part::Kind;
  const Parsed p = with_framework(
      "decide x \"X\" from a, b hit first\n row 1 to 2 or 5, - gives y\n row not unknown, more than 3 gives no\n row "
      "at "
      "least 1 or less than 2 or at most 3, on or after 1 May 2020 or before 1 May 2021 gives Monday cite h\ndecide z "
      "from "
      "a hit collect count row \"t\" row yes");
  const auto& d = p.at<syntax::Decision>(1);
  EXPECT_EQ(d.fact.text, "x");
  EXPECT_EQ(p.words(d.header), "decide x \"X\"");
  EXPECT_EQ(d.inputs.size(), 2U);
  EXPECT_EQ(d.hit, syntax::Decision::Hit::kFirst);
  EXPECT_EQ(p.words(d.hit_span), "hit first");
  ASSERT_EQ(d.rows.size(), 3U);
  EXPECT_EQ(p.words(d.rows[0].span), "row 1 to 2 or 5, - gives y");
  EXPECT_EQ(d.rows[0].cells[0].parts.at(0).kind, Part::kRange);
  EXPECT_EQ(p.words(d.rows[0].cells[0].parts[0].span), "1 to 2");
  EXPECT_EQ(d.rows[0].cells[0].parts.at(1).kind, Part::kValue);
  EXPECT_TRUE(d.rows[0].cells[1].any);
  EXPECT_TRUE(d.rows[1].cells[0].negated);
  EXPECT_EQ(d.rows[1].cells[0].parts.at(0).kind, Part::kUnknown);
  EXPECT_EQ(d.rows[1].cells[1].parts.at(0).kind, Part::kMoreThan);
  EXPECT_EQ(d.rows[1].value->kind, syntax::Expression::Kind::kNo);
  EXPECT_EQ(d.rows[2].cells[0].parts.at(0).kind, Part::kAtLeast);
  EXPECT_EQ(d.rows[2].cells[0].parts.at(1).kind, Part::kLessThan);
  EXPECT_TRUE(d.rows[2].cells[0].parts.at(2).high && !d.rows[2].cells[0].parts.at(2).low);
  EXPECT_EQ(d.rows[2].cells[1].parts.at(0).kind, Part::kAtLeast);
  EXPECT_EQ(d.rows[2].value->kind, syntax::Expression::Kind::kWeekday);
  EXPECT_EQ(d.cites.size(), 1U);
  EXPECT_EQ(p.at<syntax::Decision>(2).hit, syntax::Decision::Hit::kCount);
  EXPECT_FALSE(p.at<syntax::Decision>(2).rows.at(1).value);
}

TEST(Parse, ReadsEveryHitRule) {
  using Hit = syntax::Decision::Hit;
  const auto hit = [](const std::string& words) {
    return *with_framework("decide x from a hit " + words + " row b gives c").at<syntax::Decision>(1).hit;
  };
  EXPECT_EQ(hit("unique"), Hit::kUnique);
  EXPECT_EQ(hit("any"), Hit::kAny);
  EXPECT_EQ(hit("collect"), Hit::kCollect);
  EXPECT_EQ(hit("collect sum"), Hit::kSum);
  EXPECT_EQ(hit("collect min"), Hit::kMin);
  EXPECT_EQ(hit("collect max"), Hit::kMax);
}

TEST(Parse, ReadsTheNewLinesOfExamples) {
  using Kind = syntax::Expectation::Kind;
  const Parsed p = with_framework(
      "example \"X\" on 1 May 2020 at 9:30 e for p with a yes expect d for p kept expect d due 1 May 2020 at 00:05 "
      "expect d "
      "for p due 1 May 2020 to 3 May 2020 expect breach of d for p expect notified p expect case closed expect d is "
      "kept");
  const auto& x = p.at<syntax::Example>(1);
  const auto& on = std::get<syntax::ExampleEvent>(x.items.at(0));
  EXPECT_EQ(on.minute, 9 * 60 + 30);
  EXPECT_EQ(on.for_party->text, "p");
  EXPECT_EQ(on.with.size(), 1U);
  const auto line = [&](std::size_t i) { return std::get<syntax::Expectation>(x.items.at(i)); };
  EXPECT_EQ(line(1).kind, Kind::kStatus);
  EXPECT_EQ(line(1).for_party->text, "p");
  EXPECT_EQ(line(2).due_minute, 5);
  EXPECT_EQ(iso_date(line(3).due_until->value), "2020-05-03");
  EXPECT_EQ(line(4).for_party->text, "p");
  EXPECT_EQ(line(5).kind, Kind::kNotified);
  EXPECT_EQ(line(6).kind, Kind::kClosed);
  EXPECT_EQ(line(7).kind, Kind::kCondition);
}

TEST(Parse, LeavesWordsOfFixedPhrasesFree) {
  const Parsed p = with_framework(
      "event notified event case event closed event hit event unique event zone event judged event any event sum event "
      "school event it event falls event day event run\nexample \"x\" on 1 May 2020 notified expect stage closed "
      "expect "
      "notified is 3 expect case is closed\ndecide hit from any hit any row sum gives unique\n");
  EXPECT_EQ(p.tree.declarations.size(), 17U);
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

}  // namespace
}  // namespace proviso
