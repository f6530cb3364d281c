// SPDX-License-Identifier: Apache-2.0
// A text of the tests read into its tree.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "grammar/parse.h"
#include "tests/support/tree_dump.h"

namespace proviso::testing_support {

/// A text without mistakes, and the tree it gives; a mistake in it fails the test and is printed.
struct Parsed {
  std::string text;
  syntax::File tree;
  std::string errors;

  explicit Parsed(std::string written) : text(std::move(written)) {
    SourceSet sources;
    DiagnosticReport report;
    tree = grammar::parse(sources.add("t.proviso", text), report);
    errors = render_text(report, sources);
    EXPECT_EQ(errors, "") << text;
  }
  [[nodiscard]] std::string_view words(Span span) const {
    return std::string_view(text).substr(span.begin, span.end - span.begin);
  }
  template <typename T>
  [[nodiscard]] const T& at(std::size_t index) const {
    return std::get<T>(tree.declarations.at(index));
  }
};

/// A file whose second declaration is the one written.
inline Parsed with_framework(const std::string& text) { return Parsed("framework f \"F\"\n" + text); }

/// The condition of a fact.
inline std::string expression(const std::string& text) {
  const Parsed p = with_framework("fact q : yes/no means " + text + "  # end\n");
  const auto& means = *p.at<syntax::Fact>(1).means;
  return dump(means);
}

}  // namespace proviso::testing_support
