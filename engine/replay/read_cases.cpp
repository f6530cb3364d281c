// SPDX-License-Identifier: Apache-2.0
// From a table and its map to cases, row after row. Nothing is guessed: a cell that does not say what it should is a
// mistake at its place.
#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "engine/calendar/deadline.h"
#include "engine/replay/case_source.h"
#include "engine/replay/csv.h"
#include "engine/replay/fact_column.h"
#include "engine/replay/table_binding.h"
#include "engine/replay/table_problems.h"
#include "engine/replay/table_words.h"
#include "engine/replay/xes.h"

namespace proviso::replay {
namespace {

/// What has no map: the columns of a table by their own names, those of an event log by its standard.
MapDocument map_or_default(const MapDocument* given, bool is_log) {
  MapDocument map = given == nullptr ? MapDocument{} : *given;
  if (!is_log) return map;
  const auto stands_for = [](MapColumns& columns, std::string_view name) {
    const Span written = columns.front().span;
    if (written.begin == written.end) columns = {{std::string(name), {}}};
  };
  stands_for(map.case_columns, kXesCase);
  stands_for(map.event_columns, kXesEvent);
  stands_for(map.on_columns, kXesOn);
  if (map.dates_span.begin == map.dates_span.end) map.dates = CellDates::kTimestamp;
  return map;
}

/// The first row of a table; nothing, and said why, where there is none.
std::optional<TableHeader> read_header(CsvReader& rows, TableProblems& problems) {
  if (!rows.next()) {
    problems.add(Code::kCsvColumn, {0, 0}, [] {
      return Words{"the table is empty", "its first row names the columns"};
    });
    return std::nullopt;
  }
  if (rows.fault() != CsvFault::kNone) {
    problems.add(Code::kCsvSyntax, rows.bytes_of(rows.fault_cell()), [&] { return fault_words(rows, {}); });
    return std::nullopt;
  }
  TableHeader header;
  header.columns.assign(rows.cells().begin(), rows.cells().end());
  for (std::size_t i = 0; i < header.columns.size(); ++i) header.bytes.push_back(rows.bytes_of(i));
  return header;
}

/// The attributes of a log; nothing, and said why, where it is not in order.
std::optional<TableHeader> read_header(XesReader& log, TableProblems& problems) {
  for (const XesProblem& problem : log.problems()) {
    problems.add(Code::kXes, problem.bytes, [&] { return Words{problem.message, problem.help}; });
  }
  if (!log.problems().empty() || !log.next()) return std::nullopt;
  TableHeader header;
  header.columns.assign(log.cells().begin(), log.cells().end());
  for (std::size_t i = 0; i < header.columns.size(); ++i) header.bytes.push_back(log.bytes_of(i));
  header.is_log = true;
  return header;
}

/// Bytes of a table are counted in 32 bits by diagnostics, rows and facts by CaseSource.
constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max() - 1;

}  // namespace

/// Reads one table, row by row. Used once.
template <typename Rows>
class TableReader {
 public:
  TableReader(const program::Program& program, std::string_view path, std::string_view text, const MapDocument* map,
              DiagnosticReport& report)
      : program_(program),
        framework_(*program.framework),
        is_given_(map != nullptr),
        map_(map_or_default(map, kIsLog)),
        report_(report),
        rows_(text),
        problems_(path, text),
        source_(program) {}

  std::optional<CaseSource> read(SourceSet& sources) {
    const std::size_t before = report_.size();
    if (auto header = read_header(rows_, problems_)) {
      if (auto bound = bind_table(program_, map_, is_given_, *std::move(header), *source_.pool_, problems_, report_)) {
        bound_ = *std::move(bound);
        source_.not_held_ = std::move(bound_.not_held);
        source_.assumptions_ = std::move(bound_.assumptions);
        read_rows();
      }
    }
    problems_.report_to(sources, report_);
    if (report_.size() != before) return std::nullopt;
    source_.group(case_of_row_);
    return std::move(source_);
  }

 private:
  static constexpr bool kIsLog = std::is_same_v<Rows, XesReader>;

