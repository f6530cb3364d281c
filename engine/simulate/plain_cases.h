// SPDX-License-Identifier: Apache-2.0
// Cases of a plain procedure, each a record of a few bytes that engine/machine steps.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

#include "engine/machine/step.h"
#include "engine/simulate/tally.h"

namespace proviso::simulate {

/// @tparam Time  machine::Day or machine::Minute, as the plan tells time
template <typename Time>
class PlainCases {
 public:
  explicit PlainCases(const Plan& plan)
      : plan_(plan),
        machine_(*plan.machine),
        tables_(machine_),
        size_(machine_.record_size),
        situations_(machine_.situations, 0),
        fact_at_(plan.program->framework->facts.size(), 0),
        derived_(plan.program->framework->facts.size(), nullptr) {
    for (std::uint32_t duty = 0; duty < machine_.duties.size(); ++duty) due_.emplace_back(*plan.program, duty);
    for (const machine::FactPlace& place : machine_.facts) fact_at_[place.fact] = place.offset;
    for (const machine::DerivedFact& fact : machine_.derived) derived_[fact.fact] = &fact.inputs;
  }

  void begin_run(Tally& tally) {
    tally_ = &tally;
    situations_.assign(situations_.size(), 0);
  }

  void begin(std::uint32_t slot, Tick) {
    if ((slot + std::size_t{1}) * size_ > records_.size()) records_.resize((slot + std::size_t{1}) * size_ * 2);
    std::memset(record(slot), 0, size_);
    machine::begin<Time>(machine_, record(slot));
    ++situations_[machine_.first_situation];
  }

  /// @param codes   of the facts, as machine::step() takes them
  /// @return false where the case has left the machine: the run is for the executor
  bool take(std::uint32_t slot, Tick now, const Activity& activity, std::uint32_t codes,
            std::span<const std::pair<const FactDraw*, std::uint32_t>>) {
    std::uint8_t* const here = record(slot);
    for (const auto& [fact, shift] : activity.kept) {
      if (fact_at_[fact] != 0) codes |= static_cast<std::uint32_t>(here[fact_at_[fact]]) << shift;
    }
    Sink sink{*this};
    before_ = machine::get16(here + machine::kSituationOf<Time>) - 1U;
    machine::step<Time>(tables_, here, static_cast<Time>(now), activity.event, codes, due_, sink);
    after_ = machine::get16(here + machine::kSituationOf<Time>) - 1U;
    if (before_ != after_) {
      --situations_[before_];
      ++situations_[after_];
    }
    return !sink.is_left;
  }

  /// Calls for each stage that the case has entered with its last event.
  template <typename Call>
  void each_entered(std::uint32_t, const Call& call) const {
    for (std::size_t track = 0; track < machine_.stages[after_].size(); ++track) {
      if (machine_.stages[after_][track] != machine_.stages[before_][track]) call(machine_.stages[after_][track]);
    }
  }
  template <typename Call>
  void each_stage(std::uint32_t slot, const Call& call) const {
    for (const std::uint32_t stage : machine_.stages[situation(slot)]) call(stage);
  }

  [[nodiscard]] std::uint8_t code(std::uint32_t slot, const Test& test) const {
    if (derived_[test.fact] != nullptr) {
      return machine::look_up(machine_.truths.data(), *derived_[test.fact], record(slot));
    }
    return fact_at_[test.fact] == 0 ? std::uint8_t{0} : record(slot)[fact_at_[test.fact]];
  }
  [[nodiscard]] bool stands_in(std::uint32_t slot, const std::vector<std::uint8_t>& stages) const {
    for (const std::uint32_t stage : machine_.stages[situation(slot)]) {
      if (stages[stage] != 0) return true;
    }
    return false;
  }

