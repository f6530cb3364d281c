// SPDX-License-Identifier: Apache-2.0
// Bounds of durations, sound for every moment: a limit is taken at its most generous, a shortest time at its least.
#include "engine/analysis/day_counts.h"

#include <algorithm>
#include <limits>

#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using std::chrono::days;

/// Months are counted from every day of these years: eight in a row without a leap day, and with them.
constexpr int kFirstSample = 1895;
constexpr int kLastSample = 1912;
/// Longer counts are bounded by the mean length of a month instead.
constexpr std::int32_t kSampledMonths = 60;
constexpr std::int64_t kDaysIn400Years = 146'097;
constexpr std::int64_t kMonthsIn400Years = 4'800;
/// How far any count of months can be from its mean: a month is 28 to 31 days, and a century may lack a leap day.
constexpr std::int64_t kMonthsOff = 6;

std::int64_t days_apart(Date from, Date to) { return (to - from).count(); }

DayRange months_range(Duration duration, Counting counting) {
  const std::int64_t months = std::int64_t{duration.amount} * (duration.unit == Unit::kYears ? 12 : 1);
  if (months > kSampledMonths) {
    const std::int64_t mean = months * kDaysIn400Years / kMonthsIn400Years;
    return {mean - kMonthsOff, mean + kMonthsOff};
  }
  DayRange range{std::numeric_limits<std::int64_t>::max(), 0};
  const Date last{std::chrono::year{kLastSample} / std::chrono::December / 31};
  for (Date day{std::chrono::year{kFirstSample} / std::chrono::January / 1}; day <= last; day += days{1}) {
    const std::optional<Date> to = count_from(nullptr, day, duration, counting);
    if (!to) continue;
    const std::int64_t apart = counting == Counting::kBefore ? days_apart(*to, day) : days_apart(day, *to);
    range.least = std::min(range.least, apart);
    range.most = std::max(*range.most, apart);
  }
  return range;
}

bool counts_days_of_calendar(Unit unit) { return unit == Unit::kWorkingDays || unit == Unit::kNamedDays; }

bool same_days(Duration duration, Measure measure) {
  return (duration.unit == Unit::kWorkingDays && measure.kind == Measure::Kind::kWorkingDays) ||
         (duration.unit == Unit::kNamedDays && measure.kind == Measure::Kind::kNamedDays &&
          duration.calendar == measure.calendar);
}

}  // namespace

DayRange DayCounts::calendar_span(Duration duration, Counting counting) const {
  const std::int64_t fewest = counting == Counting::kBeginningWith ? duration.amount - 1 : duration.amount;
  const Calendar* calendar = calendars_ != nullptr ? calendars_->of(duration) : nullptr;
  if (duration.amount == 0) return {fewest, fewest};
  if (calendar == nullptr) return {fewest, std::nullopt};
  std::optional<DayRange> range;
  for (Date day = calendar->first_day(); day <= calendar->last_day(); day += days{1}) {
    const std::optional<Date> to = count_from(calendar, day, duration, counting);
    if (!to) continue;
    const std::int64_t apart = counting == Counting::kBefore ? days_apart(*to, day) : days_apart(day, *to);
    if (!range) range = DayRange{apart, apart};
    range->least = std::min(range->least, apart);
    range->most = std::max(*range->most, apart);
  }
  return range.value_or(DayRange{fewest, std::nullopt});
}

DayRange DayCounts::work_out(Duration duration, Counting counting, Measure measure) const {
  if (measure.kind != Measure::Kind::kEveryDay) {
    if (same_days(duration, measure)) {
      // From a day that counts itself, or to one, it is a day less on these sides.
      const bool inclusive = counting != Counting::kAfter && duration.amount > 0;
      return {std::int64_t{duration.amount} - (inclusive ? 1 : 0), duration.amount};
    }
    // Of so many days any number may be left out by this calendar.
    const DayRange every_day = work_out(duration, counting, {});
    return {std::min<std::int64_t>(every_day.least, 0), every_day.most};
  }
  if (counts_days_of_calendar(duration.unit)) return calendar_span(duration, counting);
  const std::int64_t eve = counting == Counting::kBeginningWith ? 1 : 0;
  switch (duration.unit) {
    case Unit::kCalendarDays:
      return {duration.amount - eve, duration.amount - eve};
    case Unit::kWeeks:
      return {std::int64_t{duration.amount} * 7 - eve, std::int64_t{duration.amount} * 7 - eve};
    case Unit::kMonths:
    case Unit::kYears:
      return months_range(duration, counting);
    case Unit::kHours:
      // A time of day that is not told, and the day on which the clocks change, are a day either way.
      return {std::max<std::int64_t>(duration.amount / 24 - 1, 0), (duration.amount + 23) / 24 + 1};
    case Unit::kWorkingDays:
    case Unit::kNamedDays:
      break;
  }
  return {0, std::nullopt};
}

