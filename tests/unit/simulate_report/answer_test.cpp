// SPDX-License-Identifier: Apache-2.0
// What the answer says, rule by rule.
#include "engine/simulate_report/answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/simulate_report/wording.h"
#include "tests/unit/simulate_report/hand_made.h"

namespace proviso::simulate_report {
namespace {

using simulate::SimulationResults;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing_support::bare_results;
using testing_support::small_results;

// Blanks that no line breaks at are as good as any here.
std::string plain(std::string text) {
  for (std::size_t at = text.find("\u00A0"); at != std::string::npos; at = text.find("\u00A0"))
    text.replace(at, 2, " ");
  return text;
}
std::vector<std::string> answers(const SimulationResults& results) {
  std::vector<std::string> all;
  for (const std::string& one : answer(results).answers) all.push_back(plain(one));
  return all;
}
std::vector<std::string> caveats(const SimulationResults& results) {
  std::vector<std::string> all;
  for (const std::string& one : answer(results).caveats) all.push_back(plain(one));
  return all;
}

// 1,520 of 1,900 are 80 %.
TEST(Answer, SaysFirstWhatIsAskedWithItsInterval) {
  EXPECT_EQ(answers(small_results()).front(),
            "The share of “Send the letter” that is done in time is 80.0 % (95 % interval 79.0 to 81.0 %).");
}

TEST(Answer, SaysHowFarAVariantMovesIt) {
  EXPECT_THAT(answers(small_results()),
              Contains("With “Slow post” the share of “Send the letter” that is done in time falls by 20.0 percentage "
                       "points (95 % interval 18.0 to 22.0), from 80.0 % to 60.0 %."));
}

TEST(Answer, ClaimsNoChangeThatTheIntervalDoesNotShow) {
  SimulationResults results = small_results();
  results.differences[0].change = {-0.01, true, -0.03, 0.01};
  results.differences[0].clear = false;
  EXPECT_THAT(
      answers(results),
      Contains("With “Slow post” no clear change is seen in the share of “Send the letter” that is done in time "
               "(−3.0 to +1.0 percentage points)."));
  for (const std::string& one : answers(results)) EXPECT_THAT(one, Not(HasSubstr("falls")));
}

TEST(Answer, ClaimsNothingOfOneRun) {
  SimulationResults results = small_results();
  results.differences[0].change.low.reset();
  results.differences[0].change.high.reset();
  EXPECT_THAT(answers(results), Contains(HasSubstr("which one run cannot tell from chance")));
}

TEST(Answer, FallsBackOnTheDutyKeptLeast) {
  SimulationResults results = small_results();
  for (simulate::VariantResults& variant : results.variants) variant.answers.clear();
  EXPECT_EQ(answers(results).front(),
            "The duty kept least often is “Send the letter”: 80.0 % (95 % interval 79.0 to 81.0 %) done in time.");
  EXPECT_THAT(answers(results), Contains(HasSubstr("falls by 20.0"))) << "variants are compared by the same duty";
  // A right is nobody's failing.
  for (simulate::VariantResults& variant : results.variants) variant.duties[0].modality = Modality::kMay;
  EXPECT_EQ(answers(results).front(), "No duty fell due in any run.");
}

TEST(Answer, SaysWhatHoldsItBackOncePerVariantThatDiffers) {
  SimulationResults results = small_results();
  results.variants[1].limited_by = "`team` (1) holds it back.";
  EXPECT_THAT(answers(results),
              Contains("No resource holds it back: `team` (2), used most, is in use 50 % of the time."));
  EXPECT_THAT(answers(results), Contains("With “Slow post”: `team` (1) holds it back."));
  results.variants[1].limited_by = results.variants[0].limited_by;
  EXPECT_THAT(answers(results), Not(Contains(HasSubstr("With “Slow post”:"))));
}

TEST(Answer, SaysHowManyNumbersHaveNoSource) {
  EXPECT_THAT(
      caveats(small_results()),
      Contains("These are numbers of a model, not of the world. It rests on 2 assumed numbers, of which 1 has no "
               "source."));
}

TEST(Answer, SaysWhatIsMissing) {
  EXPECT_THAT(caveats(bare_results()),
              Contains("The simulation was stopped after 1 of 1,000 runs: what is said here rests on those."));
  EXPECT_THAT(caveats(bare_results()),
              Contains("One run shows what can happen, not how often: do many for numbers to rely on."));
  SimulationResults results = small_results();
  results.until_text = "share of letter ± 0.1 %";
  EXPECT_THAT(caveats(results), Contains("It was to run until share of letter ± 0.1 %, which was not reached."));
}

TEST(Wording, CallsDutiesAndEventsByTheirTitles) {
  const simulate::VariantResults variant = small_results().variants[0];
  EXPECT_EQ(subject_of(variant, "late of letter"), "the share of “Send the letter” that is done late");
  EXPECT_EQ(subject_of(variant, "missed of other"), "the share of “other” that is not done");
  EXPECT_EQ(subject_of(variant, "time from visit to letter"),
            "the average time from “the inspectors visit” to “the letter reaches the nursery”");
  EXPECT_EQ(subject_of(variant, "waiting for team"), "the share of those asking for “team” that have to wait");
  EXPECT_EQ(subject_of(variant, "cases"), "cases");
}

TEST(Wording, SaysWhichNumberOfADistributionIsMeant) {
  EXPECT_EQ(place_words("events.letter.takes.triangular.2"), "letter, takes, triangular: likeliest");
  EXPECT_EQ(place_words("cases.1.first.uniform.2"), "cases, 1, first, uniform: greatest");
  EXPECT_EQ(place_words("resources.team"), "team");
  EXPECT_EQ(place_words("events.letter.takes.2.gamma.mean"), "letter, takes, 2, gamma, mean");
}

}  // namespace
}  // namespace proviso::simulate_report
