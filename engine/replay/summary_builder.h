// SPDX-License-Identifier: Apache-2.0
// Adds case after case to tallies, and makes a summary of them; internal to engine/replay.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_file.h"
#include "engine/calendar/deadline.h"
#include "engine/program/program.h"
#include "engine/replay/summary.h"
#include "engine/replay/tallies.h"
#include "engine/run/findings.h"
#include "engine/run/history.h"
#include "engine/run/state.h"

namespace proviso::replay {

/// One case that has been run.
struct FinishedCase {
  std::string_view id;
  std::uint64_t ordinal = 0;  ///< ascending in the order in which the table first names the cases
  const run::History& history;
  const run::CaseState& state;
  std::span<const run::Finding> findings;
  /// By instance: how late it is or was, from the finding on it; nothing where there is none.
  std::span<const std::optional<Lateness>> late;
  /// Whether any event of the case has a derived date.
  bool has_assumed = false;
};

/// Counts cases. Program and sources must outlive it.
class CaseCounter {
 public:
  CaseCounter(const program::Program& program, const SourceSet& sources, Date as_of);

  void add(const FinishedCase& done);

  [[nodiscard]] const Tallies& tallies() const { return tallies_; }

 private:
  void add_tracks(const FinishedCase& done);
  void add_facts(const FinishedCase& done);
  void add_instance(const FinishedCase& done, std::size_t index);
  void add_findings(const FinishedCase& done);
  void add_run_error(const FinishedCase& done);
  void add_error(std::string text, const FinishedCase& done);
  [[nodiscard]] std::string clause_text(Span clause) const;

  const program::Program& program_;
  const SourceSet& sources_;
  Date as_of_;
  Tallies tallies_;
  std::vector<std::uint32_t> facts_;                // those that a summary shows
  std::vector<std::uint8_t> duty_in_working_days_;  // by duty
  StageSet scratch_;
};

/// The summary of what was counted.
ReplaySummary summary_of(const program::Program& program, const Tallies& tallies, Date as_of);

/// `reporting`, `reporting or closed`, `a, b or c`.
std::string or_list(const std::vector<std::string>& names);

}  // namespace proviso::replay
