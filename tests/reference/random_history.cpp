// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/random_history.h"

#include <algorithm>

#include <fmt/format.h>

namespace proviso::reference {
namespace {

using std::chrono::days;

// Most events follow each other within the amounts of time that the rules give, so that dates meet.
days step(Dice& dice) {
  const int of = dice.between(1, 100);
  if (of <= 22) return days{0};
  if (of <= 55) return days{dice.between(1, 3)};
  if (of <= 85) return days{dice.between(4, 15)};
  if (of <= 98) return days{dice.between(16, 60)};
  return days{dice.between(100, 400)};
}

Date as_of(Dice& dice, Date first, Date last) {
  const int of = dice.between(1, 100);
  if (of <= 4) return first - days{dice.between(0, 5)};
  if (of <= 18) return first + days{dice.between(0, static_cast<int>((last - first).count()))};
  if (of <= 33) return last;
  if (of <= 80) return last + days{dice.between(1, 40)};
  if (of <= 97) return last + days{dice.between(1, 150)};
  return last + days{dice.between(150, 400)};
}

}  // namespace

RandomHistory random_history(Dice& dice, const World& world) {
  RandomHistory history;
  Date day = world.start + days{dice.between(-3, 3)};
  const Date latest = Date{std::chrono::year{2022} / 12 / 31};
  const int timed = world.hours ? 65 : 12;
  const bool parties = dice.chance(40);
  history.begun_under = !world.continued.empty() && dice.chance(92);
  for (int count = dice.one_of({dice.between(0, 3), dice.between(3, 8), dice.between(5, 12)}); count > 0; --count) {
    RandomHistory::Event one;
    one.on = std::min(day, latest);
    if (dice.chance(timed)) one.minute = dice.chance(50) ? dice.between(0, 5) * 240 : dice.between(0, 1439);
    const bool before = history.begun_under && one.on < world.from;
    // Later too there is something to do by the old rules.
    const bool runs_on = history.begun_under && !before && dice.chance(15);
    const World& rules = before || runs_on ? world.continued.front() : world;
    const World::Event& event = dice.one_of(rules.events);
    one.event = event.name;
    if (parties && dice.chance(50)) one.for_party = dice.one_of(world.parties);
    for (const std::size_t fact : event.records) {
      if (runs_on || dice.chance(25)) continue;
      one.facts.emplace_back(rules.facts[fact].name, random_value(dice, rules.facts[fact].kind, world, day));
    }
    history.events.push_back(std::move(one));
    day += step(dice);
  }
  if (history.events.empty()) {
    history.as_of = day + days{dice.between(0, 60)};
    return history;
  }
  history.as_of = as_of(dice, history.events.front().on, history.events.back().on);
  // What is recorded late stands behind what happened after it.
  if (dice.chance(50)) {
    for (std::size_t i = history.events.size(); i > 1; --i) {
      if (dice.chance(30)) std::swap(history.events[i - 1], history.events[dice.below(i)]);
    }
  }
  return history;
}

std::string example_text(const RandomHistory& history) {
  std::string text = "\n\nexample \"Case\"";
  if (history.begun_under) text += "\n  begun under linked";
  for (const RandomHistory::Event& one : history.events) {
    text += "\n  on " + date_words(one.on);
    if (one.minute) text += fmt::format(" at {:02}:{:02}", *one.minute / 60, *one.minute % 60);
    text += " " + one.event;
    if (!one.for_party.empty()) text += " for " + one.for_party;
    bool first = true;
    for (const auto& [fact, value] : one.facts) {
      text += first ? " with " : " and ";
      first = false;
      text += value.empty() ? "no " + fact : fact + " " + value;
    }
  }
  return text + "\n  as of " + date_words(history.as_of) + "\n";
}

std::vector<RandomHistory> smaller(const RandomHistory& history) {
  std::vector<RandomHistory> result;
  const std::size_t size = history.events.size();
  for (std::size_t count = size; count > 0; count /= 2) {
    for (std::size_t first = 0; first + count <= size; first += count) {
      result.push_back(history);
      auto& events = result.back().events;
      const auto from = events.begin() + static_cast<std::ptrdiff_t>(first);
      events.erase(from, from + static_cast<std::ptrdiff_t>(count));
    }
  }
  Date latest{};
  for (const RandomHistory::Event& one : history.events) latest = std::max(latest, one.on);
  if (history.as_of > latest) {
    const auto gap = history.as_of - latest;
    for (const days less : {gap, gap / 2, days{1}}) {
      if (less.count() <= 0) continue;
      result.push_back(history);
      result.back().as_of -= less;
    }
  }
  for (std::size_t i = 0; i < size; ++i) {
    const auto with = [&](auto change) {
      result.push_back(history);
      change(result.back().events[i]);
    };
    const RandomHistory::Event& one = history.events[i];
    if (one.minute) with([](RandomHistory::Event& event) { event.minute.reset(); });
    if (!one.for_party.empty()) with([](RandomHistory::Event& event) { event.for_party.clear(); });
    for (std::size_t f = 0; f < one.facts.size(); ++f) {
      with([&](RandomHistory::Event& event) {
        event.facts.erase(event.facts.begin() + static_cast<std::ptrdiff_t>(f));
      });
    }
  }
  // The record stands in order of the days.
  RandomHistory sorted = history;
  std::stable_sort(sorted.events.begin(), sorted.events.end(),
                   [](const RandomHistory::Event& a, const RandomHistory::Event& b) { return a.on < b.on; });
  const bool changed = !std::equal(
      sorted.events.begin(), sorted.events.end(), history.events.begin(),
      [](const RandomHistory::Event& a, const RandomHistory::Event& b) { return a.on == b.on && a.event == b.event; });
  if (changed) result.push_back(std::move(sorted));
  return result;
}

}  // namespace proviso::reference
