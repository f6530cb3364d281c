// SPDX-License-Identifier: Apache-2.0
// The graph of stages and moves: what can be reached, what can finish, what goes round.
#include "engine/graph/procedure_graph.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "tests/unit/graph/framework_builder.h"

namespace proviso::graph {
namespace {

using model::StageId;
using testing_support::FrameworkBuilder;

TEST(ProcedureGraph, FollowsMovesFromTheStartOfEachTrack) {
  FrameworkBuilder b;
  const auto e = b.event("e");
  const auto first = b.track("first");
  const auto a = b.stage("a");
  const auto c = b.end_stage("c");
  const auto alone = b.stage("alone");
  const auto second = b.track("second", {e});
  const auto d = b.resting_stage("d");
  const auto empty = b.track("empty");
  b.on(a, {e}, c);
  b.on(alone, {e}, a);
  const ProcedureGraph graph(b.framework);

  EXPECT_EQ(graph.start(first), a);
  EXPECT_EQ(graph.start(second), d);
  EXPECT_EQ(graph.start(empty), std::nullopt);
  EXPECT_TRUE(graph.reachable(a));
  EXPECT_TRUE(graph.reachable(c));
  EXPECT_FALSE(graph.reachable(alone));
  EXPECT_TRUE(graph.reachable(d)) << "a track that begins later is reached by beginning";
  EXPECT_TRUE(graph.can_finish(a));
  EXPECT_TRUE(graph.can_finish(d));
}

TEST(ProcedureGraph, FindsTheShortestRoundTrip) {
  FrameworkBuilder b;
  const auto e = b.event("e");
  b.track("t");
  const auto a = b.stage("a");
  const auto c = b.stage("c");
  const auto d = b.stage("d");
  const auto aside = b.stage("aside");
  const auto own = b.stage("own");
  b.on(a, {e}, c);
  b.on(c, {e}, d);
  b.on(d, {e}, a);
  b.on(c, {e}, a);
  b.on(a, {e}, aside);
  b.on(own, {e}, own);
  const ProcedureGraph graph(b.framework);

  EXPECT_EQ(graph.round_trip(a), (std::vector<StageId>{a, c}));
  EXPECT_EQ(graph.round_trip(d), (std::vector<StageId>{d, a, c}));
  EXPECT_EQ(graph.round_trip(own), std::vector<StageId>{own});
  EXPECT_TRUE(graph.round_trip(aside).empty());
  EXPECT_EQ(graph.component(a), graph.component(d));
  EXPECT_NE(graph.component(a), graph.component(aside));
  EXPECT_FALSE(graph.can_finish(a));
}

TEST(ProcedureGraph, OfNothingIsEmpty) {
  const ProcedureGraph graph{model::Framework{}};
  EXPECT_EQ(boost::num_vertices(graph.moves()), 0U);
  EXPECT_EQ(graph.component_count(), 0U);
}

// Everything the graph says equals a plain transitive closure of the moves.
TEST(ProcedureGraph, AgreesWithAPlainClosure) {
  EXPECT_TRUE(rc::check([] {
    const auto size = *rc::gen::inRange<std::size_t>(1, 9);
    const auto index = rc::gen::inRange<std::size_t>(0, size);
    const auto arcs =
        *rc::gen::container<std::vector<std::pair<std::size_t, std::size_t>>>(rc::gen::pair(index, index));
    const auto tracks = *rc::gen::inRange<std::size_t>(1, 4);

    FrameworkBuilder b;
    const auto e = b.event("e");
    std::vector<StageId> stages;
    std::vector<StageId> starts;
    for (std::size_t i = 0; i < size; ++i) {
      const bool begins = i * tracks / size != (i == 0 ? tracks : (i - 1) * tracks / size);
      if (begins) b.track("t");
      stages.push_back(*rc::gen::inRange(0, 4) == 0 ? b.resting_stage("s") : b.stage("s"));
      if (begins) starts.push_back(stages.back());
    }
    std::vector<std::vector<bool>> leads(size, std::vector<bool>(size));
    std::vector<std::vector<std::size_t>> steps(size, std::vector<std::size_t>(size, size + 1));  // at least one move
    for (const auto& [from, to] : arcs) {
      b.on(stages[from], {e}, stages[to]);
      leads[from][to] = true;
      steps[from][to] = 1;
    }
    for (std::size_t k = 0; k < size; ++k) {
      for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j) {
          if (!leads[i][k] || !leads[k][j]) continue;
          leads[i][j] = true;
          steps[i][j] = std::min(steps[i][j], steps[i][k] + steps[k][j]);
        }
      }
    }

    const ProcedureGraph graph(b.framework);
    for (std::size_t i = 0; i < size; ++i) {
      const bool reached =
          std::any_of(starts.begin(), starts.end(), [&](StageId s) { return s == stages[i] || leads[s.value][i]; });
      RC_ASSERT(graph.reachable(stages[i]) == reached);
      bool finishes = false;
      for (std::size_t j = 0; j < size; ++j) {
        finishes = finishes || (b.framework.stages[j].may_end && (i == j || leads[i][j]));
        const bool together = i == j || (leads[i][j] && leads[j][i]);
        RC_ASSERT((graph.component(stages[i]) == graph.component(stages[j])) == together);
      }
      RC_ASSERT(graph.can_finish(stages[i]) == finishes);
      const auto round = graph.round_trip(stages[i]);
      RC_ASSERT(round.size() == (leads[i][i] ? steps[i][i] : 0));
      for (std::size_t k = 0; k < round.size(); ++k) {
        const std::pair<std::size_t, std::size_t> arc{round[k].value, round[(k + 1) % round.size()].value};
        RC_ASSERT(std::find(arcs.begin(), arcs.end(), arc) != arcs.end());
      }
    }
  }));
}

}  // namespace
}  // namespace proviso::graph