  /// Whether the row is not well-formed, which is reported.
  bool has_fault() {
    if constexpr (!kIsLog) {
      if (rows_.fault() != CsvFault::kNone) {
        problems_.add(Code::kCsvSyntax, rows_.bytes_of(rows_.fault_cell()),
                      [&] { return fault_words(rows_, bound_.columns); });
        return true;
      }
    }
    return false;
  }

  void read_rows() {
    const bool is_events = map_.form == MapDocument::Form::kEvents;
    std::size_t facts_a_row = bound_.fact_columns.size();
    for (const BoundTable::RowEvent& event : bound_.row_events) facts_a_row += event.facts.size();
    while (rows_.next()) {
      if (has_fault()) continue;
      if (source_.rows_.size() + bound_.row_events.size() > kMost || source_.facts_.size() + facts_a_row > kMost) {
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
    const std::string_view id = rows_[bound_.case_column];
    if (id.empty()) {
      problems_.add(Code::kCsvValue, rows_.bytes_of(bound_.case_column), [&] {
        return Words{fmt::format("column `{}` is empty: every row belongs to a case",
                                 cell_text(bound_.columns[bound_.case_column])),
                     {}};
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
    const std::optional<DayTime> date = day_time(cell);
    if (!date) {
      problems_.add(Code::kCsvValue, rows_.bytes_of(column),
                    [&] { return date_words(bound_.columns[column], cell, map_.dates); });
    }
    return date;
  }

  [[nodiscard]] std::optional<DayTime> day_time(std::string_view cell) const {
    return map_.dates == CellDates::kTimestamp ? shown_at(cell) : parse_cell_date(cell, map_.dates);
  }

  /// A timestamp's day and time of day on the clocks of the rules, which name a time zone.
  std::optional<DayTime> shown_at(std::string_view cell) const {
    const auto universal = parse_timestamp(cell);
    return universal ? program_.calendars.zone->shown_at(*universal) : std::nullopt;
  }

  /// A day, where the fact is one and the cell is written as the dates of the table are.
  std::optional<Value> read_date_fact(const FactColumn& fact, std::string_view cell) const {
    if (map_.dates == CellDates::kIso) return std::nullopt;
    if (framework_.facts[fact.fact()].type.kind != model::TypeKind::kDate) return std::nullopt;
    const std::optional<DayTime> when = day_time(cell);
    return when ? std::optional(Value::date(when->day)) : std::nullopt;
  }

  void read_fact(FactColumn& fact) {
    const std::string_view cell = rows_[fact.column()];
    const std::optional<Value> day = read_date_fact(fact, cell);
    const Result<Value> value = day ? Result<Value>(*day) : fact.read(cell, *source_.pool_);
    if (value) {
      source_.facts_.push_back({fact.fact(), *value});
      return;
    }
    problems_.add(Code::kCsvValue, rows_.bytes_of(fact.column()), [&] {
      return Words{fmt::format("column `{}`: {}", cell_text(bound_.columns[fact.column()]), value.error().message), {}};
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
    if (bound_.only_if != BoundTable::kAbsent && rows_[bound_.only_if] != bound_.only_if_is) return;
    const auto [number, is_first] = read_case_id();
    if (is_first) read_row_events(number);
    if constexpr (kIsLog) {
      if (rows_.is_case_only()) return;
    }
    const std::string_view name = rows_[bound_.event_column];
    const std::uint32_t name_number = bound_.event_names.find(name);
    if (name_number == NameTable::kAbsent) {
      problems_.add(Code::kCsvValue, rows_.bytes_of(bound_.event_column), [&] { return event_words(name); });
    }
    std::optional<DayTime> on = read_date(bound_.on_column);
    if (bound_.time_column != BoundTable::kAbsent) read_time(on);
    if (bound_.recorded_column != BoundTable::kAbsent) read_recorded();
    if (bound_.for_column != BoundTable::kAbsent) read_party();
    if (name_number == NameTable::kAbsent) return;
    const std::uint32_t event = bound_.events[name_number];
    if (source_.not_held_[event] != 0) {
      problems_.add(Code::kCsvValue, rows_.bytes_of(bound_.event_column), [&] {
        return Words{fmt::format("column `{}`: the map says that `{}` is not held, but here it is",
                                 cell_text(bound_.columns[bound_.event_column]), framework_.events[event].name),
                     "take it out of `not-held`, or the row out of the table"};
      });
    }
    add_row(number, event, on.value_or(DayTime{}), 0);
    for (std::size_t i = 0; i < bound_.fact_columns.size(); ++i) {
      FactColumn& fact = bound_.fact_columns[i];
      if (rows_[fact.column()].empty()) continue;
      const BoundTable::Records records = bound_.records[event * bound_.fact_columns.size() + i];
      if (records != BoundTable::Records::kYes) {
        if (records == BoundTable::Records::kOther || bound_.of_case[i] != 0) continue;
        problems_.add(Code::kCsvValue, rows_.bytes_of(fact.column()), [&] {
          return Words{fmt::format("column `{}`: `{}` does not record `{}`", cell_text(bound_.columns[fact.column()]),
                                   framework_.events[event].name, framework_.facts[fact.fact()].name),
                       recorded_by(framework_, event) + "; leave the cell empty"};
        });
        continue;
      }
      read_fact(fact);
    }
    if (bound_.id_column != BoundTable::kAbsent) read_id(number);
  }

  /// The time of day, which may stand with the date or in a column of its own.
  void read_time(std::optional<DayTime>& on) {
    const std::string_view cell = rows_[bound_.time_column];
    if (cell.empty()) return;
    const auto where = [&] { return fmt::format("column `{}`", cell_text(bound_.columns[bound_.time_column])); };
    const std::optional<std::chrono::minutes> time = parse_time(cell);
    if (!time) {
      problems_.add(Code::kCsvValue, rows_.bytes_of(bound_.time_column), [&] {
        return Words{fmt::format("{}: `{}` is not a time of day", where(), cell_text(cell)),
                     "write hours and minutes, two digits each, from 00:00 to 23:59, as in 09:30"};
      });
    } else if (on && on->time) {
      problems_.add(Code::kCsvValue, rows_.bytes_of(bound_.time_column), [&] {
        return Words{fmt::format("{}: column `{}` gives a time of day already", where(),
                                 cell_text(bound_.columns[bound_.on_column])),
                     "leave one of the two out"};
      });
    } else if (on) {
      on->time = time;
    }
  }

  void read_party() {
    const std::string_view cell = rows_[bound_.for_column];
    std::uint32_t party = program::kNone;
    if (!cell.empty()) {
      const auto found = framework_.find(model::SymbolKind::kParty, cell);
      if (found) {
        party = *found;
      } else {
        problems_.add(Code::kCsvValue, rows_.bytes_of(bound_.for_column), [&] {
          return Words{fmt::format("column `{}`: the rules declare no party `{}`",
                                   cell_text(bound_.columns[bound_.for_column]), cell_text(cell)),
                       did_you_mean(cell, framework_.names(model::SymbolKind::kParty),
                                    "give the name of a party of the rules, or leave the cell empty")};
        });
      }
    }
    source_.for_party_.push_back(party);
  }

  /// Takes the last row back where it only repeats another one of its case; refuses its id where it says otherwise.
  void read_id(std::uint32_t number) {
    const std::string_view id = rows_[bound_.id_column];
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
    problems_.add(Code::kCsvValue, rows_.bytes_of(bound_.id_column), [&, first_line = line] {
      return Words{
          fmt::format("column `{}`: the id `{}` is in row {} already, and row {} says something else",
                      cell_text(bound_.columns[bound_.id_column]), cell_text(id), first_line, rows_.line()),
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
    if (!rows_[bound_.recorded_column].empty()) {
      if (const std::optional<DayTime> when = read_date(bound_.recorded_column)) {
        recorded = std::int64_t{when->day.time_since_epoch().count()} * 24 * 60 +
                   when->time.value_or(std::chrono::minutes{0}).count();
      }
    }
    source_.recorded_.push_back(recorded);
  }

  Words event_words(std::string_view name) const {
    const std::string column = cell_text(bound_.columns[bound_.event_column]);
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
      problems_.add(Code::kCsvValue, rows_.bytes_of(bound_.case_column), [&] {
        return Words{fmt::format("column `{}`: the case `{}` is in row {} already, and again in row {}",
                                 cell_text(bound_.columns[bound_.case_column]), cell_text(rows_[bound_.case_column]),
                                 lines_[number], rows_.line()),
                     "a table of cases has one row for each; give each case an id of its own"};
      });
    } else if (lines_.size() < source_.ids_.size()) {
      lines_.push_back(rows_.line());
    }
    read_row_events(number);
  }

  /// The events that a row tells of by its columns.
  void read_row_events(std::uint32_t number) {
    for (BoundTable::RowEvent& mapped : bound_.row_events) {
      if (mapped.only_if != BoundTable::kAbsent && rows_[mapped.only_if] != mapped.only_if_is) continue;
      if (rows_[mapped.on].empty()) continue;  // the event did not happen
      std::optional<DayTime> on = read_date(mapped.on);
      if (on && mapped.shift) on = derive(*on, *mapped.shift, mapped.on);
      add_row(number, mapped.event, on.value_or(DayTime{}), mapped.assumed);
      if (bound_.recorded_column != BoundTable::kAbsent) source_.recorded_.push_back(INT64_MIN);
      if (bound_.for_column != BoundTable::kAbsent) source_.for_party_.push_back(program::kNone);
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
      return Words{fmt::format("column `{}`: {}", cell_text(bound_.columns[column]), error.message), {}};
    });
    return std::nullopt;
  }

  const program::Program& program_;
  const model::Framework& framework_;
  bool is_given_;
  MapDocument map_;
  DiagnosticReport& report_;
  Rows rows_;
  TableProblems problems_;
  CaseSource source_;
  BoundTable bound_;
  std::vector<std::uint32_t> case_of_row_;
  NameTable row_ids_;                                                 // each with its case's number before it
  std::vector<std::pair<std::uint32_t, std::uint64_t>> rows_of_ids_;  // by number in row_ids_: its first row, and line
  std::vector<std::uint64_t> lines_;                                  // by case of a table of cases: where its row is
};

std::optional<BoundTable> bind_header(const program::Program& program, const MapDocument* map, std::string_view line,
                                      ValuePool& pool) {
  if (is_xes({}, line)) return std::nullopt;
  const MapDocument columns = map_or_default(map, false);
  TableProblems problems({}, line);
  DiagnosticReport report;
  CsvReader rows(line);
  std::optional<TableHeader> header = read_header(rows, problems);
  if (!header) return std::nullopt;
  return bind_table(program, columns, map != nullptr, *std::move(header), pool, problems, report);
}

std::optional<CaseSource> read_cases(const program::Program& program, std::string_view path, std::string_view text,
                                     const MapDocument* map, SourceSet& sources, DiagnosticReport& report) {
  if (text.size() > kMost) {
    const SourceFile& file = sources.add(std::string(path), {});
    report.error(Code::kFileTooLarge, file.span(0, 0),
                 fmt::format("the table has {} bytes, and {} are the most that Proviso reads", text.size(), kMost),
                 "split the table by case");
    return std::nullopt;
  }
  if (is_xes(path, text)) {
    if (map != nullptr && map->form == MapDocument::Form::kTable) {
      const SourceFile& file = sources.add(std::string(path), {});
      report.error(Code::kXes, file.span(0, 0),
                   "an event log has a row for each event, and the map is for a row a case",
                   "hand the log over with --events and a map of the form `events`");
      return std::nullopt;
    }
    return TableReader<XesReader>(program, path, text, map, report).read(sources);
  }
  return TableReader<CsvReader>(program, path, text, map, report).read(sources);
}

}  // namespace proviso::replay
