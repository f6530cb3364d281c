// SPDX-License-Identifier: Apache-2.0
// What two executors must agree on: a case as plain lines, and what both are given. Shares nothing with the engine but
// the model's types.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/model/model.h"
#include "proviso/calendar_data.h"
#include "proviso/date.h"

namespace proviso::reference {

/// One event of a case, in no particular order among those of other days.
struct Happening {
  Date on{};
  std::optional<std::int32_t> minute;  ///< of the day
  model::EventId event;
  std::optional<model::PartyId> for_party;
  std::vector<std::pair<model::FactId, model::Literal>> facts;
};

/// What is executed. `happenings` stand in the order they were recorded.
struct Given {
  const model::Framework* framework = nullptr;
  std::optional<CalendarData> calendar;       ///< the framework's own
  std::vector<CalendarData> named_calendars;  ///< one for each of framework->named_calendars
  std::vector<Happening> happenings;
  Date as_of{};
  std::optional<Date> transition;  ///< the case began under the rules that the framework continues, until this day
};

/// The state of a case, one thing a line, in this order and form (dates as 2017-05-05, `-` where there is none):
///
///   error <step-limit|contradiction|not-running|unknown-list|no-place> <date>     only where the case stopped
///   closed <part> <date>                                                 parts that are closed
///   carried over <date>                                                 where it was
///   track <name>: not begun | ended | <stage> since <date>[ undecided]
///   fact <name>: unknown | <value>       every fact, in order of declaration; derived and decided ones too; values as
///                                        yes, no, 3.5, "text", 2017-05-05, 5 working days, names; lists as [a, b]
///   duty <name> #<k>[ for <party>]: <status> anchor <date> opens <date> due <earlier>[ to <later>] done <date> settled
///   <date>
///                                        every instance that is shown, by duty in the order of the file, k from 1 in
///                                        the order they arose; a due date with an hour as 2017-05-05T09:30; `to` only
///                                        where the two differ; `settled` where the status is not pending; `for` only
///                                        for duties `for each` (`for ?` without a party)
///   finding <date> <breach|shortfall|deviation|out of time|warning|undecided> <duty> #<k>
///   finding <date> undecided track <name>     a move that waits
///   finding <date> undecided trigger <name>   an `if` that was unknown
///                                        in order of date, then text; `<date>` of a breach and its like: of kept late
///                                        the due day, else the day the status was reached; of out of time the act's
///                                        day (the latest of an instance); of a warning its first day; of undecided the
///                                        day it was reached; of a waiting move the day of its event (of a timeout the
///                                        day at whose end it fell due); of a trigger the day
///   unexpected <date> <event>            in the order they happened
///   notified <date> <party> "<text>"     in order
using Outcome = std::vector<std::string>;

/// The reference executor: plain and slow, day by day, written from docs/execution.md.
Outcome execute(const Given& given);

}  // namespace proviso::reference
