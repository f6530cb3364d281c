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

/// PV0440, PV0441, PV0442: a transition.
/// - PV0440: stages of the framework that is continued in which a running case may stand on the day, and of which the
///   transition does not say where it goes on; with the way there. Where an event decides, only stages that can be
///   reached without it;
/// - PV0441: duties that may be pending in a place that leads on, and of which nothing is said;
/// - PV0442: facts that both frameworks record under one name and with different types.
void check_transition(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report);

}  // namespace proviso::analysis
