// SPDX-License-Identifier: Apache-2.0
// What a summary is made of, in a form that adds up: the tallies of two halves of the cases together are those of all.
// Internal to engine/replay.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/program/program.h"
#include "engine/replay/day_counts.h"
#include "engine/replay/summary.h"
#include "engine/run/state.h"

namespace proviso::replay {

/// How often something came up, and the first case in which it did.
struct FirstSeen {
  std::uint64_t count = 0;
  std::uint64_t ordinal = 0;  ///< of that case: where the table first names it. Means nothing while count is 0
  std::string first_case;

  void add(std::uint64_t in_ordinal, std::string_view case_id, std::uint64_t times = 1);
  void add(const FirstSeen& other);
};

/// Something counted by why it came up.
struct Reason {
  run::Doubt doubt;
  FirstSeen seen;
};

struct DutyTally {
  void add(const DutyTally& other);
  std::uint64_t& with(DutyStatus status) { return by_status[static_cast<std::size_t>(status)]; }
  [[nodiscard]] std::uint64_t with(DutyStatus status) const { return by_status[static_cast<std::size_t>(status)]; }

  std::uint64_t instances = 0;
  std::array<std::uint64_t, kDutyStatuses> by_status{};
  std::uint64_t too_early = 0;
  std::uint64_t out_of_time = 0;
  std::uint64_t assumed = 0;
  DayCounts taken;
  DayCounts late_working;
  DayCounts late_calendar;
  DayCounts overdue_working;
  DayCounts overdue_calendar;
  std::vector<Reason> undecided;
};

/// The stages that a track may stand in, ascending; `not begun` is the number of no stage and comes last.
using StageSet = std::vector<std::uint32_t>;

struct TrackTally {
  std::map<StageSet, std::uint64_t> sets;  ///< all but those of one certain stage
  std::vector<Reason> undecided;
};

struct FactTally {
  std::uint64_t known = 0;
  std::uint64_t unknown = 0;
  std::vector<std::uint64_t> values;  ///< yes, no; or by the value's place in `one of`; empty for other facts
};

struct FindingTally {
  std::uint64_t count = 0;
  std::uint64_t cases = 0;
};

/// Everything that is counted, by the program's numbers.
struct Tallies {
  explicit Tallies(const program::Program& program);

  void add(const Tallies& other);

  std::uint64_t cases = 0;
  std::uint64_t events = 0;
  std::uint64_t left_out = 0;
  std::vector<std::uint64_t> stage_cases;  ///< by stage: cases certain to stand in it
  std::vector<TrackTally> tracks;
  std::vector<FactTally> facts;  ///< by fact; only those that a summary shows are counted
  std::vector<DutyTally> duties;
  std::array<FindingTally, kFindingKinds> findings{};
  std::vector<FirstSeen> unexpected;  ///< by event
  std::vector<std::pair<std::string, FirstSeen>> errors;
};

/// The facts that a summary shows, ascending: those that an event records, and derived ones that are yes/no or one of.
std::vector<std::uint32_t> facts_shown(const program::Program& program);

/// Whether a duty's limit counts working days; where a parameter's versions differ, whether the newest does.
bool counts_working_days(const program::Program& program, std::uint32_t duty);

/// Counts a doubt among others.
void count_reason(std::vector<Reason>& reasons, const run::Doubt& doubt, const FirstSeen& seen);

}  // namespace proviso::replay
