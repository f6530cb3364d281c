// SPDX-License-Identifier: Apache-2.0
// Running cases are carried over to new rules: which, how, and what the files say before and after the day.
#include <nlohmann/json.hpp>

#include <map>

#include "tests/support/tree.h"
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using nlohmann::json;
using testing_support::file_text;
using testing_support::repository;

constexpr std::string_view kOld = R"(framework permits-2019 "Permits, 2019"
  calendar england

party office "the office"
party citizen "the citizen"

fact wanted : list of text "what is wanted"

event asked "the citizen asks" by citizen
  records wanted
event checked "the office checks" by office
event granted "the office grants" by office
event objected "a neighbour objects" by citizen
event heard "the objection is heard" by office
event stopped "the citizen gives up" by citizen

duty confirm "Confirm"
  office must ensure checked within 10 working days of asked

track permit "The permit"

stage checking "Checking"
  when checked go to deciding
  when stopped go to done

stage deciding "Deciding"
  duty grant "Grant"
    office must ensure granted within 30 working days of checked
  when granted go to done

stage done "Done"
  end

track objections "Objections"
  begins when objected

stage open-objection "An objection is open"
  duty hear "Hear the objection"
    office should ensure heard within 20 working days of objected
  when heard go to objection-over

stage objection-over "The objection is over"
  end
)";

constexpr std::string_view kNew = R"(framework permits-2020 "Permits, 2020"
  in force from 2 March 2020
  calendar england

use "old.proviso"

party office "the office"
party citizen "the citizen"

fact wanted : list of text "what is wanted"

event asked "the citizen asks" by citizen
  records wanted
event granted "the office grants" by office

track permit "The permit"

stage in-hand "In hand"
  duty grant "Grant"
    office must ensure granted within 60 working days of asked
  when granted go to done

stage done "Done"
  end

continues permits-2019 from 2 March 2020
  duty confirm runs on
  cases in checking go on in in-hand
  cases in deciding go on in in-hand
    duty grant takes the new limit
  cases in open-objection stay
)";

/// A case that is in `deciding` on the day.
constexpr std::string_view kCase = R"(case: "P 1"
framework: permits-2019
events:
  - {on: 2020-01-20, event: asked, with: {wanted: ["a \"shed\"", "a fence"]}, id: a}
  - {on: 2020-01-27, event: checked, recorded: 2020-01-28}
)";

class Transition : public Cli {
 protected:
  void SetUp() override {
    folder_.write("old.proviso", kOld);
    folder_.write("new.proviso", kNew);
    folder_.write("case.yaml", kCase);
  }

  ProcessResult carry(std::vector<std::string> more) {
    std::vector<std::string> words{"transition", "old.proviso", "new.proviso"};
    words.insert(words.end(), more.begin(), more.end());
    words.insert(words.end(), {"-o", "carried"});
    return proviso(words);
  }

  json run(const std::string& rules, const std::string& file, const std::string& day) {
    const ProcessResult result = proviso({"run", rules, file, "--as-of", day, "--format", "json"});
    EXPECT_EQ(result.err, "");
    return json::parse(result.out, nullptr, false).at("cases").at(0);
  }

  static const json* duty(const json& of, const std::string& name) {
    for (const json& one : of.at("duties")) {
      if (one.at("duty") == name) return &one;
    }
    return nullptr;
  }
};

