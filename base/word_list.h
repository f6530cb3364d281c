// SPDX-License-Identifier: Apache-2.0
// Several words in a row, as a sentence has them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace proviso {

/// `a`, `a and b`, `a, b and c`; `last` is the word before the last.
std::string joined(const std::vector<std::string>& words, std::string_view last = "and");

}  // namespace proviso
