// SPDX-License-Identifier: Apache-2.0
// A syntax tree as text without spans, to compare what two files mean.
#pragma once

#include <string>

#include "grammar/syntax_tree.h"

namespace proviso::testing_support {

/// One line per declaration and item, in order; comments are left out.
std::string dump(const syntax::File& tree);
/// An expression with every operand in brackets.
std::string dump(const syntax::Expression& expression);

}  // namespace proviso::testing_support
