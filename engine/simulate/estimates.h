// SPDX-License-Identifier: Apache-2.0
// From totals over runs to estimates with their intervals. Runs are independent, so an interval rests on how far runs
// differ from one another: Student's t for means, the same on the linearised ratio for ratios, and Wilson's interval
// for shares where runs do not differ or there is one alone.
#pragma once

#include "engine/simulate/results.h"
#include "engine/simulate/totals.h"

namespace proviso::simulate {

constexpr double kConfidence = 0.95;

/// The mean of one number over runs, times a factor.
Estimate mean_of(const Totals& totals, std::uint32_t number, double scale = 1, double confidence = kConfidence);
/// One of the plan's ratios.
Estimate ratio_of(const Plan& plan, const Totals& totals, std::uint32_t ratio, double confidence = kConfidence);
/// What a plan changes against the base, run against run; by pair of its totals.
Estimate difference_of(const Plan& base, const Totals& of_base, const Plan& with, const Totals& totals,
                       std::size_t pair, double confidence = kConfidence);
/// Wilson's interval of a share.
Estimate share_of(double part, double whole, double confidence = kConfidence);

}  // namespace proviso::simulate
