// SPDX-License-Identifier: Apache-2.0
// Findings and outcomes as comma-separated tables.
#pragma once

#include <string>

#include "engine/replay/csv.h"
#include "engine/replay/replay.h"

namespace proviso::replay {

/// Appends rows with the columns case, duty, finding, party, anchor_event, anchor, due, done, late_working_days,
/// late_calendar_days, assumed, citation, file, line. Of outcomes `finding` holds the status.
class FindingsCsv {
 public:
  /// Writes the header. The text must outlive this; it may be taken and cleared between rows.
  explicit FindingsCsv(std::string& out);

  void add(const ReplayRow& row);

 private:
  CsvWriter writer_;
};

}  // namespace proviso::replay
