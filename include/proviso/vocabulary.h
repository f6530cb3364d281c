// SPDX-License-Identifier: Apache-2.0
// The words that every part of Proviso shares: units, modalities, the states of a duty, the kinds of finding.
#pragma once

#include <cstdint>

namespace proviso {

/// What a duration counts. Working days are those the framework's calendar counts, named days those of a calendar that
/// the framework names for them (`15 school days`). Hours are real hours.
enum class Unit : std::uint8_t { kWorkingDays, kCalendarDays, kWeeks, kMonths, kYears, kNamedDays, kHours };

/// A length of time: `70 working days`.
struct Duration {
  std::int32_t amount = 0;  ///< 0 or more
  Unit unit = Unit::kCalendarDays;
  std::uint8_t calendar = 0;  ///< kNamedDays: which of the framework's named calendars

  friend bool operator==(const Duration&, const Duration&) = default;
};

/// How strongly a duty binds; what a miss is called follows from it.
enum class Modality : std::uint8_t {
  kMust,         ///< law: a miss is a breach
  kShould,       ///< asked or expected: a miss is a shortfall
  kWillUsually,  ///< practice: a miss is a deviation
  kMay,          ///< a right or power: nothing to miss; an act outside its window is out of time
};

/// Where one instance of a duty stands.
enum class DutyStatus : std::uint8_t {
  kPending,    ///< owed, not yet due
  kKept,       ///< done in time
  kKeptLate,   ///< missed, then done
  kMissed,     ///< not done in time and not done since
  kUnused,     ///< a right whose window has passed
  kExcused,    ///< its limit no longer applies
  kLapsed,     ///< its scope closed before it was due
  kUndecided,  ///< a fact, an event or a calendar day that is not known decides it
};

/// What a case history can give rise to.
enum class FindingKind : std::uint8_t {
  kBreach,
  kShortfall,
  kDeviation,
  kOutOfTime,   ///< a right used outside its window
  kWarning,     ///< due soon
  kUnexpected,  ///< an event that nothing takes up
  kUndecided,   ///< something the rules cannot settle on what is known
};

}  // namespace proviso
