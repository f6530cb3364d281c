// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/test_calendars.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/documents/calendar_document.h"
#include "engine/documents/read_file.h"

namespace proviso::reference {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

Date at(int in_year, unsigned in_month, unsigned on_day) { return Date{year{in_year} / month{in_month} / day{on_day}}; }

CalendarData england(int first_year, int last_year) {
  const auto text = read_text_file(PROVISO_SOURCE_DIR "/rules/calendars/england.yaml", 1'000'000);
  SourceSet sources;
  DiagnosticReport report;
  auto data = read_calendar(sources.add("england.yaml", text ? *text : std::string()), report);
  if (!data) {
    std::fputs("rules/calendars/england.yaml cannot be read\n", stderr);
    std::abort();
  }
  data->first_year = first_year;
  data->last_year = last_year;
  std::erase_if(data->holidays, [&](const Holiday& holiday) {
    return holiday.date < at(first_year, 1, 1) || holiday.date > at(last_year, 12, 31);
  });
  for (int in = first_year; in < last_year; ++in) {
    data->uncounted.push_back({at(in, 12, 24), at(in + 1, 1, 2), "closed over Christmas"});
  }
  return *data;
}

CalendarData school() {
  CalendarData data;
  data.name = "school";
  data.title = "School days";
  data.weekend = {std::chrono::Saturday, std::chrono::Sunday};
  data.first_year = 2018;
  data.last_year = 2026;
  for (int in = data.first_year; in <= data.last_year; ++in) {
    data.uncounted.push_back({at(in, 4, 1), at(in, 4, 15), "the spring holidays"});
    data.uncounted.push_back({at(in, 7, 20), at(in, 9, 3), "the summer holidays"});
    if (in < data.last_year) data.uncounted.push_back({at(in, 12, 18), at(in + 1, 1, 5), "the winter holidays"});
  }
  return data;
}

}  // namespace

const CalendarData* test_calendar(std::string_view name) {
  static const CalendarData kEngland = england(2018, 2026);
  static const CalendarData kShort = [] {
    CalendarData data = england(2019, 2020);
    data.name = "short";
    return data;
  }();
  static const CalendarData kSchool = school();
  for (const CalendarData* data : {&kEngland, &kShort, &kSchool}) {
    if (data->name == name) return data;
  }
  return nullptr;
}

}  // namespace proviso::reference
