// SPDX-License-Identifier: Apache-2.0
// What an `accept` covers, by where it stands; what it does not; and what is said of one that covers nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/analysis/analyse.h"
#include "engine/model/resolve.h"
#include "grammar/parse.h"

namespace proviso::analysis {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Checked {
  std::vector<std::string> findings;  ///< `PV0418 warning` …
  std::vector<std::string> reasons;   ///< of what is accepted
  std::string text;
};

Checked check(const std::string& rules, Notes notes = Notes::kLeftOut) {
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add("rules.proviso", rules);
  const model::Framework framework = model::resolve(grammar::parse(file, report), report);
  if (!report.has_errors()) analyse(framework, report, notes);
  Checked result;
  for (const Diagnostic& one : report.sorted()) {
    result.findings.push_back(code_name(one.code) + " " + std::string(severity_text(one.severity)));
  }
  for (const AcceptedFinding& one : report.accepted()) result.reasons.push_back(one.reason);
  result.text = render_text(report, sources);
  return result;
}

// Both stages leave out the case in which `a` is no and `b` is no.
std::string rules(const std::string& of_file, const std::string& of_track, const std::string& of_stage,
                  const std::string& of_move) {
  return "framework f \"F\"\n" + of_file +
         "party p\nfact a : yes/no\nfact b : yes/no\nevent e\n  records a, b\nevent other\ntrack t\n" + of_track +
         "stage one\n" + of_stage + "  when e if a go to two\n  when e if b and not a go to three\n" + of_move +
         "  when other go to three\nstage two\n"
         "  when e if a go to three\n  when e if b and not a go to one\n  when other go to three\nstage three\n  end\n";
}

std::string because(const std::string& reason) { return "accept PV0418 because \"" + reason + "\"\n"; }

TEST(Accept, WithoutOneBothAreReported) {
  const Checked checked = check(rules("", "", "", ""));
  EXPECT_THAT(checked.findings, ElementsAre("PV0418 warning", "PV0418 warning"));
  EXPECT_THAT(checked.reasons, IsEmpty());
}

TEST(Accept, OneBehindAMoveCoversTheMove) {
  const Checked checked = check(rules("", "", "", because("the move")));
  EXPECT_THAT(checked.findings, ElementsAre("PV0418 warning"));
  EXPECT_THAT(checked.reasons, ElementsAre("the move"));
}

TEST(Accept, OneInAStageCoversTheStage) {
  const Checked checked = check(rules("", "", because("the stage"), ""));
  EXPECT_THAT(checked.findings, ElementsAre("PV0418 warning"));
  EXPECT_THAT(checked.reasons, ElementsAre("the stage"));
}

TEST(Accept, OneInATrackCoversItsStages) {
  const Checked checked = check(rules("", because("the track"), "", ""));
  EXPECT_THAT(checked.findings, IsEmpty());
  EXPECT_THAT(checked.reasons, ElementsAre("the track", "the track"));
}

TEST(Accept, OneByItselfCoversTheFile) {
  const Checked checked = check(rules(because("the file"), "", "", ""));
  EXPECT_THAT(checked.findings, IsEmpty());
  EXPECT_THAT(checked.reasons, ElementsAre("the file", "the file"));
}

TEST(Accept, TheNearestGivesTheReasonAndNoneOfThemIsStale) {
  const Checked checked = check(rules(because("the file"), "", because("the stage"), because("the move")));
  EXPECT_THAT(checked.findings, IsEmpty());
  EXPECT_THAT(checked.reasons, ElementsAre("the move", "the file"));
}

TEST(Accept, AnotherCodeIsNotCoveredAndTheAcceptIsStale) {
  const Checked checked = check(rules("", "", "accept PV0417 because \"x\"\n", because("the move")));
  EXPECT_THAT(checked.findings, ElementsAre("PV0416 warning", "PV0418 warning"));
  EXPECT_THAT(checked.text, HasSubstr("nothing is left to accept here: `check` finds no `PV0417` in what this covers"));
}

TEST(Accept, OneOfANoteIsStaleOnlyWhereNotesWereLookedFor) {
  const std::string text = rules("accept PV0424 because \"x\"\n" + because("y"), "", "", "");
  EXPECT_THAT(check(text).findings, IsEmpty());
  EXPECT_THAT(check(text, Notes::kIncluded).findings, ElementsAre("PV0416 warning"));
}

TEST(Accept, ANoteCanBeAccepted) {
  const std::string text = rules("", "", "", "") + "event never-used accept PV0424 because \"for the record\"\n";
  const Checked checked = check(text, Notes::kIncluded);
  EXPECT_THAT(checked.findings, ElementsAre("PV0418 warning", "PV0418 warning"));
  EXPECT_THAT(checked.reasons, ElementsAre("for the record"));
}

TEST(Accept, WhatCannotBeAcceptedIsRefused) {
  const auto said = [](const std::string& clause) { return check(rules(clause + "\n", "", "", "")).text; };
  EXPECT_THAT(said("accept PV0431x because \"x\""), HasSubstr("error[PV0317]: there is no finding with the code"));
  EXPECT_THAT(said("accept PV04118 because \"x\""), HasSubstr("did you mean `PV0411`?"));
  EXPECT_THAT(said("accept PV0201 because \"x\""),
              AllOf(HasSubstr("error[PV0317]: `PV0201` cannot be accepted"), HasSubstr("only what `check` warns of")));
  EXPECT_THAT(said("accept PV0402 because \"x\""), HasSubstr("error[PV0317]: `PV0402` cannot be accepted"));
  EXPECT_THAT(said("accept PV0416 because \"x\""), HasSubstr("take the `accept` out that nothing is left for"));
  EXPECT_THAT(said("accept PV0418 because \" \""), HasSubstr("error[PV0317]: this `accept` gives no reason"));
}

TEST(Accept, MistakesOfItsWordingSayWhatBelongsThere) {
  const auto said = [](const std::string& clause) { return check(rules(clause + "\n", "", "", "")).text; };
  EXPECT_THAT(said("accept PV0418"), HasSubstr("say why: `accept PV0415 because"));
  EXPECT_THAT(said("accept because \"x\""), HasSubstr("error[PV0101]: expected the code of what is accepted"));
  EXPECT_THAT(said("accept PV0418 because"), HasSubstr("expected a text in quotation marks"));
}

}  // namespace
}  // namespace proviso::analysis
