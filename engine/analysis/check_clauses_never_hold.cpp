// SPDX-License-Identifier: Apache-2.0
// PV0425 and PV0426: triggers and tracks that nothing can set off, and clauses of a duty whose condition is never yes.
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/analysis/checks.h"
#include "engine/analysis/never_yes.h"

namespace proviso::analysis {
namespace {

class ClausesCheck {
 public:
  ClausesCheck(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report)
      : framework_(framework), graph_(graph), never_yes_(framework, graph), report_(report) {}

  void track(const model::Track& track) {
    if (!track.begins_condition) return;
    if (auto reason = never_yes_.because({}, *track.begins_condition)) {
      add(Code::kNeverSetOff, fmt::format("the track `{}` never begins: {}", track.name, *reason),
          track.begins_condition->span, "put the condition right");
    }
  }

  void trigger(const model::Trigger& trigger) {
    // One on an event is asked after the moves, so the stage it is written in may have been left.
    Situation situation;
    if (trigger.events.empty() && trigger.scope.kind == model::Scope::Kind::kStage) {
      const model::StageId stage{trigger.scope.index};
      if (!graph_.reachable(stage)) return;
      situation.stage = stage;
    }
    for (const auto* condition : {&trigger.when, &trigger.condition}) {
      if (!*condition) continue;
      if (auto reason = never_yes_.because(situation, **condition)) {
        add(Code::kNeverSetOff, fmt::format("the trigger `{}` never fires: {}", trigger.name, *reason),
            (*condition)->span, "put the condition right, or take the trigger out");
        return;
      }
    }
  }

  void duty(const model::Duty& duty) {
    for (const model::Expression& stop : duty.stops) clause(stop, "the clock of `{}` never stops: {}", duty);
    for (const model::Expression& excuse : duty.excuses) clause(excuse, "`{}` is never excused by this: {}", duty);
    if (duty.condition) clause(*duty.condition, "no act ever counts for `{}`: {}", duty);
  }

 private:
  /// A clause of a duty may be asked when its stage has long been left.
  void clause(const model::Expression& condition, fmt::format_string<const std::string&, const std::string&> message,
              const model::Duty& duty) {
    if (const auto reason = never_yes_.because({}, condition)) {
      add(Code::kClauseNeverHolds, fmt::format(message, duty.name, *reason), condition.span,
          "put the condition right, or take the clause out");
    }
  }

  void add(Code code, std::string message, Span span, std::string help) {
    report_.add({.code = code,
                 .severity = Severity::kWarning,
                 .message = std::move(message),
                 .span = span,
                 .labels = {},
                 .help = std::move(help)});
  }

  const model::Framework& framework_;
  const graph::ProcedureGraph& graph_;
  NeverYes never_yes_;
  DiagnosticReport& report_;
};

}  // namespace

void check_clauses_never_hold(const model::Framework& framework, const graph::ProcedureGraph& graph,
                              DiagnosticReport& report) {
  ClausesCheck check(framework, graph, report);
  for (const model::Track& track : framework.tracks) check.track(track);
  for (const model::Trigger& trigger : framework.triggers) check.trigger(trigger);
  for (const model::Duty& duty : framework.duties) check.duty(duty);
}

}  // namespace proviso::analysis
