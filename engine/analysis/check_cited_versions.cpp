// SPDX-License-Identifier: Apache-2.0
// PV0412: a version of a parameter without a citation beside one that has it. A line written between a version and its
// `cite` takes the citation over, and the `unconfirmed` with it: the old amount then stands in findings as if settled.
#include <algorithm>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/analysis/checks.h"

namespace proviso::analysis {

void check_cited_versions(const model::Framework& framework, const graph::ProcedureGraph& /*graph*/,
                          DiagnosticReport& report) {
  for (const model::Parameter& parameter : framework.parameters) {
    const auto& versions = parameter.versions;
    for (auto version = versions.begin(); version != versions.end(); ++version) {
      if (!version->citations.empty()) continue;
      // The next one is where the citation went, if a line was put in between.
      const auto cites = [](const model::ParameterVersion& one) { return !one.citations.empty(); };
      auto cited = std::find_if(version, versions.end(), cites);
      if (cited == versions.end()) cited = std::find_if(versions.begin(), version, cites);
      if (cited == versions.end() || cited == version) continue;
      report.add({.code = Code::kUncitedVersion,
                  .severity = Severity::kWarning,
                  .message = fmt::format("the version of `{}` from {} cites nothing, and the one from {} does",
                                         parameter.name, long_date(version->from), long_date(cited->from)),
                  .span = version->span,
                  .labels = {{cited->citations.front().span,
                              fmt::format("this belongs to the version from {}", long_date(cited->from))}},
                  .help = "put the new line after the `cite` lines of the old one, and give each version its own"});
    }
  }
}

}  // namespace proviso::analysis
