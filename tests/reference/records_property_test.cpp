// SPDX-License-Identifier: Apache-2.0
// A history told wrongly and corrected, told though nothing happened and withdrawn, told twice, told late and in any
// order comes to the same state as the history itself.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "tests/reference/differential.h"
#include "tests/reference/fast_outcome.h"
#include "tests/reference/load_case.h"
#include "tests/reference/random_case.h"
#include "tests/reference/random_records.h"

namespace proviso::reference {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr std::uint64_t kCases = 100;
#else
constexpr std::uint64_t kCases = 2'000;
#endif

/// What the records told, as an example of the same rules.
RandomHistory told_by(const std::vector<RandomRecord>& records, Date as_of, bool begun_under) {
  RandomHistory told;
  told.as_of = as_of;
  told.begun_under = begun_under;
  for (const RandomRecord& record : records) {
    if (record.kind == RandomRecord::Kind::kWithdrawal) continue;
    told.events.push_back(record.happened);
    told.as_of = std::max(told.as_of, record.happened.on);
  }
  return told;
}

/// Whether the recorded times alone say what became known when.
bool told_apart(const std::vector<RandomRecord>& records) {
  std::set<std::int64_t> times;
  std::set<std::string> ids;
  for (const RandomRecord& record : records) {
    if (!record.recorded) return false;
    if (ids.insert(record.id).second && !times.insert(*record.recorded).second) return false;
  }
  return true;
}

struct Drawn {
  RandomFramework framework;
  RandomHistory history;
  std::vector<RandomRecord> records;
};

Drawn drawn(Dice& dice) {
  Drawn result;
  result.framework = random_framework(dice);
  result.history = random_history(dice, result.framework.world);
  result.records = random_records(dice, result.framework.world, result.history);
  return result;
}

Outcome outcome_of(const Drawn& drawn, const std::vector<RandomRecord>* records) {
  const RandomHistory history =
      records == nullptr ? drawn.history : told_by(*records, drawn.history.as_of, drawn.history.begun_under);
  SourceSet sources;
  DiagnosticReport report;
  const auto loaded =
      load_case(text_of(RandomCase{drawn.framework.rules, drawn.framework.linked, history}), sources, report);
  if (!loaded) return {"not well-formed:\n" + render_text(report, sources)};
  loaded->given.as_of = drawn.history.as_of;
  return records == nullptr ? fast_outcome(loaded->given) : fast_outcome_of_records(loaded->given, *records);
}

TEST(Records, ComeToTheStateOfTheHistoryItself) {
  std::uint64_t shuffled = 0;
  for (std::uint64_t seed = 1; seed <= kCases; ++seed) {
    Dice dice(seed);
    const Drawn one = drawn(dice);
    const Outcome clean = outcome_of(one, nullptr);
    ASSERT_EQ(differing_lines(clean, outcome_of(one, &one.records)), "") << "seed " << seed;
    if (!told_apart(one.records)) continue;
    std::vector<RandomRecord> in_any_order = one.records;
    for (std::size_t i = in_any_order.size(); i > 1; --i) std::swap(in_any_order[i - 1], in_any_order[dice.below(i)]);
    ASSERT_EQ(differing_lines(clean, outcome_of(one, &in_any_order)), "") << "seed " << seed << ", in any order";
    ++shuffled;
  }
  EXPECT_GT(shuffled, kCases / 20);
}

}  // namespace
}  // namespace proviso::reference
