// SPDX-License-Identifier: Apache-2.0
// The shortest way of a track to a stage, over moves and over what actions do.
#include <gtest/gtest.h>

#include "engine/graph/shortest_way.h"

namespace proviso::graph {
namespace {

using model::StageId;

/// Two tracks: a → b → c and a → c' → d of the first; the second begins the first, or moves it.
model::Framework framework() {
  model::Framework result;
  result.tracks.resize(2);
  result.stages.resize(6);
  for (std::uint32_t i = 0; i < 6; ++i) {
    result.stages[i].track = {i < 5 ? 0U : 1U};
    result.tracks[i < 5 ? 0 : 1].stages.push_back({i});
  }
  const auto move = [&](std::uint32_t from, std::uint32_t to) {
    model::Move one;
    one.from = {from};
    one.to = {to};
    result.stages[from].moves.push_back({static_cast<std::uint32_t>(result.moves.size())});
    result.moves.push_back(std::move(one));
  };
  move(0, 1);
  move(1, 2);
  move(0, 3);
  move(3, 2);
  result.stages[2].end = true;
  return result;
}

TEST(ShortestWay, TakesTheFirstOfEquallyShortWays) {
  const auto way = shortest_way(framework(), {.stages = {StageId{0}}}, {2});
  ASSERT_TRUE(way.has_value());
  ASSERT_EQ(way->size(), 2U);
  EXPECT_EQ((*way)[0].to, StageId{1});
  EXPECT_EQ((*way)[1].from, StageId{1});
  EXPECT_EQ((*way)[1].index, 1U);
}

TEST(ShortestWay, BeginsWhereTheTrackHasNotBegun) {
  const auto way = shortest_way(framework(), {.stages = {}, .not_begun = true}, {1});
  ASSERT_TRUE(way.has_value());
  ASSERT_EQ(way->size(), 2U);
  EXPECT_EQ((*way)[0].kind, Way::Kind::kBegins);
  EXPECT_EQ((*way)[0].from, std::nullopt);
}

TEST(ShortestWay, IsEmptyWhereItStandsAndNothingWhereNothingLeads) {
  const auto there = shortest_way(framework(), {.stages = {StageId{2}}}, {2});
  ASSERT_TRUE(there.has_value());
  EXPECT_TRUE(there->empty());
  EXPECT_FALSE(shortest_way(framework(), {.stages = {StageId{1}}}, {0}).has_value());
  EXPECT_FALSE(shortest_way(framework(), {.stages = {StageId{0}}}, {4}).has_value());
  EXPECT_FALSE(shortest_way(framework(), {.stages = {}, .ended = true}, {0}).has_value());
}

TEST(ShortestWay, TakesActionsIn) {
  model::Framework with_actions = framework();
  model::Action go_to;
  go_to.kind = model::Action::Kind::kGoTo;
  go_to.stage = {4};
  model::Action begin;
  begin.kind = model::Action::Kind::kBegin;
  begin.track = {0};
  model::Trigger trigger;
  trigger.scope = {model::Scope::Kind::kStage, 5};
  trigger.actions = {go_to, begin};
  with_actions.triggers.push_back(trigger);
  // A stage that runs is left at once; one that says `end` only by beginning again.
  const auto moved = shortest_way(with_actions, {.stages = {StageId{1}}}, {4});
  ASSERT_TRUE(moved && moved->size() == 1);
  EXPECT_EQ(moved->front().kind, Way::Kind::kOfTrigger);
  const auto again = shortest_way(with_actions, {.stages = {StageId{2}}}, {4});
  ASSERT_TRUE(again && again->size() == 2);
  EXPECT_EQ(again->front().to, StageId{0});
  const auto begun = shortest_way(with_actions, {.stages = {}, .ended = true}, {0});
  ASSERT_TRUE(begun && begun->size() == 1);
}

TEST(ShortestWay, AnActionOfAStageIsDoneThere) {
  model::Framework with_action = framework();
  model::Action go_to;
  go_to.kind = model::Action::Kind::kGoTo;
  go_to.stage = {4};
  model::Trigger trigger;
  trigger.scope = {model::Scope::Kind::kStage, 3};
  trigger.actions = {go_to};
  with_action.triggers.push_back(trigger);
  const auto way = shortest_way(with_action, {.stages = {StageId{0}}}, {4});
  ASSERT_TRUE(way && way->size() == 2);
  EXPECT_EQ(way->front().to, StageId{3});
}

}  // namespace
}  // namespace proviso::graph
