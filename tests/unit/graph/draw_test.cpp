// SPDX-License-Identifier: Apache-2.0
// Diagrams: what they show, and that no text of an author breaks out of them.
#include "engine/graph/draw.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/graph/diagram_text.h"
#include "tests/unit/graph/framework_builder.h"

namespace proviso::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::FrameworkBuilder;

model::Framework small_framework() {
  FrameworkBuilder b;
  b.framework.title = "A small procedure";
  b.framework.version = "April 2016";
  b.framework.sources.push_back({"handbook", "The handbook", {}});
  const auto received = b.event("letter-received");
  const auto submitted = b.event("wsoa-submitted");
  const auto required = b.fact("wsoa-required", testing_support::yes_no_type());
  b.track("inspection");
  const auto reporting = b.stage("reporting");
  const auto drafting = b.stage("wsoa-drafting");
  const auto resting = b.resting_stage("watching");
  const auto closed = b.end_stage("closed");
  b.framework.stages[drafting.value].title = "Writing the statement of action";
  b.on(reporting, {received}, drafting, b.value(required));
  b.framework.moves.back().citations.push_back({{0}, "Judgement", true, {}});
  b.otherwise(reporting, {received}, closed);
  b.on(drafting, {submitted}, resting);
  b.after(resting, {6, Unit::kMonths}, {}, closed);
  b.duty("submit-wsoa", {model::Scope::Kind::kStage, drafting.value}, submitted, {70, Unit::kWorkingDays}, received);
  b.framework.duties.back().title = "Submit the written statement";
  b.framework.duties.back().citations.push_back({{0}, "Judgement", false, {}});
  b.duty("publish", {model::Scope::Kind::kCase, 0}, submitted, {5, Unit::kCalendarDays}, received);
  b.track("support", {submitted});
  b.resting_stage("visits");
  b.duty("visit", {model::Scope::Kind::kTrack, 1}, submitted, {1, Unit::kMonths}, received);
  return b.framework;
}

/// A framework that says the text wherever an author can write one.
model::Framework framework_saying(const std::string& text) {
  model::Framework framework = small_framework();
  framework.title = framework.version = text;
  for (auto& source : framework.sources) source.title = text;
  for (auto& track : framework.tracks) track.title = text;
  for (auto& stage : framework.stages) stage.title = text;
  for (auto& duty : framework.duties) {
    duty.title = text;
    duty.citations.push_back({{0}, text, true, {}});
    model::Expression topic = FrameworkBuilder::written(text, testing_support::text_type());
    duty.condition = FrameworkBuilder::of(model::Expression::Operation::kIs, {topic, topic});
    duty.applies_if = duty.condition;
  }
  for (auto& move : framework.moves) {
    move.citations.push_back({{0}, text, false, {}});
    if (!move.otherwise) move.condition = framework.duties.front().condition;
  }
  return framework;
}

const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts{
      "",
      " ",
      "\"",
      "\\",
      "ends with a backslash \\",
      "\\\"quoted\\\"",
      "\\N \\G \\E \\T \\H \\L \\n \\l \\r",
      "line\nbreak\r\n\ttab",
      "<b>bold</b> & <script>alert(1)</script>",
      "</TD></TR></TABLE>>];}",
      "&amp; &lt; &#34; &bogus; &",
      "a -> b [label=\"x\"]; }",
      "]] ]) )) }} | || |x|",
      "end",
      "%%{init: {\"theme\": \"dark\"}}%% %% comment",
      "style x:#quot;fill;",
      "#quot; #35; #; #",
      "`markdown` **bold** _it_ 1. list",
      "1) list",
      "- list",
      "--> ==> -.-> --- ~~~",
      "click s0 call alert(1)",
      "subgraph x",
      "{{mustache}} ${dollar} $$x$$ @{shape: circle}",
      "unicode: é 漢字 🎉 … “quotes”",
      std::string("nul \0 byte", 10),
      "control \x01\x1b\x7f \xC2\x85",
      "malformed \xff\xfe \xC3 \xE2\x82 \xED\xA0\x80 \xF5\x80\x80\x80 \xEF\xBF\xBE",
      std::string(5000, 'x'),
  };
  return texts;
}

