// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/occasion.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/model/wording.h"

namespace proviso::analysis {

std::vector<Occasion> occasions(const model::Framework& framework, const model::Move& move) {
  std::vector<Occasion> result;
  switch (move.kind) {
    case model::Move::Kind::kOnEvents:
      for (const model::EventId event : move.events) {
        const Occasion occasion{.kind = move.kind, .events = {event}, .after = {}};
        if (std::find(result.begin(), result.end(), occasion) == result.end()) result.push_back(occasion);
      }
      break;
    case model::Move::Kind::kOnCondition:
      result.push_back({.kind = move.kind, .events = {}, .after = {}});
      break;
    case model::Move::Kind::kAfter: {
      Occasion occasion{.kind = move.kind, .events = move.of, .after = model::amount_text(framework, move.after)};
      std::sort(occasion.events.begin(), occasion.events.end());
      occasion.events.erase(std::unique(occasion.events.begin(), occasion.events.end()), occasion.events.end());
      result.push_back(std::move(occasion));
      break;
    }
  }
  return result;
}

std::string occasion_words(const model::Framework& framework, const Occasion& occasion) {
  switch (occasion.kind) {
    case model::Move::Kind::kOnEvents:
      return fmt::format("on `{}` ", framework[occasion.events.front()].name);
    case model::Move::Kind::kOnCondition:
      return {};
    case model::Move::Kind::kAfter:
      return fmt::format(
          "after {} {} ", occasion.after,
          occasion.events.empty() ? "in this stage" : fmt::format("of `{}`", events_text(framework, occasion.events)));
  }
  return {};
}

Situation situation_of(model::StageId stage, const Occasion& occasion) {
  Situation situation{.stage = stage, .event = std::nullopt};
  if (occasion.events.size() == 1) situation.event = occasion.events.front();
  return situation;
}

}  // namespace proviso::analysis
