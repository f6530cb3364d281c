// SPDX-License-Identifier: Apache-2.0
// From a state to words: the report of a case and the explanation of a duty. Recomputed on request by the date
// functions that set the deadline; nothing is stored.
#pragma once

#include <optional>
#include <vector>

#include "base/source_file.h"
#include "engine/program/program.h"
#include "engine/run/history.h"
#include "engine/run/state.h"
#include "proviso/report.h"
#include "proviso/result.h"

namespace proviso::run {

/// Runs the history to `as_of` and says where the case stands.
CaseReport report_case(const program::Program& program, const SourceSet& sources, const History& history, Date as_of);

/// A duty in one case.
struct ExplainedDuty {
  std::vector<Explanation> instances;
  std::optional<Stopped> stopped;  ///< the case stopped, so that instances may be missing
};

/// One explanation for each instance of the duty (an index into the program's duties).
ExplainedDuty explain_duty(const program::Program& program, const SourceSet& sources, const History& history,
                           std::uint32_t duty, Date as_of);

/// One instance in words.
DutyReport report_duty(const program::Program& program, const SourceSet& sources, const History& history,
                       const CaseState& state, std::uint32_t instance);

}  // namespace proviso::run
