// SPDX-License-Identifier: Apache-2.0
// Histories in two times: what counts of records in any order, and as known when.
#include "engine/run/records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/model/resolve.h"
#include "grammar/parse.h"

namespace proviso::run {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Kind = Record::Kind;

constexpr const char* kPlainRules = R"(framework plain "Plain"

party office "the office"
party school "the school"

fact size : number
fact grounds : list of text

event asked "somebody asks"
  records size, grounds
event answered "the office answers"
event closed "the file is closed"

track work "Work"

stage begun "Begun"
  when answered go to done
  when closed go to done

stage done "Done"
  end
)";

std::shared_ptr<const program::Program> plain_program() {
  static const std::shared_ptr<const program::Program> program = [] {
    SourceSet sources;
    DiagnosticReport report;
    const syntax::File tree = grammar::parse(sources.add("plain.proviso", kPlainRules), report);
    auto framework = std::make_shared<const model::Framework>(model::resolve(tree, report));
    EXPECT_FALSE(report.has_errors()) << render_text(report, sources);
    return program::compile(std::move(framework), {}).value();
  }();
  return program;
}

std::string clock(std::int64_t minutes) { return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60); }

/// A day of May 2017, or more days after it.
Date may(int day) { return *make_date(2017, 5, 1) + std::chrono::days{day - 1}; }
DayTime at(int day, int hour, int minute = 0) {
  return {may(day), std::chrono::hours{hour} + std::chrono::minutes{minute}};
}
DayTime on(int day) { return {may(day), std::nullopt}; }

/// Records of a test, told one after the other.
class Told {
 public:
  Told() : records_(*plain_program()) {}

  /// An event of the plain rules: 0 asked, 1 answered, 2 closed.
  Told& event(std::string id, int day, std::uint32_t event, std::optional<DayTime> recorded = std::nullopt) {
    return add(Kind::kEvent, std::move(id), {}, day, event, recorded);
  }
  Told& correct(std::string refers, int day, std::uint32_t event, std::optional<DayTime> recorded = std::nullopt,
                std::string id = {}) {
    return add(Kind::kCorrection, std::move(id), std::move(refers), day, event, recorded);
  }
  Told& withdraw(std::string refers, std::optional<DayTime> recorded = std::nullopt, std::string id = {}) {
    return add(Kind::kWithdrawal, std::move(id), std::move(refers), 1, 0, recorded);
  }
  /// Gives the last record a time of day.
  Told& minute(std::int32_t minute) {
    records_.records.back().happened.minute = minute;
    return *this;
  }
  Told& for_party(std::uint32_t party) {
    records_.records.back().happened.for_party = party;
    return *this;
  }
  /// Gives the last record the fact `size`.
  Told& size(std::int64_t size) {
    Record record = records_.records.back();
    records_.pop();
    const RecordedFact fact{0, Value::number(*whole_number(size))};
    records_.add(std::move(record), std::span(&fact, 1));
    return *this;
  }

  [[nodiscard]] const Records& records() const { return records_; }

 private:
  Told& add(Kind kind, std::string id, std::string refers, int day, std::uint32_t event,
            std::optional<DayTime> recorded) {
    Record record;
    record.kind = kind;
    record.id = std::move(id);
    record.refers = std::move(refers);
    record.recorded = recorded;
    record.happened.on = may(day);
    record.happened.event = event;
    records_.add(std::move(record));
    return *this;
  }

  Records records_;
};

