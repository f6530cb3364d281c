// SPDX-License-Identifier: Apache-2.0
// The rows of a table, taken into the records of its cases by one thread or several. Internal to engine/replay.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/replay/byte_source.h"
#include "engine/replay/case_records.h"
#include "engine/replay/row_scanner.h"
#include "engine/replay/shard.h"

namespace proviso::replay {

/// Which part of the cases a row belongs to, of so many.
std::uint32_t part_of(const ScannedRow& row, RowScanner::Ids ids, std::uint32_t parts);
/// The same by the id, which is digits where `ids` says so.
std::uint32_t part_of(std::string_view id, RowScanner::Ids ids, std::uint32_t parts);

struct RowWork {
  const RowScanner& scanner;
  RowScanner::Ids ids;
  std::vector<CaseRecords>& records;  ///< by part; each part has a thread
  machine::Day as_of = 0;             ///< as CaseRecords::take()
  bool keep_findings = false;
  Shard shard{};  ///< rows of other cases are passed over
};

/// Takes every row of a table, whose first line is passed over, in the order of the table as each case sees it.
/// @param last_of_others  becomes the last day of rows that were passed over, if later
/// @return how it went; where it did not go to the end, the records are of no use
/// @error of the source
Result<RowScanner::Outcome> take_rows(ByteSource& table, const RowWork& work, machine::Day& last_of_others);

}  // namespace proviso::replay
