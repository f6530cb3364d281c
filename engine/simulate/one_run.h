// SPDX-License-Identifier: Apache-2.0
// The loop of a run: what comes next, who takes what, what follows. Internal to engine/simulate; a template over where
// cases live, so that neither way pays for the other.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/simulate/run_state.h"

namespace proviso::simulate {

template <typename Cases>
class OneRun : private RunState {
 public:
  OneRun(const Plan& plan, const RunOptions& options)
      : RunState(plan, options), cases_(plan), looks_(plan.watches_stages && cases_.changes_with_time()) {}

  RunEnd run(Key key, Tally& tally) {
    begin(key, tally);
    cases_.begin_run(tally);
    begin_cases();
    while (end_ == RunEnd::kDone) {
      const Coming* next = future_.first();
      const Tick at = next == nullptr ? kNever : next->at();
      if (at >= marks_[mark_].at) {
        if (marks_[mark_].at == kNever) break;
        pass(marks_[mark_++]);
        continue;
      }
      if (next == nullptr) break;
      now_ = at;
      if ((++taken_ & 0xFFFFU) == 0) guard();
      take(future_.take());
      for (std::size_t i = 0; i < instant_.size(); ++i) {
        if (instant_.size() > kMostAtOnce) end_ = RunEnd::kNoRest;
        if (end_ != RunEnd::kDone) break;
        const auto [slot, activity] = instant_[i];
        happen(slot, activity);
      }
      instant_.clear();
    }
    if (end_ == RunEnd::kDone) finish();
    return end_;
  }

  [[nodiscard]] const Cases& cases() const { return cases_; }

 private:
  static constexpr std::size_t kMostAtOnce = 100'000;

  // ---- beginning and end

  void finish() {
    now_ = plan_.end;
    for (std::size_t i = 0; i < pools_.size(); ++i) {
      settle(i);
      std::int64_t* const at = numbers_ + plan_.layout.resource(i);
      at[0] = pools_[i].there_ticks;
      at[1] = pools_[i].held_ticks;
      at[2] = pools_[i].queue_ticks;
    }
    for (std::uint32_t slot = 0; slot < slots_used_; ++slot) {
      if (slots_[slot].active && !cases_.finish(slot)) end_ = RunEnd::kFailed;
    }
    const Layout& layout = plan_.layout;
    for (std::size_t duty = 0; duty < plan_.program->duties.size(); ++duty) {
      std::int64_t* const at = numbers_ + layout.duty(duty);
      const auto status = [&](DutyStatus of) { return at[3 + static_cast<std::size_t>(of)]; };
      // What has arisen and come to nothing else is pending.
      std::int64_t settled = 0;
      for (std::uint32_t i = 0; i < Layout::kStatuses; ++i) settled += at[3 + i];
      at[3 + static_cast<std::size_t>(DutyStatus::kPending)] += at[0] - settled;
      at[2] = status(DutyStatus::kKeptLate) + status(DutyStatus::kMissed);
      at[1] = at[2] + status(DutyStatus::kKept);
    }
    for (std::size_t year = 0; year < plan_.years.size(); ++year) {
      const std::int64_t* const at = numbers_ + layout.years + year * year_stride_;
      numbers_[Layout::kBegun] += at[0];
      numbers_[Layout::kOver] += at[1];
      for (std::size_t event = 0; event < plan_.told_events.size(); ++event) {
        const std::int64_t number = at[Layout::kYearNumbers + event];
        numbers_[layout.events + event] += number;
        numbers_[Layout::kEvents] += number;
      }
    }
  }

  void guard() {
    if (taken_ > options_.limits.events) end_ = RunEnd::kTooManyEvents;
    if (options_.stop && options_.stop()) end_ = RunEnd::kStopped;
  }

