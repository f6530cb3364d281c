// SPDX-License-Identifier: Apache-2.0
// How the mistakes of a table are worded. Internal to engine/replay.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/documents/map_document.h"
#include "engine/model/model.h"
#include "engine/replay/csv.h"

namespace proviso::replay {

using Words = std::pair<std::string, std::string>;  ///< a message and what to do

/// What is wrong with a row that is not well-formed. `columns` are the table's names, as far as they are known.
Words fault_words(const CsvReader& row, const std::vector<std::string>& columns);

/// What is wrong with a cell that is no date, or not one as `dates` has them.
Words date_words(std::string_view column, std::string_view cell, CellDates dates);

/// Which facts an event records, as help: "it records `a`, `b`".
std::string recorded_by(const model::Framework& framework, std::uint32_t event);

/// The table's column names for a message: `a`, `b` and 3 more.
std::string list_names(const std::vector<std::string>& names);

}  // namespace proviso::replay
