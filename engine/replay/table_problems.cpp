// SPDX-License-Identifier: Apache-2.0
// From bytes of a table to diagnostics.
#include "engine/replay/table_problems.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace proviso::replay {

void TableProblems::report_to(SourceSet& sources, DiagnosticReport& report) const {
  if (!any()) return;
  const SourceFile& file = sources.add(std::string(path_), std::string(text_));
  const auto span = [&](std::pair<std::size_t, std::size_t> bytes) {
    return file.span(static_cast<std::uint32_t>(bytes.first), static_cast<std::uint32_t>(bytes.second));
  };
  for (const Problem& problem : shown_) report.error(problem.code, span(problem.bytes), problem.message, problem.help);
  if (more_ > 0) {
    report.error(Code::kCsvValue, span(first_more_),
                 fmt::format("{} more mistake{} from here on {} not shown", more_, more_ == 1 ? "" : "s",
                             more_ == 1 ? "is" : "are"),
                 "mend those above first: they often have one cause");
  }
}

std::string cell_text(std::string_view cell) {
  constexpr std::size_t kLongest = 60;
  std::string_view kept = cell.substr(0, kLongest);
  // Never half a character: a continuation byte belongs to the one before it.
  while (kept.size() < cell.size() && !kept.empty() &&
         (static_cast<unsigned char>(cell[kept.size()]) & 0xC0U) == 0x80U) {
    kept.remove_suffix(1);
  }
  std::string text(kept);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  if (kept.size() < cell.size()) text += "…";
  return text;
}

}  // namespace proviso::replay
