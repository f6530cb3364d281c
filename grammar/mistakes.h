// SPDX-License-Identifier: Apache-2.0
// Says in the author's words why a clause could not be read.
#pragma once

#include <cstdint>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "grammar/failure.h"
#include "grammar/recovery.h"
#include "grammar/syntax_tree.h"

namespace proviso::grammar {

struct Explained {
  Diagnostic diagnostic;
  Resume resume = Resume::kClause;
};

/// Explains why the clause that begins at the byte `clause` failed at the byte `at` for want of `expected`. `comments`
/// are all those of the file.
Explained explain(const Expected& expected, std::uint32_t clause, std::uint32_t at, const SourceFile& file,
                  const std::vector<syntax::Comment>& comments);

/// PV0111 for a word that is not written as names are, with the nearest way to write it.
Diagnostic invalid_name(std::string_view word, Span span);

}  // namespace proviso::grammar
