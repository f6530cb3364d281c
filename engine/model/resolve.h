// SPDX-License-Identifier: Apache-2.0
// From what was written to what it means: names looked up, types checked.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "engine/model/model.h"
#include "grammar/syntax_tree.h"

namespace proviso::model {

/// One of the files that make up a framework.
struct RuleFile {
  std::string path;
  syntax::File tree;
  /// Where each `use` of it leads, in order: a place in the list of files. Nothing where that could not be read, which
  /// was reported.
  std::vector<std::optional<std::size_t>> uses;
};

/// Resolves a framework with the files it uses, the framework's own file first. Every mistake of names and types is
/// reported; the framework is whole and consistent (every id valid) even then, holding what could be resolved, but
/// means nothing unless `report` has no errors.
///
/// A used file without a framework shares what it declares. One with a framework can be opened as a linked case: it is
/// resolved in a namespace of its own and becomes a further part. Sources, parties and parameters of a file that
/// several parts use are the same in all of them; facts and events belong to each part.
Framework resolve(const std::vector<RuleFile>& files, DiagnosticReport& report);

/// The same for a framework that uses no files; a `use` in it is reported.
Framework resolve(const syntax::File& file, DiagnosticReport& report);

}  // namespace proviso::model
