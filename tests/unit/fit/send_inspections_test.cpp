// SPDX-License-Identifier: Apache-2.0
// The published inspections of 2016 to 2022: what they say together, and whether those up to 2018 foretell the others.
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "engine/documents/calendar_document.h"
#include "engine/documents/map_document.h"
#include "engine/documents/read_file.h"
#include "tests/unit/fit/grants.h"

namespace proviso::fit {
namespace {

std::string read(const std::string& path) {
  Result<std::string> text = read_text_file(PROVISO_SOURCE_DIR + path, std::size_t{16} << 20U);
  EXPECT_TRUE(text) << path;
  return text ? *std::move(text) : std::string{};
}

class FitInspections : public testing::Test {
 protected:
  void SetUp() override {
    SourceSet sources;
    DiagnosticReport report;
    const auto data = read_calendar(sources.add("england.yaml", read("/rules/calendars/england.yaml")), report);
    ASSERT_TRUE(data);
    Result<Calendar> calendar = Calendar::build(*data);
    ASSERT_TRUE(calendar);
    rules_ = replay::compile("rules/send-inspection-2016.proviso", read("/rules/send-inspection-2016.proviso"),
                             std::make_shared<const Calendar>(*std::move(calendar)));
    ASSERT_TRUE(rules_);
  }

  Estimates estimates(const Options& options) {
    return estimates_of(*rules_, read("/samples/send-inspections-2016-2022/inspections.csv"), options,
                        read("/samples/send-inspections-2016-2022/map.yaml"));
  }

  std::unique_ptr<replay::Rules> rules_;
};

// What a row of the table gives. Counted from it without Proviso, with the bank holidays of England: 149 letters, 16 of
// them within 33 working days, the middle one 42 after the visit; 82 statements required, 46 revisits and letters on
// them, 20 with sufficient progress.
TEST_F(FitInspections, SayWhatTheTableSays) {
  const Estimates all = estimates(until(2022, 11, 17));
  EXPECT_EQ(all.cases, 149U);
  ASSERT_EQ(all.pairs.size(), 4U);
  const PairEstimate* letter = pair_named(*rules_, all, "onsite-end", "letter-published");
  ASSERT_NE(letter, nullptr);
  EXPECT_TRUE(letter->pair.working_days);
  EXPECT_EQ(letter->pair.limit, 33);
  EXPECT_EQ(letter->curve.size(), 149U);
  EXPECT_EQ(letter->curve.censored(), 0U);
  EXPECT_NEAR(letter->curve.share_within(0, 33), 16.0 / 149, 1e-9);
  EXPECT_EQ(letter->curve.quantile(0, 0.5), 42);
  EXPECT_EQ(letter->assumed, 149U);

  // The receipt of the letter, the statement and its approval are not in the table: the publication stands in for the
  // receipt, and says whether a statement is required.
  const PairEstimate* revisit = pair_named(*rules_, all, "letter-published", "revisit-start");
  ASSERT_NE(revisit, nullptr);
  EXPECT_EQ(revisit->curve.size(), 82U);
  EXPECT_EQ(revisit->came(), 46U);
  EXPECT_EQ(revisit->curve.censored(), 36U);
  EXPECT_EQ(revisit->not_asked, 67U);
  EXPECT_EQ(revisit->pair.passed.size(), 3U);  // received, submitted, found fit

  const PairEstimate* again = pair_named(*rules_, all, "revisit-start", "revisit-letter-published");
  ASSERT_NE(again, nullptr);
  EXPECT_EQ(again->came(), 46U);

  ASSERT_EQ(all.facts.size(), 2U);
  EXPECT_EQ(all.facts[0].counts[0].second, 82U);
  EXPECT_EQ(all.facts[0].counts[1].second, 67U);
  EXPECT_EQ(all.facts[1].counts[0].second, 20U);
  EXPECT_EQ(all.facts[1].counts[1].second, 26U);
}

// Fitted on what was known on 31 December 2018, held against the visits that ended later. Counted without Proviso: 79
// visits had ended by then, of which 72 had their letter, 10 of them within 33 working days; the other 7 were open 34
// to 47 working days. Of 70 later visits 6 had it within 33 working days, the middle one after 46.5.
TEST_F(FitInspections, UpToTheYear2018ForetellTheOthersSoFar) {
  const Estimates then = estimates(until(2018, 12, 31));
  const PairEstimate* fitted = pair_named(*rules_, then, "onsite-end", "letter-published");
  ASSERT_NE(fitted, nullptr);
  EXPECT_EQ(fitted->curve.size(), 79U);
  EXPECT_EQ(fitted->came(), 72U);
  EXPECT_EQ(fitted->curve.censored(), 7U);
  Options late = until(2022, 11, 17);
  late.from = *make_date(2019, 1, 1);
  const Estimates since = estimates(late);
  const PairEstimate* came = pair_named(*rules_, since, "onsite-end", "letter-published");
  ASSERT_NE(came, nullptr);
  EXPECT_EQ(came->curve.size(), 70U);
  EXPECT_NEAR(came->curve.share_within(0, 33), 6.0 / 70, 1e-9);
  EXPECT_EQ(came->curve.quantile(0, 0.5), 46.5);

  // The 7 had left before anybody could have had a letter, so the share is 10 of 72: 13.9 per cent. It was 8.6, 5.3
  // points lower, and within the interval of the estimate.
  const Share share = fitted->curve.interval_within(0, 33);
  EXPECT_NEAR(share.value, 10.0 / 72, 1e-9);
  EXPECT_NEAR(share.value - came->curve.share_within(0, 33), 0.0532, 0.0001);
  EXPECT_LT(share.low, 6.0 / 70);
  EXPECT_GT(share.high, 6.0 / 70);
  // The middle: 47 at risk on day 38 and 4 letters bring the share to 40.3 per cent, 10 of 43 on day 39 to 54.2. It was
  // 46.5: letters took 7.5 working days longer than foretold.
  ASSERT_TRUE(fitted->curve.quantile(0, 0.5));
  EXPECT_EQ(*fitted->curve.quantile(0, 0.5), 39);
  // From the visits after 2018 nothing is known in the estimate of then: censoring them at the end of 2018 is all.
  EXPECT_EQ(then.cases, 79U);
}

}  // namespace
}  // namespace proviso::fit