TEST(Dot, ShowsWhatTheFrameworkSays) {
  const std::string dot = to_dot(small_framework());
  EXPECT_THAT(dot, HasSubstr("label=\"A small procedure, April 2016\""));
  EXPECT_THAT(dot, HasSubstr("subgraph cluster_case"));
  EXPECT_THAT(dot, HasSubstr("While the case is open"));
  EXPECT_THAT(dot, HasSubstr("<B>Writing the statement of action<BR/></B>"));
  EXPECT_THAT(dot, HasSubstr("owner must ensure wsoa-submitted within 70<BR ALIGN=\"LEFT\"/>working days of "
                             "letter-received<BR ALIGN=\"LEFT\"/>"));
  EXPECT_THAT(dot, HasSubstr("stage0 -> stage1 [label=\" when letter-received if \\n wsoa-required \""));
  EXPECT_THAT(dot, HasSubstr("[The handbook, \\\"Judgement\\\" (unconfirmed)]"));
  EXPECT_THAT(dot, HasSubstr("label=\" when letter-received otherwise \""));
  EXPECT_THAT(dot, HasSubstr("label=\" after 6 months in this stage \""));
  EXPECT_THAT(dot, HasSubstr("label=\" begins when wsoa-submitted \""));
  EXPECT_THAT(dot, HasSubstr("<I>end</I>"));
  EXPECT_THAT(dot, HasSubstr("<I>may end</I>"));
  EXPECT_THAT(dot, HasSubstr("peripheries=2"));
  EXPECT_THAT(dot, HasSubstr("id=\"stage-wsoa-drafting\""));
  EXPECT_THAT(dot, HasSubstr("while this track runs"));
}

TEST(Dot, IsTheSameEachTime) {
  EXPECT_EQ(to_dot(small_framework()), to_dot(small_framework()));
  EXPECT_EQ(to_mermaid(small_framework()), to_mermaid(small_framework()));
}

// The judge is Graphviz itself.
TEST(Dot, IsTakenByGraphvizWhateverTheTexts) {
  // NOLINTNEXTLINE(cert-env33-c, concurrency-mt-unsafe): a test that looks for an installed program
  if (std::system("dot -V >/dev/null 2>&1") != 0) GTEST_SKIP() << "dot is not installed";
  const auto folder = std::filesystem::path(testing::TempDir()) / "proviso_draw_test";
  std::filesystem::create_directories(folder);
  std::vector<model::Framework> frameworks{small_framework(), model::Framework{}};
  for (const std::string& text : hostile_texts()) frameworks.push_back(framework_saying(text));
  FrameworkBuilder empty_track;
  empty_track.track("nothing");
  frameworks.push_back(empty_track.framework);
  for (std::size_t i = 0; i < frameworks.size(); ++i) {
    const auto input = folder / (std::to_string(i) + ".dot");
    const auto output = folder / (std::to_string(i) + ".svg");
    const auto messages = folder / (std::to_string(i) + ".txt");
    std::ofstream(input, std::ios::binary) << to_dot(frameworks[i]);
    const std::string command =
        "dot -Tsvg -o '" + output.string() + "' '" + input.string() + "' 2>'" + messages.string() + "'";
    EXPECT_EQ(std::system(command.c_str()), 0) << i;  // NOLINT(cert-env33-c, concurrency-mt-unsafe)
    std::stringstream said;
    said << std::ifstream(messages).rdbuf();
    EXPECT_EQ(said.str(), "") << "text " << i;
    std::stringstream svg;
    svg << std::ifstream(output).rdbuf();
    EXPECT_THAT(svg.str(), HasSubstr("</svg>")) << i;
    EXPECT_THAT(svg.str(), Not(HasSubstr("<script"))) << i;
    if (i == 0) {
      EXPECT_THAT(svg.str(), HasSubstr("id=\"stage&#45;wsoa&#45;drafting\""));
    }
  }
  std::filesystem::remove_all(folder);
}

