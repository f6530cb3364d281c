// SPDX-License-Identifier: Apache-2.0
// PV0416: an `accept` that nothing is left for.
#include "engine/analysis/accept_findings.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include <fmt/format.h>

namespace proviso::analysis {
namespace {

bool covers(const model::Acceptance& acceptance, Span place) {
  if (!acceptance.covers) return acceptance.span.file == place.file;
  return acceptance.covers->file == place.file && acceptance.covers->begin <= place.begin &&
         place.end <= acceptance.covers->end;
}

/// What check_left_over says.
bool may_be_note(Code code) { return code == Code::kNeverRead || code == Code::kEventNotTakenUp; }

std::uint32_t extent(const model::Acceptance& acceptance) {
  return acceptance.covers ? acceptance.covers->end - acceptance.covers->begin
                           : std::numeric_limits<std::uint32_t>::max();
}

}  // namespace

void accept_findings(const model::Framework& framework, const DiagnosticReport& found, Notes notes,
                     DiagnosticReport& report) {
  std::map<Code, std::vector<std::size_t>> by_code;
  for (std::size_t i = 0; i < framework.acceptances.size(); ++i) by_code[framework.acceptances[i].code].push_back(i);
  std::vector<bool> used(framework.acceptances.size());
  for (Diagnostic& finding : found.sorted()) {
    const model::Acceptance* nearest = nullptr;
    if (finding.severity != Severity::kError) {
      const auto same_code = by_code.find(finding.code);
      if (same_code != by_code.end()) {
        for (const std::size_t i : same_code->second) {
          const model::Acceptance& acceptance = framework.acceptances[i];
          if (!covers(acceptance, finding.span)) continue;
          used[i] = true;
          if (nearest == nullptr || extent(acceptance) < extent(*nearest)) nearest = &acceptance;
        }
      }
    }
    if (nearest == nullptr) {
      report.add(std::move(finding));
    } else {
      report.accept({.finding = std::move(finding), .reason = nearest->reason, .accepted_at = nearest->span});
    }
  }
  for (std::size_t i = 0; i < used.size(); ++i) {
    const model::Acceptance& acceptance = framework.acceptances[i];
    if (used[i] || acceptance.span.file != framework.span.file) continue;
    if (notes == Notes::kLeftOut && may_be_note(acceptance.code)) continue;
    report.add(
        {.code = Code::kAcceptsNothing,
         .severity = Severity::kWarning,
         .message = fmt::format("nothing is left to accept here: `check` finds no `{}` in {}",
                                code_name(acceptance.code), acceptance.covers ? "what this covers" : "this file"),
         .span = acceptance.span,
         .labels = {},
         .help = "take it out, or write it where the finding is"});
  }
}

}  // namespace proviso::analysis
