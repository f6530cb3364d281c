// SPDX-License-Identifier: Apache-2.0
// Builds the graph once and runs the checks over it.
#include "engine/analysis/analyse.h"

#include "engine/analysis/checks.h"
#include "engine/graph/procedure_graph.h"

namespace proviso::analysis {

void analyse(const model::Framework& framework, DiagnosticReport& report) {
  const graph::ProcedureGraph graph(framework);
  check_empty_tracks(framework, graph, report);
  check_reachable_stages(framework, graph, report);
  check_ways_out(framework, graph, report);
  check_moves_after_end(framework, graph, report);
  check_overlapping_moves(framework, graph, report);
  check_decision_tables(framework, graph, report);
  check_recorded_facts(framework, graph, report);
  check_cited_versions(framework, graph, report);
  check_expectations(framework, graph, report);
  check_example_titles(framework, graph, report);
  check_rolls(framework, graph, report);
  check_transition(framework, graph, report);
}

}  // namespace proviso::analysis
