// SPDX-License-Identifier: Apache-2.0
// Order that means nothing is no change; order that does is one.
#include "tests/unit/change/versions.h"

namespace proviso {
namespace {

using namespace testing_support;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Clauses of a stage, before what every one of these has.
std::string staged(const std::string& clauses) {
  return R"(framework f "F"
party office "the office"
fact small : yes/no "it is small"
fact large : yes/no "it is large"
fact size : number "its size"
fact note : text "a note"
event asked "asked" by office records small, large, size
event given "given" by office
)" + clauses;
}

std::string moves(const std::string& clauses) {
  return staged("track t \"T\"\nstage a \"A\"\n" + clauses + "\nstage b \"B\"\n  end\nstage c \"C\"\n  end\n");
}

TEST(OrderOfMoves, CountsWhereBothMayBeYes) {
  const change::Changes changes = changes_of(moves("  when asked if small go to b\n  when asked if large go to c"),
                                             moves("  when asked if large go to c\n  when asked if small go to b"));
  EXPECT_THAT(sentences(changes),
              ElementsAre("in stage `a` the moves are asked in another order, which changes where cases go"));
  EXPECT_THAT(changes.meaning[0].details,
              ElementsAre("`when asked if large go to c` is now asked before `when asked if small go to b`"));
}

TEST(OrderOfMoves, DoesNotWhereOnlyOneIsEverYes) {
  // Both hang on the size alone, and are unknown together.
  EXPECT_THAT(sentences(changes_of(
                  moves("  when asked if size is at most 5 go to b\n  when asked if size is more than 5 go to c"),
                  moves("  when asked if size is more than 5 go to c\n  when asked if size is at most 5 go to b"))),
              IsEmpty());
}

TEST(OrderOfMoves, CountsWhereOneMayBeUnknownAndTheOtherYes) {
  // With `small` no, `large` unknown and the size 9: only in one order does the second clause stop the search.
  EXPECT_THAT(
      sentences(changes_of(
          moves("  when asked if size is more than 5 go to b\n  when asked if size is at most 5 and large go to b"),
          moves("  when asked if size is at most 5 and large go to b\n  when asked if size is more than 5 go to b"))),
      IsEmpty());
  EXPECT_THAT(
      sentences(changes_of(moves("  when asked if small go to b\n  when asked if large and not small go to c"),
                           moves("  when asked if large and not small go to c\n  when asked if small go to b"))),
      IsEmpty());
  EXPECT_THAT(sentences(changes_of(moves("  when asked if small is known go to b\n  when asked if large go to b"),
                                   moves("  when asked if large go to b\n  when asked if small is known go to b"))),
              SizeIs(1));
}

TEST(OrderOfMoves, DoesNotBetweenEvents) {
  EXPECT_THAT(sentences(changes_of(moves("  when asked go to b\n  when given go to c"),
                                   moves("  when given go to c\n  when asked go to b"))),
              IsEmpty());
}

TEST(OrderOfMoves, CountsForOtherwise) {
  const std::string small = "  when asked if small go to b\n";
  const std::string large = "  when asked if large go to b\n";
  const std::string otherwise = "  when asked otherwise go to c\n";
  EXPECT_THAT(sentences(changes_of(moves(small + large + otherwise), moves(small + otherwise + large))), SizeIs(1));
}

std::string triggers(const std::string& first, const std::string& second) {
  return staged(first + second + "track t \"T\"\nstage a \"A\"\n  when given go to b\nstage b \"B\"\n  end\n");
}

TEST(OrderOfTriggers, CountsWhereOneChangesWhatTheOtherLooksAt) {
  const std::string writes = "trigger one\n  when asked then record note as \"x\"\n";
  const std::string reads = "trigger two\n  when asked if note is known then notify office \"noted\"\n";
  EXPECT_THAT(sentences(changes_of(triggers(writes, reads), triggers(reads, writes))),
              ElementsAre("what happens at one moment is done in another order: trigger `two` before trigger `one`"));
  const std::string neither = "trigger two\n  when asked if small then notify office \"noted\"\n";
  EXPECT_THAT(sentences(changes_of(triggers(writes, neither), triggers(neither, writes))), IsEmpty());
}

TEST(OrderOfTriggers, CountsWhereOneClosesTheCase) {
  const std::string closes = "trigger one\n  when asked if small then close case\n";
  const std::string tells = "trigger two\n  when asked then notify office \"noted\"\n";
  EXPECT_THAT(sentences(changes_of(triggers(closes, tells), triggers(tells, closes))), SizeIs(1));
}

TEST(OrderOfDuties, CountsWhereOneAsksForTheOther) {
  const std::string plain = "duty one\n  office must ensure given within 5 calendar days of asked\n";
  const std::string asks = "duty two\n  office must ensure given if one is kept within 9 calendar days of asked\n";
  const std::string alone = "duty two\n  office must ensure given if small within 9 calendar days of asked\n";
  EXPECT_THAT(sentences(changes_of(triggers(plain, asks), triggers(asks, plain))), SizeIs(1));
  EXPECT_THAT(sentences(changes_of(triggers(plain, alone), triggers(alone, plain))), IsEmpty());
}

TEST(OrderOfTracks, CountsWhereOneLooksAtTheOther) {
  const std::string first = "track t \"T\"\nstage a \"A\"\n  when given go to b\nstage b \"B\"\n  end\n";
  const std::string looks = "track u \"U\"\nstage c \"C\"\n  when given if in b go to d\nstage d \"D\"\n  end\n";
  const std::string alone = "track u \"U\"\nstage c \"C\"\n  when given if small go to d\nstage d \"D\"\n  end\n";
  EXPECT_THAT(sentences(changes_of(staged(first + looks), staged(looks + first))),
              ElementsAre("tracks move in another order: track `u` before track `t`"));
  EXPECT_THAT(sentences(changes_of(staged(first + alone), staged(alone + first))), IsEmpty());
}

TEST(OrderOfStages, CountsForTheFirstAlone) {
  const std::string a = "stage a \"A\"\n  when given go to b\n";
  const std::string b = "stage b \"B\"\n  when given go to c\n";
  const std::string c = "stage c \"C\"\n  end\n";
  const auto track = [](const std::string& stages) { return staged("track t \"T\"\n" + stages); };
  EXPECT_THAT(sentences(changes_of(track(a + b + c), track(a + c + b))), IsEmpty());
  EXPECT_THAT(sentences(changes_of(track(a + b + c), track(b + a + c))),
              ElementsAre("the first stage of track `t` is `b` instead of `a`"));
}

TEST(OrderOfActions, Counts) {
  const std::string one = "trigger one\n  when asked then record note as \"x\" then record note as \"y\"\n";
  const std::string two = "trigger one\n  when asked then record note as \"y\" then record note as \"x\"\n";
  EXPECT_THAT(
      sentences(changes_of(triggers(one, ""), triggers(two, ""))),
      ElementsAre("the actions of trigger `one` come in another order, which counts: `record note as \"y\"` and "
                  "`record note as \"x\"` instead of `record note as \"x\"` and `record note as \"y\"`"));
}

TEST(OrderOfOperands, MeansNothing) {
  EXPECT_THAT(sentences(changes_of(moves("  when asked if small and (large and size is 5) go to b"),
                                   moves("  when asked if size is 5 and large and small go to b"))),
              IsEmpty());
  EXPECT_THAT(sentences(changes_of(moves("  when asked or given go to b"), moves("  when given or asked go to b"))),
              IsEmpty());
  EXPECT_THAT(sentences(changes_of(moves("  when asked if small and large go to b"),
                                   moves("  when asked if small or large go to b"))),
              SizeIs(1));
}

}  // namespace
}  // namespace proviso
