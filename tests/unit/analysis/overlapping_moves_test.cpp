// SPDX-License-Identifier: Apache-2.0
// Two moves that both match: which are reported, with which witness, and which are left alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "base/civil_date.h"
#include "engine/analysis/analyse.h"
#include "tests/unit/graph/framework_builder.h"

namespace proviso::analysis {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing_support::FrameworkBuilder;
using Operation = model::Expression::Operation;
using Condition = std::optional<model::Expression>;

/// A stage `s` with moves to `x` and `y`, and facts of every kind.
class OverlappingMoves : public testing::Test {
 protected:
  OverlappingMoves() {
    e = b.event("e");
    g = b.event("g");
    p = b.fact("p", testing_support::yes_no_type());
    q = b.fact("q", testing_support::yes_no_type());
    grade = b.fact("grade", testing_support::one_of_type({"good", "fair", "bad"}));
    n = b.fact("n", testing_support::number_type());
    m = b.fact("m", testing_support::number_type());
    day = b.fact("day", testing_support::date_type());
    topic = b.fact("topic", testing_support::text_type());
    list = b.fact("list", testing_support::list_type(testing_support::text_type()));
    b.track("t");
    s = b.stage("s");
    x = b.end_stage("x");
    y = b.end_stage("y");
    b.on(s, {b.event("way-to-x")}, x);
    b.on(s, {b.event("way-to-y")}, y);
  }

  model::Expression number(model::FactId fact, Operation operation, std::int64_t whole) const {
    return b.compare(fact, operation, Number{whole * Number::kScale});
  }
  model::Expression is(model::FactId fact, std::uint32_t choice) const {
    return b.compare(fact, Operation::kIs, model::Choice{choice});
  }
  model::Expression date(Operation operation, int d) const {
    return b.compare(day, operation, *make_date(2017, 5, static_cast<unsigned>(d)));
  }
  static model::Expression all(std::vector<model::Expression> of) {
    return FrameworkBuilder::of(Operation::kAnd, std::move(of));
  }
  static model::Expression any(std::vector<model::Expression> of) {
    return FrameworkBuilder::of(Operation::kOr, std::move(of));
  }
  static model::Expression negation(model::Expression of) {
    return FrameworkBuilder::of(Operation::kNot, {std::move(of)});
  }

  std::vector<Diagnostic> found() const {
    DiagnosticReport report;
    analyse(b.framework, report);
    std::vector<Diagnostic> all = report.sorted();
    // Nobody records the facts here, and what the two leave over or one of them alone can never be is beside the point.
    std::erase_if(all, [](const Diagnostic& one) { return one.code != Code::kOverlappingMoves; });
    return all;
  }
  /// Two moves on `e` to different stages: the message; empty where nothing is found.
  std::string pair(Condition first, Condition later) {
    model::Framework before = b.framework;
    b.on(s, {e}, x, std::move(first));
    b.on(s, {e}, y, std::move(later));
    const auto diagnostics = found();
    b.framework = std::move(before);
    EXPECT_LE(diagnostics.size(), 1U);
    return diagnostics.empty() ? "" : diagnostics.front().message;
  }

  FrameworkBuilder b;
  model::EventId e, g;
  model::FactId p, q, grade, n, m, day, topic, list;
  model::StageId s, x, y;
};

TEST_F(OverlappingMoves, AreReportedWithAWitness) {
  const auto first = b.on(s, {e}, x, b.value(p));
  const auto later = b.on(s, {e}, y, is(grade, 1));
  const auto all = found();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].code, Code::kOverlappingMoves);
  EXPECT_EQ(all[0].severity, Severity::kError);
  EXPECT_EQ(all[0].span, b.framework[later].span);
  EXPECT_EQ(all[0].message, "on `e` two moves of stage `s` both match when `p is yes` and `grade is fair`");
  ASSERT_EQ(all[0].labels.size(), 1U);
  EXPECT_EQ(all[0].labels[0].span, b.framework[first].span);
}

TEST_F(OverlappingMoves, AfterOneWithoutConditionAreNeverTaken) {
  EXPECT_EQ(pair(std::nullopt, std::nullopt),
            "on `e` this move is never taken: an earlier one of stage `s` always comes first");
  EXPECT_THAT(pair(std::nullopt, b.value(p)), HasSubstr("never taken"));
  b.on(s, {e}, x);
  b.otherwise(s, {e}, y);
  ASSERT_EQ(found().size(), 1U);
  EXPECT_THAT(found()[0].message, HasSubstr("never taken"));
}