/// `3 asked size=5`, `3 09:30 asked`: each event of a history, by its day in May.
std::vector<std::string> texts(const History& history) {
  std::vector<std::string> texts;
  const model::Framework& framework = *history.program->framework;
  for (const Occurrence& happened : history.occurrences) {
    std::string text = fmt::format("{}", (happened.on - may(1)).count() + 1);
    if (happened.minute != kNoTime) text += " " + clock(happened.minute);
    text += " " + framework.events[happened.event].name;
    if (happened.for_party != program::kNone) text += " for " + framework.parties[happened.for_party].name;
    for (std::uint32_t i = happened.facts_begin; i < happened.facts_end; ++i) {
      const model::Fact& fact = framework.facts[history.facts[i].fact];
      text += fmt::format(" {}={}", fact.name, value_text(history.facts[i].value, fact.type, framework, history.pool));
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<std::string> known(const Told& told, std::optional<DayTime> known_at = std::nullopt) {
  const RecordOrder order(told.records());
  for (const RecordProblem& problem : order.problems()) ADD_FAILURE() << problem.record << ": " << problem.message;
  return texts(order.as_known(known_at));
}

/// `2 message (help) [1: what is beside it]`, by the numbers of the records.
std::vector<std::string> problems(const Told& told) {
  std::vector<std::string> texts;
  const RecordOrder order(told.records());
  for (const RecordProblem& problem : order.problems()) {
    std::string text = fmt::format("{} {} ({})", problem.record, problem.message, problem.help);
    if (problem.other != program::kNone) text += fmt::format(" [{}: {}]", problem.other, problem.other_text);
    texts.push_back(std::move(text));
  }
  if (!texts.empty()) {
    EXPECT_THAT(order.as_known().occurrences, IsEmpty());
    EXPECT_THAT(order.changes(), IsEmpty());
  }
  return texts;
}

// What is known when

TEST(Records, AnEventIsKnownFromTheMinuteItWasRecorded) {
  Told told;
  told.event("", 3, 0, at(5, 9, 30));
  EXPECT_THAT(known(told, at(5, 9, 29)), IsEmpty());
  EXPECT_THAT(known(told, at(5, 9, 30)), ElementsAre("3 asked"));
  EXPECT_THAT(known(told, on(4)), IsEmpty());
  EXPECT_THAT(known(told, on(5)), ElementsAre("3 asked"));
  EXPECT_THAT(known(told), ElementsAre("3 asked"));
}

TEST(Records, WithoutARecordedTimeAnEventIsKnownWhenItsDayBegins) {
  Told told;
  told.event("", 3, 0).minute(600);
  EXPECT_THAT(known(told, at(2, 23, 59)), IsEmpty());
  EXPECT_THAT(known(told, at(3, 0)), ElementsAre("3 10:00 asked"));
}

TEST(Records, ADayAloneAsTheRecordedTimeStandsForItsBeginning) {
  Told told;
  told.event("", 3, 0, on(5));
  EXPECT_THAT(known(told, at(5, 0)), ElementsAre("3 asked"));
  EXPECT_THAT(known(told, on(4)), IsEmpty());
}

TEST(Records, ACorrectionTakesThePlaceOfWhatItCorrects) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).size(5).event("b", 4, 1, at(4, 9)).correct("a", 6, 0, at(7, 9)).size(7);
  EXPECT_THAT(known(told, on(6)), ElementsAre("3 asked size=5", "4 answered"));
  EXPECT_THAT(known(told, on(7)), ElementsAre("4 answered", "6 asked size=7"));
}

TEST(Records, ACorrectionMayMakeItAnotherEventForAnotherParty) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).for_party(0).correct("a", 3, 2, at(7, 9)).for_party(1);
  EXPECT_THAT(known(told, on(6)), ElementsAre("3 asked for office"));
  EXPECT_THAT(known(told), ElementsAre("3 closed for school"));
}

TEST(Records, AWithdrawalTakesTheEventOut) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).withdraw("a", at(7, 9));
  EXPECT_THAT(known(told, on(6)), ElementsAre("3 asked"));
  EXPECT_THAT(known(told, at(7, 9)), IsEmpty());
}

