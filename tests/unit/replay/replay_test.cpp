// SPDX-License-Identifier: Apache-2.0
// Many cases run and summed up: every number here is worked out by hand.
#include "engine/replay/replay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "base/civil_date.h"
#include "engine/replay/findings_csv.h"
#include "engine/replay/summary_text.h"
#include "tests/support/generate_cases.h"
#include "tests/unit/replay/rules_fixture.h"

namespace proviso::replay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// As of Monday 20 January 2020. An application is decided within 5 working days.
constexpr std::string_view kTable =
    "case,event,on,granted\n"
    "A,applied,2020-01-06,\n"     // due Monday the 13th
    "A,decided,2020-01-10,yes\n"  // kept on the 4th working day
    "B,applied,2020-01-06,\n"
    "B,decided,2020-01-15,no\n"  // 7th working day: 2 late
    "C,applied,2020-01-06,\n"    // missed since the 13th: 14, 15, 16, 17 and 20 are 5 working days
    "D,applied,2020-01-17,\n"    // due Friday the 24th
    "E,applied,2020-01-13,\n"    // due today
    "E,decided,2020-01-20,\n"    // kept on the 5th working day; what was decided is not known
    "F,applied,2020-01-14,\n"    // due Tuesday the 21st; two working days before is Friday the 17th
    "F,appealed,2020-01-15,\n"   // against what?
    "G,applied,2020-01-08,\n"
    "G,decided,2020-01-08,yes\n"  // on the day itself
    "H,applied,2020-01-06,\n"
    "H,decided,2020-01-10,no\n"
    "H,appealed,2020-01-13,\n"  // to be heard by 13 February
    "H,heard,2020-02-20,\n";    // not known yet

struct Replayed {
  ReplayResult result;
  std::string findings;
  std::string outcomes;
};

Replayed run(Rules& rules, const CaseSource& cases, Date as_of, std::uint32_t jobs = 1) {
  Replayed all;
  FindingsCsv findings(all.findings);
  FindingsCsv outcomes(all.outcomes);
  all.findings.clear();
  all.outcomes.clear();
  ReplayOptions options;
  options.findings = [&](const ReplayRow& row) { findings.add(row); };
  options.outcomes = [&](const ReplayRow& row) { outcomes.add(row); };
  options.jobs = jobs;
  all.result = replay(*rules.program, rules.sources, cases, as_of, options);
  return all;
}

class Replay : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(rules_); }

  Replayed run_table(std::string_view table, Date as_of, std::optional<std::string> map = std::nullopt) {
    const Reading reading = read_table(*rules_, table, std::move(map));
    EXPECT_THAT(reading.problems, IsEmpty());
    return reading.cases ? run(*rules_, *reading.cases, as_of) : Replayed{};
  }

  std::unique_ptr<Rules> rules_ = permit_rules();
  const Date as_of_ = *make_date(2020, 1, 20);
};

std::vector<std::string> stages(const TrackSummary& track) {
  std::vector<std::string> texts;
  for (const StageSummary& stage : track.stages) texts.push_back(stage.label + " " + std::to_string(stage.cases));
  return texts;
}

TEST_F(Replay, CountsCasesAndEventsUpToTheDay) {
  const ReplaySummary summary = run_table(kTable, as_of_).result.summary;
  EXPECT_EQ(summary.framework, "permit");
  EXPECT_EQ(summary.as_of, as_of_);
  EXPECT_EQ(summary.cases, 8U);
  EXPECT_EQ(summary.events, 15U);
  EXPECT_EQ(summary.left_out, 1U);
  EXPECT_THAT(summary.errors, IsEmpty());
}

TEST_F(Replay, CountsCasesByStage) {
  const ReplaySummary summary = run_table(kTable, as_of_).result.summary;
  ASSERT_EQ(summary.tracks.size(), 1U);
  EXPECT_EQ(summary.tracks[0].track, "permit-track");
  EXPECT_EQ(summary.tracks[0].title, "The permit");
  EXPECT_THAT(stages(summary.tracks[0]), ElementsAre("considering 4", "given 2", "refused 2"));
}

