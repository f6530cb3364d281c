// SPDX-License-Identifier: Apache-2.0
// Results to standard output or files, everything else to standard error. A result is written whole or not at all, and
// one that cannot be written is never taken for written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/exit_code.h"
#include "base/diagnostic.h"
#include "base/source_file.h"
#include "proviso/result.h"

namespace proviso::cli {

/// Writes a result to standard output, or to a file where a path is given (`-` is standard output).
/// @return kDone, or kEnvironment after saying why; a reader that went away is passed over in silence.
ExitCode write_result(std::string_view text, const std::string& path = {});

/// A file to be written.
struct OutputFile {
  std::string path;
  std::string text;
};

/// Writes every file, or none: each goes to a new file beside its place first, and all are moved there at the end.
ExitCode write_files(const std::vector<OutputFile>& files);

/// Whether two paths lead to the same file, which need not exist yet.
bool same_file(const std::string& a, const std::string& b);

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
/// `a, b and c`; `last` is the word before the last.
std::string joined(const std::vector<std::string>& words, std::string_view last = "and");

}  // namespace proviso::cli
