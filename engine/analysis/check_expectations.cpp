// SPDX-License-Identifier: Apache-2.0
// PV0413: an example without `expect` passes whatever the rules say.
#include <fmt/format.h>

#include "engine/analysis/checks.h"

namespace proviso::analysis {

void check_expectations(const model::Framework& framework, const graph::ProcedureGraph& /*graph*/,
                        DiagnosticReport& report) {
  for (const model::Example& example : framework.examples) {
    if (!example.expectations.empty()) continue;
    report.add({.code = Code::kExampleWithoutExpect,
                .severity = Severity::kWarning,
                .message = fmt::format("the example \"{}\" expects nothing, so it cannot fail", example.title),
                .span = example.span,
                .labels = {},
                .help = "say what must come of it, such as `expect <duty> kept` or `expect no findings`"});
  }
}

}  // namespace proviso::analysis
