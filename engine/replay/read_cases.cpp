// SPDX-License-Identifier: Apache-2.0
// From a table and its map to cases: first the columns, then row after row. Nothing is guessed: a cell that does not
// say what it should is a mistake at its place.
#include <algorithm>
#include <chrono>
#include <limits>
#include <span>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/did_you_mean.h"
#include "engine/calendar/deadline.h"
#include "engine/replay/case_source.h"
#include "engine/replay/csv.h"
#include "engine/replay/fact_column.h"
#include "engine/replay/table_problems.h"
#include "engine/run/binding.h"

namespace proviso::replay {
namespace {

constexpr std::size_t kAbsent = std::numeric_limits<std::size_t>::max();

/// Bytes of a table are counted in 32 bits by diagnostics, rows and facts by CaseSource.
constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max() - 1;

using Words = std::pair<std::string, std::string>;  // a message and what to do

/// What is wrong with a row that is not well-formed.
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

/// What is wrong with a date.
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

bool is_written(Span span) { return span.end > span.begin; }

/// The table's column names for a message: `a`, `b` and 3 more.
std::string list_names(const std::vector<std::string>& names) {
  constexpr std::size_t kMostListed = 12;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kMostListed); ++i) {
    text += fmt::format("{}`{}`", i == 0 ? "" : ", ", cell_text(names[i]));
  }
  if (names.size() > kMostListed) text += fmt::format(" and {} more", names.size() - kMostListed);
  return text;
}

}  // namespace

/// Reads one table. Used once.
class TableReader {
 public:
  TableReader(const program::Program& program, std::string_view path, std::string_view text, const MapDocument* map,
              DiagnosticReport& report)
      : program_(program),
        framework_(*program.framework),
        given_(map),
        map_(map == nullptr ? no_map_ : *map),
        report_(report),
        path_(path),
        rows_(text),
        problems_(path, text),
        source_(program) {}

  std::optional<CaseSource> read(SourceSet& sources) {
    const std::size_t before = report_.size();
    if (read_header()) {
      bind_map();
      if (map_.form == MapDocument::Form::kEvents) {
        bind_events_form();
      } else {
        bind_table_form();
      }
      if (report_.size() == before && !problems_.any()) read_rows();
    }
    problems_.report_to(sources, report_);
    if (report_.size() != before) return std::nullopt;
    source_.group(case_of_row_);
    return std::move(source_);
  }

 private:
  /// One event of each row of a table of cases.
  struct RowEvent {
    std::uint32_t event = 0;
    std::size_t on = 0;
    std::optional<MapShift> shift;
    std::uint32_t assumed = 0;
    std::vector<FactColumn> facts;
    std::size_t only_if = kAbsent;
    std::string only_if_is;
  };

  // The columns

  bool read_header() {
    if (!rows_.next()) {
      problems_.add(Code::kCsvColumn, {0, 0}, [] {
        return Words{"the table is empty", "its first row names the columns"};
      });
      return false;
    }
    if (rows_.fault() != CsvFault::kNone) {
      add_fault();
      return false;
    }
    columns_.assign(rows_.cells().begin(), rows_.cells().end());
    for (const std::string& column : columns_) column_views_.emplace_back(column);
    header_ = {rows_.bytes_of(0).first, rows_.bytes_of(columns_.size() - 1).second};
    for (std::size_t i = 0; i < columns_.size(); ++i) header_cells_.push_back(rows_.bytes_of(i));
    return true;
  }

