// SPDX-License-Identifier: Apache-2.0
// Many cases from one table, every name and value checked against the rules, ready to run one after another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/documents/map_document.h"
#include "engine/program/program.h"
#include "engine/replay/name_table.h"
#include "engine/run/history.h"
#include "proviso/date.h"

namespace proviso::replay {

template <typename Rows>
class TableReader;

/// The cases of a table. Immutable once read: threads may load from one source, each into a history of its own. The
/// program must outlive it, and it must outlive its histories.
class CaseSource {
 public:
  CaseSource(CaseSource&&) noexcept = default;
  CaseSource& operator=(CaseSource&&) noexcept = default;
  ~CaseSource() = default;

  /// How many cases there are.
  [[nodiscard]] std::size_t size() const { return ids_.size(); }
  /// How many events they have together.
  [[nodiscard]] std::size_t events() const { return rows_.size(); }
  /// The case's id as the table has it. Cases are in the order in which the table first names them.
  [[nodiscard]] std::string_view id(std::size_t index) const { return ids_[index]; }
  /// The latest day on which anything happened; nothing where there are no events.
  [[nodiscard]] std::optional<Date> last_day() const { return last_day_; }

  /// A history to load cases into; it knows the events that are not held and the grounds of derived dates.
  [[nodiscard]] run::History history() const;
  /// Puts one case into a history of this source, in place of what it holds. Memory is used again.
  void load(std::size_t index, run::History& history) const;

 private:
  template <typename Rows>
  friend class TableReader;

  /// One event. Its facts end where those of the next row begin.
  struct Row {
    std::uint32_t event = 0;
    std::int32_t day = 0;  // since 1970-01-01
    std::int32_t minute = run::kNoTime;
    std::uint32_t facts_begin = 0;  // into facts_
    std::uint32_t assumed = 0;      // as run::Occurrence::assumed
  };

  explicit CaseSource(const program::Program& program);
  /// Brings the rows of each case together. `case_of_row` has one entry a row.
  void group(const std::vector<std::uint32_t>& case_of_row);

  const program::Program* program_;
  std::unique_ptr<ValuePool> pool_;  // texts and lists of all cases; histories stand on top of it
  NameTable ids_;
  std::vector<Row> rows_;  // as in the table
  std::vector<run::RecordedFact> facts_;
  std::vector<std::int64_t> recorded_;    // by row; empty where the table has no such column
  std::vector<std::uint32_t> for_party_;  // by row; empty where the table has no such column
  std::vector<std::uint32_t> order_;      // rows case by case; empty where the table has them so
  std::vector<std::uint32_t> first_row_;  // by case, and one past the last: into order_ or rows_
  std::vector<std::uint8_t> not_held_;
  std::vector<std::string> assumptions_;
  std::optional<Date> last_day_;
};

/// Reads a table, CSV or an event log in XES, and checks it whole: names, columns, dates, values, and that no case of a
/// table of cases comes twice. The rows of a case may be scattered over a table of events; on one day their order is
/// that of the time recorded, then that of the table. A row that has the id and the content of an earlier one of its
/// case is left out.
/// @param map  what the columns mean. Null: a table of events with the columns `case`, `event` and `on`, and one for
///             each fact it has, under the fact's name; any other column is refused, for it may be a misspelt fact.
///             In an event log case, event and time are the attributes that its standard has for them, and what else
///             it holds is passed over.
/// @return nothing where anything was reported: the first mistakes each at its cell, the others as a number. The table
///         is added to `sources` only then.
std::optional<CaseSource> read_cases(const program::Program& program, std::string_view path, std::string_view text,
                                     const MapDocument* map, SourceSet& sources, DiagnosticReport& report);

}  // namespace proviso::replay
