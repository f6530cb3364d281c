// SPDX-License-Identifier: Apache-2.0
// The columns of a table bound to the rules by its map: what each row is read by. Internal to engine/replay.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "engine/documents/map_document.h"
#include "engine/program/program.h"
#include "engine/replay/fact_column.h"
#include "engine/replay/name_table.h"
#include "engine/replay/table_problems.h"

namespace proviso::replay {

/// The names of a table's columns, and where they stand in its text: bytes [first, second).
struct TableHeader {
  std::vector<std::string> columns;
  std::vector<std::pair<std::size_t, std::size_t>> bytes;  ///< by column
  bool is_log = false;                                     ///< an event log, which has its columns by its standard
};

/// What the columns of one table mean. Columns are counted from 0, events are those of the program.
struct BoundTable {
  static constexpr std::size_t kAbsent = std::numeric_limits<std::size_t>::max();  ///< the table has no such column

  /// Whether an event records the fact of a column.
  enum class Records : std::uint8_t {
    kNo,
    kYes,
    kOther,  ///< it records another fact of that column
  };

  /// One event of each row of a table of cases, or of the first row of each case.
  struct RowEvent {
    std::uint32_t event = 0;
    std::size_t on = 0;
    std::optional<MapShift> shift;
    std::uint32_t assumed = 0;  ///< as run::Occurrence::assumed
    std::vector<FactColumn> facts;
    std::size_t only_if = kAbsent;
    std::string only_if_is;
  };

  std::vector<std::string> columns;  ///< their names
  std::size_t case_column = kAbsent;
  std::vector<std::uint8_t> not_held;    ///< by event
  std::vector<std::string> assumptions;  ///< the grounds of derived dates

  // A table of events
  std::size_t event_column = kAbsent;
  std::size_t on_column = kAbsent;
  std::size_t recorded_column = kAbsent;
  std::size_t id_column = kAbsent;
  std::size_t time_column = kAbsent;
  std::size_t for_column = kAbsent;
  NameTable event_names;              ///< those of the rules and those of the map
  std::vector<std::uint32_t> events;  ///< by number in event_names
  std::vector<FactColumn> fact_columns;
  std::vector<Records> records;       ///< by event * fact_columns.size() + index of the column
  std::vector<std::uint8_t> of_case;  ///< by index in fact_columns: it stands on rows of any event
  std::size_t only_if = kAbsent;      ///< other rows are passed over
  std::string only_if_is;

  std::vector<RowEvent> row_events;
};

/// Looks up every name that the columns and the map have.
/// @param map      with what a table has that has no map, if `is_given` is false
/// @param pool     takes the values that the map gives to cells
/// @return nothing where anything was reported: mistakes of the map to `report`, those of the table to `problems`. The
///         program must outlive what is returned.
std::optional<BoundTable> bind_table(const program::Program& program, const MapDocument& map, bool is_given,
                                     TableHeader header, ValuePool& pool, TableProblems& problems,
                                     DiagnosticReport& report);

/// The columns of a CSV table by its first line alone. Nothing where anything is wrong with them: read_cases() says
/// what.
/// @param map   null: none was given
std::optional<BoundTable> bind_header(const program::Program& program, const MapDocument* map, std::string_view line,
                                      ValuePool& pool);

}  // namespace proviso::replay
