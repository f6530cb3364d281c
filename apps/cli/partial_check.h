// SPDX-License-Identifier: Apache-2.0
// What can still be said of a rule file that could not be read whole: as much as is certain, and nothing that may only
// be the consequence of a clause left out. So one run reports nearly every mistake, and no false one.
#pragma once

#include <cstddef>

#include "base/diagnostic.h"
#include "base/source_file.h"

namespace proviso::cli {

/// Those of `found` that hold whatever the clauses with a mistake may have meant.
/// @param found     what looking up names, or judging the procedure, found in the clauses that could be read
/// @param mistakes  every mistake of wording and names in the files
/// @param sources   the rule files come first in it
/// @param files     how many of them there are
/// @param complete  whether every clause could be read, so that only those with a mistaken name are in doubt
DiagnosticReport certain_of(const DiagnosticReport& found, const DiagnosticReport& mistakes, const SourceSet& sources,
                            std::size_t files, bool complete);

}  // namespace proviso::cli
