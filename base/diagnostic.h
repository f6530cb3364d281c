// SPDX-License-Identifier: Apache-2.0
// Mistakes of authors as data: what is wrong, where, and what to do about it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_file.h"
#include "base/span.h"

namespace proviso {

enum class Severity : std::uint8_t { kError, kWarning };

/// A diagnostic's stable code; the value is its number, 201 for `PV0201`.
enum class Code : std::uint16_t {
#define PROVISO_DIAGNOSTIC(name, number, about) name = number,
#include "base/diagnostic_codes.def"
#undef PROVISO_DIAGNOSTIC
};

/// `PV0201`.
std::string code_name(Code code);
/// One line on what the code is about.
std::string_view code_about(Code code);
/// Every code, in order.
const std::vector<Code>& all_codes();

/// A second place that explains the first: `declared here`.
struct Label {
  Span span;
  std::string text;
};

/// One mistake. Message and help: lower case, no full stop, the author's words in backticks,
/// never a C++ type. The message says what is wrong; the help says what to do.
struct Diagnostic {
  Code code{};
  Severity severity = Severity::kError;
  std::string message;
  Span span;
  std::vector<Label> labels;
  std::string help;
};

/// The mistakes of one run. Not thread-safe.
class DiagnosticReport {
 public:
  void add(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }
  /// Adds an error with no labels.
  void error(Code code, Span span, std::string message, std::string help = {}) {
    add({.code = code,
         .severity = Severity::kError,
         .message = std::move(message),
         .span = span,
         .labels = {},
         .help = std::move(help)});
  }
  [[nodiscard]] bool has_errors() const;
  [[nodiscard]] bool empty() const { return diagnostics_.empty(); }
  [[nodiscard]] std::size_t size() const { return diagnostics_.size(); }
  /// In order of file, offset, code; exact repetitions are given once.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;
  void append(const DiagnosticReport& other);

 private:
  std::vector<Diagnostic> diagnostics_;
};

/// The terminal form: `error[PV0201]: …`, the place, the line (an excerpt of a very long one), a caret, the help.
std::string render_text(const Diagnostic& diagnostic, const SourceSet& sources);
/// All of them in order, a blank line between two.
std::string render_text(const DiagnosticReport& report, const SourceSet& sources);

}  // namespace proviso
