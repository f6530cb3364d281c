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
#include "engine/run/records.h"
#include "proviso/date.h"

namespace proviso {

/// A case ready to run.
struct BoundCase {
  std::string id;
  std::optional<Date> as_of;
  run::Records records;  ///< as written; refers to the program, which must outlive it
  run::History history;  ///< what they come to when all of them are known
};

/// Checks a case against a framework: its name, every event, fact and party (PV0509, with the nearest known one),
/// whether the event records the fact (PV0207), every value (PV0510); and its records against each other: their ids
/// (PV0512), what is corrected and withdrawn (PV0513). All mistakes are reported at once, each at its place in the case
/// file; those between records once each of them is right by itself.
/// @return nothing where anything was reported.
std::optional<BoundCase> bind_case(const CaseDocument& document, const program::Program& program,
                                   DiagnosticReport& report);

}  // namespace proviso
