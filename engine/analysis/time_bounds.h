// SPDX-License-Identifier: Apache-2.0
// How early and how late one event can follow another in a case in which every limit is kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "engine/analysis/certain_limits.h"
#include "engine/calendar/calendars.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// A clause that a bound rests on.
struct BoundClause {
  bool at_most = false;  ///< else at least
  std::string amount;    ///< `70 working days`; empty: no time at all
  std::string from;      ///< an event's name, or `entering waiting`
  std::string to;
  bool before = false;                ///< counted back from `to`, as in `5 working days before visited`
  std::int32_t shift = 0;             ///< days more than the amount, or less: `more than 2 weeks`
  std::optional<model::DutyId> duty;  ///< whose limit it is; nothing: the time of a move
  Span span;
};

/// One end of the time between two events.
struct TimeBound {
  std::int64_t days = 0;         ///< calendar days
  std::optional<Date> date;      ///< where the first event has a date
  std::vector<std::string> way;  ///< the stages on it; empty where none has to be asked
  std::vector<BoundClause> clauses;
};

/// Why there is no last day.
struct Unlimited {
  std::string from;  ///< up to here there is a limit
  std::string to;
  std::vector<std::string> way;
  std::vector<std::string> reasons;  ///< limits that say something of the step, and why they do not count
};

struct TimeBounds {
  enum class Outcome : std::uint8_t {
    kFound,
    kNoWay,     ///< nothing leads from the one to the other
    kNever,     ///< something does, but not with every limit kept
    kTooLarge,  ///< there are more ways than are gone through
  };
  Outcome outcome{};
  std::size_t ways = 0;     ///< that were compared
  std::size_t blocked = 0;  ///< besides them: ways on which limits contradict one another
  TimeBound earliest;
  std::optional<TimeBound> latest;
  std::optional<Unlimited> unlimited;     ///< where there is no `latest`
  std::optional<model::EventId> nowhere;  ///< kNoWay: the rules do not say where this one happens
};

/// No stage is gone through twice, and what happens between the two happens once.
/// @param on  the day of the first event, for dates
TimeBounds time_bounds(const model::Framework& framework, const Calendars* calendars, model::EventId from,
                       model::EventId to, Bindingness which, std::optional<Date> on);

}  // namespace proviso::analysis
