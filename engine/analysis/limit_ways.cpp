// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/limit_ways.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/analysis/owed_and_forbidden.h"

namespace proviso::analysis {
namespace {

using Kind = CertainLimit::Kind;

constexpr std::size_t kPairs = 100'000;
/// So many stages of a way are named.
constexpr std::size_t kNamedStages = 8;

/// The events that some limit or time counts from or to.
std::vector<bool> telling_events(const model::Framework& framework, const CertainLimits& limits) {
  std::vector<bool> telling(framework.events.size());
  const auto mark = [&](const std::vector<model::EventId>& events) {
    for (const model::EventId event : events) telling[event.value] = true;
  };
  for (const CertainLimit& limit : limits.all) {
    mark(limit.acts);
    mark(limit.anchor);
  }
  for (const model::Move& move : framework.moves) mark(move.of);
  return telling;
}

bool same_anchor(const CertainLimit& a, const CertainLimit& b) {
  if (a.entering || b.entering) return a.entering == b.entering;
  return std::any_of(a.anchor.begin(), a.anchor.end(), [&](model::EventId event) { return holds(b.anchor, event); });
}

}  // namespace

LimitWays::LimitWays(const model::Framework& framework, const CertainLimits& limits)
    : framework_(framework),
      limits_(limits),
      stage_events_(framework),
      search_(framework, stage_events_, telling_events(framework, limits), {}) {}

std::vector<model::StageId> LimitWays::ends_of(const CertainLimit& limit) const {
  const model::Scope& scope = framework_[limit.duty].scope;
  std::vector<model::StageId> ends;
  for (const model::EventId act : limit.acts) {
    for (const model::StageId stage : stage_events_.moved_by(act)) {
      const model::TrackId track = framework_[stage].track;
      if (scope.kind == model::Scope::Kind::kStage && scope.index != stage.value) continue;
      if (scope.kind == model::Scope::Kind::kTrack && scope.index != track.value) continue;
      if (scope.kind == model::Scope::Kind::kCase && scope.index != framework_[track].part.value) continue;
      if (std::find(ends.begin(), ends.end(), stage) == ends.end()) ends.push_back(stage);
    }
  }
  return ends;
}

std::vector<std::vector<WayStart>> LimitWays::sources(std::size_t index) const {
  const CertainLimit& limit = limits_.all[index];
  std::vector<std::vector<WayStart>> all(1);
  std::vector<WayStart>& own = all.front();
  if (limit.entering) own.push_back({*limit.entering, std::nullopt, std::nullopt});
  for (const model::EventId event : limit.anchor) {
    const std::vector<WayStart> found = where(framework_, stage_events_, event);
    own.insert(own.end(), found.begin(), found.end());
    if (!found.empty()) continue;
    // An event that no stage names may happen in any; right before the act is enough.
    for (const model::StageId stage : ends_of(limit)) own.push_back({stage, std::nullopt, event});
  }
  std::set<model::EventId> seen(limit.anchor.begin(), limit.anchor.end());
  for (const model::EventId act : limit.acts) {
    const auto on_act = limits_.by_act.find(act);
    if (on_act == limits_.by_act.end()) continue;
    for (const std::size_t other : on_act->second) {
      if (limits_.all[other].kind != Kind::kNotBefore) continue;
      for (const model::EventId event : limits_.all[other].anchor) {
        if (!seen.insert(event).second) continue;
        std::vector<WayStart> found = where(framework_, stage_events_, event);
        if (!found.empty()) all.push_back(std::move(found));
      }
    }
  }
  return all;
}

std::vector<WayStart> LimitWays::beginnings(std::size_t index) const {
  std::vector<WayStart> all;
  std::set<model::TrackId> seen;
  for (const model::StageId stage : ends_of(limits_.all[index])) {
    if (!seen.insert(framework_[stage].track).second) continue;
    const model::Track& track = framework_[framework_[stage].track];
    // Begun by anything else than an event: at once, by a condition, or by an action.
    if (track.begins_when.empty()) all.push_back({track.stages.front(), std::nullopt, std::nullopt});
    for (const model::EventId event : track.begins_when) all.push_back({track.stages.front(), event, std::nullopt});
  }
  return all;
}

bool LimitWays::each(std::size_t index, const std::vector<WayStart>& starts,
                     const std::function<void(const LimitWay&)>& take) {
  const CertainLimit& limit = limits_.all[index];
  const std::vector<model::StageId> ends = ends_of(limit);
  if (ends.empty()) return true;
  const WayEnd is_end = [&](model::MoveId move, std::optional<model::EventId> event) {
    return event && holds(limit.acts, *event) &&
           std::find(ends.begin(), ends.end(), framework_[move].from) != ends.end();
  };
  bool whole = true;
  for (const WayStart& start : starts) {
    std::vector<Meanwhile> within;
    if (start.within) within.push_back({*start.within, 0});
    whole = search_.each(start, ends, is_end, [&](const StageWay& way) {
      if (budget_.ways == 0) return;
      --budget_.ways;
      LimitWay found{.way = way,
                     .tied = way_network(framework_, stage_events_, limits_, way, Strictness::kFaults, within),
                     .anchor = start.within ? way.stages.size() : 0,
                     .bound = false};
      const auto& ties = found.tied.network.ties;
      found.bound = std::any_of(ties.begin(), ties.end(), [&](const Tie& tie) {
        return tie.source == Tie::Source::kLimit && tie.index == index && tie.to == way.moves.size();
      });
      take(found);
    }) && whole;
    if (!whole || budget_.ways == 0) return false;
  }
  return true;
}

std::vector<LimitPair> limit_pairs(const model::Framework& framework, const CertainLimits& limits) {
  std::vector<LimitPair> pairs;
  std::set<std::pair<std::size_t, std::size_t>> seen;
  std::size_t compared = 0;
  for (const auto& [act, of_act] : limits.by_act) {
    for (const std::size_t after : of_act) {
      const CertainLimit& not_after = limits.all[after];
      if (not_after.kind != Kind::kNotAfter) continue;
      for (const std::size_t before : of_act) {
        const CertainLimit& not_before = limits.all[before];
        if (not_before.kind != Kind::kNotBefore) continue;
        if (++compared > kPairs) return pairs;
        const bool every_act = std::all_of(not_after.acts.begin(), not_after.acts.end(),
                                           [&](model::EventId event) { return holds(not_before.acts, event); });
        if (!every_act || !same_anchor(not_after, not_before)) continue;
        // Where the first day is asked for in a part of that time only, the act may be done before, or after.
        if (!encloses(framework, framework[not_before.duty].scope, framework[not_after.duty].scope)) continue;
        if (!seen.emplace(after, before).second) continue;
        TimeNetwork network{.points = 2, .ties = {}};
        network.ties.push_back({Tie::Kind::kAtMost, 0, 1, not_after.counts, not_after.shift, Tie::Source::kLimit,
                                static_cast<std::uint32_t>(after)});
        network.ties.push_back({Tie::Kind::kAtLeast, 0, 1, not_before.counts, not_before.shift, Tie::Source::kLimit,
                                static_cast<std::uint32_t>(before)});
        pairs.push_back({after, before, std::move(network)});
      }
    }
  }
  return pairs;
}

std::optional<Contradiction> contradiction(const TimeNetwork& network, DayCounts& days) {
  const bool takes_time = std::any_of(network.ties.begin(), network.ties.end(), [](const Tie& tie) {
    return tie.kind != Tie::Kind::kAtMost && (!tie.counts.empty() || tie.shift != 0);
  });
  if (!takes_time) return std::nullopt;
  std::optional<Contradiction> found;
  for (const Measure measure : days.measures()) {
    const std::optional<Contradiction> one = network.contradiction(days, measure);
    if (!one) continue;
    const bool of_duties = std::any_of(one->ties.begin(), one->ties.end(), [&](std::size_t tie) {
      return network.ties[tie].source == Tie::Source::kLimit;
    });
    if (of_duties && (!found || one->missing > found->missing)) found = one;
  }
  return found;
}

std::string way_text(const model::Framework& framework, const StageWay& way) {
  std::string text;
  for (std::size_t i = 0; i < way.stages.size(); ++i) {
    if (i + 1 >= kNamedStages && i + 1 < way.stages.size()) {
      if (i + 1 == kNamedStages) text += " → …";
      continue;
    }
    text += fmt::format("{}`{}`", i == 0 ? "" : " → ", framework[way.stages[i]].name);
  }
  return text;
}

std::string point_text(const model::Framework& framework, const StageWay& way, const WayNetwork& tied,
                       std::size_t point) {
  if (tied.events[point]) return fmt::format("`{}`", framework[*tied.events[point]].name);
  return fmt::format("entering `{}`", framework[way.stages[point]].name);
}

}  // namespace proviso::analysis
