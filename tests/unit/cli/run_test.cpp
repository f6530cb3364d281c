// SPDX-License-Identifier: Apache-2.0
// One case: where it stands.
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

class Run : public Cli {
 protected:
  void SetUp() override { folder_.write("visits.proviso", kRules); }

  ProcessResult run_case(std::string_view text, std::vector<std::string> more = {}) {
    folder_.write("case.yaml", text);
    more.insert(more.begin(), {"run", "visits.proviso", "case.yaml"});
    return proviso(more);
  }
};

TEST_F(Run, SaysWhatHappenedWhereItStandsAndWhatWasMissed) {
  const ProcessResult result = run_case(kLateCase);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(result.out, AllOf(HasSubstr("Case Ambermoor under visits"), HasSubstr("as of Friday 1 September 2017"),
                                HasSubstr("\nWhat happened\n"), HasSubstr("  Monday 24 April 2017\n"),
                                HasSubstr("\nWhere it stands\n"), HasSubstr("Closed (closed)"),
                                HasSubstr("\nDue next\n  nothing\n")));
  EXPECT_THAT(result.out, AllOf(HasSubstr("\nMissed\n  Breach: "), HasSubstr("4 working days late"),
                                HasSubstr("The handbook of visits"), HasSubstr("visits.proviso:34\n")));
}

TEST_F(Run, WhatIsDueNextHasItsDateAndHowFarOffItIs) {
  const ProcessResult result = run_case(kLateCase, {"--as-of", "2017-08-07"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("as of Monday 7 August 2017"), HasSubstr("1 event after that day is left out"),
                    HasSubstr("\nDue next\n  Monday 14 August 2017, in 5 working days\n    Send the plan\n"),
                    HasSubstr("\nMissed\n  nothing\n")));
}

TEST_F(Run, WhatIsDueOnTheDayItselfIsPending) {
  EXPECT_THAT(run_case(kLateCase, {"--as-of", "2017-08-14"}).out, HasSubstr("Monday 14 August 2017, today"));
}

TEST_F(Run, WithoutADayItIsToday) {
  EXPECT_THAT(run_case(with(kLateCase, "as-of: 2017-09-01\n", "")).out, HasSubstr(" (today)\n"));
}

TEST_F(Run, FailOnIsMetByTheMissItNamesAndByGraverOnes) {
  EXPECT_EQ(run_case(kLateCase, {"--fail-on", "breach"}).exit_code, 1);
  EXPECT_EQ(run_case(kLateCase, {"--fail-on", "shortfall"}).exit_code, 1);
  EXPECT_EQ(run_case(kLateCase, {"--fail-on", "deviation"}).exit_code, 1);
  const std::string late_letter = with(with(kLateCase, "2017-04-24", "2017-04-03"), "2017-08-18", "2017-08-14");
  EXPECT_EQ(run_case(late_letter, {"--fail-on", "deviation"}).exit_code, 1);
  EXPECT_EQ(run_case(late_letter, {"--fail-on", "breach"}).exit_code, 0);
}

TEST_F(Run, RulesAndCaseTheWrongWayRoundAreToldApart) {
  folder_.write("case.yaml", kLateCase);
  EXPECT_REFUSED(proviso({"run", "case.yaml", "visits.proviso"}),
                 HasSubstr("`case.yaml` is a document, not a rule file; a rule file is asked for here, and documents come after it"));
}

TEST_F(Run, ANameOfALinkedFrameworkIsGivenWhole) {
  folder_.write("appeal.proviso",
                "framework appeal \"Appeal\"\nfact allowed : yes/no\nevent heard records allowed\n"
                "event opened\ntrack t\nstage s\n  when heard go to ended\nstage ended\n  end\n");
  folder_.write("fees.proviso",
                "use \"appeal.proviso\"\nframework fees \"Fees\"\nevent appealed\n"
                "trigger t when appealed then open appeal\n");
  folder_.write("fees.yaml",
                "case: a\nframework: fees\nas-of: 2024-05-10\nevents:\n  - {on: 2024-05-01, event: appealed}\n"
                "  - {on: 2024-05-02, event: heard}\n"
                "  - {on: 2024-05-02, event: appeal/heard, with: {allowed: yes}}\n");
  EXPECT_REFUSED(proviso({"run", "fees.proviso", "fees.yaml"}),
                 AllOf(HasSubstr("`heard` belongs to `appeal`"), HasSubstr("write `appeal/heard`"),
                       HasSubstr("`allowed` belongs to `appeal`"), HasSubstr("write `appeal/allowed`")));
  EXPECT_REFUSED(proviso({"explain", "fees.proviso", "fees.yaml", "--why-not", "ended"}),
                 HasSubstr("did you mean `appeal/ended`?"));
}

