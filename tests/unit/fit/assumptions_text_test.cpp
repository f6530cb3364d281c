// SPDX-License-Identifier: Apache-2.0
// Estimates as a file of assumptions, and as a table.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/documents/yaml.h"
#include "engine/fit/assumptions_text.h"
#include "engine/fit/estimates_text.h"
#include "tests/unit/fit/grants.h"

namespace proviso::fit {
namespace {

using testing::HasSubstr;
using testing::Not;

// The cases of estimates_test.cpp. Of those that applied and were complete: decided after 10 and 20 days, refused after
// 5, one open after 4.
constexpr std::string_view kTable =
    "case,event,on,complete,grade\n"
    "A,applied,2020-01-06,yes,\n"
    "A,decided,2020-01-16,,high\n"
    "A,paid,2020-01-20,,\n"
    "B,applied,2020-01-06,yes,\n"
    "B,refused,2020-01-11,,\n"
    "C,applied,2020-01-06,no,\n"
    "C,completed,2020-01-20,,\n"
    "C,decided,2020-01-27,,low\n"
    "D,applied,2020-01-27,yes,\n"
    "E,applied,2020-02-05,yes,\n"
    "F,applied,2020-01-10,yes,\n"
    "F,decided,2020-01-30,,low\n"
    "F,paid,2020-02-03,,\n";

class AssumptionsText : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(rules_); }

  std::string text(std::string_view table, const Options& options, const std::string& data = "grants.csv") {
    return assumptions_text(*rules_->program->framework, estimates_of(*rules_, table, options), options, data);
  }

  std::unique_ptr<replay::Rules> rules_ = grants();
};

TEST_F(AssumptionsText, SaysEveryEstimateWithWhatItRestsOn) {
  // By hand, of those that applied and were complete. The decision by itself, a refusal ending the watch: day 10, 1 of
  // 2 at risk; day 20, 1 of 1: half of the 4 cases each. The refusal by itself: day 5, 1 of 3 at risk: a third of 4 is
  // 1.333333, and a chance of 1/3. Its interval: Greenwood 1/(3 × 2), 1.96 × √(1/6) / |ln 2/3| = 1.9734, and
  // 1 - (2/3)^exp(∓1.9734) is 0.0548 and 0.9459. Paid: 1 of 2 at risk on day 2; √(1/2) × 1.96 / ln 2 = 1.9994, and
  // 1 - (1/2)^exp(∓1.9994) is 0.0896 and 0.9940. Rounded outwards to four decimals.
  EXPECT_EQ(
      text(kTable, until(2020, 1, 31)),
      R"(# Written by `proviso fit` from 5 cases of grants.csv, as known by 31 January 2020; docs/fitting.md says how.
# Rules: grants, version 2.
# Cases begun in 2020: 5.
# Durations are `value: weight`; weights count cases, those still open shared out by Kaplan and Meier.
events:
  - event: applied
    after: start
    # the first event of 5 cases
    facts:
      complete:
        # a small sample: 5, fewer than 20
        yes: {value: 0.8, range: [0.3755, 0.9638], sample: 5, source: "4 of 5 in grants.csv known by 2020-01-31"}
        no: {value: 0.2, range: [0.0362, 0.6245], sample: 5, source: "1 of 5 in grants.csv known by 2020-01-31"}
  - event: completed
    after: applied
    if: {complete: no}
    # a small sample: it came in 1 of 1 wait, fewer than 20
    takes:
      empirical: {14: 1}
      in: days
      source: "1 wait of grants.csv known by 2020-01-31, 0 censored; median 14, 90th percentile 14 days"
  - event: decided
    name: decided after applied
    after: applied
    if: {complete: yes}
    while: {stage: considering}
    # a small sample: it came in 2 of 4 waits, fewer than 20
    # refused came in its place once, 33.3 % in the end
    takes:
      empirical: {10: 2, 20: 2}
      in: days
      source: "4 waits of grants.csv known by 2020-01-31, 1 censored; median 20 days, 90th percentile not reached"
    facts:
      grade:
        # a small sample: 3, fewer than 20
        high: {value: 0.333333, range: [0.0614, 0.7924], sample: 3, source: "1 of 3 in grants.csv known by 2020-01-31"}
        middle: {value: 0, range: [0, 0.5615], sample: 3, source: "0 of 3 in grants.csv known by 2020-01-31"}
        low: {value: 0.666667, range: [0.2076, 0.9386], sample: 3, source: "2 of 3 in grants.csv known by 2020-01-31"}
  - event: decided
    name: decided after completed
    after: completed
    # a small sample: it came in 1 of 1 wait, fewer than 20
    takes:
      empirical: {7: 1}
      in: days
      source: "1 wait of grants.csv known by 2020-01-31, 0 censored; median 7, 90th percentile 7 days"
    facts:
      grade:
        # a small sample: 3, fewer than 20
        high: {value: 0.333333, range: [0.0614, 0.7924], sample: 3, source: "1 of 3 in grants.csv known by 2020-01-31"}
        middle: {value: 0, range: [0, 0.5615], sample: 3, source: "0 of 3 in grants.csv known by 2020-01-31"}
        low: {value: 0.666667, range: [0.2076, 0.9386], sample: 3, source: "2 of 3 in grants.csv known by 2020-01-31"}
  - event: refused
    after: applied
    if: {complete: yes}
    while: {stage: considering}
    # a small sample: it came in 1 of 4 waits, fewer than 20
    # decided came in its place 2 times, 66.7 % in the end
    takes:
      empirical: {5: 1.333333}
      in: days
      source: "4 waits of grants.csv known by 2020-01-31, 1 censored; median not reached"
    chance: {value: 0.333333, range: [0.0547, 0.946], sample: 4, source: "came in 1 of 4 waits, 1 censored; Kaplan-Meier at the end"}
  - event: paid
    after: decided
    # within 10 working days (pay): 50.0 % (9.0 to 99.4 %)
    # a small sample: it came in 1 of 3 waits, fewer than 20
    takes:
      empirical: {2: 1.5}
      in: working days
      source: "3 waits of grants.csv known by 2020-01-31, 2 censored; median 2 working days, 90th percentile not reached"
    chance: {value: 0.5, range: [0.0895, 0.9941], sample: 3, source: "came in 1 of 3 waits, 2 censored; Kaplan-Meier at the end"}
# Not written: refused after completed, which came in none of 1 wait.
)");
}

