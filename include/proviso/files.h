// SPDX-License-Identifier: Apache-2.0
// Loading rules from disk. In Proviso::documents, apart from the core, which needs no file system.
#pragma once

#include <string>
#include <vector>

#include "proviso/result.h"
#include "proviso/rule_set.h"

namespace proviso {

/// Reads a rule file with the files it uses and the calendars they name, and compiles it.
/// @param path              the rule file; messages and citations name it so
/// @param calendar_folders  where `<name>.yaml` is looked for, first to last, before the folder `calendars` beside the
///                          rule file
/// @error kNotFound, kUnreadable for the rule file; kInvalidRules with every mistake rendered, among them that a used
///        file or a calendar was not found; kInvalidDocument with the mistakes of a calendar rendered
[[nodiscard]] PROVISO_API Result<RuleSet> load_rules(const std::string& path,
                                                     const std::vector<std::string>& calendar_folders = {});

}  // namespace proviso
