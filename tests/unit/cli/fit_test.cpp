// SPDX-License-Identifier: Apache-2.0
// Estimates from cases, as a person or a script asks for them.
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

constexpr std::string_view kEvents =
    "case,event,on,outcome\n"
    "a,visit,2017-04-24,\n"
    "a,letter,2017-05-05,weak\n"
    "a,plan,2017-08-18,\n"
    "b,visit,2017-04-24,\n"
    "b,letter,2017-05-08,good\n"
    "c,visit,2017-08-14,\n";

class Fit : public Cli {
 protected:
  void SetUp() override {
    folder_.write("visits.proviso", kRules);
    folder_.write("events.csv", kEvents);
  }
  ProcessResult fit(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"fit", "visits.proviso"});
    return proviso(arguments);
  }
};

TEST_F(Fit, WritesAssumptionsAndATable) {
  const ProcessResult result = fit({"--events", "events.csv", "--until", "2017-08-18", "--out", "fitted.yaml"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  // From 24 April 2017 eight working days to 5 May, for 1 May is a bank holiday, and nine to 8 May; c was left after
  // four. So half have come on day 8 and all on day 9: the median lies in the middle.
  EXPECT_THAT(result.out, HasSubstr("\n  letter  visit       3     2     1     8.5     9  working days\n"));
  EXPECT_THAT(result.out, HasSubstr("within 10 working days (send-letter): 100.0 %"));
  EXPECT_THAT(result.out, HasSubstr("\nReceipt "));
  EXPECT_THAT(result.err, HasSubstr("note: rests on fewer than 20 cases: letter after visit (2)"));
  const std::string written = content_of(folder_.path("fitted.yaml"));
  EXPECT_THAT(written,
              StartsWith("# Written by `proviso fit` from 3 cases of events.csv, as known by 18 August 2017;"));
  // A plan only after a weak outcome, four working days after the 70 that it may take.
  EXPECT_THAT(written, AllOf(HasSubstr("  - event: plan\n    after: letter\n    if: {outcome: weak}\n"),
                             HasSubstr("      empirical: {74: 1}\n      in: working days\n")));
  EXPECT_EQ(folder_.names(), (std::vector<std::string>{"events.csv", "fitted.yaml", "visits.proviso"}));
}

TEST_F(Fit, GivesTheSameBytesWhereverItStands) {
  ASSERT_EQ(fit({"--events", "events.csv", "--out", "one.yaml"}).exit_code, 0);
  ASSERT_EQ(proviso({"fit", folder_.path("visits.proviso"), "--events", folder_.path("events.csv"), "--out",
                     folder_.path("two.yaml")},
                    {.folder = "/"})
                .exit_code,
            0);
  EXPECT_EQ(content_of(folder_.path("one.yaml")), content_of(folder_.path("two.yaml")));
}

TEST_F(Fit, SaysUntilWhenWhereNobodyDid) {
  const ProcessResult result = fit({"--events", "events.csv"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err,
              HasSubstr("as of Friday 18 August 2017, the last day in the table; give another day with --until"));
  EXPECT_EQ(folder_.names(), (std::vector<std::string>{"events.csv", "visits.proviso"}));
}

TEST_F(Fit, HasAReceiptThatHolds) {
  ASSERT_EQ(fit({"--events", "events.csv", "--out", "fitted.yaml", "--receipt", "r.json"}).exit_code, 0);
  EXPECT_EQ(proviso({"fit", "--verify", "r.json"}).exit_code, 0);
  folder_.write("events.csv", with(kEvents, "2017-05-05", "2017-05-04"));
  const ProcessResult changed = proviso({"fit", "--verify", "r.json"});
  EXPECT_EQ(changed.exit_code, 1);
  EXPECT_THAT(changed.out, HasSubstr("what was written to `fitted.yaml` is not the same"));
}

TEST_F(Fit, TakesAPairThatTheRulesDoNotHave) {
  const ProcessResult result = fit({"--events", "events.csv", "--until", "2017-08-18", "--pair", "visit:plan"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  // 24 April to 18 August: 6 + 31 + 30 + 31 + 18 days.
  EXPECT_THAT(result.out, HasSubstr("\n  plan    visit      3     1     2     116     -  days\n"));
  EXPECT_THAT(result.out, Not(HasSubstr("plan    letter")));
}

TEST_F(Fit, SaysWhatIsWrongAndWritesNothing) {
  const auto refused = [&](std::vector<std::string> arguments, const std::string& words) {
    arguments.insert(arguments.end(), {"--out", "fitted.yaml"});
    EXPECT_REFUSED(fit(arguments), HasSubstr(words));
    EXPECT_FALSE(std::filesystem::exists(folder_.path("fitted.yaml"))) << words;
  };
  const std::vector<std::string> events = {"--events", "events.csv"};
  refused({}, "say which cases to fit: --events FILE, or --table FILE with --map");
  refused({"--event", "events.csv"}, "did you mean `--events`?");
  refused({"--events", "events.csv", "--untill", "2017-08-18"}, "did you mean `--until`?");
  refused({"--events", "events.csv", "--until", "2017-02-30"}, "--until: `2017-02-30` is not a day");
  refused({"--events", "events.csv", "--from", "2018-01-01", "--until", "2017-01-01"},
          "--from 2018-01-01 is later than --until 2017-01-01");
  refused({"--events", "events.csv", "--pair", "visit-letter"}, "`visit-letter` is no pair");
  refused({"--events", "events.csv", "--pair", "visit:leter"},
          "there is no event `leter` in `visits`; did you mean `letter`?");
  refused({"--events", "events.csv", "--least-sample", "0"}, "--least-sample");
  refused({"--events", "events.csv", "--until", "2017-01-01"}, "nothing is known of any of them by 1 January 2017");
  refused({"--events", "missing.csv"}, "missing.csv");
  folder_.write("empty.csv", "case,event,on\n");
  refused({"--events", "empty.csv"}, "`empty.csv` has no cases");
  folder_.write("one.csv", "case,event,on\na,plan,2017-04-24\nb,plan,2017-04-25\n");
  refused({"--events", "one.csv"}, "by the rules, none of its events follows another of them (`plan`); name a pair");
  folder_.write("bad.csv", "case,event,on\na,plan,soon\n");
  refused({"--events", "bad.csv"}, "PV0603");
  EXPECT_REFUSED(fit({"--events", "events.csv", "--out", "-"}), HasSubstr("--out needs a file"));
  EXPECT_REFUSED(fit({"--events", "events.csv", "--out", "events.csv"}),
                 HasSubstr("--out would overwrite `events.csv`"));
}

TEST_F(Fit, AFileThatCannotBeWrittenIsSaidToBeSo) {
  const ProcessResult result = fit({"--events", "events.csv", "--out", "nowhere/fitted.yaml"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(result.out, "");
}

// What is fitted comes out of a simulation again. Of twelve applications three were still open after three days, four
// were refused after five days and five granted after ten. Aalen and Johansen: 4/9 refused, 5/9 granted. The grants by
// themselves would come in every case: that they do not is for `while`.
TEST_F(Fit, SimulatesTheSharesThatWereEstimated) {
  folder_.write("grants.proviso", R"(framework grants "Grants"
  in force from 1 January 2019

party office "the office"

event applied "an application comes in" by office
event granted "the grant is given"      by office
event refused "the grant is refused"    by office

track grant "The grant"

stage new "New"
  when applied go to considering

stage considering "Under consideration"
  when granted go to closed
  when refused go to closed

stage closed "Closed"
  end
)");
  std::string table = "case,event,on\n";
  for (int i = 0; i < 12; ++i) {
    const std::string name = "c" + std::to_string(i);
    table += name + (i < 3 ? ",applied,2020-03-28\n" : ",applied,2020-03-01\n");
    if (i >= 3) table += name + (i < 7 ? ",refused,2020-03-06\n" : ",granted,2020-03-11\n");
  }
  folder_.write("grants.csv", table);
  folder_.write("scenario.yaml",
                "scenario: As it was\nrules: grants.proviso\nassumptions: [fitted.yaml]\nfrom: 2021-01-01\n"
                "until: 2021-12-31\ncases:\n  - schedule: [{on: 2021-02-01, cases: 2000}]\n");
  ASSERT_EQ(
      proviso({"fit", "grants.proviso", "--events", "grants.csv", "--until", "2020-03-31", "--out", "fitted.yaml"})
          .exit_code,
      0);
  const ProcessResult result = proviso({"simulate", "scenario.yaml", "--runs", "10", "--format", "json"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const nlohmann::json results = nlohmann::json::parse(result.out);
  std::map<std::string, double> count;
  for (const auto& time : results.at("variants").at(0).at("times")) {
    if (time.at("from") == "applied") count[time.at("to")] = time.at("count");
  }
  // 20,000 cases: a standard error of 0.0035.
  EXPECT_NEAR(count["granted"] / 20000, 5.0 / 9, 0.012);
  EXPECT_NEAR(count["refused"] / 20000, 4.0 / 9, 0.012);
}

// A scenario adds the fact of which the cases say nothing; the estimated one stays.
TEST_F(Fit, LetsAScenarioAddAFact) {
  folder_.write("grants.proviso", R"(framework grants "Grants"
  in force from 1 January 2019

party office "the office"

fact large : yes/no "it is a large grant"
fact again : yes/no "it is not the first"

event granted "the grant is given"      by office
  records large, again
event looked-at "somebody looks at it"  by office

track grant "The grant"

stage new "New"
  when granted go to given

stage given "Given"
  when looked-at go to closed

stage closed "Closed"
  end
)");
  folder_.write("grants.csv",
                "case,event,on,large,again\na,granted,2020-03-01,yes,\na,looked-at,2020-03-03,,\n"
                "b,granted,2020-03-01,no,\nb,looked-at,2020-03-04,,\n");
  ASSERT_EQ(proviso({"fit", "grants.proviso", "--events", "grants.csv", "--out", "fitted.yaml"}).exit_code, 0);
  EXPECT_THAT(content_of(folder_.path("fitted.yaml")), HasSubstr("# of again the cases say nothing\n"));
  const std::string scenario =
      "scenario: As it was\nrules: grants.proviso\nassumptions: [fitted.yaml]\nfrom: 2021-01-01\nuntil: 2021-12-31\n"
      "cases:\n  - schedule: [{on: 2021-02-01, cases: 10}]\n"
      "events: [{event: granted, facts: {again: {yes: 0.3, no: 0.7}}}]\n";
  folder_.write("scenario.yaml", scenario);
  const ProcessResult result = proviso({"simulate", "scenario.yaml", "--runs", "2", "--format", "json"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  // The estimated share is among the assumptions, with its sample.
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("1 of 2 in grants.csv known by 2020-03-04"), HasSubstr("\"value\": \"0.3\"")));
}

// The file in samples/scenarios/2016-cycle was made by the command that its page shows.
TEST_F(Fit, MakesTheFileOfTheSampleAgain) {
  const std::string top = PROVISO_SOURCE_DIR;
  const std::string data = top + "/samples/send-inspections-2016-2022/";
  const ProcessResult result = proviso({"fit", top + "/rules/send-inspection-2016.proviso", "--table",
                                        data + "inspections.csv", "--map", data + "map.yaml", "--out", "fitted.yaml"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(content_of(folder_.path("fitted.yaml")), content_of(top + "/samples/scenarios/2016-cycle/fitted.yaml"));
}

}  // namespace
}  // namespace proviso
