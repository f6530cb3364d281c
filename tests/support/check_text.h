// SPDX-License-Identifier: Apache-2.0
// What `proviso check` finds in the text of a rule file, by way of the libraries.
#pragma once

#include <string>
#include <utility>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/analysis/analyse.h"
#include "engine/model/resolve.h"
#include "grammar/parse.h"

namespace proviso::testing_support {

/// Every mistake of the text as the terminal shows it; empty where there is none. Calendars are not looked for.
/// @param path  what the file is called in the messages
inline std::string check_text(std::string path, std::string text, const grammar::ParseLimits& limits = {}) {
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add(std::move(path), std::move(text));
  const syntax::File tree = grammar::parse(file, report, limits);
  if (!report.has_errors()) {
    const model::Framework framework = model::resolve(tree, report);
    if (!report.has_errors()) analysis::analyse(framework, report);
  }
  return render_text(report, sources);
}

}  // namespace proviso::testing_support
