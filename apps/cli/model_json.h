// SPDX-License-Identifier: Apache-2.0
// The resolved model as JSON, for other people's programs: everything that a framework means, ids as names, expressions
// as trees. Described by docs/schema/output/model-1.schema.json; a member that engine/model/model.h gets is added here
// and there.
#pragma once

#include <string>

#include "base/source_file.h"
#include "engine/program/program.h"

namespace proviso::cli {

/// `export`: the framework with the content of its calendars.
/// @param program  compiled from rules without errors, so that every id is valid and every calendar is there
std::string model_json(const program::Program& program, const SourceSet& sources);

}  // namespace proviso::cli
