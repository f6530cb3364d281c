// SPDX-License-Identifier: Apache-2.0
// A summary for people, on a terminal.
#pragma once

#include <string>

#include "engine/replay/summary.h"

namespace proviso::replay {

/// Plain text with aligned columns, no colours; ends with a line end. Parts that say nothing are left out.
std::string summary_text(const ReplaySummary& summary);

/// `28 to 102 working days, median 42`; `3 to 1 working days before, median 2` where acts came before their anchor.
/// Precondition: the spread counts something.
std::string spread_text(const Spread& spread, bool working_days);

}  // namespace proviso::replay
