// SPDX-License-Identifier: Apache-2.0
// From the nodes of one clause to its part of the syntax tree: copies text and spans, looks nothing up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "grammar/flat_tree.h"
#include "grammar/syntax_tree.h"

namespace proviso::grammar {

/// A node and its children. Cheap to copy.
class NodeView {
 public:
  NodeView(const FlatTree& tree, std::uint32_t index) : tree_(&tree), index_(index) {}

  [[nodiscard]] const Node& node() const { return (*tree_)[index_]; }
  [[nodiscard]] NodeKind kind() const { return node().kind; }

  class Iterator {
   public:
    Iterator(const FlatTree& tree, std::uint32_t index) : tree_(&tree), index_(index) {}
    NodeView operator*() const { return {*tree_, index_}; }
    Iterator& operator++() {
      index_ = (*tree_)[index_].next;
      return *this;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.index_ == b.index_; }

   private:
    const FlatTree* tree_;
    std::uint32_t index_;
  };
  [[nodiscard]] Iterator begin() const { return {*tree_, index_ + 1}; }
  [[nodiscard]] Iterator end() const { return {*tree_, node().next}; }
  /// The first child. Precondition: there is one.
  [[nodiscard]] NodeView first() const { return *begin(); }
  [[nodiscard]] bool empty() const { return begin() == end(); }

 private:
  const FlatTree* tree_;
  std::uint32_t index_;
};

/// Reads clauses. What the grammar lets through and the language does not is reported; the clause is read all the
/// same, with something harmless in the place of the mistake.
class ClauseReader {
 public:
  ClauseReader(const SourceFile& file, std::size_t depth_limit, DiagnosticReport& report)
      : file_(file), depth_limit_(depth_limit), report_(report) {}

  [[nodiscard]] Span span(NodeView view) const { return file_.span(view.node().begin, view.node().end); }

  syntax::Framework framework(NodeView view);
  syntax::Source source(NodeView view);
  syntax::Party party(NodeView view);
  syntax::Parameter parameter(NodeView view);
  syntax::Fact fact(NodeView view);
  syntax::Event event(NodeView view);
  syntax::Duty duty(NodeView view);
  syntax::Track track(NodeView view);
  syntax::Begins begins(NodeView view);
  syntax::Stage stage(NodeView view);
  syntax::Move when_move(NodeView view);
  syntax::Move after_move(NodeView view);
  syntax::Example example(NodeView view);
  syntax::ExampleEvent example_event(NodeView view);
  syntax::Expectation expectation(NodeView view);
  syntax::AsOf as_of(NodeView view);
  syntax::NotHeld not_held(NodeView view);

 private:
  [[nodiscard]] std::string_view slice(NodeView view) const {
    return file_.text().substr(view.node().begin, view.node().end - view.node().begin);
  }
  syntax::Name name(NodeView view);
  syntax::Text text(NodeView view);
  std::string unescaped(NodeView view);
  syntax::Day day(NodeView view);
  syntax::Duration duration(NodeView view);
  std::int32_t count(NodeView view);
  Number number(NodeView view);
  std::vector<syntax::Name> names(NodeView view);
  syntax::Cite cite(NodeView view);
  syntax::FactType fact_type(NodeView view);
  syntax::ParameterVersion parameter_version(NodeView view);
  syntax::Moment moment(NodeView view);
  syntax::Limit limit(NodeView view);
  syntax::With with(NodeView view);
  void move_tail(NodeView part, syntax::Move& move);

  syntax::Expression expression(NodeView view);
  syntax::Expression disjunction(NodeView view, syntax::Expression::Kind kind);
  syntax::Expression comparison(NodeView view);
  syntax::Expression chain(NodeView view);
  syntax::Expression operand(NodeView view);
  syntax::Expression leaf(NodeView view, syntax::Expression::Kind kind);

  /// Whether a clause of one kind is given again; reports it.
  bool twice(bool already, NodeView view, std::string_view words);

  const SourceFile& file_;
  std::size_t depth_limit_;
  DiagnosticReport& report_;
};

}  // namespace proviso::grammar
