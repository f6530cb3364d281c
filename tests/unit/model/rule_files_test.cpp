// SPDX-License-Identifier: Apache-2.0
// Used files: found relative to each other, read once, shared or linked, with clashes and circles reported.
#include "engine/model/rule_files.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace proviso {
namespace {

using Texts = std::map<std::string, std::string>;

struct Outcome {
  model::Framework framework;
  std::vector<Diagnostic> diagnostics;
  std::string text;
  std::vector<std::string> paths;
};

/// The first file is `rules/main.proviso`.
Outcome resolve_files(const Texts& texts) {
  SourceSet sources;
  DiagnosticReport report;
  const auto read = [&](const std::string& path) -> Result<std::string> {
    const auto it = texts.find(path);
    if (it == texts.end()) return Error{ErrorCode::kNotFound, fmt::format("there is no file `{}`", path), {}};
    return it->second;
  };
  const SourceFile& main = sources.add("rules/main.proviso", texts.at("rules/main.proviso"));
  const auto files = model::read_rule_files(main, sources, read, report);
  Outcome outcome;
  outcome.framework = model::resolve(files, report);
  outcome.diagnostics = report.sorted();
  outcome.text = render_text(report, sources);
  for (std::size_t i = 0; i < sources.size(); ++i) outcome.paths.push_back(sources[static_cast<FileId>(i)].path());
  return outcome;
}

constexpr const char* kMain =
    "framework f calendar england\nduty d office must ensure asked within the grace of asked\n"
    "track t\nstage s\n  may end\n";
constexpr const char* kPeople = "party office\nevent asked by office records size\nfact size : number\n";
constexpr const char* kTimes = "parameter grace\n  5 working days from 1 May 2017\n";
// Another framework, which uses the same people.
constexpr const char* kReview =
    "use \"people.proviso\"\nframework review calendar england\nfact ground : text\n"
    "duty look office must ensure asked by asked\ntrack t\nstage waiting\n  when asked if ground is \"x\" go to done\n"
    "stage done\n  end\nexample \"E\"\n  on 1 May 2017 asked\n";

TEST(UsedPath, IsReadFromTheFolderOfTheFile) {
  EXPECT_EQ(model::used_path("rules/main.proviso", "shared.proviso"), "rules/shared.proviso");
  EXPECT_EQ(model::used_path("rules/a/b.proviso", "../common.proviso"), "rules/common.proviso");
  EXPECT_EQ(model::used_path("main.proviso", "./shared.proviso"), "shared.proviso");
  EXPECT_EQ(model::used_path("rules/main.proviso", "/shared.proviso"), "/shared.proviso");
}

TEST(RuleFiles, ShareTheirDeclarations) {
  const Outcome outcome =
      resolve_files({{"rules/main.proviso", std::string("use \"lib/people.proviso\"\n") + kMain},
                     {"rules/lib/people.proviso", std::string("use \"../times.proviso\"\n") + kPeople},
                     {"rules/times.proviso", kTimes}});
  EXPECT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  EXPECT_EQ(outcome.framework.parties.size(), 1U);
  EXPECT_EQ(outcome.framework.parts.size(), 1U);
  EXPECT_EQ(outcome.paths,
            (std::vector<std::string>{"rules/main.proviso", "rules/lib/people.proviso", "rules/times.proviso"}));
}

TEST(RuleFiles, AFileUsedTwiceIsOne) {
  const Outcome outcome =
      resolve_files({{"rules/main.proviso", std::string("use \"people.proviso\"\nuse \"times.proviso\"\nuse "
                                                        "\"./people.proviso\"\nuse \"link.proviso\"\n") +
                                                kMain},
                     {"rules/people.proviso", kPeople},
                     {"rules/link.proviso", kPeople},  // the same text by another path
                     {"rules/times.proviso", std::string("use \"people.proviso\"\n") + kTimes}});
  EXPECT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  EXPECT_EQ(outcome.framework.events.size(), 1U);
  EXPECT_EQ(outcome.paths.size(), 3U);
}

TEST(RuleFiles, AMissingFileIsReportedWhereItIsNamed) {
  const Outcome outcome =
      resolve_files({{"rules/main.proviso", "use \"none.proviso\"\nframework f\ntrack t\nstage s\n  end"}});
  ASSERT_EQ(outcome.diagnostics.size(), 1U) << outcome.text;
  EXPECT_EQ(outcome.diagnostics[0].code, Code::kUsedFile);
  EXPECT_NE(outcome.text.find("there is no file `rules/none.proviso`"), std::string::npos) << outcome.text;
}

TEST(RuleFiles, ACircleIsReportedWithBothPlaces) {
  const Outcome outcome =
      resolve_files({{"rules/main.proviso", "use \"a.proviso\"\nframework f\ntrack t\nstage s\n  end"},
                     {"rules/a.proviso", "use \"b.proviso\"\nparty x"},
                     {"rules/b.proviso", "use \"a.proviso\"\nparty y"}});
  ASSERT_EQ(outcome.diagnostics.size(), 1U) << outcome.text;
  EXPECT_EQ(outcome.diagnostics[0].code, Code::kCircularUse);
  EXPECT_EQ(outcome.diagnostics[0].labels.size(), 1U);
  EXPECT_NE(outcome.text.find("rules/b.proviso:1:1"), std::string::npos) << outcome.text;
}

TEST(RuleFiles, AFrameworkThatUsesItselfIsACircle) {
  const Outcome outcome =
      resolve_files({{"rules/main.proviso", "use \"main.proviso\"\nframework f\ntrack t\nstage s\n  end"}});
  ASSERT_EQ(outcome.diagnostics.size(), 1U) << outcome.text;
  EXPECT_EQ(outcome.diagnostics[0].code, Code::kCircularUse);
}

TEST(RuleFiles, AClashIsReportedWithBothPlaces) {
  const Outcome outcome =
      resolve_files({{"rules/main.proviso", "use \"a.proviso\"\nframework f\nparty x\ntrack t\nstage s\n  end"},
                     {"rules/a.proviso", "fact x : number"}});
  ASSERT_EQ(outcome.diagnostics.size(), 1U) << outcome.text;
  EXPECT_EQ(outcome.diagnostics[0].code, Code::kDuplicateName);
  EXPECT_NE(outcome.text.find("rules/a.proviso"), std::string::npos) << outcome.text;
  EXPECT_NE(outcome.text.find("rules/main.proviso"), std::string::npos) << outcome.text;
}

TEST(RuleFiles, OnlyAFrameworkHasDutiesAndTracks) {
  const Outcome outcome =
      resolve_files({{"rules/main.proviso", "use \"a.proviso\"\nframework f\ntrack t\nstage s\n  end"},
                     {"rules/a.proviso",
                      "party x\nevent e\nduty d x must ensure e by e\ntrigger g when e then close case\n"
                      "track u\nstage v\n  end\nexample \"E\"\n  on 1 May 2017 e"}});
  ASSERT_EQ(outcome.diagnostics.size(), 4U) << outcome.text;
  for (const Diagnostic& diagnostic : outcome.diagnostics) EXPECT_EQ(diagnostic.code, Code::kMisplaced);
}

TEST(RuleFiles, MistakesInASharedFileAreReportedThere) {
  const Outcome outcome =
      resolve_files({{"rules/main.proviso", "use \"a.proviso\"\nframework f\ntrack t\nstage s\n  end"},
                     {"rules/a.proviso", "party x\nevent e by y"}});
  ASSERT_EQ(outcome.diagnostics.size(), 1U) << outcome.text;
  EXPECT_NE(outcome.text.find("rules/a.proviso:2:12"), std::string::npos) << outcome.text;
}

TEST(RuleFiles, AFileWithoutAFrameworkCannotBeTheFirst) {
  const Outcome outcome = resolve_files({{"rules/main.proviso", "party x"}});
  ASSERT_EQ(outcome.diagnostics.size(), 1U) << outcome.text;
  EXPECT_EQ(outcome.diagnostics[0].code, Code::kNoFramework);
}

TEST(RuleFiles, AUseWithoutFilesIsReported) {
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add("x", "use \"a.proviso\"\nframework f\ntrack t\nstage s\n  end");
  (void)model::resolve(grammar::parse(file, report), report);
  ASSERT_EQ(report.size(), 1U) << render_text(report, sources);
  EXPECT_EQ(report.sorted()[0].code, Code::kUsedFile);
}

const char* const kOpens =
    "use \"review.proviso\"\nuse \"people.proviso\"\nframework f calendar england\n"
    "trigger g when asked then open review with ground as \"late\" and size as size plus 1\n"
    "trigger h when in waiting of review and look of review is missed then close case\n"
    "track t\nstage s\n  may end\n";

TEST(LinkedFramework, StandsInTheTablesUnderItsName) {
  const Outcome outcome = resolve_files(
      {{"rules/main.proviso", kOpens}, {"rules/review.proviso", kReview}, {"rules/people.proviso", kPeople}});
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  const model::Framework& framework = outcome.framework;
  ASSERT_EQ(framework.parts.size(), 2U);
  EXPECT_EQ(framework.parts[0].name, "f");
  EXPECT_EQ(framework.parts[1].name, "review");
  ASSERT_EQ(framework.tracks.size(), 2U);
  EXPECT_EQ(framework.tracks[1].name, "review/t");
  EXPECT_EQ(framework.tracks[1].part, model::PartId{1});
  EXPECT_EQ(framework.duties.at(0).scope.index, 1U) << "a duty of the linked case";
  EXPECT_EQ(framework.parties.size(), 1U) << "a party is the same everywhere";
  EXPECT_EQ(framework.events.size(), 2U) << "an event happens to one case";
  EXPECT_TRUE(framework.examples.empty()) << "a linked framework tries its examples itself";
  EXPECT_TRUE(framework.find(model::SymbolKind::kStage, "review/waiting"));

  const model::Action& open = framework.triggers.at(0).actions.at(0);
  EXPECT_EQ(open.part, model::PartId{1});
  ASSERT_EQ(open.handed.size(), 2U);
  EXPECT_EQ(framework[open.handed[1].fact].name, "review/size");
  EXPECT_EQ(framework[open.handed[1].value.operands.at(0).fact].name, "size") << "asked of the case that opens";
}

TEST(LinkedFramework, MayOpenTheOneThatOpensIt) {
  const Outcome outcome =
      resolve_files({{"rules/main.proviso",
                      "use \"b.proviso\"\nframework a\nevent e\ntrigger g when e then open b\ntrack t\nstage s\n end"},
                     {"rules/b.proviso",
                      "use \"main.proviso\"\nframework b\nevent e\ntrigger g when e if in s of a then open a\ntrack "
                      "t\nstage s\n end"}});
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  ASSERT_EQ(outcome.framework.parts.size(), 2U);
  EXPECT_EQ(outcome.framework.triggers.at(1).actions.at(0).part, model::PartId{0});
  EXPECT_EQ(outcome.framework[outcome.framework.triggers[1].condition.value().stage].name, "s");
}

TEST(LinkedFramework, MistakesAreReportedInItsOwnWords) {
  const Outcome outcome = resolve_files(
      {{"rules/main.proviso",
        "use \"b.proviso\"\nframework a\nevent e\ntrigger g when e then open b with fct as 3 and fact-b as "
        "yes and derived-b as 4\nparty x\ntrack t\nstage s\n end"},
       {"rules/b.proviso",
        "framework b\nfact fact-b : number\nfact derived-b : number means fact-b\nevent e by x\n"
        "track t\nstage s\n end"}});
  ASSERT_EQ(outcome.diagnostics.size(), 4U) << outcome.text;
  EXPECT_NE(outcome.text.find("unknown fact `fct`"), std::string::npos) << outcome.text;
  EXPECT_NE(outcome.text.find("`fact-b` is a number, and this is yes or no"), std::string::npos) << outcome.text;
  EXPECT_NE(outcome.text.find("`derived-b` is derived, so it cannot be handed over"), std::string::npos)
      << outcome.text;
  EXPECT_NE(outcome.text.find("unknown party `x`"), std::string::npos) << "its namespace is its own";
}

TEST(LinkedFramework, ItsNamesAreNotOurs) {
  const Outcome outcome = resolve_files(
      {{"rules/main.proviso",
        "use \"b.proviso\"\nframework a\nevent e\nfact x : yes/no means fact-b\nfact y : yes/no means in mid\n"
        "fact z : yes/no means duty-b is missed\nevent g by somebody\ntrack t\nstage s\n end\n"
        "example \"E\"\n on 1 May 2017 heard\n expect no findings"},
       {"rules/b.proviso",
        "framework b\nparty somebody\nfact fact-b : yes/no\nevent heard records fact-b\n"
        "duty duty-b somebody must ensure heard by 1 May 2017\ntrack t\nstage mid\n when heard go to s\nstage s\n "
        "end"}});
  ASSERT_EQ(outcome.diagnostics.size(), 5U) << outcome.text;
  const auto expect = [&](std::size_t at, std::string_view message, std::string_view help) {
    EXPECT_EQ(outcome.diagnostics[at].code, Code::kUnknownName);
    EXPECT_EQ(outcome.diagnostics[at].message, message);
    EXPECT_NE(outcome.diagnostics[at].help.find(help), std::string::npos) << outcome.diagnostics[at].help;
  };
  expect(0, "fact `fact-b` belongs to the linked framework `b`", "`in <stage> of b` or `<duty> of b is <status>`");
  expect(1, "stage `mid` belongs to the linked framework `b`", "`in mid of b`");
  expect(2, "duty `duty-b` belongs to the linked framework `b`", "`duty-b of b is <status>`");
  expect(3, "party `somebody` belongs to the linked framework `b`", "declare this one here too");
  expect(4, "event `heard` belongs to the linked framework `b`", "an example in the file of `b`");
}

TEST(LinkedFramework, IsNoEventItself) {
  const Outcome outcome = resolve_files(
      {{"rules/main.proviso", "use \"b.proviso\"\nframework a\nexample \"E\"\n on 1 May 2017 b\n expect no findings"},
       {"rules/b.proviso", "framework b\n"}});
  ASSERT_EQ(outcome.diagnostics.size(), 1U) << outcome.text;
  EXPECT_EQ(outcome.diagnostics[0].code, Code::kWrongKind);
  EXPECT_EQ(outcome.diagnostics[0].message, "`b` is a linked framework, and an event is needed here");
}

TEST(LinkedFramework, CountsByTheSameCalendars) {
  const auto link = [](const std::string& ours, const std::string& theirs) {
    return resolve_files({{"rules/main.proviso", "use \"b.proviso\"\nframework a " + ours + "\ntrack t\nstage s\n end"},
                          {"rules/b.proviso", "framework b " + theirs + "\ntrack t\nstage s\n end"}});
  };
  EXPECT_TRUE(link("calendar england", "calendar england").diagnostics.empty());
  EXPECT_TRUE(link("calendar england", "").diagnostics.empty());
  EXPECT_TRUE(link("calendar terms for school days", "calendar terms for school days").diagnostics.empty());
  for (const auto& [ours, theirs] : {std::pair("calendar england", "calendar scotland"),
                                     std::pair("calendar terms for school days", "calendar leaves for school days")}) {
    const Outcome outcome = link(ours, theirs);
    ASSERT_EQ(outcome.diagnostics.size(), 1U) << outcome.text;
    EXPECT_EQ(outcome.diagnostics[0].code, Code::kLinkedCalendars);
    EXPECT_EQ(outcome.diagnostics[0].labels.size(), 1U);
  }
}

TEST(LinkedFramework, TwoOfOneNameAreReported) {
  const Outcome outcome =
      resolve_files({{"rules/main.proviso", "use \"b.proviso\"\nframework a\ntrack t\nstage s\n end"},
                     {"rules/b.proviso", "framework a\nparty x\ntrack t\nstage s\n end"}});
  ASSERT_EQ(outcome.diagnostics.size(), 1U) << outcome.text;
  EXPECT_EQ(outcome.diagnostics[0].code, Code::kDuplicateName);
}

}  // namespace
}  // namespace proviso