TEST(Records, CorrectionsOfCorrectionsGoByEitherId) {
  Told told;
  told.event("a", 3, 0, at(3, 9))
      .correct("a", 4, 0, at(4, 9), "a2")
      .correct("a", 5, 0, at(5, 9))
      .correct("a2", 6, 0, at(6, 9), "a3")
      .correct("a", 7, 0, at(7, 9), "a")  // the same record, told anew
      .withdraw("a3", at(9, 9));
  for (int day = 3; day < 8; ++day) EXPECT_THAT(known(told, on(day)), ElementsAre(fmt::format("{} asked", day)));
  EXPECT_THAT(known(told, on(8)), ElementsAre("7 asked"));
  EXPECT_THAT(known(told), IsEmpty());
}

TEST(Records, TheOrderOfRecordingCountsNotThatOfTheFile) {
  Told told;
  told.withdraw("b", at(9, 9))
      .correct("a2", 6, 0, at(6, 9))
      .correct("a", 4, 0, at(4, 9), "a2")
      .event("b", 5, 1, at(5, 9))
      .event("a", 3, 0, at(3, 9));
  EXPECT_THAT(known(told, on(5)), ElementsAre("4 asked", "5 answered"));
  EXPECT_THAT(known(told), ElementsAre("6 asked"));
}

TEST(Records, WithoutATimeACorrectionComesRightAfterTheLatestOfItsRecord) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).correct("a", 4, 0, at(5, 9)).correct("a", 6, 0).withdraw("a");
  EXPECT_THAT(known(told, at(5, 8, 59)), ElementsAre("3 asked"));
  EXPECT_THAT(known(told, at(5, 9)), IsEmpty());
  // So it comes after a withdrawal with a time, unless it is written before it.
  Told withdrawn;
  withdrawn.event("a", 3, 0, at(3, 9)).withdraw("a", at(5, 9)).correct("a", 4, 0);
  EXPECT_THAT(problems(withdrawn), ElementsAre(HasSubstr("2 this corrects `a`, which is withdrawn already")));
  // Of an event without a time: when its day begins.
  Told other;
  other.event("a", 3, 0).correct("a", 4, 0);
  EXPECT_THAT(known(other, on(2)), IsEmpty());
  EXPECT_THAT(known(other, on(3)), ElementsAre("4 asked"));
  // Never after what corrects it in turn.
  Told third;
  third.event("a", 3, 0, at(3, 9))
      .correct("a", 5, 0, at(20, 9))
      .correct("a", 6, 0, std::nullopt, "c")
      .correct("c", 7, 0, at(10, 9));
  EXPECT_THAT(known(third, at(10, 9)), ElementsAre("7 asked"));
  EXPECT_THAT(known(third), ElementsAre("5 asked"));
}

TEST(Records, AnEventWithoutATimeWasKnownWhenItWasCorrected) {
  // Its date was wrong, and far ahead.
  Told told;
  told.event("a", 400, 0).correct("a", 4, 0, at(5, 9));
  EXPECT_THAT(known(told, at(5, 8)), IsEmpty());
  EXPECT_THAT(known(told, at(5, 9)), ElementsAre("4 asked"));
  EXPECT_THAT(known(told), ElementsAre("4 asked"));
}

TEST(Records, ACorrectionOfTheSameDayNeedsNoTimeOfDay) {
  Told told;
  told.event("a", 3, 0, at(5, 14)).correct("a", 4, 0, on(5));
  EXPECT_THAT(known(told, at(5, 13)), IsEmpty());
  EXPECT_THAT(known(told, at(5, 14)), ElementsAre("4 asked"));
}

// Order

TEST(Records, EventsOfADayStandByTimeThenByWhenTheyWereRecordedThenAsWritten) {
  Told told;
  told.event("", 3, 0, at(9, 9))
      .event("", 3, 1, at(8, 9))
      .event("", 3, 2)
      .event("", 3, 2, at(4, 0))
      .minute(600)
      .event("", 3, 1)
      .event("", 3, 0, at(9, 10))
      .minute(540);
  EXPECT_THAT(known(told),
              ElementsAre("3 closed", "3 answered", "3 answered", "3 asked", "3 09:00 asked", "3 10:00 closed"));
}

