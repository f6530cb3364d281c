// SPDX-License-Identifier: Apache-2.0
// The bounds within which decision tables are checked. Internal to engine/analysis.
#pragma once

#include <cstddef>

#include "base/diagnostic.h"
#include "engine/graph/procedure_graph.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// Bounds for each table. Reaching one is reported as PV0410.
struct TableLimits {
  std::size_t shown = 10;           ///< findings of a kind; the others are counted
  std::size_t counted = 1'000;      ///< gaps looked for
  std::size_t pairs = 100'000'000;  ///< steps to compare rows with one another
  std::size_t steps = 60'000'000;   ///< steps to look for gaps and rows that are never reached
  std::size_t words = 16'000'000;   ///< memory for rows times values, in 8 bytes
  std::size_t imagined = 100'000;   ///< cases imagined where inputs hang together; over all tables
};

/// check_decision_tables with other bounds.
void check_decision_tables(const model::Framework& framework, const graph::ProcedureGraph& graph,
                           const TableLimits& limits, DiagnosticReport& report);

}  // namespace proviso::analysis
