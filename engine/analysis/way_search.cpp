// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/way_search.h"

#include <algorithm>
#include <utility>

namespace proviso::analysis {

/// What one search is after.
struct WaySearch::Goal {
  const WayEnd& is_end;
  const std::function<void(const StageWay&)>& take;
  std::vector<bool> leads_there;  // by stage
  std::vector<bool> on_way;       // by stage
  std::size_t steps = 0;
  std::size_t ways = 0;
};

std::vector<WayStart> where(const model::Framework& framework, const StageEvents& stage_events, model::EventId event) {
  std::vector<WayStart> starts;
  const auto add = [&](const WayStart& start) {
    const bool known = std::any_of(starts.begin(), starts.end(), [&](const WayStart& other) {
      return other.stage == start.stage && other.opening == start.opening && other.within == start.within;
    });
    if (!known) starts.push_back(start);
  };
  for (const model::Track& track : framework.tracks) {
    if (holds(track.begins_when, event) && !track.stages.empty()) add({track.stages.front(), event});
  }
  for (const model::Move& move : framework.moves) {
    if (holds(move.events, event)) add({move.to, event});
  }
  for (const model::StageId stage : stage_events.named_in(event)) add({stage, std::nullopt, event});
  return starts;
}

WaySearch::WaySearch(const model::Framework& framework, const StageEvents& stage_events, std::vector<bool> telling,
                     const WayLimits& limits)
    : framework_(framework),
      stage_events_(stage_events),
      telling_(std::move(telling)),
      limits_(limits),
      before_(framework.stages.size()) {
  for (const model::Move& move : framework.moves) before_[move.to.value].push_back(move.from);
}

bool WaySearch::each(const WayStart& start, const std::vector<model::StageId>& ends, const WayEnd& is_end,
                     const std::function<void(const StageWay&)>& take) {
  Goal goal{is_end, take, std::vector<bool>(framework_.stages.size()), std::vector<bool>(framework_.stages.size())};
  // Back from the ends: from where they can be reached at all.
  std::vector<model::StageId> open = ends;
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (goal.leads_there[open[i].value]) continue;
    goal.leads_there[open[i].value] = true;
    for (const model::StageId stage : before_[open[i].value]) open.push_back(stage);
  }
  if (!goal.leads_there[start.stage.value]) return true;
  StageWay way{{start.stage}, {}, {}, start.opening};
  goal.on_way[start.stage.value] = true;
  return go_on(way, goal);
}

bool WaySearch::go_on(StageWay& way, Goal& goal) {
  if (way.stages.size() >= limits_.stages) return false;
  const model::Stage& stage = framework_[way.stages.back()];
  if (stage.end) return true;
  for (const model::MoveId id : stage.moves) {
    if (stage_events_.tells_of_duties(id)) continue;
    const model::Move& move = framework_[id];
    if (move.kind != model::Move::Kind::kOnEvents) {
      if (!take_move(way, goal, id, std::nullopt)) return false;
      continue;
    }
    bool silent = false;
    for (const model::EventId event : move.events) {
      if (!telling_[event.value] && silent) continue;
      silent = silent || !telling_[event.value];
      if (!take_move(way, goal, id, event)) return false;
    }
  }
  return true;
}

bool WaySearch::take_move(StageWay& way, Goal& goal, model::MoveId id, std::optional<model::EventId> event) {
  if (++goal.steps > limits_.steps || ++tried_ > limits_.in_all) return false;
  const model::Move& move = framework_[id];
  const bool last = goal.is_end(id, event);
  const bool on =
      !last && goal.leads_there[move.to.value] && !goal.on_way[move.to.value] && !stage_events_.diverted(id);
  if (!last && !on) return true;
  way.moves.push_back(id);
  way.events.push_back(event);
  way.stages.push_back(move.to);
  bool whole = true;
  if (last) {
    whole = ++goal.ways <= limits_.ways;
    if (whole) goal.take(way);
  } else {
    goal.on_way[move.to.value] = true;
    whole = go_on(way, goal);
    goal.on_way[move.to.value] = false;
  }
  way.moves.pop_back();
  way.events.pop_back();
  way.stages.pop_back();
  return whole;
}

}  // namespace proviso::analysis
