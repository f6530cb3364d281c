// SPDX-License-Identifier: Apache-2.0
// The site as a whole: every section is there, every link leads somewhere, nothing of an author's text is markup.
#include "engine/reading_copy/reading_copy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "tests/unit/model/resolve_fixture.h"

namespace proviso::reading_copy {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::resolve_text;

constexpr const char* kRules = R"(framework visits "Visits to a nursery"
  version "1"
  in force from 1 May 2016
  calendar england

source handbook "The handbook of visits"
party inspectors "the inspectors"
party nursery "the nursery"

parameter plan-period "Time to send the plan"
  70 working days from 1 May 2016
  cite handbook "Plans" unconfirmed
  50 working days from 1 May 2020
  cite handbook "Plans, new"

fact outcome : one of good, weak "the judgement"
fact risk : one of high, low "how soon to come back"
fact again : yes/no "the inspectors come back"
decide risk "How soon to come back"
  from outcome
  hit first
  row weak gives high
  row -    gives low

event visit "the inspectors visit" by inspectors
event letter "the letter reaches the nursery" by inspectors
  records outcome, again
event plan "the nursery sends its plan" by nursery

duty send-letter "Send the letter"
  inspectors will usually ensure letter within 10 working days of visit
  cite handbook "Letters"

track inspection "The inspection"

stage notice "Before the visit"
  when visit go to writing

stage writing "Writing the letter"
  when letter if risk is high go to planning
  when letter otherwise go to closed

stage planning "Planning"
  duty send-plan "Send the plan"
    nursery must ensure plan within the plan-period of letter
    cite handbook "Plans"
  when plan go to writing

stage closed "Closed"
  end

example "A plan that is late"
  on 24 April 2017 visit
  on 5 May 2017 letter with outcome weak and again yes
  on 18 August 2017 plan
  expect send-plan due 14 August 2017
  expect send-plan missed, 4 working days late
)";

std::map<std::string, std::string> site_of(const std::string& text) {
  const testing_support::Outcome outcome = resolve_text(text);
  EXPECT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  std::map<std::string, std::string> site;
  for (const Page& page : reading_copy({&outcome.framework})) site[page.path] = page.content;
  return site;
}

std::vector<std::string> all_of(const std::string& text, const std::string& pattern) {
  const std::regex wanted(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), wanted), end; at != end; ++at) found.push_back((*at)[1]);
  return found;
}

TEST(ReadingCopy, HasEverySection) {
  const auto site = site_of(kRules);
  ASSERT_EQ(site.size(), 4U);
  const std::string& page = site.at("visits/index.html");
  for (const char* section : {"Who takes part", "The procedure", "Duties by party", "Amounts", "Unconfirmed", "Events",
                              "Facts", "Decision tables", "Sources"}) {
    EXPECT_THAT(page, HasSubstr(std::string(">") + section + "</h2>"));
  }
  EXPECT_THAT(page, HasSubstr("The nursery must ensure that "));
  EXPECT_THAT(page, HasSubstr("What moves the case:"));
  EXPECT_THAT(page, HasSubstr("Duties and rights of the nursery</caption>"));
  EXPECT_THAT(page, HasSubstr("50 working days"));
  EXPECT_THAT(page, HasSubstr(": 70 working days from 1 May 2016"));
  EXPECT_THAT(page, HasSubstr("1 amount or clause in these rules is unconfirmed"));
  EXPECT_THAT(page, HasSubstr("The first row that holds counts."));
  const std::string& examples = site.at("visits/examples.html");
  EXPECT_THAT(examples, HasSubstr("<time datetime=\"2017-08-14\">Monday 14 August 2017</time>"));
  EXPECT_THAT(examples, HasSubstr("is missed, 4 working days late."));
  EXPECT_THAT(site.at("index.html"), HasSubstr("href=\"visits/index.html\""));
}

TEST(ReadingCopy, HasADiagramWithTitleDescriptionAndOutline) {
  const std::string page = site_of(kRules).at("visits/index.html");
  EXPECT_THAT(page, HasSubstr("role=\"img\" aria-labelledby=\"picture-title-inspection picture-text-inspection\""));
  EXPECT_THAT(page, HasSubstr("<title id=\"picture-title-inspection\">Diagram of the track “The inspection”</title>"));
  EXPECT_THAT(page, HasSubstr("<desc id=\"picture-text-inspection\">4 stages from top to bottom"));
  EXPECT_THAT(page, HasSubstr("4 arrows between them."));
  EXPECT_THAT(page, HasSubstr("<ol class=\"outline\">"));
  EXPECT_EQ(all_of(page, "(class=\"arrow\")").size(), 5U);  // and the one into the first stage
}

