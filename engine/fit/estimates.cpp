// SPDX-License-Identifier: Apache-2.0
#include "engine/fit/estimates.h"

#include <algorithm>
#include <functional>

#include "engine/fit/waits.h"

namespace proviso::fit {
namespace {

constexpr std::int64_t kMinutesOfDay = 24 * 60;

/// Known by the end of the day: it has happened, and where it is said when it was recorded, that was no later.
bool is_known(const run::Occurrence& occurrence, Date until) {
  const std::int64_t end = (until.time_since_epoch().count() + 1) * kMinutesOfDay;
  return occurrence.on <= until && occurrence.recorded < end;
}

/// Hands over what is known of each case, in its order.
void for_each_case(const replay::CaseSource& cases, Date until,
                   const std::function<void(const run::History&, const std::vector<const run::Occurrence*>&)>& look) {
  run::History history = cases.history();
  std::vector<const run::Occurrence*> known;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    cases.load(i, history);
    known.clear();
    for (const run::Occurrence& occurrence : history.occurrences) {
      if (is_known(occurrence, until)) known.push_back(&occurrence);
    }
    look(history, known);
  }
}

std::vector<Pair> pairs_to_look_at(const model::Framework& framework, const std::vector<std::uint64_t>& seen,
                                   const Options& options) {
  std::vector<bool> in_source(seen.size());
  for (std::size_t i = 0; i < seen.size(); ++i) in_source[i] = seen[i] > 0;
  std::vector<Pair> pairs = pairs_by_rules(framework, in_source, options.until);
  for (const auto& [after, event] : options.asked_for) {
    std::erase_if(pairs, [&, event = event](const Pair& pair) { return pair.event == event; });
  }
  for (const auto& [after, event] : options.asked_for) {
    pairs.push_back(pair_asked_for(framework, after, event, options.until));
  }
  std::ranges::stable_sort(pairs, {}, &Pair::event);
  // What never comes in the source ends no wait.
  for (Pair& pair : pairs) {
    std::erase_if(pair.others, [&](std::uint32_t other) { return seen[other] == 0; });
  }
  return pairs;
}

std::vector<FactEstimate> facts_to_count(const model::Framework& framework, const std::vector<std::uint64_t>& seen) {
  std::vector<FactEstimate> facts;
  for (std::uint32_t event = 0; event < framework.events.size(); ++event) {
    if (seen[event] == 0) continue;
    for (const model::FactId id : framework.events[event].records) {
      const model::Type& type = framework[id].type;
      FactEstimate fact;
      fact.event = event;
      fact.fact = id.value;
      if (type.kind == model::TypeKind::kYesNo) {
        fact.counts = {{Value::yes_no(true), 0}, {Value::yes_no(false), 0}};
      } else if (type.kind == model::TypeKind::kOneOf) {
        for (std::uint32_t i = 0; i < type.values.size(); ++i) fact.counts.emplace_back(Value::choice(i), 0);
      } else {
        continue;
      }
      facts.push_back(std::move(fact));
    }
  }
  return facts;
}

void count_facts(const run::History& history, const run::Occurrence& occurrence, std::vector<FactEstimate>& facts) {
  for (FactEstimate& fact : facts) {
    if (fact.event != occurrence.event) continue;
    bool said = false;
    for (std::uint32_t i = occurrence.facts_begin; i < occurrence.facts_end; ++i) {
      if (history.facts[i].fact != fact.fact) continue;
      for (auto& [value, count] : fact.counts) {
        if (value == history.facts[i].value) {
          ++count;
          said = true;
        }
      }
    }
    ++(said ? fact.known : fact.unknown);
  }
}

}  // namespace

bool PairEstimate::has_rivals() const {
  for (std::size_t i = 0; i < pair.others.size(); ++i) {
    if (curve.happened(outcome_of(i)) > 0) return true;
  }
  return false;
}

bool Estimates::empty() const {
  return std::ranges::none_of(pairs, [](const PairEstimate& pair) { return pair.came() > 0; }) &&
         std::ranges::none_of(facts, [](const FactEstimate& fact) { return fact.known > 0; });
}

Estimates estimate(const program::Program& program, const replay::CaseSource& cases, const Options& options) {
  const model::Framework& framework = *program.framework;
  Estimates result;
  result.seen.assign(framework.events.size(), 0);
  result.begin_cases.assign(framework.events.size(), 0);
  for_each_case(cases, options.until, [&](const run::History&, const auto& known) {
    if (known.empty()) {
      ++result.unseen;
      return;
    }
    ++result.cases;
    result.events += known.size();
    for (const run::Occurrence* occurrence : known) ++result.seen[occurrence->event];
    const run::Occurrence& first = *known.front();
    if (options.from && first.on < *options.from) return;
    ++result.begin_cases[first.event];
    ++result.begun_by_year[static_cast<int>(std::chrono::year_month_day(first.on).year())];
  });

  const std::vector<Pair> pairs = pairs_to_look_at(framework, result.seen, options);
  std::vector<WaitCollector> waits;
  for (const Pair& pair : pairs) {
    std::vector<std::uint32_t> rivals;
    for (const Pair& other : pairs) {
      if (other.event == pair.event && other.after != pair.after) rivals.push_back(other.after);
    }
    waits.emplace_back(pair, std::move(rivals), program.calendars.working.get(), options);
  }
  result.facts = facts_to_count(framework, result.seen);
  std::vector<Value> facts(framework.facts.size());
  for_each_case(cases, options.until, [&](const run::History& history, const auto& known) {
    std::ranges::fill(facts, Value::unknown());
    for (WaitCollector& wait : waits) wait.begin_case(history);
    for (const run::Occurrence* occurrence : known) {
      for (std::uint32_t i = occurrence->facts_begin; i < occurrence->facts_end; ++i) {
        facts[history.facts[i].fact] = history.facts[i].value;
      }
      for (WaitCollector& wait : waits) wait.see(*occurrence, facts);
      if (!options.from || occurrence->on >= *options.from) count_facts(history, *occurrence, result.facts);
    }
    for (WaitCollector& wait : waits) wait.end_case();
  });
  for (const WaitCollector& wait : waits) {
    if (wait.any()) result.pairs.push_back(wait.estimate());
  }
  std::erase_if(result.facts, [](const FactEstimate& fact) { return fact.known == 0; });
  return result;
}

}  // namespace proviso::fit