TEST_F(OverlappingMoves, WithoutConditionAfterOneWithAreOneMissingOtherwise) {
  EXPECT_EQ(pair(b.value(p), std::nullopt), "on `e` two moves of stage `s` both match when `p is yes`");
  b.on(s, {e}, x, b.value(p));
  b.on(s, {e}, y);
  EXPECT_EQ(found()[0].help, "write `otherwise` here if this move is for every other case");
}

TEST_F(OverlappingMoves, ExcludeEachOther) {
  using O = Operation;
  EXPECT_EQ(pair(b.value(p), negation(b.value(p))), "");
  EXPECT_EQ(pair(b.compare(p, O::kIs, true), b.compare(p, O::kIs, false)), "");
  EXPECT_EQ(pair(is(grade, 0), is(grade, 1)), "");
  EXPECT_EQ(pair(is(grade, 0), b.compare(grade, O::kIsNot, model::Choice{0})), "");
  EXPECT_EQ(pair(number(n, O::kIsMoreThan, 3), number(n, O::kIsAtMost, 3)), "");
  EXPECT_EQ(pair(number(n, O::kIsLessThan, 3), number(n, O::kIsAtLeast, 3)), "");
  EXPECT_EQ(pair(number(n, O::kIs, 3), number(n, O::kIsMoreThan, 3)), "");
  EXPECT_EQ(pair(all({b.value(p), b.value(q)}), all({b.value(p), negation(b.value(q))})), "");
  EXPECT_EQ(pair(date(O::kBefore, 9), date(O::kOnOrAfter, 9)), "");
  EXPECT_EQ(pair(date(O::kAfter, 9), date(O::kOnOrBefore, 9)), "");
  EXPECT_EQ(pair(b.compare(topic, O::kIs, std::string("a")), b.compare(topic, O::kIs, std::string("b"))), "");
  EXPECT_EQ(
      pair(b.compare(list, O::kIncludes, std::string("a")), negation(b.compare(list, O::kIncludes, std::string("a")))),
      "");
  EXPECT_EQ(
      pair(FrameworkBuilder::of(O::kIsKnown, {b.value(n)}), negation(FrameworkBuilder::of(O::kIsKnown, {b.value(n)}))),
      "");
  EXPECT_EQ(pair(negation(FrameworkBuilder::of(O::kIsKnown, {b.value(n)})), number(n, O::kIsMoreThan, 3)), "");
}

TEST_F(OverlappingMoves, KnowThatACountIsWholeAndNotNegative) {
  using O = Operation;
  const auto count = [&](O operation, std::int64_t whole) {
    return FrameworkBuilder::of(operation,
                                {FrameworkBuilder::count_of(b.value(list)), FrameworkBuilder::number(whole)});
  };
  EXPECT_EQ(pair(count(O::kIsMoreThan, 0), count(O::kIsLessThan, 1)), "");
  EXPECT_EQ(pair(count(O::kIsMoreThan, 0), count(O::kIs, 0)), "");
  EXPECT_EQ(pair(count(O::kIs, 0), b.compare(list, O::kIncludes, std::string("a"))), "")
      << "an empty list includes nothing";
  EXPECT_EQ(pair(count(O::kIsMoreThan, 0), count(O::kIsLessThan, 2)),
            "on `e` two moves of stage `s` both match when `count of list is 1`");
  EXPECT_EQ(pair(count(O::kIsAtMost, 0), count(O::kIsLessThan, 1)),
            "on `e` two moves of stage `s` both match when `count of list is 0`");
}

TEST_F(OverlappingMoves, KnowThatTheirEventHasHappened) {
  using O = Operation;
  const auto times = [&](model::EventId event, O operation, std::int64_t whole) {
    return FrameworkBuilder::of(operation,
                                {FrameworkBuilder::about(O::kNumberOf, event), FrameworkBuilder::number(whole)});
  };
  EXPECT_EQ(pair(times(e, O::kIsLessThan, 1), times(e, O::kIsLessThan, 2)), "") << "the first can never be yes";
  EXPECT_EQ(pair(times(e, O::kIs, 1), times(e, O::kIsMoreThan, 1)), "");
  EXPECT_THAT(pair(times(g, O::kIsLessThan, 1), times(g, O::kIsLessThan, 2)), HasSubstr("`number of g is 0`"));
  const auto dated = FrameworkBuilder::of(
      O::kBefore, {FrameworkBuilder::about(O::kDateOfFirst, g), FrameworkBuilder::about(O::kDateOfLast, g)});
  EXPECT_EQ(pair(dated, times(g, O::kIsLessThan, 2)), "") << "first and last are one day if there is but one";
  EXPECT_THAT(pair(dated, times(g, O::kIsAtLeast, 2)), HasSubstr("`date of first g is "));
}

