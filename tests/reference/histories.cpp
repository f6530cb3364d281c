// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/histories.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string_view>

#include "tests/reference/outcome.h"
#include "tests/reference/shape.h"

namespace proviso::reference {
namespace {

constexpr Date kBegin{std::chrono::year{2024} / std::chrono::May / 1};

class Explorer {
 public:
  Explorer(const model::Framework& framework, const HistoryBounds& bounds) : framework_(framework), bounds_(bounds) {
    for (std::uint32_t s = 0; s < framework.stages.size(); ++s) by_name_[framework.stages[s].name] = s;
    taken_.resize(framework.stages.size());
    for (std::uint32_t s = 0; s < framework.stages.size(); ++s) {
      for (const model::MoveId move : framework.stages[s].moves) {
        for (const model::EventId event : framework[move].events) {
          taken_[s].insert(event.value);
          moving_.insert(event.value);
        }
      }
      for (const model::DutyId id : framework.stages[s].duties) {
        const model::Duty& duty = framework[id];
        for (const model::EventId event : duty.events) taken_[s].insert(event.value);
      }
    }
    for (const auto& taken : taken_) used_.insert(taken.begin(), taken.end());
    for (const model::Duty& duty : framework.duties) {
      for (const model::EventId event : duty.events) used_.insert(event.value);
    }
  }

  Explored explore() {
    given_.framework = &framework_;
    const std::string start = framework_.stages.front().name;
    explored_.stages.insert(start);
    explored_.ways.insert(Way{});
    // The case opens with its first event, whichever it is.
    for (std::uint32_t event = 0; event < framework_.events.size(); ++event) happen(event, kBegin, start, {});
    return std::move(explored_);
  }

 private:
  struct Look {
    bool clean = false;
    std::string stage;
    std::string lines;
  };

  Look look(Date as_of) {
    ++explored_.runs;
    given_.as_of = as_of;
    Look result{.clean = true, .stage = {}, .lines = {}};
    constexpr std::string_view kTrack = "track ";
    constexpr std::string_view kDuty = "duty ";
    for (const std::string& line : execute(given_)) {
      result.lines += line + "\n";
      if (line.starts_with(kTrack)) {
        const std::size_t at = line.find(": ") + 2;
        result.stage = line.substr(at, line.find(' ', at) - at);
      }
      if (line.starts_with(kDuty)) {
        const std::string status = line.substr(line.find(": ") + 2);
        if (status.starts_with("missed") || status.starts_with("kept late")) result.clean = false;
      }
    }
    return result;
  }

  /// After a history that was looked at on a day: more events on it, then the next day.
  void go_on(Date day, const Look& now, const Way& way) {
    std::string key = now.lines + "day " + std::to_string(day.time_since_epoch().count());
    std::map<std::uint32_t, Date> first;
    std::map<std::uint32_t, Date> latest;
    for (const Happening& happening : given_.happenings) {
      first.emplace(happening.event.value, happening.on);
      latest[happening.event.value] = happening.on;
    }
    for (const auto& [event, on] : latest) {
      key += " " + std::to_string(event) + "@" + std::to_string(first[event].time_since_epoch().count()) + ".." +
             std::to_string(on.time_since_epoch().count());
    }
    for (const auto& [stage, by] : way) key += ">" + stage + "/" + by;
    if (!known_.insert(key).second) return;
    if (explored_.runs >= bounds_.runs) {
      explored_.whole = false;
      return;
    }
    for (const std::uint32_t event : used_) happen(event, day, now.stage, way);
    const Date next = day + std::chrono::days{1};
    if ((next - kBegin).count() >= bounds_.days) return;
    const Look later = look(next);
    if (!later.clean) return;
    Way further = way;
    if (later.stage != now.stage) further.emplace_back(later.stage, "");
    arrive(further, later);
    go_on(next, later, further);
  }

  /// Whether the stage is entered anew when the event happens in it.
  bool leads_back(const std::string& stage, std::uint32_t event) const {
    const auto stands = by_name_.find(stage);
    if (stands == by_name_.end()) return false;
    const auto& moves = framework_.stages[stands->second].moves;
    return std::any_of(moves.begin(), moves.end(), [&](const model::MoveId id) {
      const model::Move& move = framework_[id];
      return move.to == move.from && names(move.events, {event});
    });
  }

  void arrive(const Way& way, const Look& look) {
    explored_.ways.insert(way);
    explored_.stages.insert(look.stage);
  }

  void happen(std::uint32_t event, Date day, const std::string& stage, const Way& way) {
    if (given_.happenings.size() >= bounds_.events) return;
    const auto stands = by_name_.find(stage);
    const bool there = stands != by_name_.end() && taken_[stands->second].count(event) > 0;
    const bool moves = moving_.count(event) > 0;
    if (moves && !there) return;
    const auto before = std::count_if(given_.happenings.begin(), given_.happenings.end(),
                                      [&](const Happening& happening) { return happening.event.value == event; });
    if (static_cast<std::size_t>(before) >= (moves ? bounds_.again : 1)) return;
    given_.happenings.push_back({day, std::nullopt, {event}, std::nullopt, {}});
    const Look after = look(day);
    if (after.clean) {
      if (given_.happenings.size() > 1) explored_.events.insert(framework_.events[event].name);
      Way further = way;
      if (after.stage != stage || leads_back(stage, event)) {
        further.emplace_back(after.stage, framework_.events[event].name);
      }
      arrive(further, after);
      go_on(day, after, further);
    }
    given_.happenings.pop_back();
  }

  const model::Framework& framework_;
  HistoryBounds bounds_;
  std::map<std::string, std::uint32_t> by_name_;
  std::vector<std::set<std::uint32_t>> taken_;  // by stage
  std::set<std::uint32_t> moving_;
  std::set<std::uint32_t> used_;  // others can only open the case
  Given given_;
  Explored explored_;
  std::set<std::string> known_;
};

}  // namespace

Explored explore(const model::Framework& framework, const HistoryBounds& bounds) {
  return Explorer(framework, bounds).explore();
}

}  // namespace proviso::reference
