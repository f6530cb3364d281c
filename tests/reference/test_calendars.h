// SPDX-License-Identifier: Apache-2.0
// The calendars of random cases, by the names that their frameworks use.
#pragma once

#include <string_view>

#include "proviso/calendar_data.h"

namespace proviso::reference {

/// `england`: the bank holidays of 2018 to 2026, and a closure over each Christmas; `short`: the same for the first
/// years that histories need, and no more; `school`: long closures, 2018 to 2026,
/// which also stand in for `northshire-schools`, `england-school-days` and `tribunal`. Null for any other name.
const CalendarData* test_calendar(std::string_view name);

}  // namespace proviso::reference
