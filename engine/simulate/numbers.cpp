// SPDX-License-Identifier: Apache-2.0
// The numbers of a scenario one by one, for the list of assumptions and for the sensitivity.
#include <algorithm>
#include <cstddef>
#include <functional>

#include "engine/simulate/make_results.h"

namespace proviso::simulate {
namespace {

using Call = std::function<void(ScenarioNumber&)>;

void of_time(ScenarioTime& time, const Call& call) {
  for (ScenarioNumber& number : time.numbers) call(number);
}

void of_times(ScenarioTimes& times, const Call& call) {
  for (ScenarioChoice& choice : times) of_time(choice.time, call);
}

void each_but_shares(ScenarioDocument& document, const Call& call, const std::function<void(ScenarioShares&)>& shares) {
  for (ScenarioArrival& arrival : document.cases) {
    if (!arrival.number.place.empty()) call(arrival.number);
    if (arrival.growth) call(*arrival.growth);
    if (arrival.first) of_time(*arrival.first, call);
    if (arrival.again) of_time(*arrival.again, call);
    for (auto& [day, number] : arrival.days) call(number);
  }
  for (ScenarioEvent& event : document.events) {
    of_times(event.wait, call);
    of_times(event.takes, call);
    if (event.chance) call(*event.chance);
    for (ScenarioFact& fact : event.facts) {
      for (ScenarioShares& outcome : fact.outcomes) shares(outcome);
    }
    if (event.hurry) {
      call(event.hurry->from);
      call(event.hurry->factor);
    }
    if (event.queue) call(event.queue->factor);
  }
  for (ScenarioResource& resource : document.resources) call(resource.count);
  for (ScenarioChange& change : document.changes) {
    for (auto& [name, count] : change.counts) call(count);
  }
}

}  // namespace

void each_number(ScenarioDocument& document, const Call& call) {
  each_but_shares(document, call, [&](ScenarioShares& shares) {
    for (ScenarioShare& share : shares.shares) call(share.share);
  });
}

std::vector<ScenarioNumber> ranged_numbers(const ScenarioDocument& document) {
  std::vector<ScenarioNumber> all;
  ScenarioDocument copy = document;
  each_number(copy, [&](ScenarioNumber& number) {
    if (number.range) all.push_back(number);
  });
  return all;
}

ScenarioDocument with_number(const ScenarioDocument& document, std::size_t index, double value) {
  ScenarioDocument changed = document;
  std::size_t at = 0;
  const auto set = [&](ScenarioNumber& number) {
    if (!number.range || at++ != index) return false;
    number.value = value;
    return true;
  };
  each_but_shares(
      changed, [&](ScenarioNumber& number) { (void)set(number); },
      [&](ScenarioShares& shares) {
        for (ScenarioShare& share : shares.shares) {
          const double before = share.share.value;
          if (!set(share.share)) continue;
          // The others keep their proportions; where they were nothing, they share what is left alike.
          const double others = 1 - before;
          for (ScenarioShare& other : shares.shares) {
            if (&other == &share) continue;
            other.share.value =
                others > 1e-9 ? other.share.value * (1 - value) / others
                              : (1 - value) / static_cast<double>(std::max<std::size_t>(shares.shares.size() - 1, 1));
          }
        }
      });
  return changed;
}

}  // namespace proviso::simulate
