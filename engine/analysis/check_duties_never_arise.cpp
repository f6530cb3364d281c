// SPDX-License-Identifier: Apache-2.0
// PV0420: duties that can never arise: they never apply, or are counted from a stage that comes when theirs is over.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/checks.h"
#include "engine/analysis/never_yes.h"
#include "engine/graph/shortest_way.h"

namespace proviso::analysis {
namespace {

class ArisingCheck {
 public:
  ArisingCheck(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report)
      : framework_(framework), graph_(graph), never_yes_(framework, graph), report_(report) {}

  void duty(const model::Duty& duty) {
    std::optional<model::StageId> stage;
    if (duty.scope.kind == model::Scope::Kind::kStage) stage = model::StageId{duty.scope.index};
    if (stage && !graph_.reachable(*stage)) return;  // that is said of the stage
    if (duty.applies_if) {
      // Asked when an instance arises, and so while the stage lasts.
      const Situation situation{.stage = stage, .event = std::nullopt};
      if (const auto reason = never_yes_.because(situation, *duty.applies_if)) {
        add(fmt::format("`{}` never arises: {}", duty.name, *reason), duty.applies_if->span, {},
            "put the condition right, or take the duty out");
        return;
      }
    }
    if (stage && duty.limit.moment && !duty.alternative) from_stage(duty, *stage, *duty.limit.moment);
  }

 private:
  /// Of a stage that is entered only after this one has been left, no entry from before can serve.
  void from_stage(const model::Duty& duty, model::StageId stage, const model::Moment& moment) {
    const model::Moment& base = moment.base();
    if (base.kind != model::Moment::Kind::kEntering || base.stage == stage) return;
    const model::Stage& entered = framework_[base.stage];
    if (entered.track != framework_[stage].track) return;
    if (graph_.reachable(base.stage)) {
      const graph::Start there{.stages = {base.stage}, .not_begun = false, .ended = true};
      if (graph::shortest_way(framework_, there, stage)) return;
    }
    add(fmt::format("`{}` never arises: it is counted from entering `{}`, and no case that has been there comes to "
                    "stage `{}`",
                    duty.name, entered.name, framework_[stage].name),
        base.span, {{framework_[stage].span, "the duty lives while this stage lasts"}},
        fmt::format("write the duty in stage `{}`, or count from something that comes before", entered.name));
  }

  void add(std::string message, Span span, std::vector<Label> labels, std::string help) {
    report_.add({.code = Code::kDutyNeverArises,
                 .severity = Severity::kWarning,
                 .message = std::move(message),
                 .span = span,
                 .labels = std::move(labels),
                 .help = std::move(help)});
  }

  const model::Framework& framework_;
  const graph::ProcedureGraph& graph_;
  NeverYes never_yes_;
  DiagnosticReport& report_;
};

}  // namespace

void check_duties_never_arise(const model::Framework& framework, const graph::ProcedureGraph& graph,
                              DiagnosticReport& report) {
  ArisingCheck check(framework, graph, report);
  for (const model::Duty& duty : framework.duties) check.duty(duty);
}

}  // namespace proviso::analysis
