// SPDX-License-Identifier: Apache-2.0
// What duties and shortest times leave between the steps of a way is summed up; where it comes round to less than
// nothing, the clauses on the circle are the witness.
#include "engine/analysis/limit_conflicts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace proviso::analysis {
namespace {

using Kind = CertainLimit::Kind;
using Clauses = std::set<std::uint32_t>;  // duties

class ConflictSearch {
 public:
  ConflictSearch(const model::Framework& framework, const CertainLimits& limits)
      : framework_(framework), limits_(limits), days_(framework, nullptr), ways_(framework, limits) {}

  std::vector<LimitConflict> find() {
    for (LimitPair& pair : limit_pairs(framework_, limits_)) {
      if (auto why = contradiction(pair.network, days_)) tell({std::move(pair), *std::move(why)});
    }
    circles();
    each_last_day([&](std::size_t limit) {
      for (const std::vector<WayStart>& starts : ways_.sources(limit)) along_ways(limit, starts);
    });
    // What contradicts only something from before its own anchor shows from the beginning on.
    each_last_day([&](std::size_t limit) { along_ways(limit, ways_.beginnings(limit)); });
    return std::move(found_);
  }

 private:
  template <typename Take>
  void each_last_day(const Take& take) {
    for (std::size_t i = 0; i < limits_.all.size(); ++i) {
      if (limits_.all[i].kind == Kind::kNotAfter) take(i);
    }
  }

  void tell(LimitConflict conflict) {
    Clauses clauses;
    const TimeNetwork& network = conflict.network();
    for (const std::size_t tie : conflict.why.ties) {
      if (network.ties[tie].source == Tie::Source::kLimit) {
        clauses.insert(limits_.all[network.ties[tie].index].duty.value);
      }
    }
    for (const Clauses& told : told_) {
      if (std::includes(clauses.begin(), clauses.end(), told.begin(), told.end())) return;
    }
    told_.push_back(std::move(clauses));
    found_.push_back(std::move(conflict));
  }

  /// Every move on an event is made by some case. Where all ways through one are blocked, so is whatever made it.
  void along_ways(std::size_t limit, const std::vector<WayStart>& starts) {
    std::map<model::MoveId, bool> free;
    std::vector<LimitConflict> blocked;
    const bool whole = ways_.each(limit, starts, [&](const LimitWay& way) {
      std::optional<Contradiction> why = contradiction(way.tied.network, days_);
      for (std::size_t i = 0; i < way.way.moves.size(); ++i) {
        if (way.way.events[i]) free[way.way.moves[i]] = free[way.way.moves[i]] || !why;
      }
      // One that is blocked by what does not bind its last act is told with the limit that blocks it.
      if (why && way.bound) blocked.push_back({way, *std::move(why)});
    });
    if (!whole) return;
    const auto way_of = [](const LimitConflict& conflict) -> const StageWay& {
      return std::get<LimitWay>(conflict.of).way;
    };
    // The shortest way says it best.
    std::stable_sort(blocked.begin(), blocked.end(), [&](const LimitConflict& a, const LimitConflict& b) {
      return way_of(a).moves.size() < way_of(b).moves.size();
    });
    for (LimitConflict& one : blocked) {
      const StageWay& way = way_of(one);
      bool no_other = false;
      for (std::size_t i = 0; i < way.moves.size(); ++i) no_other = no_other || (way.events[i] && !free[way.moves[i]]);
      if (!no_other) continue;
      tell(std::move(one));
      return;
    }
  }

  void circles() {
    std::map<std::pair<model::Scope::Kind, std::uint32_t>, TimeNetwork> by_scope;
    for (std::size_t i = 0; i < limits_.all.size(); ++i) {
      const CertainLimit& limit = limits_.all[i];
      if (limit.kind != Kind::kAhead || limit.acts.size() != 1) continue;
      const model::Scope& scope = framework_[limit.duty].scope;
      TimeNetwork& network = by_scope[{scope.kind, scope.index}];
      network.points = framework_.events.size();
      for (const model::EventId event : limit.anchor) {
        network.ties.push_back({Tie::Kind::kAhead, limit.acts.front().value, event.value, limit.counts, limit.shift,
                                Tie::Source::kLimit, static_cast<std::uint32_t>(i)});
      }
    }
    for (auto& [scope, network] : by_scope) {
      if (network.ties.size() == 1 && network.ties.front().from != network.ties.front().to) continue;
      std::optional<Contradiction> why = network.contradiction(days_, {});
      if (why) tell({LimitCircle{std::move(network)}, *std::move(why)});
    }
  }

  const model::Framework& framework_;
  const CertainLimits& limits_;
  DayCounts days_;
  LimitWays ways_;
  std::vector<Clauses> told_;
  std::vector<LimitConflict> found_;
};

}  // namespace

const TimeNetwork& LimitConflict::network() const {
  if (const auto* pair = std::get_if<LimitPair>(&of)) return pair->network;
  if (const auto* way = std::get_if<LimitWay>(&of)) return way->tied.network;
  return std::get<LimitCircle>(of).network;
}

std::vector<LimitConflict> limit_conflicts(const model::Framework& framework, const CertainLimits& limits) {
  return ConflictSearch(framework, limits).find();
}

}  // namespace proviso::analysis
