// SPDX-License-Identifier: Apache-2.0
// Simulations from the command line: by threads, by shards that are put together, stopped, verified.
#include <filesystem>

#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

constexpr std::string_view kScenario = R"(scenario: Visits
rules: visits.proviso
from: 2017-01-02
until: 2019-12-31
cases: [{rate: 40}, {population: 4, first: {uniform: [0, 200]}, again: {fixed: 100}}]
events:
  - event: visit
    after: start
    needs: {team: 1}
    takes: {uniform: [3, 12], in: working days}
  - event: letter
    after: visit
    takes: {gamma: {mean: 12, shape: 3}, in: working days}
    facts: {outcome: {good: 0.4, weak: 0.6}, concerns: {none: 0.5, "stairs, meals": 0.5}}
  - {event: plan, after: letter, if: {outcome: weak}, takes: {uniform: [10, 90]}}
resources: {team: {count: 2}}
answers: [share of send-plan]
variants: [{name: three, set: {resources: {team: {count: 3}}}}]
)";

class Simulate : public Cli {
 protected:
  void SetUp() override {
    folder_.write("visits.proviso", kRules);
    folder_.write("visits.yaml", kScenario);
  }
  ProcessResult simulate(std::vector<std::string> more) {
    more.insert(more.begin(), {"simulate", "visits.yaml"});
    return proviso(more);
  }
  ProcessResult part(int number, int of) {
    const std::string name = "part-" + std::to_string(number) + ".json";
    return simulate({"--runs", "70", "--shard", std::to_string(number) + "/" + std::to_string(of), "--out", name});
  }
};

TEST_F(Simulate, ThreadsChangeNothing) {
  const ProcessResult one = simulate({"--runs", "70"});
  EXPECT_EQ(one.exit_code, 0) << one.err;
  EXPECT_THAT(one.out,
              AllOf(HasSubstr("share of send-plan"), HasSubstr("What “three” changes"), HasSubstr("Receipt ")));
  EXPECT_EQ(simulate({"--runs", "70", "--jobs", "2"}).out, one.out);
  EXPECT_NE(simulate({"--runs", "70", "--seed", "2"}).out, one.out);
}

// A visit takes ten days, and may take twenty: none is late. With nine days all are, whatever chance says.
constexpr std::string_view kAmounts = R"(framework amounts "Amounts"
  in force from 1 January 2010

party p "P"

parameter time "Time for a visit"
  20 calendar days from 1 January 2010

event asked   "a visit is asked for" by p
event visited "the visit is made"    by p

track t "T"

stage new "New"
  when asked go to waiting

stage waiting "Waiting"
  duty visit "Visit"
    p must ensure visited within the time of asked
  when visited go to visited-once

stage visited-once "Visited"
  end
)";
constexpr std::string_view kTenDays = R"(scenario: Ten days
rules: amounts.proviso
from: 2017-01-02
until: 2017-12-31
cases: [{schedule: [{on: 2017-03-01, cases: 5}]}]
events:
  - {event: asked, after: start}
  - {event: visited, after: asked, takes: {fixed: 10}}
answers: [share of visit, misses of visit]
)";

TEST_F(Simulate, OtherAmountsCountInThePlaceOfThoseOfTheRules) {
  folder_.write("amounts.proviso", kAmounts);
  folder_.write("ten.yaml",
                std::string(kTenDays) + "variants: [{name: nine, set: {parameters: {time: 9 calendar days}}}]\n");
  const ProcessResult result = proviso({"simulate", "ten.yaml", "--runs", "3"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("What “nine” changes"), HasSubstr("100.0 %  0.0 %  -100.0 (-100.0 to -100.0) points")));
  const auto refused = [&](const char* parameters, const char* why) {
    folder_.write("bad.yaml", std::string(kTenDays) + "parameters: " + parameters + "\n");
    const ProcessResult bad = proviso({"simulate", "bad.yaml"});
    EXPECT_EQ(bad.exit_code, 2);
    EXPECT_THAT(bad.err, HasSubstr(why));
  };
  refused("{tine: 9 calendar days}", "did you mean `time`?");
  refused("{time: nine}", "bad.yaml:10:20");
  refused("{time: 9 working days}", "the rules name no calendar to count working days by");
  refused("[time]", "write `wsoa-period: 50 working days` for each");
}

TEST_F(Simulate, AnotherScenarioIsAVariantToo) {
  folder_.write("amounts.proviso", kAmounts);
  std::string other(kTenDays);
  other.replace(other.find("fixed: 10"), 9, "fixed: 30");
  folder_.write("other/thirty.yaml", other.replace(other.find("amounts.proviso"), 15, "../amounts.proviso"));
  folder_.write("ten.yaml", std::string(kTenDays) + "variants: [{name: thirty, scenario: other/thirty.yaml}]\n");
  const ProcessResult result = proviso({"simulate", "ten.yaml", "--runs", "3"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("What “thirty” changes"),
                                testing::ContainsRegex("misses of visit +0.00 +5.00 +\\+5.00")));
  folder_.write("ten.yaml",
                std::string(kTenDays) + "variants: [{name: both, scenario: other/thirty.yaml, set: {changes: []}}]\n");
  const ProcessResult both = proviso({"simulate", "ten.yaml"});
  EXPECT_EQ(both.exit_code, 2);
  EXPECT_THAT(both.err, HasSubstr("write `set:` or `scenario:`, one of them"));
  folder_.write("ten.yaml", std::string(kTenDays) + "variants: [{name: gone, scenario: nowhere.yaml}]\n");
  const ProcessResult gone = proviso({"simulate", "ten.yaml"});
  EXPECT_EQ(gone.exit_code, 2);
  EXPECT_THAT(gone.err, HasSubstr("nowhere.yaml"));
}

