// SPDX-License-Identifier: Apache-2.0
// What `proviso check` finds in the text of a rule file, by way of the libraries.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/analysis/analyse.h"
#include "engine/model/rule_files.h"
#include "grammar/parse.h"
#include "proviso/result.h"

namespace proviso::testing_support {

/// Every mistake of the text as the terminal shows it; empty where there is none. Calendars and used files are not
/// looked for: there are none.
/// @param path  what the file is called in the messages
inline std::string check_text(std::string path, std::string text, const grammar::ParseLimits& limits = {}) {
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add(std::move(path), std::move(text));
  const auto no_file = [](const std::string& wanted) -> Result<std::string> {
    return Error{ErrorCode::kNotFound, "there is no file `" + wanted + "`; check its path", {}};
  };
  const std::vector<model::RuleFile> files = model::read_rule_files(file, sources, no_file, report, limits);
  if (!report.has_errors()) {
    const model::Framework framework = model::resolve(files, report);
    if (!report.has_errors()) analysis::analyse(framework, report);
  }
  return render_text(report, sources);
}

}  // namespace proviso::testing_support
