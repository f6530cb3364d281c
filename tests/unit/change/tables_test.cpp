// SPDX-License-Identifier: Apache-2.0
// Decision tables are compared by what they give.
#include "tests/unit/change/versions.h"

namespace proviso {
namespace {

using namespace testing_support;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string table(const std::string& hit, const std::string& rows, const std::string& inputs = "kind, fee",
                  const std::string& result = "one of short, full") {
  return R"(framework f "F"
source act "The Act"
party office "the office"
fact kind : one of building, stall, fair
fact fee : number
fact day : date
fact who : party
fact note : text
fact route : )" +
         result + "\nevent asked \"asked\" by office records kind, fee, day, who, note\ndecide route\n  from " +
         inputs + "\n  hit " + hit + "\n" + rows + "  cite act \"7\"\ntrack t \"T\"\nstage a \"A\"\n  may end\n";
}

std::vector<std::string> said(const std::string& hit, const std::string& before, const std::string& now,
                              const std::string& inputs = "kind, fee") {
  const change::Changes changes = changes_of(table(hit, before, inputs), table(hit, now, inputs));
  std::vector<std::string> all = sentences(changes);
  for (const change::Change& change : changes.meaning) {
    all.insert(all.end(), change.details.begin(), change.details.end());
  }
  return all;
}

TEST(Tables, OtherValuesOfARowAreSaid) {
  const std::string before =
      "  row stall, at most 100 gives short\n  row stall, more than 100 gives full\n  row not stall, - gives full\n";
  const std::string now =
      "  row stall, at most 200 gives short\n  row stall, more than 200 gives full\n  row not stall, - gives full\n";
  EXPECT_THAT(
      said("unique", before, now),
      ElementsAre("the decision table for `route` gives `short` instead of `full` where `kind` is stall and `fee` is "
                  "more than 100 and at most 200; for example `kind` stall and `fee` 101"));
}

TEST(Tables, ThatComeToTheSameAreTheSame) {
  // Rows in another order, a range cut in two, cells with values in another order, columns in another order.
  EXPECT_THAT(said("unique", "  row stall, - gives short\n  row building or fair, - gives full\n",
                   "  row fair or building, - gives full\n  row stall, - gives short\n"),
              IsEmpty());
  EXPECT_THAT(said("unique", "  row not stall, - gives full\n  row stall, - gives short\n",
                   "  row fair or building, - gives full\n  row stall, - gives short\n"),
              IsEmpty());
  EXPECT_THAT(sentences(changes_of(table("unique", "  row stall, more than 1 gives short\n"),
                                   table("unique", "  row more than 1, stall gives short\n", "fee, kind"))),
              IsEmpty());
}

TEST(Tables, ARangeCutInTwoAsksForTheInput) {
  // `-` holds for a fee that nobody knows; two ranges do not.
  EXPECT_THAT(
      said("unique", "  row stall, - gives short\n",
           "  row stall, at most 5 gives short\n  row stall, more than 5 gives short\n"),
      ElementsAre("the decision table for `route` gives nothing instead of `short` where `kind` is stall and `fee` is "
                  "not known; for example `kind` stall and `fee` not known"));
}

TEST(Tables, OrderCountsUnderFirst) {
  const std::string one = "  row stall, - gives short\n  row -, more than 10 gives full\n";
  const std::string two = "  row -, more than 10 gives full\n  row stall, - gives short\n";
  const std::vector<std::string> first = said("first", one, two);
  ASSERT_FALSE(first.empty());
  EXPECT_THAT(first.front(), HasSubstr("`full` instead of `short` where `kind` is stall and `fee` is more than 10"));
  EXPECT_THAT(said("any", one, two), IsEmpty());
}

TEST(Tables, AnotherHitRuleCountsByWhatItGives) {
  const std::string rows = "  row stall, - gives short\n  row building, - gives full\n";
  // No two rows ever hold together; but with a kind that is not known both may.
  EXPECT_THAT(sentences(changes_of(table("unique", rows), table("any", rows))), IsEmpty());
  EXPECT_THAT(sentences(changes_of(table("unique", rows), table("first", rows))), IsEmpty());
  const std::string overlapping = "  row stall, - gives short\n  row -, more than 10 gives full\n";
  EXPECT_THAT(
      sentences(changes_of(table("unique", overlapping), table("first", overlapping))),
      ElementsAre(HasSubstr("gives `short` instead of nothing where `kind` is stall and `fee` is more than 10")));
}

TEST(Tables, AnInputMoreOrLess) {
  EXPECT_THAT(sentences(changes_of(table("unique", "  row stall gives short\n", "kind"),
                                   table("unique", "  row stall, - gives short\n", "kind, fee"))),
              IsEmpty());
  EXPECT_THAT(sentences(changes_of(table("unique", "  row stall gives short\n", "kind"),
                                   table("unique", "  row stall, more than 5 gives short\n", "kind, fee"))),
              ElementsAre(HasSubstr(
                  "gives nothing instead of `short` where `kind` is stall and `fee` is at most 5 or not known")));
}

TEST(Tables, DatesTextsAndParties) {
  EXPECT_THAT(
      said("unique", "  row before 1 May 2024 gives short\n", "  row on or before 1 May 2024 gives short\n", "day"),
      ElementsAre("the decision table for `route` gives `short` instead of nothing where `day` is 1 May 2024; for "
                  "example `day` 1 May 2024"));
  EXPECT_THAT(said("unique", "  row \"x\" gives short\n", "  row \"y\" gives short\n", "note"),
              ElementsAre(HasSubstr("gives nothing instead of `short` where `note` is \"x\""),
                          HasSubstr("gives `short` instead of nothing where `note` is \"y\"")));
  EXPECT_THAT(
      said("unique", "  row office gives short\n", "  row office gives full\n", "who"),
      ElementsAre("the decision table for `route` gives `full` instead of `short` where `who` is known; for example "
                  "`who` office"));
}

TEST(Tables, Collect) {
  const auto sum = [](const std::string& rows) { return table("collect sum", rows, "kind, fee", "number"); };
  EXPECT_THAT(sentences(changes_of(sum("  row stall, - gives 5\n  row -, more than 10 gives 7\n"),
                                   sum("  row -, more than 10 gives 7\n  row stall, - gives 5\n"))),
              IsEmpty());
  const change::Changes changes = changes_of(sum("  row stall, - gives 5\n  row -, more than 10 gives 7\n"),
                                             sum("  row stall, - gives 6\n  row -, more than 10 gives 7\n"));
  // 5 became 6 where the fee is 10 or less, 12 became 13 above.
  EXPECT_THAT(sentences(changes),
              ElementsAre(HasSubstr("gives `6` instead of `5` where `kind` is stall and `fee` is at most 10")));
  EXPECT_THAT(changes.meaning[0].details,
              ElementsAre(HasSubstr("gives `13` instead of `12` where `kind` is stall and `fee` is more than 10")));
}

TEST(Tables, ThatAreTooLargeAreComparedAsWritten) {
  // Six numbers, each cut at twenty places: 22 to the sixth are more points than are looked at.
  std::string head = "framework f \"F\"\nparty office \"o\"\nfact route : number\n";
  std::string names;
  for (int i = 0; i < 6; ++i) {
    head += "fact n" + std::to_string(i) + " : number\n";
    names += (i > 0 ? ", n" : "n") + std::to_string(i);
  }
  head += "event asked \"asked\" by office records " + names + "\ndecide route\n  from " + names + "\n  hit unique\n";
  std::string rows;
  for (int v = 0; v < 20; ++v) {
    rows += "  row ";
    for (int i = 0; i < 6; ++i) rows += (i > 0 ? ", " : "") + std::to_string(v);
    rows += " gives " + std::to_string(v) + "\n";
  }
  const std::string tail = "track t \"T\"\nstage a \"A\"\n  may end\n";
  const change::Changes changes = changes_of(head + rows + tail, head + with(rows, "gives 7", "gives 70") + tail);
  ASSERT_EQ(changes.meaning.size(), 1U);
  EXPECT_EQ(changes.meaning[0].aspect, "rows");
  EXPECT_THAT(changes.meaning[0].details,
              ElementsAre("gone: `row 7, 7, 7, 7, 7, 7 gives 7`", "new: `row 7, 7, 7, 7, 7, 7 gives 70`"));
}

TEST(Tables, NewAndGone) {
  const std::string without =
      with(table("unique", "  row stall gives short\n", "kind"),
           "decide route\n  from kind\n  hit unique\n  row stall gives short\n  cite act \"7\"\n", "");
  const change::Changes gone = changes_of(table("unique", "  row stall gives short\n", "kind"), without);
  EXPECT_THAT(sentences(gone), ElementsAre("the decision table for `route` is gone"));
  EXPECT_THAT(gone.meaning[0].details, ElementsAre("`row stall gives short`"));
  EXPECT_THAT(sentences(changes_of(without, table("unique", "  row stall gives short\n", "kind"))),
              ElementsAre("the decision table for `route` is new"));
}

}  // namespace
}  // namespace proviso
