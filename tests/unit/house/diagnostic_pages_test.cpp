// SPDX-License-Identifier: Apache-2.0
// Every diagnostic code has a page that explains it and a golden case that produces it.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/diagnostic.h"
#include "tests/support/tree.h"

namespace proviso {
namespace {

using testing_support::file_text;
using testing_support::files_below;
using testing_support::repository;

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(DiagnosticPages, EveryCodeHasOne) {
  for (const Code code : all_codes()) {
    const std::string page = "docs/diagnostics/" + code_name(code) + ".md";
    ASSERT_TRUE(std::filesystem::is_regular_file(repository() / page)) << page << " is missing";
    const std::string text = file_text(repository() / page);
    EXPECT_TRUE(text.starts_with("# " + code_name(code) + ": " + std::string(code_about(code)) + "\n"))
        << page << " does not begin with `# " << code_name(code) << ": " << code_about(code) << "`";
    EXPECT_TRUE(holds(text, "[" + code_name(code) + "]")) << page << " does not show the message";
  }
}

TEST(DiagnosticPages, EveryPageHasACode) {
  std::set<std::string> names;
  for (const Code code : all_codes()) names.insert("docs/diagnostics/" + code_name(code) + ".md");
  for (const std::string& page : files_below("docs/diagnostics", {".md"})) {
    if (page == "docs/diagnostics/README.md") continue;
    EXPECT_TRUE(names.contains(page)) << page << " explains a code that does not exist";
  }
}

TEST(DiagnosticPages, TheListNamesEveryCode) {
  const std::string list = file_text(repository() / "docs/diagnostics/README.md");
  for (const Code code : all_codes()) {
    const std::string entry =
        "[" + code_name(code) + "](" + code_name(code) + ".md) | " + std::string(code_about(code));
    EXPECT_TRUE(holds(list, entry)) << "docs/diagnostics/README.md has no row `" << entry << "`";
  }
}

TEST(DiagnosticPages, EveryCodeIsProducedByAGoldenCase) {
  std::string produced;
  for (const std::string& file : files_below("tests/golden", {".expect"})) produced += file_text(repository() / file);
  for (const Code code : all_codes()) {
    EXPECT_TRUE(holds(produced, "[" + code_name(code) + "]"))
        << "no case below tests/golden gives " << code_name(code) << ", " << code_about(code);
  }
}

}  // namespace
}  // namespace proviso
