// SPDX-License-Identifier: Apache-2.0
#include "engine/fit/curve.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace proviso::fit {
namespace {

constexpr double kNormal = 1.959963984540054;  // 97.5 per cent of the standard normal distribution lie below
/// Sums of shares that ought to be equal differ by less.
constexpr double kTiny = 1e-9;

std::uint64_t sum(const std::vector<std::uint64_t>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), std::uint64_t{0});
}

/// Of an estimate of what has not happened: its interval on the scale of log(-log).
Share interval_of_rest(double rest, double variance, std::uint64_t at_risk) {
  Share share;
  share.value = 1 - rest;
  if (rest > kTiny && rest < 1 - kTiny && variance > 0) {
    const double spread = kNormal * std::sqrt(variance) / (rest * std::fabs(std::log(rest)));
    // rest^exp(+-spread): the greater exponent makes the smaller rest.
    share.low = 1 - std::pow(rest, std::exp(-spread));
    share.high = 1 - std::pow(rest, std::exp(spread));
    return share;
  }
  const Share wilson = share_of(rest < 0.5 ? at_risk : 0, at_risk);
  share.low = std::min(share.value, wilson.low);
  share.high = std::max(share.value, wilson.high);
  return share;
}

}  // namespace

Share share_of(std::uint64_t part, std::uint64_t whole) {
  const double n = static_cast<double>(whole);
  const double p = static_cast<double>(part) / n;
  const double square = kNormal * kNormal;
  const double middle = (p + square / (2 * n)) / (1 + square / n);
  const double half = kNormal * std::sqrt(p * (1 - p) / n + square / (4 * n * n)) / (1 + square / n);
  // At the ends rounding must not leave the share itself out.
  return {p, part == 0 ? 0 : std::max(0.0, middle - half), part == whole ? 1 : std::min(1.0, middle + half)};
}

Curve::Curve(std::span<const Wait> waits, std::size_t outcomes) : size_(waits.size()), happened_(outcomes, 0) {
  std::map<std::int32_t, Step> by_day;
  for (const Wait& wait : waits) {
    Step& step = by_day[wait.days];
    step.days = wait.days;
    if (step.happened.empty()) step.happened.assign(outcomes, 0);
    if (wait.outcome == Wait::kStillOpen) {
      ++step.censored;
      ++censored_;
    } else {
      ++step.happened[static_cast<std::size_t>(wait.outcome)];
      ++happened_[static_cast<std::size_t>(wait.outcome)];
    }
  }
  steps_.reserve(by_day.size());
  std::uint64_t at_risk = size_;
  double waiting = 1;
  std::vector<double> come(outcomes, 0);
  for (auto& [days, step] : by_day) {
    step.at_risk = at_risk;
    const double n = static_cast<double>(at_risk);
    const std::uint64_t ended = sum(step.happened);
    for (std::size_t k = 0; k < outcomes; ++k) {
      // Rounding must not make more than all of them.
      come[k] = std::min(1.0, come[k] + waiting * static_cast<double>(step.happened[k]) / n);
    }
    waiting *= static_cast<double>(at_risk - ended) / n;
    step.waiting = waiting;
    step.come = come;
    at_risk -= ended + step.censored;
    steps_.push_back(std::move(step));
  }
}

const Step* Curve::step_at(std::int32_t days) const {
  const auto after = std::ranges::upper_bound(steps_, days, {}, &Step::days);
  return after == steps_.begin() ? nullptr : &*(after - 1);
}

double Curve::share_within(std::size_t outcome, std::int32_t days) const {
  const Step* step = step_at(days);
  return step == nullptr ? 0 : step->come[outcome];
}

// Var F_k(t) = sum over days s up to t of
//     (F_k(t) - F_k(s))^2 d / (n (n - d)) + S(s-)^2 d_k (n - d_k) / n^3 - 2 (F_k(t) - F_k(s)) S(s-) d_k / n^2,
// where d of n at risk ended on s, d_k of them by the outcome (the delta method; Marubini and Valsecchi, 1995, 10.12).
// With one outcome it is Greenwood's. On a day on which all that are left end nothing can follow: F_k(t) - F_k(s) is 0.
double Curve::variance_within(std::size_t outcome, std::int32_t days) const {
  const double whole = share_within(outcome, days);
  double variance = 0;
  double before = 1;
  for (const Step& step : steps_) {
    if (step.days > days) break;
    const double n = static_cast<double>(step.at_risk);
    const double all = static_cast<double>(sum(step.happened));
    const double own = static_cast<double>(step.happened[outcome]);
    const double to_come = whole - step.come[outcome];
    if (all < n) variance += to_come * to_come * all / (n * (n - all));
    variance += before * before * own * (n - own) / (n * n * n) - 2 * to_come * before * own / (n * n);
    before = step.waiting;
  }
  return std::max(0.0, variance);
}

Share Curve::interval_within(std::size_t outcome, std::int32_t days) const {
  const Step* step = step_at(days);
  const std::uint64_t at_risk = step == nullptr ? size_ : step->at_risk;
  return interval_of_rest(1 - share_within(outcome, days), variance_within(outcome, days),
                          std::max<std::uint64_t>(at_risk, 1));
}

std::optional<double> Curve::quantile(std::size_t outcome, double share) const {
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (steps_[i].come[outcome] < share - kTiny) continue;
    if (steps_[i].come[outcome] > share + kTiny) return steps_[i].days;
    // Exactly there: until the next day on which it comes to anybody.
    for (std::size_t j = i + 1; j < steps_.size(); ++j) {
      if (steps_[j].happened[outcome] > 0) return (steps_[i].days + static_cast<double>(steps_[j].days)) / 2;
    }
    return steps_[i].days;
  }
  return std::nullopt;
}

std::vector<std::pair<std::int32_t, double>> Curve::weights_alone(std::size_t outcome) const {
  std::vector<std::pair<std::int32_t, double>> weights;
  double waiting = 1;
  for (const Step& step : steps_) {
    std::uint64_t at_risk = step.at_risk;
    for (std::size_t k = 0; k < outcome; ++k) at_risk -= step.happened[k];
    const std::uint64_t own = step.happened[outcome];
    if (own == 0) continue;
    weights.emplace_back(step.days, waiting * static_cast<double>(own) / static_cast<double>(at_risk));
    waiting *= static_cast<double>(at_risk - own) / static_cast<double>(at_risk);
  }
  return weights;
}

Share Curve::chance_alone(std::size_t outcome) const {
  double waiting = 1;
  double variance = 0;  // Greenwood's, over waiting squared
  std::uint64_t last = size_;
  for (const Step& step : steps_) {
    std::uint64_t at_risk = step.at_risk;
    for (std::size_t k = 0; k < outcome; ++k) at_risk -= step.happened[k];
    const std::uint64_t own = step.happened[outcome];
    if (own == 0) continue;
    last = at_risk;
    const double n = static_cast<double>(at_risk);
    const double d = static_cast<double>(own);
    waiting *= (n - d) / n;
    if (own < at_risk) variance += d / (n * (n - d));
  }
  if (waiting < kTiny) waiting = 0;
  return interval_of_rest(waiting, waiting * waiting * variance, std::max<std::uint64_t>(last, 1));
}

}  // namespace proviso::fit
