// SPDX-License-Identifier: Apache-2.0
// The first look at a file: is it text, and where are its comments?
#pragma once

#include <optional>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "grammar/syntax_tree.h"

namespace proviso::grammar {

struct TextScan {
  std::vector<syntax::Comment> comments;  ///< in the order of the file
  std::optional<Diagnostic> mistake;      ///< the first byte or character that may not stand in a rule file
};

/// Reads the whole file once.
TextScan scan_text(const SourceFile& file);

}  // namespace proviso::grammar