  [[nodiscard]] bool holds(std::uint32_t slot, const Tests& tests) const {
    for (const Test& test : tests) {
      const bool fits = test.of_stages ? cases_.stands_in(slot, test.stages) : test.has(cases_.code(slot, test));
      if (!fits) return false;
    }
    return true;
  }
  [[nodiscard]] const DurationPlan& choose(std::uint32_t slot, const TimeChoices& choices) const {
    for (const TimeChoice& choice : choices) {
      if (choice.tests.empty() || holds(slot, choice.tests)) return choice.time;
    }
    return choices.back().time;
  }

  // ---- marks in time

  void pass(const Mark& mark) {
    now_ = mark.at;
    switch (mark.kind) {
      case Mark::Kind::kDay: {
        const Layout& layout = plan_.layout;
        cases_.add_stages(numbers_ + layout.stages + mark.index * plan_.program->stages.size());
        for (std::size_t i = 0; i < pools_.size(); ++i) {
          numbers_[layout.queues + mark.index * pools_.size() + i] = static_cast<std::int64_t>(pools_[i].line.size());
        }
        break;
      }
      case Mark::Kind::kYear:
        year_ += year_stride_;
        break;
      case Mark::Kind::kCount: {
        const CountChange& change = plan_.counts[mark.index];
        settle(change.resource);
        pools_[change.resource].count = change.count;
        serve(change.resource);
        break;
      }
      case Mark::Kind::kPause:
        paused_[mark.index] = 1;
        ++pausing_;
        break;
      case Mark::Kind::kPauseEnds:
        paused_[mark.index] = 0;
        --pausing_;
        for (std::size_t i = 0; i < pools_.size(); ++i) serve(i);
        break;
    }
  }
  // ---- what comes

  void take(const Coming coming) {
    switch (coming.kind) {
      case Coming::Kind::kDone:
        happen(coming.subject, coming.activity);
        break;
      case Coming::Kind::kAsk:
        ask(coming.subject, coming.activity);
        break;
      case Coming::Kind::kCase:
        begin_case(coming.subject, coming.activity);
        break;
      case Coming::Kind::kArrival:
        begin_case(coming.subject, coming.activity);
        next_arrival(coming.activity);
        break;
      case Coming::Kind::kOpens:
        pools_[coming.activity].will_open = false;
        serve(coming.activity);
        break;
      case Coming::Kind::kLook:
        look(coming.subject, coming.activity);
        break;
    }
  }

  void begin_case(std::uint32_t unit, std::uint16_t source) {
    const Arrival& arrival = plan_.arrivals[source];
    if (pausing_ > 0) {
      Tick until = 0;
      for (std::size_t i = 0; i < paused_.size(); ++i) {
        if (paused_[i] != 0 && plan_.pauses[i].cases) until = std::max(until, plan_.pauses[i].until);
      }
      if (until > 0) return put(until, Coming::Kind::kCase, unit, source);
    }
    if (arrival.season) {
      const Tick open = on_or_after(*arrival.season, now_);
      if (open != now_) return put(open, Coming::Kind::kCase, unit, source);
    }
    std::uint32_t generation = 0;
    if (arrival.kind == ScenarioArrival::Kind::kPopulation) generation = generations_[source][unit]++;
    const std::uint32_t slot = new_slot();
    Slot& at = slots_[slot];
    at.unit = unit;
    at.generation = static_cast<std::uint32_t>(source) << 24U | (generation & 0xFFFFFFU);
    ++year_[0];
    if (++begun_ > options_.limits.cases) end_ = RunEnd::kTooManyCases;
    cases_.begin(slot, now_);
    at.pending = 1;  // while it begins
    for (const std::uint16_t first : plan_.after_start) consider(slot, first);
    if (plan_.watches_stages) {
      entered_.clear();
      cases_.each_stage(slot, [&](std::uint32_t stage) { entered_.push_back(stage); });
      follow_stages(slot);
    }
    if (looks_) put(next_day(), Coming::Kind::kLook, slot, at.epoch);
    end_one(slot);
  }

