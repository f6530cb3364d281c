// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/random_records.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

namespace proviso::reference {
namespace {

using std::chrono::days;
using Told = RandomRecord::Kind;

/// Something else than what happened; on another day only where recorded times keep the order.
RandomHistory::Event wrong(Dice& dice, const World& world, const RandomHistory::Event& right, bool other_day,
                           bool begun_under) {
  RandomHistory::Event told = right;
  if (other_day && dice.chance(50)) told.on += days{dice.between(-30, 30)};
  // By other rules the event records other facts.
  if (begun_under && (told.on < world.from) != (right.on < world.from)) told.facts.clear();
  if (dice.chance(40)) {
    const bool before = begun_under && told.on < world.from;
    const World& rules = before ? world.continued.front() : world;
    const World::Event& event = dice.one_of(rules.events);
    told.event = event.name;
    told.facts.clear();
    for (const std::size_t fact : event.records) {
      told.facts.emplace_back(rules.facts[fact].name, random_value(dice, rules.facts[fact].kind, world, told.on));
    }
  } else if (!told.facts.empty() && dice.chance(60)) {
    told.facts.pop_back();
  }
  if (dice.chance(20)) told.for_party = dice.one_of(world.parties);
  return told;
}

}  // namespace

std::vector<RandomRecord> random_records(Dice& dice, const World& world, const RandomHistory& history) {
  const bool recorded = dice.chance(70);
  std::vector<RandomRecord> records;
  std::vector<RandomRecord> later;  // corrections and withdrawals, after everything told
  int next = 0;
  const auto tell = [&](Told kind, std::string refers, RandomHistory::Event happened) {
    RandomRecord record{kind, fmt::format("r{}", ++next), std::move(refers), std::nullopt, std::move(happened)};
    std::string id = record.id;
    (kind == Told::kEvent ? records : later).push_back(std::move(record));
    return id;
  };
  for (const RandomHistory::Event& event : history.events) {
    if (dice.chance(20)) {
      std::string id = tell(Told::kEvent, {}, wrong(dice, world, event, recorded, history.begun_under));
      if (dice.chance(30)) id = tell(Told::kCorrection, id, wrong(dice, world, event, recorded, history.begun_under));
      tell(Told::kWithdrawal, std::move(id), {});
    }
    if (dice.chance(40)) {
      std::string id = tell(Told::kEvent, {}, wrong(dice, world, event, recorded, history.begun_under));
      while (dice.chance(30))
        id = tell(Told::kCorrection, id, wrong(dice, world, event, recorded, history.begun_under));
      tell(Told::kCorrection, std::move(id), event);
    } else {
      tell(Told::kEvent, {}, event);
    }
  }
  records.insert(records.end(), later.begin(), later.end());
  if (recorded) {
    Date latest = world.start;
    for (const RandomRecord& record : records) {
      if (record.kind != Told::kWithdrawal) latest = std::max(latest, record.happened.on);
    }
    std::int64_t minute = std::chrono::duration_cast<std::chrono::minutes>(latest.time_since_epoch()).count();
    for (RandomRecord& record : records) record.recorded = minute += dice.between(0, 3) * 600;
  }
  // The same again, word for word, anywhere behind.
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!dice.chance(10)) continue;
    const std::size_t behind = i + 1 + dice.below(records.size() - i);
    RandomRecord again = records[i];
    records.insert(records.begin() + static_cast<std::ptrdiff_t>(behind), std::move(again));
  }
  return records;
}

}  // namespace proviso::reference
