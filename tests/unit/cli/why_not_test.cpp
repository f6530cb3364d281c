// SPDX-License-Identifier: Apache-2.0
// `explain --why-not`: what would have to be recorded. What is expected is read off the rules by hand.
#include <nlohmann/json.hpp>

#include "tests/support/json_schema.h"
#include "tests/support/tree.h"
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using nlohmann::json;
using testing_support::repository;

constexpr std::string_view kTable = R"(framework leave "Leave"

party office "the office"

fact size  : number
fact band  : one of high, middle, low
fact held  : date
fact risk  : one of red, amber, green "how urgent"
fact grave : yes/no                   means size is more than 3 and (band is high or risk is red)
fact twice : number                   means size times 2

event asked "somebody asks" by office
  records size, band, held
event given "it is given" by office

decide risk "How urgent"
  from size, band, held
  hit first
  row more than 10, high,    before 1 May 2017 gives red
  row more than 3,  high,    -                 gives amber
  row -,            not low, -                 gives green

trigger remind "Remind"
  when given if grave then notify office "it is grave"

duty look "Look at it"
  applies if grave
  office must ensure given within 5 weeks of asked

track work "Work"

stage begun "Begun"
  after 3 weeks in this stage go to closed
  when grave go to urgent

stage urgent "Urgent"
  may end

stage closed "Closed"
  end
)";

class WhyNot : public Cli {
 protected:
  void SetUp() override {
    folder_.write("table.proviso", kTable);
    folder_.write("table.yaml",
                  "case: one\nframework: leave\nas-of: 2017-06-01\nevents:\n"
                  "  - {on: 2017-05-30, event: asked, with: {size: 5, band: low}}\n");
    folder_.write("area.yaml", area("  - {on: 2017-03-17, event: onsite-end}\n"));
  }
  static std::string area(std::string_view events) {
    return "case: ambermoor\nframework: send-inspection-2016\nas-of: 2017-06-01\nevents:\n"
           "  - {on: 2017-03-13, event: onsite-start}\n" +
           std::string(events);
  }
  json of_area(const std::string& name) { return answer(rules(), "area.yaml", name); }
  json of_table(const std::string& name) { return answer("table.proviso", "table.yaml", name); }
  static std::string rules() { return (repository() / "rules/send-inspection-2016.proviso").string(); }

