// SPDX-License-Identifier: Apache-2.0
// From the path of a rule file to a program: read it and what it uses, resolve, analyse, find its calendars, compile.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/calendar/calendar.h"
#include "engine/model/model.h"
#include "engine/program/program.h"
#include "engine/receipt/receipt.h"
#include "grammar/syntax_tree.h"
#include "proviso/result.h"

namespace proviso::cli {

/// The text of a file, or of standard input for `-`.
/// @error as read_text_file()
Result<std::string> read_input(const std::string& path, std::size_t max_bytes);
/// How a path is named in messages: `-` is `<standard input>`.
std::string display_path(const std::string& path);

/// Where a calendar is looked for, first to last: the folders given, `calendars` beside the rule file, those of the
/// environment variable PROVISO_CALENDARS (divided by colons), `rules/calendars` under the current folder, and the ones
/// that come with the program.
/// @param rule_file  empty: there is none
std::vector<std::string> calendar_folders(const std::vector<std::string>& given, const std::string& rule_file);

/// A rule file, and those it uses, as far as their mistakes let them be read.
struct ReadRules {
  SourceSet sources;
  DiagnosticReport report;
  std::shared_ptr<const model::Framework> framework;  ///< what could be read; means nothing where there are errors
  std::shared_ptr<const Calendar> calendar;           ///< null where the framework names none, or it has mistakes
  std::vector<std::shared_ptr<const Calendar>> named_calendars;  ///< of its named days, in order; null as above
  std::size_t rule_files = 0;  ///< so many of `sources` are rules; those after them are calendars
};

/// How far to go: drawing needs names only, running needs everything; notes are for who asks for them.
enum class Depth { kResolve, kEverything, kWithNotes };

/// Every mistake is in the report.
/// @error as read_text_file()
Result<ReadRules> read_rules(const std::string& path, const std::vector<std::string>& folders, Depth depth);

/// A rule file without errors, ready to run.
struct Rules {
  SourceSet sources;
  std::shared_ptr<const program::Program> program;
};

/// Reads and compiles; what is wrong is said on standard error, and nothing is returned.
/// @param receipt  every text that was read is added, whether or not there is something wrong with it
std::optional<Rules> load_rules(const std::string& path, const std::vector<std::string>& folders,
                                receipt::Receipt& receipt);

/// A calendar by its name or, for a path or a name with `.yaml`, by its file; what is wrong is said on standard error.
std::shared_ptr<const Calendar> load_named_calendar(const std::string& name, const std::vector<std::string>& folders);

}  // namespace proviso::cli
