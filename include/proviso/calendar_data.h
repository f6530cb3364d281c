// SPDX-License-Identifier: Apache-2.0
// What a working-day calendar says, as plain data: read from YAML by proviso::documents or built by the caller.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "proviso/date.h"

namespace proviso {

/// A day that does not count, by name.
struct Holiday {
  Date date;
  std::string name;
};

/// A run of days that do not count, both ends included, by name.
struct UncountedPeriod {
  Date first;
  Date last;
  std::string name;
};

/// A calendar's content. Days outside `first_year`…`last_year` are unknown: a count that needs one is an error.
struct CalendarData {
  std::string name;   ///< as `calendar <name>` in a rule file: small letters, digits, hyphens
  std::string title;  ///< for people
  std::vector<std::chrono::weekday> weekend;
  std::vector<Holiday> holidays;
  std::vector<UncountedPeriod> uncounted;
  int first_year = 0;
  int last_year = 0;  ///< included
};

}  // namespace proviso