TEST(Records, ACorrectedEventKeepsItsTurn) {
  Told told;
  told.event("a", 3, 0, at(4, 9)).event("b", 3, 1, at(4, 10)).correct("a", 3, 2, at(9, 9));
  EXPECT_THAT(known(told), ElementsAre("3 closed", "3 answered"));
  Told unknown_times;
  unknown_times.event("a", 3, 0).event("b", 3, 1).correct("a", 3, 2, at(9, 9));
  EXPECT_THAT(known(unknown_times), ElementsAre("3 closed", "3 answered"));
}

// Repetitions

TEST(Records, ARecordGivenTwiceIsOneRecord) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).size(5).event("a", 3, 0, at(3, 9)).size(5);
  told.correct("a", 4, 0, at(5, 9), "c").correct("a", 4, 0, at(5, 9), "c");
  told.correct("a", 5, 0, at(6, 9)).correct("a", 5, 0, at(6, 9));
  told.event("b", 9, 1, at(3, 9)).withdraw("b", at(7, 9)).withdraw("b", at(7, 9)).event("b", 9, 1, at(3, 9));
  EXPECT_THAT(known(told), ElementsAre("5 asked"));
  const RecordOrder order(told.records());
  EXPECT_THAT(order.changes(), SizeIs(3));
  EXPECT_EQ(order.not_yet_known(at(1, 0)), 5U);
  EXPECT_TRUE(order.is_repeated(1));
  EXPECT_FALSE(order.is_repeated(0));
}

TEST(Records, WithoutIdsTwoLikeEventsAreTwo) {
  Told told;
  told.event("", 3, 0, at(3, 9)).event("", 3, 0, at(3, 9));
  EXPECT_THAT(known(told), ElementsAre("3 asked", "3 asked"));
}

TEST(Records, TheOrderOfFactsIsNoDifference) {
  Records records(*plain_program());
  const RecordedFact size{0, Value::number(*whole_number(5))};
  const RecordedFact grounds{1, records.pool.list({records.pool.text("cost")})};
  Record record;
  record.id = "a";
  record.happened.on = may(3);
  const RecordedFact one[] = {size, grounds};
  const RecordedFact two[] = {grounds, size};
  records.add(record, one);
  records.add(record, two);
  EXPECT_THAT(RecordOrder(records).problems(), IsEmpty());
  EXPECT_THAT(texts(RecordOrder(records).as_known()), ElementsAre("3 asked size=5 grounds=\"cost\""));
}

// What does not fit together

TEST(Records, OneIdForTwoThingsIsRefusedWithBoth) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).event("a", 4, 0, at(3, 9)).event("a", 3, 0, at(3, 10));
  EXPECT_THAT(problems(told),
              ElementsAre("1 the id `a` is that of `asked` on 3 May 2017 already, and `asked` on 4 May 2017 says "
                          "something else (give it an id of its own, or say that it corrects `a`) [0: the id is given "
                          "here first]",
                          "2 the id `a` is that of `asked` on 3 May 2017 already, recorded at another time (give it "
                          "an id of its own, or the same recorded time if it is the same record) [0: the id is given "
                          "here first]"));
  for (int difference = 0; difference < 3; ++difference) {
    Told other;
    other.event("a", 3, 0).event("a", 3, 0);
    if (difference == 0) other.size(5);
    if (difference == 1) other.minute(5);
    if (difference == 2) other.for_party(0);
    EXPECT_THAT(problems(other), ElementsAre(HasSubstr("already, with other facts, another time or another party")))
        << difference;
  }
}

