// SPDX-License-Identifier: Apache-2.0
#include "base/diagnostic.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

namespace proviso {
namespace {

auto key_of(const Diagnostic& d) { return std::tie(d.span.file, d.span.begin, d.span.end, d.code, d.message); }

}  // namespace

std::string_view severity_text(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kNote:
      return "note";
  }
  return {};
}

std::string code_name(Code code) { return fmt::format("PV{:04}", static_cast<unsigned>(code)); }

std::string_view code_about(Code code) {
  switch (code) {
#define PROVISO_DIAGNOSTIC(name, number, about) \
  case Code::name:                              \
    return about;
#include "base/diagnostic_codes.def"
#undef PROVISO_DIAGNOSTIC
  }
  return {};
}

const std::vector<Code>& all_codes() {
  static const std::vector<Code> codes{
#define PROVISO_DIAGNOSTIC(name, number, about) Code::name,
#include "base/diagnostic_codes.def"
#undef PROVISO_DIAGNOSTIC
  };
  return codes;
}

bool can_be_accepted(Code code) {
  constexpr unsigned kFirst = 400;
  constexpr unsigned kLast = 499;
  // With these no case can be run; and an `accept` gone stale is taken out.
  constexpr std::array kNever{Code::kUnreachableStage, Code::kNoWayOut,      Code::kOverlappingMoves,
                              Code::kEmptyTrack,       Code::kMoveAfterEnd,  Code::kTableOverlap,
                              Code::kRowNeverReached,  Code::kAcceptsNothing};
  const auto number = static_cast<unsigned>(code);
  return number >= kFirst && number <= kLast && std::find(kNever.begin(), kNever.end(), code) == kNever.end();
}

bool DiagnosticReport::has_errors() const {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::kError; });
}

std::vector<Diagnostic> DiagnosticReport::sorted() const {
  std::vector<Diagnostic> result = diagnostics_;
  std::stable_sort(result.begin(), result.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return key_of(a) < key_of(b); });
  result.erase(std::unique(result.begin(), result.end(),
                           [](const Diagnostic& a, const Diagnostic& b) { return key_of(a) == key_of(b); }),
               result.end());
  return result;
}

std::vector<AcceptedFinding> DiagnosticReport::accepted() const {
  std::vector<AcceptedFinding> result = accepted_;
  std::stable_sort(result.begin(), result.end(), [](const AcceptedFinding& a, const AcceptedFinding& b) {
    return key_of(a.finding) < key_of(b.finding);
  });
  return result;
}

void DiagnosticReport::append(const DiagnosticReport& other) {
  accepted_.insert(accepted_.end(), other.accepted_.begin(), other.accepted_.end());
  diagnostics_.insert(diagnostics_.end(), other.diagnostics_.begin(), other.diagnostics_.end());
}

}  // namespace proviso
