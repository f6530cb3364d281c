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

enum class Severity : std::uint8_t {
  kError,    ///< no case can be run
  kWarning,  ///< a case can be run, and some of them will not go as their author thought
  kNote,     ///< nothing goes wrong, and something may be left over; said only where asked for
};
/// `error`, `warning`, `note`.
std::string_view severity_text(Severity severity);

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
/// Whether a framework may `accept` it: what is said of the procedure as a whole and keeps no case from being run.
bool can_be_accepted(Code code);

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

/// A finding that the rules `accept`, with the reason they give.
struct AcceptedFinding {
  Diagnostic finding;
  std::string reason;
  Span accepted_at;
};

/// The mistakes of one run, and what the rules accept. Not thread-safe.
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
  /// What is accepted is no mistake: it is listed apart and counts nowhere else.
  void accept(AcceptedFinding accepted) { accepted_.push_back(std::move(accepted)); }
  [[nodiscard]] bool has_errors() const;
  [[nodiscard]] bool empty() const { return diagnostics_.empty(); }
  [[nodiscard]] std::size_t size() const { return diagnostics_.size(); }
  /// In order of file, offset, code; exact repetitions are given once.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;
  /// In the same order.
  [[nodiscard]] std::vector<AcceptedFinding> accepted() const;
  void append(const DiagnosticReport& other);

 private:
  std::vector<Diagnostic> diagnostics_;
  std::vector<AcceptedFinding> accepted_;
};

/// The terminal form: `error[PV0201]: …`, the place, the line (an excerpt of a very long one), a caret, the help.
std::string render_text(const Diagnostic& diagnostic, const SourceSet& sources);
/// The same of what is accepted: `accepted[PV0415]: …`, and the place of the `accept` with its reason.
std::string render_text(const AcceptedFinding& accepted, const SourceSet& sources);
/// All of them in order, a blank line between two.
std::string render_text(const DiagnosticReport& report, const SourceSet& sources);

}  // namespace proviso