TEST(Records, ACorrectionsOwnIdIsNobodyElses) {
  Told told;
  told.event("a", 3, 0).event("b", 4, 0).correct("a", 5, 0, at(9, 9), "b").correct("a", 5, 0, at(9, 9), "c");
  told.correct("a", 6, 0, at(9, 9), "c").withdraw("x", at(9, 9));
  EXPECT_THAT(problems(told), ElementsAre(HasSubstr("2 the id `b` is that of `asked` on 4 May 2017 already, and the "
                                                    "correction of `a` to `asked` on 5 May 2017 says something else"),
                                          HasSubstr("4 the id `c` is that of the correction of `a` to "),
                                          HasSubstr("5 this withdraws `x`, but no record has that id")));
}

TEST(Records, WhatIsNotThereCannotBeCorrectedOrWithdrawn) {
  Told told;
  told.event("letter", 3, 0).correct("leter", 4, 0).withdraw("x").correct("c", 4, 0, std::nullopt, "c");
  EXPECT_THAT(problems(told),
              ElementsAre("1 this corrects `leter`, but no record has that id (did you mean `letter`?)",
                          "2 this withdraws `x`, but no record has that id (give the id of the record that was wrong)",
                          HasSubstr("3 this corrects `c`, but no record has that id")));
}

TEST(Records, WhatIsWithdrawnStaysSo) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).withdraw("a", at(5, 9)).correct("a", 4, 0, at(6, 9)).withdraw("a", at(7, 9));
  EXPECT_THAT(problems(told), ElementsAre("2 this corrects `a`, which is withdrawn already (record the event again, "
                                          "with an id of its own) [1: it is withdrawn here]",
                                          "3 this withdraws `a`, which is withdrawn already (take one of the two "
                                          "withdrawals out) [1: it is withdrawn here]"));
  Told corrected_first;
  corrected_first.event("a", 3, 0, at(3, 9)).withdraw("a", at(6, 9)).correct("a", 4, 0, at(5, 9));
  EXPECT_THAT(known(corrected_first, on(5)), ElementsAre("4 asked"));
  EXPECT_THAT(known(corrected_first), IsEmpty());
}

TEST(Records, AWithdrawalIsNotWithdrawn) {
  Told told;
  told.event("a", 3, 0).withdraw("a", at(5, 9), "w").withdraw("w", at(6, 9)).correct("w", 4, 0, at(6, 9));
  EXPECT_THAT(problems(told), ElementsAre("2 this withdraws `w`, which is itself a withdrawal (record the event again, "
                                          "with an id of its own) [1: the withdrawal is here]",
                                          HasSubstr("3 this corrects `w`, which is itself a withdrawal")));
}

TEST(Records, NothingIsCorrectedBeforeItIsRecorded) {
  Told told;
  told.event("a", 3, 0, at(8, 14)).correct("a", 4, 0, at(8, 13, 59)).withdraw("a", on(7));
  EXPECT_THAT(problems(told),
              ElementsAre("1 this corrects `a`, but was recorded before it, on 8 May 2017 at 13:59 (check the two "
                          "recorded times) [0: recorded on 8 May 2017 at 14:00]",
                          HasSubstr("2 this withdraws `a`, but was recorded before it, on 7 May 2017")));
}

TEST(Records, CorrectionsInACircleTellOfNothing) {
  Told told;
  told.correct("d", 4, 0, at(5, 9), "c").correct("c", 4, 0, at(5, 9), "d").correct("d", 4, 0, at(6, 9), "e");
  EXPECT_THAT(problems(told), ElementsAre(HasSubstr("0 this corrects `d`, which in the end corrects this")));
}

TEST(Records, LongChainsAreFollowed) {
  constexpr int kLinks = 50'000;
  Told told;
  for (int i = kLinks; i > 0; --i) {
    told.correct(fmt::format("c{}", i - 1), i % 300, 0, std::nullopt, fmt::format("c{}", i));
  }
  told.event("c0", 3, 0, at(3, 9));
  EXPECT_THAT(known(told), ElementsAre(fmt::format("{} asked", kLinks % 300)));
  Told flat;
  flat.event("a", 3, 0, at(3, 9));
  for (int i = 1; i <= kLinks; ++i) flat.correct("a", i % 300, 0);
  EXPECT_THAT(known(flat), ElementsAre(fmt::format("{} asked", kLinks % 300)));
}

