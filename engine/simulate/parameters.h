// SPDX-License-Identifier: Apache-2.0
// What a scenario puts in the place of amounts of the rules.
#pragma once

#include <memory>
#include <vector>

#include "base/diagnostic.h"
#include "engine/documents/scenario_document.h"
#include "engine/program/program.h"

namespace proviso::simulate {

/// The program with other amounts, which count on every day. Citations stay: they say where the amount of the rules is.
/// @return null where something was reported: an unknown parameter, working days without a calendar
std::shared_ptr<const program::Program> with_parameters(const std::shared_ptr<const program::Program>& program,
                                                        const std::vector<ScenarioParameter>& parameters,
                                                        DiagnosticReport& report);

}  // namespace proviso::simulate
