// SPDX-License-Identifier: Apache-2.0
// The one canonical layout of a rule file: the inverse of parse.
#pragma once

#include <string>

#include "base/source_file.h"
#include "grammar/syntax_tree.h"

namespace proviso::grammar {

/// Writes the tree in canonical layout: every comment kept, the order of the file kept, single blank lines of the
/// author between declarations kept. `file` is the text the tree was parsed from without mistakes.
/// format(parse(format(t))) == format(t).
std::string format(const syntax::File& tree, const SourceFile& file);

}  // namespace proviso::grammar
