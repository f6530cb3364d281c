// SPDX-License-Identifier: Apache-2.0
// A case file against loaded rules, and the day to look from.
#pragma once

#include <optional>
#include <string>

#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "engine/documents/case_binding.h"
#include "proviso/date.h"

namespace proviso::cli {

/// A case, with the day it is looked at from and where that day was taken from.
struct LoadedCase {
  BoundCase bound;
  Date as_of{};
  std::string as_of_ground;
};

/// Reads a case file and checks it against the rules; what is wrong is said on standard error, and nothing is returned.
/// The day is the one given, else the case file's own, else today.
/// @param receipt  the text that was read is added, whether or not there is something wrong with it
std::optional<LoadedCase> load_case(const std::string& path, const Rules& rules, std::optional<Date> as_of,
                                    Today& today, receipt::Receipt& receipt);

}  // namespace proviso::cli
