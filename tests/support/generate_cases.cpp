// SPDX-License-Identifier: Apache-2.0
// One splitmix64 stream for each case, so that a case does not depend on how many there are.
#include "tests/support/generate_cases.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/civil_date.h"

namespace proviso::support {
namespace {

class Random {
 public:
  explicit Random(std::uint64_t state) : state_(state) {}
  /// A number from low to high, both included.
  int between(int low, int high) {
    const auto range = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<int>(((next() >> 32U) * range) >> 32U);
  }
  bool happens(int percent) { return between(0, 99) < percent; }

 private:
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::uint64_t state_;
};

struct Row {
  std::uint32_t number = 0;
  int day = 0;  // since kFirstDay, a Monday
  std::string_view event;
  std::string_view wsoa_required;
  std::string_view progress;
};

constexpr Date kFirstDay{std::chrono::year{2016} / std::chrono::May / 2};
constexpr int kLastStart = 52 * 7 * 5;  // announcements over five years
constexpr int kLastDay = 52 * 7 * 8;    // what would come later is not recorded yet

/// So many weekdays on, or back where the count is negative. Bank holidays are not left out: they make some cases late
/// by a day, as in life. Precondition: the day is a weekday, and the result not before the first.
int weekdays_on(int day, int count) {
  const int weekdays = day / 7 * 5 + day % 7 + count;  // since kFirstDay, a Monday
  return weekdays / 5 * 7 + weekdays % 5;
}

/// One case from its call to wherever it has got to.
class Life {
 public:
  Life(std::uint32_t number, std::uint64_t seed, std::vector<Row>& rows)
      : number_(number),
        random_(seed * 0x2545F4914F6CDD1DU + (std::uint64_t{number} + 1) * 0xD1342543DE82EF95U),
        rows_(rows) {}

  void live() {
    const int call = random_.between(0, kLastStart / 7) * 7 + (random_.happens(95) ? 0 : random_.between(1, 4));
    happen("announcement-call", call);
    happen("lano-contacted", call);
    if (random_.happens(97)) happen("pcf-contacted", weekdays_on(call, 1));
    const int start = weekdays_on(call, random_.happens(90) ? 5 : 4);
    happen("onsite-start", start);
    const int end = weekdays_on(start, random_.happens(95) ? 4 : random_.between(3, 5));
    happen("onsite-end", end);
    const bool wsoa = random_.happens(55);
    const std::string_view answer = wsoa ? "yes" : "no";
    const int received = weekdays_on(end, random_.happens(60) ? random_.between(20, 32) : random_.between(33, 60));
    happen("letter-received", received, answer);
    happen("letter-published", weekdays_on(received, random_.between(0, 2)), answer);
    if (wsoa) plan(received);
  }

 private:
  void happen(std::string_view event, int day, std::string_view wsoa_required = {}, std::string_view progress = {}) {
    if (day <= kLastDay) rows_.push_back({number_, day, event, wsoa_required, progress});
  }

  void plan(int received) {
    int at = weekdays_on(received, random_.happens(80) ? random_.between(40, 69) : random_.between(70, 110));
    happen("wsoa-submitted", at);
    while (random_.happens(15)) {
      at = weekdays_on(at, random_.between(4, 12));
      happen("wsoa-not-fit", at);
      at = weekdays_on(at, random_.between(10, 24));
      happen("wsoa-resubmitted", at);
    }
    const int fit = weekdays_on(at, random_.between(4, 12));
    happen("wsoa-fit", fit);
    happen("wsoa-published", weekdays_on(fit, random_.between(2, 12)));
    const int revisit = weekdays_on(fit, random_.between(280, 420));
    const int visits = random_.happens(90) ? random_.between(4, 5) : random_.between(2, 3);
    for (int i = 1; i <= visits; ++i) happen("support-visit", weekdays_on(fit, i * 55 + random_.between(-9, 9)));
    happen("revisit-notice", weekdays_on(revisit, -10));
    happen("revisit-start", revisit);
    const int end = weekdays_on(revisit, random_.between(1, 3));
    happen("revisit-end", end);
    const int letter = weekdays_on(end, random_.between(20, 40));
    const bool good = random_.happens(60);
    happen("revisit-letter-published", letter, {}, good ? "sufficient" : "insufficient");
    if (!good) happen("app-review", weekdays_on(letter, random_.between(90, 140)));
  }

  std::uint32_t number_;
  Random random_;
  std::vector<Row>& rows_;
};

}  // namespace

std::string generate_cases(std::uint32_t cases, std::uint64_t seed, RowOrder order) {
  std::vector<Row> rows;
  rows.reserve(std::size_t{cases} * 13);
  for (std::uint32_t number = 0; number < cases; ++number) {
    const auto first = static_cast<std::ptrdiff_t>(rows.size());
    Life(number, seed, rows).live();
    // Equal days stay in the order of life: by day and then by place is an order without ties.
    std::vector<std::pair<int, Row>> own;
    for (auto row = rows.begin() + first; row != rows.end(); ++row)
      own.emplace_back(static_cast<int>(own.size()), *row);
    std::ranges::sort(own, {}, [](const auto& entry) { return std::pair(entry.second.day, entry.first); });
    for (std::size_t i = 0; i < own.size(); ++i) rows[static_cast<std::size_t>(first) + i] = own[i].second;
  }
  if (order == RowOrder::kByDate) {
    std::vector<std::size_t> next(kLastDay + 2, 0);
    for (const Row& row : rows) ++next[static_cast<std::size_t>(row.day) + 1];
    for (std::size_t day = 1; day < next.size(); ++day) next[day] += next[day - 1];
    std::vector<Row> sorted(rows.size());
    for (const Row& row : rows) sorted[next[static_cast<std::size_t>(row.day)]++] = row;
    rows = std::move(sorted);
  }
  std::vector<std::string> days;
  for (int day = 0; day <= kLastDay; ++day) days.push_back(iso_date(kFirstDay + std::chrono::days{day}));
  std::string text = "case,event,on,wsoa-required,progress\n";
  text.reserve(rows.size() * 42);
  for (const Row& row : rows) {
    std::string digits = std::to_string(row.number + 1);
    digits.insert(0, digits.size() < 7 ? 7 - digits.size() : 0, '0');
    text.append("area-").append(digits).append(",").append(row.event).append(",");
    text.append(days[static_cast<std::size_t>(row.day)]).append(",").append(row.wsoa_required).append(",");
    text.append(row.progress).append("\n");
  }
  return text;
}

}  // namespace proviso::support