TEST_F(Replay, CountsValuesOfFacts) {
  const ReplaySummary summary = run_table(kTable, as_of_).result.summary;
  ASSERT_EQ(summary.facts.size(), 6U);
  const FactSummary& fee = summary.facts[0];
  EXPECT_EQ(fee.fact, "fee");
  EXPECT_THAT(fee.values, IsEmpty());
  EXPECT_EQ(fee.known, 0U);
  EXPECT_EQ(fee.unknown, 8U);
  const FactSummary& granted = summary.facts[1];
  ASSERT_EQ(granted.values.size(), 2U);
  EXPECT_EQ(granted.values[0].value, "yes");
  EXPECT_EQ(granted.values[0].cases, 2U);
  EXPECT_EQ(granted.values[1].value, "no");
  EXPECT_EQ(granted.values[1].cases, 2U);
  EXPECT_EQ(granted.unknown, 4U);
  EXPECT_EQ(summary.facts[2].values.size(), 2U);
  const FactSummary& derived = summary.facts[5];
  EXPECT_EQ(derived.fact, "refused-once");
  EXPECT_EQ(derived.values[0].cases, 2U);
  EXPECT_EQ(derived.values[1].cases, 2U);
  EXPECT_EQ(derived.unknown, 4U);
}

TEST_F(Replay, RatesDuties) {
  const ReplaySummary summary = run_table(kTable, as_of_).result.summary;
  ASSERT_EQ(summary.duties.size(), 3U);
  const DutySummary& answer = summary.duties[0];
  EXPECT_EQ(answer.duty, "answer");
  EXPECT_EQ(answer.title, "Decide on the application");
  EXPECT_EQ(answer.party, "office");
  EXPECT_EQ(answer.instances, 8U);
  EXPECT_EQ(answer.with(DutyStatus::kKept), 4U);      // A, E, G, H
  EXPECT_EQ(answer.with(DutyStatus::kKeptLate), 1U);  // B
  EXPECT_EQ(answer.with(DutyStatus::kMissed), 1U);    // C
  EXPECT_EQ(answer.with(DutyStatus::kPending), 2U);   // D, F
  EXPECT_EQ(answer.rated, 6U);
  EXPECT_EQ(answer.in_time, 4U);
  EXPECT_TRUE(answer.taken_in_working_days);
  EXPECT_EQ(answer.taken.count, 5U);  // 4, 7, 5, 0, 4
  EXPECT_EQ(answer.taken.least, 0);
  EXPECT_EQ(answer.taken.greatest, 7);
  EXPECT_EQ(answer.taken.median(), 4.0);
  EXPECT_EQ(answer.late_working_days.count, 1U);
  EXPECT_EQ(answer.late_working_days.greatest, 2);
  EXPECT_EQ(answer.late_calendar_days.greatest, 2);
  EXPECT_EQ(answer.overdue_working_days.count, 1U);
  EXPECT_EQ(answer.overdue_working_days.greatest, 5);
  EXPECT_EQ(answer.overdue_calendar_days.greatest, 7);
  EXPECT_EQ(answer.assumed, 0U);

  const DutySummary& no_haste = summary.duties[1];
  EXPECT_FALSE(no_haste.taken_in_working_days);
  EXPECT_EQ(no_haste.with(DutyStatus::kMissed), 1U);  // G
  EXPECT_EQ(no_haste.too_early, 1U);
  EXPECT_EQ(no_haste.overdue_calendar_days.count, 0U);

  const DutySummary& hear = summary.duties[2];
  EXPECT_EQ(hear.instances, 1U);
  EXPECT_EQ(hear.with(DutyStatus::kPending), 1U);
  EXPECT_EQ(hear.rated, 0U);
}

