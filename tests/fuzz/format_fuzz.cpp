// SPDX-License-Identifier: Apache-2.0
// Whatever parses without a mistake is formatted into a text that parses too and that formatting does not change.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "grammar/format.h"
#include "grammar/parse.h"

namespace {

// The canonical text; empty where the text has mistakes (`wrong` is then true).
std::string formatted(const std::string& text, bool& wrong) {
  proviso::SourceSet sources;
  proviso::DiagnosticReport report;
  const proviso::SourceFile& file = sources.add("fuzz.proviso", text);
  const proviso::syntax::File tree = proviso::grammar::parse(file, report);
  wrong = report.has_errors();
  return wrong ? std::string() : proviso::grammar::format(tree, file);
}

[[noreturn]] void give_up(const char* what, const std::string& first, const std::string& second) {
  std::fprintf(stderr, "%s\n--- first\n%s\n--- second\n%s\n", what, first.c_str(), second.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  bool wrong = false;
  const std::string once = formatted(text, wrong);
  if (wrong) return 0;
  const std::string twice = formatted(once, wrong);
  if (wrong) give_up("the canonical text does not parse", text, once);
  if (once != twice) give_up("formatting again changes the text", once, twice);
  return 0;
}