  /// The column of a name that the map (or the form without one) asks for.
  std::size_t find_column(const SpannedText& name) {
    const auto first = std::ranges::find(columns_, name.text);
    if (first == columns_.end()) {
      std::string message = fmt::format("the table has no column `{}`", name.text);
      if (is_written(name.span)) {
        report_.error(Code::kCsvColumn, name.span, fmt::format("{} has no column `{}`", path_, name.text),
                      did_you_mean(name.text, column_views_, fmt::format("its columns are {}", list_names(columns_))));
      } else {
        problems_.add(Code::kCsvColumn, header_, [&] { return Words{message, missing_column_help(name.text)}; });
      }
      return kAbsent;
    }
    const auto second = std::find(first + 1, columns_.end(), name.text);
    if (second != columns_.end()) {
      const auto bytes = header_cells_[static_cast<std::size_t>(second - columns_.begin())];
      problems_.add(Code::kCsvColumn, bytes, [&] {
        return Words{fmt::format("the table has two columns `{}`", cell_text(name.text)),
                     "rename or remove one of them"};
      });
      return kAbsent;
    }
    return static_cast<std::size_t>(first - columns_.begin());
  }

  std::string missing_column_help(std::string_view name) const {
    if (columns_.size() == 1) {
      if (columns_.front().find(';') != std::string::npos) {
        return "cells are divided by commas, not semicolons; save the table with commas";
      }
      if (columns_.front().find('\t') != std::string::npos) {
        return "cells are divided by commas, not tabs; save the table with commas";
      }
    }
    return did_you_mean(name, column_views_,
                        given_ == nullptr
                            ? "without a map a table has the columns `case`, `event` and `on`; a map says "
                              "what other columns mean"
                            : "name it in the map under `columns`");
  }

  std::optional<std::uint32_t> find_name(model::SymbolKind kind, std::string_view wanted, const SpannedText& name) {
    const auto found = framework_.find(kind, name.text);
    if (!found) {
      report_.error(Code::kDocumentName, name.span, fmt::format("the rules declare no {} `{}`", wanted, name.text),
                    did_you_mean(name.text, framework_.names(kind),
                                 fmt::format("declare the {} in the rules, or take it out", wanted)));
    }
    return found;
  }

  void bind_map() {
    if (map_.framework && map_.framework->text != framework_.name) {
      const std::string_view candidates[] = {framework_.name};
      report_.error(Code::kDocumentName, map_.framework->span,
                    fmt::format("this map is for `{}`, but the rules are `{}`", map_.framework->text, framework_.name),
                    did_you_mean(map_.framework->text, candidates, "use it with the rules it belongs to"));
    }
    if (map_.dates == CellDates::kTimestamp && !program_.calendars.zone) {
      report_.error(
          Code::kDocumentValue, map_.dates_span,
          fmt::format("`{}` names no time zone, so a timestamp does not say which day it is", framework_.name),
          "say in the framework on whose clocks its days are meant, as in `time zone \"Europe/London\"`");
    }
    for (const SpannedText& name : map_.not_held) {
      if (const auto event = find_name(model::SymbolKind::kEvent, "event", name)) source_.not_held_[*event] = 1;
    }
    case_column_ = find_column(map_.case_column);
  }

  bool is_recorded(std::uint32_t fact) const {
    for (std::uint32_t event = 0; event < framework_.events.size(); ++event) {
      if (run::records(program_, event, fact)) return true;
    }
    return false;
  }

  /// The fact that the map names, where a table can hold it.
  std::optional<std::uint32_t> find_fact(const SpannedText& name, std::optional<std::uint32_t> event) {
    const auto fact = find_name(model::SymbolKind::kFact, "fact", name);
    if (!fact) return fact;
    if (framework_.facts[*fact].means) {
      report_.error(Code::kNotRecorded, name.span,
                    fmt::format("`{}` is worked out from other facts, so a table cannot hold it", name.text),
                    "take it out, or map the facts that it is worked out from");
      return std::nullopt;
    }
    if (event && !run::records(program_, *event, *fact)) {
      report_.error(Code::kNotRecorded, name.span,
                    fmt::format("`{}` does not record `{}`", framework_.events[*event].name, name.text),
                    recorded_by(*event));
      return std::nullopt;
    }
    if (!event && !is_recorded(*fact)) {
      report_.error(Code::kNotRecorded, name.span, fmt::format("no event records `{}`", name.text),
                    "say in the rules which event records it");
      return std::nullopt;
    }
    return fact;
  }