TEST(Records, AtMostTwoHundredProblemsAreTold) {
  Told told;
  for (int i = 0; i < 1000; ++i) told.withdraw(fmt::format("x{}", i));
  EXPECT_THAT(problems(told), SizeIs(200));
}

// What changed

TEST(Records, ChangesSayWhatWasSaidBefore) {
  Told told;
  told.event("a", 3, 0, at(3, 9)).size(5).correct("a", 4, 0, at(5, 9)).minute(570).withdraw("a", on(9));
  const RecordOrder order(told.records());
  const std::vector<RecordChange> changes = order.changes();
  ASSERT_THAT(changes, SizeIs(2));
  EXPECT_EQ(changes[0].id, "a");
  EXPECT_FALSE(changes[0].withdrawn);
  EXPECT_EQ(changes[0].before, "Wednesday 3 May 2017: somebody asks (asked); size: 5");
  EXPECT_EQ(changes[0].after, "Thursday 4 May 2017 at 09:30: somebody asks (asked)");
  EXPECT_EQ(changes[0].recorded, at(5, 9));
  EXPECT_TRUE(changes[1].withdrawn);
  EXPECT_EQ(changes[1].before, changes[0].after);
  EXPECT_EQ(changes[1].after, "");
  EXPECT_EQ(changes[1].recorded, on(9));
  EXPECT_THAT(order.changes(on(8)), SizeIs(1));
  EXPECT_THAT(order.changes(on(4)), IsEmpty());
  EXPECT_EQ(order.not_yet_known(on(4)), 2U);
  EXPECT_EQ(order.not_yet_known(on(8)), 1U);
  EXPECT_EQ(order.not_yet_known(on(9)), 0U);
  EXPECT_EQ(order.not_yet_known(std::nullopt), 0U);
}

// Any order of a source comes to the same

/// What happened in the office, record by record, each in a minute of its own.
struct Story {
  struct Step {
    Kind kind{};
    std::string id;
    std::string refers;
    std::uint32_t event = 0;
    int day = 0;
    std::int32_t minute = kNoTime;
    std::int64_t size = 0;
    int recorded = 0;  // minutes after 1 May
  };
  std::vector<Step> steps;
};

Story any_story() {
  Story story;
  std::vector<std::vector<std::string>> live;  // the ids each event goes by, while it is not withdrawn
  int recorded = 0;
  const int count = *rc::gen::inRange(0, 25);
  for (int i = 0; i < count; ++i) {
    Story::Step step;
    recorded += *rc::gen::inRange(1, 3000);
    step.recorded = recorded;
    step.id = fmt::format("r{}", i);
    step.event = *rc::gen::inRange(0U, 3U);
    step.day = *rc::gen::inRange(1, 6);  // few days, so that events share them
    step.minute = *rc::gen::element(kNoTime, 540, 570);
    step.size = *rc::gen::inRange(0, 3);
    const int what = live.empty() ? 0 : *rc::gen::inRange(0, 5);
    if (what <= 1) {
      live.push_back({step.id});
    } else {
      const std::size_t of = *rc::gen::inRange<std::size_t>(0, live.size());
      step.refers = *rc::gen::elementOf(live[of]);
      step.kind = what == 4 ? Kind::kWithdrawal : Kind::kCorrection;
      if (step.kind == Kind::kWithdrawal) {
        live.erase(live.begin() + static_cast<std::ptrdiff_t>(of));
      } else {
        live[of].push_back(step.id);
      }
    }
    story.steps.push_back(std::move(step));
  }
  return story;
}

