// SPDX-License-Identifier: Apache-2.0
// What a run is made of, apart from its cases: time, chance, what is to come, who has what. Internal to
// engine/simulate.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/simulate/arithmetic.h"
#include "engine/simulate/future.h"
#include "engine/simulate/run_once.h"
#include "engine/simulate/waiting.h"

namespace proviso::simulate {

enum class RunEnd : std::uint8_t { kDone, kStopped, kLeft, kTooManyEvents, kTooManyCases, kNoRest, kFailed };

class RunState {
 protected:
  RunState(const Plan& plan, const RunOptions& options)
      : plan_(plan),
        options_(options),
        activities_(plan.activities.size()),
        events_(plan.program->events.size()),
        pools_(plan.resources.size()) {
    for (std::uint32_t i = 0; i < plan.days.size(); ++i) marks_.push_back({plan.days[i], Mark::Kind::kDay, i});
    for (std::uint32_t i = 1; i < plan.years.size(); ++i) marks_.push_back({plan.years[i], Mark::Kind::kYear, i});
    for (std::uint32_t i = 0; i < plan.counts.size(); ++i) marks_.push_back({plan.counts[i].at, Mark::Kind::kCount, i});
    for (std::uint32_t i = 0; i < plan.pauses.size(); ++i) {
      marks_.push_back({plan.pauses[i].from, Mark::Kind::kPause, i});
      marks_.push_back({plan.pauses[i].until, Mark::Kind::kPauseEnds, i});
    }
    std::ranges::stable_sort(marks_, {}, &Mark::at);
    marks_.push_back({kNever, Mark::Kind::kDay, 0});
    year_stride_ = Layout::kYearNumbers + plan.told_events.size();
    day_ = static_cast<Tick>(ticks_a_day(plan.clock));
  }

  struct Mark {
    enum class Kind : std::uint8_t { kDay, kYear, kCount, kPause, kPauseEnds };
    Tick at;
    Kind kind;
    std::uint32_t index;
  };
  /// What is held up to an event that comes later.
  struct Held {
    std::uint16_t resource;
    std::uint32_t number;
    std::uint32_t until;
  };
  struct Slot {
    std::uint32_t unit = 0;
    std::uint32_t generation = 0;  ///< the highest byte: the source
    std::uint32_t pending = 0;     ///< activities under way
    std::uint16_t epoch = 0;       ///< how often the slot has been used
    bool active = false;
    std::vector<Held> held;
  };

  // ---- the beginning

  void begin(Key key, Tally& tally) {
    tally.begin(plan_);
    tally_ = &tally;
    numbers_ = tally.numbers.data();
    key_ = key;
    future_.clear();
    instant_.clear();
    now_ = plan_.begin;
    mark_ = 0;
    taken_ = 0;
    begun_ = 0;
    year_ = numbers_ + plan_.layout.years;
    end_ = RunEnd::kDone;
    free_.clear();
    for (Slot& slot : slots_) slot.held.clear();
    slots_used_ = 0;
    paused_.assign(plan_.pauses.size(), 0);
    pausing_ = 0;
    for (std::size_t i = 0; i < pools_.size(); ++i) {
      pools_[i] = Pool{};
      pools_[i].count = plan_.resources[i].count - (options_.fault == Fault::kLostUnit ? 1 : 0);
      pools_[i].since = plan_.begin;
    }
  }

  void begin_cases() {
    generations_.clear();
    arrivals_.assign(plan_.arrivals.size(), {});
    for (std::size_t s = 0; s < plan_.arrivals.size(); ++s) {
      const Arrival& arrival = plan_.arrivals[s];
      const auto source = static_cast<std::uint16_t>(s);
      auto& generations = generations_.emplace_back();
      switch (arrival.kind) {
        case ScenarioArrival::Kind::kPopulation:
          generations.assign(arrival.places, 0);
          for (std::uint32_t place = 0; place < arrival.places; ++place) {
            Tick at = plan_.begin;
            if (arrival.first) at = after(*arrival.first, stream(place, source, 0, kFirstStream, 0), 0);
            put(at, Coming::Kind::kCase, place, source);
          }
          break;
        case ScenarioArrival::Kind::kRate:
          next_arrival(source);
          break;
        case ScenarioArrival::Kind::kSchedule: {
          std::uint32_t number = 0;
          for (const auto& [tick, count] : arrival.days) {
            for (std::uint32_t i = 0; i < count; ++i) put(tick, Coming::Kind::kCase, number++, source);
          }
          break;
        }
        case ScenarioArrival::Kind::kList:
          for (std::uint32_t i = 0; i < arrival.listed.size(); ++i) {
            put(arrival.listed[i].at, Coming::Kind::kCase, i, source);
          }
          break;
      }
    }
  }