TEST_F(Replay, TakesTheMeanOfTheTwoInTheMiddle) {
  const ReplaySummary summary = run_table(
                                    "case,event,on\n"
                                    "A,applied,2020-01-06\nA,decided,2020-01-07\n"
                                    "B,applied,2020-01-06\nB,decided,2020-01-09\n"
                                    "C,applied,2020-01-06\nC,decided,2020-01-10\n"
                                    "D,applied,2020-01-06\nD,decided,2020-01-10\n",
                                    as_of_)
                                    .result.summary;
  EXPECT_EQ(summary.duties[0].taken.median(), 3.5);  // 1, 3, 4, 4
  EXPECT_EQ(summary.duties[0].taken.twice_median, 7);
}

TEST_F(Replay, CountsFindings) {
  const ReplayResult result = run_table(kTable, as_of_).result;
  const ReplaySummary& summary = result.summary;
  EXPECT_EQ(summary.count(FindingKind::kBreach), 2U);
  EXPECT_EQ(summary.count(FindingKind::kShortfall), 1U);
  EXPECT_EQ(summary.count(FindingKind::kDeviation), 0U);
  EXPECT_EQ(summary.count(FindingKind::kWarning), 1U);
  EXPECT_EQ(summary.count(FindingKind::kUnexpected), 1U);
  EXPECT_EQ(summary.count(FindingKind::kUndecided), 1U);
  EXPECT_EQ(summary.findings[static_cast<std::size_t>(FindingKind::kBreach)].cases, 2U);
  EXPECT_EQ(result.finding_rows, 6U);
  ASSERT_EQ(summary.unexpected.size(), 1U);
  EXPECT_EQ(summary.unexpected[0].event, "appealed");
  EXPECT_EQ(summary.unexpected[0].count, 1U);
  EXPECT_EQ(summary.unexpected[0].first_case, "F");
  ASSERT_EQ(summary.undecided_moves.size(), 1U);
  EXPECT_EQ(summary.undecided_moves[0].track, "permit-track");
  EXPECT_EQ(summary.undecided_moves[0].reason, "the fact `granted` is not known");
  EXPECT_EQ(summary.undecided_moves[0].first_case, "E");
}

TEST_F(Replay, GivesFindingsInOrderOfCases) {
  EXPECT_EQ(run_table(kTable, as_of_).findings,
            "B,answer,breach,office,applied,2020-01-06,2020-01-13,2020-01-15,2,2,,\"The Act, \"\"section 1\"\"\","
            "rules/permit.proviso,25\n"
            "C,answer,breach,office,applied,2020-01-06,2020-01-13,,5,7,,\"The Act, \"\"section 1\"\"\","
            "rules/permit.proviso,25\n"
            "E,,undecided,,decided,2020-01-20,,,,,,,rules/permit.proviso,35\n"
            "F,,unexpected,applicant,appealed,2020-01-15,,,,,,,rules/permit.proviso,21\n"
            "F,answer,warning,office,applied,2020-01-14,2020-01-21,,,,,\"The Act, \"\"section 1\"\"\","
            "rules/permit.proviso,25\n"
            "G,no-haste,shortfall,office,applied,2020-01-08,2020-01-09,2020-01-08,-1,-1,,,rules/permit.proviso,30\n");
}

