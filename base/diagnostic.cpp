// SPDX-License-Identifier: Apache-2.0
#include "base/diagnostic.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace proviso {

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

bool DiagnosticReport::has_errors() const {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::kError; });
}

std::vector<Diagnostic> DiagnosticReport::sorted() const {
  const auto key = [](const Diagnostic& d) {
    return std::tie(d.span.file, d.span.begin, d.span.end, d.code, d.message);
  };
  std::vector<Diagnostic> result = diagnostics_;
  std::stable_sort(result.begin(), result.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  result.erase(std::unique(result.begin(), result.end(),
                           [&](const Diagnostic& a, const Diagnostic& b) { return key(a) == key(b); }),
               result.end());
  return result;
}

void DiagnosticReport::append(const DiagnosticReport& other) {
  diagnostics_.insert(diagnostics_.end(), other.diagnostics_.begin(), other.diagnostics_.end());
}

}  // namespace proviso
