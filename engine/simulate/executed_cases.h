// SPDX-License-Identifier: Apache-2.0
// Cases of any procedure, each a history and a state that engine/run advances.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/run/executor.h"
#include "engine/simulate/tally.h"

namespace proviso::simulate {

/// The same questions as PlainCases answers, and the same answers where both can.
class ExecutedCases {
 public:
  explicit ExecutedCases(const Plan& plan);

  void begin_run(Tally& tally);
  void begin(std::uint32_t slot, Tick now);
  bool take(std::uint32_t slot, Tick now, const Activity& activity, std::uint32_t codes,
            std::span<const std::pair<const FactDraw*, std::uint32_t>> facts);
  template <typename Call>
  void each_entered(std::uint32_t slot, const Call& call) const {
    for (const std::uint32_t stage : cases_[slot]->entered) call(stage);
  }
  template <typename Call>
  void each_stage(std::uint32_t slot, const Call& call) const {
    for (const std::uint32_t stage : cases_[slot]->stages) call(stage);
  }
  [[nodiscard]] std::uint8_t code(std::uint32_t slot, const Test& test) const;
  [[nodiscard]] bool stands_in(std::uint32_t slot, const std::vector<std::uint8_t>& stages) const;
  [[nodiscard]] Tick due(std::uint32_t slot, std::uint32_t duty) const;
  [[nodiscard]] Tick next_due(std::uint32_t slot, Tick now) const;
  /// Whether a stage may change on a day on which nothing happens.
  [[nodiscard]] bool changes_with_time() const { return changes_with_time_; }
  /// Brings the case up to a day.
  void look(std::uint32_t slot, Tick now);
  /// Whether no track of the case goes on.
  [[nodiscard]] bool closed(std::uint32_t slot) const;
  bool finish(std::uint32_t slot);
  void add_stages(std::int64_t* by_stage) const;
  /// An error in the rules at which a case stopped; empty: none did.
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  struct Case {
    explicit Case(const Plan& plan);
    run::History history;
    run::CaseState state;
    std::vector<std::uint32_t> stages;   // in which it stands
    std::vector<std::uint32_t> entered;  // with the last event
  };
  void note_stages(Case& of);
  [[nodiscard]] Tick tick(Date day, std::int32_t minute) const;
  [[nodiscard]] std::vector<std::uint32_t> first_stages() const;

  const Plan& plan_;
  const program::Program& program_;
  run::Executor executor_;
  std::vector<std::unique_ptr<Case>> cases_;
  std::vector<std::int64_t> by_stage_;
  std::vector<std::uint32_t> scratch_;
  Tally* tally_ = nullptr;
  bool changes_with_time_ = false;
  std::string error_;
};

}  // namespace proviso::simulate
