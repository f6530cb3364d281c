// SPDX-License-Identifier: Apache-2.0
// How long until something happens, where for some cases it has not happened yet: the estimators of Kaplan and Meier,
// and of Aalen and Johansen where several things can happen instead of one another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace proviso::fit {

/// A share with the ends of its 95 per cent interval. All from 0 to 1.
struct Share {
  double value = 0;
  double low = 0;
  double high = 1;
};

/// How often a thing came up, as a share with Wilson's interval.
/// Precondition: `part` is at most `whole`, and `whole` is above 0.
Share share_of(std::uint64_t part, std::uint64_t whole);

/// What came of one wait.
struct Wait {
  static constexpr std::int32_t kStillOpen = -1;
  std::int32_t days = 0;              ///< how long it was watched: until its end, or until nobody knows more
  std::int32_t outcome = kStillOpen;  ///< which of the things happened, from 0; kStillOpen: none so far (censored)
};

/// What a day means for those who still waited on it.
struct Step {
  std::int32_t days = 0;
  std::uint64_t at_risk = 0;            ///< still waited when the day began
  std::uint64_t censored = 0;           ///< no longer watched after this day, nothing having happened
  std::vector<std::uint64_t> happened;  ///< by outcome
  double waiting = 1;                   ///< share that still waits after it, whatever may happen: Kaplan and Meier
  std::vector<double> come;             ///< by outcome: share that it has come to by now: Aalen and Johansen
};

/// The curves of a set of waits. Immutable.
///
/// On one day what happens comes before the end of watching, as is usual. Where two things happen on one day, the one
/// with the lower number comes first: those it has come to are no longer at risk of the others. So the curves of single
/// outcomes, taken as independent, multiply to that of all of them, and drawing from each by itself and keeping the
/// earliest gives the shares of Aalen and Johansen exactly.
class Curve {
 public:
  /// @param outcomes  how many different things can happen; at least 1
  /// Precondition: each wait has 0 or more days, and an outcome below `outcomes` or kStillOpen.
  Curve(std::span<const Wait> waits, std::size_t outcomes);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] std::uint64_t censored() const { return censored_; }
  [[nodiscard]] std::uint64_t happened(std::size_t outcome) const { return happened_[outcome]; }
  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }  ///< ascending by day

  /// The share to which the outcome has come within so many days (Aalen and Johansen; where nothing else can happen,
  /// 1 less the estimate of Kaplan and Meier).
  [[nodiscard]] double share_within(std::size_t outcome, std::int32_t days) const;
  /// The same with its interval, on the scale of log(-log): by Greenwood's variance where nothing else has happened, by
  /// that of the Aalen-Johansen estimate otherwise. Where the estimate is 0 or 1, which has no variance, Wilson's
  /// interval for those still at risk.
  [[nodiscard]] Share interval_within(std::size_t outcome, std::int32_t days) const;
  /// The day by which the outcome has come to this share of all. Where the curve lies exactly at the share for a while,
  /// the middle of that while. Nothing where it never gets there.
  [[nodiscard]] std::optional<double> quantile(std::size_t outcome, double share) const;

  /// The outcome by itself, the others taken as the end of watching: how much weight each day has, ascending. They add
  /// up to chance_alone(). Days without weight are left out.
  [[nodiscard]] std::vector<std::pair<std::int32_t, double>> weights_alone(std::size_t outcome) const;
  /// The share to which the outcome would ever come by itself, as far as anybody was watched.
  [[nodiscard]] Share chance_alone(std::size_t outcome) const;

 private:
  /// The last step not after a day; null where there is none.
  [[nodiscard]] const Step* step_at(std::int32_t days) const;
  [[nodiscard]] double variance_within(std::size_t outcome, std::int32_t days) const;

  std::uint64_t size_ = 0;
  std::uint64_t censored_ = 0;
  std::vector<std::uint64_t> happened_;
  std::vector<Step> steps_;
};

}  // namespace proviso::fit
