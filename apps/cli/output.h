// SPDX-License-Identifier: Apache-2.0
// Results to standard output or files, everything else to standard error. A result is written whole or not at all, and
// one that cannot be written is never taken for written.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/exit_code.h"
#include "apps/cli/spool.h"
#include "base/diagnostic.h"
#include "base/source_file.h"
#include "proviso/result.h"

namespace proviso::cli {

/// Writes a result to standard output.
/// @return kDone, or kEnvironment after saying why; a reader that went away is passed over in silence.
ExitCode write_result(std::string_view text);

/// A file to be written.
struct OutputFile {
  std::string path;
  std::string text;
  std::string option{};            ///< by which its path was given: `--findings`
  std::shared_ptr<Spool> spool{};  ///< its text, where it may be long; `text` is empty then

  [[nodiscard]] std::string_view content() const { return spool ? spool->text() : std::string_view(text); }
};

/// What writing these files would destroy: a file that was read, or one of them. A sentence; empty: nothing.
/// @param read  the paths of what was read
std::string overwriting(const std::vector<OutputFile>& files, const std::vector<std::string>& read);

/// Writes a result to the file that an option names, or to standard output where there is no path, or `-`.
/// @return as above; kInput, after saying so, where that would overwrite what was read.
ExitCode write_result(std::string_view text, const OutputFile& place, const std::vector<std::string>& read);

/// Writes every file, or none: each goes to a new file beside its place first, and all are moved there at the end.
/// Whether it overwrites what was read, overwriting() has said before.
ExitCode write_files(const std::vector<OutputFile>& files);

/// Writes files as above, then a result to standard output, and last of all, where that has taken everything, what
/// vouches for it.
ExitCode write_files(const std::vector<OutputFile>& files, std::string_view text,
                     const std::optional<OutputFile>& voucher);

/// `error: …` on standard error.
void say_error(std::string_view message);
/// `note: …` on standard error.
void say_note(std::string_view message);
/// A text as it is on standard error.
void say(std::string_view text);
/// Says why an operation failed. @return the exit code for failures of its kind.
ExitCode say_failure(const Error& error);
/// Every diagnostic, on standard error, with a line between two.
void say_diagnostics(const DiagnosticReport& report, const SourceSet& sources);

/// `1 error`, `3 errors`.
std::string counted(std::size_t number, std::string_view thing);

}  // namespace proviso::cli
