// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/time_bounds.h"

#include <algorithm>
#include <set>
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
    const WayEnd moves = [&](model::MoveId, std::optional<model::EventId> event) { return event == to; };
    bool whole = ways_between(from, stage_events_.moved_by(to), moves, std::nullopt, counted_from(from, to));
    if (found_ == 0) whole = ways_to_act(from, to) && whole;
    result_.outcome = !whole                ? TimeBounds::Outcome::kTooLarge
                      : result_.ways > 0    ? TimeBounds::Outcome::kFound
                      : result_.blocked > 0 ? TimeBounds::Outcome::kNever
                                            : TimeBounds::Outcome::kNoWay;
    if (result_.outcome == TimeBounds::Outcome::kNoWay) result_.nowhere = nowhere(from, to);
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

  /// The one of the two of which the rules do not say where it happens.
  [[nodiscard]] std::optional<model::EventId> nowhere(model::EventId from, model::EventId to) const {
    const auto named = [&](model::EventId event) {
      return !where(framework_, stage_events_, event).empty() ||
             std::any_of(framework_.duties.begin(), framework_.duties.end(), [&](const model::Duty& duty) {
               return holds(duty.events, event) || holds(counted_events(duty), event);
             });
    };
    if (!named(from)) return from;
    return named(to) ? std::nullopt : std::optional(to);
  }

  /// The events that the limit of a duty counts from.
  [[nodiscard]] static std::vector<model::EventId> counted_events(const model::Duty& duty) {
    std::vector<model::EventId> events;
    const auto add = [&](model::EventId event) { events.push_back(event); };
    events_of(duty.limit.moment, add);
    events_of(duty.limit.no_later, add);
    return events;
  }

  /// @param act       an event that moves nothing, after the last of the way
  /// @param anywhere  the first event may happen in any stage: take those at the end
  bool ways_between(model::EventId from, const std::vector<model::StageId>& ends, const WayEnd& is_end,
                    std::optional<model::EventId> act, bool anywhere) {
    if (ends.empty()) return true;
    std::vector<WayStart> starts = where(framework_, stage_events_, from);
    if (starts.empty() && anywhere) {
      for (const model::StageId stage : ends) starts.push_back({stage, std::nullopt, from});
    }
    bool whole = true;
    for (const WayStart& start : starts) {
      whole = search_.each(start, ends, is_end, [&](const StageWay& way) { go(way, start, act); }) && whole;
    }
    return whole;
  }

  void go(const StageWay& way, const WayStart& start, std::optional<model::EventId> act) {
    ++found_;
    std::vector<Meanwhile> within;
    if (start.within) within.push_back({*start.within, 0});
    WayNetwork tied = way_network(framework_, stage_events_, limits_, way, Strictness::kEveryLimitKept, within);
    const std::size_t first = start.within ? way.stages.size() : 0;
    std::size_t last = way.moves.size();
    // In the stage in which the first event happens, the act comes after that.
    if (act) last = add_act(tied, way, way.moves.empty() ? first : last, *act);
    compare(way, tied, first, last);
  }

  /// An act that moves nothing comes after what its duties count from, or while the stage lasts that asks for it.
  bool ways_to_act(model::EventId from, model::EventId to) {
    bool whole = true;
    std::set<model::EventId> seen;
    std::set<model::StageId> entered;
    for (const model::Duty& duty : framework_.duties) {
      if (duty.negated || !holds(duty.events, to)) continue;
      if (duty.scope.kind == model::Scope::Kind::kStage) {
        const model::StageId stage{duty.scope.index};
        if (entered.insert(stage).second) whole = ways_into(from, stage, to) && whole;
        continue;
      }
      for (const model::EventId anchor : counted_events(duty)) {
        if (!seen.insert(anchor).second) continue;
        if (anchor == from) {
          next_to(from, to);
          continue;
        }
        const WayEnd is_anchor = [&](model::MoveId, std::optional<model::EventId> event) { return event == anchor; };
        whole = ways_between(from, stage_events_.moved_by(anchor), is_anchor, to, false) && whole;
      }
    }
    return whole;
  }

  bool ways_into(model::EventId from, model::StageId stage, model::EventId act) {
    for (const WayStart& start : where(framework_, stage_events_, from)) {
      if (start.stage == stage) go({{stage}, {}, {}, start.opening}, start, act);
    }
    std::vector<model::StageId> ends;
    for (const model::Move& move : framework_.moves) {
      if (move.to == stage && std::find(ends.begin(), ends.end(), move.from) == ends.end()) ends.push_back(move.from);
    }
    const WayEnd enters = [&](model::MoveId move, std::optional<model::EventId>) {
      return framework_[move].to == stage;
    };
    return ways_between(from, ends, enters, act, false);
  }

  /// A further point for an act that comes after another, with every limit on it that counts from a point before.
  std::size_t add_act(WayNetwork& tied, const StageWay& way, std::size_t after, model::EventId act) {
    const std::size_t point = tied.network.points++;
    tied.events.emplace_back(act);
    tied.network.ties.push_back({Tie::Kind::kAtLeast, after, point, {}, 0, Tie::Source::kOrder, 0});
    for (const std::size_t index : limits_of(act)) {
      const CertainLimit& limit = limits_.all[index];
      if (limit.kind == Kind::kNotAfter && limit.acts.size() > 1) continue;  // another act may be done instead
      const std::optional<std::size_t> anchor = anchor_of(limit, tied, way, after);
      if (!anchor) continue;
      tied.network.ties.push_back({limit.kind == Kind::kNotAfter ? Tie::Kind::kAtMost : Tie::Kind::kAtLeast, *anchor,
                                   point, limit.counts, limit.shift, Tie::Source::kLimit,
                                   static_cast<std::uint32_t>(index)});
    }
    return point;
  }

  /// The latest point, up to one of them, that the limit counts from; or the first.
  static std::optional<std::size_t> anchor_of(const CertainLimit& limit, const WayNetwork& tied, const StageWay& way,
                                              std::size_t up_to) {
    const auto counts_from = [&](std::size_t at) {
      if (limit.entering) return at < way.stages.size() && way.stages[at] == *limit.entering;
      return tied.events[at] && holds(limit.anchor, *tied.events[at]);
    };
    if (counts_from(up_to) && !limit.first) return up_to;
    std::optional<std::size_t> found;
    for (std::size_t at = 0; at < std::max<std::size_t>(way.stages.size(), 1); ++at) {
      if (!counts_from(at)) continue;
      found = at;
      if (limit.first) break;
    }
    return found;
  }

  void next_to(model::EventId from, model::EventId to) {
    ++found_;
    WayNetwork tied;
    tied.network.points = 1;
    tied.events = {from};
    const std::size_t last = add_act(tied, {}, 0, to);
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
    if (on_ && !dated && earliest.clauses.empty()) earliest.date = on_;
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
    std::size_t unlimited = last;
    for (std::size_t at = 1; at < way.stages.size(); ++at) {
      if (at == first) continue;
      if (!tied.network.longest(days_, first, at)) {
        unlimited = at;
        break;
      }
      why.from = point(way, tied, at);
    }
    why.to = point(way, tied, unlimited);
    const std::optional<model::EventId> act = tied.events[unlimited];
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
};

}  // namespace

TimeBounds time_bounds(const model::Framework& framework, const Calendars* calendars, model::EventId from,
                       model::EventId to, Bindingness which, std::optional<Date> on) {
  return BoundSearch(framework, calendars, which, on).between(from, to);
}

}  // namespace proviso::analysis