  std::string recorded_by(std::uint32_t event) const {
    std::string names;
    for (const model::FactId fact : framework_.events[event].records) {
      names += fmt::format("{}`{}`", names.empty() ? "it records " : ", ", framework_[fact].name);
    }
    return names.empty() ? "this event records no facts" : names;
  }

  void add_fact_column(const MapFact& mapped, std::optional<std::uint32_t> event, std::vector<FactColumn>& to) {
    const auto fact = find_fact(mapped.fact, event);
    const std::size_t column = find_column(mapped.column);
    if (!fact) return;
    FactColumn bound(program_, *fact, column);
    bound.take(mapped, *source_.pool_, report_);
    if (column != kAbsent) to.push_back(std::move(bound));
  }

  void bind_events_form() {
    event_column_ = find_column(map_.event_column);
    on_column_ = find_column(map_.on_column);
    if (map_.recorded_column) recorded_column_ = find_column(*map_.recorded_column);
    if (map_.id_column) id_column_ = find_column(*map_.id_column);
    if (map_.time_column) time_column_ = find_column(*map_.time_column);
    if (map_.for_column) for_column_ = find_column(*map_.for_column);
    for (std::uint32_t event = 0; event < framework_.events.size(); ++event) {
      event_names_.add(framework_.events[event].name);
      events_.push_back(event);
    }
    for (const MapEventName& name : map_.event_names) {
      const auto event = find_name(model::SymbolKind::kEvent, "event", name.event);
      if (!event) continue;
      // A name of the file that is also one of the rules' means what the map says.
      const auto [number, is_new] = event_names_.add(name.cell.text);
      if (is_new) {
        events_.push_back(*event);
      } else {
        events_[number] = *event;
      }
    }
    for (const MapFact& fact : map_.facts) add_fact_column(fact, std::nullopt, fact_columns_);
    for (std::size_t column = 0; column < columns_.size(); ++column) bind_column_of_its_own_name(column);
    for (std::uint32_t event = 0; event < framework_.events.size(); ++event) {
      for (const FactColumn& fact : fact_columns_)
        records_.push_back(run::records(program_, event, fact.fact()) ? 1 : 0);
    }
  }

  /// A column that the map does not mention: a fact's, or without a map a mistake.
  void bind_column_of_its_own_name(std::size_t column) {
    for (const std::size_t taken :
         {case_column_, event_column_, on_column_, recorded_column_, id_column_, time_column_, for_column_}) {
      if (column == taken) return;
    }
    const std::string& name = columns_[column];
    const auto fact = framework_.find(model::SymbolKind::kFact, name);
    const bool is_mapped = std::ranges::any_of(map_.facts, [&](const MapFact& f) { return f.fact.text == name; });
    if (fact && is_mapped) return;
    const bool can_be_read = fact && !framework_.facts[*fact].means && is_recorded(*fact);
    if (can_be_read) {
      const std::size_t found = find_column({name, {}});
      if (found == column) fact_columns_.emplace_back(program_, *fact, column);
      return;
    }
    if (given_ != nullptr) return;  // with a map, other columns are none of our business
    problems_.add(Code::kCsvColumn, header_cells_[column], [&] {
      if (fact) {
        return Words{fmt::format("column `{}`: no event records this fact", name),
                     framework_.facts[*fact].means ? "it is worked out from other facts; remove the column"
                                                   : "remove the column, or say in the rules which event records it"};
      }
      std::vector<std::string_view> candidates = framework_.names(model::SymbolKind::kFact);
      for (const std::string_view needed : {"case", "event", "on"}) {
        if (std::ranges::count(columns_, needed) == 0) candidates.push_back(needed);
      }
      return Words{name.empty() ? fmt::format("column {} has no name", column + 1)
                                : fmt::format("column `{}` is no fact of `{}`", cell_text(name), framework_.name),
                   did_you_mean(name, candidates, "remove the column, or say with a map what the columns mean")};
    });
  }

