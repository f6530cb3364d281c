// SPDX-License-Identifier: Apache-2.0
// One row of the table for each finding or outcome.
#include "engine/replay/findings_csv.h"

#include <string_view>

namespace proviso::replay {

FindingsCsv::FindingsCsv(std::string& out) : writer_(out) {
  for (const std::string_view column :
       {"case", "duty", "finding", "party", "anchor_event", "anchor", "due", "done", "late_working_days",
        "late_calendar_days", "assumed", "citation", "file", "line"}) {
    writer_.plain(column);
  }
  writer_.end_row();
}

void FindingsCsv::add(const ReplayRow& row) {
  const auto date = [&](std::optional<Date> day) { day ? writer_.date(*day) : writer_.empty(); };
  const auto number = [&](std::optional<std::int32_t> value) { value ? writer_.number(*value) : writer_.empty(); };
  writer_.text(row.case_id).text(row.duty).text(row.finding).text(row.party).text(row.anchor_event);
  date(row.anchor);
  date(row.due);
  date(row.done);
  number(row.late_working_days);
  number(row.late_calendar_days);
  writer_.text(row.assumed).text(row.citation).text(row.file);
  number(row.line == 0 ? std::nullopt : std::optional(static_cast<std::int32_t>(row.line)));
  writer_.end_row();
}

}  // namespace proviso::replay
