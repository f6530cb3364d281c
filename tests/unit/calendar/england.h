// SPDX-License-Identifier: Apache-2.0
// The calendar of England for tests, and dates written as in documents.
#pragma once

#include <gtest/gtest.h>

#include <string_view>

#include "base/civil_date.h"
#include "base/source_file.h"
#include "engine/calendar/calendar.h"
#include "engine/documents/calendar_document.h"
#include "engine/documents/read_file.h"

namespace proviso {

/// rules/calendars/england.yaml.
inline const Calendar& england() {
  static const Calendar calendar = [] {
    const std::string path = PROVISO_SOURCE_DIR "/rules/calendars/england.yaml";
    Result<std::string> text = read_text_file(path, 1'000'000);
    SourceSet sources;
    const SourceFile& file = sources.add(path, text ? *text : std::string());
    DiagnosticReport report;
    auto data = read_calendar(file, report);
    EXPECT_TRUE(data.has_value()) << render_text(report, sources);
    auto built = Calendar::build(data.value());
    EXPECT_TRUE(built.has_value());
    return std::move(built).value();
  }();
  return calendar;
}

inline Date day(std::string_view iso) {
  const std::optional<Date> date = parse_iso_date(iso);
  EXPECT_TRUE(date.has_value()) << iso;
  return date.value_or(Date{});
}

}  // namespace proviso