TEST_F(Replay, GivesOutcomesOfEveryInstance) {
  const Replayed all = run_table(
      "case,event,on,granted\n"
      "A,applied,2020-01-06,\n"
      "A,decided,2020-01-10,yes\n"
      "B,applied,2020-01-06,\n"
      "B,decided,2020-01-15,no\n"
      "B,appealed,2020-01-20,\n",
      as_of_);
  EXPECT_EQ(all.outcomes,
            "A,answer,kept,office,applied,2020-01-06,2020-01-13,2020-01-10,,,,\"The Act, \"\"section 1\"\"\","
            "rules/permit.proviso,25\n"
            "A,no-haste,kept,office,applied,2020-01-06,,2020-01-10,,,,,rules/permit.proviso,30\n"
            "B,answer,kept late,office,applied,2020-01-06,2020-01-13,2020-01-15,2,2,,\"The Act, \"\"section 1\"\"\","
            "rules/permit.proviso,25\n"
            "B,no-haste,kept,office,applied,2020-01-06,,2020-01-15,,,,,rules/permit.proviso,30\n"
            "B,hear,pending,office,appealed,2020-01-20,2020-02-20,,,,,\"The Act, \"\"section 2\"\" (unconfirmed)\","
            "rules/permit.proviso,44\n");
  EXPECT_EQ(all.result.outcome_rows, 5U);
}

TEST_F(Replay, MarksWhatRestsOnADerivedDate) {
  const Replayed all = run_table("Area,In,Out\nA,2020-01-06,2020-01-20\nB,2020-01-06,2020-01-10\n", as_of_,
                                 R"(form: table
case: Area
events:
  - {event: applied, on: In, plus: 1 working day, assumed: "posted the day before"}
  - {event: decided, on: Out}
)");
  EXPECT_EQ(all.result.summary.duties[0].assumed, 2U);
  EXPECT_THAT(all.findings,
              testing::StartsWith("A,answer,breach,office,applied,2020-01-07,2020-01-14,2020-01-20,4,6,posted the "
                                  "day before,"));
}

TEST_F(Replay, SaysWhatIsNotDecidedForWantOfEvents) {
  const ReplaySummary summary = run_table("case,event,on\nA,decided,2020-01-10\nB,decided,2020-01-13\n", as_of_,
                                          "form: events\nnot-held: [applied]\n")
                                    .result.summary;
  const DutySummary& answer = summary.duties[0];
  EXPECT_EQ(answer.with(DutyStatus::kUndecided), 2U);
  ASSERT_EQ(answer.undecided.size(), 1U);
  EXPECT_EQ(answer.undecided[0].text, "the event `applied` is not held by this source");
  EXPECT_EQ(answer.undecided[0].count, 2U);
  EXPECT_EQ(answer.undecided[0].first_case, "A");
}

TEST_F(Replay, CountsWhatLiesOutsideTheCalendarAsAnError) {
  const ReplaySummary summary = run_table(
                                    "case,event,on\n"
                                    "A,applied,2021-12-20\n"
                                    "B,applied,2021-12-30\n"
                                    "C,applied,2021-12-31\n",
                                    *make_date(2021, 12, 31))
                                    .result.summary;
  ASSERT_EQ(summary.errors.size(), 1U);
  EXPECT_EQ(summary.errors[0].text,
            "the duty `answer` cannot be counted: a count needs a day outside the calendar `plain`, "
            "which knows 2019 to 2021; add the years it needs to `plain.yaml`");
  EXPECT_EQ(summary.errors[0].count, 2U);
  EXPECT_EQ(summary.errors[0].first_case, "B");
}

TEST_F(Replay, RunsATableWithoutCases) {
  const ReplayResult result = run_table("case,event,on\n", as_of_).result;
  EXPECT_EQ(result.summary.cases, 0U);
  EXPECT_EQ(result.finding_rows, 0U);
}

