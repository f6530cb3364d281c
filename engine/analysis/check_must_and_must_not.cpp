// SPDX-License-Identifier: Apache-2.0
// PV0422: what one duty must ensure while another must not allow it: no case keeps both.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/checks.h"
#include "engine/analysis/find_case.h"
#include "engine/analysis/never_yes.h"
#include "engine/analysis/owed_and_forbidden.h"
#include "engine/analysis/stage_events.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using model::Duty;

/// Pairs of duties compared, and cases imagined, in one run of the check.
constexpr std::size_t kTotalSteps = 4'000'000;

class BothBindCheck {
 public:
  BothBindCheck(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report)
      : framework_(framework), graph_(graph), report_(report) {}

  void pair(const Duty& owed, const Duty& forbidden) {
    ++spent_;
    if (spent_ > kTotalSteps || !encloses(framework_, forbidden.scope, owed.scope)) return;
    const bool every_act = std::all_of(owed.events.begin(), owed.events.end(),
                                       [&](model::EventId act) { return holds(forbidden.events, act); });
    // An act may be done for one of several parties and not for another.
    if (owed.party.kind == model::Owing::Kind::kEach || forbidden.party.kind == model::Owing::Kind::kEach) return;
    // What moves the due date may move it past the prohibition.
    if (!every_act || !owed.adjustments.empty() || !owed.stops.empty() || !owed.rolls.empty() || owed.alternative) {
      return;
    }
    const std::optional<std::string> days = all_its_days_forbidden(framework_, owed.limit, forbidden.limit);
    if (!days) return;
    Wanted wanted;
    for (const Duty* duty : {&owed, &forbidden}) {
      if (duty->applies_if) wanted.yes.push_back(&*duty->applies_if);
      for (const model::Expression& excuse : duty->excuses) wanted.no.push_back(&excuse);
    }
    if (owed.condition) wanted.yes.push_back(&*owed.condition);
    if (forbidden.condition && !implied(owed, *forbidden.condition)) return;
    std::string when;
    if (!wanted.yes.empty() || !wanted.no.empty()) {
      Situation situation;
      if (owed.scope.kind == model::Scope::Kind::kStage) situation.stage = model::StageId{owed.scope.index};
      const FoundCase found = find_case(framework_, graph_, situation, wanted);
      spent_ += found.tried;
      if (found.outcome != FoundCase::Outcome::kFound) return;
      if (!found.in_words.empty()) when = " when " + found.in_words;
    }
    report(owed, forbidden, when, *days);
  }

 private:
  /// Whether no act that counts for the duty is one that the prohibition lets pass.
  bool implied(const Duty& owed, const model::Expression& condition) {
    if (!owed.condition) return false;
    if (!finding_none_is_proof(framework_, *owed.condition) || !finding_none_is_proof(framework_, condition)) {
      return false;
    }
    Wanted wanted;
    wanted.yes.push_back(&*owed.condition);
    wanted.no.push_back(&condition);
    const FoundCase found = find_case(framework_, graph_, {}, wanted);
    spent_ += found.tried;
    return found.outcome == FoundCase::Outcome::kNone;
  }

  void report(const Duty& owed, const Duty& forbidden, const std::string& when, const std::string& days) {
    report_.add(
        {.code = Code::kMustAndMustNot,
         .severity = Severity::kWarning,
         .message = fmt::format("`{}` is owed by `{}` and forbidden by `{}` at once{}: {}",
                                model::events_text(framework_, owed.events), owed.name, forbidden.name, when, days),
         .span = owed.clause,
         .labels = {{forbidden.clause, "this forbids it"}},
         .help = "say when each of them applies, or take one of the two out"});
  }

  const model::Framework& framework_;
  const graph::ProcedureGraph& graph_;
  DiagnosticReport& report_;
  std::size_t spent_ = 0;
};

}  // namespace

void check_must_and_must_not(const model::Framework& framework, const graph::ProcedureGraph& graph,
                             DiagnosticReport& report) {
  std::vector<const Duty*> prohibitions;
  for (const Duty& duty : framework.duties) {
    if (duty.modality == Modality::kMust && duty.negated) prohibitions.push_back(&duty);
  }
  BothBindCheck check(framework, graph, report);
  for (const Duty& duty : framework.duties) {
    if (duty.modality != Modality::kMust || duty.negated || duty.events.empty()) continue;
    for (const Duty* prohibition : prohibitions) check.pair(duty, *prohibition);
  }
}

}  // namespace proviso::analysis
