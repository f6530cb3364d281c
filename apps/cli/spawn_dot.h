// SPDX-License-Identifier: Apache-2.0
// Graphviz as a program of its own, bounded in time, memory and output.
#pragma once

#include <string>
#include <string_view>

#include "proviso/result.h"

namespace proviso::cli {

/// Runs `dot -Tsvg` on a Graphviz document.
/// @error kEnvironment where `dot` is not installed or fails, and where it passes a bound (20 seconds, 64 MB of
///        picture)
Result<std::string> dot_to_svg(std::string_view dot);

}  // namespace proviso::cli
