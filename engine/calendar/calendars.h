// SPDX-License-Identifier: Apache-2.0
// The calendars of one framework: the one that counts its working days, and those of its named days.
#pragma once

#include <memory>
#include <vector>

#include "engine/calendar/calendar.h"
#include "engine/calendar/time_zone.h"
#include "proviso/vocabulary.h"

namespace proviso {

struct Calendars {
  std::shared_ptr<const Calendar> working;             ///< null where the framework names none
  std::vector<std::shared_ptr<const Calendar>> named;  ///< by Duration::calendar
  std::shared_ptr<const TimeZone> zone;                ///< of hours; null where the framework names none

  /// The calendar that a duration counts by; null where there is none, or none is needed.
  [[nodiscard]] const Calendar* of(Duration duration) const {
    if (duration.unit != Unit::kNamedDays) return working.get();
    return duration.calendar < named.size() ? named[duration.calendar].get() : nullptr;
  }
};

}  // namespace proviso
