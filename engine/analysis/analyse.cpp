// SPDX-License-Identifier: Apache-2.0
// Builds the graph once and runs the checks over it.
#include "engine/analysis/analyse.h"

#include "engine/analysis/accept_findings.h"
#include "engine/analysis/checks.h"
#include "engine/graph/procedure_graph.h"

namespace proviso::analysis {

void analyse(const model::Framework& framework, DiagnosticReport& report, Notes notes, const Calendars* calendars) {
  const graph::ProcedureGraph graph(framework);
  DiagnosticReport found;
  check_empty_tracks(framework, graph, found);
  check_reachable_stages(framework, graph, found);
  check_ways_out(framework, graph, found);
  check_moves_after_end(framework, graph, found);
  check_overlapping_moves(framework, graph, found);
  check_decision_tables(framework, graph, found);
  check_recorded_facts(framework, graph, found);
  check_cited_versions(framework, graph, found);
  check_expectations(framework, graph, found);
  check_example_titles(framework, graph, found);
  check_rolls(framework, graph, found);
  check_moves_never_taken(framework, graph, found);
  check_move_gaps(framework, graph, found);
  check_trigger_cycles(framework, graph, found);
  check_duties_never_arise(framework, graph, found);
  check_anchors_may_not_come(framework, graph, found);
  check_must_and_must_not(framework, graph, found);
  check_clauses_never_hold(framework, graph, found);
  check_transition(framework, graph, found);
  check_limits_together(framework, graph, found);
  check_stage_windows(framework, graph, found);
  check_track_combinations(framework, graph, found);
  if (calendars != nullptr) check_limits_on_calendar(framework, *calendars, found);
  if (notes == Notes::kIncluded) {
    check_left_over(framework, graph, found);
    check_acting_parties(framework, graph, found);
    check_nobody_must_leave(framework, graph, found);
  }
  accept_findings(framework, found, {.notes = notes == Notes::kIncluded, .dates = calendars != nullptr}, report);
}

}  // namespace proviso::analysis