  // The next case of a source with a rate: by the inverse of what the rate adds up to.
  void next_arrival(std::uint16_t source) {
    const Arrival& arrival = plan_.arrivals[source];
    if (arrival.rate <= 0) return;
    auto& [sum, number] = arrivals_[source];
    const std::uint64_t bits = bits_of(words(stream(number, source, 0, kArrivalStream, 0), 0));
    sum -= natural_log((static_cast<double>(bits >> 12U) + 0.5) * 0x1p-52);
    double at = sum / arrival.rate;
    if (arrival.growth != 0) {
      const double inside = 1 + arrival.growth * at;
      if (inside <= 0) return;  // the rate falls, and no more come
      at = natural_log(inside) / arrival.growth;
    }
    if (at >= static_cast<double>(plan_.end - plan_.begin)) return;
    put(plan_.begin + static_cast<Tick>(at), Coming::Kind::kArrival, number++, source);
  }

  std::uint32_t new_slot() {
    std::uint32_t slot = 0;
    if (!free_.empty()) {
      slot = free_.back();
      free_.pop_back();
    } else {
      slot = slots_used_++;
      if (slot >= slots_.size()) {
        slots_.resize(slots_.size() * 2 + 64);
        occurrences_.resize(slots_.size() * activities_);
        rounds_.resize(slots_.size() * activities_);
        last_.resize(slots_.size() * events_);
      }
    }
    std::fill_n(occurrences_.begin() + static_cast<std::ptrdiff_t>(slot * activities_), activities_, 0U);
    std::fill_n(rounds_.begin() + static_cast<std::ptrdiff_t>(slot * activities_), activities_, std::uint16_t{0});
    std::fill_n(last_.begin() + static_cast<std::ptrdiff_t>(slot * events_), events_, Tick{0});
    slots_[slot].active = true;
    return slot;
  }

  [[nodiscard]] Tick next_day() const {
    return tick_of(plan_.clock, machine::date_of(day_of_tick(plan_, now_)) + std::chrono::days{1});
  }
  // ---- time and chance

  static constexpr std::uint32_t kFirstStream = stream_of("/first", 6);
  static constexpr std::uint32_t kAgainStream = stream_of("/again", 6);
  static constexpr std::uint32_t kArrivalStream = stream_of("/arrival", 8);
  static constexpr std::uint32_t kRankStream = stream_of("/rank", 5);
  // Blocks of an activity's occurrence.
  static constexpr std::uint32_t kWaitBlock = 0;
  static constexpr std::uint32_t kTakesBlock = 1;
  static constexpr std::uint32_t kChanceBlock = 2;
  static constexpr std::uint32_t kFactBlock = 3;

  [[nodiscard]] Stream stream(std::uint32_t unit, std::uint16_t source, std::uint32_t generation, std::uint32_t name,
                              std::uint32_t occurrence) const {
    return {key_, unit, static_cast<std::uint32_t>(source) << 24U | generation, name, occurrence};
  }
  [[nodiscard]] Stream stream(std::uint32_t slot, const Activity& activity, std::uint32_t occurrence) const {
    return {key_, slots_[slot].unit, slots_[slot].generation, activity.stream, occurrence};
  }
  [[nodiscard]] Words words(const Stream& of, std::uint32_t block) const {
    if (options_.fault == Fault::kNothing) [[likely]]
      return of.block(block);
    Stream faulty = of;
    if (options_.fault == Fault::kSharedStreams) faulty.unit /= 2;
    Words drawn = faulty.block(block);
    if (options_.fault == Fault::kStuckBit) {
      for (std::uint32_t& word : drawn) word &= 0xDFFFFFFFU;
    }
    return drawn;
  }
  static std::uint64_t bits_of(const Words& words) { return both(words[0], words[1]); }

  // So many working days after a moment, at the same time of day.
  [[nodiscard]] Tick working_days_after(Tick from, std::uint32_t days) const {
    if (days == 0) return from;
    const machine::Day day = day_of_tick(plan_, from);
    const auto reached =
        plan_.program->calendars.working->nth_after(machine::date_of(day), static_cast<std::int32_t>(days));
    const machine::Day number = reached ? machine::day_of(*reached) : machine::Day{0};
    if (number == 0) return kNever;
    return from + (Tick{number} - Tick{day}) * day_;
  }
  [[nodiscard]] Tick after(Tick from, std::uint32_t steps, bool working) const {
    if (working) return working_days_after(from, steps);
    return steps >= kNever - from ? kNever : from + steps;
  }
  [[nodiscard]] Tick after(const DurationPlan& time, const Stream& of, std::uint32_t block) const {
    return after(now_, draw(time, of, block, words(of, block)), time.working_days);
  }
  /// The day itself if it counts, else the beginning of the next that does.
  [[nodiscard]] Tick on_or_after(const Calendar& calendar, Tick from) const {
    const machine::Day day = day_of_tick(plan_, from);
    const auto reached = calendar.on_or_after(machine::date_of(day));
    if (!reached) return kNever;
    const machine::Day number = machine::day_of(*reached);
    return number == day ? from : tick_of(plan_.clock, *reached);
  }

  void put(Tick at, Coming::Kind kind, std::uint32_t subject, std::uint16_t activity) {
    if (at < plan_.end) future_.put(at, kind, subject, activity);
  }

