// SPDX-License-Identifier: Apache-2.0
// From a case file to a history that a program can run: every name and value checked against the framework.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/documents/case_document.h"
#include "engine/program/program.h"
#include "engine/run/history.h"
#include "proviso/date.h"

namespace proviso {

/// A case ready to run.
struct BoundCase {
  std::string id;
  std::optional<Date> as_of;
  run::History history;  ///< sorted; refers to the program, which must outlive it
};

/// Checks a case against a framework: its name, every event and fact (PV0509, with the nearest known one), whether the
/// event records the fact (PV0207), every value (PV0510). All mistakes are reported at once, each at its place in the
/// case file.
/// @return nothing where anything was reported.
std::optional<BoundCase> bind_case(const CaseDocument& document, const program::Program& program,
                                   DiagnosticReport& report);

}  // namespace proviso