TEST_F(Replay, TellsHowFarItIs) {
  std::string table = "case,event,on\n";
  for (int i = 0; i < 10'000; ++i) table += std::to_string(i) + ",applied,2020-01-06\n";
  const Reading reading = read_table(*rules_, table);
  ASSERT_TRUE(reading.cases);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
  ReplayOptions options;
  options.progress = [&](std::uint64_t done, std::uint64_t total) { told.emplace_back(done, total); };
  replay(*rules_->program, rules_->sources, *reading.cases, as_of_, options);
  EXPECT_THAT(told, ElementsAre(std::pair(4096, 10'000), std::pair(8192, 10'000), std::pair(10'000, 10'000)));
}

TEST_F(Replay, GivesTheSameWhateverTheOrderOfTheRows) {
  const Replayed by_case = run_table(
      "case,event,on,granted\n"
      "A,applied,2020-01-06,\nA,decided,2020-01-15,no\nA,appealed,2020-01-16,\n"
      "B,applied,2020-01-07,\nB,decided,2020-01-08,yes\n",
      as_of_);
  const Replayed by_date = run_table(
      "case,event,on,granted\n"
      "A,applied,2020-01-06,\nB,applied,2020-01-07,\nB,decided,2020-01-08,yes\n"
      "A,decided,2020-01-15,no\nA,appealed,2020-01-16,\n",
      as_of_);
  EXPECT_EQ(by_case.findings, by_date.findings);
  EXPECT_EQ(by_case.outcomes, by_date.outcomes);
}

// The cases of the table 500 times over: more than threads take at once.
TEST_F(Replay, GivesTheSameWithAnyNumberOfThreads) {
  std::string many(kTable.substr(0, kTable.find('\n') + 1));
  for (int copy = 0; copy < 500; ++copy) {
    for (std::size_t at = kTable.find('\n') + 1; at < kTable.size();) {
      const std::size_t end = kTable.find('\n', at) + 1;
      many += std::to_string(copy) + std::string(kTable.substr(at, end - at));
      at = end;
    }
  }
  const Reading reading = read_table(*rules_, many);
  ASSERT_TRUE(reading.cases);
  const Date as_of = *make_date(2020, 1, 20);
  const Replayed alone = run(*rules_, *reading.cases, as_of);
  EXPECT_EQ(alone.result.summary.cases, 4000U);
  for (const std::uint32_t jobs : {2U, 5U}) {
    const Replayed together = run(*rules_, *reading.cases, as_of, jobs);
    EXPECT_EQ(summary_text(together.result.summary), summary_text(alone.result.summary)) << jobs;
    EXPECT_EQ(together.findings, alone.findings) << jobs;
    EXPECT_EQ(together.outcomes, alone.outcomes) << jobs;
    EXPECT_EQ(together.result.finding_rows, alone.result.finding_rows);
    EXPECT_EQ(together.result.outcome_rows, alone.result.outcome_rows);
  }
}

TEST(GeneratedCases, AreTheSameEveryTime) {
  using support::RowOrder;
  const std::string table = support::generate_cases(50, 7, RowOrder::kByCase);
  EXPECT_EQ(table, support::generate_cases(50, 7, RowOrder::kByCase));
  EXPECT_NE(table, support::generate_cases(50, 8, RowOrder::kByCase));
  EXPECT_TRUE(support::generate_cases(60, 7, RowOrder::kByCase).starts_with(table));
  EXPECT_EQ(table.size(), support::generate_cases(50, 7, RowOrder::kByDate).size());
}

// `check` refuses such rules; compiled without it, a track that has nowhere to begin must not keep the rounds going.
TEST(ReplayOfEmptyTracks, ATrackWithoutStagesNeverBegins) {
  const auto rules = compile("empty.proviso",
                             "framework empty \"Empty\"\n"
                             "event asked \"asked\"\n"
                             "track nowhere \"Nowhere\"\n"
                             "  begins when number of asked is at least 1\n",
                             nullptr);
  ASSERT_TRUE(rules);
  const Reading reading = read_table(*rules, "case,event,on\nA,asked,2020-01-06\n");
  ASSERT_TRUE(reading.cases);
  const Replayed all = run(*rules, *reading.cases, *make_date(2020, 1, 7));
  EXPECT_THAT(all.result.summary.errors, IsEmpty());
  EXPECT_EQ(all.result.summary.cases, 1U);
}

}  // namespace
}  // namespace proviso::replay