  /// When the pauses that hold an activity up are over; nothing: none does.
  [[nodiscard]] std::optional<Tick> paused(std::uint16_t activity) const {
    std::optional<Tick> until;
    for (std::size_t i = 0; i < paused_.size(); ++i) {
      if (paused_[i] == 0 || plan_.pauses[i].activities[activity] == 0) continue;
      until = std::max(until.value_or(0), plan_.pauses[i].until);
    }
    return until;
  }

  // ---- resources

  [[nodiscard]] bool is_open(std::size_t resource) const {
    const Calendar* calendar = plan_.resources[resource].calendar.get();
    return calendar == nullptr || calendar->counts(machine::date_of(day_of_tick(plan_, now_))).value_or(false);
  }
  /// How much of the time up to now since a moment the resource is there.
  [[nodiscard]] std::int64_t open_since(std::size_t resource, Tick since) const {
    const Calendar* calendar = plan_.resources[resource].calendar.get();
    if (calendar == nullptr) return std::int64_t{now_} - since;
    const auto open_from_begin = [&](Tick tick) -> std::int64_t {
      const machine::Day day = day_of_tick(plan_, tick);
      const Date date = machine::date_of(day);
      const auto before = calendar->counted_between(plan_.from - std::chrono::days{1}, date - std::chrono::days{1});
      const bool counts = calendar->counts(date).value_or(false);
      return std::int64_t{before.value_or(0)} * day_ + (counts ? tick - tick_of(plan_.clock, date) : 0);
    };
    return open_from_begin(now_) - open_from_begin(since);
  }
  void settle(std::size_t resource) {
    Pool& pool = pools_[resource];
    if (pool.since == now_) return;
    const std::int64_t open = open_since(resource, pool.since);
    pool.there_ticks += open * pool.count;
    pool.held_ticks += open * pool.held;
    pool.queue_ticks += (std::int64_t{now_} - pool.since) * static_cast<std::int64_t>(pool.line.size());
    pool.since = now_;
  }

  // Of a listed case: how the fact turns out.
  [[nodiscard]] std::optional<std::uint32_t> given_value(std::uint32_t slot, const FactDraw& fact) const {
    const Slot& at = slots_[slot];
    const Arrival& arrival = plan_.arrivals[at.generation >> 24U];
    if (arrival.kind != ScenarioArrival::Kind::kList) return std::nullopt;
    for (const auto& [which, value] : arrival.listed[at.unit].facts) {
      if (which != fact.fact) continue;
      const auto found = std::ranges::find(fact.values, value);
      if (found != fact.values.end()) return static_cast<std::uint32_t>(found - fact.values.begin());
    }
    return std::nullopt;
  }

  // ---- what is counted

  static std::uint32_t scaled(std::uint32_t steps, double factor) {
    const double all = std::floor(steps * factor + 0.5);
    return all >= kMostSteps ? kMostSteps : static_cast<std::uint32_t>(all);
  }

  void measure(std::uint32_t slot, std::uint32_t event) {
    Tick* const last = last_.data() + slot * events_;
    for (const std::uint32_t number : plan_.measures_to[event]) {
      const Tick begun = last[plan_.measures[number].from];
      // Each occurrence of the first is measured to the next of the second.
      if (begun == 0 || (last[event] != 0 && last[event] > begun)) continue;
      std::int64_t* const at = numbers_ + plan_.layout.measure(number);
      ++at[0];
      at[1] += now_ - begun;
      tally_->times[number].add((now_ - begun) / day_);
    }
    last[event] = now_;
  }

  const Plan& plan_;
  const RunOptions& options_;
  std::size_t activities_;
  std::size_t events_;
  std::vector<Mark> marks_;
  std::size_t year_stride_ = 0;
  Tick day_ = 1;

  Key key_{};
  Tally* tally_ = nullptr;
  std::int64_t* numbers_ = nullptr;
  std::int64_t* year_ = nullptr;
  Future future_;
  std::vector<std::pair<std::uint32_t, std::uint16_t>> instant_;  // what happens at this very moment
  Tick now_ = 0;
  std::size_t mark_ = 0;
  std::uint64_t taken_ = 0;
  std::uint64_t begun_ = 0;
  RunEnd end_ = RunEnd::kDone;
  std::vector<Slot> slots_;
  std::uint32_t slots_used_ = 0;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> occurrences_;                  // by slot, by activity
  std::vector<std::uint16_t> rounds_;                       // by slot, by activity: how often it still comes
  std::vector<Tick> last_;                                  // by slot, by event; 0: never
  std::vector<std::vector<std::uint32_t>> generations_;     // by source, by place
  std::vector<std::pair<double, std::uint32_t>> arrivals_;  // by source: what the rate has added up to
  std::vector<std::uint8_t> paused_;
  std::uint32_t pausing_ = 0;
  std::vector<Pool> pools_;
  std::vector<std::uint32_t> entered_;
  std::vector<std::pair<const FactDraw*, std::uint32_t>> drawn_;
};

}  // namespace proviso::simulate
