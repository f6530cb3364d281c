// SPDX-License-Identifier: Apache-2.0
// Random transitions: where the cases of another framework go on, and what becomes of its duties.
#include <algorithm>

#include <fmt/format.h>

#include "tests/reference/framework_maker.h"

namespace proviso::reference {

using std::chrono::days;

/// Names that differ and mean one thing.
Piece FrameworkMaker::same_things() {
  std::vector<Piece> lines;
  if (dice_.chance(20)) {
    lines.push_back(
        optional(leaf(fmt::format("\n  event {} is {}", event(), dice_.one_of(other_->world.events).name))));
  }
  if (!dice_.chance(20)) return sequence(std::move(lines));
  for (const World::Fact& there : other_->world.facts) {
    for (const World::Fact& here : world_.facts) {
      if (!there.recorded || !here.recorded || there.kind != here.kind || there.name == here.name) continue;
      lines.push_back(optional(leaf(fmt::format("\n  fact {} is {}", here.name, there.name))));
      return sequence(std::move(lines));
    }
  }
  return sequence(std::move(lines));
}

/// A word on a duty of the other framework. `target`: where the cases go on; null: in places of all kinds.
std::optional<Piece> FrameworkMaker::handover(std::size_t duty, const Spot* target) {
  const std::string& name = other_->duties[duty];
  if (dice_.chance(30)) return optional(leaf(fmt::format("\n    duty {} runs on", name)));
  if (dice_.chance(15)) return optional(leaf(fmt::format("\n    duty {} lapses", name)));
  std::vector<std::string> fitting;
  for (std::size_t d = 0; d < duties_.size(); ++d) {
    const Spot& spot = spots_[d];
    const bool owed = spot.track == kNoTrack || (target != nullptr && spot.track == target->track &&
                                                 (spot.stage == kNoTrack || spot.stage == target->stage));
    if (owed) fitting.push_back(duties_[d]);
  }
  if (fitting.empty()) return std::nullopt;
  const std::string& as = dice_.one_of(fitting);
  return optional(leaf(as == name ? fmt::format("\n    duty {} takes the new limit", name)
                                  : fmt::format("\n    duty {} takes the limit of {}", name, as)));
}

Piece FrameworkMaker::place(const std::vector<std::size_t>& stages, std::size_t track) {
  Piece whole;
  whole.text = "\n  cases in ";
  for (const std::size_t stage : stages) {
    whole.text += (stage == stages.front() ? "" : " or ") + other_->running[track][stage];
  }
  if (dice_.chance(15)) {
    whole.text += " stay";
    return optional(std::move(whole));
  }
  Spot target;
  const bool goes_on = dice_.chance(85);
  if (goes_on) {
    // Mostly in the track of the same number, so that two seldom lead to different stages of one.
    target.track = dice_.chance(80) ? track % tracks_.size() : dice_.below(tracks_.size());
    target.stage = dice_.below(tracks_[target.track].size());
    whole.text += " go on in " + tracks_[target.track][target.stage];
  } else {
    whole.text += " end";
  }
  for (std::size_t d = 0; d < other_->duties.size(); ++d) {
    const Spot& spot = other_->spots[d];
    const bool owed = spot.track == kNoTrack ||
                      (spot.track == track &&
                       (spot.stage == kNoTrack || std::find(stages.begin(), stages.end(), spot.stage) != stages.end()));
    if (owed) leads_on_[d] = true;
    if (!owed || !dice_.chance(65)) continue;
    if (auto word = handover(d, goes_on ? &target : nullptr)) whole.parts.push_back(*std::move(word));
  }
  if (dice_.chance(25)) {
    whole.parts.push_back(optional(leaf(fmt::format("\n    other duties {}", dice_.one_of({"run on", "lapse"})))));
  }
  if (dice_.chance(15)) whole.parts.push_back(duty(fmt::format("k{}", ++carried_), kNoTrack));
  return optional(std::move(whole));
}

Piece FrameworkMaker::transition() {
  world_.continued = {other_->world};
  world_.from = world_.start + days{dice_.between(-1, 25)};
  leads_on_.assign(other_->duties.size(), false);
  std::vector<Piece> places;
  for (std::size_t t = 0; t < other_->running.size(); ++t) {
    for (std::size_t s = 0; s < other_->running[t].size(); ++s) {
      if (other_->running[t][s].empty() || dice_.chance(3)) continue;
      std::vector<std::size_t> stages{s};
      while (s + 1 < other_->running[t].size() && !other_->running[t][s + 1].empty() && dice_.chance(20)) {
        stages.push_back(++s);
      }
      places.push_back(place(stages, t));
    }
  }
  Piece whole;
  whole.text = "\n\ncontinues linked from " + date_words(world_.from);
  if (dice_.chance(8)) {
    whole.parts.push_back(optional(leaf("\n  decided by " + dice_.one_of(other_->world.events).name)));
  }
  whole.parts.push_back(same_things());
  for (std::size_t d = 0; d < other_->duties.size(); ++d) {
    if (!leads_on_[d] || !dice_.chance(30)) continue;
    if (auto word = handover(d, nullptr)) whole.parts.push_back(*std::move(word));
  }
  if (dice_.chance(40)) {
    whole.parts.push_back(optional(leaf(fmt::format("\n  other duties {}", dice_.one_of({"run on", "lapse"})))));
  }
  if (dice_.chance(25)) whole.parts.push_back(duty(fmt::format("k{}", ++carried_), kNoTrack));
  for (Piece& one : places) whole.parts.push_back(std::move(one));
  return optional(std::move(whole));
}

}  // namespace proviso::reference
