// SPDX-License-Identifier: Apache-2.0
// How a replay ends, whether it was run in one piece or in parts.
#pragma once

#include <optional>

#include "apps/cli/options.h"
#include "apps/cli/receipts.h"
#include "engine/replay/summary.h"

namespace proviso::cli {

/// Puts the summary and the exit code into the outcome; errors of cases are said on standard error.
void tell_summary(const replay::ReplaySummary& summary, Format format, std::optional<FindingKind> fail_on,
                  Outcome& outcome);

}  // namespace proviso::cli