  void look(std::uint32_t slot, std::uint16_t epoch) {
    if (slots_[slot].epoch != epoch || !slots_[slot].active) return;
    cases_.look(slot, now_);
    ++slots_[slot].pending;
    entered_.clear();
    cases_.each_entered(slot, [&](std::uint32_t stage) { entered_.push_back(stage); });
    follow_stages(slot);
    end_one(slot);
    if (slots_[slot].epoch == epoch && slots_[slot].active) put(next_day(), Coming::Kind::kLook, slot, epoch);
  }

  void follow_stages(std::uint32_t slot) {
    for (std::size_t i = 0; i < entered_.size(); ++i) {
      for (const std::uint16_t follower : plan_.after_stage[entered_[i]]) consider(slot, follower);
    }
  }

  // An activity whose turn it is: unless its condition or chance is against it, it begins.
  void consider(std::uint32_t slot, std::uint16_t number) {
    const Activity& activity = plan_.activities[number];
    if (!activity.condition.empty() && !holds(slot, activity.condition)) return;
    const std::size_t at = slot * activities_ + number;
    if (activity.chance) {
      const std::uint32_t drawn = words(stream(slot, activity, occurrences_[at] + 1), kChanceBlock)[0];
      if (drawn >= *activity.chance) {
        ++occurrences_[at];
        return;
      }
    }
    rounds_[at] = activity.times;
    ++slots_[slot].pending;
    begin_round(slot, number);
  }

  void begin_round(std::uint32_t slot, std::uint16_t number) {
    const Activity& activity = plan_.activities[number];
    const std::uint32_t occurrence = ++occurrences_[slot * activities_ + number];
    if (activity.at_once) return start(slot, number);
    if (activity.wait.empty()) return ask(slot, number);
    put(after(choose(slot, activity.wait), stream(slot, activity, occurrence), kWaitBlock), Coming::Kind::kAsk, slot,
        number);
  }

  // ---- resources

  void ask(std::uint32_t slot, std::uint16_t number) {
    const Activity& activity = plan_.activities[number];
    if (activity.season) {
      const Tick open = on_or_after(*activity.season, now_);
      if (open != now_) return put(open, Coming::Kind::kAsk, slot, number);
    }
    if (pausing_ > 0) {
      if (const auto until = paused(number)) return put(*until, Coming::Kind::kAsk, slot, number);
    }
    get(slot, number, 0);
  }

  // Asks for one need after the other, and begins when all are met.
  void get(std::uint32_t slot, std::uint16_t number, std::uint16_t first) {
    const Activity& activity = plan_.activities[number];
    for (std::uint16_t i = first; i < activity.needs.size(); ++i) {
      const Need need = activity.needs[i];
      Pool& pool = pools_[need.resource];
      std::int64_t* const at = numbers_ + plan_.layout.resource(need.resource);
      ++at[3];
      if (pool.line.empty() && pool.count - pool.held >= need.number && is_open(need.resource)) {
        settle(need.resource);
        pool.held += need.number;
        ++at[4];
        tally_->waits[need.resource].add(0);
        continue;
      }
      settle(need.resource);
      put_in_line(slot, number, i, need.resource);
      return;
    }
    start(slot, number);
  }

  void put_in_line(std::uint32_t slot, std::uint16_t number, std::uint16_t need, std::uint16_t resource) {
    Pool& pool = pools_[resource];
    Waiting waiting{.slot = slot, .activity = number, .need = need, .asked = now_};
    bool in_order = false;
    ScenarioDiscipline discipline = plan_.resources[resource].discipline;
    if (options_.fault == Fault::kLastComeFirst) discipline = ScenarioDiscipline::kLastCome;
    switch (discipline) {
      case ScenarioDiscipline::kFirstCome:
        in_order = true;
        break;
      case ScenarioDiscipline::kLastCome:
        waiting.rank = ~taken_;
        break;
      case ScenarioDiscipline::kEarliestDue:
        waiting.rank = cases_.next_due(slot, now_);
        break;
      case ScenarioDiscipline::kRandom: {
        const std::uint32_t occurrence = occurrences_[slot * activities_ + number];
        Stream of = stream(slot, plan_.activities[number], occurrence);
        of.stream ^= kRankStream;
        waiting.rank = bits_of(words(of, need));
        break;
      }
    }
    pool.line.put(waiting, in_order);
    tally_->longest[resource] = std::max(tally_->longest[resource], static_cast<std::int64_t>(pool.line.size()));
    // Those before it may be held up by a pause, or nobody may be there to come back to it.
    if (pausing_ > 0 || !is_open(resource)) serve(resource);
  }

