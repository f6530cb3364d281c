// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/replay_outcome.h"

#include <fmt/format.h>

#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "apps/cli/progress.h"
#include "engine/replay/summary_text.h"

namespace proviso::cli {

void tell_summary(const replay::ReplaySummary& summary, Format format, std::optional<FindingKind> fail_on,
                  Outcome& outcome) {
  if (format == Format::kJson) {
    outcome.text = [summary](const receipt::Receipt& receipt) { return replay_json(summary, receipt); };
  } else {
    outcome.text = [said = replay::summary_text(summary)](const receipt::Receipt& receipt) {
      return with_receipt(said, receipt);
    };
  }
  ExitCode& code = outcome.code;
  code = ExitCode::kDone;
  for (const replay::FindingSummary& finding : summary.findings) {
    if (finding.count > 0 && meets(fail_on, finding.kind)) code = graver(code, ExitCode::kFindings);
  }
  for (const replay::Occurrences& error : summary.errors) {
    say_error(fmt::format("{} (first in case {}, {} in all)", error.text, error.first_case, grouped(error.count)));
    code = graver(code, ExitCode::kInput);
  }
}

}  // namespace proviso::cli