  void bind_table_form() {
    for (const MapEvent& mapped : map_.events) {
      RowEvent bound;
      const auto event = find_name(model::SymbolKind::kEvent, "event", mapped.event);
      bound.on = find_column(mapped.on);
      bound.shift = mapped.shift;
      if (mapped.assumed) {
        source_.assumptions_.push_back(mapped.assumed->text);
        bound.assumed = static_cast<std::uint32_t>(source_.assumptions_.size());
      }
      // Without its event a fact is still looked up: the map's other mistakes are told as well.
      for (const MapFact& fact : mapped.with) add_fact_column(fact, event, bound.facts);
      if (mapped.only_if) {
        bound.only_if = find_column(mapped.only_if->column);
        bound.only_if_is = mapped.only_if->is.text;
      }
      if (!event) continue;
      if (source_.not_held_[*event] != 0) {
        report_.error(Code::kDocumentName, mapped.event.span,
                      fmt::format("`{}` is mapped, and is among those not held", mapped.event.text),
                      "take it out of `not-held`");
      }
      bound.event = *event;
      row_events_.push_back(std::move(bound));
    }
  }

  // The rows

  void add_fault() {
    problems_.add(Code::kCsvSyntax, rows_.bytes_of(rows_.fault_cell()), [&] { return fault_words(rows_, columns_); });
  }

  void read_rows() {
    const bool is_events = map_.form == MapDocument::Form::kEvents;
    std::size_t facts_a_row = fact_columns_.size();
    for (const RowEvent& event : row_events_) facts_a_row += event.facts.size();
    while (rows_.next()) {
      if (rows_.fault() != CsvFault::kNone) {
        add_fault();
        continue;
      }
      if (source_.rows_.size() + row_events_.size() > kMost || source_.facts_.size() + facts_a_row > kMost) {
        problems_.add(Code::kFileTooLarge, rows_.bytes_of(0), [] {
          return Words{fmt::format("more than {} events or facts in one table", kMost), "split the table by case"};
        });
        return;
      }
      if (is_events) {
        read_event();
      } else {
        read_case();
      }
    }
  }

  /// The number of the row's case, and whether the row is its first.
  std::pair<std::uint32_t, bool> read_case_id() {
    const std::string_view id = rows_[case_column_];
    if (id.empty()) {
      problems_.add(Code::kCsvValue, rows_.bytes_of(case_column_), [&] {
        return Words{
            fmt::format("column `{}` is empty: every row belongs to a case", cell_text(columns_[case_column_])), {}};
      });
      return {0, true};
    }
    // Rows of one case mostly stand together.
    if (!case_of_row_.empty() && case_of_row_.back() < source_.ids_.size() && source_.ids_[case_of_row_.back()] == id) {
      return {case_of_row_.back(), false};
    }
    return source_.ids_.add(id);
  }

  std::optional<DayTime> read_date(std::size_t column) {
    const std::string_view cell = rows_[column];
    const std::optional<DayTime> date =
        map_.dates == CellDates::kTimestamp ? shown_at(cell) : parse_cell_date(cell, map_.dates);
    if (!date) {
      problems_.add(Code::kCsvValue, rows_.bytes_of(column),
                    [&] { return date_words(columns_[column], cell, map_.dates); });
    }
    return date;
  }

  /// A timestamp's day and time of day on the clocks of the rules, which name a time zone.
  std::optional<DayTime> shown_at(std::string_view cell) const {
    const auto universal = parse_timestamp(cell);
    return universal ? program_.calendars.zone->shown_at(*universal) : std::nullopt;
  }

  void read_fact(FactColumn& fact) {
    const std::string_view cell = rows_[fact.column()];
    const Result<Value> value = fact.read(cell, *source_.pool_);
    if (value) {
      source_.facts_.push_back({fact.fact(), *value});
      return;
    }
    problems_.add(Code::kCsvValue, rows_.bytes_of(fact.column()), [&] {
      return Words{fmt::format("column `{}`: {}", cell_text(columns_[fact.column()]), value.error().message), {}};
    });
  }