  void give_back(std::uint16_t resource, std::uint32_t number) {
    settle(resource);
    pools_[resource].held -= number;
    if (!pools_[resource].line.empty()) serve(resource);
  }

  // Whoever waits and can be served is.
  void serve(std::size_t resource) {
    Pool& pool = pools_[resource];
    if (pool.line.empty()) return;
    if (!is_open(resource)) {
      if (pool.will_open) return;
      pool.will_open = true;
      put(on_or_after(*plan_.resources[resource].calendar, now_), Coming::Kind::kOpens, 0,
          static_cast<std::uint16_t>(resource));
      return;
    }
    while (const Waiting* next =
               pool.line.first([&](const Waiting& waiting) { return pausing_ == 0 || !paused(waiting.activity); })) {
      const Waiting waiting = *next;
      const std::uint32_t number = plan_.activities[waiting.activity].needs[waiting.need].number;
      if (pool.count - pool.held < number) return;
      settle(resource);
      pool.line.take();
      pool.held += number;
      std::int64_t* const at = numbers_ + plan_.layout.resource(resource);
      ++at[4];
      const Tick waited = now_ - waiting.asked;
      if (waited > 0) ++at[5];
      at[6] += waited;
      tally_->waits[resource].add(waited / day_);
      get(waiting.slot, waiting.activity, static_cast<std::uint16_t>(waiting.need + 1));
    }
  }

  // ---- work

  void start(std::uint32_t slot, std::uint16_t number) {
    const Activity& activity = plan_.activities[number];
    if (activity.at_once && pausing_ > 0) {
      if (const auto until = paused(number)) return put(*until, Coming::Kind::kAsk, slot, number);
    }
    Tick at = now_;
    if (!activity.takes.empty()) {
      const DurationPlan& time = choose(slot, activity.takes);
      const Stream of = stream(slot, activity, occurrences_[slot * activities_ + number]);
      std::uint32_t steps = draw(time, of, kTakesBlock, words(of, kTakesBlock));
      if (activity.queue) {
        const auto waiting = static_cast<double>(pools_[activity.queue->resource].line.size());
        steps = scaled(steps, std::max(0.0, 1 + activity.queue->factor * waiting));
      }
      if (activity.hurry) steps = hurried(slot, *activity.hurry, steps, time.working_days);
      at = after(now_, steps, time.working_days);
    }
    if (activity.until != kNone) {
      for (const Need& need : activity.needs) {
        slots_[slot].held.push_back({need.resource, need.number, activity.until});
      }
    }
    if (at == now_) {
      instant_.emplace_back(slot, number);
    } else {
      put(at, Coming::Kind::kDone, slot, number);
    }
  }

  // The work goes on as planned until so long before the due date, and from then on faster.
  [[nodiscard]] std::uint32_t hurried(std::uint32_t slot, const Hurry& hurry, std::uint32_t steps, bool working) const {
    const Tick due = cases_.due(slot, hurry.duty);
    if (due == kNever) return steps;
    double left = static_cast<double>(due) - static_cast<double>(now_);
    if (working) {
      const Date today = machine::date_of(day_of_tick(plan_, now_));
      const Date last = machine::date_of(day_of_tick(plan_, due));
      left = plan_.program->calendars.working->counted_between(today, last).value_or(0);
    }
    const double calm = std::clamp(left - hurry.from, 0.0, static_cast<double>(steps));
    return scaled(1, calm + (steps - calm) * hurry.factor);
  }

