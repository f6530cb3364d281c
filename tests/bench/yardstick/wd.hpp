// SPDX-License-Identifier: Apache-2.0
// O(1) working-day calendar: two int32 tables over 2010-01-01 .. 2035-12-31. Days are counted from 1970-01-01.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

constexpr int days_from_civil(int y, unsigned m, unsigned d) {  // H. Hinnant
  y -= m <= 2;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const unsigned yoe = unsigned(y - era * 400);
  const unsigned doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
  const unsigned doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + int(doe) - 719468;
}
struct Ymd { int y; unsigned m, d; };
constexpr Ymd civil_from_days(int z) {
  z += 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const unsigned doe = unsigned(z - era * 146097);
  const unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const unsigned mp = (5 * doy + 2) / 153;
  const unsigned d = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9;
  return {int(yoe) + era * 400 + (m <= 2), m, d};
}
constexpr unsigned month_len(int y, unsigned m) {
  constexpr unsigned char L[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return m == 2 && (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) ? 29 : L[m - 1];
}
constexpr int add_months(int day, int n) {  // end of month is clamped: 31 Aug + 18 months = 28/29 Feb
  const Ymd c = civil_from_days(day);
  const int t = c.y * 12 + int(c.m) - 1 + n, y = t / 12;
  const unsigned m = unsigned(t % 12) + 1;
  return days_from_civil(y, m, std::min(c.d, month_len(y, m)));
}

constexpr int kBase = days_from_civil(2010, 1, 1), kEnd = days_from_civil(2036, 1, 1), kDays = kEnd - kBase;

struct Calendar {
  std::vector<int32_t> idx;     // idx[day-kBase] = number of working days in [base, day]
  std::vector<int32_t> nth;     // nth[k] = k-th working day (1-based), counted from 1970
  std::vector<int32_t> plus18;  // plus18[day-kBase] = day + 18 months
  std::vector<int> holidays;
  explicit Calendar(const char* path) : idx(kDays), plus18(kDays) {
    FILE* f = std::fopen(path, "r");
    if (!f) { std::perror(path); std::exit(2); }
    std::vector<char> hol(kDays, 0);
    int y; unsigned m, d;
    while (std::fscanf(f, "%d-%u-%u", &y, &m, &d) == 3) {
      const int day = days_from_civil(y, m, d);
      hol[size_t(day - kBase)] = 1;
      holidays.push_back(day);
    }
    std::fclose(f);
    nth.push_back(kBase - 1);
    for (int i = 0; i < kDays; ++i) {
      const int wday = (kBase + i + 3) % 7;  // 0 = Monday (1970-01-01 was a Thursday)
      if (wday < 5 && !hol[size_t(i)]) nth.push_back(kBase + i);
      idx[size_t(i)] = int32_t(nth.size() - 1);
      plus18[size_t(i)] = add_months(kBase + i, 18);
    }
  }
  // n-th working day strictly after `day` (n >= 1)
  int add(int day, int n) const { return nth[size_t(idx[size_t(day - kBase)] + n)]; }
  bool working(int day) const { return nth[size_t(idx[size_t(day - kBase)])] == day; }
  int months18(int day) const { return plus18[size_t(day - kBase)]; }
};