DayRange DayCounts::range(Duration duration, Counting counting, Measure measure) {
  const Key key{duration.amount, duration.unit, duration.calendar, counting, measure};
  const auto known = known_.find(key);
  if (known != known_.end()) return known->second;
  return known_[key] = work_out(duration, counting, measure);
}

DayRange DayCounts::range(const std::vector<Count>& counts, std::int32_t shift, Measure measure) {
  DayRange sum{0, 0};
  for (const Count& count : counts) {
    std::optional<DayRange> step;
    const auto add = [&](Duration duration) {
      const DayRange one = range(duration, count.counting, measure);
      if (!step) {
        step = one;
        return;
      }
      step->least = std::min(step->least, one.least);
      if (step->most) step->most = one.most ? std::optional(std::max(*step->most, *one.most)) : std::nullopt;
    };
    if (const auto* duration = std::get_if<Duration>(&count.amount)) add(*duration);
    if (const auto* parameter = std::get_if<model::ParameterId>(&count.amount)) {
      for (const model::ParameterVersion& version : framework_[*parameter].versions) add(version.value);
    }
    if (!step) return {std::numeric_limits<std::int32_t>::min(), std::nullopt};
    sum.least += step->least;
    sum.most = sum.most && step->most ? std::optional(*sum.most + *step->most) : std::nullopt;
  }
  // A day further may be one that the calendar leaves out; a day less as well.
  const bool every_day = measure.kind == Measure::Kind::kEveryDay;
  if (every_day || shift < 0) sum.least += shift;
  if (sum.most && (every_day || shift > 0)) *sum.most += shift;
  return sum;
}

std::optional<Date> DayCounts::date(Date from, const std::vector<Count>& counts, std::int32_t shift,
                                    bool generous) const {
  Date day = from;
  for (const Count& count : counts) {
    Duration duration;
    if (const auto* written = std::get_if<Duration>(&count.amount)) duration = *written;
    if (const auto* parameter = std::get_if<model::ParameterId>(&count.amount)) {
      const model::ParameterVersion* version = framework_[*parameter].in_force(from);
      if (version == nullptr) return std::nullopt;
      duration = version->value;
    }
    if (duration.unit == Unit::kHours) {
      const DayRange hours = work_out(duration, count.counting, {});
      duration = {static_cast<std::int32_t>(generous ? *hours.most : hours.least), Unit::kCalendarDays};
    }
    const Calendar* calendar = calendars_ != nullptr ? calendars_->of(duration) : nullptr;
    const std::optional<Date> to = count_from(calendar, day, duration, count.counting);
    if (!to) return std::nullopt;
    day = *to;
  }
  const Duration further{shift < 0 ? -shift : shift, Unit::kCalendarDays};
  return count_from(nullptr, day, further, shift < 0 ? Counting::kBefore : Counting::kAfter);
}

std::vector<Measure> DayCounts::measures() const {
  std::vector<Measure> all{{}};
  if (!framework_.calendar.empty()) all.push_back({Measure::Kind::kWorkingDays});
  for (std::size_t i = 0; i < framework_.named_calendars.size(); ++i) {
    all.push_back({Measure::Kind::kNamedDays, static_cast<std::uint8_t>(i)});
  }
  return all;
}

std::string measure_text(const model::Framework& framework, std::int64_t days, Measure measure) {
  Duration duration{static_cast<std::int32_t>(days), Unit::kCalendarDays, measure.calendar};
  if (measure.kind == Measure::Kind::kWorkingDays) duration.unit = Unit::kWorkingDays;
  if (measure.kind == Measure::Kind::kNamedDays) duration.unit = Unit::kNamedDays;
  return model::duration_text(framework, duration);
}

}  // namespace proviso::analysis
