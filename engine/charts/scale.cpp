// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/scale.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace proviso::charts {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::year_month_day;

double finite(double value) { return std::isfinite(value) ? value : 0; }

/// m × 10^exponent. A negative power divides, so that 3 × 10^-1 is the number nearest to 0.3.
double decimal(std::int64_t m, int exponent) {
  double power = 1;
  for (int i = 0; i < std::abs(exponent); ++i) power *= 10;
  return exponent < 0 ? static_cast<double>(m) / power : static_cast<double>(m) * power;
}

Ticks ticks_from(double low, double high, int most, int least_exponent) {
  low = finite(low);
  high = finite(high);
  if (low > high) std::swap(low, high);
  if (low == high) {
    low = std::min(low, 0.0);
    high = std::max(high, 0.0);
  }
  if (low == high) high = 1;
  most = std::max(most, 1);
  // A hair's breadth over a round value is not worth a step more: the last bits of a sum are no news.
  const double slack = 1e-9;
  int exponent = std::max(static_cast<int>(std::floor(std::log10((high - low) / most))) - 1, least_exponent);
  for (;; ++exponent) {
    for (const std::int64_t m : {1, 2, 5}) {
      const double step = decimal(m, exponent);
      const double first = std::floor(low / step + slack);
      const double last = std::ceil(high / step - slack);
      if (last - first > most || std::abs(first) > 1e15 || std::abs(last) > 1e15) continue;
      Ticks ticks;
      ticks.step = step;
      ticks.decimals = std::max(0, -exponent);
      for (auto i = static_cast<std::int64_t>(first); i <= static_cast<std::int64_t>(last); ++i) {
        ticks.values.push_back(decimal(i * m, exponent));
      }
      if (ticks.values.size() == 1)
        ticks.values.push_back(decimal((static_cast<std::int64_t>(first) + 1) * m, exponent));
      return ticks;
    }
  }
}

/// What stands at equal distances in a calendar.
struct Period {
  int years = 0;
  int months = 0;
  int weeks = 0;
  int days = 0;
};

bool begins(const Period& period, Date at) {
  const year_month_day civil{at};
  if (period.years > 0) {
    return civil.month() == month{1} && civil.day() == day{1} && static_cast<int>(civil.year()) % period.years == 0;
  }
  if (period.months > 0) {
    return civil.day() == day{1} &&
           (static_cast<unsigned>(civil.month()) - 1) % static_cast<unsigned>(period.months) == 0;
  }
  // Weeks begin on a Monday; 5 January 1970 was one.
  if (period.weeks > 0) return (at.time_since_epoch().count() - 4) % (7L * period.weeks) == 0;
  return at.time_since_epoch().count() % period.days == 0;
}

std::string words_of(const Period& period, Date at) {
  constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const year_month_day civil{at};
  const int of_year = static_cast<int>(civil.year());
  if (period.years > 0) return std::to_string(of_year);
  const char* name = kMonths.at(static_cast<unsigned>(civil.month()) - 1);
  if (period.months > 0) return fmt::format("{} {}", name, of_year);
  return fmt::format("{} {} {}", static_cast<unsigned>(civil.day()), name, of_year);
}

}  // namespace

Ticks round_ticks(double low, double high, int most) { return ticks_from(low, high, most, -12); }

Ticks whole_ticks(double low, double high, int most) { return ticks_from(low, high, most, 0); }

std::vector<DateTick> date_ticks(Date first, Date last, int most) {
  constexpr Period kPeriods[] = {{0, 0, 0, 1},  {0, 0, 1, 0},  {0, 0, 2, 0},   {0, 1, 0, 0},   {0, 3, 0, 0},
                                 {0, 6, 0, 0},  {1, 0, 0, 0},  {2, 0, 0, 0},   {5, 0, 0, 0},   {10, 0, 0, 0},
                                 {20, 0, 0, 0}, {50, 0, 0, 0}, {100, 0, 0, 0}, {1000, 0, 0, 0}};
  std::vector<DateTick> found;
  for (const Period& period : kPeriods) {
    found.clear();
    for (Date at = first; at <= last && found.size() <= static_cast<std::size_t>(most); at += days{1}) {
      if (begins(period, at)) found.push_back({at, words_of(period, at)});
    }
    if (found.size() <= static_cast<std::size_t>(most)) break;
  }
  if (found.empty()) found.push_back({first, words_of({0, 0, 0, 1}, first)});
  return found;
}

std::vector<std::size_t> sampled(const std::vector<Date>& days, std::size_t most) {
  constexpr Period kPeriods[] = {{0, 0, 0, 1}, {0, 0, 1, 0}, {0, 1, 0, 0}, {0, 3, 0, 0}, {1, 0, 0, 0}, {10, 0, 0, 0}};
  std::vector<std::size_t> taken;
  for (const Period& period : kPeriods) {
    taken.clear();
    for (std::size_t i = 0; i < days.size(); ++i) {
      // Where the days are themselves apart, a period that begins between two of them is taken at the later.
      bool at_beginning = i == 0 || i + 1 == days.size();
      for (Date at = i == 0 ? days[i] : days[i - 1] + std::chrono::days{1}; !at_beginning && at <= days[i];
           at += std::chrono::days{1}) {
        at_beginning = begins(period, at);
      }
      if (at_beginning) taken.push_back(i);
    }
    if (taken.size() <= most) break;
  }
  return taken;
}

}  // namespace proviso::charts
