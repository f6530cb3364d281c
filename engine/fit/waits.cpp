// SPDX-License-Identifier: Apache-2.0
#include "engine/fit/waits.h"

#include <algorithm>
#include <utility>

namespace proviso::fit {
namespace {

/// Whether all tests hold; nothing where a fact is not known and no other test fails.
std::optional<bool> holds(const std::vector<FactTest>& tests, const std::vector<Value>& facts) {
  bool unknown = false;
  for (const FactTest& test : tests) {
    const Value& value = facts[test.fact];
    if (!value.known()) {
      unknown = true;
    } else if (std::ranges::find(test.values, value) == test.values.end()) {
      return false;
    }
  }
  return unknown ? std::nullopt : std::optional(true);
}

}  // namespace

WaitCollector::WaitCollector(Pair pair, std::vector<std::uint32_t> rivals, const Calendar* calendar,
                             const Options& options)
    : pair_(std::move(pair)), rivals_(std::move(rivals)), calendar_(calendar), options_(options) {
  if (calendar_ == nullptr) pair_.working_days = false;
  std::ranges::sort(pair_.others);
  own_ = static_cast<std::size_t>(std::ranges::lower_bound(pair_.others, pair_.event) - pair_.others.begin());
}

void WaitCollector::begin_case(const run::History& history) {
  history_ = &history;
  begun_.reset();
  came_unasked_ = false;
}

void WaitCollector::close(Date on, std::optional<std::uint32_t> event, std::uint32_t assumed) {
  if (!begun_) return;
  const Date begun = *begun_;
  begun_.reset();
  std::optional<std::int32_t> days = static_cast<std::int32_t>((on - begun).count());
  if (pair_.working_days) days = calendar_->counted_between(begun, on);
  if (!days) {
    ++outside_calendar_;
    return;
  }
  std::int32_t outcome = Wait::kStillOpen;
  if (event == pair_.event) {
    outcome = static_cast<std::int32_t>(own_);
  } else if (event) {
    const auto place = std::ranges::lower_bound(pair_.others, *event) - pair_.others.begin();
    outcome = static_cast<std::int32_t>(place) + (*event > pair_.event ? 1 : 0);
  }
  waits_.push_back({*days, outcome});
  const std::uint32_t ground = begun_assumed_ != 0 ? begun_assumed_ : assumed;
  if (event != pair_.event || ground == 0) return;
  ++assumed_;
  if (assumption_.empty()) assumption_ = history_->assumptions[ground - 1];
}

void WaitCollector::open(const run::Occurrence& occurrence, const std::vector<Value>& facts) {
  if (options_.from && occurrence.on < *options_.from) return;
  const std::optional<bool> asked = holds(pair_.only_if, facts);
  if (!asked) {
    ++condition_unknown_;
  } else if (!*asked) {
    ++not_asked_;
  } else {
    begun_ = occurrence.on;
    begun_assumed_ = occurrence.assumed;
  }
}

void WaitCollector::see(const run::Occurrence& occurrence, const std::vector<Value>& facts) {
  const std::uint32_t event = occurrence.event;
  if (event == pair_.event) {
    if (begun_) {
      close(occurrence.on, event, occurrence.assumed);
    } else if (pair_.after != pair_.event) {
      came_unasked_ = true;
    }
  }
  if (std::ranges::binary_search(pair_.others, event)) close(occurrence.on, event, occurrence.assumed);
  const bool begins = event == pair_.after;
  if (begun_ && (begins || std::ranges::find(rivals_, event) != rivals_.end())) {
    ++begun_again_;
    close(occurrence.on, std::nullopt, 0);
  }
  if (!begins) return;
  if (came_unasked_) {
    came_unasked_ = false;
    ++came_before_;
    return;
  }
  open(occurrence, facts);
}

void WaitCollector::end_case() { close(options_.until, std::nullopt, 0); }

bool WaitCollector::any() const { return !waits_.empty() || outside_calendar_ + condition_unknown_ + came_before_ > 0; }

PairEstimate WaitCollector::estimate() const {
  return {.pair = pair_,
          .curve = Curve(waits_, pair_.others.size() + 1),
          .own = own_,
          .begun_again = begun_again_,
          .not_asked = not_asked_,
          .condition_unknown = condition_unknown_,
          .came_before = came_before_,
          .outside_calendar = outside_calendar_,
          .assumed = assumed_,
          .assumption = assumption_};
}

}  // namespace proviso::fit
