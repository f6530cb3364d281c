// SPDX-License-Identifier: Apache-2.0
// The same cases under two versions of the rules: which deadlines move, which findings come and go, which cases end
// elsewhere.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/source_file.h"
#include "engine/change/matching.h"
#include "engine/program/program.h"
#include "engine/run/executor.h"
#include "engine/run/findings.h"
#include "engine/run/history.h"
#include "engine/run/state.h"
#include "proviso/date.h"
#include "proviso/report.h"
#include "proviso/vocabulary.h"

namespace proviso::change {

inline constexpr std::size_t kImpactFindings = 7;  ///< as many as FindingKind has

/// One instance of a duty that is not the same under both versions.
struct DeadlineEffect {
  std::string case_id;
  std::string duty;
  std::string party;
  std::optional<Date> anchor;
  std::optional<DutyStatus> old_status;  ///< nothing: there is no such instance under the old version
  std::optional<DutyStatus> new_status;  ///< nothing: there is none under the new
  std::optional<Date> old_due;
  std::optional<Date> new_due;
  std::optional<std::int32_t> moved;  ///< calendar days from the old due date to the new; negative: it is earlier now
};

/// A finding that only one of the versions makes.
struct FindingEffect {
  std::string case_id;
  FindingKind kind{};
  bool appears = false;  ///< else it vanishes
  std::string duty;      ///< empty: it is about no duty
  std::string party;
  std::string about;  ///< the anchor of the duty, the unexpected event, the track or trigger that waits
  std::optional<Date> on;
};

/// A track that stands elsewhere.
struct StageEffect {
  std::string case_id;
  std::string track;
  std::string before;  ///< `closed`, `reporting or closed`, `not begun`
  std::string now;
};

/// Effects put together, by duty or by party.
struct ImpactTotals {
  std::string name;
  std::uint64_t instances = 0;  ///< there under either version
  std::uint64_t only_old = 0;
  std::uint64_t only_new = 0;
  std::uint64_t moved = 0;  ///< another due date
  std::uint64_t earlier = 0;
  std::uint64_t later = 0;
  std::int64_t days = 0;  ///< all together; negative: earlier
  std::int32_t least = 0;
  std::int32_t greatest = 0;
  std::uint64_t other_status = 0;
  std::array<std::uint64_t, kImpactFindings> appear{};  ///< by the value of FindingKind
  std::array<std::uint64_t, kImpactFindings> vanish{};
};

/// A deadline that moved far, with how each version comes to its date.
struct ExplainedEffect {
  DeadlineEffect effect;
  Explanation before;
  Explanation now;
};

/// All of it. Cases are in the order of the source.
struct Impact {
  Date as_of{};
  std::uint64_t cases = 0;
  std::uint64_t affected = 0;  ///< cases in which anything differs
  std::vector<DeadlineEffect> deadlines;
  std::vector<FindingEffect> findings;
  std::vector<StageEffect> stages;
  std::vector<ImpactTotals> by_duty;   ///< in the order of the new version, then what is gone; without effect: left out
  std::vector<ImpactTotals> by_party;  ///< in order of name; likewise
  std::vector<ExplainedEffect> largest;  ///< the deadlines that moved most, the largest first
};

/// Runs case after case under both versions and gathers what differs.
class ImpactBuilder {
 public:
  /// Programs, sources and matching must outlive it.
  ImpactBuilder(const program::Program& before, const SourceSet& old_sources, const program::Program& now,
                const SourceSet& new_sources, const Matching& matching, Date as_of);

  /// @param before, now  the same case, each as its program has it
  void add(std::string_view case_id, const run::History& before, const run::History& now);
  Impact finish();

 private:
  struct Side {
    const program::Program& program;
    const SourceSet& sources;
    run::Executor executor;
    run::CaseState state;
  };
  /// What tells an instance of a duty from others in its case.
  struct Seen {
    std::uint32_t instance = 0;
    std::uint32_t duty = 0;  ///< of the totals
    std::string party;
    Date anchor{};
    bool taken = false;
  };

  [[nodiscard]] std::vector<Seen> instances(const Side& side, const run::History& history, bool is_new) const;
  void pair(std::string_view case_id, const run::History& before, const run::History& now);
  void compare(std::string_view case_id, const Seen* was, const Seen* is, const run::History& before,
               const run::History& now);
  void explain(const DeadlineEffect& effect, const Seen& was, const Seen& is, const run::History& before,
               const run::History& now);
  void compare_findings(std::string_view case_id, const run::History& before, const run::History& now);
  [[nodiscard]] std::vector<std::pair<FindingEffect, std::uint32_t>> findings(const Side& side,
                                                                              const run::History& history,
                                                                              std::string_view case_id,
                                                                              bool is_new) const;
  void compare_stages(std::string_view case_id);
  [[nodiscard]] std::uint32_t duty_of(std::uint32_t duty, bool is_new) const;
  ImpactTotals& party(const std::string& name);

  Side before_;
  Side now_;
  const Matching& matching_;
  Impact impact_;
  std::vector<ImpactTotals> by_duty_;    // duties of the new version, then those that are gone
  std::vector<std::uint32_t> old_duty_;  // by duty of the old version: place in by_duty_
  std::map<std::string, ImpactTotals> by_party_;
};

/// The new version in the names of the old, so that cases told in those names can be run under it. Names of what is new
/// stay; one that stands for something else in the old version gets ` (new)` behind it.
model::Framework in_old_names(const model::Framework& before, const model::Framework& now, const Matching& matching);

}  // namespace proviso::change
