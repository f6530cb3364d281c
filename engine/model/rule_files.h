// SPDX-License-Identifier: Apache-2.0
// From a rule file to all those it uses, each read and parsed once. Opens no files itself: who calls says where a text
// comes from.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/model/resolve.h"
#include "grammar/parse.h"
#include "proviso/result.h"

namespace proviso::model {

/// The text of a used file, or why there is none.
using FileReader = std::function<Result<std::string>(const std::string& path)>;

/// The path that `use "…"` means in a file of that path, without `.` and `..` where they can be left out.
std::string used_path(std::string_view from, std::string_view written);

/// Parses a file and, through every `use`, those it rests on; the file itself comes first. A file used twice is one,
/// also where two paths lead to the same text. Each is added to `sources`, in the order in which they are found.
/// Mistakes of wording are added to the report; so is a file that cannot be read (PV0209) at the `use` that names it.
std::vector<RuleFile> read_rule_files(const SourceFile& main, SourceSet& sources, const FileReader& reader,
                                      DiagnosticReport& report, const grammar::ParseLimits& limits = {});

}  // namespace proviso::model
