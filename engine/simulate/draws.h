// SPDX-License-Identifier: Apache-2.0
// Durations from random numbers: whole steps (days, minutes, or working days), the same for the same words everywhere.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/documents/scenario_document.h"
#include "engine/simulate/philox.h"

namespace proviso::simulate {

/// A duration ready to be drawn.
struct DurationPlan {
  ScenarioTime::Kind kind = ScenarioTime::Kind::kFixed;
  bool working_days = false;  ///< steps are working days; else ticks of the clock
  std::uint32_t least = 0;    ///< fixed: the steps; uniform: the fewest
  std::uint64_t width = 1;    ///< uniform: how many different ones
  double a = 0;               ///< in steps: triangular: least; log-normal: ln median; gamma: scale; exponential: mean
  double b = 0;               ///< triangular: likeliest; log-normal: sigma; gamma: shape
  double c = 0;               ///< triangular: greatest
  std::vector<std::uint32_t> values;  ///< empirical
  std::vector<std::uint64_t> up_to;   ///< empirical: of 2^64, how many draws give this value or one before it
};

/// @param steps  how many steps the scenario's unit is: 1440 for a day told in minutes
DurationPlan plan_duration(const ScenarioTime& time, double steps);

/// The most steps a draw gives.
constexpr std::uint32_t kMostSteps = 100'000'000;

std::uint32_t draw_other(const DurationPlan& plan, const Stream& stream, std::uint32_t block, Words words);

/// So many steps. Whole numbers from the least to the greatest are equally likely under `uniform`; the other shapes are
/// rounded to the nearest step.
/// @param words  of that block of the stream
inline std::uint32_t draw(const DurationPlan& plan, const Stream& stream, std::uint32_t block, Words words) {
  if (plan.kind == ScenarioTime::Kind::kFixed) return plan.least;
  if (plan.kind == ScenarioTime::Kind::kUniform) {
    // Of 2^64 draws no two values get counts that differ by more than one.
    __extension__ using Wide = unsigned __int128;
    return plan.least + static_cast<std::uint32_t>(static_cast<Wide>(both(words[0], words[1])) * plan.width >> 64U);
  }
  return draw_other(plan, stream, block, words);
}

}  // namespace proviso::simulate