TEST_F(AssumptionsText, IsADocumentThatCanBeRead) {
  SourceSet sources;
  DiagnosticReport report;
  const std::string written = text(kTable, until(2020, 12, 31), "a \"strange\\name\n\x01.csv");
  const auto document = read_yaml(sources.add("fitted.yaml", written), report);
  ASSERT_TRUE(document) << render_text(report, sources) << written;
  ASSERT_EQ(document->entries.size(), 1U);
  for (const YamlValue& event : document->find("events")->items) {
    ASSERT_NE(event.find("event"), nullptr);
    ASSERT_NE(event.find("after"), nullptr);
  }
  EXPECT_THAT(written, HasSubstr("a \\\"strange\\\\name  .csv"));
}

TEST_F(AssumptionsText, IsTheSameEachTime) {
  EXPECT_EQ(text(kTable, until(2020, 1, 31)), text(kTable, until(2020, 1, 31)));
}

TEST_F(AssumptionsText, BreaksLongTablesIntoLines) {
  std::string table = "case,event,on\n";
  for (int i = 0; i < 300; ++i) {
    // The decisions lie 1 to 300 days after 1 January 2020.
    const Date day = *make_date(2020, 1, 1) + std::chrono::days{i + 1};
    table += "c" + std::to_string(i) + ",decided,2020-01-01\nc" + std::to_string(i) + ",paid," + iso_date(day) + "\n";
  }
  const std::string written = text(table, until(2021, 12, 31));
  std::size_t longest = 0;
  for (std::size_t begin = 0; begin < written.size();) {
    const std::size_t end = written.find('\n', begin);
    longest = std::max(longest, end - begin);
    begin = end + 1;
  }
  EXPECT_LE(longest, 160U);
  SourceSet sources;
  DiagnosticReport report;
  EXPECT_TRUE(read_yaml(sources.add("fitted.yaml", written), report)) << render_text(report, sources);
}

TEST_F(AssumptionsText, LeavesSharesThatNothingLeadsToInAComment) {
  // Two events begin cases, so neither is written as the first; what is recorded with them is not lost.
  const std::string written =
      text("case,event,on,complete,grade\nA,applied,2020-01-06,yes,\nB,decided,2020-01-06,,high\nB,paid,2020-01-08,,\n",
           until(2020, 1, 31));
  EXPECT_THAT(written,
              HasSubstr("# Not written, for nothing in the cases leads to applied: complete, by 1 case: yes 100.0 %"));
  EXPECT_THAT(written, Not(HasSubstr("after: start")));
}

TEST_F(AssumptionsText, NamesFactsOfWhichTheCasesSayNothing) {
  EXPECT_THAT(
      text("case,event,on\nA,applied,2020-01-06\nA,decided,2020-01-08\nA,paid,2020-01-09\n", until(2020, 1, 31)),
      HasSubstr("    after: start\n    # the first event of 1 case\n"
                "    # of complete the cases say nothing\n"));
}

TEST_F(AssumptionsText, HasATableForPeopleBesideIt) {
  const Options options = until(2020, 1, 31);
  const std::string said =
      estimates_text(*rules_->program->framework, estimates_of(*rules_, kTable, options), options, "grants.csv");
  EXPECT_THAT(said, HasSubstr("5 cases of grants.csv, 11 events, as known by Friday 31 January 2020\n"
                              "1 case of which nothing is known by then is left out\n"));
  EXPECT_THAT(said, HasSubstr("\n  event      after      waits  came  open  median  90 %  in\n"));
  EXPECT_THAT(said, HasSubstr("\n  paid       decided        3     1     2       2     -  working days\n"));
  EXPECT_THAT(said, HasSubstr("\n  applied  complete  yes         4   5  80.0 % (37.6 to 96.4 %)\n"));
}

}  // namespace
}  // namespace proviso::fit
