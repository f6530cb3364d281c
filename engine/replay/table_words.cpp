// SPDX-License-Identifier: Apache-2.0
// What is said of rows and cells that cannot be read.
#include "engine/replay/table_words.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/replay/table_problems.h"

namespace proviso::replay {
namespace {

/// Whether a text has the form of 2017-05-05.
bool looks_like_iso(std::string_view text) {
  if (text.size() < 10) return false;
  for (std::size_t i = 0; i < 10; ++i) {
    if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  return true;
}

std::string_view written_dates(CellDates dates) {
  switch (dates) {
    case CellDates::kIso:
      return "2017-05-06";
    case CellDates::kDayMonthYear:
      return "06/05/2017 (day, month, year)";
    case CellDates::kMonthDayYear:
      return "05/06/2017 (month, day, year)";
    case CellDates::kTimestamp:
      return "2017-05-06T10:30:00+02:00 or 2017-05-06T08:30Z";
  }
  return {};
}

}  // namespace

Words fault_words(const CsvReader& row, const std::vector<std::string>& columns) {
  const std::size_t cell = row.fault_cell();
  const std::string column =
      cell < columns.size() ? fmt::format("column `{}`", cell_text(columns[cell])) : fmt::format("cell {}", cell + 1);
  switch (row.fault()) {
    case CsvFault::kNone:
      break;
    case CsvFault::kUnterminatedQuote:
      return {fmt::format("the quoted text in {} does not end", column),
              "end it with a quote; a quote within it is written twice"};
    case CsvFault::kTextAfterQuote:
      return {fmt::format("text follows the closing quote in {}", column),
              "end the cell with the quote; a quote within it is written twice"};
    case CsvFault::kQuoteInText:
      return {fmt::format("a quote in the middle of {}", column),
              "put the whole cell in quotes, and write this one twice"};
    case CsvFault::kBareReturn:
      return {fmt::format("a carriage return in the middle of {}", column),
              "end lines with a line feed, or with carriage return and line feed"};
    case CsvFault::kNulByte:
      return {fmt::format("a zero byte in {}", column), "save the table as text, in `CSV UTF-8`"};
    case CsvFault::kInvalidUtf8:
      return {fmt::format("bytes in {} that are not UTF-8 text", column), "save the table as `CSV UTF-8`"};
    case CsvFault::kEmptyLine:
      return {"an empty line between rows", "take it out"};
    case CsvFault::kTooFewCells:
      return {fmt::format("the row has {} cell{}, but there are {} columns: {} is missing", cell, cell == 1 ? "" : "s",
                          columns.size(), column),
              "give every row a cell for each column; a cell with a comma in it is put in quotes"};
    case CsvFault::kTooManyCells:
      return {fmt::format("the row has {} cells, but there are only {} columns", row.cells().size(), columns.size()),
              "put a cell with a comma in it in quotes"};
  }
  return {};
}

Words date_words(std::string_view column, std::string_view cell, CellDates dates) {
  const std::string where = fmt::format("column `{}`", cell_text(column));
  if (cell.empty()) return {fmt::format("{} is empty: an event needs its date", where), {}};
  const bool is_timestamp = dates == CellDates::kTimestamp;
  const std::string expected = fmt::format(
      "expected {} as {}", is_timestamp ? "a day, a time of day and its offset from universal time" : "a date",
      written_dates(dates));
  if ((dates == CellDates::kIso || is_timestamp) && looks_like_iso(cell)) {
    if (!parse_iso_date(cell.substr(0, 10))) {
      return {fmt::format("{}: there is no day `{}`", where, cell.substr(0, 10)), "check the month and the day"};
    }
    if (!is_timestamp && parse_timestamp(cell)) {
      return {fmt::format("{}: `{}` has an offset from universal time", where, cell_text(cell)),
              "write `dates: timestamp` in a map: it is then turned into the time zone of the rules"};
    }
  }
  if (is_timestamp) return {fmt::format("{}: `{}` is not a timestamp", where, cell_text(cell)), expected};
  if (dates == CellDates::kIso && looks_like_iso(cell)) {
    return {fmt::format("{}: `{}` is not a date", where, cell_text(cell)),
            "expected a date as 2017-05-06, or with a time of day as 2017-05-06T10:30"};
  }
  return {
      fmt::format("{}: `{}` is not a date", where, cell_text(cell)),
      dates == CellDates::kIso ? expected + "; a map can say with `dates` that they are written otherwise" : expected};
}

std::string recorded_by(const model::Framework& framework, std::uint32_t event) {
  std::string names;
  for (const model::FactId fact : framework.events[event].records) {
    names += fmt::format("{}`{}`", names.empty() ? "it records " : ", ", framework[fact].name);
  }
  return names.empty() ? "this event records no facts" : names;
}

std::string list_names(const std::vector<std::string>& names) {
  constexpr std::size_t kMostListed = 12;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kMostListed); ++i) {
    text += fmt::format("{}`{}`", i == 0 ? "" : ", ", cell_text(names[i]));
  }
  if (names.size() > kMostListed) text += fmt::format(" and {} more", names.size() - kMostListed);
  return text;
}

}  // namespace proviso::replay
