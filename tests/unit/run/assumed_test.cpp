// SPDX-License-Identifier: Apache-2.0
// Which results say that they rest on an assumed date: all that do, by whatever moment, and no others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

#include "base/civil_date.h"
#include "engine/model/resolve.h"
#include "engine/program/program.h"
#include "engine/run/case_report.h"
#include "engine/run/executor.h"
#include "engine/run/findings.h"
#include "grammar/parse.h"

namespace proviso::run {
namespace {

using testing::HasSubstr;

constexpr const char* kRules = R"(framework moments "Moments"

party office "the office"

event asked "somebody asks"
event heard "there is a hearing"
event done "it is done"
event other "something else is done"
event granted "more time is granted"

duty anchor "From an event"
  office must ensure done within 5 calendar days of asked

duty from-later "From the later of two"
  office must ensure done within 5 calendar days of the later of asked, heard

duty by-later "By the later of two"
  office must ensure done by 10 calendar days after the later of asked, heard

duty window "In a window"
  office must ensure done no sooner than asked and no later than 30 calendar days after heard

duty repeated "Again and again"
  office must ensure other every 90 calendar days from asked until heard

duty second "Either way"
  office must ensure done within 5 calendar days of asked
  or ensure other within 90 calendar days of heard

duty moved "With more time"
  office must ensure done within 5 calendar days of asked
  extended by 20 calendar days when granted

duty fixed "On a fixed day"
  office must ensure other by 1 June 2017

track work "Work"

stage waiting "Waiting"
  when heard go to acting

stage acting "Acting"
  duty entered "From entering a stage"
    office must ensure done within 5 calendar days of entering acting
  after 3 calendar days in this stage go to checking

stage checking "Checking"
  duty entered-later "From entering the next one"
    office must ensure other within 50 calendar days of entering checking
  may end
)";

class Assumed : public testing::Test {
 protected:
  void SetUp() override {
    DiagnosticReport report;
    const auto tree = grammar::parse(sources_.add("moments.proviso", kRules), report);
    auto framework = std::make_shared<const model::Framework>(model::resolve(tree, report));
    ASSERT_FALSE(report.has_errors()) << render_text(report, sources_);
    auto program = program::compile(std::move(framework), {});
    ASSERT_TRUE(program.has_value()) << program.error().message;
    program_ = *program;
  }

  /// Asked on 2 May 2017, more time on the 4th, heard on the 10th, nothing done; one of the events has an assumed date.
  History history(const std::string& assumed) const {
    History history(*program_);
    history.assumptions = {"so it says"};
    const std::pair<const char*, unsigned> events[] = {{"asked", 2}, {"granted", 4}, {"heard", 10}};
    for (const auto& [name, day] : events) {
      const auto event = program_->framework->find(model::SymbolKind::kEvent, name);
      const std::uint32_t at = history.add(*event, *make_date(2017, 5, day));
      if (name == assumed) history.occurrences[at].assumed = 1;
    }
    history.sort();
    return history;
  }

  /// The duties whose report says so; findings and explanations must say the same.
  std::set<std::string> duties_assumed(const std::string& event) const {
    const Date as_of = *make_date(2017, 8, 1);
    const History happened = history(event);
    const CaseReport report = report_case(*program_, sources_, happened, as_of);
    std::set<std::string> found;
    for (const DutyReport& duty : report.duties) {
      if (duty.assumed.empty()) continue;
      EXPECT_EQ(duty.assumed, "so it says");
      found.insert(duty.duty);
    }
    Executor executor(*program_);
    CaseState state;
    executor.run(state, happened, as_of);
    for (const Finding& finding : find(*program_, happened, state)) {
      if (finding.instance == kNone) continue;
      const std::string& name = program_->framework->duties[state.instances[finding.instance].duty].name;
      EXPECT_EQ(finding.assumed, found.contains(name)) << name;
    }
    for (std::uint32_t duty = 0; duty < program_->framework->duties.size(); ++duty) {
      for (const Explanation& one : explain_duty(*program_, sources_, happened, duty, as_of).instances) {
        bool said = false;
        for (const ExplanationStep& step : one.steps) said = said || step.text.find("so it says") != std::string::npos;
        EXPECT_EQ(said, found.contains(one.duty.duty)) << one.duty.duty;
      }
    }
    return found;
  }

  SourceSet sources_;
  std::shared_ptr<const program::Program> program_;
};

TEST_F(Assumed, AnEventCountsByEveryMomentThatIsMadeOfIt) {
  EXPECT_EQ(duties_assumed("asked"),
            (std::set<std::string>{"anchor", "from-later", "by-later", "window", "repeated", "second", "moved"}));
  EXPECT_EQ(duties_assumed("heard"), (std::set<std::string>{"from-later", "by-later", "window", "repeated", "second",
                                                            "entered", "entered-later"}));
}

TEST_F(Assumed, WhatMovesADueDateCounts) { EXPECT_EQ(duties_assumed("granted"), std::set<std::string>{"moved"}); }

TEST_F(Assumed, NothingIsAssumedWhereNothingWas) { EXPECT_TRUE(duties_assumed("none").empty()); }

}  // namespace
}  // namespace proviso::run
