// SPDX-License-Identifier: Apache-2.0
#include "engine/fit/pairs.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/fit/links.h"

namespace proviso::fit {
namespace {

class PairFinder {
 public:
  PairFinder(const model::Framework& framework, const std::vector<bool>& in_source, Date day)
      : framework_(framework), in_source_(in_source), day_(day) {}

  std::vector<Pair> to(std::uint32_t event) {
    reached_.assign(framework_.events.size(), false);
    return towards(event);
  }

 private:
  /// @param event  of the source or not; what has been asked on the way here is not asked again
  std::vector<Pair> towards(std::uint32_t event) {
    std::vector<Pair> found;
    if (reached_[event]) return found;
    reached_[event] = true;
    const std::vector<Link> links = links_to(framework_, event, day_);
    for (const Ground ground : {Ground::kLimit, Ground::kNoSooner, Ground::kStage}) {
      for (const Link& link : links) {
        if (link.ground == ground && in_source_[link.pair.after]) add(found, link.pair);
      }
      // An event that only follows itself needs something to come first.
      if (std::ranges::any_of(found, [](const Pair& pair) { return pair.after != pair.event; })) return found;
    }
    for (const Link& link : links) {
      if (!in_source_[link.pair.after]) pass(link.pair, found);
    }
    return found;
  }

  /// By way of an event that the source does not have.
  void pass(const Pair& link, std::vector<Pair>& found) {
    std::vector<Pair> ways;
    for (const std::uint32_t event : stand_ins(link)) {
      Pair& way = ways.emplace_back();
      way.after = event;
    }
    if (ways.empty()) ways = towards(link.after);
    for (Pair& way : ways) {
      Pair pair;
      pair.after = way.after;
      pair.event = link.event;
      pair.others = link.others;
      std::erase(pair.others, pair.after);
      pair.passed = {link.after};
      pair.passed.insert(pair.passed.end(), way.passed.begin(), way.passed.end());
      pair.condition_left_out = link.condition_left_out || way.condition_left_out;
      for (const std::vector<FactTest>* tests : {&link.only_if, &std::as_const(way).only_if}) {
        std::ranges::copy_if(*tests, std::back_inserter(pair.only_if), [&](const FactTest& test) {
          return records(test.fact) && std::ranges::find(pair.only_if, test) == pair.only_if.end();
        });
      }
      if (pair.after != pair.event) add(found, pair);
    }
  }

  /// Events of the source that say what the way into a stage depends on, where the one that opens it is not there.
  std::vector<std::uint32_t> stand_ins(const Pair& link) const {
    std::vector<std::uint32_t> found;
    if (link.only_if.empty()) return found;
    for (std::uint32_t event = 0; event < framework_.events.size(); ++event) {
      const bool says_all = std::ranges::all_of(
          link.only_if, [&](const FactTest& test) { return records(framework_.events[event], test.fact); });
      if (in_source_[event] && event != link.event && says_all) found.push_back(event);
    }
    return found;
  }

  static bool records(const model::Event& event, std::uint32_t fact) {
    return std::ranges::find(event.records, model::FactId{fact}) != event.records.end();
  }
  /// Some event of the source does.
  bool records(std::uint32_t fact) const {
    for (std::uint32_t event = 0; event < framework_.events.size(); ++event) {
      if (in_source_[event] && records(framework_.events[event], fact)) return true;
    }
    return false;
  }

  static void add(std::vector<Pair>& pairs, const Pair& pair) {
    if (std::ranges::find(pairs, pair.after, &Pair::after) == pairs.end()) pairs.push_back(pair);
  }

  const model::Framework& framework_;
  const std::vector<bool>& in_source_;
  Date day_;
  std::vector<bool> reached_;
};

}  // namespace

std::vector<Pair> pairs_by_rules(const model::Framework& framework, const std::vector<bool>& in_source, Date day) {
  std::vector<Pair> pairs;
  PairFinder finder(framework, in_source, day);
  for (std::uint32_t event = 0; event < framework.events.size(); ++event) {
    if (!in_source[event]) continue;
    std::vector<Pair> some = finder.to(event);
    std::ranges::stable_sort(some, {}, &Pair::after);
    pairs.insert(pairs.end(), some.begin(), some.end());
  }
  return pairs;
}

Pair pair_asked_for(const model::Framework& framework, std::uint32_t after, std::uint32_t event, Date day) {
  for (const Link& link : links_to(framework, event, day)) {
    if (link.pair.after == after) return link.pair;
  }
  Pair pair;
  pair.after = after;
  pair.event = event;
  return pair;
}

}  // namespace proviso::fit