TEST_F(Run, APartyThatAListNamesTwiceOwesOneDuty) {
  folder_.write("views.proviso",
                "framework views \"Views\"\nparty police\nparty fire\nfact asked : list of party\n"
                "event sent records asked\nevent view\n"
                "duty give \"Give a view\"\n  for each body in asked\n  body must ensure view within 1 week of sent\n");
  folder_.write("views.yaml",
                "case: a\nframework: views\nas-of: 2024-05-02\n"
                "events:\n  - {on: 2024-05-01, event: sent, with: {asked: [police, fire, police]}}\n");
  const ProcessResult result = proviso({"run", "views.proviso", "views.yaml", "--format", "json"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  std::size_t count = 0;
  for (std::size_t at = 0; (at = result.out.find("\"duty\": \"give\"", at)) != std::string::npos; ++at) ++count;
  EXPECT_EQ(count, 2U) << result.out;
}

TEST_F(Run, SeveralCasesComeOneAfterTheOther) {
  folder_.write("second.yaml", with(kLateCase, "Ambermoor", "Brackley"));
  const ProcessResult result = run_case(kLateCase, {"second.yaml"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("Case Ambermoor"));
  EXPECT_THAT(result.out, HasSubstr("----\n\nCase Brackley"));
}

TEST_F(Run, EveryUnknownNameAndWrongValueIsReportedAtItsPlace) {
  std::string text = with(kLateCase, "event: visit", "event: vist");
  text = with(text, "outcome: weak", "outcome: waek");
  text = with(text, "framework: visits", "framework: visit");
  text = with(text, "event: plan}", "event: plan, with: {outcome: weak}}");
  const ProcessResult result = run_case(text);
  EXPECT_REFUSED(
      result, AllOf(HasSubstr("error[PV0509]: the rules declare no event `vist`"), HasSubstr("case.yaml:5:"),
                    HasSubstr("did you mean `visit`?"), HasSubstr("did you mean `visits`?"), HasSubstr("error[PV0510]"),
                    HasSubstr("error[PV0207]: `plan` does not record `outcome`")));
}

TEST_F(Run, NamesOfOtherThingsAreToldApart) {
  EXPECT_REFUSED(run_case(with(kLateCase, "event: visit", "event: writing")),
                 HasSubstr("`writing` is a stage in the rules"));
  EXPECT_REFUSED(run_case(with(kLateCase, "concerns: [the garden, the stairs]", "concern: [x]")),
                 HasSubstr("did you mean `concerns`?"));
  EXPECT_REFUSED(run_case(with(kLateCase, "outcome: weak", "outcome: [weak]")), HasSubstr("takes one value"));
}

TEST_F(Run, MalformedCaseFilesAreRefused) {
  EXPECT_REFUSED(run_case("case: a\ncase: b\n"), HasSubstr("PV0503"));
  EXPECT_REFUSED(run_case("case: &a b\nframework: *a\n"), HasSubstr("PV0502"));
  EXPECT_REFUSED(run_case(""), HasSubstr("error["));
  EXPECT_REFUSED(run_case(with(kLateCase, "2017-04-24", "24/04/2017")), HasSubstr("PV0508"));
  EXPECT_REFUSED(proviso({"run", "visits.proviso", "missing.yaml"}), HasSubstr("there is no file"));
  EXPECT_REFUSED(proviso({"run", "visits.proviso", "."}), HasSubstr("is a folder"));
}

// The plan came on its last day, 14 August, and was entered on the 21st; the letter was corrected on the 22nd.
constexpr std::string_view kLateRecords = R"(case: Ambermoor
framework: visits
as-of: 2017-09-01
events:
  - {id: visit, on: 2017-04-24, event: visit}
  - {id: letter, on: 2017-05-05, event: letter, with: {outcome: weak, concerns: [the garden]}}
  - {id: plan, on: 2017-08-14, event: plan, recorded: 2017-08-21T09:15}
  - corrects: letter
    on: 2017-05-05
    time: 10:30
    event: letter
    for: nursery
    with: {outcome: weak, concerns: [the garden, the stairs]}
    recorded: 2017-08-22
    because: a page was missing
)";

TEST_F(Run, ATimelyActRecordedLateIsNoBreachAndWasOneBefore) {
  const ProcessResult now = run_case(kLateRecords, {"--fail-on", "breach"});
  EXPECT_EQ(now.exit_code, 0) << now.err;
  EXPECT_THAT(now.out, AllOf(HasSubstr("\nMissed\n  nothing\n"), Not(HasSubstr("as known on"))));
  const ProcessResult before = run_case(kLateRecords, {"--known-at", "2017-08-21T09:14", "--fail-on", "breach"});
  EXPECT_EQ(before.exit_code, 1) << before.err;
  EXPECT_THAT(before.out, AllOf(HasSubstr("as of Friday 1 September 2017 (the case file's own day)\n"
                                          "as known on Monday 21 August 2017 at 09:14\n"
                                          "2 records came later and are left out\n"),
                                HasSubstr("\nMissed\n  Breach: Send the plan"), Not(HasSubstr("the stairs"))));
  EXPECT_EQ(run_case(kLateRecords, {"--known-at", "2017-08-21T09:15", "--fail-on", "breach"}).exit_code, 0);
  EXPECT_THAT(run_case(kLateRecords, {"--known-at", "2017-08-21"}).out,
              AllOf(HasSubstr("as known on Monday 21 August 2017\n1 record came later and is left out\n"),
                    HasSubstr("\nMissed\n  nothing\n")));
  EXPECT_THAT(run_case(kLateRecords, {"--known-at", "Tuesday 22 August 2017"}).out,
              HasSubstr("as known on Tuesday 22 August 2017\nno record came later\n"));
}

TEST_F(Run, WhatWasCorrectedAndWithdrawnIsListedAndNotShownAsAnEvent) {
  const ProcessResult result =
      run_case(with(kLateRecords, "  - corrects", "  - {withdraws: plan, recorded: 2017-08-25}\n  - corrects"));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out,
              HasSubstr("\nCorrected and withdrawn\n"
                        "  letter: corrected, recorded on Tuesday 22 August 2017, because a page was missing\n"
                        "    it said  Friday 5 May 2017: the letter reaches the nursery (letter); outcome: weak; "
                        "concerns: \"the garden\"\n"
                        "    now      Friday 5 May 2017 at 10:30: the letter reaches the nursery (letter) for the "
                        "nursery (nursery); outcome: weak; concerns: \"the garden\", \"the stairs\"\n"
                        "  plan: withdrawn, recorded on Friday 25 August 2017\n"
                        "    it said  Monday 14 August 2017: the nursery sends its plan (plan)\n"));
  EXPECT_THAT(result.out, AllOf(HasSubstr("\nMissed\n  Breach: Send the plan"),
                                Not(HasSubstr("    the nursery sends its plan (plan)\n      "))));
}

TEST_F(Run, RecordsThatContradictEachOtherAreRefusedAtTheirPlaces) {
  std::string text = with(kLateRecords, "corrects: letter", "corrects: leter");
  text = with(text, "id: plan", "id: visit");
  EXPECT_REFUSED(run_case(text), AllOf(HasSubstr("error[PV0512]: the id `visit` is that of `visit` on 24 April 2017"),
                                       HasSubstr("case.yaml:7:10"), HasSubstr("case.yaml:5:10"),
                                       HasSubstr("error[PV0513]: this corrects `leter`, but no record has that id"),
                                       HasSubstr("case.yaml:8:15"), HasSubstr("did you mean `letter`?")));
  EXPECT_REFUSED(
      run_case(with(kLateRecords, "for: nursery", "for: nurserry")),
      AllOf(HasSubstr("error[PV0509]: the rules declare no party `nurserry`"), HasSubstr("did you mean `nursery`?")));
  for (const char* time : {"2017-08", "2017-08-32", "2017-08-21 09:15", "2017-08-21T24:00", "today"}) {
    EXPECT_REFUSED(run_case(kLateRecords, {"--known-at", time}), HasSubstr("write it like 2017-05-05 or"));
  }
}

TEST_F(Run, RuleFileWithMistakesIsNotRun) {
  folder_.write("case.yaml", kLateCase);
  folder_.write("bad.proviso", with(kRules, "event plan \"", "event plan by nobody \""));
  EXPECT_REFUSED(proviso({"run", "bad.proviso", "case.yaml"}), HasSubstr("bad.proviso:"));
}

TEST_F(Run, OnlyTheCountOutsideTheCalendarFails) {
  std::string text = with(kLateCase, "as-of: 2017-09-01", "as-of: 2131-05-04");
  text = with(text, "2017-04-24", "2131-05-04");
  text = with(text,
              "  - {on: 2017-05-05, event: letter, with: {outcome: weak, concerns: [the garden, the stairs]}}\n"
              "  - {on: 2017-08-18, event: plan}\n",
              "");
  const ProcessResult result = run_case(text);
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, AllOf(HasSubstr("case.yaml: "), HasSubstr("send-letter")));
  EXPECT_THAT(result.out, HasSubstr("Writing the letter (writing)"));
}

TEST_F(Run, FullDiskIsAnEnvironmentFailure) {
  folder_.write("case.yaml", kLateCase);
  EXPECT_EQ(proviso({"run", "visits.proviso", "case.yaml"}, {.output_path = "/dev/full"}).exit_code, 3);
}

}  // namespace
}  // namespace proviso
