// SPDX-License-Identifier: Apache-2.0
// Whether two random conditions overlap, by the search and by trying every value of small types.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <vector>

#include "engine/analysis/find_case.h"
#include "engine/model/wording.h"
#include "tests/unit/graph/framework_builder.h"

namespace proviso::analysis {
namespace {

using testing_support::FrameworkBuilder;
using Operation = model::Expression::Operation;

/// Two yes/no facts, a `one of` of three, two numbers, a count of a list.
struct World {
  FrameworkBuilder b;
  model::FactId p, q, grade, n, m, list;
  model::StageId stage;
};

World world() {
  World w;
  w.p = w.b.fact("p", testing_support::yes_no_type());
  w.q = w.b.fact("q", testing_support::yes_no_type());
  w.grade = w.b.fact("grade", testing_support::one_of_type({"good", "fair", "bad"}));
  w.n = w.b.fact("n", testing_support::number_type());
  w.m = w.b.fact("m", testing_support::number_type());
  w.list = w.b.fact("list", testing_support::list_type(testing_support::text_type()));
  w.b.track("t");
  w.stage = w.b.end_stage("s");
  return w;
}

/// One assignment, in halves so that values between whole numbers are there too.
struct Point {
  bool p, q;
  std::uint32_t grade;
  int n_halves, m_halves;
  int count;
};

/// The reading of a condition that the search is measured against: written apart from it, two-valued.
int halves(const World& w, const model::Expression& e, const Point& at) {
  switch (e.operation) {
    case Operation::kLiteral:
      return static_cast<int>(std::get<Number>(e.literal.value).millionths * 2 / Number::kScale);
    case Operation::kCountOf:
      return at.count * 2;
    default:
      return e.fact == w.n ? at.n_halves : at.m_halves;
  }
}

bool holds(const World& w, const model::Expression& e, const Point& at) {
  switch (e.operation) {
    case Operation::kFact:
      return e.fact == w.p ? at.p : at.q;
    case Operation::kNot:
      return !holds(w, e.operands[0], at);
    case Operation::kAnd:
      return holds(w, e.operands[0], at) && holds(w, e.operands[1], at);
    case Operation::kOr:
      return holds(w, e.operands[0], at) || holds(w, e.operands[1], at);
    default:
      break;
  }
  if (e.operands[0].type.kind == model::TypeKind::kOneOf) {
    const bool same = std::get<model::Choice>(e.operands[1].literal.value).index == at.grade;
    return (e.operation == Operation::kIs) == same;
  }
  const int a = halves(w, e.operands[0], at);
  const int b = halves(w, e.operands[1], at);
  switch (e.operation) {
    case Operation::kIs:
      return a == b;
    case Operation::kIsNot:
      return a != b;
    case Operation::kIsMoreThan:
      return a > b;
    case Operation::kIsLessThan:
      return a < b;
    case Operation::kIsAtLeast:
      return a >= b;
    default:
      return a <= b;
  }
}

model::Expression random_condition(const World& w, int depth) {
  const auto operation = *rc::gen::element(Operation::kIs, Operation::kIsNot, Operation::kIsMoreThan,
                                           Operation::kIsLessThan, Operation::kIsAtLeast, Operation::kIsAtMost);
  const auto constant = [] { return FrameworkBuilder::number(*rc::gen::inRange(0, 4)); };
  switch (*rc::gen::inRange(0, depth > 0 ? 9 : 6)) {
    case 0:
      return w.b.value(w.p);
    case 1:
      return w.b.value(w.q);
    case 2:
      return w.b.compare(w.grade, *rc::gen::element(Operation::kIs, Operation::kIsNot),
                         model::Choice{*rc::gen::inRange<std::uint32_t>(0, 3)});
    case 3:
      return FrameworkBuilder::of(operation, {w.b.value(w.n), constant()});
    case 4:
      return FrameworkBuilder::of(operation, {FrameworkBuilder::count_of(w.b.value(w.list)), constant()});
    case 5:
      return FrameworkBuilder::of(operation, {w.b.value(w.n), w.b.value(w.m)});
    case 6:
      return FrameworkBuilder::of(Operation::kNot, {random_condition(w, depth - 1)});
    case 7:
      return FrameworkBuilder::of(Operation::kAnd, {random_condition(w, depth - 1), random_condition(w, depth - 1)});
    default:
      return FrameworkBuilder::of(Operation::kOr, {random_condition(w, depth - 1), random_condition(w, depth - 1)});
  }
}

bool overlap_by_trying_all(const World& w, const model::Expression& a, const model::Expression& b) {
  for (const bool p : {false, true}) {
    for (const bool q : {false, true}) {
      for (std::uint32_t grade = 0; grade < 3; ++grade) {
        for (int n = -6; n <= 12; ++n) {
          for (int m = -6; m <= 12; ++m) {
            for (int count = 0; count < 6; ++count) {
              const Point at{p, q, grade, n, m, count};
              if (holds(w, a, at) && holds(w, b, at)) return true;
            }
          }
        }
      }
    }
  }
  return false;
}

/// Everything the condition says must hold at once, so that two of them often exclude each other.
model::Expression random_conjunction(const World& w) {
  model::Expression all = random_condition(w, 1);
  for (int more = *rc::gen::inRange(1, 4); more > 0; --more) {
    all = FrameworkBuilder::of(Operation::kAnd, {all, random_condition(w, 0)});
  }
  return all;
}

TEST(FindCase, AgreesWithTryingEverything) {
  EXPECT_TRUE(rc::check([] {
    const World w = world();
    const graph::ProcedureGraph graph(w.b.framework);
    const bool narrow = *rc::gen::inRange(0, 4) > 0;
    const model::Expression a = narrow ? random_conjunction(w) : random_condition(w, 3);
    const model::Expression b = narrow ? random_conjunction(w) : random_condition(w, 3);
    RC_LOG() << model::expression_text(w.b.framework, a) << "\n" << model::expression_text(w.b.framework, b) << "\n";
    const FoundCase found = find_case(w.b.framework, graph, {w.stage, std::nullopt}, {{&a, &b}, {}});
    if (found.outcome == FoundCase::Outcome::kUndecided) RC_DISCARD("too many combinations");
    RC_CLASSIFY(found.outcome == FoundCase::Outcome::kFound, "overlap");
    RC_LOG() << found.in_words << "\n";
    RC_ASSERT((found.outcome == FoundCase::Outcome::kFound) == overlap_by_trying_all(w, a, b));
    if (found.outcome != FoundCase::Outcome::kFound) return;
    // What the witness leaves out does not matter, and what it says suffices.
    Evaluation evaluation(w.b.framework, found.values);
    RC_ASSERT(evaluation.of(a).is(true));
    RC_ASSERT(evaluation.of(b).is(true));
  }));
}

TEST(FindCase, FindsWhereOneHoldsAndTheOtherDoesNot) {
  EXPECT_TRUE(rc::check([] {
    const World w = world();
    const graph::ProcedureGraph graph(w.b.framework);
    const model::Expression a = random_conjunction(w);
    const model::Expression b = random_condition(w, 2);
    const model::Expression not_b = FrameworkBuilder::of(Operation::kNot, {b});
    const FoundCase found = find_case(w.b.framework, graph, {w.stage, std::nullopt}, {{&a}, {&b}});
    if (found.outcome == FoundCase::Outcome::kUndecided) RC_DISCARD("too many combinations");
    RC_ASSERT((found.outcome == FoundCase::Outcome::kFound) == overlap_by_trying_all(w, a, not_b));
  }));
}

}  // namespace
}  // namespace proviso::analysis
