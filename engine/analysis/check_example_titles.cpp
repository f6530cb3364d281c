// SPDX-License-Identifier: Apache-2.0
// PV0414: two examples with one title. When one of them fails, the title does not say which.
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "engine/analysis/checks.h"

namespace proviso::analysis {

void check_example_titles(const model::Framework& framework, const graph::ProcedureGraph& /*graph*/,
                          DiagnosticReport& report) {
  std::map<std::string_view, Span> first;
  for (const model::Example& example : framework.examples) {
    const auto [known, added] = first.try_emplace(example.title, example.span);
    if (added) continue;
    report.add({.code = Code::kExampleTitle,
                .severity = Severity::kWarning,
                .message = fmt::format("another example is called \"{}\" too", example.title),
                .span = example.span,
                .labels = {{known->second, "the first one"}},
                .help = "give each a title of its own, so that a failure says which it is"});
  }
}

}  // namespace proviso::analysis
