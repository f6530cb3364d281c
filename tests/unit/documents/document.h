// SPDX-License-Identifier: Apache-2.0
// A document in a test: its text, what a reader makes of it, and what it reports.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/diagnostic.h"
#include "base/source_file.h"

namespace proviso {

/// What a reader returned, and its reports as `PV0503 2:1`, in order.
template <typename T>
struct Read {
  T value;
  std::vector<std::string> problems;
  std::string rendered;
};

/// Applies a reader (`read_yaml`, `read_case`, …) to a text.
template <typename Reader>
auto read_document(std::string text, Reader reader) {
  SourceSet sources;
  const SourceFile& file = sources.add("document.yaml", std::move(text));
  DiagnosticReport report;
  auto value = reader(file, report);
  Read<decltype(value)> result{std::move(value), {}, render_text(report, sources)};
  for (const Diagnostic& diagnostic : report.sorted()) {
    const LineColumn at = file.position(diagnostic.span.begin);
    result.problems.push_back(fmt::format("{} {}:{}", code_name(diagnostic.code), at.line, at.column));
  }
  return result;
}

/// A text in which `_` stands for a tab: tabs in test sources are easily lost.
inline std::string with_tabs(std::string text) {
  for (char& c : text) {
    if (c == '_') c = '\t';
  }
  return text;
}

inline std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace proviso