TEST_F(Simulate, ShardsGiveWhatAllRunsGive) {
  const std::string whole = simulate({"--runs", "70"}).out;
  const std::string json = simulate({"--runs", "70", "--format", "json"}).out;
  for (const int of : {1, 7, 64}) {
    std::vector<std::string> merge{"merge"};
    for (int number = of; number >= 1; --number) {
      ASSERT_EQ(part(number, of).exit_code, 0);
      merge.push_back("part-" + std::to_string(number) + ".json");
    }
    EXPECT_EQ(proviso(merge).out, whole) << of;
    // One of them is lost, and made again.
    const std::string before = content_of(folder_.path("part-1.json"));
    std::filesystem::remove(folder_.path("part-1.json"));
    EXPECT_EQ(proviso(merge).exit_code, 2);
    ASSERT_EQ(part(1, of).exit_code, 0);
    EXPECT_EQ(content_of(folder_.path("part-1.json")), before);
    EXPECT_EQ(proviso(merge).out, whole);
  }
}

TEST_F(Simulate, PartsThatDoNotBelongTogetherAreRefused) {
  ASSERT_EQ(part(1, 3).exit_code, 0);
  ASSERT_EQ(part(2, 3).exit_code, 0);
  const auto refused = [&](std::vector<std::string> parts, const char* why) {
    parts.insert(parts.begin(), "merge");
    const ProcessResult result = proviso(parts);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr(why));
  };
  refused({"part-1.json", "part-2.json"}, "shard 3 of 3 is missing; make it with --shard 3/3");
  refused({"part-1.json", "part-1.json", "part-2.json"}, "are both shard 1 of 3; give each once");
  ASSERT_EQ(simulate({"--runs", "71", "--shard", "3/3", "--out", "part-3.json"}).exit_code, 0);
  refused({"part-1.json", "part-2.json", "part-3.json"}, "are not parts of one simulation");
  ASSERT_EQ(part(3, 3).exit_code, 0);
  std::string torn = content_of(folder_.path("part-3.json"));
  torn.resize(torn.size() - 40);
  folder_.write("torn.json", torn);
  refused({"part-1.json", "part-2.json", "torn.json"}, "`torn.json` is not a part of a simulation");
  folder_.write("visits.yaml", with(kScenario, "count: 2", "count: 4"));
  refused({"part-1.json", "part-2.json", "part-3.json"}, "the parts were made of other files");
}

TEST_F(Simulate, OptionsThatDoNotGoTogetherAreRefused) {
  const auto refused = [&](const std::vector<std::string>& options, const char* why) {
    const ProcessResult result = simulate(options);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.err, HasSubstr(why));
  };
  refused({"--shard", "1/2"}, "--shard needs --out PART");
  refused({"--shard", "3/2", "--out", "part"}, "`3/2` is no shard");
  refused({"--shard", "1/2", "--out", "part", "--until", "share of send-plan ± 1 %"},
          "--until does not go with --shard");
  refused({"--until", "share of send-plan"}, "is no precision");
  refused({"--until", "share of send-pln ± 1 %"}, "did you mean `send-plan`?");
  refused({"--sensitivity"}, "--sensitivity needs numbers with a range");
  refused({"--runs", "0"}, "--runs: from 1 to 10,000,000");
  refused({"--most-cases", "5"}, "PV0705");
}

TEST_F(Simulate, GoesOnUntilItIsSureEnough) {
  const ProcessResult result = simulate({"--until", "share of send-plan ± 2 %"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("until share of send-plan ± 2 %: reached"));
  EXPECT_THAT(simulate({"--until", "share of send-plan ± 0.01 %", "--runs", "70"}).out, HasSubstr(": not reached"));
}

TEST_F(Simulate, AnInterruptGivesWhatWasDone) {
  const ProcessResult result =
      testing_support::run_process({"/usr/bin/timeout", "--preserve-status", "-s", "INT", "1", PROVISO_BINARY,
                                    "simulate", "visits.yaml", "--runs", "10000000"},
                                   {.folder = folder_.path()});
  EXPECT_EQ(result.exit_code, 3) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("PARTIAL: "), HasSubstr("of 10000000 runs: the numbers rest on those")));
  const ProcessResult shard = testing_support::run_process(
      {"/usr/bin/timeout", "--preserve-status", "-s", "INT", "1", PROVISO_BINARY, "simulate", "visits.yaml", "--runs",
       "10000000", "--shard", "1/2", "--out", "part.json"},
      {.folder = folder_.path()});
  EXPECT_EQ(shard.exit_code, 3);
  EXPECT_EQ(content_of(folder_.path("part.json")), "(no such file)") << "half a part is none";
}

