// SPDX-License-Identifier: Apache-2.0
#include "engine/program/program.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/model/resolve.h"
#include "grammar/parse.h"

namespace proviso {
namespace {

std::shared_ptr<const program::Program> compile_text(const std::string& text) {
  SourceSet sources;
  DiagnosticReport report;
  const syntax::File tree = grammar::parse(sources.add("x.proviso", text), report);
  auto framework = std::make_shared<model::Framework>(model::resolve(tree, report));
  EXPECT_TRUE(report.empty()) << render_text(report, sources);
  auto program = program::compile(framework, {});
  EXPECT_TRUE(program.has_value());
  return *program;
}

constexpr const char* kHead =
    "framework f\nparty p\nfact a : yes/no\nfact b : yes/no\nfact c : yes/no\n"
    "event e records a, b, c\nevent g\nevent h\n";
constexpr const char* kTail =
    "\ntrack t\nstage s\n  when e if a go to z\n  when e otherwise go to z\n  when g or h go to z\nstage z\n  end\n";

TEST(Compile, LimitsThatAnEventDecidesAreMarked) {
  const auto program = compile_text(std::string(kHead) +
                                    "duty d0 \"D\" p must ensure e before g\n"
                                    "duty d1 \"D\" p must ensure e by 5 calendar days before g\n"
                                    "duty d2 \"D\" p must ensure e by 5 calendar days after g\n"
                                    "duty d3 \"D\" p must ensure e on the day of g\n"
                                    "duty d4 \"D\" p must ensure e no sooner than 1 week after g\n"
                                    "duty d5 \"D\" p must ensure e no sooner than g\n"
                                    "duty d6 \"D\" p must ensure e within 1 week of g\n"
                                    "duty d7 \"D\" p must ensure e by 1 May 2017\n" +
                                    kTail);
  const bool expected[] = {true, true, false, true, false, true, false, false};
  ASSERT_EQ(program->duties.size(), std::size(expected));
  for (std::size_t i = 0; i < std::size(expected); ++i) {
    EXPECT_EQ(program->duties[i].judged_on_event, expected[i]) << "d" << i;
  }
}

TEST(Compile, MovesOfAStageAndEventStandInFileOrder) {
  const auto program = compile_text(std::string(kHead) + kTail);
  const std::uint32_t e = *program->framework->find(model::SymbolKind::kEvent, "e");
  const std::uint32_t g = *program->framework->find(model::SymbolKind::kEvent, "g");
  const std::uint32_t h = *program->framework->find(model::SymbolKind::kEvent, "h");
  EXPECT_EQ(program->moves_on(0, e).size(), 2U);
  const auto moves = program->list(program->move_lists, program->moves_on(0, e));
  EXPECT_LT(moves[0], moves[1]);
  EXPECT_TRUE(program->moves[moves[1]].otherwise);
  EXPECT_EQ(program->moves_on(0, g).size(), 1U);
  EXPECT_EQ(program->moves_on(0, h).size(), 1U);
  EXPECT_TRUE(program->moves_on(1, e).empty());
}

TEST(Compile, ALongChainOfAndNeedsNoDeepStack) {
  std::string condition = "a";
  for (int i = 0; i < 5'000; ++i) condition += i % 2 == 0 ? " and b" : " and c";
  const auto program = compile_text(std::string(kHead) + "fact all : yes/no means " + condition + kTail);
  EXPECT_GE(program->code.size(), 10'000U);
}

TEST(Compile, EventsKnowTheDutiesTheyTouch) {
  const auto program = compile_text(std::string(kHead) +
                                    "duty d0 \"D\" p must ensure e or g within 1 week of h\n"
                                    "duty d1 \"D\" p must ensure e no sooner than g and no later than h\n" +
                                    kTail);
  const auto& events = program->events;
  const std::uint32_t e = *program->framework->find(model::SymbolKind::kEvent, "e");
  const std::uint32_t g = *program->framework->find(model::SymbolKind::kEvent, "g");
  const std::uint32_t h = *program->framework->find(model::SymbolKind::kEvent, "h");
  EXPECT_EQ(events[e].acts.size(), 2U);
  EXPECT_EQ(events[g].acts.size(), 1U);
  EXPECT_EQ(events[g].anchors.size(), 1U);
  EXPECT_EQ(events[h].anchors.size(), 1U);
  EXPECT_EQ(events[h].second.size(), 1U);
  EXPECT_TRUE(events[e].feeds_fact);
  EXPECT_FALSE(events[g].feeds_fact);
}

}  // namespace
}  // namespace proviso
