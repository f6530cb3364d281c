// SPDX-License-Identifier: Apache-2.0
// Cases from a table or an event log, with the map of its columns, against loaded rules.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "apps/cli/exit_code.h"
#include "apps/cli/loading.h"
#include "engine/documents/map_document.h"
#include "engine/replay/case_source.h"

namespace CLI {
class App;
}

namespace proviso::cli {

/// `--events FILE`, `--table FILE`, `--map MAP.yaml`; paths, empty where not given.
struct TableOptions {
  std::string events;
  std::string table;
  std::string map;

  [[nodiscard]] bool given() const { return !events.empty() || !table.empty(); }
};

void add_table(CLI::App& app, TableOptions& options);

/// What is wrong with these options; empty: nothing.
/// @param verb  what is done with the cases: `replay`
std::string table_mistake(const TableOptions& options, std::string_view verb);

struct CaseTable {
  std::optional<MapDocument> map;
  replay::CaseSource cases;
};

/// Reads a table whole and checks it against the rules; what is wrong is said on standard error, and nothing is
/// returned. Precondition: table_mistake() finds none.
/// @param receipt  every text that was read is added
/// @param code     raised where a file could not be read
std::optional<CaseTable> load_table(const TableOptions& options, const program::Program& program, SourceSet& sources,
                                    receipt::Receipt& receipt, ExitCode& code);

}  // namespace proviso::cli
