// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/way_network.h"

#include <algorithm>
#include <utility>

namespace proviso::analysis {
namespace {

using Kind = CertainLimit::Kind;

class WayReader {
 public:
  WayReader(const model::Framework& framework, const StageEvents& stage_events, const CertainLimits& limits,
            const StageWay& way, Strictness strictness, const std::vector<Meanwhile>& meanwhile)
      : framework_(framework),
        stage_events_(stage_events),
        limits_(limits),
        way_(way),
        strictness_(strictness),
        track_(framework[way.stages.front()].track) {
    result_.meanwhile = meanwhile;
  }

  WayNetwork read() {
    result_.network.points = way_.stages.size() + result_.meanwhile.size();
    result_.events.push_back(way_.opening);
    result_.events.insert(result_.events.end(), way_.events.begin(), way_.events.end());
    for (const Meanwhile& event : result_.meanwhile) result_.events.emplace_back(event.event);
    order();
    timeouts();
    if (strictness_ == Strictness::kEveryLimitKept) entered(0);
    for (std::size_t left = 0; left < way_.moves.size(); ++left) leaving(left);
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::size_t last() const { return way_.moves.size(); }

  /// Whether the duty is in force while the track stands in that stage of the way.
  [[nodiscard]] bool in_force(model::DutyId duty, std::size_t place) const {
    const model::Scope& scope = framework_[duty].scope;
    switch (scope.kind) {
      case model::Scope::Kind::kStage:
        return way_.stages[place].value == scope.index;
      case model::Scope::Kind::kTrack:
        return scope.index == track_.value;
      case model::Scope::Kind::kCase:
        return scope.index == framework_[track_].part.value;
    }
    return false;
  }
  [[nodiscard]] bool of_stage(model::DutyId duty) const {
    return framework_[duty].scope.kind == model::Scope::Kind::kStage;
  }

  /// The latest point at which one of the events happened, before the stage at `place` is left; or the first.
  [[nodiscard]] std::optional<std::size_t> point_of(const std::vector<model::EventId>& events, std::size_t place,
                                                    bool first) const {
    std::optional<std::size_t> latest;
    for (std::size_t at = 0; at <= place; ++at) {
      const auto& entered_by = at == 0 ? way_.opening : way_.events[at - 1];
      if (entered_by && holds(events, *entered_by)) {
        latest = at;
        if (first) return latest;
      }
      for (std::size_t i = 0; i < result_.meanwhile.size(); ++i) {
        if (result_.meanwhile[i].stage != at || !holds(events, result_.meanwhile[i].event)) continue;
        latest = way_.stages.size() + i;
        if (first) return latest;
      }
    }
    return latest;
  }
  /// Where on the way a point lies: the stage in which the track stands right after it.
  [[nodiscard]] std::size_t place_of(std::size_t point) const {
    return point < way_.stages.size() ? point : result_.meanwhile[point - way_.stages.size()].stage;
  }

  [[nodiscard]] std::optional<std::size_t> anchor_of(const CertainLimit& limit, std::size_t place) const {
    if (!limit.entering) return point_of(limit.anchor, place, limit.first);
    for (std::size_t at = 0; at <= place; ++at) {
      if (way_.stages[at] == *limit.entering) return at;
    }
    return std::nullopt;
  }

  void tie(Tie::Kind kind, std::size_t from, std::size_t to, std::vector<Count> counts, std::int32_t shift,
           Tie::Source source, std::uint32_t index) {
    result_.network.ties.push_back({kind, from, to, std::move(counts), shift, source, index});
  }

  void order() {
    for (std::size_t at = 0; at < last(); ++at) {
      // What a time does at the end of a day, an event can follow on the next.
      tie(Tie::Kind::kAtLeast, at, at + 1, {}, at_days_end(at) && way_.events[at] ? 1 : 0, Tie::Source::kOrder, 0);
    }
    for (std::size_t i = 0; i < result_.meanwhile.size(); ++i) {
      const std::size_t at = result_.meanwhile[i].stage;
      const std::size_t point = way_.stages.size() + i;
      tie(Tie::Kind::kAtLeast, at, point, {}, 0, Tie::Source::kOrder, 0);
      if (at < last()) tie(Tie::Kind::kAtLeast, point, at + 1, {}, 0, Tie::Source::kOrder, 0);
    }
  }

  void timeouts() {
    for (std::size_t at = 0; at < last(); ++at) {
      const model::Move& made = framework_[way_.moves[at]];
      if (made.kind == model::Move::Kind::kAfter) {
        const std::optional<std::size_t> from = made.of.empty() ? at : point_of(made.of, at, false);
        if (from) {
          tie(Tie::Kind::kAtLeast, *from, at + 1, {{made.after, Counting::kAfter}}, 0, Tie::Source::kTimeout,
              way_.moves[at].value);
        }
      }
      // Whatever leaves the stage does so before its own time is over.
      for (const model::MoveId id : framework_[way_.stages[at]].moves) {
        const model::Move& move = framework_[id];
        const auto* written = std::get_if<Duration>(&move.after);
        if (move.kind != model::Move::Kind::kAfter || move.condition || !move.of.empty()) continue;
        if (written != nullptr && written->amount == 0) continue;
        tie(Tie::Kind::kAtMost, at, at + 1, {{move.after, Counting::kAfter}}, 0, Tie::Source::kTimeout, id.value);
      }
    }
  }

  /// What binds the act, or anything else, that leaves a stage.
  void leaving(std::size_t left) {
    const std::optional<model::EventId> event = way_.events[left];
    if (event) {
      if (const auto found = limits_.by_act.find(*event); found != limits_.by_act.end()) {
        for (const std::size_t index : found->second) act(index, left);
      }
      if (const auto found = limits_.by_anchor.find(*event); found != limits_.by_anchor.end()) {
        for (const std::size_t index : found->second) ahead(index, left);
      }
    }
    if (strictness_ == Strictness::kFaults) return;
    entered(left + 1);
    // A stage that only the act leaves is not left later by anything else, or the act is missed there.
    for (const model::DutyId duty : framework_[way_.stages[left]].duties) {
      for (const std::size_t index : limits_.by_duty[duty.value]) {
        const CertainLimit& limit = limits_.all[index];
        if (limit.kind != Kind::kNotAfter || (event && holds(limit.acts, *event))) continue;
        const std::optional<std::size_t> anchor = anchor_of(limit, left);
        if (!anchor || !not_done_before(limit, left, left)) continue;
        last_day(index, arises(limit, *anchor, left) ? *anchor : left, left + 1);
      }
    }
  }

  /// What is due in a stage by the time it is entered is missed there and then.
  void entered(std::size_t place) {
    const std::optional<model::EventId>& by = place == 0 ? way_.opening : way_.events[place - 1];
    for (const model::DutyId duty : framework_[way_.stages[place]].duties) {
      for (const std::size_t index : limits_.by_duty[duty.value]) {
        const CertainLimit& limit = limits_.all[index];
        if (by && asks_before_entry(framework_, limit, *by)) {
          tie(Tie::Kind::kAhead, place, place, limit.counts, limit.shift, Tie::Source::kLimit,
              static_cast<std::uint32_t>(index));
        }
        if (limit.kind != Kind::kNotAfter) continue;
        const std::optional<std::size_t> anchor = anchor_of(limit, place);
        if (anchor && *anchor <= place && arises(limit, *anchor, place)) last_day(index, *anchor, place);
      }
    }
  }

  /// A point that is not an act comes no later than the last day of a limit; at the end of that day it is too late.
  void last_day(std::size_t index, std::size_t anchor, std::size_t point) {
    const CertainLimit& limit = limits_.all[index];
    tie(Tie::Kind::kAtMost, anchor, point, limit.counts, limit.shift - (at_days_end(point) ? 1 : 0),
        Tie::Source::kLimit, static_cast<std::uint32_t>(index));
  }

  /// Whether the stage is entered after a time, and so at the end of a day.
  [[nodiscard]] bool at_days_end(std::size_t place) const {
    return place > 0 && framework_[way_.moves[place - 1]].kind == model::Move::Kind::kAfter;
  }

  void act(std::size_t index, std::size_t left) {
    const CertainLimit& limit = limits_.all[index];
    if (!in_force(limit.duty, left)) return;
    const std::optional<std::size_t> anchor = anchor_of(limit, left);
    if (!anchor) return;
    if (limit.kind == Kind::kNotBefore) {
      tie(Tie::Kind::kAtLeast, *anchor, left + 1, limit.counts, limit.shift, Tie::Source::kLimit,
          static_cast<std::uint32_t>(index));
      return;
    }
    const std::size_t first = of_stage(limit.duty) ? left : place_of(*anchor);
    if (!not_done_before(limit, first, left) || (strictness_ == Strictness::kFaults && ran_out(limit, first, left)))
      return;
    // Where the latest anchor cannot be told, it came before the stage was entered.
    tie(Tie::Kind::kAtMost, arises(limit, *anchor, left) ? *anchor : left, left + 1, limit.counts, limit.shift,
        Tie::Source::kLimit, static_cast<std::uint32_t>(index));
  }

  /// An act that has to come before the event that leaves a stage comes after the stage was entered.
  void ahead(std::size_t index, std::size_t left) {
    const CertainLimit& limit = limits_.all[index];
    if (!of_stage(limit.duty) || !in_force(limit.duty, left)) return;
    // An act that leaves the stage itself has taken another way.
    for (const model::EventId act : limit.acts) {
      if (stage_events_.moves(way_.stages[left], act)) return;
    }
    tie(Tie::Kind::kAhead, left, left + 1, limit.counts, limit.shift - (at_days_end(left) ? 1 : 0), Tie::Source::kLimit,
        static_cast<std::uint32_t>(index));
  }

  /// Whether the anchor brings an instance that still binds in the stage at `left`.
  [[nodiscard]] bool arises(const CertainLimit& limit, std::size_t anchor, std::size_t left) const {
    if (!of_stage(limit.duty) || place_of(anchor) == left) return true;
    // It happened before the stage was entered, and then the latest occurrence counts: none may come in between. A
    // stage of the way is entered once.
    for (const model::EventId event : limit.anchor) {
      if (!stage_events_.belongs_to(event, track_)) return false;
      for (std::size_t at = place_of(anchor); at < left; ++at) {
        if (stage_events_.takes(way_.stages[at], event) && !stage_events_.surely_leaves(way_.stages[at], event)) {
          return false;
        }
      }
    }
    return true;
  }

  /// Whether no act can have been done from the stage at `first` on, before the one at `left` is left.
  [[nodiscard]] bool not_done_before(const CertainLimit& limit, std::size_t first, std::size_t left) const {
    for (std::size_t at = first; at <= left; ++at) {
      const model::StageId stage = way_.stages[at];
      if (at < left && way_.events[at] && holds(limit.acts, *way_.events[at])) return false;
      for (const model::EventId act : limit.acts) {
        if (stage_events_.surely_leaves(stage, act)) continue;
        if (!stage_events_.belongs_to(act, track_) || stage_events_.takes(stage, act)) return false;
      }
    }
    return true;
  }

  /// Whether a time ran out, or a condition came true, in a stage that waited for the act: what comes after it is what
  /// the rules make of a miss.
  [[nodiscard]] bool ran_out(const CertainLimit& limit, std::size_t first, std::size_t left) const {
    for (std::size_t at = first; at < left; ++at) {
      if (way_.events[at]) continue;
      for (const model::EventId act : limit.acts) {
        if (stage_events_.takes(way_.stages[at], act)) return true;
      }
    }
    return false;
  }

  const model::Framework& framework_;
  const StageEvents& stage_events_;
  const CertainLimits& limits_;
  const StageWay& way_;
  Strictness strictness_;
  model::TrackId track_;
  WayNetwork result_;
};

}  // namespace

WayNetwork way_network(const model::Framework& framework, const StageEvents& stage_events, const CertainLimits& limits,
                       const StageWay& way, Strictness strictness, const std::vector<Meanwhile>& meanwhile) {
  return WayReader(framework, stage_events, limits, way, strictness, meanwhile).read();
}

}  // namespace proviso::analysis
