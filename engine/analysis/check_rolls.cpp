// SPDX-License-Identifier: Apache-2.0
// PV0415: a roll after one without a period. Of several rolls the first that fits is taken, and that one fits every
// date.
#include <algorithm>

#include "engine/analysis/checks.h"

namespace proviso::analysis {

void check_rolls(const model::Framework& framework, const graph::ProcedureGraph& /*graph*/, DiagnosticReport& report) {
  for (const model::Duty& duty : framework.duties) {
    const auto always = std::find_if(duty.rolls.begin(), duty.rolls.end(),
                                     [](const model::Roll& roll) { return !roll.from && !roll.from_each_year; });
    if (always == duty.rolls.end()) continue;
    for (auto roll = always + 1; roll != duty.rolls.end(); ++roll) {
      report.add({.code = Code::kRollNeverReached,
                  .severity = Severity::kWarning,
                  .message = "this roll is never reached: the first that fits is taken, and one before it always fits",
                  .span = roll->span,
                  .labels = {{always->span, "without `when it falls in`, this fits every date"}},
                  .help = "write it before that one, or take it out"});
    }
  }
}

}  // namespace proviso::analysis
