// SPDX-License-Identifier: Apache-2.0
// Made-up histories under rules/send-inspection-2016.proviso, as a table of events: for tests and measurements.
#pragma once

#include <cstdint>
#include <string>

namespace proviso::support {

enum class RowOrder : std::uint8_t {
  kByCase,  ///< all rows of a case, then the next
  kByDate,  ///< as a system that records events day by day would write them
};

/// A table with the columns case, event, on, wsoa-required, progress. About 12 events a case, from 2016 on; some early,
/// some late, some cases cut short. Integer arithmetic only: the same bytes for the same arguments on every machine.
std::string generate_cases(std::uint32_t cases, std::uint64_t seed, RowOrder order);

}  // namespace proviso::support
