// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/estimates.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/simulate/arithmetic.h"

namespace proviso::simulate {
namespace {

using Long = long double;

double factor_of(double confidence, std::uint64_t runs) {
  // Thousands of estimates ask for the same few.
  thread_local std::map<std::pair<double, std::uint64_t>, double> known;
  const auto found = known.find({confidence, runs});
  if (found != known.end()) return found->second;
  const double factor = student_quantile((1 + confidence) / 2, static_cast<double>(runs - 1));
  known[{confidence, runs}] = factor;
  return factor;
}

void set_interval(Estimate& estimate, double half, double least, double most) {
  estimate.low = std::max(least, estimate.value - half);
  estimate.high = std::min(most, estimate.value + half);
}

/// A ratio's sums over runs, as floating point with the exact integers behind it.
struct Sums {
  Long n = 0;
  Long d = 0;
  Long nn = 0;
  Long nd = 0;
  Long dd = 0;
};

Sums sums_of(const Plan& plan, const Totals& totals, std::uint32_t ratio) {
  const Ratio& of = plan.ratios[ratio];
  const auto runs = static_cast<Long>(totals.runs());
  Sums sums;
  sums.n = static_cast<Long>(totals.sum(of.numerator));
  sums.nn = static_cast<Long>(totals.square(of.numerator));
  const bool mean = of.denominator == kNone;
  sums.d = mean ? runs : static_cast<Long>(totals.sum(of.denominator));
  sums.dd = mean ? runs : static_cast<Long>(totals.square(of.denominator));
  sums.nd = mean ? sums.n : static_cast<Long>(totals.product(ratio));
  return sums;
}

}  // namespace

Estimate share_of(double part, double whole, double confidence) {
  Estimate estimate;
  if (whole <= 0) return estimate;
  estimate.known = true;
  estimate.value = part / whole;
  const double z = normal_quantile((1 + confidence) / 2);
  const double middle = (part + z * z / 2) / (whole + z * z);
  const double half = z / (whole + z * z) * std::sqrt(part * (whole - part) / whole + z * z / 4);
  estimate.low = part <= 0 ? 0 : std::max(0.0, middle - half);
  estimate.high = part >= whole ? 1 : std::min(1.0, middle + half);
  return estimate;
}

Estimate mean_of(const Totals& totals, std::uint32_t number, double scale, double confidence) {
  Estimate estimate;
  const auto runs = static_cast<Long>(totals.runs());
  if (totals.runs() == 0) return estimate;
  estimate.known = true;
  const auto sum = static_cast<Long>(totals.sum(number));
  estimate.value = static_cast<double>(sum / runs) * scale;
  if (totals.runs() < 2) return estimate;
  const Long spread = static_cast<Long>(totals.square(number)) - sum * sum / runs;
  const Long variance = std::max<Long>(0, spread) / (runs - 1);
  const double half =
      factor_of(confidence, totals.runs()) * static_cast<double>(std::sqrt(variance / runs)) * std::fabs(scale);
  set_interval(estimate, half, -HUGE_VAL, HUGE_VAL);
  return estimate;
}

Estimate ratio_of(const Plan& plan, const Totals& totals, std::uint32_t ratio, double confidence) {
  const Ratio& of = plan.ratios[ratio];
  if (of.denominator == kNone) return mean_of(totals, of.numerator, of.scale, confidence);
  Estimate estimate;
  const Sums sums = sums_of(plan, totals, ratio);
  if (sums.d <= 0) return estimate;
  const Long value = sums.n / sums.d;
  const auto runs = static_cast<Long>(totals.runs());
  const Long spread = std::max<Long>(0, sums.nn - 2 * value * sums.nd + value * value * sums.dd);
  if (of.share && (totals.runs() < 2 || spread <= 0)) {
    return share_of(static_cast<double>(sums.n), static_cast<double>(sums.d), confidence);
  }
  estimate.known = true;
  estimate.value = static_cast<double>(value) * of.scale;
  if (totals.runs() < 2) return estimate;
  const Long error = std::sqrt(spread / (runs - 1) * runs) / sums.d;
  const double half = factor_of(confidence, totals.runs()) * static_cast<double>(error) * std::fabs(of.scale);
  set_interval(estimate, half, of.share ? 0 : -HUGE_VAL, of.share ? 1 : HUGE_VAL);
  return estimate;
}

Estimate difference_of(const Plan& base, const Totals& of_base, const Plan& with, const Totals& totals,
                       std::size_t pair, double confidence) {
  const RatioPair& which = totals.pairs()[pair];
  const Sums a = sums_of(base, of_base, which.base);
  const Sums b = sums_of(with, totals, which.with);
  Estimate estimate;
  if (a.d <= 0 || b.d <= 0) return estimate;
  const double scale = with.ratios[which.with].scale;
  const Long ra = a.n / a.d;
  const Long rb = b.n / b.d;
  estimate.known = true;
  estimate.value = static_cast<double>(rb - ra) * scale;
  if (totals.runs() < 2) return estimate;
  const auto runs = static_cast<Long>(totals.runs());
  // Of each run the linearised difference: (nb − rb·db) / mean db − (na − ra·da) / mean da.
  const Long mean_a = a.d / runs;
  const Long mean_b = b.d / runs;
  const Long own_a = a.nn - 2 * ra * a.nd + ra * ra * a.dd;
  const Long own_b = b.nn - 2 * rb * b.nd + rb * rb * b.dd;
  const Totals::Cross& c = totals.cross(pair);
  const Long both = static_cast<Long>(c.nn) - rb * static_cast<Long>(c.nd) - ra * static_cast<Long>(c.dn) +
                    ra * rb * static_cast<Long>(c.dd);
  const Long spread = own_a / (mean_a * mean_a) + own_b / (mean_b * mean_b) - 2 * both / (mean_a * mean_b);
  const Long error = std::sqrt(std::max<Long>(0, spread) / (runs - 1) / runs);
  set_interval(estimate, factor_of(confidence, totals.runs()) * static_cast<double>(error) * std::fabs(scale),
               -HUGE_VAL, HUGE_VAL);
  return estimate;
}

}  // namespace proviso::simulate
