// SPDX-License-Identifier: Apache-2.0
// The time between two events as JSON, described in docs/schema/output/bounds-1.schema.json.
#pragma once

#include <optional>
#include <string>

#include "base/source_file.h"
#include "engine/analysis/time_bounds.h"
#include "engine/calendar/calendar.h"

namespace proviso::cli {

/// What `bounds` was asked.
struct BoundsQuestion {
  std::string from;
  std::string to;
  bool only_must = false;
  std::optional<Date> on;
};

/// @param calendar  null where there is none
std::string bounds_json(const model::Framework& framework, const SourceSet& sources, const Calendar* calendar,
                        const BoundsQuestion& question, const analysis::TimeBounds& bounds);

}  // namespace proviso::cli