TEST_F(OverlappingMoves, SeeThroughDerivedFacts) {
  const auto some = b.fact("some", testing_support::yes_no_type(),
                           FrameworkBuilder::of(Operation::kIsMoreThan, {FrameworkBuilder::count_of(b.value(list)),
                                                                         FrameworkBuilder::number(0)}));
  const auto none = b.fact("none", testing_support::yes_no_type(), negation(b.value(some)));
  EXPECT_EQ(pair(b.value(some), b.value(none)), "");
  EXPECT_EQ(
      pair(b.value(some), negation(b.value(none))),
      "on `e` two moves of stage `s` both match when `count of list is 1`, so that `some is yes` and `none is no`");
}

TEST_F(OverlappingMoves, DoArithmetic) {
  using O = Operation;
  const auto total = [&](O operation, std::int64_t whole) {
    auto sum = FrameworkBuilder::of(O::kPlus, {b.value(n), FrameworkBuilder::number(5)});
    sum.type = testing_support::number_type();
    return FrameworkBuilder::of(operation, {sum, FrameworkBuilder::number(whole)});
  };
  EXPECT_EQ(pair(total(O::kIsMoreThan, 3), number(n, O::kIsLessThan, -2)), "");
  EXPECT_THAT(pair(total(O::kIsMoreThan, 3), number(n, O::kIsLessThan, 0)), HasSubstr("when `n is "));
  EXPECT_EQ(pair(FrameworkBuilder::of(O::kIsMoreThan, {b.value(n), b.value(m)}),
                 FrameworkBuilder::of(O::kIsMoreThan, {b.value(m), b.value(n)})),
            "");
  EXPECT_THAT(pair(FrameworkBuilder::of(O::kIsAtLeast, {b.value(n), b.value(m)}),
                   FrameworkBuilder::of(O::kIsAtLeast, {b.value(m), b.value(n)})),
              HasSubstr("both match when"));
}

TEST_F(OverlappingMoves, ThatCannotBeSettledWithoutACalendarAreLeftAlone) {
  const auto moved = [&](Operation operation) {
    auto sum = FrameworkBuilder::of(Operation::kDatePlus,
                                    {b.value(day), FrameworkBuilder::written(Duration{5, Unit::kWorkingDays}, {})});
    sum.type = testing_support::date_type();
    return FrameworkBuilder::of(operation,
                                {sum, FrameworkBuilder::written(*make_date(2017, 5, 9), testing_support::date_type())});
  };
  EXPECT_EQ(pair(moved(Operation::kBefore), moved(Operation::kAfter)), "");
  EXPECT_EQ(pair(moved(Operation::kBefore), b.value(p)), "");
  EXPECT_EQ(pair(moved(Operation::kBefore), moved(Operation::kBefore)), "on `e` two moves of stage `s` both match")
      << "the same condition twice overlaps whatever it says";
  EXPECT_EQ(pair(moved(Operation::kBefore), std::nullopt), "on `e` two moves of stage `s` both match");
}

TEST_F(OverlappingMoves, ThatAreTooLargeToTryAreLeftAlone) {
  std::vector<model::Expression> many;
  for (int i = 0; i < 30; ++i) many.push_back(b.value(b.fact("f" + std::to_string(i), testing_support::yes_no_type())));
  EXPECT_EQ(pair(any(many), b.value(p)), "");
}

TEST_F(OverlappingMoves, OfACircularFactComeToAnEnd) {
  const auto round = b.fact("round", testing_support::yes_no_type(), model::Expression{});
  b.framework.facts[round.value].means = negation(b.value(round));
  EXPECT_EQ(pair(b.value(round), b.value(p)), "");
}

TEST_F(OverlappingMoves, OtherwiseTakesWhatIsLeft) {
  b.on(s, {e}, x, b.value(p));
  b.on(s, {e}, x, all({negation(b.value(p)), b.value(q)}));
  b.otherwise(s, {e}, y);
  EXPECT_THAT(found(), IsEmpty());
  const auto late = b.on(s, {e}, x, is(grade, 2));
  auto all_found = found();
  ASSERT_EQ(all_found.size(), 1U);
  EXPECT_EQ(all_found[0].span, b.framework[late].span);
  EXPECT_THAT(all_found[0].message, HasSubstr("`p is yes` and `grade is bad`"));
}