TEST(Dot, KeepsBackslashesAndEntitiesAsText) {
  const std::string dot = to_dot(framework_saying("\\N &lt; \"x\""));
  EXPECT_THAT(dot, HasSubstr("label=\"\\\\N &amp;lt; \\\"x\\\""));
  EXPECT_THAT(dot, HasSubstr("<B>\\N &amp;lt; &quot;x&quot;<BR/></B>"));
}

TEST(Mermaid, ShowsWhatTheFrameworkSays) {
  const std::string mermaid = to_mermaid(small_framework());
  EXPECT_TRUE(mermaid.starts_with("flowchart TB\n"));
  EXPECT_THAT(mermaid, HasSubstr("  subgraph case_box[\"While the case is open\"]\n"));
  EXPECT_THAT(mermaid, HasSubstr("s0 -->|\"when letter-received if<br/>wsoa-required\"| s1\n"));
  EXPECT_THAT(mermaid, HasSubstr("t1_start -->|\"begins when wsoa-submitted\"| s4\n"));
  EXPECT_THAT(mermaid, HasSubstr("<i>end</i>\"):::ending\n"));
  EXPECT_THAT(mermaid, HasSubstr("<i>may end</i>\"):::resting\n"));
  EXPECT_THAT(mermaid, HasSubstr("<b>Submit the written statement</b><br/>owner must ensure"));
  EXPECT_THAT(mermaid, HasSubstr("The handbook, #34;Judgement#34;"));
}

// Every line is one of ours; inside quotes stands nothing that Mermaid could take for more than text.
TEST(Mermaid, LetsNoTextOutOfItsLabel) {
  const std::string label = R"re("(?:[A-Za-z0-9 ,'/-]|[^\x00-\x7F]|#[0-9]+;|<br/>|</?[bi]>)+")re";
  const std::regex line(
      "  accTitle: .*|  classDef .*|    direction TB|  end|flowchart TB|"
      "  subgraph \\w+\\[" +
          label + "\\]|    \\w+(?:\\[" + label + "\\]|\\(" + label + "\\)|\\(\\(" + label +
          "\\)\\))(?::::\\w+)?|  \\w+ -->(?:\\|" + label + "\\|)? \\w+",
      std::regex::optimize);
  for (const std::string& text : hostile_texts()) {
    if (text.size() > 1000) continue;  // std::regex goes too deep
    const std::string mermaid = to_mermaid(framework_saying(text));
    std::istringstream lines(mermaid);
    for (std::string one; std::getline(lines, one);) EXPECT_TRUE(std::regex_match(one, line)) << one;
    EXPECT_THAT(mermaid, Not(HasSubstr("%")));
    EXPECT_THAT(mermaid, Not(HasSubstr("`")));
  }
}

TEST(DiagramText, WrapsAtWordsAndCutsWhatIsTooLong) {
  EXPECT_THAT(wrap_text("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(wrap_text("  one   two ", 20), ElementsAre("one two"));
  EXPECT_THAT(wrap_text("abcdefgh ij", 3), ElementsAre("abc", "def", "gh", "ij"));
  EXPECT_THAT(wrap_text("", 5), ElementsAre(""));
  EXPECT_THAT(wrap_text("éé éé", 5), ElementsAre("éé éé")) << "characters are counted, not bytes";
}

TEST(DiagramText, CleansControlCharactersAndMalformedBytes) {
  EXPECT_EQ(clean_text("a\tb\n"), "a b ");
  EXPECT_EQ(clean_text("\xE2\x82"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(clean_text("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD") << "a surrogate";
  EXPECT_EQ(clean_text("漢🎉"), "漢🎉");
}

}  // namespace
}  // namespace proviso::graph
