// SPDX-License-Identifier: Apache-2.0
// The terminal form of a diagnostic: the place, the author's line, a caret under the words meant.
#include <algorithm>

#include <fmt/format.h>

#include "base/diagnostic.h"

namespace proviso {
namespace {

constexpr std::size_t kWidth = 110;  // columns of an author's line that are shown
constexpr std::size_t kBefore = 60;  // of those, how many stand before the caret when the line is cut

bool continues_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues_code_point(c); }));
}

// Control characters and bytes that are no UTF-8 text become `?`, a tab one blank, so that carets stay in place and a
// terminal shows nothing it should not.
std::string printable(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::size_t length = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 0;
    bool whole = length != 0 && i + length <= text.size() && c < 0xF5;
    for (std::size_t k = 1; whole && k < length; ++k) whole = continues_code_point(text[i + k]);
    if (!whole) {
      if (!continues_code_point(text[i])) result += '?';
      ++i;
      continue;
    }
    if (c == '\t') {
      result += ' ';
    } else if (c < 0x20 || c == 0x7F) {
      result += '?';
    } else {
      result += text.substr(i, length);
    }
    i += length;
  }
  return result;
}

// The part of a line around the bytes [begin, end), with the caret line below it.
std::string excerpt(std::string_view line, std::size_t begin, std::size_t end, std::string_view gutter) {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  std::size_t from = 0;
  std::size_t to = line.size();
  std::string_view head;
  std::string_view tail;
  if (line.size() > kWidth) {
    from = begin > kBefore ? begin - kBefore : 0;
    to = std::min(line.size(), from + kWidth);
    while (from > 0 && from < line.size() && continues_code_point(line[from])) --from;
    while (to < line.size() && continues_code_point(line[to])) ++to;
    if (from > 0) head = "…";
    if (to < line.size()) tail = "…";
  }
  const std::string before = printable(line.substr(from, begin - from));
  const std::size_t marked =
      std::max<std::size_t>(1, code_points(printable(line.substr(begin, std::min(end, to) - begin))));
  return fmt::format("{}{}{}{}\n{} | {}{}", head, before, printable(line.substr(begin, to - begin)), tail, gutter,
                     std::string(code_points(before) + (head.empty() ? 0 : 1), ' '), std::string(marked, '^'));
}

std::string place(Span span, const SourceSet& sources, std::string_view note, std::string_view arrow) {
  const SourceFile& file = sources[span.file];
  const LineColumn at = file.position(span.begin);
  const std::string number = std::to_string(at.line);
  const std::string gutter(number.size(), ' ');
  const std::string_view line = file.line(at.line);
  const std::uint32_t start = file.offset_of(at.line, 0);
  std::string result = fmt::format("{}{} {}:{}:{}\n{} |\n{} | {}", gutter, arrow, file.path(), at.line, at.column,
                                   gutter, number, excerpt(line, span.begin - start, span.end - start, gutter));
  if (!note.empty()) result += fmt::format(" {}", note);
  return result + "\n";
}

}  // namespace

std::string render_text(const Diagnostic& diagnostic, const SourceSet& sources) {
  std::string result =
      fmt::format("{}[{}]: {}\n", severity_text(diagnostic.severity), code_name(diagnostic.code), diagnostic.message);
  result += place(diagnostic.span, sources, diagnostic.help, "-->");
  for (const Label& label : diagnostic.labels) result += place(label.span, sources, label.text, ":::");
  return result;
}

std::string render_text(const AcceptedFinding& accepted, const SourceSet& sources) {
  std::string result = fmt::format("accepted[{}]: {}\n", code_name(accepted.finding.code), accepted.finding.message);
  result += place(accepted.finding.span, sources, {}, "-->");
  result += place(accepted.accepted_at, sources, {}, ":::");
  return result;
}

std::string render_text(const DiagnosticReport& report, const SourceSet& sources) {
  std::string result;
  for (const Diagnostic& diagnostic : report.sorted()) {
    if (!result.empty()) result += "\n";
    result += render_text(diagnostic, sources);
  }
  return result;
}

}  // namespace proviso
