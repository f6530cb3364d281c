// SPDX-License-Identifier: Apache-2.0
// The page as a whole: word for word for results that can be read, and what holds for every page.
#include "engine/simulate_report/simulate_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/support/golden.h"
#include "tests/support/xml_tree.h"
#include "tests/unit/simulate_report/hand_made.h"

namespace proviso::simulate_report {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::bare_results;
using testing_support::GoldenCase;
using testing_support::large_contexts;
using testing_support::large_results;
using testing_support::read_xml;
using testing_support::small_contexts;
using testing_support::small_results;
using testing_support::XmlElement;

std::string page(const simulate::SimulationResults& results, const std::vector<VariantContext>& contexts = {}) {
  return simulate_report({&results, contexts, {}});
}

class SimulationReportGolden : public testing::TestWithParam<GoldenCase> {};

TEST_P(SimulationReportGolden, MatchesExpectation) {
  const std::string html = page(small_results(), small_contexts());
  // The style sheet is long, and other tests' business.
  const std::size_t style = html.find("<style>");
  const std::size_t end = html.find("</style>");
  ASSERT_NE(end, std::string::npos);
  testing_support::expect_golden(GetParam(), html.substr(0, style) + html.substr(end + std::string("</style>").size()));
}
INSTANTIATE_TEST_SUITE_P(Files, SimulationReportGolden,
                         testing::Values(GoldenCase{"small", "tests/unit/simulate_report/hand_made.cpp",
                                                    "tests/unit/simulate_report/small.expect"}),
                         testing_support::case_name);

class EveryReport : public testing::TestWithParam<const char*> {
 protected:
  static std::string html() {
    const std::string name = GetParam();
    if (name == "large") return page(large_results(), large_contexts());
    if (name == "small") return page(small_results(), small_contexts());
    return page(bare_results());
  }
};
INSTANTIATE_TEST_SUITE_P(Results, EveryReport, testing::Values("large", "small", "bare"));

TEST_P(EveryReport, IsWellFormedAndNamesEverythingOnce) {
  const XmlElement root = read_xml(html());
  ASSERT_EQ(root.name, "html");
  std::set<std::string> ids;
  std::vector<const XmlElement*> open{&root};
  while (!open.empty()) {
    const XmlElement& element = *open.back();
    open.pop_back();
    const std::string id = element.attribute("id");
    EXPECT_TRUE(id.empty() || ids.insert(id).second) << id << " stands there twice";
    for (const XmlElement& child : element.children) open.push_back(&child);
  }
  for (const XmlElement* link : root.all("a")) {
    const std::string target = link->attribute("href");
    ASSERT_TRUE(target.starts_with('#')) << target << ": the page needs nothing else";
    EXPECT_TRUE(ids.contains(target.substr(1))) << target;
  }
  EXPECT_EQ(root.all("h1").size(), 1U);
}

TEST_P(EveryReport, HasATableBehindEveryChart) {
  const XmlElement root = read_xml(html());
  for (const XmlElement* figure : root.all("figure")) {
    const auto charts = figure->all("svg", "chart");
    ASSERT_EQ(charts.size(), 1U);
    const std::string of = charts[0]->all("title").at(0)->text;
    EXPECT_FALSE(of.empty());
    EXPECT_FALSE(charts[0]->all("desc").at(0)->text.empty()) << of;
    ASSERT_EQ(figure->all("details").size(), 1U) << of;
    EXPECT_FALSE(figure->all("tbody").at(0)->all("tr").empty()) << of;
  }
}

TEST_P(EveryReport, NeedsNoScriptAndNothingFromElsewhere) {
  const std::string text = html();
  for (const char* word : {"<script", "onclick", "src=", "@import", "<link", "http://", "https://"}) {
    std::string without = text;
    // The one address is the name of SVG, which nobody fetches.
    const std::string name = "xmlns=\"http://www.w3.org/2000/svg\"";
    for (std::size_t at = without.find(name); at != std::string::npos; at = without.find(name))
      without.erase(at, name.size());
    EXPECT_THAT(without, Not(HasSubstr(word)));
  }
}

TEST_P(EveryReport, IsTheSameEveryTime) { EXPECT_EQ(html(), html()); }

TEST(SimulationReport, EscapesWhatAuthorsWrite) {
  simulate::SimulationResults results = small_results();
  results.title = "<script>alert(1)</script>";
  results.question = "\"&'<>";
  results.notes = {"`<b>`"};
  for (simulate::VariantResults& variant : results.variants) {
    variant.duties[0].title = variant.times[0].to_title = variant.resources[0].resource = variant.events[0].title =
        "</svg><i>";
    variant.limited_by = "`<u>` & co";
    variant.stages[0].titles[0] = "</title><i>";
  }
  results.variants[1].name = results.differences[0].variant = "<i>\"";
  results.assumptions[0].place = results.assumptions[0].source = results.assumptions[0].file = "<i>";
  results.sensitivity[0].place = "<i>";
  const std::string html = page(results, {{{{"visit", "letter", "<i>", 2, 3}}, {{results.from, "<i>"}}, {}}});
  EXPECT_THAT(html, Not(HasSubstr("<i>")));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_EQ(read_xml(html).name, "html");
}

TEST(SimulationReport, SaysThatRunsAreMissing) {
  EXPECT_THAT(page(bare_results()), HasSubstr("Not finished: 1 of 1,000 runs were done."));
  EXPECT_THAT(page(small_results()), Not(HasSubstr("Not finished")));
}

TEST(SimulationReport, SaysWhichAssumptionsHaveNoSource) {
  const XmlElement root = read_xml(page(small_results()));
  std::vector<std::string> missing;
  for (const XmlElement* cell : root.all("span", "missing")) missing.push_back(cell->text);
  EXPECT_EQ(missing, std::vector<std::string>{"none given"});
  EXPECT_THAT(page(small_results()), HasSubstr("2 numbers were assumed: 1 with a source, 1 without."));
}

TEST(SimulationReport, LeavesOutSectionsWithNothingInThem) {
  const std::string html = page(bare_results());
  for (const char* heading : {"The variants compared", "How long things take", "Cases by stage", "Who does the work",
                              "Year by year", "What the answer hangs on"}) {
    EXPECT_THAT(html, Not(HasSubstr(heading)));
  }
  EXPECT_THAT(html, HasSubstr("Duties kept"));
}

// Of four stages no case ever stands in one, and another is where they are over.
TEST(SimulationReport, ShowsTheStagesOfCasesThatAreNotOver) {
  const XmlElement root = read_xml(page(small_results(), small_contexts()));
  std::vector<std::string> shown;
  for (const XmlElement* shape : root.all("path", "shape")) shown.push_back(shape->all("title").at(0)->text);
  EXPECT_EQ(shown, (std::vector<std::string>{"A visit is awaited", "advised", "A visit is awaited", "advised"}));
}

TEST(SimulationReport, MarksTheLimitAndTheDaysOfChanges) {
  const XmlElement root = read_xml(page(large_results(), large_contexts()));
  std::size_t bands = 0;
  for (const XmlElement* band : root.all("rect", "band")) {
    if (band->children.empty()) continue;
    EXPECT_THAT(band->all("title").at(0)->text, HasSubstr("limit of “"));
    ++bands;
  }
  EXPECT_EQ(bands, 4U) << "two times have a limit, and each has two charts";
}

}  // namespace
}  // namespace proviso::simulate_report