TEST_F(OverlappingMoves, AfterAnOtherwiseMatchWhereTheEarlierOnesDoNot) {
  b.on(s, {e}, x, all({b.value(p), negation(is(grade, 0))}));
  b.otherwise(s, {e}, y);
  b.on(s, {e}, x, all({negation(b.value(p)), is(grade, 0)}));
  const auto all_found = found();
  ASSERT_EQ(all_found.size(), 1U);
  EXPECT_THAT(all_found[0].message, HasSubstr("`p is no` and `grade is good`"));
  b.otherwise(s, {e}, x);
  EXPECT_THAT(found().back().message, HasSubstr("never taken"));
}

TEST_F(OverlappingMoves, ShareAnEvent) {
  b.on(s, {e}, x, b.value(p));
  b.on(s, {g}, y, b.value(p));
  EXPECT_THAT(found(), IsEmpty()) << "different events";
  b.on(s, {g, e}, y, b.value(p));
  const auto all_found = found();
  ASSERT_EQ(all_found.size(), 1U) << "one move is reported once";
  EXPECT_THAT(all_found[0].message, HasSubstr("on `g` "));
}

TEST_F(OverlappingMoves, ToOneStageAreOneMove) {
  b.on(s, {e}, x, b.value(p));
  b.on(s, {e}, x, b.value(q));
  const auto all_found = found();
  ASSERT_EQ(all_found.size(), 1U);
  EXPECT_EQ(all_found[0].help, "both go to `x`: make them one move, their conditions joined by `or`");
}

TEST_F(OverlappingMoves, OnConditions) {
  b.when(s, b.value(p), x);
  b.when(s, b.value(q), x);
  EXPECT_THAT(found(), IsEmpty()) << "nothing hangs on which of two moves to one stage is made";
  b.when(s, all({negation(b.value(p)), negation(b.value(q))}), y);
  EXPECT_THAT(found(), IsEmpty());
  b.when(s, is(grade, 0), y);
  const auto all_found = found();
  ASSERT_EQ(all_found.size(), 1U);
  EXPECT_EQ(all_found[0].message, "two moves of stage `s` both match when `p is yes` and `grade is good`");
}

TEST_F(OverlappingMoves, AfterTheSameTime) {
  const Duration week{1, Unit::kWeeks};
  b.after(s, week, {}, x, b.value(p));
  b.after(s, week, {}, y, negation(b.value(p)));
  b.after(s, week, {e}, y, b.value(p));
  b.after(s, {2, Unit::kWeeks}, {}, y, b.value(p));
  EXPECT_THAT(found(), IsEmpty());
  b.after(s, week, {}, y, b.value(q));
  const auto all_found = found();
  ASSERT_EQ(all_found.size(), 1U);
  EXPECT_EQ(all_found[0].message,
            "after 1 week in this stage two moves of stage `s` both match when `p is yes` and `q is yes`");
}

TEST_F(OverlappingMoves, ByTheStagesOfTracks) {
  b.track("other");
  const auto start = b.stage("start");
  const auto over = b.end_stage("over");
  b.on(start, {g}, over);
  const auto in = [](model::StageId stage) { return FrameworkBuilder::in(stage); };
  EXPECT_EQ(pair(in(start), in(over)), "") << "a track stands in one stage";
  EXPECT_EQ(pair(in(start), negation(in(start))), "");
  EXPECT_EQ(pair(negation(in(start)), negation(in(over))), "") << "a track that begins at once stands somewhere";
  EXPECT_EQ(pair(in(x), b.value(p)), "") << "the move's own track is in `s`";
  EXPECT_THAT(pair(in(over), b.value(p)), HasSubstr("`p is yes` and `in over`"));
}

TEST_F(OverlappingMoves, KnowWhichEventRecordsAFact) {
  const auto told = b.fact("told", testing_support::yes_no_type());
  b.framework.events[g.value].records = {told};
  const auto never = FrameworkBuilder::of(
      Operation::kIs, {FrameworkBuilder::about(Operation::kNumberOf, g), FrameworkBuilder::number(0)});
  EXPECT_EQ(pair(never, b.value(told)), "");
}

}  // namespace
}  // namespace proviso::analysis
