// SPDX-License-Identifier: Apache-2.0
// The search for a case and the evaluation behind it.
#include "engine/analysis/find_case.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/graph/framework_builder.h"

namespace proviso::analysis {
namespace {

using testing_support::FrameworkBuilder;
using Operation = model::Expression::Operation;

TEST(Evaluation, IsThreeValued) {
  FrameworkBuilder b;
  const auto p = b.fact("p", testing_support::yes_no_type());
  const auto q = b.fact("q", testing_support::yes_no_type());
  const auto set = [](model::FactId id, Value value) {
    return Valuation::value_type{{Variable::Kind::kFact, id.value}, value};
  };
  const Valuation valuation{set(p, {Unknown{}}), set(q, {false})};
  Evaluation evaluation(b.framework, valuation);
  EXPECT_TRUE(evaluation.of(FrameworkBuilder::of(Operation::kAnd, {b.value(p), b.value(q)})).is(false))
      << "`no` decides an `and`";
  EXPECT_EQ(evaluation.of(FrameworkBuilder::of(Operation::kOr, {b.value(p), b.value(q)})), Value{Unknown{}});
  EXPECT_EQ(evaluation.of(FrameworkBuilder::of(Operation::kNot, {b.value(p)})), Value{Unknown{}});
  EXPECT_TRUE(evaluation.of(FrameworkBuilder::of(Operation::kIsKnown, {b.value(p)})).is(false));
  EXPECT_TRUE(evaluation.of(FrameworkBuilder::of(Operation::kIsKnown, {b.value(q)})).is(true));
  EXPECT_EQ(evaluation.of(b.compare(p, Operation::kIs, true)), Value{Unknown{}});
}

TEST(Evaluation, KeepsTheUnsettledApartFromTheUnknown) {
  FrameworkBuilder b;
  const auto p = b.fact("p", testing_support::yes_no_type());
  const Valuation nothing;
  Evaluation evaluation(b.framework, nothing);
  EXPECT_EQ(evaluation.of(FrameworkBuilder::of(Operation::kIsKnown, {b.value(p)})), Value{Unsettled{}});
}

// A derived fact used twice by the next, over and over: worked out once each, not twice as often each time.
TEST(Evaluation, TakesTimeInProportionToTheFacts) {
  FrameworkBuilder b;
  auto fact = b.fact("p", testing_support::yes_no_type());
  for (int i = 0; i < 200; ++i) {
    fact = b.fact("d" + std::to_string(i), testing_support::yes_no_type(),
                  FrameworkBuilder::of(Operation::kAnd, {b.value(fact), b.value(fact)}));
  }
  b.track("t");
  const auto stage = b.end_stage("s");
  const graph::ProcedureGraph graph(b.framework);
  const model::Expression condition = b.value(fact);
  const FoundCase found = find_case(b.framework, graph, {stage, std::nullopt}, {{&condition}, {}});
  EXPECT_EQ(found.outcome, FoundCase::Outcome::kFound);
  EXPECT_EQ(found.in_words, "`p is yes`, so that `d199 is yes`");
}

TEST(Evaluation, StopsAtItsDepth) {
  FrameworkBuilder b;
  auto fact = b.fact("p", testing_support::yes_no_type());
  for (int i = 0; i < 100'000; ++i) {
    fact = b.fact("d" + std::to_string(i), testing_support::yes_no_type(), b.value(fact));
  }
  b.track("t");
  const auto stage = b.end_stage("s");
  const graph::ProcedureGraph graph(b.framework);
  const model::Expression condition = b.value(fact);
  EXPECT_EQ(find_case(b.framework, graph, {stage, std::nullopt}, {{&condition}, {}}).outcome,
            FoundCase::Outcome::kUndecided);
}

TEST(FindCase, NamesOnlyWhatMatters) {
  FrameworkBuilder b;
  const auto p = b.fact("p", testing_support::yes_no_type());
  const auto q = b.fact("q", testing_support::yes_no_type());
  b.track("t");
  const auto stage = b.end_stage("s");
  const graph::ProcedureGraph graph(b.framework);
  const model::Expression either = FrameworkBuilder::of(Operation::kOr, {b.value(p), b.value(q)});
  const FoundCase found = find_case(b.framework, graph, {stage, std::nullopt}, {{&either}, {}});
  EXPECT_EQ(found.in_words, "`q is yes`");
}

TEST(FindCase, StopsAtItsBounds) {
  FrameworkBuilder b;
  std::vector<model::Expression> facts;
  for (int i = 0; i < 10; ++i)
    facts.push_back(b.value(b.fact("p" + std::to_string(i), testing_support::yes_no_type())));
  b.track("t");
  const auto stage = b.end_stage("s");
  const graph::ProcedureGraph graph(b.framework);
  const model::Expression none = FrameworkBuilder::of(
      Operation::kAnd,
      {facts[0], FrameworkBuilder::of(Operation::kNot, {FrameworkBuilder::of(Operation::kOr, facts)})});
  const Situation situation{stage, std::nullopt};
  EXPECT_EQ(find_case(b.framework, graph, situation, {{&none}, {}}).outcome, FoundCase::Outcome::kNone);
  EXPECT_EQ(find_case(b.framework, graph, situation, {{&none}, {}}, {.combinations = 1023}).outcome,
            FoundCase::Outcome::kUndecided);
  EXPECT_EQ(find_case(b.framework, graph, situation, {{&none}, {}}, {.variables = 9}).outcome,
            FoundCase::Outcome::kUndecided);
}

TEST(FindCase, NeedsNothingForWhatAlwaysHolds) {
  FrameworkBuilder b;
  b.track("t");
  const auto stage = b.end_stage("s");
  const graph::ProcedureGraph graph(b.framework);
  const FoundCase found = find_case(b.framework, graph, {stage, std::nullopt}, {});
  EXPECT_EQ(found.outcome, FoundCase::Outcome::kFound);
  EXPECT_EQ(found.in_words, "");
}

}  // namespace
}  // namespace proviso::analysis
