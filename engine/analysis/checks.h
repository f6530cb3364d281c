// SPDX-License-Identifier: Apache-2.0
// The checks, one per file. Each adds what it finds to the report; a framework it has nothing to say on is left alone.
// A check that cannot decide within its bounds says nothing: a false alarm costs more than a miss.
#pragma once

#include "base/diagnostic.h"
#include "engine/calendar/calendars.h"
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

/// PV0417: moves that are never taken: their condition is never yes in their stage, the moves before their `otherwise`
/// leave nothing, or a shorter time always passes first.
void check_moves_never_taken(const model::Framework& framework, const graph::ProcedureGraph& graph,
                             DiagnosticReport& report);

/// PV0418: two or more moves of one stage on one event, each with a condition, that all are no in some case.
void check_move_gaps(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report);

/// PV0419: triggers and condition moves that set each other off for ever. Only what does so in an imagined case, let
/// run as the executor would, is reported; what hangs on the day, on duties or on tables is not.
void check_trigger_cycles(const model::Framework& framework, const graph::ProcedureGraph& graph,
                          DiagnosticReport& report);

/// PV0420: duties that never apply, and duties of a stage counted from a stage that comes after it only.
void check_duties_never_arise(const model::Framework& framework, const graph::ProcedureGraph& graph,
                              DiagnosticReport& report);

/// PV0421: duties of a stage counted from an event that stands on some of the ways into the stage and not on all, where
/// nothing asks for the event while the stage lasts. Tracks that actions move are left out.
void check_anchors_may_not_come(const model::Framework& framework, const graph::ProcedureGraph& graph,
                                DiagnosticReport& report);

/// PV0422: an act that must be ensured on days on all of which it must not be allowed.
void check_must_and_must_not(const model::Framework& framework, const graph::ProcedureGraph& graph,
                             DiagnosticReport& report);

/// PV0425 and PV0426: triggers and tracks that nothing sets off, and clauses of duties whose condition is never yes.
void check_clauses_never_hold(const model::Framework& framework, const graph::ProcedureGraph& graph,
                              DiagnosticReport& report);

/// PV0440, PV0441, PV0442: a transition.
/// - PV0440: stages of the framework that is continued in which a running case may stand on the day, and of which the
///   transition does not say where it goes on; with the way there. Where an event decides, only stages that can be
///   reached without it;
/// - PV0441: duties that may be pending in a place that leads on, and of which nothing is said;
/// - PV0442: facts that both frameworks record under one name and with different types.
void check_transition(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report);

/// PV0423 and PV0424, as notes: facts that nothing asks for, events that nothing takes up.
void check_left_over(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report);

/// PV0427, as a note: events by a party whom no duty that asks for them binds.
void check_acting_parties(const model::Framework& framework, const graph::ProcedureGraph& graph,
                          DiagnosticReport& report);

/// PV0428, as a note: stages in which a case may wait for ever without a breach, and that do not say `may end`. The
/// first stage of a track that begins at once is left out: it waits for what opens the case. Limits are taken to run:
/// one counted from what never happens is not seen.
void check_nobody_must_leave(const model::Framework& framework, const graph::ProcedureGraph& graph,
                             DiagnosticReport& report);

/// PV0430: duties that bind whose limits cannot all be kept along a way from one event to another, and PV0432: a duty
/// whose own limits contradict each other. Of a duty one way is reported, the shortest, and no clauses twice. Reported
/// is only what no day, no calendar and no reading of the facts escapes; way_network.h says what counts.
void check_limits_together(const model::Framework& framework, const graph::ProcedureGraph& graph,
                           DiagnosticReport& report);

/// PV0431: what the check above finds nothing in, where a case begins on certain days of the calendars' years.
void check_limits_on_calendar(const model::Framework& framework, const Calendars& calendars, DiagnosticReport& report);

/// PV0432: duties in a stage that is over before their act is in time, and dates in the wrong order.
void check_stage_windows(const model::Framework& framework, const graph::ProcedureGraph& graph,
                         DiagnosticReport& report);

/// PV0433: tracks that hold one another for ever: each could go on only while another stands where it no longer can.
/// What a single track holds for ever is PV0402.
void check_track_combinations(const model::Framework& framework, const graph::ProcedureGraph& graph,
                              DiagnosticReport& report);

}  // namespace proviso::analysis
