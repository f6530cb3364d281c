// SPDX-License-Identifier: Apache-2.0
// Whether the events of a scenario go together: each is reached, what is taken is given back, and time passes.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "engine/simulate/binder.h"

namespace proviso::simulate {

// What follows what: whether each event can come, and whether what is taken can be given back.
void Binder::check_reach() {
  const std::size_t count = plan_.activities.size();
  const auto mark_from = [&](std::vector<std::uint8_t>& seen) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < count; ++i) {
      if (seen[i] != 0) open.push_back(i);
    }
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      std::vector<std::uint16_t> next = plan_.after_event[plan_.activities[at].event];
      // An event may lead to any stage.
      for (const auto& list : plan_.after_stage) next.insert(next.end(), list.begin(), list.end());
      for (const std::uint16_t follower : next) {
        if (seen[follower]++ == 0) open.push_back(follower);
        seen[follower] = 1;
      }
    }
  };
  std::vector<std::uint8_t> reached(count, 0);
  for (const std::uint16_t first : plan_.after_start) reached[first] = 1;
  for (const program::TrackRow& track : program_.tracks) {
    if (track.first_stage == program::kNone) continue;
    for (const std::uint16_t first : plan_.after_stage[track.first_stage]) reached[first] = 1;
  }
  mark_from(reached);
  for (std::size_t i = 0; i < count; ++i) {
    if (reached[i] != 0) continue;
    report_.error(Code::kScenarioEvent, document_.events[i].span,
                  fmt::format("nothing leads to `{}`: it comes after what never happens", plan_.activities[i].name),
                  "let the first event of a case come `after: start`, and each other after one that happens");
  }
  for (std::size_t i = 0; i < count; ++i) {
    const Activity& activity = plan_.activities[i];
    if (activity.until == kNone) continue;
    std::vector<std::uint8_t> later(count, 0);
    later[i] = 1;
    mark_from(later);
    bool given_back = false;
    for (std::size_t k = 0; k < count; ++k) {
      given_back = given_back || (k != i && later[k] != 0 && plan_.activities[k].event == activity.until);
    }
    if (given_back) continue;
    report_.error(
        Code::kScenarioResource, document_.events[i].until->span,
        fmt::format("nobody gives `{}` back: `{}` does not follow `{}` in this scenario",
                    document_.events[i].needs.front().resource.text, document_.events[i].until->text, activity.name),
        "let it go `until` an event that comes later, or leave `until` out to give it back at once");
  }
}

// Events that follow one another for ever and take no time.
void Binder::check_rest() {
  const std::size_t count = plan_.activities.size();
  const auto takes_none = [&](std::size_t i) {
    const auto none = [](const ScenarioTimes& times) {
      return std::ranges::all_of(times, [](const ScenarioChoice& choice) {
        return choice.time.kind == ScenarioTime::Kind::kFixed && choice.time.numbers.front().value <= 0;
      });
    };
    const ScenarioEvent& event = document_.events[i];
    return none(event.wait) && none(event.takes) && !event.chance && event.condition.empty() && event.still.empty();
  };
  enum : std::uint8_t { kNew, kOpen, kDone };
  std::vector<std::uint8_t> marks(count, kNew);
  std::optional<std::size_t> found;
  const auto visit = [&](const auto& self, std::size_t at) -> void {
    marks[at] = kOpen;
    for (const std::uint16_t next : plan_.after_event[plan_.activities[at].event]) {
      if (!takes_none(next)) continue;
      if (marks[next] == kOpen && !found) found = next;
      if (marks[next] == kNew) self(self, next);
    }
    marks[at] = kDone;
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (marks[i] == kNew && takes_none(i)) visit(visit, i);
  }
  if (found) {
    report_.error(Code::kScenarioEndless, document_.events[*found].span,
                  fmt::format("`{}` leads to itself, and no time passes", plan_.activities[*found].name),
                  "let one of the events take time, or add an `if` or a `chance`");
  }
}

}  // namespace proviso::simulate
