// SPDX-License-Identifier: Apache-2.0
// What the charts of a variant show beside its results: limits, from the rules; changes by date, from the scenario.
#pragma once

#include <vector>

#include "engine/documents/scenario_document.h"
#include "engine/program/program.h"
#include "engine/simulate_report/simulate_report.h"

namespace proviso::simulate_report {

/// The limits `within … of an event` by which another event is due, each with the least and the greatest number of
/// calendar days that it comes to from any day of the time. Limits of other forms have no one number of days and are
/// left out, and so is a limit that the calendar cannot count on any of those days.
/// @param minutes  time is told in minutes: a limit that ends with a day is up to a day shorter, by the hour it runs from
std::vector<TimeLimit> limits_of(const program::Program& program, Date from, Date until, bool minutes = false);

/// The changes of a scenario, in order of their days.
std::vector<charts::DayMark> changes_of(const ScenarioDocument& scenario);

VariantContext context_for(const program::Program& program, const ScenarioDocument& scenario);

}  // namespace proviso::simulate_report