  void add_row(std::uint32_t number, std::uint32_t event, DayTime on, std::uint32_t assumed) {
    CaseSource::Row row;
    row.event = event;
    row.day = static_cast<std::int32_t>(on.day.time_since_epoch().count());
    if (on.time) row.minute = static_cast<std::int32_t>(on.time->count());
    row.facts_begin = static_cast<std::uint32_t>(source_.facts_.size());
    row.assumed = assumed;
    source_.rows_.push_back(row);
    case_of_row_.push_back(number);
    if (!source_.last_day_ || on.day > *source_.last_day_) source_.last_day_ = on.day;
  }

  void read_event() {
    const std::uint32_t number = read_case_id().first;
    const std::string_view name = rows_[event_column_];
    const std::uint32_t name_number = event_names_.find(name);
    if (name_number == NameTable::kAbsent) {
      problems_.add(Code::kCsvValue, rows_.bytes_of(event_column_), [&] { return event_words(name); });
    }
    std::optional<DayTime> on = read_date(on_column_);
    if (time_column_ != kAbsent) read_time(on);
    if (recorded_column_ != kAbsent) read_recorded();
    if (for_column_ != kAbsent) read_party();
    if (name_number == NameTable::kAbsent) return;
    const std::uint32_t event = events_[name_number];
    if (source_.not_held_[event] != 0) {
      problems_.add(Code::kCsvValue, rows_.bytes_of(event_column_), [&] {
        return Words{fmt::format("column `{}`: the map says that `{}` is not held, but here it is",
                                 cell_text(columns_[event_column_]), framework_.events[event].name),
                     "take it out of `not-held`, or the row out of the table"};
      });
    }
    add_row(number, event, on.value_or(DayTime{}), 0);
    for (std::size_t i = 0; i < fact_columns_.size(); ++i) {
      FactColumn& fact = fact_columns_[i];
      if (rows_[fact.column()].empty()) continue;
      if (records_[event * fact_columns_.size() + i] == 0) {
        problems_.add(Code::kCsvValue, rows_.bytes_of(fact.column()), [&] {
          return Words{fmt::format("column `{}`: `{}` does not record `{}`", cell_text(columns_[fact.column()]),
                                   framework_.events[event].name, framework_.facts[fact.fact()].name),
                       recorded_by(event) + "; leave the cell empty"};
        });
        continue;
      }
      read_fact(fact);
    }
    if (id_column_ != kAbsent) read_id(number);
  }

  /// The time of day, which may stand with the date or in a column of its own.
  void read_time(std::optional<DayTime>& on) {
    const std::string_view cell = rows_[time_column_];
    if (cell.empty()) return;
    const auto where = [&] { return fmt::format("column `{}`", cell_text(columns_[time_column_])); };
    const std::optional<std::chrono::minutes> time = parse_time(cell);
    if (!time) {
      problems_.add(Code::kCsvValue, rows_.bytes_of(time_column_), [&] {
        return Words{fmt::format("{}: `{}` is not a time of day", where(), cell_text(cell)),
                     "write hours and minutes, two digits each, from 00:00 to 23:59, as in 09:30"};
      });
    } else if (on && on->time) {
      problems_.add(Code::kCsvValue, rows_.bytes_of(time_column_), [&] {
        return Words{
            fmt::format("{}: column `{}` gives a time of day already", where(), cell_text(columns_[on_column_])),
            "leave one of the two out"};
      });
    } else if (on) {
      on->time = time;
    }
  }

