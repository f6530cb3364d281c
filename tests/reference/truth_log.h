// SPDX-License-Identifier: Apache-2.0
// What a watched condition was on each day of a case.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "proviso/date.h"

namespace proviso::reference {

/// Yes, no, or nothing where it is unknown.
using Truth = std::optional<bool>;

/// The truth of one condition, day by day from the opening of the case on, as it was looked at.
class TruthLog {
 public:
  struct Day {
    bool yes = false;
    bool no = false;
    bool unknown = false;
    Truth last;  ///< at the end of the day
  };

  /// Looks at the condition. What was unknown until now counts as having had the value that it turns out to have.
  /// Gives the first day of which something else is now known; nothing where nothing is.
  std::optional<Date> note(Date day, Truth truth) {
    if (days_.empty()) first_ = day;
    std::optional<Date> changed;
    while (first_ + std::chrono::days(days_.size()) <= day) days_.emplace_back();
    Day& today = days_.back();
    if (truth.has_value()) {
      for (std::size_t i = days_.size(); i-- > 0;) {
        if (!days_[i].unknown) {
          if (days_[i].yes || days_[i].no) break;
          continue;  // today, not looked at before
        }
        days_[i].unknown = false;
        (*truth ? days_[i].yes : days_[i].no) = true;
        days_[i].last = truth;
        changed = first_ + std::chrono::days(i);
      }
    }
    bool& flag = !truth.has_value() ? today.unknown : *truth ? today.yes : today.no;
    if (!flag && !changed.has_value()) changed = day;
    flag = true;
    today.last = truth;
    return changed;
  }

  /// Whether it was unknown at the end of a day, and has not been known since.
  [[nodiscard]] bool unknown_since(Date day) const {
    for (auto i = static_cast<std::size_t>((day - first_).count()); i < days_.size(); ++i) {
      const bool later = first_ + std::chrono::days(i) > day;
      if (days_[i].last.has_value() || (later && (days_[i].yes || days_[i].no))) return false;
    }
    return true;
  }

  /// Nothing for a day on which nobody looked.
  [[nodiscard]] const Day* on(Date day) const {
    if (days_.empty() || day < first_) return nullptr;
    const auto index = static_cast<std::size_t>((day - first_).count());
    return index < days_.size() ? &days_[index] : nullptr;
  }

 private:
  Date first_{};
  std::vector<Day> days_;
};

/// The stopped days of a duty. The `later` due date takes the days that are perhaps stopped as stopped.
struct StoppedDays {
  const std::vector<const TruthLog*>* logs = nullptr;
  bool later = false;
  const std::vector<const TruthLog*>* before = nullptr;  ///< in the place of the logs on days before `since`
  Date since{};

  bool operator()(Date day) const {
    const auto* on_day = before != nullptr && day < since ? before : logs;
    return on_day != nullptr && std::any_of(on_day->begin(), on_day->end(), [&](const TruthLog* log) {
             const TruthLog::Day* truth = log->on(day);
             return truth != nullptr && (truth->yes || (later && truth->unknown));
           });
  }
};

}  // namespace proviso::reference