DayTime after_the_first(int minutes) {
  return {may(1 + minutes / (24 * 60)), std::chrono::minutes{minutes % (24 * 60)}};
}

Told told_in(const Story& story, const std::vector<std::size_t>& order) {
  Told told;
  for (const std::size_t i : order) {
    const Story::Step& step = story.steps[i];
    const DayTime recorded = after_the_first(step.recorded);
    switch (step.kind) {
      case Kind::kEvent:
        told.event(step.id, step.day, step.event, recorded).minute(step.minute).size(step.size);
        break;
      case Kind::kCorrection:
        told.correct(step.refers, step.day, step.event, recorded, step.id).minute(step.minute).size(step.size);
        break;
      case Kind::kWithdrawal:
        told.withdraw(step.refers, recorded, step.id);
        break;
    }
  }
  return told;
}

/// The history by going through the story once, up to a minute.
std::vector<std::string> by_hand(const Story& story, int until) {
  struct Now {
    Story::Step step;
    int recorded = 0;
  };
  std::map<std::string, std::string> first;  // of each id
  std::map<std::string, Now> now;            // by the first id
  for (const Story::Step& step : story.steps) {
    if (step.recorded > until) break;
    if (step.kind == Kind::kEvent) {
      first[step.id] = step.id;
      now[step.id] = {step, step.recorded};
      continue;
    }
    const std::string& of = first[step.refers];
    if (step.kind == Kind::kWithdrawal) {
      now.erase(of);
      continue;
    }
    first[step.id] = of;
    now[of].step = step;
  }
  std::vector<Now> events;
  for (const auto& [id, event] : now) events.push_back(event);
  std::sort(events.begin(), events.end(), [](const Now& a, const Now& b) {
    return std::tie(a.step.day, a.step.minute, a.recorded) < std::tie(b.step.day, b.step.minute, b.recorded);
  });
  std::vector<std::string> texts;
  constexpr const char* kNames[] = {"asked", "answered", "closed"};
  for (const Now& event : events) {
    texts.push_back(fmt::format("{}{} {} size={}", event.step.day,
                                event.step.minute == kNoTime ? "" : " " + clock(event.step.minute),
                                kNames[event.step.event], event.step.size));
  }
  return texts;
}

TEST(RecordsProperty, ShuffledAndRepeatedRecordsComeToTheSameHistory) {
  EXPECT_TRUE(rc::check("shuffled and repeated records come to the same history at every time", [] {
    const Story story = any_story();
    std::vector<std::size_t> clean(story.steps.size());
    std::iota(clean.begin(), clean.end(), std::size_t{0});
    std::vector<std::size_t> shuffled = clean;
    for (std::size_t i = 0; i < clean.size(); ++i) {
      if (*rc::gen::inRange(0, 4) == 0) shuffled.push_back(i);  // delivered twice
    }
    for (std::size_t i = shuffled.size(); i > 1; --i) {
      std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);
    }
    const Told one = told_in(story, clean);
    const Told other = told_in(story, shuffled);
    const RecordOrder first(one.records());
    const RecordOrder second(other.records());
    RC_ASSERT(first.problems().empty());
    RC_ASSERT(second.problems().empty());
    const int end = story.steps.empty() ? 0 : story.steps.back().recorded;
    for (const int until : {0, *rc::gen::inRange(0, end + 1), *rc::gen::inRange(0, end + 1), end}) {
      const DayTime known_at = after_the_first(until);
      const std::vector<std::string> expected = by_hand(story, until);
      RC_ASSERT(texts(first.as_known(known_at)) == expected);
      RC_ASSERT(texts(second.as_known(known_at)) == expected);
      RC_ASSERT(first.not_yet_known(known_at) == second.not_yet_known(known_at));
      RC_ASSERT(first.changes(known_at).size() == second.changes(known_at).size());
    }
    RC_ASSERT(texts(second.as_known()) == texts(first.as_known()));
  }));
}

}  // namespace
}  // namespace proviso::run
