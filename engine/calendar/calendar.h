// SPDX-License-Identifier: Apache-2.0
// A working-day calendar as tables: adding and counting days cost the same whatever the distance.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/calendar_data.h"
#include "proviso/date.h"
#include "proviso/result.h"

namespace proviso {

/// A calendar ready to count with. Immutable; share it freely between threads.
class Calendar {
 public:
  /// @error kInvalidArgument where the data contradicts itself: a holiday outside the years, on a weekend day or twice,
  ///        an uncounted period that ends before it begins, overlaps another or leaves the years, every weekday a
  ///        weekend day, years out of order, outside 1583…9998 or more than 500 of them, an ill-formed name.
  static Result<Calendar> build(CalendarData data);

  [[nodiscard]] const std::string& name() const { return data_.name; }
  [[nodiscard]] const CalendarData& data() const { return data_; }
  [[nodiscard]] Date first_day() const { return first_; }
  [[nodiscard]] Date last_day() const { return last_; }
  [[nodiscard]] bool knows(Date day) const { return day >= first_ && day <= last_; }

  /// Whether the day counts. Nothing outside the calendar.
  [[nodiscard]] std::optional<bool> counts(Date day) const;
  /// The n-th counted day strictly after `from`; `from` itself for 0. Nothing where a day outside the calendar is
  /// needed.
  [[nodiscard]] std::optional<Date> nth_after(Date from, std::int32_t n) const {
    if (n <= 0) return n == 0 ? std::optional(from) : std::nullopt;
    // The days needed begin after `from`, so the eve of the first known day will do.
    const auto place = static_cast<std::size_t>((from - first_).count() + 1);
    if (place > rank_.size()) return std::nullopt;
    const std::size_t before = place == 0 ? 0 : static_cast<std::size_t>(rank_[place - 1]);
    const std::size_t rank = before + static_cast<std::size_t>(n);
    if (rank > nth_.size()) return std::nullopt;
    return first_ + std::chrono::days{nth_[rank - 1]};
  }
  /// The n-th counted day strictly before `from`; `from` itself for 0.
  [[nodiscard]] std::optional<Date> nth_before(Date from, std::int32_t n) const;
  /// Counted days in (after, until]; negative for `until` before `after`: minus those in (until, after].
  [[nodiscard]] std::optional<std::int32_t> counted_between(Date after, Date until) const;
  /// The day itself if it counts, else the next that does.
  [[nodiscard]] std::optional<Date> on_or_after(Date day) const;
  /// Why a known day does not count: the holiday's or period's name, else the weekday's. Empty for a counted day.
  [[nodiscard]] std::string_view reason_left_out(Date day) const;
  /// Whether a known day is left out only because it is a weekend day.
  [[nodiscard]] bool is_plain_weekend(Date day) const;

 private:
  Calendar() = default;

  CalendarData data_;
  Date first_{};
  Date last_{};
  std::vector<std::int32_t> rank_;   // by day from first_: counted days up to and including it
  std::vector<std::int32_t> nth_;    // by rank - 1: the day's offset from first_
  std::vector<std::int32_t> cause_;  // by day: -1 counted, -2 weekend, k holiday k, holidays.size()+k period k
};

}  // namespace proviso
