// SPDX-License-Identifier: Apache-2.0
// What `check` found as SARIF 2.1.0, which editors and reviews of changes show beside the lines it is about.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"

namespace proviso::cli {

/// One log with one run: each code that occurs as a rule with its page of the documentation, each finding as a result,
/// what the rules accept as a result with a suppression. Described by docs/schema/output/sarif-1.schema.json.
std::string sarif_log(const std::vector<std::pair<const DiagnosticReport*, const SourceSet*>>& reports);

}  // namespace proviso::cli
