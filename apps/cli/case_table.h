// SPDX-License-Identifier: Apache-2.0
// A table of cases or events from the command line to cases that are ready to run: for `replay`,
// `impact` and `transition`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "apps/cli/exit_code.h"
#include "apps/cli/options.h"
#include "apps/cli/table_source.h"
#include "base/source_file.h"
#include "engine/documents/map_document.h"
#include "engine/program/program.h"
#include "engine/receipt/receipt.h"
#include "engine/replay/case_source.h"
#include "proviso/date.h"

namespace CLI {
class App;
}

namespace proviso::cli {

/// Which table, and what its columns mean.
struct TableOptions {
  std::string events;
  std::string table;
  std::string map;

  [[nodiscard]] const std::string& path() const { return events.empty() ? table : events; }
  [[nodiscard]] bool given() const { return !path().empty(); }
};

/// `--events`, `--table`, `--map`.
void add_table(CLI::App& app, TableOptions& options);

/// What is wrong with these options together; empty: nothing.
/// @param what  what is done with the cases: `replay`
std::string table_mistake(const TableOptions& options, const std::string& what);

/// A table and its map, read but not looked into.
struct CaseTable {
  std::string path;  ///< for messages
  std::string text;
  std::optional<MapDocument> map;
  std::string map_path;
  std::string map_text;
  const SourceSet* map_sources = nullptr;  ///< in which the places in the map are
};

/// Reads both; what is wrong is said on standard error.
/// @param receipt  every text that was read is added
/// @param code     how to end where nothing is returned
std::optional<CaseTable> load_table(const TableOptions& options, SourceSet& sources, receipt::Receipt& receipt,
                                    ExitCode& code);

/// The first half: the map alone, where there is one.
std::optional<CaseTable> begin_table(const TableOptions& options, SourceSet& sources, receipt::Receipt& receipt,
                                     ExitCode& code);
/// The other half.
/// @param source  from where the text comes if it has been opened already; else null
bool load_text(const TableOptions& options, receipt::Receipt& receipt, CaseTable& table, TableSource* source,
               ExitCode& code);
receipt::Input::Role table_role(const TableOptions& options);

/// The cases of a table under a program; what is wrong is said on standard error.
std::optional<replay::CaseSource> cases_of(const CaseTable& table, const program::Program& program, SourceSet& sources);

/// The day to look from: the one given, else the map's, else the last in the table, else today; what was taken, where
/// nobody gave it, is said on standard error.
/// @param option  by which another is given
Date as_of_day(std::optional<Date> given, const CaseTable& table, std::optional<Date> last_day, Today& today,
               std::string_view option = "--as-of");

}  // namespace proviso::cli