TEST(ReadingCopy, EveryPageHasItsLandmarksAndOneHeading) {
  for (const auto& [path, page] : site_of(kRules)) {
    if (!path.ends_with(".html")) continue;
    EXPECT_TRUE(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">")) << path;
    EXPECT_EQ(all_of(page, "<(h1)>").size(), 1U) << path;
    for (const char* landmark : {"<header", "<main id=\"main\"", "<footer", "class=\"skip-link\" href=\"#main\""}) {
      EXPECT_THAT(page, HasSubstr(landmark)) << path;
    }
    EXPECT_EQ(all_of(page, "<(table) ").size(), all_of(page, "<(caption)>").size()) << path;
    for (const std::string& cell : all_of(page, "<th ([^>]*)>")) EXPECT_THAT(cell, HasSubstr("scope=")) << path;
    EXPECT_THAT(page, Not(HasSubstr("<script")));
  }
}

TEST(ReadingCopy, EveryLinkLeadsSomewhere) {
  const auto site = site_of(kRules);
  std::map<std::string, std::set<std::string>> anchors;
  for (const auto& [path, page] : site) {
    const std::vector<std::string> ids = all_of(page, " id=\"([^\"]*)\"");
    anchors[path] = {ids.begin(), ids.end()};
    EXPECT_EQ(anchors[path].size(), ids.size()) << path << " has an id twice";
  }
  std::size_t seen = 0;
  for (const auto& [path, page] : site) {
    const std::string folder = path.find('/') == std::string::npos ? "" : path.substr(0, path.find('/') + 1);
    for (const std::string& href : all_of(page, " href=\"([^\"]*)\"")) {
      std::string target = href.substr(0, href.find('#'));
      if (target.empty()) target = path.substr(folder.size());
      target = target.starts_with("../") ? target.substr(3) : folder + target;
      ASSERT_TRUE(site.contains(target)) << path << " links to " << href;
      const std::size_t hash = href.find('#');
      if (hash != std::string::npos) {
        EXPECT_TRUE(anchors[target].contains(href.substr(hash + 1))) << path << " links to " << href;
      }
      ++seen;
    }
  }
  EXPECT_GT(seen, 60U);
}

TEST(ReadingCopy, IsTheSameEachTime) { EXPECT_EQ(site_of(kRules), site_of(kRules)); }

// Every title of the rules tries to be markup; the pages keep the elements that they have without it.
TEST(ReadingCopy, NoTextOfAnAuthorIsMarkup) {
  const std::string bad = R"(</title></svg><script>alert(1)</script><img src=x onerror='x'>&amp; \" <b )";
  const std::string evil = std::regex_replace(std::string(kRules), std::regex("\"([^\"]*)\""), "\"$1" + bad + "\"");
  const auto plain = site_of(kRules);
  for (const auto& [path, page] : site_of(evil)) {
    EXPECT_THAT(page, Not(HasSubstr("<script"))) << path;
    EXPECT_THAT(page, Not(HasSubstr("<img"))) << path;
    EXPECT_THAT(page, Not(HasSubstr("<b "))) << path;
    // A diagram has more lines of text, for longer titles; all else is the same.
    const std::string most = "<(/?(?!text)[a-z][a-z0-9]*)[ >/]";
    EXPECT_EQ(all_of(page, most), all_of(plain.at(path), most)) << path;
  }
}

TEST(ReadingCopy, FrontPageNamesEveryProcedure) {
  const testing_support::Outcome one = resolve_text(kRules);
  testing_support::Outcome other = resolve_text(kRules);
  other.framework.name = "others";
  other.framework.examples.clear();
  const std::vector<Page> pages = reading_copy({&one.framework, &other.framework});
  std::vector<std::string> paths;
  for (const Page& page : pages) paths.push_back(page.path);
  EXPECT_EQ(paths, (std::vector<std::string>{"index.html", "style.css", "visits/index.html", "visits/examples.html",
                                             "others/index.html"}));
  EXPECT_THAT(pages.front().content, HasSubstr("href=\"others/index.html\""));
}

}  // namespace
}  // namespace proviso::reading_copy
