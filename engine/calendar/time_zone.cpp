// SPDX-License-Identifier: Apache-2.0
#include "engine/calendar/time_zone.h"

#include <algorithm>
#include <chrono>
#include <exception>

#include <date/tz.h>

namespace proviso {
namespace {

using std::chrono::minutes;

// The years that the rules can count in, with room for the difference to universal time.
constexpr std::int64_t kFirstMinute =
    std::chrono::duration_cast<minutes>(std::chrono::sys_days{std::chrono::January / 2 / 1}.time_since_epoch()).count();
constexpr std::int64_t kLastMinute =
    std::chrono::duration_cast<minutes>(std::chrono::sys_days{std::chrono::December / 30 / 9999}.time_since_epoch())
        .count();

class DatabaseZone final : public TimeZone {
 public:
  explicit DatabaseZone(const date::time_zone* zone) : zone_(zone) {}

  [[nodiscard]] std::optional<Instant> plus_hours(Instant from, std::int64_t hours) const override {
    const std::int64_t start = std::int64_t{from.day.time_since_epoch().count()} * kDayEnd + from.minute;
    const std::int64_t about = start + hours * 60;
    if (std::min(start, about) < kFirstMinute || std::max(start, about) > kLastMinute) return std::nullopt;
    const auto universal = zone_->to_sys(date::local_time<minutes>{minutes{start}}, date::choose::earliest);
    const auto shown = zone_->to_local(universal + std::chrono::hours{hours});
    const std::int64_t minute = std::chrono::floor<minutes>(shown.time_since_epoch()).count();
    // Midnight is the end of the day before.
    std::int64_t day = (minute - 1) / kDayEnd;
    if ((minute - 1) % kDayEnd < 0) --day;
    return Instant{Date{std::chrono::days{static_cast<std::chrono::days::rep>(day)}},
                   static_cast<std::int32_t>(minute - day * kDayEnd)};
  }

  [[nodiscard]] std::optional<DayTime> shown_at(std::chrono::sys_time<minutes> universal) const override {
    const std::int64_t about = universal.time_since_epoch().count();
    if (about < kFirstMinute || about > kLastMinute) return std::nullopt;
    const auto shown = std::chrono::floor<minutes>(zone_->to_local(universal).time_since_epoch());
    const auto day = std::chrono::floor<std::chrono::days>(shown);
    return DayTime{Date{day}, shown - day};
  }

 private:
  const date::time_zone* zone_;  // lives as long as the program
};

}  // namespace

std::shared_ptr<const TimeZone> TimeZone::find(const std::string& name) {
  try {
    return std::make_shared<DatabaseZone>(date::locate_zone(name));
  } catch (const std::exception&) {
    return nullptr;  // the library says by an exception that there is no such zone
  }
}

std::vector<std::string> TimeZone::names() {
  std::vector<std::string> result;
  try {
    for (const date::time_zone& zone : date::get_tzdb().zones) result.push_back(zone.name());
  } catch (const std::exception&) {
    return {};
  }
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace proviso