  void happen(std::uint32_t slot, std::uint16_t number) {
    const Activity& activity = plan_.activities[number];
    if (activity.until == kNone) {
      for (const Need& need : activity.needs) give_back(need.resource, need.number);
    }
    if (!activity.still.empty() && !holds(slot, activity.still)) return end_one(slot);
    const std::uint32_t codes = activity.facts.empty() ? 0 : draw_facts(slot, number);
    if (!cases_.take(slot, now_, activity, codes, drawn_)) {
      end_ = RunEnd::kLeft;
      return;
    }
    drawn_.clear();
    ++year_[Layout::kYearNumbers + plan_.event_place[activity.event]];
    measure(slot, activity.event);
    if (!slots_[slot].held.empty()) give_back_at(slot, activity.event);
    const std::size_t at = slot * activities_ + number;
    // What the stages that were entered set off may enter others, so they are noted first.
    if (plan_.watches_stages) {
      entered_.clear();
      cases_.each_entered(slot, [&](std::uint32_t stage) { entered_.push_back(stage); });
    }
    if (--rounds_[at] > 0) {
      ++slots_[slot].pending;
      begin_round(slot, number);
    } else {
      for (const std::uint16_t follower : plan_.after_event[activity.event]) consider(slot, follower);
    }
    if (plan_.watches_stages) follow_stages(slot);
    end_one(slot);
  }

  std::uint32_t draw_facts(std::uint32_t slot, std::uint16_t number) {
    const Activity& activity = plan_.activities[number];
    const Stream of = stream(slot, activity, occurrences_[slot * activities_ + number]);
    std::uint32_t codes = 0;
    drawn_.clear();
    Words block{};
    for (std::uint32_t i = 0; i < activity.facts.size(); ++i) {
      const FactDraw& fact = activity.facts[i];
      if (i % 4 == 0) block = words(of, kFactBlock + i / 4);
      const Outcome* outcome = &fact.outcomes.back();
      for (const Outcome& one : fact.outcomes) {
        if (one.tests.empty() || holds(slot, one.tests)) {
          outcome = &one;
          break;
        }
      }
      std::uint32_t value = 0;
      while (block[i % 4] > outcome->up_to[value]) ++value;
      value = outcome->values[value];
      if (const auto given = given_value(slot, fact)) value = *given;
      codes |= static_cast<std::uint32_t>(fact.codes[value]) << fact.shift;
      drawn_.emplace_back(&fact, value);
    }
    return codes;
  }

  void give_back_at(std::uint32_t slot, std::uint32_t event) {
    std::vector<Held>& held = slots_[slot].held;
    for (std::size_t i = 0; i < held.size();) {
      if (held[i].until != event) {
        ++i;
        continue;
      }
      const Held one = held[i];
      held.erase(held.begin() + static_cast<std::ptrdiff_t>(i));
      give_back(one.resource, one.number);
    }
  }

  // One of the activities of a case is over. With the last of them the case is.
  void end_one(std::uint32_t slot) {
    Slot& at = slots_[slot];
    if (--at.pending > 0) return;
    if (looks_ && !cases_.closed(slot)) return;
    ++year_[1];
    if (!cases_.finish(slot)) end_ = RunEnd::kFailed;
    std::vector<Held> held;
    std::swap(held, at.held);
    at.active = false;
    ++at.epoch;
    const std::uint32_t unit = at.unit;
    const std::uint32_t generation = at.generation;
    free_.push_back(slot);
    for (const Held& one : held) give_back(one.resource, one.number);
    const auto source = static_cast<std::uint16_t>(generation >> 24U);
    if (const auto& again = plan_.arrivals[source].again) {
      const Tick next = after(*again, {key_, unit, generation, kAgainStream, 0}, 0);
      put(next, Coming::Kind::kCase, unit, source);
    }
  }

  Cases cases_;
  bool looks_ = false;  // stages change with time, and something follows them
};

}  // namespace proviso::simulate
