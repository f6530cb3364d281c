// SPDX-License-Identifier: Apache-2.0
// The tables of findings and outcomes: their columns, and that no cell can act as a formula.
#include "engine/replay/findings_csv.h"

#include <gtest/gtest.h>

#include <string>

#include "base/civil_date.h"

namespace proviso::replay {
namespace {

constexpr std::string_view kHeader =
    "case,duty,finding,party,anchor_event,anchor,due,done,late_working_days,late_calendar_days,assumed,citation,file,"
    "line\n";

TEST(FindingsCsv, BeginsWithItsColumns) {
  std::string out;
  const FindingsCsv table(out);
  EXPECT_EQ(out, kHeader);
}

TEST(FindingsCsv, WritesOneRowAFinding) {
  std::string out;
  FindingsCsv table(out);
  out.clear();  // what is written so far may be taken at any time
  ReplayRow row;
  row.case_id = "=cmd|'/c calc'!A1";
  row.duty = "notice-period";
  row.finding = "breach";
  row.party = "inspectors";
  row.anchor_event = "announcement-call";
  row.anchor = make_date(2017, 3, 6);
  row.due = make_date(2017, 3, 13);
  row.done = make_date(2017, 3, 10);
  row.late_working_days = -1;
  row.late_calendar_days = -3;
  row.assumed = "inspections last five days, \"mostly\"";
  row.citation = "One minute guide, \"Announcing the inspection\"";
  row.file = "rules/send.proviso";
  row.line = 152;
  table.add(row);
  table.add({.case_id = "7", .duty = {}, .finding = "unexpected", .party = {}, .anchor_event = "wsoa-fit"});
  EXPECT_EQ(
      out,
      "'=cmd|'/c calc'!A1,notice-period,breach,inspectors,announcement-call,2017-03-06,2017-03-13,2017-03-10,-1,-3,"
      "\"inspections last five days, \"\"mostly\"\"\",\"One minute guide, \"\"Announcing the inspection\"\"\","
      "rules/send.proviso,152\n"
      "7,,unexpected,,wsoa-fit,,,,,,,,,\n");
}

}  // namespace
}  // namespace proviso::replay
