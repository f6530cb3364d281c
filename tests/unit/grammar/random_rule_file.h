// SPDX-License-Identifier: Apache-2.0
// Rule files that are well-formed and mean nothing, for laws that hold of every file.
#pragma once

#include <cstdint>
#include <string>

namespace proviso::testing_support {

/// Every construct of the language by chance, with random gaps and comments between its tokens. The same seed gives
/// the same file.
std::string random_rule_file(std::uint32_t seed);

}  // namespace proviso::testing_support
