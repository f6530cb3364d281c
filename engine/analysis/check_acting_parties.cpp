// SPDX-License-Identifier: Apache-2.0
// PV0427, as a note: events that one party brings about while the duties that ask for them bind others. It may be meant
// so, for one may have to see to it that another acts; or one of the two names is wrong.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/checks.h"

namespace proviso::analysis {
namespace {

/// So many duties are shown.
constexpr std::size_t kShownDuties = 3;

/// What stands behind `or ensure` is often for somebody else to do.
bool asks_for(const model::Duty& duty, model::EventId event) {
  return !duty.negated && std::find(duty.events.begin(), duty.events.end(), event) != duty.events.end();
}

}  // namespace

void check_acting_parties(const model::Framework& framework, const graph::ProcedureGraph&, DiagnosticReport& report) {
  for (std::uint32_t i = 0; i < framework.events.size(); ++i) {
    const model::Event& event = framework.events[i];
    if (!event.by) continue;
    std::vector<const model::Duty*> duties;
    for (const model::Duty& duty : framework.duties) {
      if (asks_for(duty, {i})) duties.push_back(&duty);
    }
    // Who owes a duty by a fact may be anybody.
    const bool may_be_theirs = std::any_of(duties.begin(), duties.end(), [&](const model::Duty* duty) {
      return duty->party.kind != model::Owing::Kind::kParty || duty->party.party == *event.by;
    });
    if (duties.empty() || may_be_theirs) continue;
    Diagnostic note{.code = Code::kActByAnother,
                    .severity = Severity::kNote,
                    .message = fmt::format("`{}` is by `{}`, and every duty that asks for it binds somebody else",
                                           event.name, framework[*event.by].name),
                    .span = event.span,
                    .labels = {},
                    .help = "if they have to see to it that the other acts, that is all right; else one name is wrong"};
    for (std::size_t k = 0; k < std::min(duties.size(), kShownDuties); ++k) {
      note.labels.push_back(
          {duties[k]->clause, fmt::format("`{}` binds `{}`", duties[k]->name, framework[duties[k]->party.party].name)});
    }
    report.add(std::move(note));
  }
}

}  // namespace proviso::analysis
