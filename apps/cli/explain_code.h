// SPDX-License-Identifier: Apache-2.0
// `proviso explain PV0203`: what a message means and what to do about it.
#pragma once

#include <string>
#include <string_view>

#include "apps/cli/exit_code.h"
#include "apps/cli/options.h"

namespace proviso::cli {

/// Whether a word is written like the code of a message: `PV0203`, `pv0203`.
bool is_code(std::string_view word);

/// Prints the page on a message, or says that there is no such code and which is the nearest.
ExitCode explain_code(const std::string& word, Format format);

}  // namespace proviso::cli