  void read_party() {
    const std::string_view cell = rows_[for_column_];
    std::uint32_t party = program::kNone;
    if (!cell.empty()) {
      const auto found = framework_.find(model::SymbolKind::kParty, cell);
      if (found) {
        party = *found;
      } else {
        problems_.add(Code::kCsvValue, rows_.bytes_of(for_column_), [&] {
          return Words{fmt::format("column `{}`: the rules declare no party `{}`", cell_text(columns_[for_column_]),
                                   cell_text(cell)),
                       did_you_mean(cell, framework_.names(model::SymbolKind::kParty),
                                    "give the name of a party of the rules, or leave the cell empty")};
        });
      }
    }
    source_.for_party_.push_back(party);
  }

  /// Takes the last row back where it only repeats another one of its case; refuses its id where it says otherwise.
  void read_id(std::uint32_t number) {
    const std::string_view id = rows_[id_column_];
    if (id.empty()) return;
    const std::size_t last = source_.rows_.size() - 1;
    const auto [known, is_new] = row_ids_.add(fmt::format("{}:{}", number, id));
    if (is_new) {
      rows_of_ids_.push_back({static_cast<std::uint32_t>(last), rows_.line()});
      return;
    }
    const auto [first, line] = rows_of_ids_[known];
    if (same_row(first, last)) {
      drop_last_row();
      return;
    }
    problems_.add(Code::kCsvValue, rows_.bytes_of(id_column_), [&, first_line = line] {
      return Words{
          fmt::format("column `{}`: the id `{}` is in row {} already, and row {} says something else",
                      cell_text(columns_[id_column_]), cell_text(id), first_line, rows_.line()),
          "give each record of a case an id of its own; one that is given twice must be the same in every cell"};
    });
  }

  std::span<const run::RecordedFact> facts_of(std::size_t row) const {
    const std::size_t begin = source_.rows_[row].facts_begin;
    const std::size_t end = row + 1 < source_.rows_.size() ? source_.rows_[row + 1].facts_begin : source_.facts_.size();
    return std::span(source_.facts_).subspan(begin, end - begin);
  }

  bool same_row(std::size_t a, std::size_t b) const {
    const CaseSource::Row& left = source_.rows_[a];
    const CaseSource::Row& right = source_.rows_[b];
    return left.event == right.event && left.day == right.day && left.minute == right.minute &&
           (source_.recorded_.empty() || source_.recorded_[a] == source_.recorded_[b]) &&
           (source_.for_party_.empty() || source_.for_party_[a] == source_.for_party_[b]) &&
           std::ranges::equal(facts_of(a), facts_of(b), [](const run::RecordedFact& f, const run::RecordedFact& g) {
             return f.fact == g.fact && f.value == g.value;
           });
  }

  void drop_last_row() {
    source_.facts_.resize(source_.rows_.back().facts_begin);
    source_.rows_.pop_back();
    case_of_row_.pop_back();
    if (!source_.recorded_.empty()) source_.recorded_.pop_back();
    if (!source_.for_party_.empty()) source_.for_party_.pop_back();
  }

  void read_recorded() {
    std::int64_t recorded = INT64_MIN;
    if (!rows_[recorded_column_].empty()) {
      if (const std::optional<DayTime> when = read_date(recorded_column_)) {
        recorded = std::int64_t{when->day.time_since_epoch().count()} * 24 * 60 +
                   when->time.value_or(std::chrono::minutes{0}).count();
      }
    }
    source_.recorded_.push_back(recorded);
  }

  Words event_words(std::string_view name) const {
    const std::string column = cell_text(columns_[event_column_]);
    if (name.empty()) return {fmt::format("column `{}` is empty: every row is an event", column), {}};
    std::vector<std::string_view> candidates = framework_.names(model::SymbolKind::kEvent);
    for (const MapEventName& mapped : map_.event_names) candidates.push_back(mapped.cell.text);
    return {fmt::format("column `{}`: the rules declare no event `{}`", column, cell_text(name)),
            did_you_mean(name, candidates, "a map can say under `event-names` which event it stands for")};
  }

