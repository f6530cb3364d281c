// SPDX-License-Identifier: Apache-2.0
// The checks of stages and tracks: what they report, and what they leave alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/analysis/analyse.h"
#include "tests/unit/graph/framework_builder.h"

namespace proviso::analysis {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing_support::FrameworkBuilder;

std::vector<Diagnostic> found(const FrameworkBuilder& b) {
  DiagnosticReport report;
  analyse(b.framework, report);
  return report.sorted();
}

std::vector<Code> codes(const FrameworkBuilder& b) {
  std::vector<Code> result;
  for (const Diagnostic& diagnostic : found(b)) result.push_back(diagnostic.code);
  return result;
}

TEST(Analysis, SaysNothingOnACorrectProcedure) {
  FrameworkBuilder b;
  const auto e = b.event("e");
  const auto g = b.event("g");
  b.track("t");
  const auto a = b.stage("a");
  const auto c = b.stage("c");
  const auto rest = b.resting_stage("rest");
  const auto over = b.end_stage("over");
  b.on(a, {e}, c);
  b.on(c, {g}, a);  // a round with a way out
  b.on(c, {e}, rest);
  b.on(rest, {e}, over);
  b.track("later", {g});
  b.resting_stage("alone");
  EXPECT_THAT(found(b), IsEmpty());
}

TEST(Analysis, SaysNothingOnNothing) { EXPECT_THAT(found(FrameworkBuilder()), IsEmpty()); }

TEST(ReachableStages, ReportsAStageNoMoveLeadsTo) {
  FrameworkBuilder b;
  b.track("t");
  const auto start = b.end_stage("start");
  const auto lost = b.end_stage("lost");
  const auto all = found(b);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].code, Code::kUnreachableStage);
  EXPECT_EQ(all[0].severity, Severity::kError);
  EXPECT_EQ(all[0].span, b.framework[lost].name_span);
  EXPECT_EQ(all[0].message, "no case can reach stage `lost`: no move leads to it");
  ASSERT_EQ(all[0].labels.size(), 1U);
  EXPECT_EQ(all[0].labels[0].span, b.framework[start].name_span);
  EXPECT_EQ(all[0].labels[0].text, "track `t` starts here");
}

TEST(ReachableStages, NamesTheUnreachedStageThatLeadsThere) {
  FrameworkBuilder b;
  const auto e = b.event("e");
  b.track("t");
  b.end_stage("start");
  const auto lost = b.stage("lost");
  const auto behind = b.end_stage("behind");
  const auto move = b.on(lost, {e}, behind);
  const auto all = found(b);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].message,
            "no case can reach stage `behind`: the move to it comes from `lost`, which is never reached either");
  EXPECT_EQ(all[1].labels[0].span, b.framework[move].span);
}

TEST(ReachableStages, AMoveBackToItselfLeadsNowhereNew) {
  FrameworkBuilder b;
  const auto e = b.event("e");
  b.track("t");
  b.end_stage("start");
  const auto lost = b.resting_stage("lost");
  b.on(lost, {e}, lost);
  const auto all = found(b);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_THAT(all[0].message, HasSubstr("no move leads to it"));
}

TEST(WaysOut, ReportsAStageWithoutOne) {
  FrameworkBuilder b;
  const auto e = b.event("e");
  b.track("t");
  const auto start = b.stage("start");
  const auto stuck = b.stage("stuck");
  b.on(start, {e}, stuck);
  const auto all = found(b);
  ASSERT_EQ(all.size(), 1U) << "what leads to the stage is not to blame";
  EXPECT_EQ(all[0].code, Code::kNoWayOut);
  EXPECT_EQ(all[0].span, b.framework[stuck].name_span);
  EXPECT_EQ(all[0].message, "stage `stuck` has no way out and does not say `end`");
}

TEST(WaysOut, ReportsARoundWithoutOneOnce) {
  FrameworkBuilder b;
  const auto e = b.event("e");
  b.track("t");
  const auto start = b.stage("start");
  const auto a = b.stage("a");
  const auto c = b.stage("c");
  b.on(start, {e}, c);
  b.on(a, {e}, c);
  b.on(c, {e}, a);
  const auto all = found(b);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].code, Code::kNoWayOut);
  EXPECT_EQ(all[0].message, "nothing leads out of the round `a` → `c` → `a`, and no stage in it says `end`");
  EXPECT_EQ(all[0].span, b.framework[a].name_span);
  EXPECT_THAT(all[0].labels, ::testing::SizeIs(1));
}

TEST(WaysOut, ReportsAMoveThatOnlyLeadsBack) {
  FrameworkBuilder b;
  const auto e = b.event("e");
  b.track("t");
  const auto a = b.stage("a");
  b.on(a, {e}, a);
  ASSERT_THAT(codes(b), ElementsAre(Code::kNoWayOut));
  EXPECT_THAT(found(b)[0].message, HasSubstr("the round `a` → `a`,"));
}

TEST(WaysOut, CutsALongRound) {
  FrameworkBuilder b;
  const auto e = b.event("e");
  b.track("t");
  std::vector<model::StageId> stages;
  for (int i = 0; i < 30; ++i) stages.push_back(b.stage("s" + std::to_string(i)));
  for (std::size_t i = 0; i < stages.size(); ++i) b.on(stages[i], {e}, stages[(i + 1) % stages.size()]);
  ASSERT_THAT(codes(b), ElementsAre(Code::kNoWayOut));
  EXPECT_THAT(found(b)[0].message, HasSubstr("`s5` → `s6` → … → `s29` → `s0`"));
}

TEST(WaysOut, ARoundThatMayRestIsLeftAlone) {
  FrameworkBuilder b;
  const auto e = b.event("e");
  b.track("t");
  const auto a = b.resting_stage("a");
  const auto c = b.stage("c");
  b.on(a, {e}, c);
  b.on(c, {e}, a);
  EXPECT_THAT(found(b), IsEmpty());
}

TEST(EmptyTracks, AreReported) {
  FrameworkBuilder b;
  const auto track = b.track("t");
  const auto all = found(b);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].code, Code::kEmptyTrack);
  EXPECT_EQ(all[0].span, b.framework[track].name_span);
  EXPECT_EQ(all[0].message, "track `t` has no stages");
}

TEST(MovesAfterEnd, AreReportedAndNothingElseIs) {
  FrameworkBuilder b;
  const auto e = b.event("e");
  b.track("t");
  const auto a = b.end_stage("a");
  const auto c = b.end_stage("c");
  const auto move = b.on(a, {e}, c);
  b.on(a, {e}, c);
  const auto all = found(b);
  ASSERT_EQ(all.size(), 2U) << "neither as overlapping moves nor as a stage that is not reached";
  EXPECT_EQ(all[0].code, Code::kMoveAfterEnd);
  EXPECT_EQ(all[0].span, b.framework[move].span);
  EXPECT_EQ(all[0].message, "stage `a` says `end`, so its move to `c` is never taken");
}

TEST(MovesAfterEnd, AStageThatMayEndCanGoOn) {
  FrameworkBuilder b;
  const auto e = b.event("e");
  b.track("t");
  const auto a = b.resting_stage("a");
  b.on(a, {e}, b.end_stage("c"));
  EXPECT_THAT(found(b), IsEmpty());
}

}  // namespace
}  // namespace proviso::analysis
