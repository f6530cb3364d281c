// SPDX-License-Identifier: Apache-2.0
// What has another name is known again by what the rules say of it, and nothing else differs for it.
#include "tests/unit/change/versions.h"

namespace proviso {
namespace {

using namespace testing_support;
using change::Matching;
using model::SymbolKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// Every mention of a name outside quotes under another.
std::string renamed(const std::string& text, const std::string& name, const std::string& to) {
  const auto in_name = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  std::string result;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    const bool begins = !quoted && (i == 0 || !in_name(text[i - 1])) && text.compare(i, name.size(), name) == 0;
    if (begins && (i + name.size() == text.size() || !in_name(text[i + name.size()]))) {
      result += to;
      i += name.size() - 1;
    } else {
      result += text[i];
    }
  }
  return result;
}

struct Renamed {
  const char* kind;
  const char* name;
};
void PrintTo(const Renamed& renamed, std::ostream* out) { *out << renamed.name; }

class OneName : public testing::TestWithParam<Renamed> {};

TEST_P(OneName, IsARenameAndNothingElse) {
  const auto [kind, name] = GetParam();
  EXPECT_THAT(sentences(changes_of(kPermits, renamed(kPermits, name, "another"))),
              ElementsAre(std::string(kind) + " `" + name + "` is now called `another`; nothing else in it changed"));
}
INSTANTIATE_TEST_SUITE_P(Kinds, OneName,
                         testing::Values(Renamed{"source", "guide"}, Renamed{"party", "board"},
                                         Renamed{"parameter", "decision-time"}, Renamed{"fact", "complete"},
                                         Renamed{"fact", "costly"}, Renamed{"event", "checked"},
                                         Renamed{"track", "permit"}, Renamed{"stage", "waiting"},
                                         Renamed{"stage", "checking"}, Renamed{"duty", "decide-it"},
                                         Renamed{"trigger", "dear"}),
                         [](const testing::TestParamInfo<Renamed>& at) {
                           std::string name = std::string(at.param.kind) + "_" + at.param.name;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(Renames, AreFoundWithoutTitles) {
  // The stage loses its title with its name: it is known by the moves into it and out of it.
  const std::string now = with(renamed(kPermits, "waiting", "paused"), "stage paused \"Waiting\"", "stage paused");
  EXPECT_THAT(sentences(changes_of(kPermits, now)),
              UnorderedElementsAre("stage `waiting` is now called `paused`",
                                   "stage `paused` no longer has a title: `Waiting`"));
}

TEST(Renames, GoWithAChange) {
  const std::string now = with(renamed(kPermits, "check-it", "look"), "within 10 working days of applied",
                               "within 8 working days of applied");
  EXPECT_THAT(sentences(changes_of(kPermits, now)),
              ElementsAre("duty `check-it` is now called `look`",
                          "the time for duty `look` is 8 working days instead of 10 working days"));
}

TEST(Renames, OfSeveralThatHangTogetherAreFound) {
  std::string now = kPermits;
  for (const auto& [from, to] : {std::pair{"checked", "examined"},
                                 {"checking", "examining"},
                                 {"check-it", "examine-it"},
                                 {"complete", "whole"}}) {
    now = renamed(now, from, to);
  }
  EXPECT_THAT(sentences(changes_of(kPermits, now)),
              ElementsAre("fact `complete` is now called `whole`; nothing else in it changed",
                          "event `checked` is now called `examined`; nothing else in it changed",
                          "stage `checking` is now called `examining`; nothing else in it changed",
                          "duty `check-it` is now called `examine-it`; nothing else in it changed"));
}

TEST(Renames, ThatAreAmbiguousAreNotGuessed) {
  // Two events without a title, alike in everything, both under new names: nobody can tell which is which.
  const std::string two = kPermits + "event one by office\nevent two by office\n";
  const std::string now = kPermits + "event three by office\nevent four by office\n";
  EXPECT_THAT(sentences(changes_of(two, now)),
              UnorderedElementsAre("event `three` is new: `three`", "event `four` is new: `four`",
                                   "event `one` is gone; it was `one`", "event `two` is gone; it was `two`"));
}

TEST(Renames, ANameThatWasFreeIsNotTakenForTheOldOne) {
  // `told` is gone and a fact of that name is new: two things.
  const auto before = read_version(kPermits, "x.proviso");
  const auto now = read_version(
      with(kPermits, "event told \"the applicant is told\" by office", "fact told : yes/no \"the applicant was told\""),
      "x.proviso");
  ASSERT_FALSE(now->report.has_errors());
  const Matching matching = change::match(before->framework, now->framework);
  EXPECT_FALSE(matching.now(SymbolKind::kEvent, *before->framework.find(SymbolKind::kEvent, "told")));
  EXPECT_FALSE(matching.before(SymbolKind::kFact, *now->framework.find(SymbolKind::kFact, "told")));
}

// What stands for a name while names are taken out lies between two bytes that no rule file may hold.
TEST(Renames, TheBytesAroundANameAreRefusedInTexts) {
  EXPECT_TRUE(read_version(with(kPermits, "A dear", "\x01 dear"), "x.proviso")->report.has_errors());
  EXPECT_TRUE(read_version(with(kPermits, "A dear", "\x02 dear"), "x.proviso")->report.has_errors());
}

TEST(Renames, OfTheFramework) {
  EXPECT_THAT(sentences(permits_with("framework permits", "framework licences")),
              ElementsAre("framework `permits` is now called `licences`; nothing else in it changed"));
}

}  // namespace
}  // namespace proviso
