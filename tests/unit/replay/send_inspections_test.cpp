// SPDX-License-Identifier: Apache-2.0
// The published inspections of 2016 to 2022 and made-up ones, under the real rules.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/civil_date.h"
#include "engine/documents/calendar_document.h"
#include "engine/documents/map_document.h"
#include "engine/documents/read_file.h"
#include "engine/replay/replay.h"
#include "tests/support/generate_cases.h"
#include "tests/unit/replay/rules_fixture.h"

namespace proviso::replay {
namespace {

const std::string kRoot = PROVISO_SOURCE_DIR;
constexpr std::size_t kMostBytes = std::size_t{16} << 20U;

std::string read(const std::string& path) {
  Result<std::string> text = read_text_file(kRoot + path, kMostBytes);
  EXPECT_TRUE(text) << path;
  return text ? *std::move(text) : std::string{};
}

std::shared_ptr<const Calendar> england() {
  SourceSet sources;
  DiagnosticReport report;
  const auto data = read_calendar(sources.add("england.yaml", read("/rules/calendars/england.yaml")), report);
  EXPECT_TRUE(data) << render_text(report, sources);
  Result<Calendar> calendar = Calendar::build(data.value_or(CalendarData{}));
  EXPECT_TRUE(calendar);
  return calendar ? std::make_shared<const Calendar>(*std::move(calendar)) : nullptr;
}

std::unique_ptr<Rules> send_rules() {
  return compile("rules/send-inspection-2016.proviso", read("/rules/send-inspection-2016.proviso"), england());
}

const DutySummary& duty(const ReplaySummary& summary, std::string_view name) {
  const auto found = std::ranges::find(summary.duties, name, &DutySummary::duty);
  EXPECT_NE(found, summary.duties.end()) << name;
  return *found;
}

const FactSummary& fact(const ReplaySummary& summary, std::string_view name) {
  const auto found = std::ranges::find(summary.facts, name, &FactSummary::fact);
  EXPECT_NE(found, summary.facts.end()) << name;
  return *found;
}

TEST(SendInspections, ComeOutAsPublished) {
  const auto rules = send_rules();
  ASSERT_TRUE(rules);
  DiagnosticReport report;
  const auto map =
      read_map(rules->sources.add("map.yaml", read("/samples/send-inspections-2016-2022/map.yaml")), report);
  ASSERT_TRUE(map) << render_text(report, rules->sources);
  ASSERT_TRUE(map->as_of);
  const std::string table = read("/samples/send-inspections-2016-2022/inspections.csv");
  const auto cases = read_cases(*rules->program, "inspections.csv", table, &*map, rules->sources, report);
  ASSERT_TRUE(cases) << render_text(report, rules->sources);
  const ReplaySummary summary = replay(*rules->program, rules->sources, *cases, *map->as_of).summary;
  EXPECT_EQ(summary.cases, 149U);
  EXPECT_THAT(summary.unexpected, testing::IsEmpty());
  EXPECT_THAT(summary.errors, testing::IsEmpty());
  EXPECT_EQ(fact(summary, "wsoa-required").values[0].cases, 82U);
  EXPECT_EQ(fact(summary, "wsoa-required").values[1].cases, 67U);
  EXPECT_EQ(fact(summary, "wsoa-required").unknown, 0U);
  EXPECT_EQ(fact(summary, "progress").values[0].cases, 20U);
  EXPECT_EQ(fact(summary, "progress").values[1].cases, 26U);
  const DutySummary& letter = duty(summary, "publish-letter");
  EXPECT_EQ(letter.instances, 149U);
  EXPECT_EQ(letter.with(DutyStatus::kKept), 16U);
  EXPECT_EQ(letter.with(DutyStatus::kKeptLate), 133U);
  EXPECT_EQ(letter.taken.least, 28);
  EXPECT_EQ(letter.taken.greatest, 102);
  EXPECT_EQ(letter.taken.median(), 42.0);
  EXPECT_EQ(letter.assumed, 149U);
  EXPECT_EQ(duty(summary, "submit-wsoa").with(DutyStatus::kUndecided), duty(summary, "submit-wsoa").instances);
}

TEST(SendInspections, GeneratedCasesAreUnderstoodInBothOrders) {
  const auto rules = send_rules();
  ASSERT_TRUE(rules);
  const Date as_of = *make_date(2024, 6, 30);
  ReplaySummary summaries[2];
  for (const auto order : {support::RowOrder::kByCase, support::RowOrder::kByDate}) {
    const std::string table = support::generate_cases(300, 1, order);
    DiagnosticReport report;
    const auto cases = read_cases(*rules->program, "generated.csv", table, nullptr, rules->sources, report);
    ASSERT_TRUE(cases) << render_text(report, rules->sources);
    summaries[static_cast<std::size_t>(order)] = replay(*rules->program, rules->sources, *cases, as_of).summary;
  }
  const auto& [by_case, by_date] = summaries;
  EXPECT_EQ(by_case.cases, 300U);
  EXPECT_GT(by_case.events, 300U * 10);
  EXPECT_EQ(by_case.events, by_date.events);
  EXPECT_THAT(by_case.errors, testing::IsEmpty());
  EXPECT_THAT(by_case.undecided_moves, testing::IsEmpty());
  for (std::size_t i = 0; i < by_case.duties.size(); ++i) {
    EXPECT_EQ(by_case.duties[i].by_status, by_date.duties[i].by_status) << by_case.duties[i].duty;
    EXPECT_EQ(by_case.duties[i].taken.twice_median, by_date.duties[i].taken.twice_median) << by_case.duties[i].duty;
  }
  // Every duty arises, and no kind of outcome is all there is of those that are often owed.
  for (const char* name : {"notice-period", "publish-letter", "submit-wsoa", "support-visits"}) {
    EXPECT_GT(duty(by_case, name).in_time, 0U) << name;
    EXPECT_LT(duty(by_case, name).in_time, duty(by_case, name).instances) << name;
  }
}

}  // namespace
}  // namespace proviso::replay
