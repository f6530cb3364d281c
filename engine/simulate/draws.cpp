// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/draws.h"

#include <algorithm>
#include <cmath>

#include "engine/simulate/arithmetic.h"

namespace proviso::simulate {
namespace {

std::uint32_t rounded(double steps) {
  if (!(steps > 0)) return 0;
  return steps >= kMostSteps ? kMostSteps : static_cast<std::uint32_t>(std::floor(steps + 0.5));
}

// In the open interval from 0 to 1.
double open_unit(std::uint64_t bits) { return (static_cast<double>(bits >> 12U) + 0.5) * 0x1p-52; }

double triangular(const DurationPlan& plan, double u) {
  const double rise = plan.b - plan.a;
  const double whole = plan.c - plan.a;
  if (whole <= 0) return plan.a;
  if (u * whole < rise) return plan.a + std::sqrt(u * whole * rise);
  return plan.c - std::sqrt((1 - u) * whole * (plan.c - plan.b));
}

// Marsaglia and Tsang's method (2000): a cube of a normal variable, turned down now and then. Below a shape of 1 from
// that of one more.
double gamma(double shape, const Stream& stream, std::uint32_t block, Words words) {
  const double raised = shape < 1 ? shape + 1 : shape;
  const double d = raised - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  double factor = 1;
  constexpr std::uint32_t kTries = 60;  // each is turned down with a probability of less than 0.05
  // Each try has a block of its own, from 64 on: none of them is anybody else's.
  for (std::uint32_t attempt = 0; attempt < kTries; ++attempt) {
    const Words w = attempt == 0 ? words : stream.block(64 + ((block & 1U) * 96) + attempt);
    if (attempt == 0 && shape < 1) {
      const Words own = stream.block(64 + ((block & 1U) * 96));
      factor = natural_exp(natural_log(open_unit(both(own[0], own[1]))) / shape);
    }
    const double x = normal_quantile(open_unit(both(w[0], w[1])));
    const double v = 1 + c * x;
    if (v <= 0) continue;
    const double cube = v * v * v;
    const double u = open_unit(both(w[2], w[3]));
    if (natural_log(u) < x * x / 2 + d - d * cube + d * natural_log(cube)) return d * cube * factor;
  }
  return d * factor;
}

std::vector<std::uint64_t> cumulated(const std::vector<EmpiricalValue>& table) {
  double all = 0;
  for (const EmpiricalValue& one : table) all += one.weight;
  std::vector<std::uint64_t> up_to;
  double sum = 0;
  for (const EmpiricalValue& one : table) {
    sum += one.weight;
    const double share = sum / all;
    up_to.push_back(share >= 1 ? UINT64_MAX : static_cast<std::uint64_t>(share * 0x1p64));
  }
  up_to.back() = UINT64_MAX;
  return up_to;
}

}  // namespace

DurationPlan plan_duration(const ScenarioTime& time, double steps) {
  DurationPlan plan;
  plan.kind = time.kind;
  plan.working_days = time.unit == ScenarioUnit::kWorkingDays;
  const auto number = [&](std::size_t i) { return time.numbers[i].value; };
  switch (time.kind) {
    case ScenarioTime::Kind::kFixed:
      plan.least = rounded(number(0) * steps);
      break;
    case ScenarioTime::Kind::kUniform:
      plan.least = rounded(number(0) * steps);
      plan.width = std::uint64_t{std::max(rounded(number(1) * steps), plan.least)} - plan.least + 1;
      break;
    case ScenarioTime::Kind::kTriangular:
      plan.a = number(0) * steps;
      plan.b = number(1) * steps;
      plan.c = number(2) * steps;
      break;
    case ScenarioTime::Kind::kLogNormal:
      plan.a = natural_log(number(0) * steps);
      plan.b = number(1);
      break;
    case ScenarioTime::Kind::kGamma:
      plan.a = number(0) * steps / number(1);
      plan.b = number(1);
      break;
    case ScenarioTime::Kind::kExponential:
      plan.a = number(0) * steps;
      break;
    case ScenarioTime::Kind::kEmpirical:
      for (const EmpiricalValue& one : time.table) plan.values.push_back(rounded(one.value * steps));
      plan.up_to = cumulated(time.table);
      break;
  }
  return plan;
}

std::uint32_t draw_other(const DurationPlan& plan, const Stream& stream, std::uint32_t block, Words words) {
  const std::uint64_t bits = both(words[0], words[1]);
  switch (plan.kind) {
    case ScenarioTime::Kind::kFixed:
    case ScenarioTime::Kind::kUniform:
      break;
    case ScenarioTime::Kind::kTriangular:
      return rounded(triangular(plan, unit_of(bits)));
    case ScenarioTime::Kind::kLogNormal:
      return rounded(natural_exp(plan.a + plan.b * normal_quantile(open_unit(bits))));
    case ScenarioTime::Kind::kGamma:
      return rounded(plan.a * gamma(plan.b, stream, block, words));
    case ScenarioTime::Kind::kExponential:
      return rounded(-plan.a * natural_log(open_unit(bits)));
    case ScenarioTime::Kind::kEmpirical: {
      const auto found = std::lower_bound(plan.up_to.begin(), plan.up_to.end(), bits);
      return plan.values[static_cast<std::size_t>(found - plan.up_to.begin())];
    }
  }
  return plan.least;
}

}  // namespace proviso::simulate
