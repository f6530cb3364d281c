// SPDX-License-Identifier: Apache-2.0
// Reading the map that says what the columns of a spreadsheet mean. The format is described by
// docs/schema/map.schema.json.
//
//     form: events                                   form: table
//     columns: {case: Ref, event: What, on: When}    case: Area
//     event-names: {"Letter out": letter-published}  events:
//     facts:                                           - {event: onsite-start, on: First day}
//       progress:                                      - event: onsite-end
//         column: Outcome                                on: First day
//         values: {Good: sufficient}                     plus: 4 calendar days
//                                                        assumed: "inspections last five days"
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/documents/yaml.h"
#include "proviso/date.h"
#include "proviso/vocabulary.h"

namespace proviso {

/// How the dates of a spreadsheet are written. Never guessed: `05/06/2017` means two different days.
enum class CellDates : std::uint8_t {
  kIso,           ///< 2017-05-06
  kDayMonthYear,  ///< 06/05/2017 or 6/5/2017
  kMonthDayYear,  ///< 05/06/2017 or 5/6/2017
  kTimestamp,     ///< 2017-05-06T10:30:00+02:00: a moment, which is a day only by the clocks of some place
};

/// Reads a cell's date; with `T10:30` or, for the forms with slashes, ` 10:30` after it, its time as well.
/// Nothing for any other text and for days and times that do not exist. A timestamp has no date of its own: nothing
/// too.
std::optional<DayTime> parse_cell_date(std::string_view cell, CellDates dates);

/// Reads a cell's date, time of day and offset from universal time, by ISO 8601: `2017-05-06T10:30:00.5+02:00`,
/// `2017-05-06T08:30Z`. Seconds and what is less may be left out; they are cut off.
/// @return the minute in universal time; nothing for any other text, and for days and times that do not exist
std::optional<std::chrono::sys_time<std::chrono::minutes>> parse_timestamp(std::string_view cell);

/// A cell's text and what it stands for.
struct MapValue {
  SpannedText cell;
  YamlValue value;  ///< a single value, or a list of single values; never empty
};

/// Where a fact comes from.
struct MapFact {
  SpannedText fact;
  SpannedText column;
  std::vector<MapValue> values;          ///< empty: the cell is the value
  std::optional<SpannedText> separator;  ///< the cell holds a list, divided by this text
};

/// An event's name as the file has it, and as the framework has it.
struct MapEventName {
  SpannedText cell;
  SpannedText event;
};

/// A row counts for an event only if this column has this text.
struct MapCondition {
  SpannedText column;
  SpannedText is;
};

/// An event's date is so much after, or before, the one in the column.
struct MapShift {
  Duration duration;
  bool before = false;
  Span span;
};

/// One event of each row of a table.
struct MapEvent {
  SpannedText event;
  SpannedText on;                      ///< the column with its date; an empty cell: the event did not happen
  std::optional<MapShift> shift;       ///< the date is derived
  std::optional<SpannedText> assumed;  ///< why the date stands for this event; always there with a shift
  std::vector<MapFact> with;
  std::optional<MapCondition> only_if;
  Span span;
};

/// Columns of which the first that a table has is meant; empty: none is.
using MapColumns = std::vector<SpannedText>;

/// A map file. Names are as written: nothing has been looked up.
struct MapDocument {
  enum class Form : std::uint8_t {
    kEvents,  ///< one row for each event
    kTable,   ///< one row for each case
  };

  Form form = Form::kEvents;
  std::optional<SpannedText> framework;
  std::optional<Date> as_of;
  CellDates dates = CellDates::kIso;
  Span dates_span;  ///< empty: `dates` is left out
  std::vector<SpannedText> not_held;
  MapColumns case_columns{{"case", {}}};

  // Form::kEvents
  MapColumns event_columns{{"event", {}}};
  MapColumns on_columns{{"on", {}}};
  MapColumns recorded_columns;
  MapColumns id_columns;                  ///< a row given twice, with one id and one content, counts once
  MapColumns time_columns;                ///< the time of day, where the date has none
  MapColumns for_columns;                 ///< the party the event is for
  std::vector<MapEventName> event_names;  ///< a name not listed is taken as it stands
  std::vector<MapFact> facts;             ///< a fact not listed is read from the column that has its name
  std::optional<MapCondition> only_if;    ///< other rows are passed over

  /// Form::kTable: of each row, at least one. Form::kEvents: of the first row of each case, before the row's own; may
  /// be none.
  std::vector<MapEvent> events;
};

/// Reads a map; every mistake in it is reported at once. The map of a file that needs none is MapDocument{}.
/// @return nothing where anything was reported.
std::optional<MapDocument> read_map(const SourceFile& file, DiagnosticReport& report);

}  // namespace proviso
