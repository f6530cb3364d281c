// SPDX-License-Identifier: Apache-2.0
// Many cases through the executor: their findings and outcomes row by row, and a summary of all.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "base/source_file.h"
#include "engine/program/program.h"
#include "engine/replay/case_source.h"
#include "engine/replay/summary.h"
#include "proviso/date.h"

namespace proviso::replay {

/// One finding, or one instance of a duty with its status. The texts live until the sink returns.
struct ReplayRow {
  std::uint64_t ordinal = 0;  ///< of the case: ascending in the order in which the table first names them
  std::string_view case_id{};
  std::string_view duty{};     ///< empty for unexpected events and undecided moves
  std::string_view finding{};  ///< `breach`, `out of time`, …; in an outcome the status: `kept`, `kept late`, …
  std::string_view party{};    ///< who owes it; of an unexpected event, by whom it is
  std::string_view
      anchor_event{};  ///< what the limit counts from; the unexpected event; the event of the undecided move
  std::optional<Date> anchor{};
  std::optional<Date> due{};                        ///< the last day in time; where the act came too early, the first
  std::optional<Date> done{};                       ///< the act; of a right out of time the act outside its window
  std::optional<std::int32_t> late_working_days{};  ///< negative: too early; up to the as-of date while not done
  std::optional<std::int32_t> late_calendar_days{};
  std::string_view assumed{};  ///< on what ground a date was derived that this rests on; empty: on none
  std::string_view citation{};
  std::string_view file{};  ///< of the clause
  std::uint32_t line = 0;   ///< 1-based; 0: there is no one clause
};

struct Tallies;

using RowSink = std::function<void(const ReplayRow&)>;

struct ReplayOptions {
  /// Told now and then, and at the end: how many cases are done, of how many.
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
  /// Each finding: cases in the order of the source, within a case as run::find() has them.
  RowSink findings;
  /// Each instance of each duty: cases in the order of the source, within a case as they arose.
  RowSink outcomes;
  /// Other cases are passed over; null: all are run. Asked by several threads where there are several.
  std::function<bool(std::string_view case_id)> only;
  std::uint32_t jobs = 1;  ///< threads; progress and rows are given by the one that asks
};

struct ReplayResult {
  ReplaySummary summary;
  std::shared_ptr<const Tallies> tallies;  ///< what the summary was made of
  std::uint64_t finding_rows = 0;          ///< as many as `findings` was, or would have been, given
  std::uint64_t outcome_rows = 0;
};

/// Runs every case of the source to the end of what is known on `as_of`; the same result with any number of threads.
/// Memory does not grow with the number of cases but by a few bytes for each instance of a duty.
/// @param sources  the rule files, for the places of clauses
ReplayResult replay(const program::Program& program, const SourceSet& sources, const CaseSource& cases, Date as_of,
                    const ReplayOptions& options = {});

}  // namespace proviso::replay
