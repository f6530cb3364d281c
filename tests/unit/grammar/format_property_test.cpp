// SPDX-License-Identifier: Apache-2.0
// Formatting a random file keeps its meaning and its comments, and formatting twice changes nothing.
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "grammar/format.h"
#include "grammar/parse.h"
#include "tests/support/tree_dump.h"
#include "tests/unit/grammar/random_rule_file.h"

namespace proviso {
namespace {

struct Parsed {
  std::string errors;
  std::string meaning;
  std::vector<std::string> comments;
  std::string formatted;
};

Parsed parsed(const std::string& text) {
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add("random.proviso", text);
  const syntax::File tree = grammar::parse(file, report);
  Parsed result{
      .errors = render_text(report, sources), .meaning = testing_support::dump(tree), .comments = {}, .formatted = {}};
  for (const syntax::Comment& comment : tree.comments) result.comments.push_back(comment.text);
  if (report.empty()) result.formatted = grammar::format(tree, file);
  return result;
}

RC_GTEST_PROP(Format, KeepsMeaningAndCommentsAndIsIdempotent, ()) {
  const std::string text = testing_support::random_rule_file(*rc::gen::arbitrary<std::uint32_t>());
  const Parsed first = parsed(text);
  RC_LOG() << text;
  RC_ASSERT(first.errors == "");
  const Parsed second = parsed(first.formatted);
  RC_LOG() << "\n--- formatted\n" << first.formatted;
  RC_ASSERT(second.errors == "");
  RC_ASSERT(second.meaning == first.meaning);
  RC_ASSERT(second.comments == first.comments);
  RC_ASSERT(second.formatted == first.formatted);
}

}  // namespace
}  // namespace proviso
