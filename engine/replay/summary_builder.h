// SPDX-License-Identifier: Apache-2.0
// Adds case after case to a summary; internal to engine/replay.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_file.h"
#include "engine/calendar/deadline.h"
#include "engine/program/program.h"
#include "engine/replay/summary.h"
#include "engine/run/findings.h"
#include "engine/run/history.h"
#include "engine/run/state.h"

namespace proviso::replay {

/// One case that has been run.
struct FinishedCase {
  std::string_view id;
  const run::History& history;
  const run::CaseState& state;
  std::span<const run::Finding> findings;
  /// By instance: how late it is or was, from the finding on it; nothing where there is none.
  std::span<const std::optional<Lateness>> late;
  /// Whether any event of the case has a derived date.
  bool has_assumed = false;
};

/// Counts cases. Program and sources must outlive it.
class SummaryBuilder {
 public:
  SummaryBuilder(const program::Program& program, const SourceSet& sources, Date as_of);

  void add(const FinishedCase& done);
  /// The summary of what was added. Called once.
  ReplaySummary finish();

 private:
  /// Something counted by why it came up.
  struct Reason {
    run::Doubt doubt;
    std::uint64_t count = 0;
    std::string first_case;
  };
  /// Numbers of days to make spreads of, of one duty.
  struct Days {
    std::vector<std::int32_t> taken;
    std::vector<std::int32_t> late_working;
    std::vector<std::int32_t> late_calendar;
    std::vector<std::int32_t> overdue_working;
    std::vector<std::int32_t> overdue_calendar;
  };
  struct DutyCounts {
    bool in_working_days = false;
    Days days;
    std::vector<Reason> undecided;
  };
  /// The stages that a track may stand in, ascending; `not begun` is the number of no stage and comes last.
  using StageSet = std::vector<std::uint32_t>;
  struct TrackCounts {
    std::map<StageSet, std::uint64_t> sets;  ///< all but those of one certain stage
    std::vector<Reason> undecided;
  };

  void add_tracks(const FinishedCase& done);
  void add_facts(const FinishedCase& done);
  void add_instance(const FinishedCase& done, std::size_t index);
  void add_findings(const FinishedCase& done);
  void add_error(std::string text, std::string_view case_id);
  [[nodiscard]] TrackSummary track_summary(std::size_t track) const;
  [[nodiscard]] std::string clause_text(Span clause) const;

  const program::Program& program_;
  const SourceSet& sources_;
  ReplaySummary summary_;
  std::vector<std::uint64_t> stage_cases_;  // by stage: cases certain to stand in it
  std::vector<TrackCounts> tracks_;
  std::vector<DutyCounts> duties_;
  std::vector<std::uint32_t> facts_;           // those in the summary, by place in it
  std::vector<UnexpectedSummary> unexpected_;  // by event
  StageSet scratch_;
};

/// `reporting`, `reporting or closed`, `a, b or c`.
std::string or_list(const std::vector<std::string>& names);

}  // namespace proviso::replay