  /// When what is open of a duty falls due; kNever: nothing is open.
  [[nodiscard]] Tick due(std::uint32_t slot, std::uint32_t duty) const {
    for (const std::uint16_t owed : machine_.owing[situation(slot)]) {
      if (owed != duty) continue;
      const auto open = machine::open_of<Time>(machine_.duties[duty], record(slot));
      return open.due == 0 ? kNever : Tick{open.due};
    }
    return kNever;
  }
  /// The earliest day on which something of the case falls due that has not yet.
  [[nodiscard]] Tick next_due(std::uint32_t slot, Tick now) const {
    Tick next = kNever;
    for (const std::uint16_t duty : machine_.owing[situation(slot)]) {
      const auto open = machine::open_of<Time>(machine_.duties[duty], record(slot));
      if (open.due != 0 && open.due >= now) next = std::min(next, Tick{open.due});
    }
    return next;
  }

  [[nodiscard]] bool changes_with_time() const { return false; }
  void look(std::uint32_t, Tick) {}
  [[nodiscard]] bool closed(std::uint32_t) const { return true; }

  /// Counts what is owed when nothing more happens to the case.
  bool finish(std::uint32_t slot) {
    const std::uint8_t* const here = record(slot);
    for (const std::uint16_t duty : machine_.owing[situation(slot)]) {
      const auto open = machine::open_of<Time>(machine_.duties[duty], here);
      if (open.due == 0 || machine::day_in(open.due) >= machine::day_of(plan_.as_of)) continue;
      ++number(plan_.layout.status(duty, DutyStatus::kMissed));
    }
    return true;
  }

  /// How many cases stand in each stage.
  void add_stages(std::int64_t* by_stage) const {
    for (std::size_t situation = 0; situation < situations_.size(); ++situation) {
      if (situations_[situation] == 0) continue;
      for (const std::uint32_t stage : machine_.stages[situation]) by_stage[stage] += situations_[situation];
    }
  }

 private:
  // What comes of one event of one case.
  struct Sink {
    PlainCases& all;
    bool is_left = false;

    void armed(std::uint16_t duty) { ++all.number(all.plan_.layout.duty(duty)); }
    void lapsed(std::uint16_t duty) { ++all.number(all.plan_.layout.status(duty, DutyStatus::kLapsed)); }
    void kept(std::uint16_t duty, machine::OpenAt<Time>, Time) {
      ++all.number(all.plan_.layout.status(duty, DutyStatus::kKept));
    }
    void kept_late(std::uint16_t duty, machine::OpenAt<Time>, Time) {
      ++all.number(all.plan_.layout.status(duty, DutyStatus::kKeptLate));
    }
    void unexpected(unsigned event, Time) {
      ++all.number(Layout::kUnexpected);
      ++all.number(all.plan_.layout.unexpected + event);
    }
    void left() { is_left = true; }
  };

  [[nodiscard]] std::uint8_t* record(std::uint32_t slot) { return records_.data() + std::size_t{slot} * size_; }
  [[nodiscard]] const std::uint8_t* record(std::uint32_t slot) const {
    return records_.data() + std::size_t{slot} * size_;
  }
  [[nodiscard]] unsigned situation(std::uint32_t slot) const {
    return machine::get16(record(slot) + machine::kSituationOf<Time>) - 1U;
  }
  std::int64_t& number(std::uint32_t at) { return tally_->numbers[at]; }

  using Due = std::conditional_t<std::is_same_v<Time, machine::Day>, machine::DueDays, machine::DueMinutes>;
  const Plan& plan_;
  const machine::Machine& machine_;
  machine::Tables tables_;
  std::size_t size_;
  std::vector<std::uint8_t> records_;
  std::vector<std::int64_t> situations_;  // how many cases stand in each
  std::vector<std::uint16_t> fact_at_;    // by fact: its byte; 0: none
  std::vector<const machine::Condition*> derived_;
  std::vector<Due> due_;
  Tally* tally_ = nullptr;
  unsigned before_ = 0;
  unsigned after_ = 0;
};

}  // namespace proviso::simulate