TEST_F(Transition, WritesACaseThatShowsTheOldRulesBeforeTheDayAndTheNewOnesFromItOn) {
  const ProcessResult result = carry({"case.yaml"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("P 1: goes on in in-hand"));
  EXPECT_EQ(folder_.names(), (std::vector<std::string>{"carried", "case.yaml", "new.proviso", "old.proviso"}));
  const std::string text = content_of(folder_.path("carried/P-1.yaml"));
  EXPECT_THAT(text, AllOf(HasSubstr("from: permits-2019\n"), HasSubstr("on: 2020-03-02\n"), HasSubstr("old-rules: \""),
                          HasSubstr("new-rules: \""), HasSubstr("recorded: 2020-01-28\n"), HasSubstr("id: \"a\"\n"),
                          HasSubstr("wanted: [\"a \\\"shed\\\"\", \"a fence\"]\n")));
  // Thirty working days from 28 January: 4 to the 31st, 9, 14, 19, 24 to 28 February, 29 to 6 March, then the 9th.
  const json before = run("new.proviso", "carried/P-1.yaml", "2020-03-01");
  ASSERT_NE(duty(before, "permits-2019/grant"), nullptr);
  EXPECT_EQ(duty(before, "permits-2019/grant")->at("due"), "2020-03-09");
  EXPECT_EQ(duty(before, "permits-2019/grant")->at("status"), "pending");
  EXPECT_EQ(duty(before, "grant"), nullptr);
  // Sixty from 21 January: 4 to the 24th, 9, 14, 19, 24, 29 to 28 February, 34, 39, 44, 49 to 27 March, 54 to 3 April,
  // 58 to the 9th; Good Friday and Easter Monday; the 14th and the 15th.
  const json after = run("new.proviso", "carried/P-1.yaml", "2020-03-02");
  ASSERT_NE(duty(after, "grant"), nullptr);
  EXPECT_EQ(duty(after, "grant")->at("due"), "2020-04-15");
  EXPECT_EQ(duty(after, "permits-2019/grant")->at("status"), "lapsed");
}

TEST_F(Transition, IsWorkedOutAgainWhenSomethingFromBeforeTheDayIsRecordedLate) {
  folder_.write("case.yaml", "case: P2\nframework: permits-2019\nevents:\n  - {on: 2020-02-03, event: asked}\n");
  ASSERT_EQ(carry({"case.yaml"}).exit_code, 0);
  const std::string text = content_of(folder_.path("carried/P2.yaml"));
  // Ten working days from 4 February: 4 to the 7th, 9 to the 14th, the 17th. It was missed before the day.
  EXPECT_EQ(duty(run("new.proviso", "carried/P2.yaml", "2020-03-05"), "permits-2019/confirm")->at("status"), "missed");
  // Known only in March: the check was made in time, so on the day the case stood in `deciding`, with a limit to take.
  folder_.write("late.yaml", text + "  - {on: 2020-02-10, event: checked, recorded: 2020-03-04}\n");
  const json now = run("new.proviso", "late.yaml", "2020-03-05");
  EXPECT_EQ(duty(now, "permits-2019/confirm")->at("status"), "kept");
  ASSERT_NE(duty(now, "grant"), nullptr);
  // Sixty from 4 February: 4 to the 7th, 19 to the 28th, 44 to 3 April, 48 to the 9th, 52 to the 17th, 57 to the 24th,
  // 60 on the 29th.
  EXPECT_EQ(duty(now, "grant")->at("due"), "2020-04-29");
  const ProcessResult known = proviso(
      {"run", "new.proviso", "late.yaml", "--as-of", "2020-03-05", "--known-at", "2020-03-03", "--format", "json"});
  EXPECT_EQ(duty(json::parse(known.out).at("cases").at(0), "grant"), nullptr) << known.out;
}

TEST_F(Transition, ListsWhatStaysAndRefusesWhatCannotBePlaced) {
  folder_.write("over.yaml",
                "case: over\nframework: permits-2019\nevents:\n  - {on: 2020-02-03, event: asked}\n"
                "  - {on: 2020-02-04, event: stopped}\n");
  folder_.write("young.yaml", "case: young\nframework: permits-2019\nevents:\n  - {on: 2020-03-03, event: asked}\n");
  folder_.write("unheld.yaml",
                "case: unheld\nframework: permits-2019\nnot-held: [objected, checked, stopped]\n"
                "events:\n  - {on: 2020-02-03, event: asked}\n");
  const ProcessResult result = carry({"case.yaml", "over.yaml", "young.yaml", "unheld.yaml"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("1 carried over"), HasSubstr("1 stays under the old rules"),
                                HasSubstr("over: it is over"), HasSubstr("2 refused"),
                                HasSubstr("young: nothing happened in it before 2 March 2020"),
                                HasSubstr("unheld: on 2 March 2020 nobody can tell where the case goes on")));
  EXPECT_THAT(content_of(folder_.path("carried/P-1.yaml")), HasSubstr("case: \"P 1\""));
}

TEST_F(Transition, TakesCasesFromATable) {
  folder_.write("events.csv",
                "case,event,on,wanted\nA/1,asked,2020-02-03,a shed\nA/1,checked,2020-02-10,\nA 1,asked,2020-02-24,\n");
  const ProcessResult result = carry({"--events", "events.csv"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(content_of(folder_.path("carried/A-1.yaml")), HasSubstr("case: \"A/1\""));
  EXPECT_THAT(content_of(folder_.path("carried/A-1-2.yaml")), HasSubstr("case: \"A 1\""));
  EXPECT_EQ(duty(run("new.proviso", "carried/A-1.yaml", "2020-03-02"), "grant")->at("due"), "2020-04-29");
}

TEST_F(Transition, WritesEverythingOrNothing) {
  folder_.write("bad.yaml", "case: bad\nframework: permits-2019\nevents:\n  - {on: 2020-02-03, event: askd}\n");
  EXPECT_EQ(carry({"case.yaml", "bad.yaml"}).exit_code, 2);
  EXPECT_FALSE(std::filesystem::exists(folder_.path("carried")));
  std::filesystem::create_directory(folder_.path("carried"));
  folder_.write("carried/other.txt", "not ours\n");
  const ProcessResult result = carry({"case.yaml"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("is no empty folder"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path("carried/P-1.yaml")));
}

TEST_F(Transition, WantsTheVeryRulesThatTheNewOnesContinue) {
  folder_.write("other.proviso", with(kOld, "within 10 working days", "within 9 working days"));
  const ProcessResult result = proviso({"transition", "other.proviso", "new.proviso", "case.yaml", "-o", "carried"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("is not the text that `new.proviso` continues"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path("carried")));
}

TEST_F(Transition, CanBeWorkedOutAgainFromItsReceipt) {
  ASSERT_EQ(carry({"case.yaml", "--on", "2020-03-09", "--receipt", "receipt.json"}).exit_code, 0);
  const ProcessResult again = proviso({"transition", "--verify", "receipt.json"});
  EXPECT_EQ(again.exit_code, 0) << again.out << again.err;
  // A later day: the thirtieth working day, on which the old limit is still pending, is the day itself.
  EXPECT_EQ(duty(run("new.proviso", "carried/P-1.yaml", "2020-03-08"), "permits-2019/grant")->at("status"), "pending");
  EXPECT_EQ(duty(run("new.proviso", "carried/P-1.yaml", "2020-03-09"), "grant")->at("due"), "2020-04-15");
}

// The areas of samples/carried-over, from the rules of 2016 to those of 2023.
TEST_F(Transition, TheSampleComesOutAsItSays) {
  const std::string top = repository().string() + "/";
  const std::string sample = top + "samples/carried-over/";
  const ProcessResult result =
      proviso({"transition", top + "rules/send-inspection-2016.proviso", top + "rules/area-send-2023.proviso",
               sample + "fenshire.yaml", sample + "marshby.yaml", sample + "wolding.yaml", "-o", "carried"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  std::string said = result.out.substr(0, result.out.find("\nReceipt"));
  EXPECT_EQ(said + "\n", file_text(sample + "expected.txt"));
  EXPECT_EQ(content_of(folder_.path("carried/fenshire.yaml")).substr(0, 60),
            file_text(sample + "carried/fenshire.yaml").substr(0, 60));
  const json after = run(top + "rules/area-send-2023.proviso", "carried/fenshire.yaml", "2023-01-01");
  EXPECT_EQ(duty(after, "send-inspection-2016/inspect-never-revisited")->at("due"), "2025-12-31");
}

// Whether a statement was found fit the table does not hold, so of no area is it known that it waits in vain for its
// revisit: each stands where the old rules are finished.
TEST_F(Transition, OfThePublishedInspectionsNoneGoesOverByTheTableAlone) {
  const std::string top = repository().string() + "/";
  const std::string sample = top + "samples/send-inspections-2016-2022/";
  const ProcessResult result = proviso({"transition", top + "rules/send-inspection-2016.proviso",
                                        top + "rules/area-send-2023.proviso", "--table", sample + "inspections.csv",
                                        "--map", sample + "map.yaml", "-o", "carried", "--format", "json"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  std::map<std::string, std::size_t> outcomes;
  const json document = json::parse(result.out);
  for (const json& one : document.at("cases")) ++outcomes[one.at("outcome").get<std::string>()];
  EXPECT_EQ(outcomes["refused"], 0U);
  EXPECT_EQ(outcomes["stays"], 149U);
}

}  // namespace
}  // namespace proviso
