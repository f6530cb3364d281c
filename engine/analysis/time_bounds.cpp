// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/time_bounds.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/analysis/limit_ways.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using Kind = CertainLimit::Kind;

/// Someone who asks for bounds waits a little longer than for a check.
constexpr WayLimits kWays{.stages = 60, .ways = 2'000, .steps = 100'000};

class BoundSearch {
 public:
  BoundSearch(const model::Framework& framework, const Calendars* calendars, Bindingness which, std::optional<Date> on)
      : framework_(framework),
        on_(on),
        limits_(certain_limits(framework, which)),
        days_(framework, calendars),
        stage_events_(framework),
        search_(framework, stage_events_, std::vector<bool>(framework.events.size(), true), kWays) {}

  TimeBounds between(model::EventId from, model::EventId to) {
    bool whole = ways_between(from, to, std::nullopt);
    if (found_ == 0) {
      // An act that moves nothing comes after what its limits count from.
      for (const std::size_t index : limits_of(to)) {
        for (const model::EventId anchor : limits_.all[index].anchor) {
          if (anchor == from) {
            next_to(from, to);
          } else {
            whole = ways_between(from, anchor, index) && whole;
          }
        }
      }
    }
    result_.outcome = !whole                ? TimeBounds::Outcome::kTooLarge
                      : result_.ways > 0    ? TimeBounds::Outcome::kFound
                      : result_.blocked > 0 ? TimeBounds::Outcome::kNever
                                            : TimeBounds::Outcome::kNoWay;
    if (result_.unlimited) result_.latest.reset();
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::vector<std::size_t> limits_of(model::EventId act) const {
    const auto found = limits_.by_act.find(act);
    return found == limits_.by_act.end() ? std::vector<std::size_t>{} : found->second;
  }

  /// Whether a limit on the one event counts from the other.
  [[nodiscard]] bool counted_from(model::EventId from, model::EventId to) const {
    const std::vector<std::size_t> limits = limits_of(to);
    return std::any_of(limits.begin(), limits.end(),
                       [&](std::size_t index) { return holds(limits_.all[index].anchor, from); });
  }

  /// @param then  a limit from the last event of the way to an act that moves nothing
  bool ways_between(model::EventId from, model::EventId to, std::optional<std::size_t> then) {
    const std::vector<model::StageId>& ends = stage_events_.moved_by(to);
    if (ends.empty()) return true;
    std::vector<WayStart> starts = where(framework_, stage_events_, from);
    if (starts.empty() && counted_from(from, to)) {
      for (const model::StageId stage : ends) starts.push_back({stage, std::nullopt, from});
    }
    const WayEnd is_end = [&](model::MoveId, std::optional<model::EventId> event) { return event == to; };
    bool whole = true;
    for (const WayStart& start : starts) {
      std::vector<Meanwhile> within;
      if (start.within) within.push_back({*start.within, 0});
      whole = search_.each(start, ends, is_end, [&](const StageWay& way) {
        ++found_;
        WayNetwork tied = way_network(framework_, stage_events_, limits_, way, Strictness::kEveryLimitKept, within);
        const std::size_t first = start.within ? way.stages.size() : 0;
        std::size_t last = way.moves.size();
        if (then) last = add_act(tied, last, limits_.all[*then].acts.front());
        compare(way, tied, first, last);
      }) && whole;
    }
    return whole;
  }

  /// A further point for an act that comes after another, with every limit between the two.
  std::size_t add_act(WayNetwork& tied, std::size_t after, model::EventId act) {
    const std::size_t point = tied.network.points++;
    tied.events.emplace_back(act);
    tied.network.ties.push_back({Tie::Kind::kAtLeast, after, point, {}, 0, Tie::Source::kOrder, 0});
    for (const std::size_t index : limits_of(act)) {
      const CertainLimit& limit = limits_.all[index];
      if (!tied.events[after] || !holds(limit.anchor, *tied.events[after])) continue;
      if (limit.kind == Kind::kNotAfter && limit.acts.size() > 1) continue;  // another act may be done instead
      tied.network.ties.push_back({limit.kind == Kind::kNotAfter ? Tie::Kind::kAtMost : Tie::Kind::kAtLeast, after,
                                   point, limit.counts, limit.shift, Tie::Source::kLimit,
                                   static_cast<std::uint32_t>(index)});
    }
    return point;
  }

  void next_to(model::EventId from, model::EventId to) {
    if (adjacent_) return;
    adjacent_ = true;
    WayNetwork tied;
    tied.network.points = 1;
    tied.events = {from};
    const std::size_t last = add_act(tied, 0, to);
    compare({}, tied, 0, last);
  }

  void compare(const StageWay& way, const WayNetwork& tied, std::size_t first, std::size_t last) {
    const TimeNetwork& network = tied.network;
    for (const Measure measure : days_.measures()) {
      if (network.contradiction(days_, measure)) {
        ++result_.blocked;
        return;
      }
    }
    TimeNetwork::Dates dates{TimeNetwork::Outcome::kUnknown, {}};
    if (on_) {
      dates = network.dates_from(days_, *on_, first);
      if (dates.outcome == TimeNetwork::Outcome::kCannot) {
        ++result_.blocked;
        return;
      }
    }
    const bool dated = dates.outcome == TimeNetwork::Outcome::kMet;
    const bool is_first = ++result_.ways == 1;

    const Distance shortest = network.shortest(days_, first, last);
    TimeBound earliest{std::max<std::int64_t>(shortest.days, 0), {}, names(way), clauses(way, tied, shortest.ties)};
    if (dated) earliest.date = dates.earliest[last];
    if (is_first || before(earliest, result_.earliest)) result_.earliest = std::move(earliest);

    const std::optional<Distance> longest = network.longest(days_, first, last);
    if (!longest) {
      if (!result_.unlimited) result_.unlimited = why_unlimited(way, tied, first, last);
      return;
    }
    TimeBound latest{longest->days, {}, names(way), clauses(way, tied, longest->ties)};
    if (dated) latest.date = network.latest_from(days_, *on_, first, last);
    if (!result_.latest || before(*result_.latest, latest)) result_.latest = std::move(latest);
  }

  static bool before(const TimeBound& a, const TimeBound& b) {
    if (a.date && b.date && a.date != b.date) return *a.date < *b.date;
    return a.days < b.days;
  }

  [[nodiscard]] std::vector<std::string> names(const StageWay& way) const {
    std::vector<std::string> stages;
    for (const model::StageId stage : way.stages) stages.push_back(framework_[stage].name);
    return stages;
  }

  [[nodiscard]] std::string point(const StageWay& way, const WayNetwork& tied, std::size_t at) const {
    if (tied.events[at]) return framework_[*tied.events[at]].name;
    return "entering " + framework_[way.stages[at]].name;
  }

  [[nodiscard]] std::vector<BoundClause> clauses(const StageWay& way, const WayNetwork& tied,
                                                 const std::vector<std::size_t>& ties) const {
    std::vector<BoundClause> all;
    for (const std::size_t index : ties) {
      const Tie& tie = tied.network.ties[index];
      if (tie.source == Tie::Source::kOrder) continue;
      BoundClause clause{.at_most = tie.kind == Tie::Kind::kAtMost,
                         .amount = {},
                         .from = point(way, tied, tie.from),
                         .to = point(way, tied, tie.to),
                         .before = tie.kind == Tie::Kind::kAhead,
                         .shift = tie.kind == Tie::Kind::kAhead ? -tie.shift : tie.shift,
                         .duty = {},
                         .span = {}};
      if (tie.source == Tie::Source::kTimeout) {
        const model::Move& move = framework_[model::MoveId{tie.index}];
        clause.amount = length_text(framework_, move.after);
        clause.span = move.span;
      } else {
        const CertainLimit& limit = limits_.all[tie.index];
        clause.amount = counts_text(framework_, limit);
        clause.duty = limit.duty;
        clause.span = framework_[limit.duty].clause;
        if (clause.before) clause.from = model::events_text(framework_, limit.acts);
      }
      all.push_back(std::move(clause));
    }
    return all;
  }

  /// The first step that nothing limits, and what would if it were certain.
  [[nodiscard]] Unlimited why_unlimited(const StageWay& way, const WayNetwork& tied, std::size_t first,
                                        std::size_t last) {
    Unlimited why{.from = point(way, tied, first), .to = point(way, tied, last), .way = names(way), .reasons = {}};
    std::size_t reached = 0;
    for (std::size_t at = 1; at < way.stages.size(); ++at) {
      if (at == first) continue;
      if (tied.network.longest(days_, first, at)) {
        reached = at;
        why.from = point(way, tied, at);
        continue;
      }
      why.to = point(way, tied, at);
      break;
    }
    if (way.stages.empty()) return why;
    const std::optional<model::EventId> act = reached < way.events.size() ? way.events[reached] : std::nullopt;
    for (const auto& [duty, reason] : limits_.left_out) {
      if (act && holds(framework_.duties[duty].events, *act)) {
        why.reasons.push_back(fmt::format("`{}` says when, but {}", framework_.duties[duty].name, reason));
      }
    }
    return why;
  }

  const model::Framework& framework_;
  std::optional<Date> on_;
  CertainLimits limits_;
  DayCounts days_;
  StageEvents stage_events_;
  WaySearch search_;
  TimeBounds result_;
  std::size_t found_ = 0;
  bool adjacent_ = false;
};

}  // namespace

TimeBounds time_bounds(const model::Framework& framework, const Calendars* calendars, model::EventId from,
                       model::EventId to, Bindingness which, std::optional<Date> on) {
  return BoundSearch(framework, calendars, which, on).between(from, to);
}

}  // namespace proviso::analysis