  void read_case() {
    const std::pair<std::uint32_t, bool> id = read_case_id();
    const std::uint32_t number = id.first;
    if (!id.second) {
      problems_.add(Code::kCsvValue, rows_.bytes_of(case_column_), [&] {
        return Words{fmt::format("column `{}`: the case `{}` is in row {} already, and again in row {}",
                                 cell_text(columns_[case_column_]), cell_text(rows_[case_column_]), lines_[number],
                                 rows_.line()),
                     "a table of cases has one row for each; give each case an id of its own"};
      });
    } else if (lines_.size() < source_.ids_.size()) {
      lines_.push_back(rows_.line());
    }
    for (RowEvent& mapped : row_events_) {
      if (mapped.only_if != kAbsent && rows_[mapped.only_if] != mapped.only_if_is) continue;
      if (rows_[mapped.on].empty()) continue;  // the event did not happen
      std::optional<DayTime> on = read_date(mapped.on);
      if (on && mapped.shift) on = derive(*on, *mapped.shift, mapped.on);
      add_row(number, mapped.event, on.value_or(DayTime{}), mapped.assumed);
      for (FactColumn& fact : mapped.facts) {
        if (!rows_[fact.column()].empty()) read_fact(fact);
      }
    }
  }

  /// A derived date; it has no time of day.
  std::optional<DayTime> derive(DayTime from, const MapShift& shift, std::size_t column) {
    const Counting counting = shift.before ? Counting::kBefore : Counting::kAfter;
    const std::optional<Date> day =
        count_from(program_.calendars.of(shift.duration), from.day, shift.duration, counting);
    if (day) return DayTime{*day, std::nullopt};
    problems_.add(Code::kCsvValue, rows_.bytes_of(column), [&] {
      const Error error = outside_calendar(program_.calendars.of(shift.duration), from.day, shift.duration, counting);
      return Words{fmt::format("column `{}`: {}", cell_text(columns_[column]), error.message), {}};
    });
    return std::nullopt;
  }

  const program::Program& program_;
  const model::Framework& framework_;
  const MapDocument no_map_;
  const MapDocument* given_;
  const MapDocument& map_;
  DiagnosticReport& report_;
  std::string_view path_;
  CsvReader rows_;
  TableProblems problems_;
  CaseSource source_;
  std::vector<std::uint32_t> case_of_row_;

  std::vector<std::string> columns_;
  std::vector<std::string_view> column_views_;
  std::vector<std::pair<std::size_t, std::size_t>> header_cells_;
  std::pair<std::size_t, std::size_t> header_;
  std::size_t case_column_ = kAbsent;

  // A table of events
  std::size_t event_column_ = kAbsent;
  std::size_t on_column_ = kAbsent;
  std::size_t recorded_column_ = kAbsent;
  std::size_t id_column_ = kAbsent;
  std::size_t time_column_ = kAbsent;
  std::size_t for_column_ = kAbsent;
  NameTable row_ids_;                                                 // each with its case's number before it
  std::vector<std::pair<std::uint32_t, std::uint64_t>> rows_of_ids_;  // by number in row_ids_: its first row, and line
  NameTable event_names_;
  std::vector<std::uint32_t> events_;  // by number in event_names_
  std::vector<FactColumn> fact_columns_;
  std::vector<std::uint8_t> records_;  // by event * fact_columns_.size() + index of the column

  // A table of cases
  std::vector<RowEvent> row_events_;
  std::vector<std::uint64_t> lines_;  // of each case
};

std::optional<CaseSource> read_cases(const program::Program& program, std::string_view path, std::string_view text,
                                     const MapDocument* map, SourceSet& sources, DiagnosticReport& report) {
  if (text.size() > kMost) {
    const SourceFile& file = sources.add(std::string(path), {});
    report.error(Code::kFileTooLarge, file.span(0, 0),
                 fmt::format("the table has {} bytes, and {} are the most that Proviso reads", text.size(), kMost),
                 "split the table by case");
    return std::nullopt;
  }
  return TableReader(program, path, text, map, report).read(sources);
}

}  // namespace proviso::replay