  json answer(const std::string& rules, const std::string& file, const std::string& name) {
    const ProcessResult result = proviso({"explain", rules, file, "--why-not", name, "--format", "json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    const std::string schema = (repository() / "docs/schema/output/why-not-1.schema.json").string();
    EXPECT_EQ(testing_support::schema_mistake(schema, result.out), "") << name;
    return json::parse(result.out, nullptr, false);
  }
};

TEST_F(WhyNot, AStageIsReachedByTheShortestWay) {
  const json why = of_area("intervention");
  EXPECT_EQ(why["holds"], false);
  ASSERT_EQ(why["steps"].size(), 5U);
  const char* stages[] = {"reporting", "wsoa-drafting", "wsoa-review", "improving", "revisiting", "intervention"};
  const std::vector<std::vector<std::string>> events{
      {"letter-received"}, {"wsoa-submitted"}, {"wsoa-fit"}, {"revisit-start"}, {"revisit-letter-published"}};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(why["steps"][i]["from"], stages[i]);
    EXPECT_EQ(why["steps"][i]["to"], stages[i + 1]);
    EXPECT_EQ(why["steps"][i]["events"], json(events[i]));
  }
  ASSERT_EQ(why["steps"][0]["needed"].size(), 1U);
  const json& required = why["steps"][0]["needed"][0];
  EXPECT_EQ(required["needed"], "`wsoa-required` would have to be yes");
  EXPECT_EQ(required["now"], "`wsoa-required` is unknown");
  EXPECT_EQ(required["facts"][0]["recorded_with"], json({"letter-received", "letter-published"}));
  // That the clause before must be no goes without saying: progress cannot be both.
  ASSERT_EQ(why["steps"][4]["needed"].size(), 1U);
  EXPECT_EQ(why["steps"][4]["needed"][0]["needed"], "`progress` would have to be insufficient");
}

TEST_F(WhyNot, OtherwiseNeedsTheClausesBeforeToBeNo) {
  const json why = of_area("closed");
  ASSERT_EQ(why["steps"].size(), 1U);
  EXPECT_EQ(why["steps"][0]["needed"][0]["wanted"], false);
  EXPECT_EQ(why["steps"][0]["needed"][0]["needed"], "`wsoa-required` would have to be no");
}

TEST_F(WhyNot, AMoveThatWaitsSaysSo) {
  folder_.write("area.yaml", area("  - {on: 2017-03-17, event: onsite-end}\n"
                                  "  - {on: 2017-05-05, event: letter-received}\n"));
  const json why = of_area("wsoa-drafting");
  ASSERT_EQ(why["steps"].size(), 1U);
  EXPECT_TRUE(why["steps"][0]["events"].empty());
  EXPECT_EQ(why["steps"][0]["text"],
            "`letter-received` was recorded on Friday 5 May 2017, and the move waits for what is unknown");
}

TEST_F(WhyNot, WhereItStandsAndWhereNothingLeads) {
  EXPECT_EQ(of_area("reporting")["holds"], true);
  const json back = of_area("notice");
  EXPECT_EQ(back["holds"], false);
  EXPECT_TRUE(back["steps"].empty());
  EXPECT_THAT(back["answer"].get<std::string>(), HasSubstr("No move and no action leads from there to `notice`"));
}

TEST_F(WhyNot, ATrackThatBeginsWithAConditionNamesIt) {
  const json why = of_area("plan-in-hand");
  ASSERT_EQ(why["steps"].size(), 1U);
  EXPECT_EQ(why["steps"][0]["from"], nullptr);
  EXPECT_EQ(why["steps"][0]["needed"][0]["needed"], "the track `inspection` would have to stand in `intervention`");
}

TEST_F(WhyNot, ADutyNeedsItsScopeItsAnchorAndItsCondition) {
  const json plan = of_area("submit-wsoa");
  ASSERT_EQ(plan["steps"].size(), 1U);
  EXPECT_EQ(plan["steps"][0]["to"], "wsoa-drafting");
  EXPECT_EQ(plan["missing"], json({"`letter-received` would have to be recorded"}));
  EXPECT_EQ(of_area("publish-wsoa")["missing"], json({"`wsoa-fit` would have to be recorded"}));
  const json letter = of_area("publish-letter");
  EXPECT_EQ(letter["holds"], true);
  // 33 working days of 17 March 2017 end on 8 May.
  EXPECT_EQ(letter["answer"], "It has arisen, and is missed, due on Monday 8 May 2017.");
}

TEST_F(WhyNot, AConditionIsTakenApart) {
  const json why = of_table("grave");
  ASSERT_EQ(why["needed"].size(), 1U);  // that size is more than 3 is so
  const json& either = why["needed"][0];
  EXPECT_EQ(either["kind"], "any");
  ASSERT_EQ(either["parts"].size(), 2U);
  EXPECT_EQ(either["parts"][0]["now"], "`band` is low");
  EXPECT_EQ(either["parts"][0]["is"], "no");
  EXPECT_EQ(either["parts"][1]["needed"], "`risk` would have to be red");
  EXPECT_EQ(either["parts"][1]["is"], "unknown");
}

TEST_F(WhyNot, ATableNamesItsNearestRowsFirst) {
  const json why = of_table("risk");
  EXPECT_EQ(why["answer"], "It is unknown. No row of its table holds.");
  ASSERT_EQ(why["rows"].size(), 3U);
  EXPECT_EQ(why["rows"][0]["row"], 2);
  EXPECT_EQ(why["rows"][0]["cells"], json::parse(R"([{"fact": "band", "now": "low", "needed": "high", "is": "no"}])"));
  EXPECT_EQ(why["rows"][1]["row"], 3);
  EXPECT_EQ(why["rows"][1]["cells"][0]["needed"], "not low");
  EXPECT_EQ(why["rows"][2]["row"], 1);
  ASSERT_EQ(why["rows"][2]["cells"].size(), 3U);
  EXPECT_EQ(why["rows"][2]["cells"][2],
            json::parse(R"({"fact": "held", "now": null, "needed": "before 1 May 2017", "is": "unknown"})"));
}

TEST_F(WhyNot, TimeoutsTriggersAndRecordedFacts) {
  // Three weeks from Tuesday 30 May 2017.
  EXPECT_EQ(of_table("closed")["steps"][0]["day"], "2017-06-20");
  const json trigger = of_table("remind");
  EXPECT_EQ(trigger["missing"], json({"`given` would have to be recorded"}));
  EXPECT_EQ(trigger["needed"][0]["text"], "grave");
  EXPECT_EQ(of_table("held")["missing"], json({"it would have to be recorded with `asked`"}));
  EXPECT_EQ(of_table("twice")["answer"], "It is 10. It is worked out as `size times 2`.");
}

TEST_F(WhyNot, ALinkedCaseThatIsNotOpenNamesWhatOpensIt) {
  folder_.write("review.proviso", R"(framework review "A review"
  calendar england

party tribunal "the tribunal"

event lodged "the papers are lodged"
event decided "the tribunal decides"

trigger ends-it
  when decided then close case

track reviewing "The review"

stage begun "Begun"
  when lodged go to heard

stage heard "Heard"
  may end
)");
  folder_.write("permits.proviso", R"(use "review.proviso"

framework permits "Permits"
  calendar england

party office "the office"

fact grave : yes/no

event asked "somebody asks"
  records grave
event appealed "somebody appeals"

trigger appeal
  when appealed if not grave then open review

trigger own-motion
  when grave then open review

duty answer "Answer"
  office must ensure appealed within 5 working days of asked
  once missed then open review
)");
  const std::string head =
      "case: one\nframework: permits\nas-of: 2024-05-06\nevents:\n"
      "  - {on: 2024-05-01, event: asked, with: {grave: no}}\n";
  folder_.write("case.yaml", head);
  const json openers = {"the trigger `appeal` opens `review` when `appealed` is recorded if not grave",
                        "the trigger `own-motion` opens `review` when grave",
                        "the duty `answer` opens `review` once it is missed"};
  json missing = {"the case `review` is not open"};
  missing.insert(missing.end(), openers.begin(), openers.end());
  EXPECT_EQ(answer("permits.proviso", "case.yaml", "review/heard")["missing"], missing);
  folder_.write("case.yaml", head +
                                 "  - {on: 2024-05-02, event: appealed}\n  - {on: 2024-05-03, event: "
                                 "review/decided}\n");
  missing[0] = "the case `review` is not open: it was closed on Friday 3 May 2024";
  const json closed = answer("permits.proviso", "case.yaml", "review/heard");
  EXPECT_EQ(closed["missing"], missing);
  // It begins anew when it is opened again.
  ASSERT_EQ(closed["steps"].size(), 2U);
  EXPECT_EQ(closed["steps"][1]["events"], json({"review/lodged"}));
}

TEST_F(WhyNot, IsWrittenForPeople) {
  const ProcessResult result = proviso({"explain", "table.proviso", "table.yaml", "--why-not", "urgent"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, StartsWith(R"(Case one as of Thursday 1 June 2017 (the case file's own day)

The stage `urgent`: Urgent
  The track `work` stands in `begun` since Tuesday 30 May 2017. The shortest way from there to `urgent` takes 1 step.

  1. from `begun` to `urgent`
     it moves as soon as its condition is yes
     and:
      `grave` would have to be yes:
        one of these:
          `band` would have to be high; now `band` is low
            it is recorded with `asked`
)"));
}

TEST_F(WhyNot, RefusesWhatIsNotDeclared) {
  EXPECT_REFUSED(proviso({"explain", "table.proviso", "table.yaml", "--why-not", "rsk"}),
                 HasSubstr("declares no stage, duty, trigger or fact `rsk`; did you mean `risk`?"));
  EXPECT_REFUSED(proviso({"explain", "table.proviso", "table.yaml", "--why-not", "risk", "--duty", "look"}),
                 HasSubstr("not both"));
}

TEST_F(WhyNot, CarriesAReceiptThatHolds) {
  EXPECT_EQ(proviso({"explain", "table.proviso", "table.yaml", "--why-not", "risk", "--receipt", "r.json"}).exit_code,
            0);
  EXPECT_EQ(proviso({"explain", "--verify", "r.json"}).exit_code, 0);
}

}  // namespace
}  // namespace proviso
