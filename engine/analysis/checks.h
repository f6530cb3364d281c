// SPDX-License-Identifier: Apache-2.0
// The checks, one per file. Each adds what it finds to the report; a framework it has nothing to say on is left alone.
// A check that cannot decide within its bounds says nothing: a false alarm costs more than a miss.
#pragma once

#include "base/diagnostic.h"
#include "engine/graph/procedure_graph.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// PV0404: tracks without stages.
void check_empty_tracks(const model::Framework& framework, const graph::ProcedureGraph& graph,
                        DiagnosticReport& report);

/// PV0401: stages that no moves lead to from where their track starts.
void check_reachable_stages(const model::Framework& framework, const graph::ProcedureGraph& graph,
                            DiagnosticReport& report);

/// PV0402: stages without a move that say neither `end` nor `may end`, and rounds of stages that nothing leads out of.
/// Of a round one stage is reported, the first in the file; stages that merely lead into one are not.
void check_ways_out(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report);

/// PV0405: moves out of a stage that says `end`.
void check_moves_after_end(const model::Framework& framework, const graph::ProcedureGraph& graph,
                           DiagnosticReport& report);

/// PV0403: two moves of one stage that both match. Each move is reported once, with the first earlier one it overlaps:
/// - on the same event, whatever their targets (the first in the file would win, and nobody said so);
/// - after the same duration of the same events, whatever their targets;
/// - `when <condition>` moves to different stages (such a case stops with an error).
void check_overlapping_moves(const model::Framework& framework, const graph::ProcedureGraph& graph,
                             DiagnosticReport& report);

/// PV0406 to PV0410: decision tables, each row taken as the values for which it is yes.
/// - PV0406: cases that no row matches (not under `collect`); an unknown input only where the table names `unknown`;
/// - PV0407: two rows that both match under `unique`, or under `any` with different values. Each row is reported once,
///   with the first earlier one it overlaps;
/// - PV0408: rows of `first` whose every case earlier rows take, and rows that match nothing;
/// - PV0409: rows that stand in a collecting table twice;
/// - PV0410: tables too large to go through.
/// Exact where the inputs are free of one another. Where they hang on the same facts, only what find_case finds to be
/// possible is reported.
void check_decision_tables(const model::Framework& framework, const graph::ProcedureGraph& graph,
                           DiagnosticReport& report);

/// PV0411: facts that something asks for and nothing ever gives a value.
void check_recorded_facts(const model::Framework& framework, const graph::ProcedureGraph& graph,
                          DiagnosticReport& report);

/// PV0412: versions of a parameter without a citation, where another version of it has one.
void check_cited_versions(const model::Framework& framework, const graph::ProcedureGraph& graph,
                          DiagnosticReport& report);

/// PV0413: examples that expect nothing.
void check_expectations(const model::Framework& framework, const graph::ProcedureGraph& graph,
                        DiagnosticReport& report);

/// PV0414: examples with the title of an earlier one.
void check_example_titles(const model::Framework& framework, const graph::ProcedureGraph& graph,
                          DiagnosticReport& report);

/// PV0415: rolls after one that has no period.
void check_rolls(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report);

/// PV0430: duties that bind whose limits cannot all be kept along a way from one event to another, and PV0432: a duty
/// whose own limits contradict each other. Of a duty one way is reported, the shortest, and no clauses twice. Reported
/// is only what no day, no calendar and no reading of the facts escapes; way_network.h says what counts.
void check_limits_together(const model::Framework& framework, const graph::ProcedureGraph& graph,
                           DiagnosticReport& report);

/// PV0432: duties in a stage that is over before their act is in time, and dates in the wrong order.
void check_stage_windows(const model::Framework& framework, const graph::ProcedureGraph& graph,
                         DiagnosticReport& report);

/// PV0433: tracks that hold one another for ever: each could go on only while another stands where it no longer can.
/// What a single track holds for ever is PV0402.
void check_track_combinations(const model::Framework& framework, const graph::ProcedureGraph& graph,
                              DiagnosticReport& report);

}  // namespace proviso::analysis
