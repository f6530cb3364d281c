// SPDX-License-Identifier: Apache-2.0
// From what was written to what it means: names looked up, types checked.
#pragma once

#include "base/diagnostic.h"
#include "engine/model/model.h"
#include "grammar/syntax_tree.h"

namespace proviso::model {

/// Resolves one file. Every mistake of names and types is reported; the framework is whole and consistent (every id
/// valid) even then, holding what could be resolved, but means nothing unless `report` has no errors.
Framework resolve(const syntax::File& file, DiagnosticReport& report);

}  // namespace proviso::model
