// SPDX-License-Identifier: Apache-2.0
// From where a track stands to a stage: which steps lead there, and what each of them waits for. Internal to
// why_not.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/graph/shortest_way.h"
#include "engine/run/needed.h"
#include "engine/run/why_not.h"

namespace proviso::run {

/// Whatever it is given must outlive it.
class WayReader {
 public:
  WayReader(const program::Program& program, const History& history, const CaseState& state,
            const ConditionReader& conditions)
      : program_(program), model_(*program.framework), history_(history), state_(state), conditions_(conditions) {}

  /// Where a track stands, in a sentence.
  [[nodiscard]] std::string where(model::TrackId id) const;
  /// Adds the steps of the shortest way to a stage, and how many there are to the answer.
  void way_to(model::StageId stage, WhyNot& out) const;
  /// Adds to what is missing, once, that a part is not open, and what opens it.
  void part_not_open(std::uint32_t part, WhyNot& out) const;
  /// That one of some events would have to be recorded.
  [[nodiscard]] std::string would_happen(const std::vector<model::EventId>& events) const;

 private:
  [[nodiscard]] std::vector<std::string> names(const std::vector<model::EventId>& events) const;
  /// What opens a linked case, a sentence for each clause that does.
  void openers(std::uint32_t part, WhyNot& out) const;
  void step(const graph::Way& way, bool first, WhyNot& out) const;
  void move(const model::Move& move, std::uint32_t index, bool first, WhyStep& step) const;
  [[nodiscard]] const Wait* waiting(const model::Move& move) const;
  [[nodiscard]] bool exclude(const model::Expression& a, const model::Expression& b) const;
  [[nodiscard]] std::optional<Date> timeout_day(const model::Move& move) const;

  const program::Program& program_;
  const model::Framework& model_;
  const History& history_;
  const CaseState& state_;
  const ConditionReader& conditions_;
};

}  // namespace proviso::run