TEST_F(Simulate, AReceiptHolds) {
  ASSERT_EQ(simulate({"--runs", "20", "--receipt", "receipt.json"}).exit_code, 0);
  EXPECT_EQ(proviso({"simulate", "--verify", "receipt.json"}).exit_code, 0);
  folder_.write("visits.yaml", with(kScenario, "count: 2", "count: 4"));
  const ProcessResult changed = proviso({"simulate", "--verify", "receipt.json"});
  EXPECT_EQ(changed.exit_code, 1);
  EXPECT_THAT(changed.out + changed.err, HasSubstr("the file of the scenario `visits.yaml` has changed"));
}

// Rules that continue others: cases begun before the day are carried over on it, and owe what the transition says.
TEST_F(Simulate, RunningCasesGoOnUnderNewRules) {
  folder_.write("old.proviso", R"(framework old "Old"
  calendar england

party office  "the office"
party citizen "the citizen"

event asked   "the citizen asks"  by citizen
event granted "the office grants" by office

track permit "The permit"

stage waiting "Waiting"
  duty grant "Grant"
    office must ensure granted within 10 calendar days of asked
  when granted go to done

stage done "Done"
  end
)");
  folder_.write("new.proviso", R"(framework new "New"
  in force from 1 January 2020
  calendar england

use "old.proviso"

party office  "the office"
party citizen "the citizen"

event asked   "the citizen asks"  by citizen
event granted "the office grants" by office

track permit "The permit"

stage in-hand "In hand"
  duty answer "Answer"
    office must ensure granted within 30 calendar days of asked
  when granted go to done

stage done "Done"
  end

continues old from 1 January 2020
  duty grant runs on
  cases in waiting go on in in-hand
)");
  folder_.write("permits.yaml", R"(scenario: Two laws
rules: new.proviso
from: 2019-10-01
until: 2020-03-31
cases: [{schedule: [{on: 2019-10-01, cases: 5}, {on: 2019-12-20, cases: 7}, {on: 2020-01-10, cases: 11}]}]
events:
  - {event: asked, after: start}
  - {event: granted, after: asked, takes: {fixed: 20}}
)");
  const ProcessResult result = proviso({"simulate", "permits.yaml", "--runs", "2"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  // Five and seven owe by the old law, within ten days, and are late; eleven owe by the new one, within thirty.
  EXPECT_THAT(result.out, testing::ContainsRegex("old/grant +0.0 % .* 100.0 % .* 12.0\n"));
  EXPECT_THAT(result.out, testing::ContainsRegex("\n +answer +100.0 % .* 0.00\n"));
  EXPECT_THAT(result.out, Not(HasSubstr("come where the rules expect none")));
}

TEST_F(Simulate, WritesAReport) {
  const ProcessResult told = simulate({"--runs", "20", "--report", "visits.html"});
  EXPECT_EQ(told.exit_code, 0) << told.err;
  EXPECT_EQ(told.err, "");
  const std::string page = content_of(folder_.path("visits.html"));
  EXPECT_THAT(page, AllOf(HasSubstr("<!DOCTYPE html>"), HasSubstr("The answer"), HasSubstr("With “three”")));
  EXPECT_THAT(page, HasSubstr("visits.yaml")) << "it says what it was made from";
  // The same again, and put together from shards.
  ASSERT_EQ(simulate({"--runs", "20", "--jobs", "2", "--report", "visits.html"}).exit_code, 0);
  EXPECT_EQ(content_of(folder_.path("visits.html")), page);
  for (const char* number : {"1", "2"}) {
    const std::string name = "part-" + std::string(number);
    ASSERT_EQ(
        simulate({"--runs", "20", "--shard", std::string(number) + "/2", "--out", name, "--report", "visits.html"})
            .exit_code,
        0);
  }
  std::filesystem::remove(folder_.path("visits.html"));
  ASSERT_EQ(proviso({"merge", "part-1", "part-2"}).exit_code, 0);
  EXPECT_EQ(content_of(folder_.path("visits.html")), page);
}

TEST_F(Simulate, AReceiptVouchesForTheReport) {
  ASSERT_EQ(simulate({"--runs", "20", "--report", "visits.html", "--receipt", "receipt.json"}).exit_code, 0);
  EXPECT_EQ(proviso({"simulate", "--verify", "receipt.json"}).exit_code, 0);
}

TEST_F(Simulate, AReportOverwritesNothingThatWasRead) {
  const ProcessResult over = simulate({"--runs", "20", "--report", "visits.proviso"});
  EXPECT_EQ(over.exit_code, 2);
  EXPECT_THAT(over.err, HasSubstr("--report would overwrite `visits.proviso`, which was read"));
  const ProcessResult nowhere = simulate({"--runs", "20", "--report", "missing/visits.html"});
  EXPECT_EQ(nowhere.exit_code, 3);
  EXPECT_EQ(nowhere.out, "") << "half a result is none";
}

}  // namespace
}  // namespace proviso
