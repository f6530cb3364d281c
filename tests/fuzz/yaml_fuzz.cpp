// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes, each reader of documents gives a document or reports why not, in spans that lie within the text.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/calendar/calendar.h"
#include "engine/documents/calendar_document.h"
#include "engine/documents/case_document.h"
#include "engine/documents/map_document.h"
#include "engine/documents/yaml.h"

namespace {

[[noreturn]] void give_up(const char* what, const std::string& text) {
  std::fprintf(stderr, "%s\n---\n%s\n", what, text.c_str());
  std::abort();
}

void check_span(proviso::Span span, const std::string& text) {
  if (span.begin > span.end || span.end > text.size()) give_up("a span leaves the text", text);
}

void check_tree(const proviso::YamlValue& value, const std::string& text, std::size_t depth) {
  if (depth > proviso::kMostYamlDepth) give_up("a tree is too deep", text);
  check_span(value.span, text);
  for (const proviso::YamlValue& item : value.items) check_tree(item, text, depth + 1);
  for (const proviso::YamlEntry& entry : value.entries) {
    check_span(entry.key.span, text);
    check_tree(entry.value, text, depth + 1);
  }
}

template <typename Reader>
auto read(const std::string& text, Reader reader) {
  proviso::SourceSet sources;
  proviso::DiagnosticReport report;
  const proviso::SourceFile& file = sources.add("fuzz.yaml", text);
  auto value = reader(file, report);
  if (value.has_value() == report.has_errors()) give_up("a document and its report contradict each other", text);
  for (const proviso::Diagnostic& diagnostic : report.sorted()) {
    check_span(diagnostic.span, text);
    if (diagnostic.message.empty()) give_up("a report says nothing", text);
  }
  static_cast<void>(proviso::render_text(report, sources));
  return value;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  if (const auto tree = read(text, proviso::read_yaml)) check_tree(*tree, text, 0);
  static_cast<void>(read(text, proviso::read_case));
  static_cast<void>(read(text, proviso::read_map));
  if (auto calendar = read(text, proviso::read_calendar)) {
    if (!proviso::Calendar::build(*std::move(calendar))) give_up("a calendar was read that cannot be built", text);
  }
  return 0;
}
