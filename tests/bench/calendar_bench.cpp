// SPDX-License-Identifier: Apache-2.0
// Adding working days: the calendar's tables beside the plain way, a loop over days with a set of holidays.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/civil_date.h"
#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/calendar/calendar.h"
#include "engine/calendar/deadline.h"
#include "engine/documents/calendar_document.h"
#include "tests/bench/ratios.h"

namespace proviso {
namespace {

CalendarData england_data() {
  std::ifstream in(PROVISO_SOURCE_DIR "/rules/calendars/england.yaml", std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  SourceSet sources;
  DiagnosticReport report;
  auto data = read_calendar(sources.add("england.yaml", std::move(text)), report);
  if (!data) {
    std::fputs("rules/calendars/england.yaml cannot be read\n", stderr);
    std::exit(1);
  }
  return *std::move(data);
}

const Calendar& england() {
  static const Calendar calendar = Calendar::build(england_data()).value();
  return calendar;
}

// Three years of starts, so that neither way can learn one answer by heart.
std::vector<Date> starts() {
  std::vector<Date> days;
  const Date first = *make_date(2016, 1, 1);
  for (int i = 0; i < 1096; ++i) days.push_back(first + std::chrono::days{i});
  return days;
}

template <std::int32_t amount>
void tables(benchmark::State& state) {
  const Calendar& calendar = england();
  const std::vector<Date> from = starts();
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(count_from(&calendar, from[i], {amount, Unit::kWorkingDays}, Counting::kAfter));
    if (++i == from.size()) i = 0;
  }
}

// The same without the choice of unit and side.
template <std::int32_t amount>
void nth_after(benchmark::State& state) {
  const Calendar& calendar = england();
  const std::vector<Date> from = starts();
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(calendar.nth_after(from[i], amount));
    if (++i == from.size()) i = 0;
  }
}

void counted_between(benchmark::State& state) {
  const Calendar& calendar = england();
  const std::vector<Date> from = starts();
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(calendar.counted_between(from[i], from[i] + std::chrono::days{70}));
    if (++i == from.size()) i = 0;
  }
}

// What is written where there is no calendar: walk, ask of every day whether it counts.
template <std::int32_t amount>
void day_loop(benchmark::State& state) {
  std::set<Date> holidays;
  for (const Holiday& holiday : england().data().holidays) holidays.insert(holiday.date);
  const std::vector<Date> from = starts();
  std::size_t i = 0;
  for (auto _ : state) {
    Date day = from[i];
    for (std::int32_t left = amount; left > 0;) {
      day += std::chrono::days{1};
      const std::chrono::weekday weekday{day};
      if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday || holidays.contains(day)) continue;
      --left;
    }
    benchmark::DoNotOptimize(day);
    if (++i == from.size()) i = 0;
  }
}

BENCHMARK(tables<20>)->Name("tables_20")->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(day_loop<20>)->Name("day_loop_20")->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(tables<70>)->Name("tables_70")->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(day_loop<70>)->Name("day_loop_70")->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(tables<400>)->Name("tables_400")->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(day_loop<400>)->Name("day_loop_400")->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(nth_after<70>)->Name("nth_after_70")->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(counted_between)->Repetitions(5)->ReportAggregatesOnly();

}  // namespace
}  // namespace proviso

int main(int count, char** arguments) {
  const std::string loop = "a loop over days with a set of holidays";
  return proviso::bench::run(count, arguments,
                             {{"adding 20 working days", "tables_20", "day_loop_20", loop},
                              {"adding 70 working days", "tables_70", "day_loop_70", loop},
                              {"adding 400 working days", "tables_400", "day_loop_400", loop},
                              {"the 70th working day after a day, by the calendar alone", "nth_after_70", "", ""},
                              {"counting the working days between two days", "counted_between", "", ""}});
}
