// SPDX-License-Identifier: Apache-2.0
// Two decision tables for one fact, laid over one another: for which inputs they give something else. Internal to
// engine/change.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/change/matching.h"
#include "engine/model/model.h"

namespace proviso::change {

/// Some kinds of case for which two tables differ.
struct DifferentRegion {
  std::string when;     ///< "`kind` is building and `fee` is at most 100"; empty: in every case
  std::string example;  ///< "`kind` is `building`, `fee` is `100`"; empty where the region names single values
  std::string before;   ///< what the table gave; empty: nothing
  std::string now;
  std::size_t old_row = 0;  ///< the row that gave it; as many as there are rows: no one row
  std::size_t new_row = 0;
};

/// The regions, in the order of the values; none where the tables come to the same for every input, known or not.
/// Inputs are taken to be free of one another, but for values that what derives one of them cannot come to.
/// @param before  in the names of the new version, whose table is `now`
/// @return nothing where the tables cannot be laid over one another (an input or a value is not there in the new
///         version) or are too large for it
std::optional<std::vector<DifferentRegion>> different_regions(const model::Framework& before_framework,
                                                              const model::Decision& before,
                                                              const model::Framework& now_framework,
                                                              const model::Decision& now, const Matching& matching);

}  // namespace proviso::change
