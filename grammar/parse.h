// SPDX-License-Identifier: Apache-2.0
// From the text of a rule file to its syntax tree.
#pragma once

#include <cstddef>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "grammar/syntax_tree.h"

namespace proviso::grammar {

/// Bounds on what is read; reaching one is a diagnostic that names it.
struct ParseLimits {
  std::size_t bytes = std::size_t{64} << 20U;  ///< size of one file
  std::size_t depth = 100;                     ///< brackets and `not` within one another
  std::size_t mistakes = 200;                  ///< after so many the rest of the file is not read
};

/// Parses one file. After a mistake it goes on at the next clause, so one call reports every mistake; what could be
/// read is in the tree. A file that others use may have no framework. Never throws on any input.
syntax::File parse(const SourceFile& file, DiagnosticReport& report, const ParseLimits& limits = {});

}  // namespace proviso::grammar
