// SPDX-License-Identifier: Apache-2.0
// A rule file with an example as what executors are given.
#pragma once

#include <memory>
#include <string>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/model/model.h"
#include "tests/reference/outcome.h"

namespace proviso::reference {

/// A case that was read; `given` points into it.
struct LoadedCase {
  model::Framework framework;
  Given given;

  LoadedCase() = default;
  LoadedCase(const LoadedCase&) = delete;
  LoadedCase& operator=(const LoadedCase&) = delete;
};

/// What an example of a framework gives. The calendars are those of test_calendars.h; as of the last event's day where
/// the example does not say.
Given given(const model::Framework& framework, const model::Example& example);

/// Reads a rule file; its first example is what is given. Comments that begin with `#|` hold the file that it may use,
/// `linked.proviso`.
/// @return null where the file has a mistake (in the report), no example, or a calendar that there is not
std::unique_ptr<LoadedCase> load_case(const std::string& text, SourceSet& sources, DiagnosticReport& report);

/// The same for a file on disk, which may use others beside it.
std::unique_ptr<LoadedCase> load_rules(const std::string& path, SourceSet& sources, DiagnosticReport& report);

}  // namespace proviso::reference
